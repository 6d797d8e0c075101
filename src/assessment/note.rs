//! A text that somebody wrote, and that says something.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use crate::text::plain;

/// A text of a person that is not blank: read as [`plain`] reads it, without space around it.
///
/// A blank text is no note at all, so that `Option<Note>` has one way to say that nothing was written.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Note(String);

impl Note {
    /// The note that a text is. `None` if it is blank.
    pub fn new(text: &str) -> Option<Self> {
        let text = plain(text);
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return None;
        }
        Some(Self(match &text {
            Cow::Owned(whole) if whole.len() == trimmed.len() => text.into_owned(),
            Cow::Owned(_) | Cow::Borrowed(_) => trimmed.to_owned(),
        }))
    }

    /// The note that a text is, if there is a text and it is not blank.
    pub fn of(text: Option<&String>) -> Option<Self> {
        Self::new(text?)
    }
}

impl Deref for Note {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Note> for String {
    fn from(note: Note) -> Self {
        note.0
    }
}

impl PartialEq<str> for Note {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for Note {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_never_blank_and_has_no_space_around_it() {
        for blank in ["", " ", "\n\t\u{a0}", "\u{200b}"] {
            assert_eq!(Note::new(blank), None, "{blank:?}");
        }
        let note = Note::new(" one\r\n two ").unwrap();
        assert_eq!(&*note, "one\n two");
        assert_eq!(Note::new(&note), Some(note));
    }
}
