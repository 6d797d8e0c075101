//! The formats: what each is called, how its file ends, what it can hold, and how it is written.

use std::error::Error;
#[cfg(feature = "cli")]
use std::sync::LazyLock;

use crate::document::{Document, DocumentInfo};
use crate::export::{csv, excel, html, json, markdown, terminal, word};
use crate::report::{Edition, Report, document};

/// A format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Word.
    Word,
    /// PDF, tagged for screen readers.
    #[cfg(feature = "pdf")]
    Pdf,
    /// Excel.
    Excel,
    /// A web page in one file.
    Html,
    /// Comma-separated values.
    Csv(csv::What),
    /// Markdown.
    Markdown,
    /// Text for a terminal.
    Terminal,
    /// Data for other programs.
    Json,
    /// Due dates for a calendar.
    Calendar,
}

/// What there is to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// A report.
    Report,
    /// A document to be read, such as an agenda.
    Paper,
    /// The plan.
    Plan,
}

/// How text is laid out where the format does not say.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    /// Columns of text for a terminal.
    pub width: usize,
    /// Colour for a terminal.
    pub colour: bool,
}

/// Why something could not be written in a format.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// It could not be put together.
    #[error("it could not be written in this form: {0}")]
    Failed(#[source] Box<dyn Error + Send + Sync>),
    /// The format holds something else.
    #[error("{} is no format for this", .0.name())]
    NotHeld(Format),
}

pub(super) fn failed(error: impl Error + Send + Sync + 'static) -> ExportError {
    ExportError::Failed(Box::new(error))
}

/// All that is to be said of a format.
struct Facts {
    /// The word by which the command line names it.
    word: &'static str,
    help: &'static str,
    name: &'static str,
    ending: &'static str,
    media_type: &'static str,
    is_text: bool,
    holds: &'static [Content],
}

/// What a format for reading holds.
const ALL_CONTENT: &[Content] = &[Content::Report, Content::Paper, Content::Plan];

