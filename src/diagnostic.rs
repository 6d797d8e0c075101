//! A problem in a file, as data: what is wrong, where, and what to do.

mod code;
mod problems;
mod render;
mod words;

use std::ops::Range;

pub use code::Code;
pub use problems::{MOST_TOLD, Problems};
pub use render::render;
pub use words::Words;

use crate::source::{Position, Source};

/// How much a problem matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// For your information; a check passes with it.
    Note,
    /// The file can be used; a check does not pass with it.
    Warning,
    /// The file cannot be used.
    Error,
}

/// One problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// Its kind.
    pub code: Code,
    /// What is wrong, as a sentence without a full stop.
    pub message: String,
    /// Where it stands, if it stands in a file.
    pub place: Option<Place>,
    /// What to do, if there is something to say.
    pub help: Option<String>,
    /// Whether a word of the file may stand in the message.
    quotes: bool,
    /// How many problems it tells of.
    stands_for: usize,
}

/// A range of a file, with what to write under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub source: Source,
    /// Bytes of its text.
    pub span: Range<usize>,
    /// A few words to stand under the caret.
    pub label: String,
}

impl Diagnostic {
    /// A problem that makes the file unusable.
    pub fn error(code: Code, message: impl Into<Words>) -> Self {
        let message = message.into();
        Self {
            severity: Severity::Error,
            code,
            message: message.text,
            place: None,
            help: None,
            quotes: message.quotes,
            stands_for: 1,
        }
    }

    /// A problem that leaves the file usable.
    pub fn warning(code: Code, message: impl Into<Words>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code, message)
        }
    }

    /// Something worth knowing that is not a fault.
    pub fn note(code: Code, message: impl Into<Words>) -> Self {
        Self {
            severity: Severity::Note,
            ..Self::error(code, message)
        }
    }

    /// So many more problems, which are not told one by one.
    fn counting(severity: Severity, code: Code, message: String, stands_for: usize) -> Self {
        Self {
            severity,
            stands_for,
            ..Self::error(code, message)
        }
    }

    /// Says where it stands. In a file that is somebody's own, no word of it is repeated from here on.
    pub fn at(mut self, source: &Source, span: Range<usize>, label: impl Into<Words>) -> Self {
        let mut label = label.into();
        if source.is_private() {
            if self.quotes {
                self.code.plainly().clone_into(&mut self.message);
            }
            if label.quotes {
                label = "here".into();
            }
        }
        self.place = Some(Place {
            source: source.clone(),
            span,
            label: label.text,
        });
        self
    }

    /// Says what to do.
    pub fn help(mut self, help: impl Into<Words>) -> Self {
        let help = help.into();
        let withheld = help.quotes && self.is_private();
        self.help = (!withheld).then_some(help.text);
        self
    }

    fn is_private(&self) -> bool {
        self.place
            .as_ref()
            .is_some_and(|place| place.source.is_private())
    }

    /// How many problems it tells of: one, or those of a file that are only counted.
    pub fn stands_for(&self) -> usize {
        self.stands_for
    }

    /// Line and column of its first character.
    pub fn position(&self) -> Option<Position> {
        self.place
            .as_ref()
            .map(|place| place.source.position(place.span.start))
    }

    /// The problem in one line without its picture: the place, what is wrong, what to do.
    pub fn line(&self) -> String {
        let place = self.place.as_ref().zip(self.position());
        let place = place.map_or_else(String::new, |(place, at)| {
            format!(
                "{}, line {}, column {}: ",
                place.source.name(),
                at.line,
                at.column
            )
        });
        let help = self
            .help
            .as_ref()
            .map_or_else(String::new, |help| format!(" To put it right: {help}."));
        format!("{place}{}.{help}", self.message)
    }

    /// The byte at which it starts; the end of everything when it has no place.
    pub fn offset(&self) -> usize {
        self.place
            .as_ref()
            .map_or(usize::MAX, |place| place.span.start)
    }
}

/// The gravest severity among the problems.
pub fn worst(problems: &[Diagnostic]) -> Option<Severity> {
    problems.iter().map(|problem| problem.severity).max()
}
