//! Saves that fail or meet another, and coming back.

use super::{TWO, options, sit, sit_with};
use crate::assessment::Answer;
use crate::questionnaire::script::{Memory, Script, assessment};
use crate::questionnaire::{LastTime, Leaving, Options, SaveError, interview_again};
use crate::rubric::{CriterionId, DomainId, RespondentId};

#[test]
fn a_failed_save_is_told_in_its_own_words_and_tried_again() {
    let failure = || SaveError::Failed("The disk is full; free some space.".into());
    let quick = assessment("quick", "", "");
    let sat = sit_with(
        &quick,
        &options(),
        vec![failure(), failure()],
        &["1", "2", "t", "", "^C"],
    );
    assert_eq!(sat.kept(), ["people-welcome 2"]);
    assert!(sat.shows("* The disk is full; free some space."));
    assert!(sat.shows("Question 2 of 4"));
    assert_eq!(sat.outcome.unsaved, None);
}

#[test]
fn leaving_after_a_failed_save_names_what_is_not_saved() {
    let quick = assessment("quick", "", "");
    for leave in ["q", "^C"] {
        let sat = sit_with(
            &quick,
            &options(),
            vec![SaveError::Failed("No.".into())],
            &["1", "2", leave],
        );
        assert_eq!((sat.memory.kept.len(), sat.outcome.answered), (0, 0));
        assert_eq!(sat.outcome.unsaved.as_deref(), Some("The welcome: 2 Usual"));
        assert!(
            sat.outcome
                .lines()
                .iter()
                .any(|line| line.starts_with("Not saved: The welcome: 2 Usual"))
        );
    }
    let back = sit_with(
        &quick,
        &options(),
        vec![SaveError::Failed("No.".into())],
        &["1", "2", "b", "1"],
    );
    assert_eq!(back.kept(), ["people-welcome 1"]);
    assert!(back.shows("* Not saved: 2 Usual."));
}

#[test]
fn an_answer_that_changed_meanwhile_is_shown_and_the_person_chooses() {
    let quick = assessment("quick", TWO, "");
    let theirs = quick.responses[0].answers[0].clone();
    let pay = Answer {
        criterion: CriterionId::new("people-pay").unwrap(),
        ..theirs
    };
    let changed = || {
        vec![SaveError::Changed {
            theirs: Some(Box::new(pay.clone())),
        }]
    };
    let mine = sit_with(&quick, &options(), changed(), &["3", "1", "^C"]);
    assert_eq!(mine.kept(), ["people-pay 3"]);
    assert!(mine.shows("In the file now: The pay: 2 Usual; Note: kept; Evidence: a list"));
    let kept = sit_with(&quick, &options(), changed(), &["3", "2", "^C"]);
    assert_eq!(kept.kept(), Vec::<String>::new());
    assert!(kept.shows("Your answer: 2 Usual, a note"));
    assert_eq!(
        kept.outcome.answered, 3,
        "what is in the file counts as the answer"
    );
    let gone = sit_with(
        &quick,
        &options(),
        vec![SaveError::Changed { theirs: None }],
        &["b", "2", "2", "^C"],
    );
    assert!(gone.shows("In the file now: nothing"));
    assert_eq!(gone.outcome.answered, 1);
}

#[test]
fn only_one_domain_and_only_unanswered_ask_no_more_than_that() {
    let quick = assessment("quick", TWO, "");
    let money = Options {
        domain: Some(DomainId::new("money").unwrap()),
        ..options()
    };
    let sat = sit_with(&quick, &money, Vec::new(), &["1", ""]);
    assert_eq!(
        (sat.kept(), sat.outcome.left, sat.outcome.total),
        (vec!["money-plan 1".to_owned()], None, 1)
    );
    let unanswered = Options {
        unanswered: true,
        ..options()
    };
    let sat = sit_with(&quick, &unanswered, Vec::new(), &["1", "1", "", "1", ""]);
    assert_eq!(
        sat.kept(),
        ["people-pay 1", "people-work 1", "money-plan 1"]
    );
    assert_eq!(sat.outcome.left, None);
}

#[test]
fn escape_steps_back_and_leaves_at_the_top() {
    let sat = sit("", &["1", "^[", "^["]);
    assert_eq!(sat.outcome.left, Some(Leaving::Asked));
    assert_eq!(sat.script.unread(), 0);
}

#[test]
fn stopping_at_any_moment_loses_no_answer_that_was_given() {
    let lines = [
        "1",
        "2ne",
        "A note.",
        "Minutes",
        "1",
        "today",
        "",
        "x",
        "Nobody left.",
        "3w",
        "1",
        "",
        "0",
        "2",
        "g",
        "3",
        "",
        "",
        "2",
        "d",
        "",
        "q",
    ];
    let all = sit("", &lines).memory.kept;
    for stop in 0..lines.len() {
        let mut cut = lines[..stop].to_vec();
        cut.push("^C");
        let sat = sit("", &cut);
        assert_eq!(sat.memory.kept, all[..sat.memory.kept.len()]);
        assert_eq!(sat.outcome.left, Some(Leaving::Interrupted), "{stop}");
        assert_eq!(sat.outcome.answered + sat.outcome.open.len(), 5);
    }
}

#[test]
fn last_year_s_note_comes_after_the_new_answer_and_last_year_s_level_never() {
    let earlier = "[[answer]]\ncriterion = \"people-welcome\"\nlevel = 3\nnote = \"Two schools ask newcomers.\"\n";
    let earlier = assessment("quick", earlier, "");
    let now = assessment("quick", "", "");
    let chair = RespondentId::new("chair").unwrap();
    let last = LastTime::of(&earlier, &chair, &now.rubric).unwrap();
    let mut memory = Memory::default();
    let mut script = Script::new(&["1", "m", "1", "^C"]);
    interview_again(
        &now,
        &now.responses[0],
        Some(&last),
        &mut memory,
        &mut script,
        &options(),
    );
    let (before, after) = script.shown.split_once("Saved: 1 Begun.").unwrap();
    assert!(!before.contains("Two schools ask newcomers."), "{before}");
    assert!(
        after.contains("Last time, in 2026, you wrote: “Two schools ask newcomers.”"),
        "{after}"
    );
    assert!(
        !after.contains("3 Checked.") && !after.contains("Your answer: 3"),
        "{after}"
    );
    let mut script = Script::new(&["1", "1n", "A new note.", "^C"]);
    interview_again(
        &now,
        &now.responses[0],
        Some(&last),
        &mut Memory::default(),
        &mut script,
        &options(),
    );
    let (_, page) = script.shown.split_once("The welcome: a note").unwrap();
    assert!(
        page.contains("you wrote: “Two schools ask newcomers.”"),
        "{page}"
    );
}

#[test]
fn an_answer_to_an_earlier_wording_is_asked_again_and_enter_keeps_it() {
    let marked = TWO.replace("level = 2", "level = 2\nreview = true");
    let sat = sit(&marked, &["", "^C"]);
    assert!(
        sat.shows("You answered this before its wording changed."),
        "{}",
        sat.script.shown
    );
    assert!(!sat.memory.kept.is_empty() && !sat.last().judgement.review);
    assert!(
        sat.shows(
            "Your answer: 2 Usual, to be looked at again, because the wording has changed, a note"
        ),
        "{}",
        sat.script.shown
    );
}
