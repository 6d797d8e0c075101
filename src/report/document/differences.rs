//! Where people differ.

use crate::report::block::{Block, Document, Spread, SpreadCell};
use crate::report::words::quoted;
use crate::report::{CriterionReport, Report, SpreadReport, Verdict};
use crate::text::list;

pub fn differences(document: &mut Document, report: &Report) {
    document.push(Block::PageBreak);
    document.heading(2, heading(report));
    document.sentences(&report.agreement.words);
    let mut compared: Vec<(&CriterionReport, &SpreadReport)> =
        report.domains.iter().flat_map(|domain| &domain.criteria).filter_map(|one| Some((one, one.spread.as_ref()?))).collect();
    let (same, mut differing): (Vec<_>, Vec<_>) = compared.drain(..).partition(|(_, spread)| spread.verdict == Verdict::Same);
    // The widest first, and of equal width the less agreed first: the order of a meeting's agenda.
    differing.sort_by(|(_, one), (_, other)| {
        let a = |spread: &SpreadReport| spread.a.unwrap_or(0.0);
        other.range.cmp(&one.range).then(a(one).total_cmp(&a(other)))
    });
    for (criterion, spread) in differing {
        let mut words = spread.words.clone();
        let groups = spread.groups_in_words();
        if !groups.is_empty() {
            words.push(' ');
            words.push_str(&groups);
        }
        document.push(Block::Spread(Spread { label: criterion.title.clone(), words, cells: cells(report, spread) }));
    }
    if !same.is_empty() {
        let titles: Vec<String> = same.iter().map(|(criterion, _)| quoted(&criterion.title)).collect();
        document.paragraph(format!("Everybody who gave a level gave the same one on {}.", list(&titles)));
    }
}

/// Only what concerns everybody together.
pub fn whole(document: &mut Document, report: &Report) {
    document.heading(2, heading(report));
    document.sentences(&report.agreement.words);
}

fn heading(report: &Report) -> String {
    let split = report
        .domains
        .iter()
        .flat_map(|domain| &domain.criteria)
        .filter(|one| one.spread.as_ref().is_some_and(|spread| spread.verdict == Verdict::Split))
        .count();
    match (split, report.agreement.compared) {
        (_, 0) => "Where people differ: nothing to compare".to_owned(),
        (0, _) => "Where people differ: nobody is two or more levels apart".to_owned(),
        (1, _) => "Where people differ: answers to one criterion are two or more levels apart".to_owned(),
        (split, _) => format!("Where people differ: answers to {split} criteria are two or more levels apart"),
    }
}

pub fn cells(report: &Report, spread: &SpreadReport) -> Vec<SpreadCell> {
    report
        .rubric
        .levels
        .iter()
        .zip(&spread.counts)
        .map(|((level, _), answers)| SpreadCell { level: level.number, word: level.label.clone(), answers: *answers })
        .collect()
}
