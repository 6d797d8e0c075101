//! A document with every kind of block, and one with hostile words in every place.

use crate::document::{
    Block, Cell, CellLevel, Column, Document, Heat, HeatCell, HeatRow, Levels, Mark, Phrase,
    Spread, SpreadCell, Strip, StripCell, Table, Tone,
};

const WORDS: [&str; 5] = [
    "Not in place",
    "Emerging",
    "Established",
    "Embedded",
    "Sustained and shared",
];
const DOMAINS: [&str; 5] = [
    "Expert governance",
    "High-quality, inclusive education",
    "Workforce resilience",
    "Finance and operations",
    "Civic duty",
];

/// Words that break what is careless.
pub fn hostile() -> Vec<String> {
    let long = "Donaudampfschiff".repeat(625);
    [
        "<script>alert(1)</script>",
        "Fish & chips ]]> \"quoted\" 'single'",
        "a\u{0}b\u{7}c\u{1b}[31m\u{85}d\u{FFFE}\u{FFFF}",
        "=HYPERLINK(\"http://example.com\")",
        "🎒 👩🏽‍🏫 مدرسة \u{202e}reversed\u{202c} \u{200f}",
        "first line\nsecond line\r\n\tthird",
        long.as_str(),
        "",
        "   ",
    ]
    .map(str::to_owned)
    .to_vec()
}

/// Every kind of block, with these words where a person's words may stand.
pub fn every_block(said: &str) -> Document {
    let mut document = Document::new(format!("Northmoor Learning Trust: self-assessment {said}"));
    document.push(Block::Definitions(vec![
        ("Date".to_owned(), "22 November 2026".to_owned()),
        (
            "Who took part".to_owned(),
            format!("Eight people: two trustees, the chair, the chief executive. {said}"),
        ),
        (
            "A term that is longer than the room for it".to_owned(),
            "What is said of it.".to_owned(),
        ),
    ]));
    document.callout(
        Tone::Note,
        "This is a self-assessment. It is nobody's judgement but the trust's own.",
    );
    document.callout(Tone::Warning, Phrase::led("Two people only.", said));
    document.heading(
        2,
        "Established in three domains, Emerging in one; one is provisional",
    );
    document.push(levels(&DOMAINS, said));
    document.heading(2, "What to do first");
    document.numbered([
        "Put right the standard on safeguarding.",
        "Record evidence for the budget.",
        said,
    ]);
    document.heading(2, "Strengths to share");
    document.bullets([
        Phrase::from("Pupils are known by name."),
        Phrase::led("Uneven:", said),
    ]);
    document.push(Block::PageBreak);
    for domain in DOMAINS {
        section(&mut document, domain, said);
    }
    document.push(Block::PageBreak);
    document.heading(2, "Where people differ");
    for criterion in ["Purpose in hard choices", said] {
        document.push(spread(criterion, said));
    }
    document.push(heat(said));
    document.heading(2, "The plan");
    document.table(plan(said));
    document.numbered(["Each list begins at one.", "And goes on."]);
    document.push(Block::PageBreak);
    document
}

fn section(document: &mut Document, domain: &str, said: &str) {
    document.heading(
        2,
        format!("{domain}: Established, because six of seven criteria reach it"),
    );
    document.paragraph(Phrase::led(
        "The question:",
        "Does the board know how well the trust does, and does it act on what it knows?",
    ));
    document.push(levels(&[domain], said));
    document.table(Table {
        caption: "Every criterion of this domain".to_owned(),
        columns: vec![
            Column::text("Criterion"),
            Column::level("Own judgement"),
            Column::level("Supported"),
            Column::level("Target"),
            Column::text("Evidence"),
            Column::number("Weight"),
        ],
        rows: (0..7)
            .map(|row: u8| {
                let at = |level: u8| Cell {
                    text: format!("{level} {}", WORDS[usize::from(level)]),
                    level: Some(CellLevel {
                        number: level,
                        of: 5,
                    }),
                };
                let title = if row == 3 {
                    said.to_owned()
                } else {
                    format!("Oversight of every pupil's outcomes, part {row}")
                };
                vec![
                    title.into(),
                    at(row % 5),
                    at(row % 3),
                    "–".into(),
                    "recorded".into(),
                    format!("{row}.5").into(),
                ]
            })
            .collect(),
    });
    for part in ["Good practice", "What to improve", "Each criterion"] {
        document.heading(3, part);
        document.paragraph(said);
    }
    for criterion in 1..=7 {
        document.heading(4, format!("Criterion {criterion} {said}"));
        document.paragraph("Judged Established by six people; supported Emerging, because the standard on safeguarding is not met.");
        document.bullets([
            Phrase::led("Note:", said),
            Phrase::led("Evidence:", "Minutes of the board, May 2026."),
        ]);
    }
}

fn levels(labels: &[&str], said: &str) -> Block {
    let strip = |label: &&str| Strip {
        label: (*label).to_owned(),
        words: format!("Established; six of seven criteria reach it {said}"),
        cells: (0..5)
            .map(|level: u8| StripCell {
                level,
                word: WORDS[usize::from(level)].to_owned(),
                count: [0, 1, 4, 2, 0][usize::from(level)],
                mark: if level == 2 {
                    Mark::Position
                } else {
                    Mark::None
                },
            })
            .collect(),
    };
    Block::Levels(Levels {
        measure: crate::document::Measure::Level,
        caption: "How many criteria of each domain are supported at each level".to_owned(),
        rows: labels.iter().map(strip).collect(),
    })
}

fn spread(label: &str, said: &str) -> Block {
    let cells = [1, 0, 3, 2, 0]
        .into_iter()
        .zip(0_u8..)
        .map(|(answers, level)| SpreadCell {
            level,
            word: WORDS[usize::from(level)].to_owned(),
            answers,
        })
        .collect();
    Block::Spread(Spread {
        label: label.to_owned(),
        words: format!("Six people gave a level and are split. {said}"),
        cells,
    })
}

fn heat(said: &str) -> Block {
    let cell = |place: u8| match place {
        5 => HeatCell {
            label: said.to_owned(),
            level: None,
            word: "Don't know".to_owned(),
        },
        level => HeatCell {
            label: format!("Integrity others have seen {level}"),
            level: Some(level % 5),
            word: WORDS[usize::from(level % 5)].to_owned(),
        },
    };
    Block::Heat(Heat {
        caption: "Every criterion by domain".to_owned(),
        words: "Two are not known.".to_owned(),
        levels: 5,
        rows: DOMAINS
            .map(|domain| HeatRow {
                label: domain.to_owned(),
                cells: (0..7).map(cell).collect(),
            })
            .to_vec(),
    })
}

fn plan(said: &str) -> Table {
    Table {
        caption: "Actions".to_owned(),
        columns: vec![
            Column::text("For"),
            Column::text("What"),
            Column::text("Who, when, and how we shall know"),
            Column::text("Progress"),
        ],
        rows: (1..=24)
            .map(|row| {
                let what = if row == 5 { said.to_owned() } else { format!("Review the scheme of delegation, step {row}") };
                let who = "The governance professional, by 31 March 2027. We shall know by the minutes of every local committee.";
                vec!["The board's grip on risk".into(), what.into(), who.into(), "begun".into()]
            })
            .collect(),
    }
}
