//! A document as its page shows it: in sections, with its tables' cells labelled and its pictures drawn.

use std::fmt;

use crate::document::{
    Block, Cell, Column, ColumnKind, Document, Heat, Levels, Phrase, Spread, Table, Tone,
};
use crate::export::html::words::Words;
use crate::export::picture::{self, Picture, Room};

/// A heading of the second level with all that follows it, or what stands before the first of them.
pub struct Section<'d> {
    /// The name that links go to.
    pub id: String,
    pub heading: Option<Words<'d>>,
    pub parts: Vec<Part<'d>>,
}

/// One part of a section.
pub enum Part<'d> {
    Heading { level: u8, text: Words<'d> },
    Paragraph(Said<'d>),
    Callout { warning: bool, phrase: Said<'d> },
    Bullets(Vec<Said<'d>>),
    Numbered(Vec<Said<'d>>),
    Table(Grid<'d>),
    Figure(Figure<'d>),
    Definitions(Vec<(Words<'d>, Words<'d>)>),
    PageBreak,
}

/// A phrase in clean words.
pub struct Said<'d> {
    pub lead: Option<Words<'d>>,
    pub text: Words<'d>,
}

/// A table.
pub struct Grid<'d> {
    pub caption: Words<'d>,
    /// Whether it has so many columns that they share the width alike.
    pub wide: bool,
    pub columns: Vec<Head<'d>>,
    pub rows: Vec<Vec<Field<'d>>>,
}

/// The head of a column.
pub struct Head<'d> {
    pub title: Words<'d>,
    pub class: &'static str,
}

/// A cell.
pub struct Field<'d> {
    /// Whether it is the head of its row.
    pub heads: bool,
    /// Its column's title, for rooms in which there are no columns.
    pub label: Words<'d>,
    pub class: &'static str,
    pub level: Option<u8>,
    pub text: Words<'d>,
}

/// A picture with its caption, drawn once for a page and once for a phone.
pub struct Figure<'d> {
    pub caption: Words<'d>,
    /// Whether the caption is a sentence that follows the picture; else it is its title.
    pub below: bool,
    pub page: Drawing<'d>,
    pub phone: Drawing<'d>,
}

/// A picture that is drawn when it is written: all pictures of a large report at once are most of its size.
pub struct Drawing<'d> {
    of: Drawn<'d>,
    room: Room,
}

/// What a picture is of.
#[derive(Clone, Copy)]
enum Drawn<'d> {
    Levels(&'d Levels),
    Spread(&'d Spread),
    Heat(&'d Heat),
}

impl fmt::Display for Drawing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pictures = match (self.of, self.room) {
            (Drawn::Levels(levels), Room::Page) => picture::levels_by_page(levels),
            (Drawn::Levels(levels), Room::Phone) => vec![picture::levels_in(levels, Room::Phone)],
            (Drawn::Spread(spread), room) => vec![picture::spread_in(spread, room)],
            (Drawn::Heat(heat), Room::Page) => picture::heat_by_page(heat),
            (Drawn::Heat(heat), Room::Phone) => vec![picture::heat_in(heat, Room::Phone)],
        };
        // Inside HTML a drawing needs no namespace, and the page then holds no address at all.
        pictures.iter().try_for_each(|Picture { svg, .. }| {
            f.write_str(&svg.replacen(r#" xmlns="http://www.w3.org/2000/svg""#, "", 1))
        })
    }
}

/// The document in sections.
pub fn sections(document: &Document) -> Vec<Section<'_>> {
    let mut sections = vec![Section {
        id: "part-0".to_owned(),
        heading: None,
        parts: Vec::new(),
    }];
    // A heading is at most one step below the one before it, whatever the document says.
    let mut deepest = 2;
    for block in &document.blocks {
        if let Block::Heading { level, text } = block {
            let text = Words::of(text);
            if text.is_empty() {
                continue;
            }
            if *level <= 2 {
                deepest = 2;
                sections.push(Section {
                    id: format!("part-{}", sections.len()),
                    heading: Some(text),
                    parts: Vec::new(),
                });
            } else {
                deepest = (*level).min(deepest + 1).min(6);
                // Before the first section, the first step below the title is a section's own.
                let level = if sections.len() == 1 {
                    deepest - 1
                } else {
                    deepest
                };
                push(&mut sections, Part::Heading { level, text });
            }
        } else if let Some(part) = part(block) {
            push(&mut sections, part);
        }
    }
    trim(sections)
}

/// The sections as parts of one that has no name, so that several documents can stand on one page: headed at this level, and below.
pub fn below(sections: Vec<Section<'_>>, level: u8) -> Vec<Section<'_>> {
    let deeper = |depth: u8| depth.saturating_add(level).saturating_sub(2).min(6);
    let mut parts = Vec::new();
    for section in sections {
        parts.extend(section.heading.map(|text| Part::Heading {
            level: deeper(2),
            text,
        }));
        parts.extend(section.parts.into_iter().map(|part| match part {
            Part::Heading { level, text } => Part::Heading {
                level: deeper(level),
                text,
            },
            other => other,
        }));
    }
    if parts.is_empty() {
        Vec::new()
    } else {
        vec![Section {
            id: String::new(),
            heading: None,
            parts,
        }]
    }
}

fn push<'d>(sections: &mut [Section<'d>], part: Part<'d>) {
    if let Some(section) = sections.last_mut() {
        section.parts.push(part);
    }
}

