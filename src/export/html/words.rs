//! Words that may stand on a page: cleaned once, when they are made.

use std::borrow::Cow;
use std::fmt;

use crate::text::{clean_lines, is_clean};

/// A text without control characters, marks that nobody sees, or what HTML forbids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words<'d>(Cow<'d, str>);

impl<'d> Words<'d> {
    /// The text, cleaned. Line feeds stay.
    pub fn of(text: &'d str) -> Self {
        let trimmed = text.trim();
        if is_clean(trimmed) {
            return Self(Cow::Borrowed(trimmed));
        }
        Self(Cow::Owned(clean_lines(trimmed)))
    }

    /// Whether nothing would be seen.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a word of it has more letters than this.
    pub fn is_long(&self, letters: usize) -> bool {
        self.0
            .split_whitespace()
            .any(|word| word.len() > letters && word.chars().nth(letters).is_some())
    }
}

impl fmt::Display for Words<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
