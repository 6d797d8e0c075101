//! A criterion explained: its answers, its median, every cap with whether it bites.

use crate::assessment::{Depth, Rating};
use crate::document::{Block, Column, Document, Phrase, Spread, SpreadCell, Table};
use crate::report::criterion::{cap_report, compose};
use crate::report::lookup::Lookup;
use crate::rubric::{Criterion, Level};
use crate::scoring::{Basis, CriterionProfile};
use crate::text::count;
use crate::words::quoted;

pub fn explain(lookup: &Lookup<'_>, criterion: &Criterion) -> Option<Document> {
    let (_, profile) = lookup.standing(&criterion.id)?;
    let report = compose(lookup, criterion, profile);
    let mut document = Document::new(criterion.title.as_str());
    document.paragraph(criterion.question.as_str());
    document.sentences(&report.reasons);
    if lookup.assessment.setup.depth == Depth::Quick && profile.judged.is_some() {
        document.paragraph("This is indicative: evidence was not tested.");
    }
    for decision in &report.decision {
        document.paragraph(decision.as_str());
    }
    answers(&mut document, lookup, criterion, profile);
    if profile.judged.is_some() {
        limits(&mut document, lookup, criterion, profile);
    }
    let words = report
        .uneven
        .iter()
        .map(|text| Phrase::led("Uneven:", quoted(text)))
        .chain(
            report
                .notes
                .iter()
                .map(|text| Phrase::led("Note:", quoted(text))),
        )
        .chain(
            report
                .evidence
                .listed
                .iter()
                .map(|text| Phrase::led("Evidence:", text.as_str())),
        )
        .chain(
            report
                .planned
                .iter()
                .map(|text| Phrase::led("In the plan:", text.as_str())),
        );
    document.bullets(words);
    if let Some(next) = report.next_step() {
        document.paragraph(next);
    }
    Some(document)
}

fn answers(
    document: &mut Document,
    lookup: &Lookup<'_>,
    criterion: &Criterion,
    profile: &CriterionProfile,
) {
    document.heading(2, "The answers");
    let given = lookup.answers(&criterion.id);
    if given.is_empty() {
        document.paragraph("No answer of anybody's own is recorded.");
        return;
    }
    // How many of each group answered would tell who stands behind a single answer, so it is not told.
    document.paragraph(format!(
        "{} given. Who gave which is not told.",
        count(given.len(), "answer was", "answers were")
    ));
    let mut levels: Vec<Level> = given
        .iter()
        .filter_map(|(_, answer)| answer.judgement.rating.level())
        .collect();
    levels.sort_unstable();
    let cells = lookup
        .scale()
        .levels()
        .map(|level| SpreadCell {
            level: level.number(),
            word: lookup.label(level).to_owned(),
            answers: levels.iter().filter(|given| **given == level).count(),
        })
        .collect();
    let silent = |wanted: fn(&Rating) -> bool| {
        given
            .iter()
            .filter(|(_, answer)| wanted(&answer.judgement.rating))
            .count()
    };
    let words = format!(
        "Don't know: {}. Not applicable: {}.",
        silent(|standing| matches!(standing, Rating::Unknown)),
        silent(|standing| matches!(standing, Rating::NotApplicable(_)))
    );
    document.push(Block::Spread(Spread {
        label: "How they spread".to_owned(),
        words,
        cells,
    }));
    if let (Some(Basis::NotYetAgreed), Some(judged)) = (profile.basis, profile.judged) {
        let sorted: Vec<String> = levels.iter().map(ToString::to_string).collect();
        let place = (levels.len() - 1) / 2 + 1;
        document.paragraph(format!(
            "In order: {}. The lower middle one is number {place} of {}: {judged}, {}.",
            sorted.join(", "),
            levels.len(),
            lookup.label(judged)
        ));
    }
    if let Some(agreement) = &profile.agreement {
        let a = agreement.a.map_or_else(
            || "not computed on a scale of two levels".to_owned(),
            |a| a.to_string(),
        );
        document.paragraph(format!(
            "Range: {}. Van der Eijk's A, a measure of agreement from -1 (two camps) to 1 (all the same): {a}. In a word: {}.",
            agreement.range(),
            agreement.verdict().word()
        ));
    }
    if let Some(spread) = crate::report::spread::compose(lookup, profile) {
        document.paragraph(spread.groups_in_words());
    }
}

fn limits(
    document: &mut Document,
    lookup: &Lookup<'_>,
    criterion: &Criterion,
    profile: &CriterionProfile,
) {
    document.heading(2, "What is supported");
    let level = |level: Level| lookup.named(level).both();
    let rows = profile
        .all_caps
        .iter()
        .map(|cap| {
            let report = cap_report(lookup, criterion, cap);
            let bites = profile.judged.is_some_and(|judged| cap.level < judged);
            let rule = format!("{}: {}", report.rule.word().replace('-', " "), report.id);
            vec![
                rule.into(),
                level(cap.level).into(),
                if bites { "yes" } else { "no" }.into(),
            ]
        })
        .collect();
    document.table(Table {
        caption: "Everything that may limit the level".to_owned(),
        columns: vec![
            Column::text("What may limit it"),
            Column::text("Nothing above"),
            Column::text("Takes something away"),
        ],
        rows,
    });
    let parts: Vec<String> = profile
        .judged
        .into_iter()
        .map(|judged| judged.to_string())
        .chain(profile.all_caps.iter().map(|cap| cap.level.to_string()))
        .collect();
    if let Some(supported) = profile.supported {
        document.paragraph(format!(
            "Supported is the least of the judged level and the limits: the least of {} is {supported}, {}.",
            parts.join(", "),
            lookup.label(supported)
        ));
    }
}
