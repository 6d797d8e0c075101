//! Words that may stand on a page: cleaned once, when they are made.

use std::borrow::Cow;
use std::fmt;

use crate::text::{is_direction_mark, is_noncharacter};

/// A text without control characters, marks that reverse the reading direction, or what HTML forbids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words<'d>(Cow<'d, str>);

impl<'d> Words<'d> {
    /// The text, cleaned. Line feeds stay.
    pub fn of(text: &'d str) -> Self {
        let trimmed = text.trim();
        let clean = trimmed
            .chars()
            .all(|c| c == '\n' || !(c.is_control() || is_noncharacter(c) || is_direction_mark(c)));
        if clean {
            return Self(Cow::Borrowed(trimmed));
        }
        let cleaned = crate::text::clean_lines(trimmed);
        Self(Cow::Owned(
            cleaned
                .chars()
                .map(|c| if is_noncharacter(c) { '\u{FFFD}' } else { c })
                .collect(),
        ))
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
