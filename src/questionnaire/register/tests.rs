use super::*;
use crate::questionnaire::script::{Memory, Script, TODAY, assessment};
use crate::questionnaire::{Leaving, SaveError};

fn sit(
    register: &str,
    unanswered: bool,
    failures: Vec<SaveError<Entry>>,
    lines: &[&str],
) -> (Memory<Entry>, Script, Outcome) {
    let assessment = assessment("full", "", register);
    let options = Options {
        domain: None,
        unanswered,
        today: TODAY,
        go_on: "go on".into(),
        next: "next".into(),
    };
    let mut script = Script::new(lines);
    let mut memory = Memory {
        failures: failures.into(),
        ..Memory::default()
    };
    let outcome = standards(&assessment, &mut memory, &mut script, &options);
    (memory, script, outcome)
}

fn kept(memory: &Memory<Entry>) -> Vec<String> {
    memory
        .kept
        .iter()
        .map(|entry| format!("{} {}", entry.standard, entry.status.word()))
        .collect()
}

const MET: &str = "[[standard]]\nid = \"contract\"\nstatus = \"met\"\nproof = \"In the safe\"\n";

#[test]
fn standards_are_grouped_by_who_usually_knows_and_saved_one_by_one() {
    let (memory, script, outcome) =
        sit("", false, Vec::new(), &["", "1", "d", "", "2", "2", "", ""]);
    assert_eq!(
        kept(&memory),
        ["contract met", "audit unknown", "handbook partly"]
    );
    assert!(
        script
            .shown
            .contains("1  Finance director: not started, 2 standards")
    );
    assert!(
        script
            .shown
            .contains("Standard 2 of 2; usually known by: Finance director")
    );
    assert!(script.shown.contains("Must: required by law or contract. Source: The law, section 1 (not yet read by the rubric's authors)."));
    assert_eq!(
        (outcome.left, outcome.lines()[0].as_str()),
        (None, "3 of 3 standards answered."),
        "{}",
        script.shown
    );
}

#[test]
fn what_a_failed_must_holds_down_is_said_at_once() {
    let (_, script, _) = sit("", false, Vec::new(), &["", "3", "2"]);
    assert!(script.shown.contains(
        "Saved: not met. While it is so, at most 1 Begun is supported for \"The welcome\"."
    ));
    assert!(script.shown.contains(
        "Saved: partly met. While it is so, at most 2 Usual is supported for \"The plan\"."
    ));
}

#[test]
fn a_should_that_is_not_met_asks_for_an_explanation() {
    let (memory, script, _) = sit(
        "",
        false,
        Vec::new(),
        &["2", "3", "We tell every newcomer."],
    );
    assert_eq!(kept(&memory), ["handbook not-met", "handbook not-met"]);
    assert_eq!(
        memory.kept[1].explanation.as_deref(),
        Some("We tell every newcomer.")
    );
    assert!(
        script.shown.contains("Saved: not met, explained.\n"),
        "and with it, it holds nothing down"
    );
    let (_, without, _) = sit("", false, Vec::new(), &["2", "3", ""]);
    assert!(
        without
            .shown
            .contains("at most 2 Usual is supported for \"The pay\"")
    );
}

#[test]
fn proof_who_and_when_can_be_added() {
    let (memory, script, _) = sit(
        "",
        false,
        Vec::new(),
        &["", "1pwc", "The file", "The clerk", "1 November 2026"],
    );
    let entry = memory.kept.last().unwrap();
    assert_eq!(
        (entry.proof.as_deref(), entry.by.as_deref()),
        (Some("The file"), Some("The clerk"))
    );
    assert_eq!(entry.checked, Some(jiff::civil::date(2026, 11, 1)));
    assert!(script.misread.is_empty());
}

#[test]
fn changing_a_status_asks_whether_its_proof_is_still_true_and_enter_saves_nothing() {
    for (still, proof) in [("1", Some("In the safe")), ("2", None)] {
        let lines = ["b", "", "b", "2", still, "^C"];
        let (memory, script, outcome) = sit(MET, false, Vec::new(), &lines);
        assert!(
            script
                .shown
                .contains("The proof, as it was said when this stood at \"met\":"),
            "{}",
            script.shown
        );
        assert_eq!(kept(&memory), ["contract partly"]);
        assert_eq!(memory.kept[0].proof.as_deref(), proof);
        assert_eq!(outcome.left, Some(Leaving::Interrupted));
        assert_eq!(outcome.open, ["audit", "handbook"]);
    }
    let (back, _, _) = sit(MET, false, Vec::new(), &["b", "2", "b", "^C"]);
    assert_eq!(kept(&back), [""; 0], "going back keeps all as it was");
}

#[test]
fn only_unanswered_asks_the_rest_and_ends() {
    let (memory, _, outcome) = sit(MET, true, Vec::new(), &["1", "", "1", ""]);
    assert_eq!(
        (kept(&memory), outcome.left),
        (
            vec!["audit met".to_owned(), "handbook met".to_owned()],
            None
        )
    );
}

#[test]
fn a_failed_save_and_a_change_by_somebody_else_are_told() {
    let theirs = Entry {
        standard: StandardId::new("contract").unwrap(),
        status: Status::NotMet,
        checked: None,
        by: crate::assessment::Note::new("The clerk"),
        proof: None,
        explanation: None,
    };
    let failures = vec![
        SaveError::Failed("Locked.".into()),
        SaveError::Changed {
            theirs: Some(Box::new(theirs)),
        },
    ];
    let (memory, script, outcome) = sit("", false, failures, &["", "1", "", "2", "q"]);
    assert!(script.shown.contains("* Locked."));
    assert!(
        script
            .shown
            .contains("In the file now: contract: not met; Who looked: The clerk")
    );
    assert_eq!((memory.kept.len(), outcome.answered), (0, 1));
}
