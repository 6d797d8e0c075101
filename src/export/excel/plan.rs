//! The sheets of priorities and of the plan.

use crate::export::excel::grid::{Cell, Column, Grid, Print};
use crate::report::{ActionReport, Course, Edition, PriorityReport, Report, SubjectKind};
use crate::text::capitalised;

/// One row for each priority.
pub fn priorities(report: &Report) -> Grid {
    // The public edition has no plan to look into.
    let planned = match report.edition {
        Edition::Full | Edition::Board => true,
        Edition::Public => false,
    };
    let mut columns = vec![
        Column::new("Order", 9),
        Column::new("What to do", 18),
        Column::new("Domain", 22),
        Column::new("Criterion", 30),
        Column::new("It is about a", 13),
        Column::new("Critical", 10),
        Column::new("Why", 66),
    ];
    if planned {
        columns.push(Column::new("In the plan as", 18));
    }
    let row = |(place, one): (usize, &PriorityReport)| {
        let domain = report
            .domains
            .iter()
            .find(|domain| domain.id == one.domain)
            .map(|domain| domain.title.as_str());
        let kind = match one.kind {
            SubjectKind::Criterion => "Criterion",
            SubjectKind::Standard => "Standard",
        };
        let mut row = vec![
            Cell::count(place + 1),
            Cell::text(capitalised(one.tier.name())),
            Cell::optional(domain),
            Cell::text(one.title.as_str()),
            Cell::text(kind),
            Cell::text(if one.critical { "Critical" } else { "" }),
            Cell::text(one.reason.as_str()),
        ];
        if planned {
            let actions: Vec<&str> = report
                .plan
                .actions
                .iter()
                .filter(|action| action.subject == one.id)
                .map(|action| action.id.as_str())
                .collect();
            row.push(Cell::text(if actions.is_empty() {
                "Not yet".to_owned()
            } else {
                actions.join(", ")
            }));
        }
        row
    };
    Grid {
        name: "Priorities",
        title: "What to do first".to_owned(),
        note: match report.edition {
            Edition::Full | Edition::Public => "In order: put right, close the gap, prove it, agree it, stretch and share. A criterion or standard stands here once, for its first reason.".to_owned(),
            Edition::Board => "The first five, in order; the full edition has all.".to_owned(),
        },
        columns,
        rows: report.priorities.iter().enumerate().map(row).collect(),
        print: Print::OneWide,
    }
}

/// One row for each action.
pub fn plan(report: &Report) -> Grid {
    let row = |one: &ActionReport| {
        let (owner, due, measure) = match &one.course {
            Course::Act {
                owner,
                due,
                measure,
                ..
            } => (
                Cell::text(owner.as_str()),
                Cell::Date(*due),
                Cell::text(measure.as_str()),
            ),
            Course::NoAction { reason } => (
                Cell::None,
                Cell::None,
                Cell::text(format!("Why nothing will be done: {}", reason.trim())),
            ),
        };
        vec![
            Cell::text(one.id.as_str()),
            Cell::text(one.title.as_str()),
            Cell::text(one.what.as_str()),
            owner,
            due,
            measure,
            Cell::text(one.progress.as_str()),
            Cell::optional(one.note.as_deref()),
            Cell::text(one.subject.as_str()),
        ]
    };
    let mut note = report.plan.words.clone();
    if !report.plan.without.is_empty() {
        note.push_str(" The sheet of priorities says which.");
    }
    Grid {
        name: "Plan",
        title: "The plan".to_owned(),
        note,
        columns: vec![
            Column::new("Action", 16),
            Column::new("For", 26),
            Column::new("What will be done", 46),
            Column::new("Owner", 20),
            Column::new("Due", 13),
            Column::new("How we shall know", 46),
            Column::new("Progress", 16),
            Column::new("Note", 30),
            Column::new("For, by id", 24),
        ],
        rows: report.plan.actions.iter().map(row).collect(),
        print: Print::OneWide,
    }
}
