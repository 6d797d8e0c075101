//! The sheets of what changed since earlier cycles, and of what was done.

use crate::export::excel::grid::{Cell, Column, Grid, Print};
use crate::report::{MoveReport, Report, SpanReport, movement_phrase};

/// The name of the sheet of what changed.
pub const CHANGES: &str = "Changes";
/// The name of the sheet of what was done.
pub const DONE: &str = "You said, we did";

/// One row for each domain and each criterion, span by span.
pub fn changes(report: &Report) -> Grid {
    let spans = report
        .changes
        .iter()
        .flat_map(|changes| changes.spans.iter().zip(changes.cycles.windows(2)));
    let mut rows = Vec::new();
    for (span, cycles) in spans {
        let scales = (cycles[0].levels, cycles[1].levels);
        rows.extend(
            span.domains
                .iter()
                .map(|one| row(span, one, "The domain’s position", scales)),
        );
        rows.extend(
            span.criteria
                .iter()
                .map(|one| row(span, one, &one.title, scales)),
        );
    }
    let mut note = vec![
        "A break in the series is no rise or fall: what is asked, or how it is scored, has changed.",
    ];
    note.extend(
        report
            .changes
            .iter()
            .flat_map(|changes| changes.limits.iter().map(String::as_str)),
    );
    Grid {
        name: CHANGES,
        title: report
            .changes
            .as_ref()
            .map_or_else(String::new, |changes| changes.finding.clone()),
        note: note.join(" "),
        columns: vec![
            Column::new("Since", 12),
            Column::new("Until", 12),
            Column::new("Domain", 22),
            Column::new("Criterion", 32),
            Column::new("Then", 18),
            Column::new("Now", 18),
            Column::new("What happened", 18),
            Column::new("In words", 62),
        ],
        rows,
        print: Print::OneWide,
    }
}

fn row(
    span: &SpanReport,
    one: &MoveReport,
    title: &str,
    (older, newer): (usize, usize),
) -> Vec<Cell> {
    vec![
        Cell::text(span.since.as_str()),
        Cell::text(span.until.as_str()),
        Cell::text(one.domain_title.as_str()),
        Cell::text(title),
        Cell::level_in_one(one.from.as_ref(), older, &one.then()),
        Cell::level_in_one(one.to.as_ref(), newer, &one.now()),
        Cell::text(movement_phrase(one.movement)),
        Cell::text(one.words.as_str()),
    ]
}

/// One row for each action of an earlier plan that is closed.
pub fn done(report: &Report) -> Grid {
    let spans = || report.changes.iter().flat_map(|changes| &changes.spans);
    let rows = spans().flat_map(|span| {
        span.done.iter().map(|done| {
            vec![
                Cell::text(span.since.as_str()),
                Cell::text(done.title.as_str()),
                Cell::text(done.what.as_str()),
                Cell::text(done.owner.as_str()),
                Cell::text(done.measure.as_str()),
                Cell::text(done.closed.as_str()),
                Cell::text(done.moved.as_str()),
            ]
        })
    });
    Grid {
        name: DONE,
        title: "You said, we did".to_owned(),
        note: spans()
            .map(|span| format!("{}: {}", span.since.trim(), span.done_words))
            .collect::<Vec<_>>()
            .join(" "),
        columns: vec![
            Column::new("Plan of", 12),
            Column::new("For", 28),
            Column::new("What was to be done", 44),
            Column::new("Owner", 20),
            Column::new("How it would be known", 40),
            Column::new("Closed as", 13),
            Column::new("What moved", 52),
        ],
        rows: rows.collect(),
        print: Print::OneWide,
    }
}
