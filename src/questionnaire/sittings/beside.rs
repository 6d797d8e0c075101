//! What is asked beside a level.

use super::{TWO, options, sit, sit_with};
use crate::assessment::{Confidence, Kind, Rating};
use crate::questionnaire::script::assessment;

#[test]
fn not_applicable_needs_a_reason_and_is_not_offered_to_everyone() {
    let sat = sit("", &["1", "x", "s", "x", "", "b", "x", "Nobody ever left."]);
    assert_eq!(sat.script.misread.len(), 2);
    assert!(sat.script.misread[0].starts_with("Not applicable is no answer here"));
    assert!(sat.script.misread[1].starts_with("A reason is needed"));
    assert!(sat.shows("A trust where nobody ever left."));
    assert_eq!(sat.memory.kept.len(), 1);
    assert_eq!(
        sat.last().judgement.rating,
        Rating::NotApplicable("Nobody ever left.".into())
    );
}

#[test]
fn a_note_evidence_and_the_rest_are_asked_after_the_level_and_kept() {
    let lines = [
        "1",
        "2neucw",
        "A note.",
        "Minutes",
        "1",
        "March 2026",
        "In the office",
        "Lower in two schools",
        "3",
        "2",
        "It is being put right",
    ];
    let sat = sit("", &lines);
    assert!(sat.script.misread.is_empty(), "{:?}", sat.script.misread);
    let answer = sat.last();
    assert_eq!(answer.note.as_deref(), Some("A note."));
    assert_eq!(
        answer.judgement.uneven.as_deref(),
        Some("Lower in two schools")
    );
    assert_eq!(answer.confidence, Some(Confidence::Guess));
    assert_eq!(
        (
            answer.judgement.warning_signs.as_slice(),
            answer.judgement.warning_note.as_deref()
        ),
        ([2].as_slice(), Some("It is being put right"))
    );
    let evidence = &answer.judgement.evidence[0];
    assert_eq!(
        (evidence.kind, evidence.date, evidence.place.as_deref()),
        (
            Kind::Document,
            jiff::civil::date(2026, 3, 1),
            Some("In the office")
        )
    );
    assert!(sat.shows("Question 2 of 4"), "and then it goes on");
}

#[test]
fn letters_alone_add_to_an_answer_that_is_there_and_need_a_level_before() {
    let sat = sit(TWO, &["n", "b", "n", "Later thought", "n", "-", "g"]);
    assert!(sat.script.misread[0].starts_with("Choose first"));
    let notes: Vec<Option<&str>> = sat
        .memory
        .kept
        .iter()
        .map(|answer| answer.note.as_deref())
        .collect();
    assert_eq!(notes, [Some("Later thought"), None]);
    assert!(sat.shows("* Saved."));
}

#[test]
fn evidence_can_be_taken_out_and_added_to() {
    let sat = sit(
        TWO,
        &[
            "b", "b", "e", "a", "A survey", "voice", "today", "", "e", "1",
        ],
    );
    let whats: Vec<Vec<&str>> = sat
        .memory
        .kept
        .iter()
        .map(|answer| {
            answer
                .judgement
                .evidence
                .iter()
                .map(|entry| entry.what.as_str())
                .collect()
        })
        .collect();
    assert_eq!(whats, [vec!["a list", "A survey"], vec!["A survey"]]);
}

#[test]
fn leaving_in_the_middle_of_evidence_keeps_the_level_and_says_what_is_not_saved() {
    let sat = sit("", &["1", "2e", "Minutes", "^C"]);
    assert_eq!(sat.kept(), ["people-welcome 2"]);
    assert_eq!(
        sat.outcome.unsaved.as_deref(),
        Some("the evidence you had begun (\"Minutes\")")
    );
    let whole = sit("", &["1", "2e", "Minutes", "1", "today", "^C"]);
    assert_eq!(
        (
            whole.last().judgement.evidence.len(),
            whole.outcome.unsaved.clone()
        ),
        (1, None),
        "evidence is kept before its last, optional question"
    );
}

