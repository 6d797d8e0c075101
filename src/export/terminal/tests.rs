use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

use super::*;
use crate::document::{CellLevel, SpreadCell, StripCell};
use crate::report::Edition;
use crate::report::sample::{PRIVATE, Sample, answer, everything};

const WIDTHS: [usize; 3] = [60, 80, 120];

/// The text without escape codes.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut inside = false;
    for c in text.chars() {
        match (inside, c) {
            (false, '\u{1b}') => inside = true,
            (true, 'm') => inside = false,
            (false, c) => plain.push(c),
            (true, _) => {}
        }
    }
    plain
}

fn assert_fits(document: &Document, width: usize) {
    let text = render(document, width, false);
    for line in text.lines() {
        assert!(line.width() <= width, "{width}: {line:?}");
        assert!(!line.chars().any(char::is_control), "{line:?}");
    }
    assert_eq!(
        plain(&render(document, width, true)),
        text,
        "colour changes nothing but colour"
    );
}

/// A document with every kind of block, all of this text.
fn every_block(text: &str) -> Document {
    let mut document = Document::new(text);
    for level in 2..=4 {
        document.heading(level, text);
    }
    document.paragraph(text);
    document.paragraph(Phrase::led(text, text));
    document.callout(Tone::Note, text);
    document.callout(Tone::Warning, Phrase::led("Note:", text));
    document.bullets([text, text]);
    document.numbered([Phrase::led(text, text), text.into()]);
    document.push(Block::Definitions(vec![
        (text.to_owned(), text.to_owned()),
        ("Term".to_owned(), text.to_owned()),
    ]));
    let level = |text: &str| Cell {
        text: text.to_owned(),
        level: Some(CellLevel { number: 1, of: 5 }),
    };
    for columns in [1, 3, 6, 12] {
        let row: Vec<Cell> = (0..columns)
            .map(|place| if place == 1 { level(text) } else { text.into() })
            .collect();
        let kinds = [
            Column::text(text),
            Column::level("Level"),
            Column::number("Number"),
        ];
        let columns = (0..columns).map(|place| kinds[place % 3].clone()).collect();
        document.table(Table {
            caption: text.to_owned(),
            columns,
            rows: vec![row.clone(), row],
        });
    }
    let cells: Vec<StripCell> = (0..5)
        .map(|level| StripCell {
            level,
            word: text.to_owned(),
            count: usize::from(level) * 20,
            mark: if level == 1 {
                Mark::Position
            } else {
                Mark::Range
            },
        })
        .collect();
    let strip = Strip {
        label: text.to_owned(),
        words: text.to_owned(),
        cells,
    };
    document.push(Block::Levels(Levels {
        caption: text.to_owned(),
        measure: Measure::Level,
        rows: vec![strip.clone()],
    }));
    document.push(Block::Levels(Levels {
        caption: text.to_owned(),
        measure: Measure::Evidence,
        rows: vec![strip.clone(), strip],
    }));
    let cells = (0..5)
        .map(|level| SpreadCell {
            level,
            word: text.to_owned(),
            answers: usize::from(level) * 4,
        })
        .collect();
    document.push(Block::Spread(Spread {
        label: text.to_owned(),
        words: text.to_owned(),
        cells,
    }));
    document
}

#[test]
fn no_line_is_wider_than_asked_whatever_people_write() {
    let hostile = [
        "plain words that are longer than a line and go on for quite some time until they must be broken somewhere",
        "\u{1b}[31mred\u{1b}[0m \u{7}bell \u{202e}reversed\u{0}",
        "👩‍👩‍👧‍👦 ☺️☺️☺️☺️☺️☺️☺️☺️☺️☺️☺️☺️☺️☺️☺️☺️☺️☺️☺️☺️☺️☺️☺️☺️☺️☺️☺️☺️☺️☺️☺️☺️☺️☺️☺️☺️☺️☺️☺️☺️☺️☺️☺️☺️☺️☺️ 🇬🇧🇬🇧🇬🇧🇬🇧🇬🇧🇬🇧🇬🇧🇬🇧🇬🇧🇬🇧🇬🇧🇬🇧🇬🇧🇬🇧🇬🇧🇬🇧🇬🇧🇬🇧🇬🇧🇬🇧🇬🇧🇬🇧🇬🇧🇬🇧🇬🇧🇬🇧🇬🇧🇬🇧🇬🇧🇬🇧",
        "هذه مدرسة جيدة جدا وفيها معلمون كثيرون يعملون بجد كل يوم من أجل الأطفال في هذا الحي القديم الجميل",
        "漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字",
        "",
        " ",
        "\u{A0}\u{A0}\u{200B}",
        "a\nb\r\nc\td",
    ];
    for text in hostile
        .iter()
        .map(|text| (*text).to_owned())
        .chain(["x".repeat(10_000), "é".repeat(3_000)])
    {
        for width in WIDTHS.into_iter().chain([20, 40]) {
            assert_fits(&every_block(&text), width);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_text_at_all_makes_a_line_too_wide(text in ".{0,200}", other in "\\PC{0,60}", width in 20..140_usize) {
        assert_fits(&every_block(&text), width);
        assert_fits(&every_block(&other), width);
    }
}

#[test]
fn every_edition_fits_every_width() {
    let hostile = Sample {
        trust: Some("x".repeat(300)),
        ..everything()
    };
    for edition in Edition::ALL {
        for width in WIDTHS {
            assert_fits(&everything().document(edition), width);
            assert_fits(&hostile.document(edition), width);
            assert_fits(&Sample::default().document(edition), width);
        }
    }
}

#[test]
fn the_public_edition_holds_no_private_word() {
    let text = render(&everything().document(Edition::Public), 10_000, false);
    for private in PRIVATE {
        assert!(!text.contains(private), "{private}");
    }
    assert!(text.contains("Harbour Trust") && text.contains("22 November 2026"));
}

#[test]
fn levels_stand_with_number_word_and_mark() {
    let text = render(
        &Sample::default()
            .levels("chair", "trustee", "care", &[1; 7])
            .document(Edition::Full),
        80,
        false,
    );
    assert!(
        text.contains("  1 Emerging              ■ ■ ■ ■ ■ ■ ■ 7 ◄ position\n"),
        "{text}"
    );
    assert!(text.contains("  0 Not in place          –\n"), "{text}");
}

#[test]
fn a_table_without_room_becomes_a_list_with_names() {
    let mut document = Document::new("T");
    let columns = ["One", "Two", "Three", "Four"].map(Column::text).to_vec();
    document.table(Table {
        caption: String::new(),
        columns,
        rows: vec![vec!["extraordinarily".into(); 4]],
    });
    let text = render(&document, 40, false);
    assert!(
        text.contains("extraordinarily\n  Two: extraordinarily\n  Three: extraordinarily\n"),
        "{text}"
    );
}

#[test]
fn colour_is_written_only_where_asked() {
    let document = Sample::default()
        .respondent("chair", "trustee", &answer("care-a", 1))
        .document(Edition::Full);
    assert!(!render(&document, 80, false).contains('\u{1b}'));
    assert!(render(&document, 80, true).contains("\u{1b}[1m"));
}
