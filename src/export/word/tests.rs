use std::collections::BTreeSet;
use std::io::{Cursor, Read};
use std::sync::LazyLock;

use jiff::civil::date;
use roxmltree::Node;
use zip::ZipArchive;

use super::xml::readable;
use super::*;
use crate::document::{Block, Cell, CellLevel, Column, Phrase, Table};

pub(crate) mod check;
mod sample;

use check::check;

const INFO: DocumentInfo<'_> = DocumentInfo {
    trust: "Northmoor Learning Trust",
    cycle: "2026 to 2027",
    kind: "full edition",
    date: date(2026, 11, 22),
    long: true,
};

/// The file of the plain sample, drawn once for all tests that only read it.
static PLAIN: LazyLock<Vec<u8>> =
    LazyLock::new(|| render(&sample::every_block("a note"), &INFO).unwrap());

/// A part of the file as text.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive
        .by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

fn names(bytes: &[u8]) -> Vec<String> {
    let archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    archive
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .collect()
}

fn ending(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or_default()
}

/// An attribute, whatever its namespace.
fn value<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes()
        .find(|attribute| attribute.name() == name)
        .map(|attribute| attribute.value())
}

fn all<'a, 'input>(
    tree: &'a roxmltree::Document<'input>,
    name: &'static str,
) -> impl Iterator<Item = Node<'a, 'input>> {
    tree.descendants()
        .filter(move |node| node.tag_name().name() == name)
}

/// The words of a paragraph or of all its parts.
fn words(node: Node<'_, '_>) -> String {
    let mut words = String::new();
    for inner in node.descendants() {
        match inner.tag_name().name() {
            "t" => words.push_str(inner.text().unwrap_or_default()),
            "br" => words.push('\n'),
            "tab"
                if inner
                    .parent()
                    .is_some_and(|parent| parent.tag_name().name() == "r") =>
            {
                words.push(' ');
            }
            _ => {}
        }
    }
    words
}

fn style(paragraph: Node<'_, '_>) -> String {
    let style = paragraph
        .descendants()
        .find(|node| node.tag_name().name() == "pStyle");
    style
        .and_then(|style| value(style, "val"))
        .unwrap_or_default()
        .to_owned()
}

/// Every text of a document, by what it is shown in.
fn texts(document: &Document) -> (Vec<String>, Vec<String>) {
    let (mut shown, mut drawn) = (vec![document.title.clone()], Vec::new());
    let phrase = |phrase: &Phrase| {
        phrase
            .lead
            .iter()
            .chain([&phrase.text])
            .cloned()
            .collect::<Vec<_>>()
    };
    for block in &document.blocks {
        match block {
            Block::Heading { text, .. } => shown.push(text.clone()),
            Block::Paragraph(words) | Block::Callout { phrase: words, .. } => {
                shown.extend(phrase(words));
            }
            Block::Bullets(items) | Block::Numbered(items) => {
                shown.extend(items.iter().flat_map(phrase));
            }
            Block::Table(table) => {
                shown.push(table.caption.clone());
                shown.extend(table.columns.iter().map(|column| column.title.clone()));
                shown.extend(table.rows.iter().flatten().map(|cell| cell.text.clone()));
            }
            Block::Levels(levels) => {
                shown.push(levels.caption.clone());
                drawn.extend(levels.rows.iter().map(|row| row.label.clone()));
            }
            Block::Spread(spread) => {
                shown.extend([spread.label.clone(), spread.words.clone()]);
                shown.extend(
                    spread
                        .cells
                        .iter()
                        .map(|cell| format!("{} {}", cell.level, cell.word)),
                );
            }
            Block::Heat(heat) => {
                shown.push(heat.caption.clone());
                drawn.extend(
                    heat.rows
                        .iter()
                        .map(|row| row.label.clone())
                        .chain([heat.words.clone()]),
                );
            }
            Block::Definitions(terms) => shown.extend(
                terms
                    .iter()
                    .flat_map(|(term, text)| [term.clone(), text.clone()]),
            ),
            Block::PageBreak => {}
        }
    }
    (shown, drawn)
}

