//! A document as a PDF for reading, printing and keeping: tagged, PDF/UA-1 and PDF/A-2a.

mod columns;
mod data;
mod fonts;
mod legible;
mod setter;
mod world;

use hayro_syntax::Pdf;
use jiff::civil::Date;
use typst::diag::SourceDiagnostic;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::document::Document;
use crate::export::pdf::data::Data;
use crate::export::pdf::world::Desk;

/// What a document's file says of it beside its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// The trust it is of: the author of the file, and the beginning of every footer.
    pub trust: String,
    /// The cycle, as the footer says it.
    pub cycle: String,
    /// The edition, as the footer says it.
    pub edition: String,
    /// The date of the assessment: the only date in the file.
    pub date: Date,
    /// How long it is, and so how it is set.
    pub length: Length,
}

/// How long a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Length {
    /// For looking things up: a table of contents follows page one.
    Long,
    /// For a meeting: set closer throughout, so that it fits on a few pages.
    Short,
}

/// Why there is no PDF.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PdfError {
    /// The pages could not be laid out.
    #[error("the pages of the PDF could not be laid out: {0}")]
    Layout(String),
    /// The pages could not be written as an accessible PDF for keeping.
    #[error("the PDF could not be written as PDF/UA-1 and PDF/A-2a: {0}")]
    Standard(String),
    /// A written file cannot be read.
    #[error("the PDF cannot be read back: {0}")]
    Unreadable(String),
}

/// The document as a PDF. The same document gives the same bytes.
///
/// # Errors
///
/// When the document cannot be laid out or does not meet PDF/UA-1 and PDF/A-2a. No text of a person leads to that: what
/// the fonts lack is shown as a sign, and a note at the end says how often.
pub fn render(document: &Document, about: &About) -> Result<Vec<u8>, PdfError> {
    let data = serde_json::to_vec(&Data::new(document, about))
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

/// The number of pages of a PDF, all of which can be read and have something on them.
///
/// # Errors
///
/// When the file is cut short, is no PDF, or has no page or an empty one.
pub fn check(bytes: &[u8]) -> Result<usize, PdfError> {
    let unreadable = |why: &str| Err(PdfError::Unreadable(why.to_owned()));
    if !bytes.starts_with(b"%PDF-") {
        return unreadable("it does not begin as a PDF does");
    }
    if !bytes.trim_ascii_end().ends_with(b"%%EOF") {
        return unreadable("its end is missing");
    }
    let Ok(pdf) = Pdf::new(bytes.to_vec()) else {
        return unreadable("it is not in order");
    };
    let pages = pdf.pages();
    if pages.is_empty() {
        return unreadable("it has no page");
    }
    let blank = pages
        .iter()
        .position(|page| page.page_stream().is_none_or(<[u8]>::is_empty));
    blank.map_or(Ok(pages.len()), |place| {
        unreadable(&format!("page {} is empty", place + 1))
    })
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
