//! The sheet of how answers differ.

use crate::export::excel::grid::{Cell, Column, Grid, Print};
use crate::report::{CriterionReport, DomainReport, Report, SpreadReport};
use crate::text::{capitalised, count};

/// The criteria to which two or more gave a level.
pub fn rows(
    report: &Report,
) -> impl Iterator<Item = (&DomainReport, &CriterionReport, &SpreadReport)> {
    let criteria = report
        .domains
        .iter()
        .flat_map(|domain| domain.criteria.iter().map(move |one| (domain, one)));
    criteria.filter_map(|(domain, one)| Some((domain, one, one.spread.as_ref()?)))
}

/// One row for each criterion that can be compared, then one for each two groups of a domain.
pub fn differences(report: &Report) -> Grid {
    let scale = report.rubric.levels.len();
    let criterion = |(domain, one, spread): (&DomainReport, &CriterionReport, &SpreadReport)| {
        let at: Vec<String> = report
            .rubric
            .levels
            .iter()
            .zip(&spread.counts)
            .filter(|(_, answers)| **answers > 0)
            .map(|((level, _), answers)| {
                format!("{}: {}", level.both(), count(*answers, "answer", "answers"))
            })
            .collect();
        let groups: Vec<String> = spread
            .groups
            .iter()
            .map(|group| {
                format!(
                    "{}: {}, middle of {} answers",
                    capitalised(group.group),
                    group.median.both(),
                    group.answers
                )
            })
            .collect();
        vec![
            Cell::text(domain.title.as_str()),
            Cell::text(one.title.as_str()),
            Cell::count(spread.answers),
            Cell::Number(i64::from(spread.range)),
            Cell::text(capitalised(spread.verdict.word())),
            Cell::lines(&at),
            Cell::level_in_one(Some(&spread.median), scale, ""),
            Cell::lines(&groups),
            Cell::text(spread.words.as_str()),
        ]
    };
    let gaps = report
        .domains
        .iter()
        .flat_map(|domain| domain.gaps.iter().map(move |gap| (domain, gap)));
    let gap = |(domain, gap): (&DomainReport, &crate::report::GapReport)| {
        let [one, other] = gap.groups;
        let mut row = vec![
            Cell::text(domain.title.as_str()),
            Cell::text(format!("The domain: {one} and {other}")),
        ];
        row.extend(std::iter::repeat_n(Cell::None, 5));
        let by = if gap.mean.0 == 0 {
            "Even on average".to_owned()
        } else {
            format!("{}: {} of a level higher", capitalised(one), gap.shown)
        };
        row.extend([Cell::text(by), Cell::text(gap.words.as_str())]);
        row
    };
    Grid {
        name: "Differences",
        title: "Where people differ".to_owned(),
        note: format!(
            "The middle answers of this sheet are not yet agreed: people gave their answers alone. {} A group stands by itself where three or more of it gave a level, and is missing where that would tell what somebody answered.",
            report.agreement.words.join(" ")
        ),
        columns: vec![
            Column::new("Domain", 16),
            Column::new("Criterion", 24),
            Column::new("Answers", 9),
            Column::new("Levels apart", 9),
            Column::new("In a word", 9),
            Column::new("How they spread", 28),
            Column::new("Middle answer, not yet agreed", 16),
            Column::new("Groups that can be shown", 36),
            Column::new("What it says", 48),
        ],
        rows: rows(report).map(criterion).chain(gaps.map(gap)).collect(),
        print: Print::OneWide,
    }
}
