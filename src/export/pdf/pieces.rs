//! The blocks as the template reads them, and the sizes that both it and we reckon with.

use serde::Serialize;

/// Sizes in points. The template takes them from here, so that what was worked out is what is set.
pub const WIDTH: f64 = 493.0;
pub const BODY: f64 = 10.0;
pub const SMALL: f64 = 9.0;
pub const INSET: f64 = 5.0;
/// The room left and right of words on the colour of their level.
pub const TILE: f64 = 7.0;

/// How many characters of a heading, a title or an alternative text are given: an archive file holds no longer ones.
pub const LONGEST: usize = 8_000;

#[derive(Debug, Serialize)]
pub struct Colours {
    pub fill: String,
    pub white: bool,
}

/// A block as the template reads it.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Piece {
    Heading {
        level: u8,
        text: String,
    },
    Paragraph(Words),
    Callout {
        warning: bool,
        lead: Option<String>,
        text: String,
    },
    Bullets {
        items: Vec<Words>,
    },
    Numbered {
        items: Vec<Words>,
    },
    Table(Grid),
    Levels(Scale),
    Spread(Scale),
    Heat(Picture),
    Definitions {
        widths: Vec<f64>,
        rows: Vec<Definition>,
    },
    PageBreak,
    Contents,
}

#[derive(Debug, Serialize)]
pub struct Words {
    pub lead: Option<String>,
    pub text: String,
}

#[derive(Debug, Serialize)]
pub struct Grid {
    pub caption: String,
    pub columns: Vec<Head>,
    /// Whether the first cell of a row names the row.
    pub named: bool,
    pub rows: Vec<Row>,
}

#[derive(Debug, Serialize)]
pub struct Head {
    pub title: String,
    pub width: f64,
    pub number: bool,
}

#[derive(Debug, Serialize)]
pub struct Row {
    /// Whether the row is so high that it may be split between pages.
    pub breakable: bool,
    pub cells: Vec<Square>,
}

#[derive(Debug, Serialize)]
pub struct Square {
    pub text: String,
    pub level: Option<u8>,
}

/// A table whose columns are the levels of a scale.
#[derive(Debug, Serialize)]
pub struct Scale {
    pub caption: String,
    pub widths: Vec<f64>,
    /// "3 Established"
    pub levels: Vec<String>,
    pub rows: Vec<ScaleRow>,
}

#[derive(Debug, Serialize)]
pub struct ScaleRow {
    /// Whether the row is so high that it may be split between pages.
    pub breakable: bool,
    pub label: String,
    pub words: String,
    pub cells: Vec<Count>,
}

#[derive(Debug, Serialize)]
pub struct Count {
    pub level: u8,
    pub number: usize,
    pub mark: Option<&'static str>,
}

#[derive(Debug, Serialize)]
pub struct Picture {
    pub caption: String,
    pub alt: String,
    pub rows: Vec<PictureRow>,
}

#[derive(Debug, Serialize)]
pub struct PictureRow {
    pub label: String,
    pub cells: Vec<PictureCell>,
}

#[derive(Debug, Serialize)]
pub struct PictureCell {
    pub label: String,
    pub level: Option<u8>,
    /// Number and word.
    pub word: String,
}

#[derive(Debug, Serialize)]
pub struct Definition {
    pub term: String,
    pub text: String,
}

/// The text, cut where it is longer than any reader wants.
pub fn shortened(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    text.chars().take(longest).chain(['…']).collect()
}
