//! What an upgrade of the rubric does to an assessment: what becomes of each criterion and of what was answered, and
//! the positions under both versions side by side.

mod aside;

use crate::assessment::Assessment;
use crate::document::{Cell, CellLevel, Column, Document, Phrase, Table};
use crate::rubric::{CriterionId, Level, Origin, Parts, Revision, Rewording, Rubric, Trace};
use crate::scoring::{DomainProfile, score};
use crate::text::list;
use crate::words::{NamedLevel, counted, number, quoted};

use aside::set_aside;

/// What taking an assessment from one version of its rubric to another does, or would do.
pub fn upgrade_page(before: &Assessment, after: &Assessment) -> Document {
    let revision = Revision::between(&before.rubric, &after.rubric);
    let (older, newer) = (&*before.rubric, &*after.rubric);
    let mut document = Document::new(format!(
        "{}: version {} to {}",
        newer.title(),
        older.version(),
        newer.version()
    ));
    document.sentences(&summary(&revision));
    set_aside(&mut document, before, after);
    document.table(criteria(&revision, older, newer));
    let others = others(&revision, older, newer);
    if !others.is_empty() {
        document.heading(2, "Beside the criteria");
        document.bullets(others);
    }
    reviews(&mut document, after);
    document.heading(2, "Both readings side by side");
    document.paragraph(
        "The same answers, read by both versions. A position that differs has not moved: it is read by other criteria or other words.",
    );
    document.table(positions(before, after));
    document
}

/// How many criteria are kept, reworded, renamed, split, merged, dropped and new.
fn summary(revision: &Revision) -> Vec<String> {
    if revision.is_empty() {
        return vec![
            "Every criterion, standard, indicator, lens, role and level is as it was.".to_owned(),
        ];
    }
    let count = |wanted: &dyn Fn(&Trace) -> bool| {
        revision
            .criteria
            .iter()
            .filter(|trace| wanted(trace))
            .count()
    };
    let parts = [
        (
            count(&|trace| trace.origin == Origin::Same && trace.reworded.is_empty()),
            "kept",
        ),
        (
            count(&|trace| trace.origin == Origin::Same && !trace.reworded.is_empty()),
            "reworded",
        ),
        (
            count(&|trace| matches!(trace.origin, Origin::Renamed(_)) && trace.reworded.is_empty()),
            "renamed",
        ),
        (
            count(&|trace| {
                matches!(trace.origin, Origin::Renamed(_)) && !trace.reworded.is_empty()
            }),
            "renamed and reworded",
        ),
        (
            count(&|trace| matches!(trace.origin, Origin::SplitFrom(_))),
            "made by splitting",
        ),
        (
            count(&|trace| matches!(trace.origin, Origin::MergedFrom(_))),
            "made by merging",
        ),
        (revision.dropped.len(), "dropped"),
        (count(&|trace| trace.origin == Origin::New), "new"),
    ];
    let told: Vec<String> = parts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{} {word}", number(count)))
        .collect();
    vec![format!("Criteria: {}.", list(&told))]
}

/// Every criterion that is not simply kept.
fn criteria(revision: &Revision, older: &Rubric, newer: &Rubric) -> Table {
    let title = |rubric: &Rubric, id: &CriterionId| {
        quoted(
            rubric
                .criterion(id)
                .map_or(id.as_str(), |criterion| &criterion.title),
        )
    };
    let changed = revision
        .criteria
        .iter()
        .filter(|trace| trace.origin != Origin::Same || !trace.reworded.is_empty());
    let mut rows: Vec<Vec<Cell>> = changed
        .map(|trace| {
            let (what, answers) = match &trace.origin {
                Origin::Same => (
                    reworded(&trace.reworded),
                    "kept, to be looked at again".to_owned(),
                ),
                Origin::Renamed(from) if trace.reworded.is_empty() => (
                    format!("Renamed from {from} to {}", trace.id),
                    "moved with it".to_owned(),
                ),
                Origin::Renamed(from) => (
                    format!(
                        "Renamed from {from} to {}. {}",
                        trace.id,
                        reworded(&trace.reworded)
                    ),
                    "moved with it, to be looked at again".to_owned(),
                ),
                Origin::SplitFrom(from) => (
                    format!("Made from {}, which was split", title(older, from)),
                    "copied to each part, to be looked at again".to_owned(),
                ),
                Origin::MergedFrom(from) => {
                    let titles: Vec<String> = from.iter().map(|id| title(older, id)).collect();
                    (
                        format!("Merged from {}", list(&titles)),
                        "made one, with the lower level, to be looked at again".to_owned(),
                    )
                }
                Origin::New => ("New".to_owned(), "none yet".to_owned()),
            };
            vec![title(newer, &trace.id).into(), what.into(), answers.into()]
        })
        .collect();
    rows.extend(revision.dropped.iter().map(|id| {
        vec![
            title(older, id).into(),
            "Dropped".into(),
            "kept in their files, and count for nothing".into(),
        ]
    }));
    Table {
        caption: "Every criterion that is not as it was".to_owned(),
        columns: vec![
            Column::text("Criterion"),
            Column::text("What changes"),
            Column::text("Its answers"),
        ],
        rows,
    }
}

