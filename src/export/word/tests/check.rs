//! Reading a Word file back: what tests hold every export to.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use roxmltree::{Document as Tree, Node};
use zip::ZipArchive;

use crate::document::{Block, Document};
use crate::export::picture;
use crate::export::word::strip;

/// Opens the file, reads each part, and compares headings, tables, pictures and items with the document.
pub(crate) fn check(bytes: &[u8], document: &Document) {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let names: BTreeSet<String> = archive
        .file_names()
        .map(|name| name.expect("a name").into_owned())
        .collect();
    let mut found = None;
    for name in &names {
        let mut content = Vec::new();
        archive
            .by_name(name)
            .expect("a part")
            .read_to_end(&mut content)
            .expect("its bytes");
        let ending = name.rsplit('.').next().unwrap_or_default();
        if !["xml", "rels", "svg"].contains(&ending) {
            continue;
        }
        let text = String::from_utf8_lossy(&content);
        let tree = Tree::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        if ending == "rels" {
            targets_exist(name, &tree, &names);
        }
        if name == "word/document.xml" {
            found = Some(Counts::of_file(&tree));
        }
    }
    assert_eq!(found, Some(Counts::of_document(document)));
}

/// Every relationship leads to a part that is there.
fn targets_exist(name: &str, tree: &Tree<'_>, names: &BTreeSet<String>) {
    let folder = name.split_once("_rels/").map_or("", |(folder, _)| folder);
    for node in tree
        .descendants()
        .filter(|node| node.tag_name().name() == "Relationship")
    {
        let target = format!("{folder}{}", node.attribute("Target").unwrap_or_default());
        assert!(names.contains(&target), "{target} is missing");
    }
}

/// What is counted on both sides.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counts {
    headings: usize,
    paragraphs: usize,
    items: usize,
    tables: usize,
    rows: usize,
    pictures: usize,
}

impl Counts {
    fn of_document(document: &Document) -> Self {
        let mut counts = Self::default();
        let mut told = 0;
        for (place, block) in document.blocks.iter().enumerate() {
            match block {
                Block::Heading { .. } => counts.headings += 1,
                Block::Paragraph(_) | Block::Callout { .. } => counts.paragraphs += 1,
                Block::Definitions(terms) => counts.paragraphs += terms.len(),
                Block::Bullets(items) | Block::Numbered(items) => counts.items += items.len(),
                Block::Table(table) if table.columns.is_empty() => {}
                Block::Table(table) => {
                    counts.tables += 1;
                    counts.rows += table.rows.len() + 1;
                }
                Block::Spread(_) if place < told => {}
                Block::Spread(_) => {
                    let spreads = strip::together(&document.blocks[place..]).len();
                    told = place + spreads;
                    counts.tables += 1;
                    counts.rows += 1 + spreads;
                }
                Block::Levels(levels) => counts.pictures += picture::levels_by_page(levels).len(),
                Block::Heat(heat) => counts.pictures += picture::heat_by_page(heat).len(),
                Block::PageBreak => {}
            }
        }
        counts
    }

    fn of_file(tree: &Tree<'_>) -> Self {
        let mut counts = Self::default();
        for node in tree.descendants().filter(Node::is_element) {
            match node.tag_name().name() {
                "tbl" => counts.tables += 1,
                "tr" => counts.rows += 1,
                "docPr" => counts.pictures += 1,
                "pStyle" => match node
                    .attributes()
                    .find(|attribute| attribute.name() == "val")
                    .map(|attribute| attribute.value())
                {
                    Some("Normal" | "CalloutNote" | "CalloutWarning" | "Definition") => {
                        counts.paragraphs += 1;
                    }
                    Some("ListBullet" | "ListNumber") => counts.items += 1,
                    Some(style) if style.starts_with("Heading") => counts.headings += 1,
                    Some(_) | None => {}
                },
                _ => {}
            }
        }
        counts
    }
}
