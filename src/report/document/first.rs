//! Page one.

use crate::report::block::{Block, Document, Levels, Mark, Phrase, Strip, StripCell, Tone};
use crate::report::method::WHAT_IT_IS;
use crate::report::words::{long_date, sentence};
use crate::report::{BOARD_PRIORITIES, Depth, DomainReport, Edition, Report};
use crate::text::count;

/// How many standards page one names.
const STANDARDS: usize = 5;

pub fn page_one(document: &mut Document, report: &Report) {
    let mut facts = vec![
        ("Date".to_owned(), long_date(report.date)),
        ("Rubric".to_owned(), format!("{}, version {}", report.rubric.title, report.rubric.version)),
        ("Who took part".to_owned(), report.people.words.clone()),
        (
            "Depth".to_owned(),
            match report.depth {
                Depth::Full => "Full: evidence was recorded, and limits what is supported.".to_owned(),
                Depth::Quick => "Quick, indicative: evidence was not tested.".to_owned(),
            },
        ),
    ];
    if let Some(schools) = report.schools {
        facts.insert(1, ("Schools".to_owned(), count(usize::try_from(schools).unwrap_or(usize::MAX), "school", "schools")));
    }
    if report.edition != Edition::Full {
        facts.push(("Edition".to_owned(), edition(report.edition).to_owned()));
    }
    document.push(Block::Definitions(facts));
    document.callout(Tone::Note, WHAT_IT_IS);
    if let Some(caution) = &report.people.caution {
        document.callout(Tone::Warning, caution.as_str());
    }
    document.heading(2, report.page_one.finding.as_str());
    document.push(Block::Levels(Levels {
        caption: "How many criteria of each domain are supported at each level".to_owned(),
        rows: report.domains.iter().map(|domain| strip(report, domain)).collect(),
    }));
    standards(document, report);
    document.heading(2, "What to do first");
    if report.priorities.is_empty() {
        document.paragraph(
            "Nothing stands out by rule: no standard to put right, no gap to a target, no evidence missing, no split to settle.",
        );
    }
    let told: Vec<&str> = report.standards.exceptions().into_iter().take(STANDARDS).map(|standard| standard.id.as_str()).collect();
    document.numbered(report.priorities.iter().take(BOARD_PRIORITIES).map(|priority| {
        let reason = if told.contains(&priority.id.as_str()) { &priority.brief } else { &priority.reason };
        Phrase::led(priority.lead(), reason.as_str())
    }));
    document.heading(2, "Strengths to share");
    document.bullets(report.page_one.strengths.iter().map(String::as_str));
    if !report.page_one.uneven.is_empty() {
        document.heading(2, "Where it is uneven");
        document.bullets(report.page_one.uneven.iter().map(String::as_str));
    }
    document.heading(2, "What is not known");
    document.bullets(report.page_one.unknown.iter().map(String::as_str));
}

const fn edition(edition: Edition) -> &'static str {
    match edition {
        Edition::Full => "Full",
        Edition::Board => "Board: the full edition has every criterion with its reasons.",
        Edition::Public => "Public: without the words that people of the trust wrote.",
    }
}

fn standards(document: &mut Document, report: &Report) {
    document.heading(2, "Standards");
    document.sentences(&report.standards.summary);
    let exceptions = report.standards.exceptions();
    let shown = exceptions.iter().take(STANDARDS).map(|standard| Phrase::led(standard.lead(), sentence(&standard.statement)));
    document.bullets(shown);
    if exceptions.len() > STANDARDS {
        document.paragraph(format!("And {} more, in the section on standards.", exceptions.len() - STANDARDS));
    }
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
        format!("{} (judged {})", domain.supported_words, domain.judged_words)
    } else {
        format!("Judged {}; supported {}", domain.judged_words, domain.supported_words)
    };
    let cells = report
        .rubric
        .levels
        .iter()
        .zip(&domain.distribution)
        .map(|((level, _), count)| StripCell { level: level.number, word: level.label.clone(), count: *count, mark: mark(level.number) })
        .collect();
    Strip { label: domain.title.clone(), words, cells }
}
