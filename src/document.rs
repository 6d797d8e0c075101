//! The neutral document: blocks that every export knows how to show.
//!
//! A block says what a thing is, never how it looks. No block needs colour to
//! be understood: levels carry their number and their word.

mod table;

use jiff::civil::Date;

pub use table::{Cell, CellLevel, Column, ColumnKind, Table};

/// What a file says of a document besides its text.
#[derive(Debug, Clone, Copy)]
pub struct DocumentInfo<'a> {
    /// The trust's name: the author of the file.
    pub trust: &'a str,
    /// The cycle, as written.
    pub cycle: &'a str,
    /// What kind of document it is, such as "full edition" or "agenda".
    pub kind: &'a str,
    /// Its date, and the only date in the file.
    pub date: Date,
    /// Whether it is long enough for a title page and a table of contents; a short one is set closer.
    pub long: bool,
}

/// A finished text in blocks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// What it is called. It is not repeated in the blocks.
    pub title: String,
    /// What it tells, in order.
    pub blocks: Vec<Block>,
}

/// One part of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading below the title.
    Heading {
        /// 2 for a section, 3 for a part of it, 4 for a part of that.
        level: u8,
        /// Its words.
        text: String,
    },
    /// A paragraph.
    Paragraph(Phrase),
    /// Something that must not be read past.
    Callout {
        /// Why it stands out.
        tone: Tone,
        /// Its words.
        phrase: Phrase,
    },
    /// Items in no order.
    Bullets(Vec<Phrase>),
    /// Items in order, counted from 1.
    Numbered(Vec<Phrase>),
    /// A table.
    Table(Table),
    /// How many criteria stand at each level, one row for each domain or facet.
    Levels(Levels),
    /// How people's answers to one criterion spread over the levels.
    Spread(Spread),
    /// Criteria by domain, each with its level.
    Heat(Heat),
    /// Terms with what is to be said of each.
    Definitions(Vec<(String, String)>),
    /// What follows begins on a new page, where there are pages.
    PageBreak,
}

/// Why a callout stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Worth knowing before reading on.
    Note,
    /// A matter for action.
    Warning,
}

/// A text that may begin with a few words that carry it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Phrase {
    /// The words that stand out at its beginning.
    pub lead: Option<String>,
    /// The rest.
    pub text: String,
}

impl Phrase {
    /// A text that begins with words that stand out.
    pub fn led(lead: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            lead: Some(lead.into()),
            text: text.into(),
        }
    }
}

impl From<String> for Phrase {
    fn from(text: String) -> Self {
        Self { lead: None, text }
    }
}

impl From<&str> for Phrase {
    fn from(text: &str) -> Self {
        Self {
            lead: None,
            text: text.to_owned(),
        }
    }
}

/// Distributions over one scale.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Levels {
    /// What they show, as a sentence.
    pub caption: String,
    /// What the cells stand for.
    pub measure: Measure,
    /// One row for each domain or facet.
    pub rows: Vec<Strip>,
}

/// What the cells of a strip stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Measure {
    /// The levels of the rubric's scale.
    #[default]
    Level,
    /// The strengths of evidence, S0 to S3. Nothing is marked.
    Evidence,
}

impl Measure {
    /// What a table calls the labels and the words of its rows.
    pub const fn columns(self) -> [&'static str; 2] {
        match self {
            Self::Level => ["Domain", "Position"],
            Self::Evidence => ["Domain", "What is recorded"],
        }
    }

    /// The number of a cell as people read it: "2", or "S2".
    pub fn number(self, cell: &StripCell) -> String {
        match self {
            Self::Level => cell.level.to_string(),
            Self::Evidence => format!("S{}", cell.level),
        }
    }

    /// Number and word of a cell: "2 Established", or "S2 Two kinds".
    pub fn name(self, cell: &StripCell) -> String {
        format!("{} {}", self.number(cell), cell.word)
    }
}

/// One distribution.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Strip {
    /// Whose it is.
    pub label: String,
    /// What it says, in words: also the words for whoever cannot see the picture.
    pub words: String,
    /// One cell for each level, lowest first.
    pub cells: Vec<StripCell>,
}

/// One level of a distribution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StripCell {
    /// The number of the level, or of the strength.
    pub level: u8,
    /// The word for it.
    pub word: String,
    /// How many criteria stand here.
    pub count: usize,
    /// Whether the position is here.
    pub mark: Mark,
}

