//! The text of one file: its name, its words, and where in it a thing stands.

mod decode;
mod read;
mod shape;
mod toml_date;

use std::sync::Arc;

pub use decode::{At, Decoded, decode};
pub use read::{LARGEST_FILE, ReadError, from_bytes, read, read_bytes};
pub use toml_date::{NumberText, TomlDate};

/// The text of one file and the name by which people know it.
///
/// Cheap to clone. A UTF-8 byte order mark is taken off, so that places are
/// counted from the first character a person sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source(Arc<Inner>);

#[derive(Debug, PartialEq, Eq)]
struct Inner {
    name: String,
    text: String,
}

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
        Self(Arc::new(Inner {
            name: name.into(),
            text,
        }))
    }

    /// The name, as messages show it: a path with forward slashes.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// The last part of the name without its ending: `governance` for `rubric/governance.toml`.
    pub fn stem(&self) -> &str {
        let last = self.0.name.rsplit('/').next().unwrap_or_default();
        last.strip_suffix(".toml").unwrap_or(last)
    }

    /// The text, without a byte order mark.
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// The line and column of a byte offset; an offset past the end is the end.
    pub fn position(&self, offset: usize) -> Position {
        let text = self.text();
        let mut end = offset.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let before = &text[..end];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Position {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
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
    }

    #[test]
    fn the_stem_is_the_file_name_without_its_ending() {
        assert_eq!(Source::new("rubric/civic.toml", "").stem(), "civic");
    }
}
