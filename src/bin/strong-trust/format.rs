//! The forms that a report can take: by name, by the ending of a file, as bytes that were read back.

use std::io::{self, Write};
use std::path::Path;

use clap::ValueEnum;
use strong_trust::export::{self, csv};
use strong_trust::report::{Document, Edition, Report, document};

use crate::exit::Failure;

/// A form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Text for a terminal (.txt)
    Terminal,
    /// Markdown (.md)
    Markdown,
    /// A web page in one file (.html)
    Html,
    /// PDF, tagged for screen readers (.pdf)
    #[cfg(feature = "pdf")]
    Pdf,
    /// Word (.docx)
    Word,
    /// Excel (.xlsx)
    Excel,
    /// Comma-separated values (.csv), see --what
    Csv,
    /// Data for other programs (.json)
    Json,
}

/// What a CSV file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum WhatArg {
    /// One row for each criterion
    Criteria,
    /// One row for each respondent and criterion
    Answers,
    /// One row for each standard
    Standards,
    /// One row for each action
    Plan,
    /// One row for each domain and criterion that was set beside an earlier cycle (with --since)
    Changes,
}

/// How text is laid out where the form does not say.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    /// Columns of text for a terminal.
    pub width: usize,
    /// Colour for a terminal.
    pub colour: bool,
    /// What a CSV file holds.
    pub what: WhatArg,
}

/// What a file says of a paper beside its text.
#[derive(Debug, Clone, Copy)]
pub struct Paper<'a> {
    /// The trust's name.
    pub trust: &'a str,
    /// The cycle, as written.
    pub cycle: &'a str,
    /// What kind of paper it is, such as "full edition" or "agenda".
    pub kind: &'a str,
    /// The day of the assessment.
    pub date: jiff::civil::Date,
    /// Whether it is for looking things up, so that a table of contents follows its first page.
    #[cfg_attr(not(feature = "pdf"), expect(dead_code, reason = "only a PDF is set otherwise"))]
    pub long: bool,
}

impl Format {
    /// The form that the ending of a file's name stands for.
    pub fn by_ending(path: &Path) -> Result<Self, Failure> {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
        let format = match ending.as_str() {
            "txt" => Self::Terminal,
            "md" | "markdown" => Self::Markdown,
            "html" | "htm" => Self::Html,
            #[cfg(feature = "pdf")]
            "pdf" => Self::Pdf,
            #[cfg(not(feature = "pdf"))]
            "pdf" => {
                return Err(Failure::usage(
                    "this program was built without its PDF writer. Write .docx or .html and save that as PDF, or build the whole program: cargo install --path . --locked",
                ));
            }
            "docx" => Self::Word,
            "xlsx" => Self::Excel,
            "csv" => Self::Csv,
            "json" => Self::Json,
            _ => {
                return Err(Failure::usage(format!(
                    "it cannot be told from the name {} how to write it. Let it end in .docx, .pdf, .xlsx, .html, .csv, .md, .txt or .json, or add --format.",
                    path.display()
                )));
            }
        };
        Ok(format)
    }

    /// Whether the form is text that a terminal can show.
    pub const fn is_text(self) -> bool {
        match self {
            Self::Terminal | Self::Markdown | Self::Html | Self::Csv | Self::Json => true,
            #[cfg(feature = "pdf")]
            Self::Pdf => false,
            Self::Word | Self::Excel => false,
        }
    }

    /// Whether the form lists every single answer.
    pub const fn lists_answers(self) -> bool {
        matches!(self, Self::Excel | Self::Csv)
    }

    /// The report in this form, ready to be written.
    pub fn ready(self, report: &Report, layout: Layout) -> Result<Ready, Failure> {
        if self == Self::Html { Ok(Ready::Page(document(report))) } else { self.bytes(report, layout).map(Ready::Bytes) }
    }

    /// The report in this form, read back before it is handed over.
    pub fn bytes(self, report: &Report, layout: Layout) -> Result<Vec<u8>, Failure> {
        match self {
            Self::Json => json(report),
            Self::Excel => excel(report),
            Self::Csv => comma_separated(report, layout.what),
            #[cfg(feature = "pdf")]
            Self::Pdf => self.report_paper(report, layout),
            Self::Terminal | Self::Markdown | Self::Html | Self::Word => self.report_paper(report, layout),
        }
    }

    fn report_paper(self, report: &Report, layout: Layout) -> Result<Vec<u8>, Failure> {
        let long = match report.edition {
            Edition::Full | Edition::Public => true,
            Edition::Board => false,
        };
        let kind = format!("{} edition", report.edition.word());
        let paper = Paper { trust: &report.trust, cycle: &report.cycle, kind: &kind, date: report.date, long };
        self.paper(&document(report), paper, layout)
    }