#[test]
fn every_word_of_the_document_is_in_the_file() {
    for said in sample::hostile() {
        let document = sample::every_block(&said);
        let main = body::write(&document).xml;
        let tree = roxmltree::Document::parse(&main).unwrap();
        let paragraphs: Vec<String> = all(&tree, "p").map(words).collect();
        let whole = paragraphs.join("\n");
        let (shown, drawn) = texts(&document);
        for text in shown {
            assert!(
                whole.contains(&readable(&text)),
                "{:?}",
                text.chars().take(80).collect::<String>()
            );
        }
        let alternatives: String = all(&tree, "docPr")
            .filter_map(|node| value(node, "descr"))
            .collect();
        for text in drawn {
            assert!(
                alternatives.contains(&crate::text::clean(&text)),
                "{text:?}"
            );
        }
    }
}

#[test]
fn hostile_words_in_every_field_leave_every_part_well_formed() {
    for said in sample::hostile() {
        let info = DocumentInfo {
            trust: &said,
            cycle: &said,
            kind: &said,
            ..INFO
        };
        let mut document = sample::every_block(&said);
        document.title.clone_from(&said);
        document.heading(2, said.as_str());
        document.push(Block::Table(Table {
            caption: said.clone(),
            columns: vec![
                Column::text(said.as_str()),
                Column::number(said.as_str()),
                Column::level(said.as_str()),
            ],
            rows: vec![
                vec![
                    said.as_str().into(),
                    said.as_str().into(),
                    Cell {
                        text: said.clone(),
                        level: Some(CellLevel { number: 255, of: 5 }),
                    },
                ],
                Vec::new(),
            ],
        }));
        let bytes = render(&document, &info).unwrap();
        check(&bytes, &document);
        for name in names(&bytes).iter().filter(|name| ending(name) != "png") {
            roxmltree::Document::parse(&part(&bytes, name)).unwrap();
        }
        let footer = part(&bytes, "word/footer.xml");
        let tree = roxmltree::Document::parse(&footer).unwrap();
        assert!(
            words(tree.root_element()).chars().count() < 220,
            "a footer of one or two lines"
        );
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let bytes = &*PLAIN;
    assert_eq!(
        *bytes,
        render(&sample::every_block("a note"), &INFO).unwrap()
    );
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    for place in 0..archive.len() {
        assert_eq!(
            archive.by_index(place).unwrap().last_modified(),
            Some(DateTime::default())
        );
    }
    assert_eq!(
        (
            DateTime::default().year(),
            DateTime::default().month(),
            DateTime::default().day()
        ),
        (1980, 1, 1)
    );
}

#[test]
fn every_style_and_list_that_is_used_exists() {
    let bytes = &*PLAIN;
    let styles = part(bytes, "word/styles.xml");
    let styles = roxmltree::Document::parse(&styles).unwrap();
    let defined: BTreeSet<&str> = all(&styles, "style")
        .filter_map(|node| value(node, "styleId"))
        .collect();
    let numbering = part(bytes, "word/numbering.xml");
    let numbering = roxmltree::Document::parse(&numbering).unwrap();
    let lists: BTreeSet<&str> = all(&numbering, "num")
        .filter_map(|node| value(node, "numId"))
        .collect();
    for name in [
        "word/document.xml",
        "word/footer.xml",
        "word/styles.xml",
        "word/numbering.xml",
    ] {
        let main = part(bytes, name);
        let tree = roxmltree::Document::parse(&main).unwrap();
        for kind in ["pStyle", "rStyle", "tblStyle", "basedOn", "next"] {
            for node in all(&tree, kind) {
                assert!(defined.contains(value(node, "val").unwrap()), "{node:?}");
            }
        }
        for node in all(&tree, "numId") {
            assert!(lists.contains(value(node, "val").unwrap()), "{node:?}");
        }
    }
    for (id, level) in [
        ("Heading1", "0"),
        ("Heading2", "1"),
        ("Heading3", "2"),
        ("Heading4", "3"),
    ] {
        let heading = all(&styles, "style")
            .find(|node| value(*node, "styleId") == Some(id))
            .unwrap();
        let outline = heading
            .descendants()
            .find(|node| node.tag_name().name() == "outlineLvl")
            .unwrap();
        assert_eq!(value(outline, "val"), Some(level));
        assert!(
            heading
                .descendants()
                .any(|node| node.tag_name().name() == "keepNext")
        );
    }
    assert!(all(&styles, "lang").any(|node| value(node, "val") == Some("en-GB")));
}

#[test]
fn each_numbered_list_begins_at_one() {
    let bytes = &*PLAIN;
    let main = part(bytes, "word/document.xml");
    let tree = roxmltree::Document::parse(&main).unwrap();
    let lists: Vec<&str> = all(&tree, "p")
        .filter(|node| style(*node) == "ListNumber")
        .map(|node| {
            node.descendants()
                .find(|node| node.tag_name().name() == "numId")
                .and_then(|node| value(node, "val"))
                .unwrap()
        })
        .collect();
    assert_eq!(lists, ["3", "3", "3", "4", "4"]);
    let numbering = part(bytes, "word/numbering.xml");
    let numbering = roxmltree::Document::parse(&numbering).unwrap();
    for list in ["3", "4"] {
        let list = all(&numbering, "num")
            .find(|node| value(*node, "numId") == Some(list))
            .unwrap();
        let start = list
            .descendants()
            .find(|node| node.tag_name().name() == "startOverride")
            .unwrap();
        assert_eq!(value(start, "val"), Some("1"));
    }
}

#[test]
fn tables_repeat_their_header_keep_rows_whole_and_stay_on_the_page() {
    for said in sample::hostile() {
        let main = body::write(&sample::every_block(&said)).xml;
        let tree = roxmltree::Document::parse(&main).unwrap();
        let has = |node: Node<'_, '_>, name: &str| {
            node.descendants()
                .any(|inner| inner.tag_name().name() == name)
        };
        for table in all(&tree, "tbl") {
            let rows: Vec<Node<'_, '_>> = table
                .children()
                .filter(|node| node.tag_name().name() == "tr")
                .collect();
            assert!(
                has(rows[0], "tblHeader") && rows[1..].iter().all(|row| !has(*row, "tblHeader"))
            );
            let long = |row: Node<'_, '_>| words(row).chars().count() > 1_000;
            assert!(rows.iter().all(|row| has(*row, "cantSplit") != long(*row)));
            let widths: Vec<u32> = table
                .descendants()
                .filter(|node| node.tag_name().name() == "gridCol")
                .map(|node| value(node, "w").unwrap().parse().unwrap())
                .collect();
            assert_eq!(widths.iter().sum::<u32>(), 9_638);
            assert!(widths.iter().all(|width| *width > 600), "{widths:?}");
            let layout = table
                .descendants()
                .find(|node| node.tag_name().name() == "tblLayout")
                .unwrap();
            assert_eq!(value(layout, "type"), Some("fixed"));
            for row in rows {
                assert_eq!(
                    row.children()
                        .filter(|node| node.tag_name().name() == "tc")
                        .count(),
                    widths.len()
                );
            }
        }
    }
}

#[test]
fn level_cells_have_number_and_word_on_a_shade_that_lets_them_be_read() {
    let bytes = &*PLAIN;
    let main = part(bytes, "word/document.xml");
    let tree = roxmltree::Document::parse(&main).unwrap();
    let shaded: Vec<Node<'_, '_>> = all(&tree, "tc")
        .filter(|cell| {
            cell.descendants()
                .any(|node| node.tag_name().name() == "shd")
        })
        .collect();
    assert!(shaded.len() > 70);
    for cell in shaded {
        let fill = cell
            .descendants()
            .find(|node| node.tag_name().name() == "shd")
            .and_then(|node| value(node, "fill"))
            .unwrap();
        let ink = cell
            .descendants()
            .find(|node| node.tag_name().name() == "rStyle")
            .and_then(|node| value(node, "val"))
            .unwrap();
        let shade = (0..5)
            .map(|level| crate::report::level_shade(level, 5))
            .find(|shade| shade.hex() == format!("#{fill}"))
            .unwrap();
        assert_eq!(
            ink,
            if shade.white_words {
                "LevelDark"
            } else {
                "LevelPale"
            }
        );
        assert!(
            words(cell).chars().any(|c| c.is_ascii_digit())
                && words(cell).chars().any(char::is_alphabetic)
        );
    }
}

#[test]
fn every_picture_is_an_image_with_its_drawing_and_says_the_finding() {
    let bytes = &*PLAIN;
    let main = part(bytes, "word/document.xml");
    let tree = roxmltree::Document::parse(&main).unwrap();
    let pictures: Vec<Node<'_, '_>> = all(&tree, "docPr").collect();
    assert!(pictures.len() >= 7);
    let ids: BTreeSet<&str> = pictures
        .iter()
        .filter_map(|node| value(*node, "id"))
        .collect();
    assert_eq!(ids.len(), pictures.len());
    assert!(
        value(pictures[0], "descr")
            .unwrap()
            .contains("six of seven criteria reach it")
    );
    assert!(
        pictures
            .iter()
            .all(|node| value(*node, "descr").is_some_and(|alt| alt.len() > 20))
    );
    assert_eq!(all(&tree, "svgBlip").count(), pictures.len());
    let names = names(bytes);
    for kind in ["png", "svg"] {
        assert_eq!(
            names.iter().filter(|name| ending(name) == kind).count(),
            pictures.len()
        );
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut image = Vec::new();
    archive
        .by_name("word/media/picture1.png")
        .unwrap()
        .read_to_end(&mut image)
        .unwrap();
    let image = resvg::tiny_skia::Pixmap::decode_png(&image).unwrap();
    assert_eq!(image.width(), 1_280);
    let dark = image
        .pixels()
        .iter()
        .filter(|pixel| pixel.red() < 0x40)
        .count();
    assert!(dark > 2_000, "the letters are drawn: {dark}");
}

#[test]
fn captions_count_tables_and_figures_apart_with_their_results_stored() {
    let bytes = &*PLAIN;
    let main = part(bytes, "word/document.xml");
    let tree = roxmltree::Document::parse(&main).unwrap();
    let captions: Vec<String> = all(&tree, "p")
        .filter(|node| style(*node) == "Caption")
        .map(words)
        .collect();
    assert_eq!(
        captions[0],
        "Figure 1. How many criteria of each domain are supported at each level"
    );
    assert_eq!(captions[2], "Table 1. Every criterion of this domain");
    assert!(captions.contains(&"Table 6. Actions".to_owned()));
    assert!(
        all(&tree, "fldSimple")
            .all(|node| value(node, "instr").unwrap().contains(" SEQ ") && !words(node).is_empty())
    );
}

#[test]
fn the_table_of_contents_is_a_field_that_reads_before_it_is_updated() {
    let bytes = &*PLAIN;
    let main = part(bytes, "word/document.xml");
    let tree = roxmltree::Document::parse(&main).unwrap();
    let entries: Vec<String> = all(&tree, "p")
        .filter(|node| style(*node) == "TOC1")
        .map(words)
        .collect();
    let sections: Vec<String> = all(&tree, "p")
        .filter(|node| style(*node) == "Heading1")
        .map(words)
        .collect();
    assert_eq!(entries, sections);
    assert!(entries.len() >= 10);
    let marks: Vec<&str> = all(&tree, "fldChar")
        .filter_map(|node| value(node, "fldCharType"))
        .collect();
    assert_eq!(marks, ["begin", "separate", "end"]);
    let places: BTreeSet<&str> = all(&tree, "bookmarkStart")
        .filter_map(|node| value(node, "name"))
        .collect();
    for link in all(&tree, "hyperlink") {
        assert!(places.contains(value(link, "anchor").unwrap()));
    }
    assert_eq!(all(&tree, "bookmarkStart").count(), places.len());
    let mut short = Document::new("A short paper");
    short.heading(2, "One");
    assert!(!part(&render(&short, &INFO).unwrap(), "word/document.xml").contains("TOC"));
}

#[test]
fn the_file_knows_its_title_its_language_and_the_day_of_the_assessment() {
    let document = sample::every_block("a note");
    let bytes = &*PLAIN;
    let core = part(bytes, "docProps/core.xml");
    let tree = roxmltree::Document::parse(&core).unwrap();
    let text = |name: &'static str| {
        all(&tree, name)
            .next()
            .and_then(|node| node.text().map(str::to_owned))
            .unwrap()
    };
    assert_eq!(text("title"), document.title);
    assert_eq!(text("language"), "en-GB");
    assert_eq!(text("created"), "2026-11-22T00:00:00Z");
    assert_eq!(text("modified"), "2026-11-22T00:00:00Z");
    let footer = part(bytes, "word/footer.xml");
    let tree = roxmltree::Document::parse(&footer).unwrap();
    assert_eq!(
        words(tree.root_element()),
        "Northmoor Learning Trust · 2026 to 2027 · Full edition Page 1 of 1"
    );
}

#[test]
fn a_page_break_is_a_property_of_what_follows_and_none_is_left_hanging() {
    let bytes = &*PLAIN;
    let main = part(bytes, "word/document.xml");
    let tree = roxmltree::Document::parse(&main).unwrap();
    let breaks: Vec<String> = all(&tree, "pageBreakBefore")
        .filter_map(|node| node.ancestors().find(|node| node.tag_name().name() == "p"))
        .map(style)
        .collect();
    assert_eq!(breaks, ["TOCHeading", "Heading1", "Heading1"]);
}

#[test]
fn a_document_of_nothing_is_a_file_too() {
    let document = Document::default();
    check(&render(&document, &INFO).unwrap(), &document);
    let mut odd = Document::new("Odd");
    odd.push(Block::Table(Table::default()));
    odd.push(Block::Levels(crate::document::Levels::default()));
    odd.push(Block::Heat(crate::document::Heat::default()));
    odd.push(Block::Spread(crate::document::Spread {
        label: String::new(),
        words: String::new(),
        cells: Vec::new(),
    }));
    check(&render(&odd, &INFO).unwrap(), &odd);
}

#[test]
fn the_colours_of_styles_and_theme_are_the_palette_black_white_and_two_pale_grounds() {
    let hex = |rgb: [u8; 3]| {
        crate::report::Shade::of(rgb)
            .hex()
            .trim_start_matches('#')
            .to_owned()
    };
    let mut known: BTreeSet<String> = crate::report::PALETTE.into_iter().map(hex).collect();
    known.extend(["000000", "FFFFFF", "EEF4FA", "FAF0F5", "auto"].map(str::to_owned));
    known.extend(["2073BC", "6BACE6"].map(str::to_owned));
    for part in [parts::STYLES, parts::THEME] {
        let tree = roxmltree::Document::parse(part).unwrap();
        for node in tree.descendants() {
            let named = value(node, "val")
                .filter(|_| ["color", "srgbClr"].contains(&node.tag_name().name()));
            for colour in [value(node, "color"), value(node, "fill"), named]
                .into_iter()
                .flatten()
            {
                assert!(known.contains(colour), "{colour}");
            }
        }
    }
}
