//! A report as an Excel workbook.
//!
//! Phases: the report becomes sheets of typed cells (`grid`, one file for each kind of sheet); `book`
//! writes them, each with a frozen header, a filter, titles that repeat in print, and rows high enough
//! for their words. Words are always written as text: nothing that a person wrote can become a formula.
//! The same report gives the same bytes.

mod answers;
pub(crate) mod book;
pub(crate) mod cell;
mod changes;
mod criteria;
mod differences;
pub(crate) mod fit;
pub(crate) mod grid;
mod heat;
mod plan;
mod rest;
mod standards;
pub(crate) mod style;
mod summary;
pub mod tracker;

use rust_xlsxwriter::XlsxError;

use crate::report::{Edition, Report};

use grid::Grid;

/// Why there is no workbook.
#[derive(Debug, thiserror::Error)]
pub enum ExcelError {
    /// It holds more than a workbook can.
    #[error("the workbook cannot be written: {source}")]
    Write {
        /// What the writer says.
        #[from]
        source: XlsxError,
    },
}

/// The report as the bytes of an `.xlsx` file.
///
/// # Errors
/// When the report has more rows than a sheet can hold.
pub fn render(report: &Report) -> Result<Vec<u8>, ExcelError> {
    Ok(book::write(report, &grids(report))?)
}

/// The sheets of rows and columns, in their order. Summary and heat map stand before them.
fn grids(report: &Report) -> Vec<Grid> {
    let mut grids = Vec::new();
    match report.edition {
        Edition::Full => {
            grids.push(criteria::domains(report));
            grids.push(criteria::criteria(report));
            grids.push(plan::priorities(report));
            grids.push(differences::differences(report));
            grids.push(answers::answers(report));
            grids.push(answers::evidence(report));
            grids.push(standards::standards(report));
            grids.push(changes::changes(report));
            grids.push(changes::done(report));
            grids.push(plan::plan(report));
            grids.push(rest::indicators(report));
            grids.push(rest::lenses(report));
        }
        Edition::Board => {
            grids.push(criteria::domains(report));
            grids.push(plan::priorities(report));
            grids.push(standards::standards(report));
            grids.push(changes::changes(report));
            grids.push(changes::done(report));
            grids.push(plan::plan(report));
        }
        Edition::Public => {
            grids.push(criteria::domains(report));
            grids.push(criteria::criteria(report));
            grids.push(plan::priorities(report));
            grids.push(standards::standards(report));
            grids.push(changes::changes(report));
            grids.push(rest::lenses(report));
        }
    }
    grids.push(rest::method(report));
    // A sheet of headings alone tells nothing; the summary says what there is none of.
    grids.retain(|grid| !grid.rows.is_empty());
    grids
}

#[cfg(test)]
pub(crate) mod tests;
