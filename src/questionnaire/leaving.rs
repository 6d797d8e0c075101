//! Why a question is not answered.

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoAnswer {
    /// The person goes back (b, or Esc).
    Back,
    /// The person leaves, or there is nobody left to ask.
    Left(Leaving),
}

/// Why an interview ends before its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Leaving {
    /// The person chose to save and leave.
    Asked,
    /// The person stopped the program (Ctrl-C).
    Interrupted,
    /// The input ended.
    EndOfInput,
    /// A line of a file could not be used, and what follows it is not read.
    Refused,
}
