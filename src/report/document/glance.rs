//! Every criterion at a glance, and how much of it can be shown.

use crate::document::{
    Block, Document, Heat, HeatCell, HeatRow, Levels, Mark, Measure, Strip, StripCell,
};
use crate::report::criterion::silence;
use crate::report::{CriterionReport, Depth, DomainReport, Report, Settled, Strength};
use crate::text::list;
use crate::words::{counted, number, opened, quoted, some_of};

/// How many of the weakest criteria are named.
const NAMES: usize = 4;

/// A section of its own.
pub fn section(document: &mut Document, report: &Report) {
    if levelled(report).next().is_none() {
        return;
    }
    document.push(Block::PageBreak);
    document.heading(
        2,
        format!("Every criterion at a glance: {}", finding(report)),
    );
    map(document, report);
}

/// The map with what it says, under whatever heading it stands.
pub fn map(document: &mut Document, report: &Report) {
    if levelled(report).next().is_none() {
        return;
    }
    let words = in_words(report);
    document.paragraph(words.as_str());
    let rows = report.domains.iter().map(|domain| HeatRow {
        label: domain.title.clone(),
        cells: domain.criteria.iter().map(cell).collect(),
    });
    document.push(Block::Heat(Heat {
        caption: caption(report),
        words,
        levels: report.rubric.levels.len(),
        rows: rows.collect(),
    }));
}

fn cell(criterion: &CriterionReport) -> HeatCell {
    match &criterion.supported {
        Some(level) => HeatCell {
            label: criterion.title.clone(),
            level: Some(level.number),
            word: level.label.clone(),
        },
        None => HeatCell {
            label: criterion.title.clone(),
            level: None,
            word: silence(criterion.settled).to_owned(),
        },
    }
}

fn criteria(report: &Report) -> impl Iterator<Item = &CriterionReport> {
    report.domains.iter().flat_map(|domain| &domain.criteria)
}

fn levelled(report: &Report) -> impl Iterator<Item = &CriterionReport> {
    criteria(report).filter(|criterion| criterion.supported.is_some())
}

/// The criteria at each level that is used, lowest first: the word for the level and their titles.
fn by_level(report: &Report) -> Vec<(&str, Vec<String>)> {
    let at = |number: u8| -> Vec<String> {
        levelled(report)
            .filter(|criterion| {
                criterion
                    .supported
                    .as_ref()
                    .is_some_and(|level| level.number == number)
            })
            .map(|criterion| quoted(&criterion.title))
            .collect()
    };
    report
        .rubric
        .levels
        .iter()
        .map(|(level, _)| (level.label.as_str(), at(level.number)))
        .filter(|(_, titles)| !titles.is_empty())
        .collect()
}

/// Where most criteria are, or where more are than anywhere else.
fn finding(report: &Report) -> String {
    let levels = by_level(report);
    let all: usize = levels.iter().map(|(_, titles)| titles.len()).sum();
    let most = levels
        .iter()
        .map(|(_, titles)| titles.len())
        .max()
        .unwrap_or(0);
    let at: Vec<&str> = levels
        .iter()
        .filter(|(_, titles)| titles.len() == most)
        .map(|(label, _)| *label)
        .collect();
    match at.as_slice() {
        [only] if most == all && all == 1 => format!("the only one with a level is at {only}"),
        [only] if most == all => format!("all with a level are at {only}"),
        [only] if most * 2 > all => format!("most are at {only}"),
        [only] => format!("more are at {only} than at any other level"),
        several => format!("as many are at {}", several.join(" as ")),
    }
}

/// How many criteria are at each level.
fn caption(report: &Report) -> String {
    let at: Vec<String> = by_level(report)
        .iter()
        .map(|(label, titles)| format!("{} at {label}", number(titles.len())))
        .collect();
    format!("The criteria of each domain: {}", list(&at))
}

