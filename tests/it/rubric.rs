//! The built-in rubrics: valid, clean in their words, and our own.

use std::collections::HashSet;
use std::fs;

use strong_trust::assessment::case_schema;
use strong_trust::diagnostic::{Severity, render};
use strong_trust::rubric::{Builtin, Citation, builtins, domain_schema, lint, rubric_schema};

#[test]
fn every_built_in_rubric_is_valid_and_named_as_its_folder() {
    for builtin in builtins() {
        assert_eq!(builtin.rubric().id().as_str(), builtin.id);
    }
}

#[test]
fn no_wording_fault_is_left_in_a_built_in_rubric() {
    for builtin in builtins() {
        let found = lint(&builtin.text(), jiff::civil::date(2026, 11, 22));
        let faults: Vec<String> = found
            .iter()
            .filter(|problem| problem.severity > Severity::Note)
            .map(|problem| render(problem, false))
            .collect();
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}

#[test]
fn every_file_of_a_rubric_folder_is_compiled_in() {
    for builtin in builtins() {
        let folder = format!("rubric/{}", builtin.id);
        let on_disk: HashSet<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.strip_suffix(".toml").is_some())
            .collect();
        let inside: HashSet<String> = builtin
            .files
            .iter()
            .map(|(name, _)| (*name).to_owned())
            .collect();
        assert_eq!(on_disk, inside);
    }
}

#[test]
fn the_five_domain_rubric_has_what_it_promises() {
    let rubric = Builtin::find("strong-trust").unwrap().rubric();
    let counts: Vec<usize> = rubric
        .domains()
        .iter()
        .map(|domain| domain.criteria.len())
        .collect();
    assert_eq!(counts, [7, 8, 6, 8, 6]);
    assert_eq!(rubric.standards().count(), 26);
    assert!(rubric.indicators().count() >= 30);
    for criterion in rubric.criteria() {
        assert!(
            criterion.boundary.is_some() && criterion.warning_signs.len() >= 2,
            "{}",
            criterion.id
        );
        assert!(
            criterion
                .anchors
                .iter()
                .all(|anchor| anchor.split_whitespace().count() <= 35),
            "{}",
            criterion.id
        );
        assert!(
            !criterion.sources.is_empty() && !criterion.evidence.is_empty(),
            "{}",
            criterion.id
        );
    }
    assert_eq!(rubric.how_to_answer().len(), 8);
}

#[test]
fn the_joining_rubric_has_twelve_criteria_and_a_domain_without_standards() {
    let rubric = Builtin::find("joining-a-trust").unwrap().rubric();
    let counts: Vec<usize> = rubric
        .domains()
        .iter()
        .map(|domain| domain.criteria.len())
        .collect();
    assert_eq!(counts, [3, 3, 3, 3]);
    assert!(
        rubric
            .domains()
            .iter()
            .any(|domain| domain.standards.is_empty())
    );
    assert!(rubric.standards().count() > 0);
}

#[test]
fn the_eight_elements_are_eight_domains_in_the_order_of_their_paper() {
    let rubric = Builtin::find("trust-based-system").unwrap().rubric();
    let paper = rubric
        .references()
        .iter()
        .find(|source| source.id.as_str() == "trust-based-system-2026")
        .unwrap();
    assert_eq!(paper.year, Some(2026));
    assert_eq!(rubric.domains().len(), 8);
    for (place, domain) in rubric.domains().iter().enumerate() {
        assert!((3..=5).contains(&domain.criteria.len()), "{}", domain.id);
        let section = format!("trust-based-system-2026 §{}", place + 1);
        let cites = |cited: &Citation| format!("{} {}", cited.source, cited.section) == section;
        assert!(
            domain.sources.iter().any(cites),
            "{} does not cite {section}",
            domain.id
        );
    }
}

#[test]
fn every_criterion_of_a_built_in_rubric_is_complete() {
    for builtin in builtins() {
        let rubric = builtin.rubric();
        assert_eq!(rubric.how_to_answer().len(), 8, "{}", builtin.id);
        for criterion in rubric.criteria() {
            assert!(
                criterion.boundary.is_some() && (2..=4).contains(&criterion.warning_signs.len()),
                "{}",
                criterion.id
            );
            assert_eq!(
                criterion.evidence.len(),
                5,
                "{} has an example for each kind of evidence",
                criterion.id
            );
            assert!(
                criterion
                    .anchors
                    .iter()
                    .all(|anchor| anchor.split_whitespace().count() <= 35),
                "{}",
                criterion.id
            );
        }
    }
}

#[test]
fn every_boundary_names_criteria_that_exist() {
    for builtin in builtins() {
        let rubric = builtin.rubric();
        let titles: Vec<&str> = rubric
            .criteria()
            .map(|criterion| criterion.title.as_str())
            .collect();
        for criterion in rubric.criteria() {
            let mut boundary = criterion.boundary.clone().unwrap_or_default();
            for title in &titles {
                boundary = boundary.replace(&format!("'{title}'"), "");
            }
            let quoted = boundary
                .match_indices('\'')
                .filter(|(at, _)| boundary[..*at].ends_with([' ', '(']) || *at == 0)
                .count();
            assert_eq!(quoted, 0, "{}: {boundary}", criterion.id);
        }
    }
}

#[test]
fn the_schemas_beside_the_rubrics_are_current() {
    let schemas = [
        ("rubric/schema/rubric.schema.json", rubric_schema()),
        ("rubric/schema/domain.schema.json", domain_schema()),
        ("rubric/schema/case.schema.json", case_schema()),
    ];
    for (path, text) in schemas {
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::create_dir_all("rubric/schema").unwrap();
            fs::write(path, &text).unwrap();
        }
        let on_disk = fs::read_to_string(path).unwrap_or_default();
        assert!(
            on_disk == text,
            "{path} is not what the types say: run the tests once with UPDATE_EXPECTED=1"
        );
    }
}
