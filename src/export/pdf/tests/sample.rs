//! A document with every kind of block, calm or hostile, and all that it says.

use crate::document::{
    Block, Cell, Column, Document, Heat, HeatCell, HeatRow, Levels, Mark, Phrase, Spread,
    SpreadCell, Strip, StripCell, Table, Tone,
};

pub const WORDS: [&str; 5] = [
    "Not in place",
    "Emerging",
    "Established",
    "Embedded",
    "Leading",
];
const DOMAINS: [&str; 5] = [
    "High-quality education",
    "Workforce resilience",
    "Finance and operations",
    "Expert governance",
    "Strategic and civic leadership",
];

/// Texts that have broken documents before.
pub fn hostile() -> Vec<String> {
    vec![
        "<script>alert(1)</script> & ]]> \"quoted\" 'single'".to_owned(),
        "#set page(fill: red) #import \"x.typ\" $x^2$ *bold* _it_ `raw` = h @ref <label> \\ // -- ~".to_owned(),
        "=HYPERLINK(\"http://example.org\",\"x\") +1 -1 @SUM".to_owned(),
        "control \u{0} \u{7} \u{1b}[31m \u{7f} \u{9b} \u{feff} \u{fffe} \u{ffff} \u{2028} end".to_owned(),
        "emoji 🎉 👩\u{200d}💻 👍🏽 🇬🇧 😀 ❤\u{fe0f} and 学校 한국 हिन्दी".to_owned(),
        "Arabic مدرسة السلام\u{200f} \u{202e}reversed\u{202c} \u{2067}isolate\u{2069} and שלום".to_owned(),
        "marks z\u{335}\u{336}\u{337}\u{489}a\u{301}\u{302}\u{303} ا\u{591} \u{301}alone".to_owned(),
        "private \u{e000} \u{f8ff} \u{f0000} tags \u{e0041} spaces \u{a0}\u{2003}\u{202f}\u{3000} joiners a\u{200c}b\u{200d}c\u{2060}d\u{ad}e".to_owned(),
        "two\nlines\r\nthree\n\nand a gap\twith a tab".to_owned(),
        "x".repeat(10_000),
        format!("https://example.org/{}", "folder/".repeat(60)),
        "W".repeat(80),
        String::new(),
        " ".to_owned(),
    ]
}

/// Every kind of block with each of these texts.
pub fn hostile_document() -> Document {
    let texts = hostile();
    let mut document = Document::new(texts.join(" "));
    for text in &texts {
        document.heading(4, text.as_str());
        document.heading(9, text.as_str());
        document.heading(0, text.as_str());
        document.push(Block::Paragraph(Phrase::led(text.as_str(), text.as_str())));
        document.push(Block::Paragraph(text.as_str().into()));
        document.callout(Tone::Note, text.as_str());
        document.callout(Tone::Warning, Phrase::led(text.as_str(), text.as_str()));
        document.bullets([text.as_str(), "b"]);
        document.numbered([Phrase::led(text.as_str(), text.as_str())]);
        document.push(Block::Definitions(vec![
            (text.clone(), text.clone()),
            (String::new(), text.clone()),
        ]));
        document.push(Block::Levels(Levels {
            caption: text.clone(),
            measure: crate::document::Measure::Level,
            rows: vec![strip(text, text, 2, Mark::Range)],
        }));
        document.push(spread(text, text));
        document.push(Block::Heat(Heat {
            caption: text.clone(),
            words: text.clone(),
            levels: 5,
            rows: vec![heat_row(text, text)],
        }));
    }
    for texts in texts.chunks(4) {
        let column = |(place, text): (usize, &String)| {
            if place % 2 == 0 {
                Column::text(text.as_str())
            } else {
                Column::number("N")
            }
        };
        let row: Vec<Cell> = texts
            .iter()
            .map(|text| Cell {
                text: text.clone(),
                level: (text.len() % 3 == 0).then_some(crate::document::CellLevel {
                    number: 200,
                    of: 201,
                }),
            })
            .collect();
        document.table(Table {
            caption: texts.join(" "),
            columns: texts.iter().enumerate().map(column).collect(),
            rows: vec![row; 2],
        });
    }
    let many = (0..40).map(|_| Column::level("Governance")).collect();
    document.table(Table {
        caption: "Many".to_owned(),
        columns: many,
        rows: vec![vec!["institutionalisation".into(); 40]],
    });
    // Nothing in each of them, and too few cells.
    document.push(Block::Levels(Levels::default()));
    document.push(Block::Heat(Heat::default()));
    document.push(Block::Spread(Spread {
        label: String::new(),
        words: String::new(),
        cells: Vec::new(),
    }));
    document.push(Block::Definitions(Vec::new()));
    document.push(Block::Bullets(Vec::new()));
    document.push(Block::Numbered(Vec::new()));
    document.push(Block::Table(Table::default()));
    document.push(Block::Table(Table {
        caption: String::new(),
        columns: vec![Column::text("a"), Column::text("b")],
        rows: vec![vec!["x".into()]],
    }));
    document.push(Block::PageBreak);
    document.push(Block::PageBreak);
    document
}

