//! What follows the domains: lenses, plan, indicators, annex, method.

use crate::document::{Block, Column, Document, Phrase, Table, Tone};
use crate::report::indicator::NEVER_SCORED;
use crate::report::lens::{HOW_LENSES_READ, LENSES};
use crate::report::method::WHAT_IT_IS;
use crate::report::plan::DETAILS;
use crate::report::{Edition, IndicatorReport, Report};
use crate::words::sentence;

pub fn lenses(document: &mut Document, report: &Report) {
    if report.lenses.is_empty() {
        return;
    }
    document.push(Block::PageBreak);
    document.heading(2, LENSES);
    document.paragraph(HOW_LENSES_READ);
    for lens in &report.lenses {
        document.heading(3, lens.title.as_str());
        let source = lens
            .source
            .as_ref()
            .map(|source| format!("From {}", sentence(source)));
        let about: Vec<String> = [source, lens.note.as_deref().map(sentence)]
            .into_iter()
            .flatten()
            .collect();
        document.sentences(&about);
        document.bullets(
            lens.facets
                .iter()
                .map(|facet| Phrase::led(format!("{}.", facet.title), facet.words.as_str())),
        );
    }
}

pub fn plan(document: &mut Document, report: &Report) {
    document.push(Block::PageBreak);
    document.heading(2, "The plan");
    document.paragraph(report.plan.words.as_str());
    document.table(Table {
        caption: "Actions".to_owned(),
        columns: vec![
            Column::text("For"),
            Column::text("What"),
            Column::text(DETAILS),
            Column::text("Progress"),
        ],
        rows: report
            .plan
            .actions
            .iter()
            .map(|action| {
                vec![
                    action.title.as_str().into(),
                    action.what.as_str().into(),
                    action.details().into(),
                    action.progress.as_str().into(),
                ]
            })
            .collect(),
    });
    if !report.plan.without.is_empty() {
        document.heading(3, "Priorities without an action yet");
        document.bullets(report.plan.without.iter().map(String::as_str));
    }
}

pub fn indicators(document: &mut Document, report: &Report) {
    if report.indicators.is_empty() {
        return;
    }
    document.push(Block::PageBreak);
    document.heading(2, "Numbers for context");
    document.paragraph(NEVER_SCORED);
    let (given, missing): (Vec<&IndicatorReport>, Vec<&IndicatorReport>) = report
        .indicators
        .iter()
        .partition(|one| !one.own.is_empty());
    document.table(Table {
        caption: "The trust's own numbers beside national ones".to_owned(),
        columns: vec![
            Column::text("Number"),
            Column::text("This trust"),
            Column::text("National"),
        ],
        rows: given
            .iter()
            .map(|one| {
                vec![
                    one.named().into(),
                    one.own_words().into(),
                    one.national_words().into(),
                ]
            })
            .collect(),
    });
    document.bullets(given.iter().map(|one| {
        let notes: Vec<String> = one
            .own
            .iter()
            .filter_map(|figure| figure.note.as_deref().map(sentence))
            .collect();
        Phrase::led(
            format!("{}.", one.title),
            format!("{} {}", one.reading(), notes.join(" ")).trim(),
        )
    }));
    if !missing.is_empty() {
        document.heading(3, "Without a number of the trust's own yet");
        document.bullets(missing.iter().map(|one| {
            let national = one
                .national_sentence()
                .map_or_else(String::new, |national| format!("{national} "));
            Phrase::led(
                format!("{}.", one.named()),
                format!("{national}{}", one.reading()),
            )
        }));
    }
}

pub fn annex(document: &mut Document, report: &Report) {
    document.push(Block::PageBreak);
    document.heading(2, "Annex: an index for tracking, not a grade");
    document.paragraph("The weighted mean of a domain's supported levels. It is only for seeing whether something has moved since last time. It is no grade, and it does not decide a position.");
    document.table(Table {
        caption: "Index by domain, for tracking, not a grade".to_owned(),
        columns: vec![Column::text("Domain"), Column::number("Index")],
        rows: report
            .domains
            .iter()
            .map(|domain| {
                vec![
                    domain.title.as_str().into(),
                    domain
                        .index
                        .as_ref()
                        .map_or("none", |index| index.shown.as_str())
                        .into(),
                ]
            })
            .collect(),
    });
}

pub fn method(document: &mut Document, report: &Report) {
    document.push(Block::PageBreak);
    document.heading(2, "Method, limits and sources");
    document.push(Block::Definitions(
        report
            .rubric
            .levels
            .iter()
            .map(|(level, meaning)| (level.both(), meaning.clone()))
            .collect(),
    ));
    for passage in &report.method {
        document.heading(3, passage.title.as_str());
        for paragraph in &passage.paragraphs {
            document.paragraph(paragraph.as_str());
        }
        document.bullets(passage.items.iter().map(String::as_str));
    }
    notice(document, report);
}

pub fn drafts(document: &mut Document, report: &Report) {
    if report.drafts.is_empty() {
        return;
    }
    document.push(Block::PageBreak);
    document.heading(2, "Drafts, to be checked and edited");
    for draft in &report.drafts {
        document.heading(3, draft.title.as_str());
        document.callout(
            if draft.paragraphs.is_empty() {
                Tone::Note
            } else {
                Tone::Warning
            },
            draft.caution.as_str(),
        );
        for paragraph in &draft.paragraphs {
            document.paragraph(paragraph.as_str());
        }
    }
}

pub fn short_method(document: &mut Document, report: &Report) {
    document.heading(2, "How to read this");
    document.paragraph(WHAT_IT_IS);
    for passage in report
        .method
        .iter()
        .filter(|passage| passage.title.starts_with("How a "))
    {
        document.sentences(&passage.paragraphs);
    }
    match report.edition {
        Edition::Full | Edition::Public => {}
        Edition::Board => {
            document.paragraph("The full edition has every criterion with its reasons, the register of standards, and the sources.");
        }
    }
    notice(document, report);
}

fn notice(document: &mut Document, report: &Report) {
    document.heading(3, "About the rubric");
    document.paragraph(format!(
        "{} ({}, version {}). {}",
        report.rubric.title, report.rubric.id, report.rubric.version, report.rubric.notice
    ));
}
