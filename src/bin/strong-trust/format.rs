//! The forms that a report can take: by name, by the ending of a file, as bytes that were read back.

use std::path::Path;

use clap::ValueEnum;
use strong_trust::export::{self, Form, csv};
use strong_trust::report::Report;

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

    /// The report in this form, read back before it is handed over.
    pub fn bytes(self, report: &Report, layout: Layout) -> Result<Vec<u8>, Failure> {
        let what = match layout.what {
            WhatArg::Criteria => csv::What::Criteria,
            WhatArg::Answers => csv::What::Answers,
            WhatArg::Standards => csv::What::Standards,
            WhatArg::Plan => csv::What::Plan,
        };
        let form = match self {
            Self::Terminal => Form::Terminal,
            Self::Markdown => Form::Markdown,
            Self::Html => Form::Html,
            #[cfg(feature = "pdf")]
            Self::Pdf => Form::Pdf,
            Self::Word => Form::Word,
            Self::Excel => Form::Excel,
            Self::Csv => Form::Csv(what),
            Self::Json => Form::Json,
        };
        form.bytes(report, export::Layout { width: layout.width, colour: layout.colour }).map_err(|error| Failure::Io(error.to_string()))
    }
}
