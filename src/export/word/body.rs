//! The blocks of a document as Word writes them, in named styles.

use crate::document::{Block, Document, Phrase, Tone};
use crate::export::word::contents;
use crate::export::word::drawing::{self, Media};
use crate::export::word::names::{BULLETS, NUMBERS};
use crate::export::word::story::Story;
use crate::export::word::xml::Xml;
use crate::export::word::{names, strip, table};

const NAMESPACES: [(&str, &str); 5] = [
    ("xmlns:w", names::WORD),
    ("xmlns:r", names::RELATIONS),
    (
        "xmlns:wp",
        "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    ),
    (
        "xmlns:a",
        "http://schemas.openxmlformats.org/drawingml/2006/main",
    ),
    ("xmlns:pic", names::PICTURE),
];

/// The main part of the file, and what it needs from the others.
#[derive(Debug)]
pub struct Body {
    /// `word/document.xml`.
    pub xml: String,
    /// How many numbered lists there are, each counted from 1.
    pub numbered: usize,
    /// The pictures, in order.
    pub media: Vec<Media>,
}

/// Writes the main part.
pub fn write(document: &Document) -> Body {
    let mut xml = Xml::part();
    xml.open("w:document", &NAMESPACES).open("w:body", &[]);
    let mut story = Story::new(xml);
    let (mut numbered, mut media) = (0, Vec::new());
    let mut contents_due = contents::wanted(document);
    story.paragraph("Title", &document.title);
    let mut told = 0;
    let mut section = document.title.as_str();
    for (place, block) in document.blocks.iter().enumerate() {
        match block {
            Block::Heading { level, text } => {
                section = text;
                heading(&mut story, *level, text, contents::bookmark(place, block));
            }
            Block::Paragraph(words) => phrase(&mut story, "Normal", None, words),
            Block::Callout {
                tone: Tone::Note,
                phrase: words,
            } => phrase(&mut story, "CalloutNote", None, words),
            Block::Callout {
                tone: Tone::Warning,
                phrase: words,
            } => phrase(&mut story, "CalloutWarning", None, &warning(words)),
            Block::Bullets(items) => items_of(&mut story, "ListBullet", BULLETS, items),
            Block::Numbered(items) => {
                numbered += 1;
                items_of(&mut story, "ListNumber", NUMBERS + numbered, items);
            }
            Block::Table(grid) => table::write(&mut story, grid),
            Block::Levels(levels) => drawing::levels(&mut story, levels, &mut media),
            // The first of several tells them all.
            Block::Spread(_) if place < told => {}
            Block::Spread(_) => {
                let spreads = strip::together(&document.blocks[place..]);
                told = place + spreads.len();
                strip::write(&mut story, section, &spreads);
            }
            Block::Heat(heat) => drawing::heat(&mut story, heat, &mut media),
            Block::Definitions(terms) => definitions(&mut story, terms),
            Block::PageBreak => {
                if std::mem::take(&mut contents_due) {
                    story.break_before = true;
                    contents::write(&mut story, document);
                }
                story.break_before = true;
            }
        }
    }
    page(&mut story.xml);
    story.xml.close().close();
    Body {
        xml: story.xml.finish(),
        numbered,
        media,
    }
}

/// The title is no heading; the headings below it begin at 1, as Word's readers expect.
fn heading(story: &mut Story, level: u8, text: &str, bookmark: Option<String>) {
    story.start(&format!("Heading{}", level.clamp(2, 5) - 1));
    match bookmark {
        Some(name) => story.bookmarked(&name, |story| story.run(text, None)),
        None => story.run(text, None),
    }
    story.end();
}

fn phrase(story: &mut Story, style: &str, list: Option<usize>, words: &Phrase) {
    story.start_in_list(style, list);
    if let Some(lead) = &words.lead {
        story.run(lead, Some("Strong"));
        if !words.text.is_empty() {
            story.run(" ", None);
        }
    }
    story.run(&words.text, None);
    story.end();
}

fn items_of(story: &mut Story, style: &str, list: usize, items: &[Phrase]) {
    for item in items {
        phrase(story, style, Some(list), item);
    }
}

/// A warning says so in words, for whoever does not see its border.
fn warning(words: &Phrase) -> Phrase {
    let lead = words.lead.as_ref().map_or_else(
        || "Please note.".to_owned(),
        |lead| format!("Please note. {lead}"),
    );
    Phrase {
        lead: Some(lead),
        text: words.text.clone(),
    }
}

/// Each term, then what is said of it at a tab stop, if the term leaves room for it.
fn definitions(story: &mut Story, terms: &[(String, String)]) {
    for (term, text) in terms {
        story.start("Definition");
        story.run(term, Some("Strong"));
        if table::width(term, true) < table::DEFINITION_TERM && !term.contains('\n') {
            story.tab();
        } else {
            story.run(" ", None);
        }
        story.run(text, None);
        story.end();
    }
}

/// A4 upright, with margins of 2 cm and the footer.
fn page(xml: &mut Xml) {
    xml.open("w:sectPr", &[]);
    xml.empty(
        "w:footerReference",
        &[
            ("w:type", "default"),
            ("r:id", &names::relation_id("footer")),
        ],
    );
    xml.empty("w:pgSz", &[("w:w", "11906"), ("w:h", "16838")]);
    xml.empty(
        "w:pgMar",
        &[
            ("w:top", "1021"),
            ("w:right", "1134"),
            ("w:bottom", "1134"),
            ("w:left", "1134"),
            ("w:header", "510"),
            ("w:footer", "510"),
            ("w:gutter", "0"),
        ],
    );
    xml.close();
}
