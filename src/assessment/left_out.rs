//! Those whose answers could not be read: they are left out, visibly, and stop nobody else.

use crate::diagnostic::Diagnostic;
use crate::rubric::RespondentId;

/// One person, or one file that nobody can be named for, whose answers are left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Whose answers they are, as far as that can be told.
    pub respondent: Option<RespondentId>,
    /// The files, by their paths in the folder with forward slashes; the one with the person's name first.
    pub files: Vec<String>,
    /// Why.
    pub why: WhyLeftOut,
    /// Every problem of the files.
    pub problems: Vec<Diagnostic>,
}

/// Why somebody's answers are left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WhyLeftOut {
    /// The file cannot be read, or is not valid.
    Broken,
    /// There are several files of one person, and nobody has said which holds.
    Doubled,
    /// The file has another name than the person whose answers it holds.
    Misnamed,
}

impl WhyLeftOut {
    /// The word, as JSON writes it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Broken => "broken",
            Self::Doubled => "doubled",
            Self::Misnamed => "misnamed",
        }
    }
}