/// Without the sections that hold nothing, and without page breaks that would leave a page empty.
fn trim(mut sections: Vec<Section<'_>>) -> Vec<Section<'_>> {
    let mut broken = true;
    for section in &mut sections {
        if section.heading.is_some() {
            broken = false;
        }
        section.parts.retain(|part| {
            let breaks = matches!(part, Part::PageBreak);
            let keep = !(breaks && broken);
            broken = breaks;
            keep
        });
    }
    if let Some(last) = sections.last_mut()
        && matches!(last.parts.last(), Some(Part::PageBreak))
    {
        last.parts.pop();
    }
    sections.retain(|section| section.heading.is_some() || !section.parts.is_empty());
    sections
}

fn part(block: &Block) -> Option<Part<'_>> {
    let part = match block {
        Block::Heading { .. } => return None,
        Block::Paragraph(phrase) => Part::Paragraph(said(phrase)),
        Block::Callout { tone, phrase } => {
            let warning = match tone {
                Tone::Note => false,
                Tone::Warning => true,
            };
            Part::Callout {
                warning,
                phrase: said(phrase),
            }
        }
        Block::Bullets(items) => Part::Bullets(items.iter().map(said).collect()),
        Block::Numbered(items) => Part::Numbered(items.iter().map(said).collect()),
        Block::Table(table) => Part::Table(grid(table)),
        Block::Levels(levels) => figure(&levels.caption, false, Drawn::Levels(levels)),
        Block::Spread(spread) => figure(&spread.words, true, Drawn::Spread(spread)),
        Block::Heat(heat) => figure(&heat.caption, false, Drawn::Heat(heat)),
        Block::Definitions(definitions) => Part::Definitions(
            definitions
                .iter()
                .map(|(term, text)| (Words::of(term), Words::of(text)))
                .collect(),
        ),
        Block::PageBreak => Part::PageBreak,
    };
    Some(part)
}

fn said(phrase: &Phrase) -> Said<'_> {
    let lead = phrase
        .lead
        .as_deref()
        .map(Words::of)
        .filter(|lead| !lead.is_empty());
    Said {
        lead,
        text: Words::of(&phrase.text),
    }
}

fn figure<'d>(caption: &'d str, below: bool, of: Drawn<'d>) -> Part<'d> {
    let (page, phone) = (
        Drawing {
            of,
            room: Room::Page,
        },
        Drawing {
            of,
            room: Room::Phone,
        },
    );
    Part::Figure(Figure {
        caption: Words::of(caption),
        below,
        page,
        phone,
    })
}

fn grid(table: &Table) -> Grid<'_> {
    // The more columns there are, the shorter are the words that have to give way.
    let longest = match table.columns.len() {
        0..=3 => 24,
        4.. => 16,
    };
    let columns = table
        .columns
        .iter()
        .map(|column| {
            let title = Words::of(&column.title);
            Head {
                class: class(column.kind, title.is_long(longest)),
                title,
            }
        })
        .collect();
    Grid {
        caption: Words::of(&table.caption),
        // Columns of numbers are narrow; it is words that need room.
        wide: table
            .columns
            .iter()
            .filter(|column| column.kind != ColumnKind::Number)
            .count()
            > 5,
        columns,
        rows: table
            .rows
            .iter()
            .map(|row| {
                row.iter()
                    .zip(&table.columns)
                    .enumerate()
                    .map(|(place, (cell, column))| field(place, cell, column, longest))
                    .collect()
            })
            .collect(),
    }
}

fn field<'d>(place: usize, cell: &'d Cell, column: &'d Column, longest: usize) -> Field<'d> {
    let text = Words::of(&cell.text);
    Field {
        heads: place == 0 && !text.is_empty(),
        label: Words::of(&column.title),
        class: class(column.kind, text.is_long(longest)),
        level: cell.level.map(|level| level.number),
        text,
    }
}

fn class(kind: ColumnKind, long: bool) -> &'static str {
    match (kind, long) {
        (ColumnKind::Text, false) => "text",
        (ColumnKind::Text, true) => "text long",
        (ColumnKind::Level, false) => "levels",
        (ColumnKind::Level, true) => "levels long",
        (ColumnKind::Number, false) => "number",
        (ColumnKind::Number, true) => "number long",
    }
}
