//! A sheet before it is written: columns, and rows of typed cells.

use jiff::civil::Date;

use crate::report::{Shade, level_shade};
use crate::words::NamedLevel;

/// A sheet with one row for each thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// The name on its tab.
    pub name: &'static str,
    /// What it shows, as a title.
    pub title: String,
    /// How to read it.
    pub note: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows: as many cells as there are columns.
    pub rows: Vec<Vec<Cell>>,
    /// How it is spread over paper.
    pub print: Print,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub title: &'static str,
    /// Its width in digits of the standard font, as Excel counts.
    pub width: u16,
}

/// How a sheet is spread over paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Print {
    /// All columns on the width of one page.
    OneWide,
    /// Two pages side by side: the second begins with this column, after the columns that repeat.
    TwoWide {
        /// The first column of the second page, counted from 0.
        second: u16,
        /// The last of the columns that stand on both, counted from 0.
        repeat_to: u16,
        /// The size in hundredths.
        scale: u16,
        /// The title over the second page.
        beside: &'static str,
    },
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// No fact.
    None,
    /// Words, whoever wrote them.
    Text(String),
    /// A count.
    Number(i64),
    /// A day.
    Date(Date),
    /// The number of a level, shaded.
    Level(i64, Shade),
    /// Words that name a level, shaded.
    LevelWord(String, Shade),
    /// One cell of the same row less another, with what comes of it.
    Difference {
        /// The column that is taken from, counted from 0.
        from: u16,
        /// The column that is taken away, counted from 0.
        less: u16,
        /// What is left.
        result: i64,
    },
}

impl Column {
    /// A column of this title and width.
    pub const fn new(title: &'static str, width: u16) -> Self {
        Self { title, width }
    }
}

impl Cell {
    /// Words; empty words are no fact.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.trim().is_empty() {
            Self::None
        } else {
            Self::Text(text)
        }
    }

    /// Words, if there are any.
    pub fn optional(text: Option<&str>) -> Self {
        text.map_or(Self::None, Self::text)
    }

    /// Several texts, each on a line of its own.
    pub fn lines<S: AsRef<str>>(texts: &[S]) -> Self {
        match texts {
            [] => Self::None,
            [only] => Self::text(only.as_ref()),
            many => Self::Text(
                many.iter()
                    .map(|text| format!("• {}", text.as_ref().trim()))
                    .collect::<Vec<_>>()
                    .join("\n"),
            ),
        }
    }

    /// Sentences, one after another.
    pub fn sentences<S: AsRef<str>>(sentences: &[S]) -> Self {
        Self::text(
            sentences
                .iter()
                .map(AsRef::as_ref)
                .collect::<Vec<_>>()
                .join(" "),
        )
    }

    /// A count.
    pub fn count(count: usize) -> Self {
        Self::Number(i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// A level as two cells, its number and its word; or nothing and what stands instead.
    pub fn level(level: Option<&NamedLevel>, scale: usize, otherwise: &str) -> [Self; 2] {
        match level {
            Some(level) => {
                let shade = level_shade(level.number, scale);
                [
                    Self::Level(i64::from(level.number), shade),
                    Self::LevelWord(level.label.clone(), shade),
                ]
            }
            None => [Self::None, Self::text(otherwise)],
        }
    }

    /// A level as one cell with number and word; or what stands instead.
    pub fn level_in_one(level: Option<&NamedLevel>, scale: usize, otherwise: &str) -> Self {
        level.map_or_else(
            || Self::text(otherwise),
            |level| Self::LevelWord(level.both(), level_shade(level.number, scale)),
        )
    }
}