#[test]
fn warning_signs_are_ticked_by_number() {
    let sat = sit("", &["1", "3w", "9", "1, 2", ""]);
    assert!(sat.script.misread[0].starts_with("Please type numbers from 1 to 2"));
    assert_eq!(sat.last().judgement.warning_signs, [1, 2]);
    assert!(sat.shows("A warning sign is ticked, so at most 1 Begun is supported."));
    let none = sit("", &["1", "3w", "0"]);
    assert_eq!(none.last().judgement.warning_signs, [0; 0]);
}

#[test]
fn a_must_that_is_not_met_is_said_beside_its_criterion_and_when_a_higher_level_is_chosen() {
    let assessment = assessment(
        "quick",
        "",
        "[[standard]]\nid = \"contract\"\nstatus = \"not-met\"\n",
    );
    let sat = sit_with(&assessment, &options(), Vec::new(), &["1", "3", "^C"]);
    assert!(sat.shows("At most 1 Begun is supported here, because the register says \"not met\" for: The contract is kept."));
    assert!(sat.shows("Saved: 3 Checked. At most 1 Begun is supported while this is not met: The contract is kept."));
    assert_eq!(
        sat.script.shown.matches("contract").count(),
        2,
        "and beside no other criterion"
    );
}

#[test]
fn a_full_assessment_says_what_evidence_does_and_a_quick_one_that_it_is_not_tested() {
    let full = sit_with(
        &assessment("full", "", ""),
        &options(),
        Vec::new(),
        &["1", "m", "3", "1", "^C"],
    );
    assert!(full.shows("Without evidence, nothing above 1 Begun is supported."));
    assert!(
        full.shows("Saved: 3 Checked. Without evidence, at most 1 is supported (b goes back).")
    );
    assert_eq!(
        full.script
            .shown
            .matches("Without evidence, at most")
            .count(),
        1,
        "level 1 needs none"
    );
    let quick = sit("", &["1", "3e", "b"]);
    assert!(quick.shows("This is a quick assessment: evidence is recorded, and not tested."));
}

#[test]
fn the_same_level_everywhere_is_said_kindly_and_every_answer_stays() {
    let sat = sit("", &["1", "2", "2", "2", "2"]);
    assert!(sat.shows("All 4 answers here are 2 Usual, without a note."));
    assert_eq!(sat.memory.kept.len(), 4);
    assert!(!sit("", &["1", "2", "2", "2", "1"]).shows("All 4 answers"));
    assert!(!sit("", &["1", "2", "2", "2n", "Why", "2"]).shows("All 4 answers"));
}

#[test]
fn an_answer_is_changed_from_the_page_that_checks_them() {
    let sat = sit("", &["1", "2", "2", "2", "1", "3", "0", "", "q"]);
    assert_eq!(sat.kept()[4], "people-pay 0");
    assert_eq!(
        sat.script
            .shown
            .matches("People: check your answers")
            .count(),
        2
    );
    assert!(sat.shows("People: all 4 answered"));
}

#[test]
fn being_sure_is_asked_again_where_nothing_is_known_any_more() {
    const SURE: &str =
        "[[answer]]\ncriterion = \"people-welcome\"\nlevel = 2\nconfidence = \"sure\"\n";
    for (still, confidence) in [("1", Some(Confidence::Sure)), ("2", None)] {
        let sat = sit(SURE, &["b", "d", still, "^C"]);
        assert!(sat.shows("when this stood at \"2 Usual\":"));
        assert_eq!(sat.last().judgement.rating, Rating::Unknown);
        assert_eq!(sat.last().confidence, confidence);
    }
    let sat = sit(SURE, &["b", "3", "^C"]);
    assert_eq!(
        sat.last().confidence,
        Some(Confidence::Sure),
        "another level is not asked about"
    );
}