fn reworded(rewordings: &[Rewording]) -> String {
    let words: Vec<&str> = rewordings
        .iter()
        .map(|rewording| match rewording {
            Rewording::Question => "the question",
            Rewording::Anchors => "the words for its levels",
            Rewording::Boundary => "what is rated here and what elsewhere",
            Rewording::Scale => "the number of its levels",
        })
        .collect();
    format!("Reworded: {}", list(&words))
}

/// Standards, indicators, lenses, roles, levels and rules that differ.
fn others(revision: &Revision, older: &Rubric, newer: &Rubric) -> Vec<Phrase> {
    let mut told = Vec::new();
    for (name, parts) in [
        ("Standards", &revision.standards),
        ("Indicators", &revision.indicators),
        ("Lenses", &revision.lenses),
        ("Roles", &revision.roles),
    ] {
        let Parts {
            reworded,
            dropped,
            new,
            ..
        } = parts;
        let said: Vec<String> = [("reworded", reworded), ("dropped", dropped), ("new", new)]
            .into_iter()
            .filter(|(_, ids)| !ids.is_empty())
            .map(|(word, ids)| format!("{word}: {}", list(ids)))
            .collect();
        if !said.is_empty() {
            told.push(Phrase::led(
                format!("{name}."),
                format!("{}.", crate::text::capitalised(&said.join("; "))),
            ));
        }
    }
    if revision.sizes.0 != revision.sizes.1 {
        told.push(Phrase::led(
            "Levels.",
            format!(
                "The scale had {} levels and has {} now.",
                number(revision.sizes.0),
                number(revision.sizes.1)
            ),
        ));
    }
    let relabelled: Vec<String> = revision
        .relabelled
        .iter()
        .map(|level| relabelled(*level, older, newer))
        .collect();
    if !relabelled.is_empty() {
        told.push(Phrase::led(
            "Words for the levels.",
            format!("{}.", relabelled.join("; ")),
        ));
    }
    if revision.rules_changed {
        told.push(Phrase::led(
            "Rules.",
            "The thresholds or caps differ, so the same answers may be read otherwise.",
        ));
    }
    told
}

fn relabelled(level: Level, older: &Rubric, newer: &Rubric) -> String {
    let (was, is) = (older.scale().label(level), newer.scale().label(level));
    if was == is {
        format!("{level} {is} means something else")
    } else {
        format!("{level} was {was} and is {is}")
    }
}

/// What has to be looked at again, by respondent.
fn reviews(document: &mut Document, after: &Assessment) {
    let mut told: Vec<Phrase> = after
        .responses
        .iter()
        .map(|response| {
            (
                response,
                response
                    .answers
                    .iter()
                    .filter(|answer| answer.judgement.review)
                    .count(),
            )
        })
        .filter(|(_, marked)| *marked > 0)
        .map(|(response, marked)| {
            Phrase::led(
                format!("{}:", response.respondent),
                counted(marked, "answer", "answers"),
            )
        })
        .collect();
    let agreed = after
        .agreed
        .iter()
        .filter(|agreed| agreed.judgement.review)
        .count();
    if agreed > 0 {
        told.push(Phrase::led(
            "Agreed:",
            counted(agreed, "judgement", "judgements"),
        ));
    }
    if !told.is_empty() {
        document.heading(2, "To be looked at again");
        document.paragraph("These count until then. The questionnaire shows each with the new wording; Enter keeps it.");
        document.bullets(told);
    }
}

/// The position of each domain under both versions.
fn positions(before: &Assessment, after: &Assessment) -> Table {
    let (was, is) = (score(before), score(after));
    let cells = |rubric: &Rubric, domain: Option<&DomainProfile>| -> [Cell; 2] {
        let cell = |level: Option<Level>| match level {
            Some(level) => Cell {
                text: NamedLevel::of(rubric.scale(), level).both(),
                level: Some(CellLevel {
                    number: level.number(),
                    of: rubric.scale().size(),
                }),
            },
            None => "none".into(),
        };
        domain.map_or_else(
            || ["–".into(), "–".into()],
            |domain| {
                [
                    cell(domain.judged.position),
                    cell(domain.supported.position),
                ]
            },
        )
    };
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut row = |title: &str, id: &str| {
        let then = was
            .domains
            .iter()
            .find(|domain| domain.domain.as_str() == id);
        let now = is
            .domains
            .iter()
            .find(|domain| domain.domain.as_str() == id);
        let mut cells_of = vec![Cell::from(title)];
        cells_of.extend(cells(&before.rubric, then));
        cells_of.extend(cells(&after.rubric, now));
        rows.push(cells_of);
    };
    for domain in after.rubric.domains() {
        row(&domain.title, domain.id.as_str());
    }
    for domain in before
        .rubric
        .domains()
        .iter()
        .filter(|domain| after.rubric.domain(domain.id.as_str()).is_none())
    {
        row(&domain.title, domain.id.as_str());
    }
    let (older, newer) = (before.rubric.version(), after.rubric.version());
    Table {
        caption: "The position of each domain, read by both versions".to_owned(),
        columns: vec![
            Column::text("Domain"),
            Column::level(format!("Judged, {older}")),
            Column::level(format!("Supported, {older}")),
            Column::level(format!("Judged, {newer}")),
            Column::level(format!("Supported, {newer}")),
        ],
        rows,
    }
}
