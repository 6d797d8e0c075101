//! The forms that a report can take, each as bytes that were read back.

use crate::export::{csv, excel, html, json, markdown, terminal, word};
use crate::report::{Document, Report, document};

/// A form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Word.
    Word,
    /// PDF, tagged for screen readers.
    #[cfg(feature = "pdf")]
    Pdf,
    /// Excel.
    Excel,
    /// A web page in one file.
    Html,
    /// Markdown.
    Markdown,
    /// Text for a terminal.
    Terminal,
    /// Comma-separated values.
    Csv(csv::What),
    /// Data for other programs.
    Json,
}

/// How text is laid out where the form does not say.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    /// Columns of text for a terminal.
    pub width: usize,
    /// Colour for a terminal.
    pub colour: bool,
}

/// Why a report could not be written in a form.
#[derive(Debug, thiserror::Error)]
#[error("the report could not be written in this form: {0}")]
pub struct FormError(String);

fn failed(error: impl std::fmt::Display) -> FormError {
    FormError(error.to_string())
}

impl Form {
    /// Every form, those that boards use first.
    pub const ALL: &'static [Self] = &[
        Self::Word,
        #[cfg(feature = "pdf")]
        Self::Pdf,
        Self::Excel,
        Self::Html,
        Self::Csv(csv::What::Criteria),
        Self::Csv(csv::What::Answers),
        Self::Csv(csv::What::Standards),
        Self::Csv(csv::What::Plan),
        Self::Markdown,
        Self::Terminal,
        Self::Json,
    ];

    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Word => "Word",
            #[cfg(feature = "pdf")]
            Self::Pdf => "PDF",
            Self::Excel => "Excel",
            Self::Html => "Web page",
            Self::Markdown => "Markdown",
            Self::Terminal => "Plain text",
            Self::Csv(csv::What::Criteria) => "CSV: criteria",
            Self::Csv(csv::What::Answers) => "CSV: single answers",
            Self::Csv(csv::What::Standards) => "CSV: standards",
            Self::Csv(csv::What::Plan) => "CSV: plan",
            Self::Json => "JSON",
        }
    }

    /// How the name of its file ends.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Word => "docx",
            #[cfg(feature = "pdf")]
            Self::Pdf => "pdf",
            Self::Excel => "xlsx",
            Self::Html => "html",
            Self::Markdown => "md",
            Self::Terminal => "txt",
            Self::Csv(csv::What::Criteria) => "criteria.csv",
            Self::Csv(csv::What::Answers) => "answers.csv",
            Self::Csv(csv::What::Standards) => "standards.csv",
            Self::Csv(csv::What::Plan) => "plan.csv",
            Self::Json => "json",
        }
    }

    /// What kind of file it is, as the web names kinds.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Word => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            #[cfg(feature = "pdf")]
            Self::Pdf => "application/pdf",
            Self::Excel => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Html => "text/html; charset=utf-8",
            Self::Markdown => "text/markdown; charset=utf-8",
            Self::Terminal => "text/plain; charset=utf-8",
            Self::Csv(_) => "text/csv; charset=utf-8",
            Self::Json => "application/json",
        }
    }

    /// Whether it lists every single answer, which a report must then hold ([`Report::with_answers`]).
    pub const fn lists_answers(self) -> bool {
        matches!(self, Self::Excel | Self::Csv(_))
    }

    /// The report in this form, read back before it is handed over.
    ///
    /// # Errors
    /// When it cannot be written, or does not read back as it was.
    pub fn bytes(self, report: &Report, layout: Layout) -> Result<Vec<u8>, FormError> {
        match self {
            Self::Terminal => Ok(terminal::render(&document(report), layout.width, layout.colour).into_bytes()),
            Self::Markdown => Ok(markdown::render(&document(report)).into_bytes()),
            Self::Json => data(report),
            Self::Html => page(&document(report)),
            #[cfg(feature = "pdf")]
            Self::Pdf => pdf(report, &document(report)),
            Self::Word => paper(report, &document(report)),
            Self::Excel => workbook(report),
            Self::Csv(what) => table(report, what),
        }
    }
}

fn data(report: &Report) -> Result<Vec<u8>, FormError> {
    let text = json::render(report);
    serde_json::from_str::<serde_json::Value>(&text).map_err(failed)?;
    Ok(text.into_bytes())
}

fn page(page: &Document) -> Result<Vec<u8>, FormError> {
    let text = html::render(page).map_err(failed)?;
    if text.trim_end().ends_with("</html>") { Ok(text.into_bytes()) } else { Err(failed("the web page is cut short")) }
}

#[cfg(feature = "pdf")]
fn pdf(report: &Report, page: &Document) -> Result<Vec<u8>, FormError> {
    use crate::export::pdf::{About, Length, check, render};
    use crate::report::Edition;
    let length = match report.edition {
        Edition::Full | Edition::Public => Length::Long,
        Edition::Board => Length::Short,
    };
    let (trust, cycle, edition) = (report.trust.clone(), report.cycle.clone(), report.edition.word().to_owned());
    let bytes = render(page, &About { trust, cycle, edition, date: report.date, length }).map_err(failed)?;
    check(&bytes).map_err(failed)?;
    Ok(bytes)
}

fn paper(report: &Report, page: &Document) -> Result<Vec<u8>, FormError> {
    let about = word::About { trust: &report.trust, cycle: &report.cycle, edition: report.edition.word(), date: report.date };
    let bytes = word::render(page, &about).map_err(failed)?;
    word::check(&bytes, page).map_err(failed)?;
    Ok(bytes)
}

fn workbook(report: &Report) -> Result<Vec<u8>, FormError> {
    let bytes = excel::render(report).map_err(failed)?;
    excel::check(&bytes, report).map_err(failed)?;
    Ok(bytes)
}

fn table(report: &Report, what: csv::What) -> Result<Vec<u8>, FormError> {
    let text = csv::render(report, what);
    csv::check(&text, report, what).map_err(failed)?;
    Ok(text.into_bytes())
}
