//! What is said of a problem, and whether it may repeat what stands in the file.

/// A sentence, or a few words, of a message.
///
/// A text that was put together may hold a word of the file. Where the file is somebody's own (see
/// [`Source::private`](crate::source::Source::private)), such a text is not shown. What the program wrote itself is
/// always shown: a plain literal, or a text that [`Words::ours`] vouches for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    pub(super) text: String,
    /// Whether a word of the file may stand in it.
    pub(super) quotes: bool,
}

impl Words {
    /// Words made of the program's and the rubric's own alone: no id, key or value of the file is in them.
    pub fn ours(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            quotes: false,
        }
    }
}

impl From<&'static str> for Words {
    fn from(text: &'static str) -> Self {
        Self::ours(text)
    }
}

impl From<String> for Words {
    fn from(text: String) -> Self {
        Self { text, quotes: true }
    }
}
