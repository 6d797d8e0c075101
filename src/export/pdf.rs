//! A document as a PDF for reading, printing and keeping: tagged, PDF/UA-1 and PDF/A-2a.

mod columns;
mod data;
mod fonts;
mod legible;
mod pieces;
mod setter;
mod world;

use typst::diag::SourceDiagnostic;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::document::{Document, DocumentInfo};
use crate::export::pdf::data::Data;
use crate::export::pdf::world::Desk;

/// Why there is no PDF.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PdfError {
    /// The pages could not be laid out.
    #[error("the pages of the PDF could not be laid out: {0}")]
    Layout(String),
    /// The pages could not be written as an accessible PDF for keeping.
    #[error("the PDF could not be written as PDF/UA-1 and PDF/A-2a: {0}")]
    Standard(String),
}

/// The document as a PDF. The same document gives the same bytes.
///
/// # Errors
///
/// When the document cannot be laid out or does not meet PDF/UA-1 and PDF/A-2a. No text of a person leads to that: what
/// the fonts lack is shown as a sign, and a note at the end says how often.
pub fn render(document: &Document, info: &DocumentInfo<'_>) -> Result<Vec<u8>, PdfError> {
    let data = serde_json::to_vec(&Data::new(document, info))
        .map_err(|error| PdfError::Layout(error.to_string()))?;
    let desk = Desk::new(data);
    let pages = typst::compile::<PagedDocument>(&desk)
        .output
        .map_err(|errors| PdfError::Layout(words(&errors)));
    let bytes = pages.and_then(|pages| {
        typst_pdf::pdf(&pages, &options()?).map_err(|errors| PdfError::Standard(words(&errors)))
    });
    // Typst remembers what it laid out, for whoever edits and compiles again. Nobody does here.
    typst::comemo::evict(0);
    bytes
}

fn options() -> Result<PdfOptions, PdfError> {
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
        .map_err(|error| PdfError::Standard(error.message().to_string()))?;
    Ok(PdfOptions {
        standards,
        ..PdfOptions::default()
    })
}

/// What typst says is wrong, each thing once.
fn words(errors: &[SourceDiagnostic]) -> String {
    let errors: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    errors.join("; ")
}

#[cfg(test)]
mod tests;