/// What a level is to a position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mark {
    /// Nothing.
    None,
    /// It is the position.
    Position,
    /// The position is provisional, and may turn out to be here.
    Range,
}

/// The answers to one criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spread {
    /// The criterion.
    pub label: String,
    /// What it shows, as a sentence.
    pub words: String,
    /// One cell for each level, lowest first.
    pub cells: Vec<SpreadCell>,
}

/// The answers at one level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpreadCell {
    /// The number of the level.
    pub level: u8,
    /// The word for the level.
    pub word: String,
    /// How many chose it.
    pub answers: usize,
}

/// A heat map: the criteria of each domain, each a cell with number and word.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Heat {
    /// What it shows, as a sentence.
    pub caption: String,
    /// What it says, in words: also the words for whoever cannot see the picture.
    pub words: String,
    /// How many levels the scale has, for the shades.
    pub levels: usize,
    /// One row for each domain.
    pub rows: Vec<HeatRow>,
}

/// One domain of a heat map.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HeatRow {
    /// The domain's title.
    pub label: String,
    /// Its criteria, in rubric order.
    pub cells: Vec<HeatCell>,
}

/// One criterion of a heat map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeatCell {
    /// The criterion's title.
    pub label: String,
    /// Its supported level. `None` for the silences.
    pub level: Option<u8>,
    /// The word for its level, or for its silence.
    pub word: String,
}

impl Document {
    /// An empty document of this title.
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            blocks: Vec::new(),
        }
    }

    /// Adds a heading.
    pub fn heading(&mut self, level: u8, text: impl Into<String>) {
        self.blocks.push(Block::Heading {
            level,
            text: text.into(),
        });
    }

    /// Adds a paragraph, if it says anything.
    pub fn paragraph(&mut self, phrase: impl Into<Phrase>) {
        let phrase = phrase.into();
        if phrase.lead.is_some() || !phrase.text.trim().is_empty() {
            self.blocks.push(Block::Paragraph(phrase));
        }
    }

    /// Adds sentences as one paragraph, if there are any.
    pub fn sentences<S: AsRef<str>>(&mut self, sentences: &[S]) {
        let sentences: Vec<&str> = sentences.iter().map(AsRef::as_ref).collect();
        self.paragraph(sentences.join(" "));
    }

    /// Adds a callout.
    pub fn callout(&mut self, tone: Tone, phrase: impl Into<Phrase>) {
        self.blocks.push(Block::Callout {
            tone,
            phrase: phrase.into(),
        });
    }

    /// Adds items in no order, if there are any.
    pub fn bullets<P: Into<Phrase>>(&mut self, items: impl IntoIterator<Item = P>) {
        let items: Vec<Phrase> = items.into_iter().map(Into::into).collect();
        if !items.is_empty() {
            self.blocks.push(Block::Bullets(items));
        }
    }

    /// Adds items in order, if there are any.
    pub fn numbered<P: Into<Phrase>>(&mut self, items: impl IntoIterator<Item = P>) {
        let items: Vec<Phrase> = items.into_iter().map(Into::into).collect();
        if !items.is_empty() {
            self.blocks.push(Block::Numbered(items));
        }
    }

    /// Adds a table, if it has rows.
    pub fn table(&mut self, table: Table) {
        if !table.rows.is_empty() {
            self.blocks.push(Block::Table(table));
        }
    }

    /// How many levels the scale has that the document speaks of, as far as its blocks tell, for the shades.
    pub fn scale(&self) -> usize {
        self.blocks.iter().map(Block::scale).max().unwrap_or(0)
    }

    /// Adds a block.
    pub fn push(&mut self, block: Block) {
        self.blocks.push(block);
    }
}

impl Block {
    /// How many levels the scale has at least, as far as this block tells.
    fn scale(&self) -> usize {
        match self {
            Self::Levels(levels) => levels
                .rows
                .iter()
                .map(|row| row.cells.len())
                .max()
                .unwrap_or(0),
            Self::Spread(spread) => spread.cells.len(),
            Self::Heat(heat) => heat.levels,
            Self::Table(table) => table
                .rows
                .iter()
                .flatten()
                .filter_map(|cell| cell.level)
                .map(|level| level.of)
                .max()
                .unwrap_or(0),
            Self::Heading { .. }
            | Self::Paragraph(_)
            | Self::Callout { .. }
            | Self::Bullets(_)
            | Self::Numbered(_)
            | Self::Definitions(_)
            | Self::PageBreak => 0,
        }
    }
}