    /// A paper in this form, read back before it is handed over. Forms for data have none.
    pub fn paper(self, page: &Document, paper: Paper<'_>, layout: Layout) -> Result<Vec<u8>, Failure> {
        match self {
            Self::Terminal => Ok(export::terminal::render(page, layout.width, layout.colour).into_bytes()),
            Self::Markdown => Ok(export::markdown::render(page).into_bytes()),
            Self::Html => html(page),
            #[cfg(feature = "pdf")]
            Self::Pdf => pdf(paper, page),
            Self::Word => word(paper, page),
            Self::Excel | Self::Csv | Self::Json => Err(Failure::usage(
                "this is a paper to be read, so it has no form for data. Let the name end in .docx, .pdf, .html, .md or .txt.",
            )),
        }
    }

    /// Whether a paper has this form.
    pub const fn is_for_reading(self) -> bool {
        match self {
            Self::Terminal | Self::Markdown | Self::Html | Self::Word => true,
            #[cfg(feature = "pdf")]
            Self::Pdf => true,
            Self::Excel | Self::Csv | Self::Json => false,
        }
    }
}

/// What is ready to be written.
pub enum Ready {
    /// Bytes that were read back.
    Bytes(Vec<u8>),
    /// A web page, which goes out piece by piece: that of a large rubric is larger than all that it is made from.
    Page(Document),
}

impl Ready {
    /// Writes it.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Self::Bytes(bytes) => out.write_all(bytes),
            Self::Page(page) => export::html::write(page, out),
        }
    }
}

impl Format {
    /// A document that belongs to a report, in this form. A form that is no document holds the report itself.
    pub fn page(self, page: &Document, report: &Report, layout: Layout) -> Result<Vec<u8>, Failure> {
        match self {
            Self::Terminal => Ok(export::terminal::render(page, layout.width, layout.colour).into_bytes()),
            Self::Markdown => Ok(export::markdown::render(page).into_bytes()),
            Self::Html => html(page),
            #[cfg(feature = "pdf")]
            Self::Pdf => pdf(report, page),
            Self::Word => word(report, page),
            Self::Json | Self::Excel | Self::Csv => self.bytes(report, layout),
        }
    }
}

/// An export that fails is a failure to write.
fn failed(error: impl std::fmt::Display) -> Failure {
    Failure::Io(format!("it could not be written in this form: {error}"))
}

fn json(report: &Report) -> Result<Vec<u8>, Failure> {
    let text = export::json::render(report);
    serde_json::from_str::<serde_json::Value>(&text).map_err(failed)?;
    Ok(text.into_bytes())
}

fn html(page: &Document) -> Result<Vec<u8>, Failure> {
    let text = export::html::render(page).map_err(failed)?;
    if text.trim_end().ends_with("</html>") { Ok(text.into_bytes()) } else { Err(failed("the web page is cut short")) }
}

#[cfg(feature = "pdf")]
fn pdf(paper: Paper<'_>, page: &Document) -> Result<Vec<u8>, Failure> {
    use strong_trust::export::pdf::{About, Length, check, render};
    let length = if paper.long { Length::Long } else { Length::Short };
    let (trust, cycle, edition) = (paper.trust.to_owned(), paper.cycle.to_owned(), strong_trust::text::capitalised(paper.kind));
    let bytes = render(page, &About { trust, cycle, edition, date: paper.date, length }).map_err(failed)?;
    check(&bytes).map_err(failed)?;
    Ok(bytes)
}

fn word(paper: Paper<'_>, page: &Document) -> Result<Vec<u8>, Failure> {
    use strong_trust::export::word::{About, check, render};
    let about = About { trust: paper.trust, cycle: paper.cycle, kind: paper.kind, date: paper.date };
    let bytes = render(page, &about).map_err(failed)?;
    check(&bytes, page).map_err(failed)?;
    Ok(bytes)
}

fn excel(report: &Report) -> Result<Vec<u8>, Failure> {
    let bytes = export::excel::render(report).map_err(failed)?;
    export::excel::check(&bytes, report).map_err(failed)?;
    Ok(bytes)
}

fn comma_separated(report: &Report, what: WhatArg) -> Result<Vec<u8>, Failure> {
    let what = match what {
        WhatArg::Criteria => csv::What::Criteria,
        WhatArg::Answers => csv::What::Answers,
        WhatArg::Standards => csv::What::Standards,
        WhatArg::Plan => csv::What::Plan,
        WhatArg::Changes => csv::What::Changes,
    };
    let text = csv::render(report, what);
    csv::check(&text, report, what).map_err(failed)?;
    Ok(text.into_bytes())
}
