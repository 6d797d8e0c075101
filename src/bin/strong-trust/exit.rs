//! Exit codes and failures: the one place that says how the program ends.

use std::io;

use strong_trust::diagnostic::Diagnostic;
use strong_trust::questionnaire::Leaving;
use strong_trust::source::ReadError;
use strong_trust::store::{LoadError, NoExport, StoreError};

use crate::next_step;

/// How the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done,
    /// A check found problems.
    ProblemsFound,
    /// The command was not understood, or a question could not be asked.
    Usage,
    /// A file is invalid.
    InvalidFile,
    /// Something could not be read, written or exported.
    CannotReadOrWrite,
    /// Stopped by the person.
    Stopped,
}

impl Exit {
    /// How the program ends after a sitting that ended like this.
    pub const fn after(left: Option<Leaving>) -> Self {
        match left {
            Some(Leaving::Interrupted) => Self::Stopped,
            Some(Leaving::Refused) => Self::Usage,
            Some(Leaving::Asked | Leaving::EndOfInput) | None => Self::Done,
        }
    }

    /// The number that the shell sees.
    pub const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::ProblemsFound => 1,
            Self::Usage => 2,
            Self::InvalidFile => 3,
            Self::CannotReadOrWrite => 4,
            Self::Stopped => 130,
        }
    }
}

/// Why a command could not do what it was asked.
#[derive(Debug)]
pub enum Failure {
    /// The command was not understood: what is wrong, and what to write instead.
    Usage(String),
    /// Files that are invalid, with every problem.
    Invalid(Vec<Diagnostic>),
    /// A file whose contents cannot be used at all, such as one in another encoding.
    InvalidText(String),
    /// Something could not be read or written.
    Io(String),
    /// The reader of our output has gone, which is no fault of ours.
    ReaderGone,
}

/// What a command comes back with.
pub type Outcome = Result<Exit, Failure>;

impl Failure {
    /// A usage failure.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::Usage(message.into())
    }

    /// How the program ends because of it.
    pub const fn exit(&self) -> Exit {
        match self {
            Self::Usage(_) => Exit::Usage,
            Self::Invalid(_) | Self::InvalidText(_) => Exit::InvalidFile,
            Self::Io(_) => Exit::CannotReadOrWrite,
            Self::ReaderGone => Exit::Done,
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let advice = next_step::after(&error).map_or_else(String::new, |next| format!(". {next}"));
        let message = format!("{error}{advice}");
        if error.is_invalid_file() {
            Self::InvalidText(message)
        } else {
            Self::Io(message)
        }
    }
}

impl From<LoadError> for Failure {
    fn from(error: LoadError) -> Self {
        match error {
            LoadError::Store(error) => error.into(),
            LoadError::Invalid(problems) => Self::Invalid(problems),
        }
    }
}

impl From<ReadError> for Failure {
    fn from(error: ReadError) -> Self {
        if error.is_about_contents() {
            Self::InvalidText(error.to_string())
        } else {
            Self::Io(error.to_string())
        }
    }
}

impl From<NoExport> for Failure {
    fn from(error: NoExport) -> Self {
        match error {
            NoExport::Link { .. } | NoExport::NotAFile { .. } | NoExport::Own { .. } => {
                Self::usage(error.to_string())
            }
            NoExport::Folder { .. } | NoExport::Io { .. } => Self::Io(error.to_string()),
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::ReaderGone
        } else {
            Self::Io(error.to_string())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exit_codes_are_those_that_the_readme_promises() {
        let codes = [
            Exit::Done,
            Exit::ProblemsFound,
            Exit::Usage,
            Exit::InvalidFile,
            Exit::CannotReadOrWrite,
            Exit::Stopped,
        ];
        assert_eq!(codes.map(Exit::code), [0, 1, 2, 3, 4, 130]);
    }
}
