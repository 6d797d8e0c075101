//! What a valid rubric can still get wrong: its wording.
//!
//! Each rule comes from a trial in which readers stumbled (see CONTRIBUTING):
//! anchors that bundle facts, that differ by an adverb, that are too long to
//! hold in mind. A program can find the signs; a reader aloud finds the rest.

mod words;

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::civil::Date;

use crate::diagnostic::{Code, Diagnostic, Problems};
use crate::rubric::RubricText;
use crate::rubric::file::{CapsTable, CriterionTable, DomainFile, RubricFile, StandardTable};
use crate::source::{At, Source, decode};
use words::{bundle, double_question, hedges, twins, words};

/// The most words an anchor may have.
const LONGEST_ANCHOR: usize = 35;

/// Every problem of wording, in file order. `today` decides which standards are due to be read again.
pub fn lint(text: &RubricText, today: Date) -> Vec<Diagnostic> {
    let mut found = Problems::default();
    let mut carried = BTreeSet::new();
    for source in &text.domains {
        let Some(file) = decode::<DomainFile>(source).value else {
            continue;
        };
        for criterion in &file.criterion {
            carried.extend(
                criterion
                    .value
                    .facets
                    .iter()
                    .map(|facet| facet.value.clone()),
            );
            lint_criterion(source, criterion, &mut found);
        }
        for standard in &file.standard {
            lint_standard(source, &standard.value, today, &mut found);
        }
    }
    if let Some(main) = decode::<RubricFile>(&text.main).value {
        lint_main(&text.main, &main, &carried, &mut found);
    }
    found.into_vec()
}

fn lint_criterion(source: &Source, criterion: &At<CriterionTable>, found: &mut Problems) {
    let table = &criterion.value;
    let id = &table.id.value;
    for (level, anchor) in table.anchors.value.iter().enumerate() {
        lint_anchor(source, id, level, anchor, found);
    }
    lint_twins(source, table, found);
    if let Some(double) = double_question(&table.question.value) {
        found.push(
            Diagnostic::warning(
                Code::DoubleQuestion,
                format!("the question of \"{id}\" may ask two things"),
            )
            .at(
                source,
                within(&table.question.span, &double),
                "joins two things",
            )
            .help("ask one thing, and let the anchors say the rest"),
        );
    }
    let missing = [
        ("why", table.why.trim().is_empty()),
        ("sources", table.sources.is_empty()),
        ("evidence", table.evidence.is_empty()),
        ("facets", table.facets.is_empty()),
    ];
    for (key, _) in missing.iter().filter(|(_, missing)| *missing) {
        found.push(
            Diagnostic::warning(Code::Incomplete, format!("\"{id}\" has no `{key}`"))
                .at(source, table.id.span.clone(), format!("`{key}` is missing or empty"))
                .help("people answer better when they see why, what counts as evidence, and where it comes from"),
        );
    }
}

fn lint_anchor(source: &Source, id: &str, level: usize, anchor: &At<String>, found: &mut Problems) {
    let text = &anchor.value;
    let length = words(text).len();
    if length > LONGEST_ANCHOR {
        found.push(
            Diagnostic::warning(
                Code::LongAnchor,
                format!("level {level} of \"{id}\" has {length} words"),
            )
            .at(
                source,
                anchor.span.clone(),
                format!("at most {LONGEST_ANCHOR}"),
            )
            .help("keep the one fact that tells this level from its neighbours"),
        );
    }
    for (word, place) in hedges(text) {
        found.push(
            Diagnostic::warning(
                Code::Hedge,
                format!("level {level} of \"{id}\" leans on \"{word}\""),
            )
            .at(
                source,
                within(&anchor.span, &place),
                "nobody can check this word",
            )
            .help("say what a visitor would see or count instead"),
        );
    }
    if let Some(bundled) = bundle(text) {
        found.push(
            Diagnostic::warning(
                Code::BundledAnchor,
                format!("level {level} of \"{id}\" bundles facts: {}", bundled.how),
            )
            .at(
                source,
                within(&anchor.span, &bundled.place),
                "more than one fact",
            )
            .help("keep one fact; make the others evidence examples or a standard"),
        );
    }
}

