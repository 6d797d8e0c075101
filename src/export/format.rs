//! The forms that a report can take, each as bytes that were read back.

use jiff::civil::Date;

use crate::document::Document;
use crate::export::{csv, excel, html, json, markdown, terminal, word};
use crate::report::{Edition, Report, document};

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

/// What a paper is, beside its words.
#[derive(Debug, Clone, Copy)]
pub struct Paper<'a> {
    /// The trust's name.
    pub trust: &'a str,
    /// The cycle, as written.
    pub cycle: &'a str,
    /// What kind of paper it is, such as "full edition" or "agenda".
    pub kind: &'a str,
    /// Its date.
    pub date: Date,
    /// Whether it is long enough for a title page and a table of contents.
    pub long: bool,
}

/// Why something could not be written in a form.
#[derive(Debug, thiserror::Error)]
pub enum FormError {
    /// It could not be put together, or did not read back as it was.
    #[error("it could not be written in this form: {0}")]
    Failed(String),
    /// It is a paper, and the form is one for data.
    #[error("this is a paper to be read, so it has no form for data")]
    ForReading,
}

fn failed(error: impl std::fmt::Display) -> FormError {
    FormError::Failed(error.to_string())
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
        Self::Csv(csv::What::Changes),
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
            Self::Csv(csv::What::Changes) => "CSV: changes",
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
            Self::Csv(csv::What::Changes) => "changes.csv",
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

    /// Returns the form that the ending of a file's name stands for.
    pub fn by_ending(ending: &str) -> Option<Self> {
        let ending = match ending {
            "markdown" => "md",
            "htm" => "html",
            "csv" => return Some(Self::Csv(csv::What::default())),
            ending => ending,
        };
        let mut all = Self::ALL.iter().copied();
        all.find(|form| form.ending() == ending)
    }

    /// Returns whether it is text that a terminal can show.
    pub const fn is_text(self) -> bool {
        match self {
            Self::Terminal | Self::Markdown | Self::Html | Self::Csv(_) | Self::Json => true,
            #[cfg(feature = "pdf")]
            Self::Pdf => false,
            Self::Word | Self::Excel => false,
        }
    }

    /// Returns whether a paper has this form; the others are for data.
    pub const fn is_for_reading(self) -> bool {
        match self {
            Self::Terminal | Self::Markdown | Self::Html | Self::Word => true,
            #[cfg(feature = "pdf")]
            Self::Pdf => true,
            Self::Excel | Self::Csv(_) | Self::Json => false,
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
            Self::Json => data(report),
            Self::Excel => workbook(report),
            Self::Csv(what) => table(report, what),
            #[cfg(feature = "pdf")]
            Self::Pdf => self.report(report, layout),
            Self::Terminal | Self::Markdown | Self::Html | Self::Word => {
                self.report(report, layout)
            }
        }
    }

    fn report(self, report: &Report, layout: Layout) -> Result<Vec<u8>, FormError> {
        let long = match report.edition {
            Edition::Full | Edition::Public => true,
            Edition::Board => false,
        };
        let kind = format!("{} edition", report.edition.word());
        let paper = Paper {
            trust: &report.trust,
            cycle: &report.cycle,
            kind: &kind,
            date: report.date,
            long,
        };
        self.paper(&document(report), paper, layout)
    }

    /// A paper in this form, read back before it is handed over.
    ///
    /// # Errors
    /// When it cannot be written, does not read back as it was, or the form is one for data.
    pub fn paper(
        self,
        page: &Document,
        paper: Paper<'_>,
        layout: Layout,
    ) -> Result<Vec<u8>, FormError> {
        match self {
            Self::Terminal => Ok(terminal::render(page, layout.width, layout.colour).into_bytes()),
            Self::Markdown => Ok(markdown::render(page).into_bytes()),
            Self::Html => web_page(page),
            #[cfg(feature = "pdf")]
            Self::Pdf => pdf(paper, page),
            Self::Word => word_file(paper, page),
            Self::Excel | Self::Csv(_) | Self::Json => Err(FormError::ForReading),
        }
    }
}

/// The forms as the command line names them; what a CSV file holds is said by another flag.
#[cfg(feature = "cli")]
impl clap::ValueEnum for Form {
    fn value_variants<'a>() -> &'a [Self] {
        &[
            Self::Terminal,
            Self::Markdown,
            Self::Html,
            #[cfg(feature = "pdf")]
            Self::Pdf,
            Self::Word,
            Self::Excel,
            Self::Csv(csv::What::Criteria),
            Self::Json,
        ]
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        let (name, help) = match self {
            Self::Terminal => ("terminal", "Text for a terminal (.txt)"),
            Self::Markdown => ("markdown", "Markdown (.md)"),
            Self::Html => ("html", "A web page in one file (.html)"),
            #[cfg(feature = "pdf")]
            Self::Pdf => ("pdf", "PDF, tagged for screen readers (.pdf)"),
            Self::Word => ("word", "Word (.docx)"),
            Self::Excel => ("excel", "Excel (.xlsx)"),
            Self::Csv(_) => ("csv", "Comma-separated values (.csv)"),
            Self::Json => ("json", "Data for other programs (.json)"),
        };
        Some(clap::builder::PossibleValue::new(name).help(help))
    }
}

fn data(report: &Report) -> Result<Vec<u8>, FormError> {
    let text = json::render(report);
    serde_json::from_str::<serde_json::Value>(&text).map_err(failed)?;
    Ok(text.into_bytes())
}

fn web_page(page: &Document) -> Result<Vec<u8>, FormError> {
    let text = html::render(page).map_err(failed)?;
    if text.trim_end().ends_with("</html>") {
        Ok(text.into_bytes())
    } else {
        Err(failed("the web page is cut short"))
    }
}

#[cfg(feature = "pdf")]
fn pdf(paper: Paper<'_>, page: &Document) -> Result<Vec<u8>, FormError> {
    use crate::export::pdf::{About, Length, check, render};
    let length = if paper.long {
        Length::Long
    } else {
        Length::Short
    };
    let (trust, cycle, edition) = (
        paper.trust.to_owned(),
        paper.cycle.to_owned(),
        crate::text::capitalised(paper.kind),
    );
    let bytes = render(
        page,
        &About {
            trust,
            cycle,
            edition,
            date: paper.date,
            length,
        },
    )
    .map_err(failed)?;
    check(&bytes).map_err(failed)?;
    Ok(bytes)
}

fn word_file(paper: Paper<'_>, page: &Document) -> Result<Vec<u8>, FormError> {
    let about = word::About {
        trust: paper.trust,
        cycle: paper.cycle,
        kind: paper.kind,
        date: paper.date,
    };
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
