//! A report as an Excel workbook.
//!
//! Phases: the report becomes sheets of typed cells (`grid`, one file for each kind of sheet); `book`
//! writes them, each with a frozen header, a filter, titles that repeat in print, and rows high enough
//! for their words; [`check`] reads the bytes back and counts. Words are always written as text: nothing
//! that a person wrote can become a formula. The same report gives the same bytes.

mod answers;
pub(crate) mod book;
mod changes;
mod check;
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

pub use check::check;

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
    /// What was written is no archive.
    #[error("the workbook cannot be read back")]
    Archive {
        /// What the reader says.
        #[from]
        source: zip::result::ZipError,
    },
    /// A part of the archive cannot be read.
    #[error("a part of the workbook cannot be read back: {part}")]
    Part {
        /// Its name.
        part: String,
        /// What the reader says.
        source: std::io::Error,
    },
    /// A part of the archive is not XML.
    #[error("a part of the workbook is broken: {part}")]
    Xml {
        /// Its name.
        part: String,
        /// What the reader says.
        source: roxmltree::Error,
    },
    /// The sheets are not those of the report.
    #[error("the workbook has the sheets {found}, and the report has {expected}")]
    Sheets {
        /// Those that were found.
        found: String,
        /// Those that should be there.
        expected: String,
    },
    /// Rows are missing or too many.
    #[error("the sheet {sheet} has {found} rows, and the report has {expected}")]
    Rows {
        /// The sheet.
        sheet: String,
        /// How many there are, without title and header.
        found: usize,
        /// How many there should be.
        expected: usize,
    },
}

/// The report as the bytes of an `.xlsx` file.
///
/// # Errors
/// When the report has more rows than a sheet can hold.
pub fn render(report: &Report) -> Result<Vec<u8>, ExcelError> {
    book::write(report, &grids(report))
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
mod tests;