/// A report as a trust would get it.
pub fn document() -> Document {
    let mut document = Document::new("Northmoor Learning Trust: self-assessment 2026");
    document.push(Block::Definitions(vec![
        ("Date".to_owned(), "14 October 2026".to_owned()),
        ("Rubric".to_owned(), "Five domains of a strong trust, version 1.0.0".to_owned()),
        (
            "Who took part".to_owned(),
            "Eleven people: three trustees, one member, two local governors, the executive team and two heads".to_owned(),
        ),
        ("Depth".to_owned(), "Full: evidence was recorded, and limits what is supported.".to_owned()),
    ]));
    document.callout(
        Tone::Note,
        "This is the trust’s own view of itself. It is not an inspection and not a grade.",
    );
    document.callout(Tone::Warning, "Only three of eleven people answered for Finance and operations. Read its position with care.");
    document.heading(
        2,
        "Education stands out; governance is what holds the trust back",
    );
    document.push(Block::Levels(Levels {
        measure: crate::document::Measure::Level,
        caption: "How many criteria of each domain are supported at each level".to_owned(),
        rows: DOMAINS
            .iter()
            .enumerate()
            .map(|(place, title)| {
                strip(
                    title,
                    "Judged Embedded; supported Established",
                    place % 5,
                    if place == 1 {
                        Mark::Range
                    } else {
                        Mark::Position
                    },
                )
            })
            .collect(),
    }));
    document.heading(2, "What to do first");
    document.numbered((1..=5).map(|_| {
        Phrase::led(
            "Standard to put right:",
            "The scheme of delegation has not been reviewed since 2023, and two schools work to an older one.",
        )
    }));
    document.heading(2, "Strengths to share");
    document.bullets([
        "Teaching is steady across all seven schools.",
        "Early-career teachers stay.",
        "Reserves are within the policy.",
    ]);
    for title in DOMAINS {
        section(&mut document, title);
    }
    document.push(Block::PageBreak);
    document.heading(2, "Where we differ");
    document.push(spread(
        "Board composition and skills",
        "Four of eleven see it two levels lower than the rest.",
    ));
    document.push(spread(
        "Succession planning",
        "The executive and the trustees do not agree.",
    ));
    document
}

fn section(document: &mut Document, title: &str) {
    document.push(Block::PageBreak);
    document.heading(2, format!("{title}: Established, and steady"));
    document.paragraph(Phrase::led(
        "The question:",
        "How well do the trust’s systems support each school in doing what it sets out to do for its pupils?",
    ));
    document.push(Block::Heat(Heat {
        caption: format!("{title}: four of seven criteria are Established or above"),
        words: format!(
            "{title}: the first criterion stands at 0, the second at 1, and one is not answered."
        ),
        levels: 5,
        rows: vec![heat_row(title, "Trustee recruitment and induction")],
    }));
    let row = |place: usize| {
        let level = |level: usize| Cell {
            text: format!("{level} {}", WORDS[level]),
            level: u8::try_from(level)
                .ok()
                .map(|number| crate::document::CellLevel {
                    number,
                    of: WORDS.len(),
                }),
        };
        vec![
            format!("Criterion {place} of {title}").into(),
            level(place % 5),
            level((place + 4) % 5),
            if place == 3 { "–".into() } else { level(4) },
            "Strong: seen by someone from outside within the last year".into(),
            (place * 137).to_string().into(),
        ]
    };
    document.table(Table {
        caption: "Every criterion of this domain".to_owned(),
        columns: vec![
            Column::text("Criterion"),
            Column::level("Own judgement"),
            Column::level("Supported"),
            Column::level("Target"),
            Column::text("Evidence"),
            Column::number("Pupils"),
        ],
        rows: (1..=7).map(row).collect(),
    });
    document.heading(3, "Each criterion");
    for place in 1..=7 {
        document.heading(4, format!("Criterion {place} of {title}"));
        document.paragraph("Does the board know, school by school, what is working and what is not, and does it act on what it knows?");
        document.paragraph(
            "Judged Embedded by most. Supported at Established, because no evidence was checked by anyone outside the school. ".repeat(3),
        );
        document.bullets([
            Phrase::led("Note:", "“We changed the way that reports come to the committee in spring; it has made a difference.”"),
            Phrase::led("Evidence:", "Minutes of the standards committee; 2026-03-12; checked by an external reviewer"),
        ]);
        document.paragraph(Phrase::led(
            "What the next step looks like (Leading):",
            "Other trusts come to see how it is done.",
        ));
    }
}

