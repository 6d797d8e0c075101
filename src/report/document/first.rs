//! Page one.

use crate::document::{
    Block, Cell, CellLevel, Column, Document, Mark, Phrase, Strip, StripCell, Table, Tone,
};
use crate::report::method::WHAT_IT_IS_BRIEFLY;
use crate::report::{BOARD_PRIORITIES, Depth, DomainReport, Edition, Report};
use crate::words::{NamedLevel, counted, long_date, number, sentence};

/// What is said where there is no priority.
pub const NO_PRIORITY: &str = "Nothing stands out by rule: no standard to put right, no gap to a target, no evidence missing, no split to settle.";

/// Returns what a report says of its depth.
pub const fn depth_words(depth: Depth) -> &'static str {
    match depth {
        Depth::Full => "Full: evidence was recorded, and limits what is supported.",
        Depth::Quick => "Quick, indicative: evidence was not tested.",
    }
}

/// Returns what a report says of its edition.
pub const fn edition_words(edition: Edition) -> &'static str {
    match edition {
        Edition::Full => "Full: it holds people's own answers, for those who lead this work.",
        Edition::Board => "Board: the full edition has every criterion with its reasons.",
        Edition::Public => "Public: without the words that people of the trust wrote.",
    }
}

/// How many standards page one names.
const STANDARDS: usize = 3;

pub fn page_one(document: &mut Document, report: &Report) {
    let mut facts = vec![
        ("Date".to_owned(), dated(report)),
        (
            "Rubric".to_owned(),
            format!("{}, version {}", report.rubric.title, report.rubric.version),
        ),
        ("Who took part".to_owned(), took_part(report)),
        ("Depth".to_owned(), depth_words(report.depth).to_owned()),
    ];
    if report.edition == Edition::Public {
        facts.push((
            "Edition".to_owned(),
            edition_words(report.edition).to_owned(),
        ));
    }
    document.push(Block::Definitions(facts));
    document.callout(Tone::Note, WHAT_IT_IS_BRIEFLY);
    if let Some(caution) = &report.people.caution {
        document.callout(Tone::Warning, caution.as_str());
    }
    for sentence in &report.people.missing {
        document.callout(Tone::Warning, sentence.as_str());
    }
    document.heading(2, report.page_one.finding.as_str());
    document.table(positions(report));
    let levels: Vec<String> = report
        .rubric
        .levels
        .iter()
        .map(|(level, _)| level.both())
        .collect();
    document.paragraph(Phrase::led("Levels:", format!("{}.", levels.join(", "))));
    standards(document, report);
    document.heading(2, "What to do first");
    if report.priorities.is_empty() {
        document.paragraph(NO_PRIORITY);
    }
    let told: Vec<&str> = report
        .standards
        .exceptions()
        .into_iter()
        .take(STANDARDS)
        .map(|standard| standard.id.as_str())
        .collect();
    document.numbered(
        report
            .priorities
            .iter()
            .take(BOARD_PRIORITIES)
            .map(|priority| {
                Phrase::led(
                    priority.lead(),
                    priority.shortly(told.contains(&priority.id.as_str())),
                )
            }),
    );
    document.heading(2, "Strengths, and what is uneven or not known");
    let page = &report.page_one;
    let told = [
        ("Strengths to share:", &page.strengths),
        ("Uneven:", &page.uneven),
        ("Not known:", &page.unknown),
    ];
    document.bullets(
        told.into_iter()
            .filter(|(_, texts)| !texts.is_empty())
            .map(|(lead, texts)| Phrase::led(lead, texts.join(" "))),
    );
}

/// Who took part, and how much of it no meeting has agreed.
pub fn took_part(report: &Report) -> String {
    match &report.page_one.not_yet_agreed {
        Some(words) => format!("{} {words}", report.people.words),
        None => report.people.words.clone(),
    }
}

/// The day, how many schools there are to assess, and that this is the board's edition.
fn dated(report: &Report) -> String {
    let mut date = long_date(report.date);
    if let Some(schools) = report.schools {
        date.push_str(&format!(
            ", {}",
            counted(
                usize::try_from(schools).unwrap_or(usize::MAX),
                "school",
                "schools"
            )
        ));
    }
    match report.edition {
        Edition::Full | Edition::Public => date,
        Edition::Board => format!("{date}; board edition"),
    }
}

/// The five positions, judged and supported, with how many criteria are at each level: a line for each, so that page one stays a page.
fn positions(report: &Report) -> Table {
    let levels = &report.rubric.levels;
    let level = |level: &Option<NamedLevel>, words: &str, open: bool| match level {
        Some(level) if !open => Cell {
            text: level.both(),
            level: Some(CellLevel {
                number: level.number,
                of: levels.len(),
            }),
        },
        Some(_) | None => crate::text::capitalised(words).into(),
    };
    let supported = match report.depth {
        Depth::Full => "Supported",
        Depth::Quick => "Indicative",
    };
    let mut columns = vec![
        Column::text("Domain"),
        Column::level("Own judgement"),
        Column::level(supported),
    ];
    columns.extend(
        levels
            .iter()
            .map(|(level, _)| Column::number(level.number.to_string())),
    );
    let rows = report.domains.iter().map(|domain| {
        let judged = level(
            &domain.judged_position,
            &domain.judged_words,
            domain.provisional,
        );
        let supported = level(
            &domain.position,
            &domain.supported_words,
            domain.provisional,
        );
        let counts = domain.distribution.iter().map(|count| {
            if *count == 0 {
                "–".into()
            } else {
                count.to_string().into()
            }
        });
        [domain.title.as_str().into(), judged, supported]
            .into_iter()
            .chain(counts)
            .collect()
    });
    Table {
        caption: "Where each domain stands, and how many criteria are at each level".to_owned(),
        columns,
        rows: rows.collect(),
    }
}

fn standards(document: &mut Document, report: &Report) {
    document.heading(2, "Standards");
    let exceptions = report.standards.exceptions();
    let mut summary = report.standards.summary.clone();
    if exceptions.len() > STANDARDS {
        let more = counted(exceptions.len() - STANDARDS, "more is", "more are");
        summary.push(format!(
            "The first {} are here; {more} in the section on standards.",
            number(STANDARDS)
        ));
    }
    document.sentences(&summary);
    let shown = exceptions
        .iter()
        .take(STANDARDS)
        .map(|standard| Phrase::led(standard.lead(), sentence(&standard.statement)));
    document.bullets(shown);
}

/// A domain's distribution with its position marked.
pub fn strip(report: &Report, domain: &DomainReport) -> Strip {
    let mark = |level: u8| match (&domain.position, &domain.range) {
        (Some(_), Some((low, high))) if domain.provisional => {
            if (low.number..=high.number).contains(&level) {
                Mark::Range
            } else {
                Mark::None
            }
        }
        (Some(position), _) if position.number == level => Mark::Position,
        (Some(_) | None, _) => Mark::None,
    };
    let words = if domain.judged_words == domain.supported_words || domain.position.is_none() {
        crate::text::capitalised(&domain.supported_words)
    } else if domain.provisional {
        format!(
            "{} (judged {})",
            domain.supported_words, domain.judged_words
        )
    } else {
        format!(
            "Judged {}; supported {}",
            domain.judged_words, domain.supported_words
        )
    };
    let cells = report
        .rubric
        .levels
        .iter()
        .zip(&domain.distribution)
        .map(|((level, _), count)| StripCell {
            level: level.number,
            word: level.label.clone(),
            count: *count,
            mark: mark(level.number),
        })
        .collect();
    Strip {
        label: domain.title.clone(),
        words,
        cells,
    }
}
