//! What the template is given: the blocks with every text made legible and every width worked out.

use serde::Serialize;

use crate::document::{Document, DocumentInfo};
use crate::export::pdf::fonts::FAMILIES;
use crate::export::pdf::legible::{SIGN, fitting};
use crate::export::pdf::pieces::{
    BODY, Colours, INSET, LONGEST, Piece, SMALL, TILE, WIDTH, shortened,
};
use crate::export::pdf::setter::Setter;
use crate::report::{BORDER, PALETTE, Shade, level_shade};
use crate::text::capitalised;

/// Everything on the pages.
#[derive(Debug, Serialize)]
pub struct Data {
    /// What the file is called.
    title: String,
    /// The same, at the top of page one.
    heading: String,
    trust: String,
    footer: String,
    /// Year, month, day.
    date: [i16; 3],
    width: f64,
    body: f64,
    small: f64,
    inset: f64,
    tile: f64,
    fonts: [&'static str; 2],
    ink: String,
    alarm: String,
    /// The colours of the levels, lowest first.
    shades: Vec<Colours>,
    /// How closely everything is set, 0 for not at all.
    way: u8,
    /// How many blocks stand on page one, if it is set apart.
    opening: usize,
    /// How many ranks of headings the contents show.
    depth: u8,
    blocks: Vec<Piece>,
    /// What is to be said about characters that could not be shown.
    note: Option<String>,
}

impl Data {
    /// The document and what is known of it, as the template wants it.
    pub fn new(document: &Document, info: &DocumentInfo<'_>) -> Self {
        let mut setter = Setter::default();
        let mut blocks = setter.blocks(&document.blocks);
        let opening = blocks
            .iter()
            .position(|piece| matches!(piece, Piece::PageBreak))
            .unwrap_or(0);
        if info.long {
            // Page one stays page one; the contents come after it.
            let break_before = (opening > 0).then_some(Piece::PageBreak);
            blocks.splice(
                opening..opening,
                break_before.into_iter().chain([Piece::Contents]),
            );
        }
        let way = u8::from(!info.long);
        let trust = setter.shown(&shortened(info.trust, LONGEST));
        // A file for keeping must have a title.
        let title = if document.title.trim().is_empty() {
            "Self-assessment"
        } else {
            &document.title
        };
        let title = setter.shown(&shortened(title, LONGEST));
        let heading = fitting(&title, 19.0, WIDTH);
        // Two at the least: a scale has a lowest and a highest level.
        let size = document.scale().max(2);
        Self {
            title,
            heading,
            trust,
            footer: setter.text(&footer(info), 8.0, WIDTH - 80.0),
            date: [
                info.date.year().max(1),
                info.date.month().into(),
                info.date.day().into(),
            ],
            width: WIDTH,
            body: BODY,
            small: SMALL,
            inset: INSET,
            tile: TILE,
            fonts: FAMILIES,
            ink: Shade::of(BORDER).hex(),
            alarm: Shade::of(PALETTE[2]).hex(),
            shades: (0..size)
                .map(|level| level_shade(u8::try_from(level).unwrap_or(u8::MAX), size))
                .map(|shade| Colours {
                    fill: shade.hex(),
                    white: shade.white_words,
                })
                .collect(),
            way,
            opening,
            depth: 1,
            blocks,
            note: lacking(setter.lacking()),
        }
    }
}

fn footer(info: &DocumentInfo<'_>) -> String {
    let kind = capitalised(info.kind);
    let parts = [info.trust, info.cycle, &kind];
    let parts: Vec<String> = parts
        .iter()
        .filter(|part| !part.trim().is_empty())
        .map(|part| shortened(&part.replace('\n', " "), 60))
        .collect();
    parts.join(" · ")
}

fn lacking(count: usize) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!(
            "1 character that the fonts of this document lack is shown as {SIGN}."
        )),
        more => Some(format!(
            "{more} characters that the fonts of this document lack are shown as {SIGN}."
        )),
    }
}