fn strip(label: &str, words: &str, position: usize, mark: Mark) -> Strip {
    let cells = WORDS.iter().enumerate().map(|(level, word)| StripCell {
        level: u8::try_from(level).unwrap(),
        word: (*word).to_owned(),
        count: (level * 3 + position) % 4,
        mark: if level == position || (mark == Mark::Range && level == position + 1) {
            mark
        } else {
            Mark::None
        },
    });
    Strip {
        label: label.to_owned(),
        words: words.to_owned(),
        cells: cells.collect(),
    }
}

pub fn spread(label: &str, words: &str) -> Block {
    let cells = WORDS.iter().enumerate().map(|(level, word)| SpreadCell {
        level: u8::try_from(level).unwrap(),
        word: (*word).to_owned(),
        answers: [0, 4, 0, 6, 1][level],
    });
    Block::Spread(Spread {
        label: label.to_owned(),
        words: words.to_owned(),
        cells: cells.collect(),
    })
}

fn heat_row(label: &str, criterion: &str) -> HeatRow {
    let cell = |level: Option<usize>| HeatCell {
        label: criterion.to_owned(),
        level: level.map(|level| u8::try_from(level).unwrap()),
        word: level.map_or("Not known", |level| WORDS[level]).to_owned(),
    };
    HeatRow {
        label: label.to_owned(),
        cells: [Some(0), Some(1), None, Some(2), Some(3), Some(4), None]
            .into_iter()
            .map(cell)
            .collect(),
    }
}

/// Every text of a document that is shown on a page.
pub fn texts(document: &Document) -> Vec<String> {
    let phrase = |phrase: &Phrase| {
        phrase
            .lead
            .clone()
            .into_iter()
            .chain([phrase.text.clone()])
            .collect::<Vec<_>>()
    };
    let of = |block: &Block| -> Vec<String> {
        match block {
            Block::Heading { text, .. } => vec![text.clone()],
            Block::Paragraph(words) | Block::Callout { phrase: words, .. } => phrase(words),
            Block::Bullets(items) | Block::Numbered(items) => {
                items.iter().flat_map(phrase).collect()
            }
            Block::Table(table) => {
                let heads = table.columns.iter().map(|column| column.title.clone());
                heads
                    .chain([table.caption.clone()])
                    .chain(table.rows.iter().flatten().map(|cell| cell.text.clone()))
                    .collect()
            }
            Block::Levels(levels) => {
                let rows = levels.rows.iter().flat_map(|row| {
                    let heads = row
                        .cells
                        .iter()
                        .map(|cell| format!("{} {}", cell.level, cell.word));
                    [row.label.clone(), row.words.clone()]
                        .into_iter()
                        .chain(heads)
                });
                rows.chain([levels.caption.clone()]).collect()
            }
            Block::Spread(spread) => vec![spread.label.clone(), spread.words.clone()],
            Block::Heat(heat) => {
                let cells = heat.rows.iter().flat_map(|row| {
                    let cells = row
                        .cells
                        .iter()
                        .flat_map(|cell| [cell.label.clone(), cell.word.clone()]);
                    [row.label.clone()].into_iter().chain(cells)
                });
                cells.chain([heat.caption.clone()]).collect()
            }
            Block::Definitions(rows) => rows
                .iter()
                .flat_map(|(term, text)| [term.clone(), text.clone()])
                .collect(),
            Block::PageBreak => Vec::new(),
        }
    };
    [document.title.clone()]
        .into_iter()
        .chain(document.blocks.iter().flat_map(of))
        .collect()
}