/// The weakest by name, and those without a level.
fn in_words(report: &Report) -> String {
    let levels = by_level(report);
    let mut sentences = Vec::new();
    if let [(label, titles), _, ..] = levels.as_slice() {
        sentences.push(match titles.len() {
            1 => format!("The weakest is {}, at {label}.", titles[0]),
            _ => format!("The weakest, at {label}, are {}.", some_of(titles, NAMES)),
        });
    }
    let silent = |wanted: Settled| {
        criteria(report)
            .filter(|criterion| criterion.settled == wanted)
            .count()
    };
    let open: Vec<(usize, &str)> = [
        Settled::Unknown,
        Settled::Unanswered,
        Settled::NotApplicable,
    ]
    .into_iter()
    .map(|settled| (silent(settled), silence(settled)))
    .filter(|(count, _)| *count > 0)
    .collect();
    let without = opened(&counted(
        open.iter().map(|(count, _)| count).sum(),
        "criterion has",
        "criteria have",
    ));
    match open.as_slice() {
        [] => {}
        [(_, word)] => sentences.push(format!("{without} no level: “{word}”.")),
        several => {
            let words: Vec<String> = several
                .iter()
                .map(|(count, word)| format!("{} “{word}”", number(*count)))
                .collect();
            sentences.push(format!("{without} no level: {}.", list(&words)));
        }
    }
    sentences.join(" ")
}

/// How strong the evidence is, domain by domain; nothing where evidence was not tested.
pub fn evidence(document: &mut Document, report: &Report) {
    match report.depth {
        Depth::Quick => return,
        Depth::Full => {}
    }
    if levelled(report).next().is_none() {
        return;
    }
    document.heading(3, "How much of it can be shown");
    let rows = report
        .domains
        .iter()
        .filter(|domain| levelled_in(domain).next().is_some())
        .map(strip)
        .collect();
    document.push(Block::Levels(Levels {
        caption: evidence_caption(report),
        measure: Measure::Evidence,
        rows,
    }));
}

const STRENGTHS: [(Strength, &str); 4] = [
    (Strength::S0, "Nothing yet"),
    (Strength::S1, "Something"),
    (Strength::S2, "Two kinds, recent"),
    (Strength::S3, "From outside"),
];

fn levelled_in(domain: &DomainReport) -> impl Iterator<Item = &CriterionReport> {
    domain
        .criteria
        .iter()
        .filter(|criterion| criterion.supported.is_some())
}

fn strip(domain: &DomainReport) -> Strip {
    let all = levelled_in(domain).count();
    let with = |strength: Strength| {
        levelled_in(domain)
            .filter(|criterion| criterion.evidence.strength == strength)
            .count()
    };
    let part = |count: usize| match (count == all, all) {
        (true, 1) => "the only one".to_owned(),
        (true, 2) => "both".to_owned(),
        (true, _) => format!("all {}", number(all)),
        (false, _) => format!("{} of {}", number(count), number(all)),
    };
    let words = match (with(Strength::S0), with(Strength::S3)) {
        (0, 0) => format!("Something for {}", part(all)),
        (0, outside) => format!("From outside for {}", part(outside)),
        (nothing, _) => format!("Nothing yet for {}", part(nothing)),
    };
    let cells = (0..)
        .zip(STRENGTHS)
        .map(|(level, (strength, word))| StripCell {
            level,
            word: word.to_owned(),
            count: with(strength),
            mark: Mark::None,
        })
        .collect();
    Strip {
        label: domain.title.clone(),
        words,
        cells,
    }
}

/// The finding: how many have nothing to show, and how many something from outside.
fn evidence_caption(report: &Report) -> String {
    let all = levelled(report).count();
    let with = |wanted: Strength| {
        levelled(report)
            .filter(|criterion| criterion.evidence.strength == wanted)
            .count()
    };
    let (nothing, outside) = (with(Strength::S0), with(Strength::S3));
    let of = if all == 1 {
        "the one criterion with a level".to_owned()
    } else {
        format!("{} criteria with a level", number(all))
    };
    let first = match nothing {
        0 => "Something is recorded for every criterion with a level".to_owned(),
        nothing if nothing == all => {
            return "Nothing is recorded yet for any criterion with a level".to_owned();
        }
        nothing => format!("Nothing is recorded yet for {} of {of}", number(nothing)),
    };
    match outside {
        0 => format!("{first}, and nothing from outside the trust confirms any"),
        outside => format!(
            "{first}; {} something recent from outside the trust",
            counted(outside, "has", "have")
        ),
    }
}
