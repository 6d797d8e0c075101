//! COVERAGE: the seventy ideas of the papers are all there once, and what carries each exists.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use strong_trust::rubric::{Builtin, Rubric};

/// How many structured ideas were found in the papers.
const IDEAS: usize = 70;

/// The rules that the table may name, with the file that holds each.
const RULES: &[(&str, &str)] = &[
    ("caps", "src/scoring/caps.rs"),
    ("evidence-strength", "src/scoring/strength.rs"),
    ("indicators-never-score", "src/report/indicator.rs"),
    ("rubric-is-data", "src/rubric/parse.rs"),
    ("standards-apart", "src/report/standard.rs"),
    ("wording", "src/rubric/lint.rs"),
];

/// The parts of the report that the table may name, with the file that words each.
const REPORT: &[(&str, &str)] = &[
    ("drafts", "src/report/draft.rs"),
    ("editions", "src/report/document.rs"),
    ("explain", "src/report/explain.rs"),
    ("indicators", "src/report/indicator.rs"),
    ("method", "src/report/method.rs"),
    ("plan", "src/report/plan.rs"),
    ("standards", "src/report/standard.rs"),
];

fn coverage() -> String {
    fs::read_to_string("rubric/COVERAGE.md").unwrap()
}

/// The rows of the table: the number, and the names in backticks of the last column.
fn rows(text: &str) -> Vec<(usize, Vec<&str>)> {
    text.lines()
        .filter_map(|line| {
            let cells: Vec<&str> = line
                .strip_prefix('|')?
                .strip_suffix('|')?
                .split('|')
                .map(str::trim)
                .collect();
            let number = cells.first()?.parse().ok()?;
            assert_eq!(cells.len(), 4, "row {number} has four columns");
            Some((number, cells[3].split('`').skip(1).step_by(2).collect()))
        })
        .collect()
}

/// Whether what a name stands for exists: "criterion strong-trust/governance-purpose", "rule caps".
fn exists(name: &str) -> bool {
    let Some((kind, what)) = name.split_once(' ') else {
        return false;
    };
    let listed = |list: &[(&str, &str)]| {
        list.iter()
            .any(|(listed, file)| *listed == what && Path::new(file).exists())
    };
    match kind {
        "rule" => listed(RULES),
        "report" => listed(REPORT),
        _ => what.split_once('/').is_some_and(|(rubric, id)| {
            Builtin::find(rubric).is_some_and(|found| has(&found.rubric(), kind, id))
        }),
    }
}

fn has(rubric: &Rubric, kind: &str, id: &str) -> bool {
    match kind {
        "domain" => rubric
            .domains()
            .iter()
            .any(|domain| domain.id.as_str() == id),
        "criterion" => rubric
            .criteria()
            .any(|criterion| criterion.id.as_str() == id),
        "standard" => rubric
            .standards()
            .any(|standard| standard.id.as_str() == id),
        "indicator" => rubric
            .indicators()
            .any(|indicator| indicator.id.as_str() == id),
        "source" => rubric
            .references()
            .iter()
            .any(|source| source.id.as_str() == id),
        "lens" => rubric.lenses().iter().any(|lens| lens.id.as_str() == id),
        "facet" => id.split_once('/').is_some_and(|(lens, facet)| {
            let facets = rubric
                .lenses()
                .iter()
                .filter(|found| found.id.as_str() == lens)
                .flat_map(|found| &found.facets);
            facets.into_iter().any(|found| found.id.as_str() == facet)
        }),
        "level" => id
            .parse()
            .is_ok_and(|level| rubric.scale().level(level).is_some()),
        _ => false,
    }
}

#[test]
fn all_seventy_ideas_are_carried_once_each_in_order() {
    let text = coverage();
    let numbers: Vec<usize> = rows(&text).iter().map(|(number, _)| *number).collect();
    assert_eq!(numbers, (1..=IDEAS).collect::<Vec<_>>());
}

#[test]
fn everything_that_the_table_names_exists() {
    let text = coverage();
    let mut missing: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for (number, names) in rows(&text) {
        assert!(!names.is_empty(), "idea {number} is carried by nothing");
        let absent: Vec<&str> = names.into_iter().filter(|name| !exists(name)).collect();
        if !absent.is_empty() {
            missing.insert(number, absent);
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn a_name_that_nothing_stands_for_is_noticed() {
    for good in [
        "criterion strong-trust/governance-purpose",
        "facet strong-trust/features/curriculum",
        "level strong-trust/4",
        "rule caps",
    ] {
        assert!(exists(good), "{good}");
    }
    for bad in [
        "criterion strong-trust/governance-porpoise",
        "criterion no-such-rubric/governance-purpose",
        "facet strong-trust/features/nothing",
        "level strong-trust/5",
        "rule of-thumb",
        "report card",
        "poem strong-trust/governance-purpose",
        "criterion",
    ] {
        assert!(!exists(bad), "{bad}");
    }
}

#[test]
fn every_criterion_of_the_two_smaller_rubrics_carries_an_idea() {
    let text = coverage();
    let named: Vec<&str> = rows(&text)
        .into_iter()
        .flat_map(|(_, names)| names)
        .collect();
    for id in ["joining-a-trust", "trust-based-system"] {
        let rubric = Builtin::find(id).unwrap().rubric();
        for criterion in rubric.criteria() {
            let name = format!("criterion {id}/{}", criterion.id);
            assert!(
                named.contains(&name.as_str()),
                "no idea is carried by {name}"
            );
        }
    }
}
