//! Each form of the report through the program: written, read back, and silent where it must be.

use std::fs;
use std::io::Read;
use std::path::Path;

use crate::examples::{load, private_texts};
use crate::run::Desk;

#[cfg(feature = "pdf")]
#[path = "../../src/export/pdf/tests/reader.rs"]
#[expect(dead_code, reason = "the reader does more than is asked of it here")]
mod reader;

/// The ending of every form that is a file.
#[cfg(feature = "pdf")]
pub const ENDINGS: [&str; 8] = ["docx", "pdf", "xlsx", "html", "csv", "md", "txt", "json"];
#[cfg(not(feature = "pdf"))]
pub const ENDINGS: [&str; 7] = ["docx", "xlsx", "html", "csv", "md", "txt", "json"];

/// The words of a file, without white space: as a search in it would find them.
pub fn words_of(path: &Path) -> String {
    let bytes = fs::read(path).unwrap();
    let text = match path.extension().unwrap().to_str().unwrap() {
        "docx" | "xlsx" => archive(&bytes),
        #[cfg(feature = "pdf")]
        "pdf" => reader::pages(&bytes).concat(),
        "html" => ["&#39;", "&#34;", "&#38;", "&#60;", "&#62;"]
            .iter()
            .fold(String::from_utf8(bytes).unwrap(), |text, sign| {
                text.replace(sign, " ")
            }),
        _ => String::from_utf8(bytes).unwrap(),
    };
    squeezed(&text)
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The text of every XML part of an archive.
fn archive(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut all = String::new();
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).unwrap();
        let name = part.name().unwrap().into_owned();
        if [".xml", ".rels", ".svg"]
            .iter()
            .any(|ending| name.contains(ending))
        {
            let mut xml = String::new();
            part.read_to_string(&mut xml).unwrap();
            let tree = roxmltree::Document::parse(&xml).unwrap();
            all.extend(
                tree.descendants()
                    .filter_map(|node| node.text())
                    .flat_map(|text| [text, " "]),
            );
            all.extend(tree.descendants().flat_map(|node| {
                node.attributes()
                    .map(|attribute| attribute.value().to_owned() + " ")
                    .collect::<Vec<_>>()
            }));
        }
    }
    all
}

/// A desk with every form of an edition of an example.
pub fn written(name: &str, edition: &str) -> Desk {
    let desk = Desk::new();
    let folder = std::env::current_dir().unwrap().join("examples").join(name);
    let mut args = vec!["report", folder.to_str().unwrap(), "--edition", edition];
    let names: Vec<String> = ENDINGS.iter().map(|ending| format!("r.{ending}")).collect();
    for name in &names {
        args.extend(["-o", name.as_str()]);
    }
    desk.run(&args).ends(0);
    desk
}

#[test]
fn every_form_of_every_edition_is_written_in_one_run_and_the_same_twice() {
    for edition in ["full", "board", "public"] {
        let (one, two) = (written("northmoor", edition), written("northmoor", edition));
        for ending in ENDINGS {
            let name = format!("r.{ending}");
            let bytes = fs::read(one.path(&name)).unwrap();
            assert!(bytes.len() > 1_000, "{edition} {ending}");
            assert!(
                bytes == fs::read(two.path(&name)).unwrap(),
                "{edition} {ending} is not the same twice"
            );
        }
        let leftovers = fs::read_dir(one.path("."))
            .unwrap()
            .filter(|entry| {
                entry
                    .as_ref()
                    .unwrap()
                    .file_name()
                    .to_string_lossy()
                    .starts_with(".tmp")
            })
            .count();
        assert_eq!(leftovers, 0);
    }
}

#[test]
fn the_full_edition_holds_what_people_wrote_in_every_form() {
    let desk = written("northmoor", "full");
    let private = private_texts(&load("northmoor").assessment);
    // Data have texts in parts, and columns of text run side by side; both have tests of their own.
    for ending in ENDINGS
        .into_iter()
        .filter(|ending| !["json", "csv", "txt"].contains(ending))
    {
        let words = words_of(&desk.path(&format!("r.{ending}")));
        let missing: Vec<&String> = private
            .iter()
            .filter(|text| {
                !words.contains(&squeezed(&text.replace('&', "&amp;")))
                    && !words.contains(&squeezed(text))
            })
            .collect();
        assert!(
            missing.is_empty(),
            "{ending} lacks {} of {}: {:?}",
            missing.len(),
            private.len(),
            &missing[..missing.len().min(3)]
        );
    }
}

#[test]
fn the_public_edition_holds_none_of_it_in_any_form() {
    for name in ["northmoor", "harbour-view"] {
        let desk = written(name, "public");
        let private = private_texts(&load(name).assessment);
        for ending in ENDINGS {
            let words = words_of(&desk.path(&format!("r.{ending}")));
            for text in &private {
                let start: String = squeezed(text).chars().take(30).collect();
                assert!(
                    !words.contains(&start),
                    "{name}: {text:?} is in the public {ending}"
                );
            }
        }
    }
}

#[test]
fn every_list_can_be_had_as_comma_separated_values() {
    let desk = Desk::new();
    let folder = std::env::current_dir().unwrap().join("examples/northmoor");
    for (what, rows) in [
        ("criteria", 35),
        ("answers", 244),
        ("standards", 26),
        ("plan", 6),
    ] {
        let ran = desk
            .run(&[
                "report",
                folder.to_str().unwrap(),
                "--format",
                "csv",
                "--what",
                what,
            ])
            .ends(0);
        let read = csv::Reader::from_reader(ran.out.as_bytes())
            .records()
            .map(Result::unwrap)
            .count();
        assert_eq!(read, rows, "{what}");
    }
}

#[test]
fn hostile_text_breaks_no_form() {
    let desk = Desk::with_assessment();
    let hostile = "<script>alert(1)</script> & ]]> =HYPERLINK(\"x\") \u{7}\u{1b}[2J \u{202e}evil 🙂 مرحبا 漢字";
    desk.run(&[
        "answer",
        "t",
        "governance-purpose",
        "2",
        "--as",
        "chair",
        "--role",
        "chair",
        "--note",
        hostile,
        "--uneven",
        &"w".repeat(10_000),
    ])
    .ends(0);
    desk.run(&[
        "answer",
        "t",
        "governance-board",
        "2",
        "--as",
        "chair",
        "--note",
        "=1+1",
    ])
    .ends(0);
    let mut args = vec!["report".to_owned(), "t".to_owned()];
    for ending in ENDINGS {
        args.extend(["-o".to_owned(), format!("r.{ending}")]);
    }
    desk.run(&args.iter().map(String::as_str).collect::<Vec<_>>())
        .ends(0);
    for ending in ENDINGS {
        assert!(words_of(&desk.path(&format!("r.{ending}"))).len() > 1_000);
    }
    assert!(!desk.read("r.html").contains("<script>"));
    assert!(!desk.read("r.csv").contains(",=1+1"));
}

#[test]
fn a_form_that_is_no_text_is_not_poured_onto_a_screen() {
    let desk = Desk::with_assessment();
    desk.run(&["report", "t", "--format", "word"])
        .ends(2)
        .says("--output");
    let ran = desk
        .run(&["report", "t", "--format", "word", "-o", "-"])
        .ends(0);
    assert!(ran.out.starts_with("PK"));
}

#[cfg(not(feature = "pdf"))]
#[test]
fn a_program_built_without_pdf_says_so() {
    let desk = Desk::with_assessment();
    desk.run(&["report", "t", "-o", "r.pdf"])
        .ends(2)
        .says("built without its PDF writer");
}
