mod reader;
mod sample;

use super::*;
use crate::document::{Block, Column, Phrase, Table};
use crate::export::pdf::legible::Legible;
use hayro_syntax::Pdf;
use jiff::civil::Date;
use reader::{check, edges, pages, squeezed};

const fn info() -> DocumentInfo<'static> {
    DocumentInfo {
        trust: "Northmoor Learning Trust",
        cycle: "2026",
        kind: "full edition",
        date: Date::constant(2026, 10, 14),
        long: true,
    }
}

#[test]
fn a_report_says_all_that_its_document_says_and_nothing_is_lost_between_pages() {
    let document = sample::document();
    let bytes = render(&document, &info()).unwrap();
    let pages = pages(&bytes);
    check(&bytes);
    assert!(pages.len() > 8, "{}", pages.len());
    let all = pages.concat();
    for text in sample::texts(&document) {
        assert!(all.contains(&squeezed(&text)), "{text} is missing");
    }
    for (place, page) in pages.iter().enumerate() {
        assert!(
            page.contains("NorthmoorLearningTrust·2026·Fulledition"),
            "page {place} has no footer"
        );
        assert!(
            page.contains(&format!("Page{}of{}", place + 1, pages.len())),
            "page {place} has no number"
        );
    }
    assert!(
        pages[0].contains("Whattodofirst") && pages[1].starts_with("Contents"),
        "page one comes before the contents"
    );
}

#[test]
fn hostile_texts_in_every_place_make_a_valid_file_with_every_word_in_it() {
    let document = sample::hostile_document();
    let hostile = sample::hostile();
    let info = DocumentInfo {
        trust: &hostile.join(" "),
        cycle: &hostile.join("\n"),
        kind: &hostile.concat(),
        ..info()
    };
    let bytes = render(&document, &info).unwrap();
    let pages = pages(&bytes);
    check(&bytes);
    let all = pages.concat();
    // Right-to-left words are drawn from the left, and a very long word is split between pages by footers: both are tried apart.
    let (left, right) = edges(&bytes);
    assert!(
        left > 45.0 && right < 545.0,
        "letters stand between the margins: {left} {right}"
    );
    let plain = |text: &&String| {
        text.len() < 1_000
            && !text
                .chars()
                .any(|c| matches!(c, '\u{590}'..='\u{6FF}' | '\u{300}'..='\u{36F}'))
    };
    for text in sample::texts(&document).iter().filter(plain) {
        let shown = squeezed(&Legible::default().shown(text));
        assert!(all.contains(&shown), "{shown} is missing");
    }
    assert!(
        !all.contains('\u{200B}'),
        "places to break are not part of the text"
    );
    assert!(all.contains("charactersthatthefontsofthisdocumentlackareshownas□."));
    assert!(
        all.matches('x').count() > 10_000 * 10,
        "the long word is in each block that holds it"
    );
}

#[test]
fn a_character_that_the_fonts_lack_is_shown_as_a_sign_counted_and_told() {
    let mut document = Document::new("Pupils’ voice");
    document.paragraph("We are proud 🎉 of 学校");
    let all = pages(
        &render(
            &document,
            &DocumentInfo {
                long: false,
                ..info()
            },
        )
        .unwrap(),
    )
    .concat();
    assert!(all.contains("Weareproud□of□□"), "{all}");
    assert!(
        all.contains("3charactersthatthefontsofthisdocumentlackareshownas□."),
        "{all}"
    );
    document.blocks = vec![Block::Paragraph("A smile 🎉".into())];
    let all = pages(&render(&document, &info()).unwrap()).concat();
    assert!(
        all.contains("1characterthatthefontsofthisdocumentlackisshownas□."),
        "{all}"
    );
    document.blocks = vec![Block::Paragraph("“Café” – £5 سلام ✓".into())];
    let all = pages(&render(&document, &info()).unwrap()).concat();
    assert!(!all.contains("lack"), "{all}");
}

#[test]
fn a_text_that_looks_like_markup_is_shown_as_it_was_written() {
    let text = "#panic(\"no\") *not bold* _not italic_ $x^2$ = no heading - no list @nobody <label> https://x.org // no comment /* */ `raw` \\u{41}";
    let mut document = Document::new(text);
    document.heading(2, text);
    document.paragraph(Phrase::led(text, text));
    document.bullets([text]);
    document.table(Table {
        caption: text.to_owned(),
        columns: vec![Column::text(text)],
        rows: vec![vec![text.into()]],
    });
    let all = pages(
        &render(
            &document,
            &DocumentInfo {
                long: false,
                ..info()
            },
        )
        .unwrap(),
    )
    .concat();
    assert_eq!(all.matches(&squeezed(text)).count(), 8, "{all}");
}

