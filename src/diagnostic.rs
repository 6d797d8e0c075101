//! A problem in a file, as data: what is wrong, where, and what to do.

mod code;
mod render;

use std::ops::Range;

pub use code::Code;
pub use render::render;

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
    pub fn error(code: Code, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            code,
            message: message.into(),
            place: None,
            help: None,
        }
    }

    /// A problem that leaves the file usable.
    pub fn warning(code: Code, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code, message)
        }
    }

    /// Something worth knowing that is not a fault.
    pub fn note(code: Code, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Note,
            ..Self::error(code, message)
        }
    }

    /// Says where it stands.
    pub fn at(mut self, source: &Source, span: Range<usize>, label: impl Into<String>) -> Self {
        self.place = Some(Place {
            source: source.clone(),
            span,
            label: label.into(),
        });
        self
    }

    /// Says what to do.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
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
