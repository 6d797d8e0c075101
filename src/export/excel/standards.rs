//! The register of standards.

use crate::export::excel::grid::{Cell, Column, Grid, Print};
use crate::report::{EXCEPTIONS, Edition, Report, STANDARDS, StandardReport, status_phrase};
use crate::text::capitalised;

/// One row for each standard, the most urgent first; a board sees those that are not as they should be.
pub fn standards(report: &Report) -> Grid {
    let words = match report.edition {
        Edition::Full | Edition::Board => true,
        Edition::Public => false,
    };
    let (shown, title) = match report.edition {
        Edition::Full | Edition::Public => (report.standards.by_urgency(), STANDARDS),
        Edition::Board => (report.standards.exceptions(), EXCEPTIONS),
    };
    let mut columns = vec![
        Column::new("Standard", 50),
        Column::new("Force", 9),
        Column::new("Critical", 9),
        Column::new("Status", 13),
        Column::new("How it stands", 26),
        Column::new("Limits this criterion", 22),
        Column::new("Source", 34),
        Column::new("Looked at on", 12),
    ];
    if words {
        columns.extend([
            Column::new("Looked at by", 18),
            Column::new("Proof", 28),
            Column::new("What the trust says", 34),
            Column::new("In the plan", 26),
        ]);
    }
    let row = |one: &StandardReport| {
        let mut row = vec![
            Cell::text(one.statement.as_str()),
            Cell::text(capitalised(one.force.word())),
            Cell::text(if one.critical { "Critical" } else { "" }),
            Cell::text(capitalised(status_phrase(one.status))),
            Cell::text(one.reason.as_str()),
            Cell::text(one.criterion_title.as_str()),
            Cell::text(one.source.as_str()),
            one.checked.map_or(Cell::None, Cell::Date),
        ];
        if words {
            row.extend(
                [
                    one.by.as_deref(),
                    one.proof.as_deref(),
                    one.explanation.as_deref(),
                ]
                .map(Cell::optional),
            );
            row.push(Cell::lines(&one.planned));
        }
        row
    };
    Grid {
        name: "Standards",
        title: title.to_owned(),
        note: report.standards.summary.join(" "),
        columns,
        rows: shown.into_iter().map(row).collect(),
        print: Print::OneWide,
    }
}
