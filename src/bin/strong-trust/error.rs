//! Why a command ended early: what kind of failure it is, its cause, and what to do about it.

use std::error::Error;
use std::io;

use strong_trust::diagnostic::Diagnostic;
use strong_trust::export::ExportError;
use strong_trust::questionnaire::NoAnswer;
use strong_trust::source::ReadError;
use strong_trust::store::{LoadError, NoExport, StoreError};

use crate::exit::Exit;
use crate::next_step;
use crate::problems;
use crate::terminal::say;

/// What a command comes to.
pub type Outcome = Result<Exit, Failure>;

type Cause = Box<dyn Error + Send + Sync>;

/// Why a command ended early.
#[derive(Debug)]
pub struct Failure {
    kind: Kind,
    /// `None` where the kind says it all.
    source: Option<Cause>,
    /// What to do about it, a sentence each. Commands and flags are named here, and never by the library.
    hints: Vec<String>,
}

/// What kind of failure it is, which decides the exit code.
#[derive(Debug)]
enum Kind {
    /// The command was not understood.
    Usage,
    /// A file cannot be used, such as one in another encoding.
    InvalidFile,
    /// Files are invalid, with every problem.
    Problems(Vec<Diagnostic>),
    /// Something could not be read or written.
    Io,
    /// The person went back or left.
    Left(NoAnswer),
    /// Nobody reads our output any more, which is a success.
    BrokenPipe,
}

impl Failure {
    /// Returns a command that was not understood.
    pub fn usage(cause: impl Into<Cause>) -> Self {
        Self::because(Kind::Usage, cause)
    }

    /// Returns a file that cannot be used.
    pub fn invalid_file(cause: impl Into<Cause>) -> Self {
        Self::because(Kind::InvalidFile, cause)
    }

    /// Returns something that could not be read or written.
    pub fn io(cause: impl Into<Cause>) -> Self {
        Self::because(Kind::Io, cause)
    }

    /// Returns files that are invalid.
    pub const fn problems(problems: Vec<Diagnostic>) -> Self {
        Self::plain(Kind::Problems(problems))
    }

    fn because(kind: Kind, cause: impl Into<Cause>) -> Self {
        Self {
            source: Some(cause.into()),
            ..Self::plain(kind)
        }
    }

    const fn plain(kind: Kind) -> Self {
        Self {
            kind,
            source: None,
            hints: Vec::new(),
        }
    }

    /// Returns the same as a command that was not understood.
    pub fn into_usage(self) -> Self {
        Self {
            kind: Kind::Usage,
            ..self
        }
    }

    /// Adds a sentence that says what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Returns how the program ends because of it.
    pub fn exit(&self) -> Exit {
        match self.kind {
            Kind::Usage => Exit::Usage,
            Kind::InvalidFile | Kind::Problems(_) => Exit::InvalidFile,
            Kind::Io => Exit::CannotReadOrWrite,
            Kind::Left(NoAnswer::Left(leaving)) => Exit::after(Some(leaving)),
            Kind::Left(NoAnswer::Back) | Kind::BrokenPipe => Exit::Done,
        }
    }

    /// Returns whether the person went back or left, and how.
    pub const fn no_answer(&self) -> Option<NoAnswer> {
        match self.kind {
            Kind::Left(no_answer) => Some(no_answer),
            Kind::Usage | Kind::InvalidFile | Kind::Problems(_) | Kind::Io | Kind::BrokenPipe => {
                None
            }
        }
    }

    /// Writes it to standard error, once.
    pub fn print(&self) {
        if let Kind::Problems(problems) = &self.kind {
            problems::show(problems);
            say(&problems::summary(problems));
        }
        let hints = self.hints.join(" ");
        match &self.source {
            None if hints.is_empty() => {}
            None => say(&hints),
            Some(cause) if hints.is_empty() => say(&format!("strong-trust: {cause}")),
            Some(cause) => {
                let cause = cause.to_string();
                let stop = if cause.ends_with(['.', '!', '?']) {
                    ""
                } else {
                    "."
                };
                say(&format!("strong-trust: {cause}{stop} {hints}"));
            }
        }
    }
}

impl From<NoAnswer> for Failure {
    fn from(no_answer: NoAnswer) -> Self {
        Self::plain(Kind::Left(no_answer))
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let hint = next_step::after(&error);
        let kind = if error.is_invalid_file() {
            Kind::InvalidFile
        } else {
            Kind::Io
        };
        Self {
            hints: hint.into_iter().collect(),
            ..Self::because(kind, error)
        }
    }
}

impl From<LoadError> for Failure {
    fn from(error: LoadError) -> Self {
        match error {
            LoadError::Store(error) => error.into(),
            LoadError::Invalid(problems) => Self::problems(problems),
        }
    }
}

impl From<ReadError> for Failure {
    fn from(error: ReadError) -> Self {
        if error.is_about_contents() {
            Self::invalid_file(error)
        } else {
            Self::io(error)
        }
    }
}

impl From<NoExport> for Failure {
    fn from(error: NoExport) -> Self {
        match error {
            NoExport::Link { .. } | NoExport::NotAFile { .. } | NoExport::Own { .. } => {
                Self::usage(error)
            }
            NoExport::Folder { .. } | NoExport::Io { .. } => Self::io(error),
        }
    }
}

impl From<ExportError> for Failure {
    fn from(error: ExportError) -> Self {
        if matches!(error, ExportError::NotHeld(_)) {
            Self::usage(error)
        } else {
            Self::io(error)
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::plain(Kind::BrokenPipe)
        } else {
            Self::io(error)
        }
    }
}
