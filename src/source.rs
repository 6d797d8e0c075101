//! The text of one file: its name, its words, and where in it a thing stands.

mod at;
mod decode;
mod fits;
mod inside;
mod misfit;
mod read;
mod shape;
mod toml_date;

use std::ops::Range;
use std::sync::{Arc, OnceLock};

pub use at::At;
pub use decode::{Decoded, decode, emptiness};
pub use inside::{
    Entry, Kind, MOST_ENTRIES, entries_inside, read_bytes_inside, read_entry, read_inside,
    remove_inside,
};
pub use read::{LARGEST_FILE, ReadError, from_bytes, read, read_bytes};
pub use toml_date::{NumberText, TomlDate};

/// The text of one file and the name by which people know it.
///
/// Cheap to clone. A UTF-8 byte order mark is taken off, so that places are
/// counted from the first character a person sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    inner: Arc<Inner>,
    private: bool,
}

#[derive(Debug)]
struct Inner {
    name: String,
    text: String,
    /// Where each line begins, found when the first place is asked for.
    lines: OnceLock<Vec<usize>>,
}

impl PartialEq for Inner {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.text == other.text
    }
}

impl Eq for Inner {}

/// A place in a text, both counted from 1. The column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl Source {
    /// A source of this name and text.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text: String = text.into();
        let text = match text.strip_prefix('\u{FEFF}') {
            Some(rest) => rest.to_owned(),
            None => text,
        };
        Self {
            inner: Arc::new(Inner {
                name: name.into(),
                text,
                lines: OnceLock::new(),
            }),
            private: false,
        }
    }

    /// The same, as somebody's own: messages say where in it something is wrong and never what is written there.
    pub fn private(&self) -> Self {
        Self {
            inner: Arc::clone(&self.inner),
            private: true,
        }
    }

    /// Whether it is somebody's own.
    pub fn is_private(&self) -> bool {
        self.private
    }

    /// The name, as messages show it: a path with forward slashes.
    pub fn name(&self) -> &str {
        &self.inner.name
    }

    /// The last part of the name without its ending: `governance` for `rubric/governance.toml`.
    pub fn stem(&self) -> &str {
        let last = self.inner.name.rsplit('/').next().unwrap_or_default();
        last.strip_suffix(".toml").unwrap_or(last)
    }

    /// The text, without a byte order mark.
    pub fn text(&self) -> &str {
        &self.inner.text
    }

    /// The line and column of a byte offset; an offset past the end is the end.
    pub fn position(&self, offset: usize) -> Position {
        let text = self.text();
        let mut end = offset.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let lines = self.lines();
        let line = lines.partition_point(|start| *start <= end);
        Position {
            line,
            column: text[lines[line - 1]..end].chars().count() + 1,
        }
    }

    /// The bytes of the line in which an offset stands, without its line feed.
    pub fn line(&self, offset: usize) -> Range<usize> {
        let lines = self.lines();
        let line = lines.partition_point(|start| *start <= offset);
        let end = lines.get(line).map_or(self.text().len(), |next| next - 1);
        lines[line - 1]..end
    }

    /// Where each line begins; the first begins at 0.
    fn lines(&self) -> &[usize] {
        self.inner.lines.get_or_init(|| {
            let feeds = self.text().match_indices('\n').map(|(at, _)| at + 1);
            [0].into_iter().chain(feeds).collect()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_lines_and_characters_from_one() {
        let source = Source::new("a.toml", "\u{FEFF}one\nzwölf = 1\n");
        assert_eq!(source.position(0), Position { line: 1, column: 1 });
        let at = source.text().find('=').unwrap();
        assert_eq!(source.position(at), Position { line: 2, column: 7 });
        assert_eq!(source.position(9_999), Position { line: 3, column: 1 });
        assert_eq!(&source.text()[source.line(at)], "zwölf = 1");
        assert_eq!(&source.text()[source.line(3)], "one");
        assert_eq!(source.line(9_999), source.text().len()..source.text().len());
        assert_eq!(
            Source::new("a", "").position(0),
            Position { line: 1, column: 1 }
        );
    }

    #[test]
    fn the_stem_is_the_file_name_without_its_ending() {
        assert_eq!(Source::new("rubric/civic.toml", "").stem(), "civic");
    }
}