impl Format {
    /// Every format, those that boards use first.
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
        Self::Csv(csv::What::Changes),
        Self::Markdown,
        Self::Terminal,
        Self::Json,
        Self::Calendar,
    ];

    const fn facts(self) -> Facts {
        match self {
            Self::Word => Facts {
                word: "word",
                help: "Word (.docx)",
                name: "Word",
                ending: "docx",
                media_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                is_text: false,
                holds: ALL_CONTENT,
            },
            #[cfg(feature = "pdf")]
            Self::Pdf => Facts {
                word: "pdf",
                help: "PDF, tagged for screen readers (.pdf)",
                name: "PDF",
                ending: "pdf",
                media_type: "application/pdf",
                is_text: false,
                holds: ALL_CONTENT,
            },
            Self::Excel => Facts {
                word: "excel",
                help: "Excel (.xlsx)",
                name: "Excel",
                ending: "xlsx",
                media_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                is_text: false,
                holds: &[Content::Report, Content::Plan],
            },
            Self::Html => Facts {
                word: "html",
                help: "A web page in one file (.html)",
                name: "Web page",
                ending: "html",
                media_type: "text/html; charset=utf-8",
                is_text: true,
                holds: ALL_CONTENT,
            },
            Self::Csv(what) => Facts {
                word: "csv",
                help: "Comma-separated values (.csv)",
                name: what.name(),
                ending: what.ending(),
                media_type: "text/csv; charset=utf-8",
                is_text: true,
                holds: match what {
                    csv::What::Plan => &[Content::Report, Content::Plan],
                    csv::What::Criteria
                    | csv::What::Answers
                    | csv::What::Standards
                    | csv::What::Changes => &[Content::Report],
                },
            },
            Self::Markdown => Facts {
                word: "markdown",
                help: "Markdown (.md)",
                name: "Markdown",
                ending: "md",
                media_type: "text/markdown; charset=utf-8",
                is_text: true,
                holds: ALL_CONTENT,
            },
            Self::Terminal => Facts {
                word: "terminal",
                help: "Text for a terminal (.txt)",
                name: "Plain text",
                ending: "txt",
                media_type: "text/plain; charset=utf-8",
                is_text: true,
                holds: ALL_CONTENT,
            },
            Self::Json => Facts {
                word: "json",
                help: "Data for other programs (.json)",
                name: "JSON",
                ending: "json",
                media_type: "application/json",
                is_text: true,
                holds: &[Content::Report],
            },
            Self::Calendar => Facts {
                word: "calendar",
                help: "Due dates for a calendar (.ics)",
                name: "Calendar",
                ending: "ics",
                media_type: "text/calendar; charset=utf-8",
                is_text: true,
                holds: &[Content::Plan],
            },
        }
    }

    /// Returns what it is called.
    pub const fn name(self) -> &'static str {
        self.facts().name
    }

    /// Returns how the name of its file ends.
    pub const fn ending(self) -> &'static str {
        self.facts().ending
    }

    /// Returns what kind of file it is, as the web names kinds.
    pub const fn media_type(self) -> &'static str {
        self.facts().media_type
    }

    /// Returns whether it is text that a terminal can show.
    pub const fn is_text(self) -> bool {
        self.facts().is_text
    }

    /// Returns whether it can hold this.
    pub fn holds(self, content: Content) -> bool {
        self.facts().holds.contains(&content)
    }

    /// Returns whether a document to be read has this format; the others are for data.
    pub fn is_for_reading(self) -> bool {
        self.holds(Content::Paper)
    }

    /// Returns the formats that can hold this, those that boards use first.
    pub fn all_for(content: Content) -> impl Iterator<Item = Self> {
        let all = Self::ALL.iter().copied();
        all.filter(move |format| format.holds(content))
    }

    /// Returns the last part of [`ending`](Self::ending): "csv" for every list.
    pub fn extension(self) -> &'static str {
        let ending = self.ending();
        ending.rsplit('.').next().unwrap_or(ending)
    }

    /// Returns the format for this that an extension of a file's name, in small letters, stands for.
    pub fn by_extension(extension: &str, content: Content) -> Option<Self> {
        let extension = match extension {
            "markdown" => "md",
            "htm" => "html",
            extension => extension,
        };
        Self::all_for(content).find(|format| format.extension() == extension)
    }

    /// Returns whether it lists every single answer, which a report must then hold ([`Report::with_answers`]).
    pub const fn lists_answers(self) -> bool {
        matches!(self, Self::Excel | Self::Csv(_))
    }

    /// Returns the report in this format.
    ///
    /// # Errors
    /// When it cannot be written, or the format holds no report.
    pub fn bytes(self, report: &Report, layout: Layout) -> Result<Vec<u8>, ExportError> {
        match self {
            Self::Json => Ok(json::render(report).into_bytes()),
            Self::Excel => excel::render(report).map_err(failed),
            Self::Csv(what) => Ok(csv::render(report, what).into_bytes()),
            #[cfg(feature = "pdf")]
            Self::Pdf => self.report(report, layout),
            Self::Terminal | Self::Markdown | Self::Html | Self::Word => {
                self.report(report, layout)
            }
            Self::Calendar => Err(ExportError::NotHeld(self)),
        }
    }

    fn report(self, report: &Report, layout: Layout) -> Result<Vec<u8>, ExportError> {
        let info = DocumentInfo {
            trust: &report.trust,
            cycle: &report.cycle,
            kind: &format!("{} edition", report.edition.word()),
            date: report.date,
            long: match report.edition {
                Edition::Full | Edition::Public => true,
                Edition::Board => false,
            },
        };
        self.paper(&document(report), info, layout)
    }

    /// Returns a document in this format.
    ///
    /// # Errors
    /// When it cannot be written, or the format is one for data.
    pub fn paper(
        self,
        page: &Document,
        info: DocumentInfo<'_>,
        layout: Layout,
    ) -> Result<Vec<u8>, ExportError> {
        match self {
            Self::Terminal => Ok(terminal::render(page, layout.width, layout.colour).into_bytes()),
            Self::Markdown => Ok(markdown::render(page).into_bytes()),
            Self::Html => html::render(page).map(String::into_bytes).map_err(failed),
            #[cfg(feature = "pdf")]
            Self::Pdf => crate::export::pdf::render(page, &info).map_err(failed),
            Self::Word => word::render(page, &info).map_err(failed),
            Self::Excel | Self::Csv(_) | Self::Json | Self::Calendar => {
                Err(ExportError::NotHeld(self))
            }
        }
    }
}

/// The formats of a report as the command line names them; what a CSV file holds is said by another flag.
#[cfg(feature = "cli")]
impl clap::ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        static NAMED: LazyLock<Vec<Format>> = LazyLock::new(|| {
            let is_named = |format: &Format| {
                format.holds(Content::Report)
                    && (*format == Format::Csv(csv::What::default())
                        || !matches!(format, Format::Csv(_)))
            };
            Format::ALL.iter().copied().filter(is_named).collect()
        });
        &NAMED
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        let Facts { word, help, .. } = self.facts();
        Some(clap::builder::PossibleValue::new(word).help(help))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(feature = "cli")]
    #[test]
    fn every_format_that_the_command_line_takes_has_a_name_of_its_own() {
        use clap::ValueEnum;
        let names: Vec<String> = Format::value_variants()
            .iter()
            .map(|format| format.to_possible_value().unwrap().get_name().to_owned())
            .collect();
        assert!(names.len() >= 6, "{names:?}");
        for (place, name) in names.iter().enumerate() {
            assert!(!names[..place].contains(name), "{names:?}");
        }
        // Which table a CSV file holds is said by another flag.
        assert_eq!(names.iter().filter(|name| *name == "csv").count(), 1);
    }

    #[test]
    fn a_format_is_found_by_what_is_written_and_by_how_its_file_ends() {
        use crate::export::csv::What::{Criteria, Plan};
        let found = Format::by_extension;
        assert_eq!(found("csv", Content::Report), Some(Format::Csv(Criteria)));
        assert_eq!(found("csv", Content::Plan), Some(Format::Csv(Plan)));
        assert_eq!(found("csv", Content::Paper), None);
        assert_eq!(found("htm", Content::Paper), Some(Format::Html));
        for (place, format) in Format::ALL.iter().enumerate() {
            let before = &Format::ALL[..place];
            assert!(before.iter().all(|one| one.ending() != format.ending()));
        }
    }
}
