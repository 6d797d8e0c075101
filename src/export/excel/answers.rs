//! The sheets of single answers and of evidence.

use crate::export::excel::grid::{Cell, Column, Grid, Print};
use crate::report::{AnswerReport, Confidence, Report, silence};
use crate::text::capitalised;

/// One row for each answer.
pub fn answers(report: &Report) -> Grid {
    let scale = report.rubric.levels.len();
    let row = |one: &AnswerReport| {
        let notes: Vec<String> = one
            .reason
            .iter()
            .map(|reason| format!("Why it is not applicable: {}", reason.trim()))
            .chain(one.note.clone())
            .collect();
        let mut signs = one.warning_signs.clone();
        signs.extend(
            one.warning_note
                .as_ref()
                .map(|note| format!("What was said of it: {}", note.trim())),
        );
        vec![
            Cell::text(one.domain_title.as_str()),
            Cell::text(one.title.as_str()),
            Cell::text(one.respondent.as_str()),
            Cell::text(one.role_title.as_str()),
            Cell::text(capitalised(one.group)),
            Cell::level_in_one(
                one.level.as_ref(),
                scale,
                &capitalised(silence(one.settled)),
            ),
            Cell::text(capitalised(one.confidence.map_or("", Confidence::word))),
            Cell::lines(&notes),
            Cell::optional(one.uneven.as_deref()),
            Cell::lines(&signs),
            Cell::lines(&one.evidence),
        ]
    };
    Grid {
        name: "Answers",
        title: "Who answered what".to_owned(),
        note: "Only the full edition has this sheet: it says who gave which answer, so keep it to the people who lead this work, and delete it before you pass the workbook on. A criterion that somebody left open has no row.".to_owned(),
        columns: vec![
            Column::new("Domain", 15),
            Column::new("Criterion", 22),
            Column::new("Respondent", 18),
            Column::new("Role", 16),
            Column::new("Group", 11),
            Column::new("Answer", 14),
            Column::new("How sure", 9),
            Column::new("Note", 44),
            Column::new("Where it is uneven", 24),
            Column::new("Warning signs ticked", 22),
            Column::new("Evidence", 36),
        ],
        rows: report.answers.iter().map(row).collect(),
        print: Print::OneWide,
    }
}

/// One row for each entry of evidence.
pub fn evidence(report: &Report) -> Grid {
    let criteria = report.domains.iter().flat_map(|domain| {
        domain
            .criteria
            .iter()
            .map(move |criterion| (domain, criterion))
    });
    let rows = criteria
        .flat_map(|(domain, criterion)| {
            criterion.evidence.shown.iter().map(move |entry| {
                vec![
                    Cell::text(domain.title.as_str()),
                    Cell::text(criterion.title.as_str()),
                    Cell::text(criterion.evidence.strength.name()),
                    Cell::text(capitalised(entry.kind)),
                    Cell::Date(entry.date),
                    Cell::text(entry.what.as_str()),
                    Cell::optional(entry.place.as_deref()),
                ]
            })
        })
        .collect();
    Grid {
        name: "Evidence",
        title: "What can be shown".to_owned(),
        note: "Every entry that somebody recorded, the newest first within a criterion. S0 means nothing that counts; S1 at least one entry; S2 two kinds, one of them from the last 12 months; S3 a word from outside the trust in the last 24 months.".to_owned(),
        columns: vec![
            Column::new("Domain", 18),
            Column::new("Criterion", 28),
            Column::new("Evidence strength", 10),
            Column::new("Kind", 13),
            Column::new("Date", 13),
            Column::new("What it is", 60),
            Column::new("Where it is", 34),
        ],
        rows,
        print: Print::OneWide,
    }
}
