//! The cases of the rubrics: each comes out as it says, and together they show every rule.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use strong_trust::assessment::parse_case;
use strong_trust::diagnostic::{Diagnostic, render};
use strong_trust::report::check_case;
use strong_trust::rubric::{RubricText, parse};

use crate::run::Desk;

/// Every folder in `rubric/` that holds a rubric.
fn rubrics() -> Vec<PathBuf> {
    let folders = fs::read_dir("rubric")
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut found: Vec<PathBuf> = folders
        .filter(|path| path.join("rubric.toml").is_file())
        .collect();
    found.sort();
    found
}

#[test]
fn every_case_of_every_rubric_comes_out_as_it_says() {
    let mut run = 0;
    for folder in rubrics() {
        let label = folder.to_string_lossy();
        let rubric = Arc::new(parse(&RubricText::read(&folder, &label).unwrap()).unwrap());
        let (cases, mut problems) = RubricText::read_cases(&folder, &label);
        assert!(!cases.is_empty(), "{label} has no cases");
        run += cases.len();
        for source in cases {
            problems.extend(
                parse_case(&rubric, &source)
                    .map_or_else(|problems| problems, |case| check_case(&case)),
            );
        }
        let told: Vec<String> = problems
            .iter()
            .map(|problem: &Diagnostic| render(problem, false))
            .collect();
        assert!(told.is_empty(), "{}", told.join("\n"));
    }
    assert!(run >= 30, "{run}");
}

#[test]
fn the_cases_of_the_five_domain_rubric_show_every_rule() {
    let folder = Path::new("rubric/strong-trust");
    let rubric = Arc::new(parse(&RubricText::read(folder, "").unwrap()).unwrap());
    let (cases, _) = RubricText::read_cases(folder, "");
    let shown: BTreeSet<String> = cases
        .iter()
        .map(|source| parse_case(&rubric, source).unwrap().shows)
        .collect();
    for rule in [
        "four silences",
        "lower median",
        "agreed judgement",
        "cap: must not met",
        "cap: must partly met",
        "cap: must unknown",
        "cap: should not met",
        "should explained",
        "unanswered standard",
        "cap: warning sign",
        "warning sign explained",
        "warning sign agreed",
        "cap: evidence",
        "evidence: age",
        "quick depth",
        "least of all caps",
        "judged and supported",
        "share",
        "reach",
        "coverage",
        "range",
        "no position",
        "not-applicable limit",
        "staircase",
        "staircase: by what",
        "weights",
        "priorities",
    ] {
        assert!(shown.contains(rule), "no case shows {rule:?}: {shown:?}");
    }
}

#[test]
fn a_case_that_fails_names_expected_and_got_and_the_check_does_not_pass() {
    let desk = Desk::new();
    desk.run(&["rubric", "new", "ours", "r"]).ends(0);
    desk.run(&["rubric", "check", "r"])
        .ends(0)
        .says("1 case was run; every one came out as expected.");
    let case = desk.read("r/cases/one-newcomer.toml");
    desk.write(
        "r/cases/one-newcomer.toml",
        case.replace("position = 2", "position = 3"),
    );
    let before = desk.everything();
    desk.run(&["rubric", "check", "r"])
        .ends(1)
        .says("people, the position: expected 3 Checked, got 2 Usual")
        .says("r/cases/one-newcomer.toml:19:")
        .says("1 case was run; 1 did not come out as expected.");
    desk.write(
        "r/cases/another.toml",
        case.replace("people-newcomers = [3", "people-newcomer = [9"),
    );
    desk.run(&["rubric", "check", "r"])
        .ends(1)
        .says("did you mean \"people-newcomers\"?")
        .says("2 cases were run; 2 did not");
    fs::remove_file(desk.path("r/cases/another.toml")).unwrap();
    fs::create_dir(desk.path("r/cases/folder.toml")).unwrap();
    desk.run(&["rubric", "check", "r"])
        .ends(1)
        .says("is a folder");
    fs::remove_dir(desk.path("r/cases/folder.toml")).unwrap();
    assert_eq!(desk.everything(), before, "a check changes nothing");
    // A changed rubric is caught by its cases.
    desk.write("r/cases/one-newcomer.toml", case);
    desk.write(
        "r/rubric.toml",
        desk.read("r/rubric.toml")
            .replace("should-not-met = 2", "should-not-met = 1"),
    );
    desk.run(&["rubric", "check", "r"])
        .ends(1)
        .says("expected 2 Usual, got 1 Begun");
}

#[test]
fn an_assessment_keeps_its_own_copy_of_the_rubric_without_the_cases() {
    let desk = Desk::new();
    desk.run(&["rubric", "new", "ours", "r"]).ends(0);
    desk.run(&["new", "t", "--trust", "T", "--rubric", "r"])
        .ends(0);
    assert!(desk.path("t/rubric/people.toml").is_file() && !desk.path("t/rubric/cases").exists());
}
