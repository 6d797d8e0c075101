//! The table of contents: a real field, filled in, so that it reads before anybody updates it.

use crate::document::{Block, Document};
use crate::export::word::story::Story;

/// A paper with fewer headings than this needs no list of them.
const ENOUGH: usize = 30;
/// The heading level, in the document, that the list shows.
const LISTED: u8 = 2;
/// Sections only. Page numbers come when the field is brought up to date (F9 in Word): before that nobody knows them.
const INSTRUCTION: &str = " TOC \\o \"1-1\" \\h \\z \\u ";

/// Whether the document is long enough for a table of contents.
pub fn wanted(document: &Document) -> bool {
    document
        .blocks
        .iter()
        .filter(|block| matches!(block, Block::Heading { .. }))
        .count()
        >= ENOUGH
}

/// The bookmark of the heading that is the block at this place, if the list shows it.
pub fn bookmark(place: usize, block: &Block) -> Option<String> {
    matches!(block, Block::Heading { level, .. } if *level <= LISTED)
        .then(|| format!("_Toc{}", 100_000_000 + place))
}

/// Writes the table of contents.
pub fn write(story: &mut Story, document: &Document) {
    story
        .xml
        .open("w:sdt", &[])
        .open("w:sdtPr", &[])
        .open("w:docPartObj", &[]);
    story
        .xml
        .empty("w:docPartGallery", &[("w:val", "Table of Contents")])
        .empty("w:docPartUnique", &[])
        .close()
        .close();
    story.xml.open("w:sdtContent", &[]);
    story.paragraph("TOCHeading", "Contents");
    let entries: Vec<(String, &str)> = document
        .blocks
        .iter()
        .enumerate()
        .filter_map(|(place, block)| match block {
            Block::Heading { text, .. } => Some((bookmark(place, block)?, text.as_str())),
            Block::Paragraph(_)
            | Block::Callout { .. }
            | Block::Bullets(_)
            | Block::Numbered(_)
            | Block::Table(_)
            | Block::Levels(_)
            | Block::Spread(_)
            | Block::Heat(_)
            | Block::Definitions(_)
            | Block::PageBreak => None,
        })
        .collect();
    for (index, (bookmark, text)) in entries.iter().enumerate() {
        story.start("TOC1");
        if index == 0 {
            story.field_begin(INSTRUCTION);
        }
        story
            .xml
            .open("w:hyperlink", &[("w:anchor", bookmark), ("w:history", "1")]);
        story.run(text, None);
        story.xml.close();
        if index + 1 == entries.len() {
            story.field_end();
        }
        story.end();
    }
    story.xml.close().close();
}
