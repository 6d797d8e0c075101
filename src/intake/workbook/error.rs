//! Why a file is not read as a workbook: what it is, and what to do.

use thiserror::Error;

/// Why a file could not be read as a workbook at all.
#[derive(Debug, Error)]
pub enum Unreadable {
    /// Another kind of file.
    #[error("{what}. {todo}")]
    Other {
        /// What it is.
        what: &'static str,
        /// What to do.
        todo: &'static str,
    },
    /// Larger than a form or a tracker ever is.
    #[error("it {what}, more than a form or a tracker ever has, so it was not opened. {FRESH}")]
    TooMuch {
        /// What there is too much of, as the end of a sentence.
        what: String,
    },
    /// A workbook that is damaged.
    #[error("it is damaged{}. Copy or download it again; if that does not help, open it in Excel or LibreOffice and save it as .xlsx", place(.part.as_deref()))]
    Damaged {
        /// The part in which it is.
        part: Option<String>,
    },
}

const FRESH: &str = "Fill in a new one, as strong-trust writes it";

fn place(part: Option<&str>) -> String {
    part.map_or_else(String::new, |part| {
        format!(" (in its part {})", crate::text::clean(part))
    })
}
