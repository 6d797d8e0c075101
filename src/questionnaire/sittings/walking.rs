//! Which question comes next, and what stands on it.

use super::{TWO, sit};
use crate::assessment::Rating;
use crate::questionnaire::Leaving;

#[test]
fn a_domain_is_answered_with_one_key_a_question_and_each_answer_is_kept_at_once() {
    let sat = sit("", &["1", "0", "1", "2", "3"]);
    assert_eq!(
        sat.kept(),
        [
            "people-welcome 0",
            "people-leave 1",
            "people-pay 2",
            "people-work 3"
        ]
    );
    assert!(sat.shows("Question 3 of 4 in People: The pay"));
    assert!(sat.shows("People: check your answers"));
    assert_eq!(
        (sat.outcome.answered, sat.outcome.total, sat.outcome.left),
        (4, 5, Some(Leaving::EndOfInput))
    );
    assert_eq!(sat.outcome.open, ["The plan"]);
    assert!(sat.script.misread.is_empty());
}

#[test]
fn before_the_first_answer_it_says_how_to_answer_and_who_sees_what() {
    let sat = sit("", &[]);
    let at = |text: &str| {
        sat.script
            .shown
            .find(text)
            .unwrap_or_else(|| panic!("{text} in {}", sat.script.shown))
    };
    assert!(at("Rate what people meet.") < at("what is done so far"));
    assert!(at("nobody is shown yours") < at("what is done so far"));
    assert!(at("from three people up") < at("what is done so far"));
    assert!(
        sit(TWO, &["h"])
            .script
            .shown
            .contains("Rate what people meet."),
        "and on demand"
    );
}

#[test]
fn coming_back_lands_on_the_first_unanswered_question() {
    let sat = sit(TWO, &["3", "^C"]);
    assert!(sat.shows("Welcome back. 2 of 5 answered so far"));
    assert!(!sat.shows("Question 1 of 4"));
    assert_eq!(sat.kept(), ["people-pay 3"]);
    assert_eq!(sat.outcome.left, Some(Leaving::Interrupted));
    assert_eq!(sat.outcome.command, "go on");
}

#[test]
fn finishing_says_what_comes_next() {
    let sat = sit("", &["", "1", "1", "2", "3", "", "", "d", "", ""]);
    assert_eq!((sat.outcome.left, sat.script.unread()), (None, 0));
    assert_eq!(
        sat.outcome.lines(),
        [
            "5 of 5 questions answered.",
            "Everything you answered is saved.",
            "Next: next"
        ]
    );
    assert_eq!(sat.last().judgement.rating, Rating::Unknown);
}

#[test]
fn skip_and_back_change_nothing() {
    let sat = sit(
        "",
        &[
            "1", "s", "b", "b", "1", "s", "s", "s", "s", "1", "b", "t", "q",
        ],
    );
    assert_eq!(sat.kept(), Vec::<String>::new());
    assert_eq!(
        (sat.outcome.answered, sat.outcome.left),
        (0, Some(Leaving::Asked))
    );
    assert!(sat.shows("The welcome: not answered"));
    assert!(sat.shows(
        "4 questions are not answered. That is kept as it is, and shown apart from level 0."
    ));
}

#[test]
fn changing_a_level_keeps_what_stands_beside_it() {
    let sat = sit(TWO, &["b", "b", "3"]);
    assert_eq!(sat.last().note.as_deref(), Some("kept"));
    assert_eq!(sat.last().judgement.evidence.len(), 1);
    assert_eq!(sat.last().judgement.rating.level().unwrap().number(), 3);
    assert!(
        sat.shows("Your answer: 2 Usual, a note, 1 piece of evidence. Enter keeps it and goes on.")
    );
}

#[test]
fn enter_keeps_an_answer_without_saving_it_again() {
    let sat = sit(TWO, &["b", "b", "", "", "2"]);
    assert_eq!(sat.kept(), ["people-pay 2"]);
}