fn lint_twins(source: &Source, table: &CriterionTable, found: &mut Problems) {
    let anchors = &table.anchors.value;
    for (higher, anchor) in anchors.iter().enumerate() {
        for (lower, other) in anchors[..higher].iter().enumerate() {
            if twins(&other.value, &anchor.value) {
                found.push(
                    Diagnostic::warning(
                        Code::TwinAnchors,
                        format!(
                            "levels {lower} and {higher} of \"{}\" say nearly the same",
                            table.id.value
                        ),
                    )
                    .at(source, anchor.span.clone(), "hard to tell from the other")
                    .help("let them differ in reach or in what followed from checking"),
                );
            }
        }
    }
}

fn lint_standard(source: &Source, table: &StandardTable, today: Date, found: &mut Problems) {
    let id = &table.id.value;
    let due = table
        .review_by
        .as_ref()
        .filter(|date| date.value.date().is_some_and(|date| date < today));
    if let Some(date) = due {
        found.push(
            Diagnostic::warning(
                Code::ReviewDue,
                format!("\"{id}\" was to be read again by {}", date.value.written()),
            )
            .at(source, date.span.clone(), "past")
            .help("read its source again, mend the statement, and set a new date"),
        );
    }
    if table.checked.is_none() {
        found.push(
            Diagnostic::note(
                Code::Unchecked,
                format!("nobody has yet read the source of \"{id}\" itself"),
            )
            .at(source, table.id.span.clone(), "has no `checked`")
            .help("read the source, then write the day as `checked`; until then reports say so"),
        );
    }
}

fn lint_main(source: &Source, file: &RubricFile, carried: &BTreeSet<String>, found: &mut Problems) {
    for lens in &file.lens {
        for facet in &lens.facet {
            let name = format!("{}/{}", lens.id.value, facet.id.value);
            if !carried.contains(&name) {
                found.push(
                    Diagnostic::warning(
                        Code::UnusedFacet,
                        format!("no criterion carries the facet \"{name}\""),
                    )
                    .at(source, facet.id.span.clone(), "nothing to read here")
                    .help("add it to the `facets` of a criterion, or take it out"),
                );
            }
        }
    }
    let top = i64::try_from(file.level.value.len()).unwrap_or(i64::MAX) - 1;
    for cap in single_caps(&file.caps).filter(|cap| cap.value >= top) {
        let place = if cap.value > top { "above" } else { "at" };
        found.push(
            Diagnostic::note(
                Code::IdleCap,
                format!(
                    "a cap of {} is {place} the top of the scale, so it caps nothing",
                    cap.value
                ),
            )
            .at(source, cap.span.clone(), "caps nothing")
            .help("leave the key out, or choose a level below the top"),
        );
    }
    lint_evidence(source, &file.caps, top, found);
}

/// Caps of evidence that were written for a longer scale: nothing, or little, is asked for then.
fn lint_evidence(source: &Source, caps: &CapsTable, top: i64, found: &mut Problems) {
    let Some(evidence) = &caps.evidence else {
        return;
    };
    let levels: Vec<i64> = evidence.value.iter().map(|level| level.value).collect();
    let message = match levels.as_slice() {
        [none, ..] if *none >= top => {
            "without any evidence the top of the scale is supported, so evidence caps nothing"
        }
        [_, some, ..] if *some >= top => {
            "any evidence at all supports the top of the scale, so S2 and S3 add nothing"
        }
        _ => return,
    };
    found.push(
        Diagnostic::note(Code::IdleCap, message)
            .at(source, evidence.span.clone(), "caps of S0, S1, S2 and S3")
            .help("choose lower levels for less evidence, such as [0, 1, 1, 2] on a scale of three levels"),
    );
}

fn single_caps(caps: &CapsTable) -> impl Iterator<Item = &At<i64>> {
    [
        &caps.must_not_met,
        &caps.must_partly,
        &caps.must_unknown,
        &caps.should_not_met,
        &caps.warning_sign,
    ]
    .into_iter()
    .flatten()
}

/// A place inside a text in quotation marks, as bytes of the file.
fn within(text: &Range<usize>, place: &Range<usize>) -> Range<usize> {
    // One byte for the opening mark; escapes would shift it, so it never leaves the text.
    let start = (text.start + 1 + place.start).min(text.end);
    start..(text.start + 1 + place.end).clamp(start, text.end)
}
