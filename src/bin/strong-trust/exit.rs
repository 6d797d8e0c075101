//! Exit codes: the one place that says how the program ends.

use strong_trust::questionnaire::Leaving;

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
    /// Returns how the program ends after a sitting that ended like this.
    pub const fn after(left: Option<Leaving>) -> Self {
        match left {
            Some(Leaving::Interrupted) => Self::Stopped,
            Some(Leaving::Refused) => Self::Usage,
            Some(Leaving::Asked | Leaving::EndOfInput) | None => Self::Done,
        }
    }

    /// Returns the number that the shell sees.
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
