use jiff::civil::date;

use super::*;
use crate::assessment::{ActionStatus, Course};
use crate::questionnaire::SaveError;
use crate::questionnaire::script::{Memory, Script, TODAY, rubric};

fn act(due: Date) -> Action {
    let course = Course::Act {
        owner: "chair".into(),
        due,
        measure: "Seen".into(),
        status: ActionStatus::InProgress,
    };
    Action {
        id: "a1".into(),
        subject: "money-plan".into(),
        what: "Mend it.".into(),
        course,
        note: None,
    }
}

fn sit<T>(
    failures: Vec<SaveError<Action>>,
    lines: &[&str],
    run: impl FnOnce(&mut PlanSitting<'_>) -> T,
) -> (Memory<Action>, Script, T) {
    let rubric = rubric();
    let mut memory = Memory {
        failures: failures.into(),
        ..Memory::default()
    };
    let mut script = Script::new(lines);
    let outcome = run(&mut PlanSitting {
        rubric: &rubric,
        today: TODAY,
        repository: &mut memory,
        interviewer: &mut script,
    });
    (memory, script, outcome)
}

fn suggestions() -> Vec<Suggestion> {
    vec![
        Suggestion {
            id: "audit".into(),
            words: "Put right: The plan.".into(),
        },
        Suggestion {
            id: "people-pay".into(),
            words: "Close the gap: The pay.".into(),
        },
    ]
}

#[test]
fn an_action_is_asked_for_field_by_field_and_kept_once() {
    let lines = [
        "1",
        "1",
        "Find the audit",
        "Clerk",
        "31/1/2027",
        "It is in the file",
        "",
    ];
    let (memory, script, outcome) = sit(Vec::new(), &lines, |sitting| {
        sitting.add(ActionDraft::default(), &suggestions())
    });
    assert_eq!(
        outcome,
        PlanOutcome {
            kept: 1,
            ..PlanOutcome::default()
        },
        "{}",
        script.shown
    );
    let course = Course::Act {
        owner: "Clerk".into(),
        due: date(2027, 1, 31),
        measure: "It is in the file".into(),
        status: ActionStatus::NotStarted,
    };
    assert_eq!(
        memory.kept,
        [Action {
            id: String::new(),
            subject: "audit".into(),
            what: "Find the audit".into(),
            course,
            note: None
        }]
    );
    assert!(script.misread.is_empty() && script.unread() == 0);
}

#[test]
fn nothing_is_an_answer_with_a_reason_and_a_mistyped_id_is_asked_again() {
    let lines = [
        "o",
        "people-py",
        "people-pay",
        "2",
        "Leave it",
        "The law changes in May",
        "Look again",
    ];
    let (memory, script, _) = sit(Vec::new(), &lines, |sitting| {
        sitting.add(ActionDraft::default(), &suggestions())
    });
    assert!(
        script.misread[0].contains("Did you mean \"people-pay\"?"),
        "{:?}",
        script.misread
    );
    let action = &memory.kept[0];
    assert_eq!(
        (
            action.subject.as_str(),
            action.what.as_str(),
            action.note.as_deref()
        ),
        ("people-pay", "Leave it", Some("Look again"))
    );
    assert_eq!(
        action.course,
        Course::NoAction {
            reason: "The law changes in May".into()
        }
    );
}

#[test]
fn what_the_flags_said_is_not_asked_and_a_day_that_passed_is_asked_about() {
    let draft = ActionDraft {
        subject: Some("audit".into()),
        what: Some("Find it".into()),
        due: Some(date(2026, 11, 1)),
        owner: Some("Clerk".into()),
        note: Some("n".into()),
        ..ActionDraft::default()
    };
    let (memory, script, _) = sit(
        Vec::new(),
        &["2", "1 October 2026", "1", "In the file"],
        |sitting| sitting.add(draft, &[]),
    );
    assert_eq!(
        script.shown.matches("Is this the day?").count(),
        2,
        "{}",
        script.shown
    );
    assert_eq!(memory.kept[0].due(), Some(date(2026, 10, 1)));
    assert_eq!(script.unread(), 0);
}

#[test]
fn back_goes_one_question_back_and_from_the_first_leaves_without_saving() {
    let lines = [
        "1",
        "2",
        "What",
        "b",
        "b",
        "1",
        "Do it",
        "b",
        "Do that",
        "Clerk",
        "b",
        "Chair",
        "1 May 2027",
        "b",
        "2 May 2027",
        "Seen",
        "",
    ];
    let (memory, script, _) = sit(Vec::new(), &lines, |sitting| {
        sitting.add(ActionDraft::default(), &suggestions())
    });
    assert_eq!(
        memory.kept.iter().map(action_told).collect::<Vec<_>>(),
        ["Do that (Chair, due 2 May 2027, not started)"],
        "{}",
        script.shown
    );
    let (memory, _, outcome) = sit(Vec::new(), &["b"], |sitting| {
        sitting.add(ActionDraft::default(), &suggestions())
    });
    assert_eq!((memory.kept.len(), outcome), (0, PlanOutcome::default()));
}

#[test]
fn leaving_says_what_is_not_saved() {
    for (last, left) in [("q", Leaving::Asked), ("^C", Leaving::Interrupted)] {
        let (memory, _, outcome) = sit(Vec::new(), &["1", "1", "Find it", last], |sitting| {
            sitting.add(ActionDraft::default(), &suggestions())
        });
        assert_eq!(memory.kept, []);
        assert_eq!(
            outcome,
            PlanOutcome {
                kept: 0,
                left: Some(left),
                unsaved: Some("the action you had begun (\"Find it\")".into())
            }
        );
    }
}

#[test]
fn each_change_is_kept_at_once_and_a_past_day_is_no_matter_for_what_is_complete() {
    let lines = [
        "1",
        "3",
        "6",
        "Nearly",
        "2",
        "1/1/2026",
        "2",
        "1 June 2027",
        "3",
        "b",
        "g",
    ];
    let (memory, script, outcome) = sit(Vec::new(), &lines, |sitting| {
        sitting.update(&act(date(2026, 1, 2)))
    });
    assert_eq!((outcome.kept, outcome.left), (4, None), "{}", script.shown);
    assert!(script.shown.contains("* It is overdue."));
    let last = memory.kept.last().unwrap();
    assert_eq!(
        (last.status(), last.due(), last.note.as_deref()),
        (
            Some(ActionStatus::Complete),
            Some(date(2027, 6, 1)),
            Some("Nearly")
        )
    );
    let lines = ["1", "1", "g"];
    let (memory, _, _) = sit(Vec::new(), &lines, |sitting| {
        sitting.update(&act(date(2026, 1, 2)))
    });
    assert_eq!(memory.kept[0].status(), Some(ActionStatus::NotStarted));
}

#[test]
fn closing_asks_how_it_ended_and_a_failed_save_is_told() {
    let failure = SaveError::Failed("the disk is full".to_owned());
    let (memory, script, outcome) = sit(vec![failure], &["2", "Overtaken", "t"], |sitting| {
        sitting.close(&act(TODAY))
    });
    assert!(script.shown.contains("the disk is full"));
    assert_eq!(
        (
            outcome.kept,
            memory.kept[0].status(),
            memory.kept[0].note.as_deref()
        ),
        (1, Some(ActionStatus::Stopped), Some("Overtaken"))
    );
    let theirs = Some(Box::new(Action {
        what: "Theirs".into(),
        ..act(TODAY)
    }));
    let (memory, script, outcome) = sit(
        vec![SaveError::Changed { theirs }],
        &["1", "", "2"],
        |sitting| sitting.close(&act(TODAY)),
    );
    assert_eq!((outcome.kept, memory.kept.len()), (0, 0));
    assert!(
        script
            .shown
            .contains("In the file now: Theirs (chair, due 22 November 2026, in progress)"),
        "{}",
        script.shown
    );
}

#[test]
fn one_of_several_actions_is_chosen_by_number_and_hostile_words_move_no_cursor() {
    let mut hostile = act(TODAY);
    hostile.what = "\u{1b}[2J\u{202e}".into();
    let first = act(TODAY);
    let (_, script, chosen) = sit(Vec::new(), &["2"], |sitting| {
        sitting.choose(&[&first, &hostile])
    });
    assert_eq!(chosen, Ok(&hostile));
    assert!(!script.shown.contains(['\u{1b}', '\u{202e}']));
}

#[test]
fn a_note_on_how_it_ended_is_kept_where_it_goes_on_only_if_the_person_says_so() {
    let stopped = Action {
        note: crate::assessment::Note::new("Nobody was found."),
        course: match act(date(2027, 1, 1)).course {
            Course::Act {
                owner,
                due,
                measure,
                ..
            } => Course::Act {
                owner,
                due,
                measure,
                status: ActionStatus::Stopped,
            },
            Course::NoAction { .. } => unreachable!("the action is done by somebody"),
        },
        ..act(date(2027, 1, 1))
    };
    for (still, note) in [("1", Some("Nobody was found.")), ("2", None)] {
        // Its status is the first thing that can change, and in progress the second that it can be.
        let lines = ["1", "2", still, "g"];
        let (memory, script, _) = sit(Vec::new(), &lines, |sitting| sitting.update(&stopped));
        assert!(script.shown.contains("Nobody was found."));
        let kept = memory.kept.last().unwrap();
        assert_eq!(kept.status(), Some(ActionStatus::InProgress));
        assert_eq!(kept.note.as_deref(), note);
    }
}
