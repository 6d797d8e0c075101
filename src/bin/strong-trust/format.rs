//! The forms that a report can take: by name, by the ending of a file, as bytes that were read back.

use std::io::{self, Write};
use std::path::Path;

use clap::ValueEnum;
use strong_trust::document::Document;
use strong_trust::export::{self, Form, FormError, Paper, csv};
use strong_trust::report::{Report, document};

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

impl Format {
    /// The form that the ending of a file's name stands for.
    pub fn by_ending(path: &Path) -> Result<Self, Failure> {
        let ending = path
            .extension()
            .map(|ending| ending.to_string_lossy().to_lowercase())
            .unwrap_or_default();
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
        if self == Self::Html {
            Ok(Ready::Page(document(report)))
        } else {
            self.bytes(report, layout).map(Ready::Bytes)
        }
    }

    /// The report in this form, read back before it is handed over.
    pub fn bytes(self, report: &Report, layout: Layout) -> Result<Vec<u8>, Failure> {
        Ok(self.form(layout.what).bytes(report, layout.of_text())?)
    }

    /// A paper in this form, read back before it is handed over. Forms for data have none.
    pub fn paper(
        self,
        page: &Document,
        paper: Paper<'_>,
        layout: Layout,
    ) -> Result<Vec<u8>, Failure> {
        Ok(self
            .form(layout.what)
            .paper(page, paper, layout.of_text())?)
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

    /// The form of the library.
    const fn form(self, what: WhatArg) -> Form {
        match self {
            Self::Terminal => Form::Terminal,
            Self::Markdown => Form::Markdown,
            Self::Html => Form::Html,
            #[cfg(feature = "pdf")]
            Self::Pdf => Form::Pdf,
            Self::Word => Form::Word,
            Self::Excel => Form::Excel,
            Self::Csv => Form::Csv(match what {
                WhatArg::Criteria => csv::What::Criteria,
                WhatArg::Answers => csv::What::Answers,
                WhatArg::Standards => csv::What::Standards,
                WhatArg::Plan => csv::What::Plan,
                WhatArg::Changes => csv::What::Changes,
            }),
            Self::Json => Form::Json,
        }
    }
}

impl Layout {
    const fn of_text(self) -> export::Layout {
        export::Layout {
            width: self.width,
            colour: self.colour,
        }
    }
}

impl From<FormError> for Failure {
    fn from(error: FormError) -> Self {
        match error {
            FormError::Failed(_) => Self::Io(error.to_string()),
            FormError::ForReading => Self::usage(error.to_string()),
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
