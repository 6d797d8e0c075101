//! Tables: columns that know what stands in them, and cells that may have a level.

/// Rows under headings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// What the table shows, as a sentence or a title.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows: as many cells as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub title: String,
    /// What stands in it.
    pub kind: ColumnKind,
}

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ColumnKind {
    /// Words.
    Text,
    /// Numbers, to be read from the right.
    Number,
    /// Levels, each with number and word.
    Level,
}

impl Column {
    /// A column of words.
    pub fn text(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            kind: ColumnKind::Text,
        }
    }

    /// A column of numbers.
    pub fn number(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            kind: ColumnKind::Number,
        }
    }

    /// A column of levels.
    pub fn level(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            kind: ColumnKind::Level,
        }
    }
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// Its words.
    pub text: String,
    /// The level it speaks of, for an export that supports words with colour.
    pub level: Option<CellLevel>,
}

/// A level on its scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CellLevel {
    /// The number, 0 the lowest.
    pub number: u8,
    /// How many levels the scale has.
    pub of: usize,
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self { text, level: None }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            level: None,
        }
    }
}