#[test]
fn a_long_table_repeats_its_header_and_splits_no_row() {
    let mut document = Document::new("A long table");
    let rows = (0..120).map(|place| {
        vec![
            format!("Row{place}begins ").into(),
            format!("{} end{place}ofrow", "word ".repeat(40)).into(),
        ]
    });
    let columns = vec![Column::text("The name"), Column::text("The words")];
    document.table(Table {
        caption: "Rows".to_owned(),
        columns,
        rows: rows.collect(),
    });
    let pages = pages(
        &render(
            &document,
            &DocumentInfo {
                long: false,
                ..info()
            },
        )
        .unwrap(),
    );
    assert!(pages.len() > 5);
    for page in &pages {
        assert_eq!(page.matches("ThenameThewords").count(), 1, "{page}");
    }
    for place in 0..120 {
        let page = pages
            .iter()
            .find(|page| page.contains(&format!("Row{place}begins")))
            .unwrap();
        assert!(
            page.contains(&format!("end{place}ofrow")),
            "row {place} is split"
        );
    }
}

#[test]
fn no_row_of_a_spread_is_split_between_pages() {
    let mut document = Document::new("Spreads");
    for place in 0..60 {
        document.push(sample::spread(
            &format!("Row{place}begins "),
            &format!("{} end{place}ofrow", "word ".repeat(10 + place % 17)),
        ));
    }
    let pages = pages(
        &render(
            &document,
            &DocumentInfo {
                long: false,
                ..info()
            },
        )
        .unwrap(),
    );
    assert!(pages.len() > 2);
    for place in 0..60 {
        let page = pages
            .iter()
            .find(|page| page.contains(&format!("Row{place}begins")))
            .unwrap();
        assert!(
            page.contains(&format!("end{place}ofrow")),
            "row {place} is split"
        );
    }
}

#[test]
fn a_section_s_heading_and_the_words_that_open_it_do_not_stand_alone_at_the_foot_of_a_page() {
    let mut document = Document::new("Sections");
    for place in 0..40 {
        document.heading(3, format!("Heading {place}"));
        document.paragraph(format!("Opening{place}words"));
        document.paragraph(format!(
            "Section{place}goes on. {}",
            "More of it. ".repeat(place % 13)
        ));
    }
    let pages = pages(
        &render(
            &document,
            &DocumentInfo {
                long: false,
                ..info()
            },
        )
        .unwrap(),
    );
    assert!(pages.len() > 2);
    for place in 0..40 {
        let page = pages
            .iter()
            .find(|page| page.contains(&format!("Opening{place}words")))
            .unwrap();
        assert!(page.contains(&format!("Section{place}goeson")), "{place}");
    }
}

#[test]
fn page_one_is_one_page_where_it_can_be() {
    let mut document = Document::new("Page one");
    for _ in 0..12 {
        document.heading(2, "A part of page one");
        document.bullets(["Something that is said there.", "Something else."]);
    }
    document.push(Block::PageBreak);
    document.paragraph("The second page");
    let pages = pages(&render(&document, &info()).unwrap());
    assert!(
        pages[1].starts_with("Contents") && pages[2].starts_with("Thesecondpage"),
        "{pages:?}"
    );
}

#[test]
fn spreads_that_follow_each_other_stand_under_one_header() {
    let all = pages(&render(&sample::document(), &info()).unwrap());
    let page = all
        .iter()
        .rfind(|page| page.contains("Wherewediffer"))
        .unwrap();
    assert!(page.contains("Successionplanning") && page.contains("Boardcomposition"));
    assert_eq!(page.matches("4Leading").count(), 1, "{page}");
}

#[test]
fn ranks_of_headings_are_never_missed_on_the_way_down() {
    let mut document = Document::new("Ranks");
    for level in [4, 2, 4, 4, 3, 9, 0] {
        document.heading(level, "Heading");
    }
    document.heading(2, " ");
    let data = serde_json::to_value(Data::new(
        &document,
        &DocumentInfo {
            long: false,
            ..info()
        },
    ))
    .unwrap();
    let ranks: Vec<u64> = data["blocks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|block| block["level"].as_u64().unwrap())
        .collect();
    assert_eq!(ranks, [1, 1, 2, 3, 2, 3, 1]);
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = sample::document();
    let first = render(&document, &info()).unwrap();
    assert_eq!(first, render(&document, &info()).unwrap());
    assert_ne!(
        first,
        render(
            &document,
            &DocumentInfo {
                date: Date::constant(2026, 10, 15),
                ..info()
            }
        )
        .unwrap()
    );
}

#[test]
fn the_file_says_what_it_is() {
    let bytes = render(&sample::document(), &info()).unwrap();
    let pdf = Pdf::new(bytes.clone()).unwrap();
    let metadata = pdf.metadata();
    assert_eq!(
        metadata.title.as_deref(),
        Some(b"Northmoor Learning Trust: self-assessment 2026".as_slice())
    );
    let raw = String::from_utf8_lossy(&bytes);
    for mark in [
        "<pdfuaid:part>1</pdfuaid:part>",
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "en-GB",
        "2026-10-14",
    ] {
        assert!(raw.contains(mark), "{mark} is missing");
    }
}

#[test]
fn typst_has_nothing_to_warn_of() {
    let data = serde_json::to_vec(&Data::new(&sample::document(), &info())).unwrap();
    let laid_out = typst::compile::<PagedDocument>(&Desk::new(data));
    assert!(
        laid_out.output.is_ok() && laid_out.warnings.is_empty(),
        "{:?}",
        laid_out.warnings
    );
}
