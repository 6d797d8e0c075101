use std::fs;

use jiff::civil::date as day;
use proptest::prelude::*;

use super::*;
use crate::assessment::{ActionStatus, Course, Note};
use crate::store::trial::assessment;

const HOSTILE: &str = "=1+1 \"\"\" ''' \\ \\n \u{7}\u{0}\u{1b}[31m \u{202e}rtl\u{200f} 🌳 é \r\n\tline\rtwo # no comment\n[[action]]\n\u{feff}\u{7f}\"";

fn act(id: &str, what: &str) -> Action {
    Action {
        id: id.into(),
        subject: "work-0".into(),
        what: what.into(),
        course: Course::Act {
            owner: "chair".into(),
            due: day(2027, 1, 31),
            measure: "It is so".into(),
            status: ActionStatus::NotStarted,
        },
        note: None,
    }
}

fn nothing(id: &str, reason: &str) -> Action {
    Action {
        id: id.into(),
        subject: "standard-1".into(),
        what: "Wait".into(),
        course: Course::NoAction {
            reason: reason.into(),
        },
        note: Note::new("n"),
    }
}

fn text(folder: &Folder) -> String {
    fs::read_to_string(folder.path().join(PLAN)).unwrap()
}

#[test]
fn actions_are_numbered_written_one_key_a_line_and_read_back() {
    let (_temporary, folder, rubric) = assessment(1);
    assert_eq!(
        folder.add_action(&rubric, &act("", "First")).unwrap().id,
        "a1"
    );
    assert_eq!(
        folder
            .add_action(&rubric, &nothing("", "Later"))
            .unwrap()
            .id,
        "a2"
    );
    let expected = r#"format = 1
last-number = 2

[[action]]
id = "a1"
for = "work-0"
what = "First"
owner = "chair"
due = 2027-01-31
measure = "It is so"
status = "not-started"

[[action]]
id = "a2"
for = "standard-1"
what = "Wait"
no-action = "Later"
note = "n"
"#;
    assert_eq!(text(&folder), expected);
    assert_eq!(
        folder.load().unwrap().assessment.plan,
        [act("a1", "First"), nothing("a2", "Later")]
    );
    assert_eq!(
        folder.save_action(&rubric, &act("a1", "First")).unwrap(),
        Saved::Unchanged
    );
    assert_eq!(text(&folder), expected);
}

#[test]
fn what_people_wrote_by_hand_stays_when_an_action_changes() {
    let (_temporary, folder, rubric) = assessment(1);
    let before = "# our plan\nformat = 1\n\n# the big one\n[[action]]\nid = \"roof\"\nfor = \"work-0\"\nwhat = 'Mend' # soon\nowner = \"chair\"\ndue = 2027-01-31\nmeasure = \"It is so\"\n\n[[action]]\nid = \"wait\"\nfor = \"standard-1\"\nwhat = \"Wait\"\nno-action = \"Later\" # ask again\n# the end\n";
    fs::write(folder.path().join(PLAN), before).unwrap();
    let mut roof = act("roof", "Mend");
    assert_eq!(
        folder.save_action(&rubric, &roof).unwrap(),
        Saved::Unchanged,
        "not started is what no status means"
    );
    assert_eq!(text(&folder), before);
    if let Course::Act { status, .. } = &mut roof.course {
        *status = ActionStatus::Complete;
    }
    folder.save_action(&rubric, &roof).unwrap();
    assert_eq!(
        text(&folder),
        before.replace(
            "measure = \"It is so\"\n",
            "measure = \"It is so\"\nstatus = \"complete\"\n"
        )
    );
    let mut now_something = act("wait", "Wait");
    now_something.subject = "standard-1".into();
    folder.save_action(&rubric, &now_something).unwrap();
    assert!(
        text(&folder).contains("# ask again\n[[action]]\nid = \"wait\""),
        "{}",
        text(&folder)
    );
    folder.add_action(&rubric, &act("", "New")).unwrap();
    assert!(
        text(&folder).contains("# the end\n\n[[action]]\nid = \"a1\""),
        "{}",
        text(&folder)
    );
}

#[test]
fn a_number_is_not_given_again_after_an_action_was_taken_out_by_hand() {
    let (_temporary, folder, rubric) = assessment(1);
    for what in ["one", "two"] {
        folder.add_action(&rubric, &act("", what)).unwrap();
    }
    let without = text(&folder)
        .split("\n[[action]]\nid = \"a2\"")
        .next()
        .unwrap()
        .to_owned();
    fs::write(folder.path().join(PLAN), without).unwrap();
    assert_eq!(
        folder.add_action(&rubric, &act("", "three")).unwrap().id,
        "a3"
    );
}

#[test]
fn several_changes_are_made_together_or_not_at_all() {
    let (_temporary, folder, rubric) = assessment(1);
    let one = folder.add_action(&rubric, &act("", "one")).unwrap();
    let two = folder.add_action(&rubric, &act("", "two")).unwrap();
    let change = |before: &Action, what: &str| PlanEdit::Change {
        before: before.clone(),
        after: act(&before.id, what),
    };
    // Somebody else changes one of them meanwhile.
    folder.save_action(&rubric, &act("a2", "theirs")).unwrap();
    let before = text(&folder);
    let edits = [
        change(&one, "mine"),
        change(&two, "mine too"),
        PlanEdit::Add(act("", "new")),
    ];
    let error = folder.save_plan(&rubric, &edits).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("the action \"a2\" was changed by someone else"),
        "{error}"
    );
    let StoreError::PlanChanged { changed, .. } = error else {
        panic!("{error}")
    };
    assert_eq!(
        changed,
        [ChangedAction {
            id: "a2".into(),
            theirs: Some(Box::new(act("a2", "theirs")))
        }]
    );
    assert_eq!(text(&folder), before);
    let unknown = Action {
        subject: "nothing-like-it".into(),
        ..act("", "x")
    };
    assert!(
        folder
            .save_plan(&rubric, &[change(&one, "mine"), PlanEdit::Add(unknown)])
            .is_err()
    );
    assert_eq!(text(&folder), before);

    let (saved, written) = folder
        .save_plan(
            &rubric,
            &[
                change(&one, "mine"),
                PlanEdit::Add(act("", "new")),
                PlanEdit::Add(nothing("", "so")),
            ],
        )
        .unwrap();
    assert_eq!(
        (saved, written),
        (
            Saved::Written,
            vec![act("a1", "mine"), act("a3", "new"), nothing("a4", "so")]
        )
    );
    assert_eq!(
        folder.load().unwrap().assessment.plan,
        [
            act("a1", "mine"),
            act("a2", "theirs"),
            act("a3", "new"),
            nothing("a4", "so")
        ]
    );
    // The same change again finds what it wants there already.
    assert_eq!(
        folder
            .save_plan(&rubric, &[change(&one, "mine")])
            .unwrap()
            .0,
        Saved::Unchanged
    );
}

#[test]
fn the_next_review_is_kept_beside_the_actions() {
    let (_temporary, folder, rubric) = assessment(1);
    assert_eq!(
        folder.load().unwrap().assessment.next_review(),
        day(2027, 11, 22),
        "a year on, where nobody says otherwise"
    );
    folder.add_action(&rubric, &act("", "one")).unwrap();
    assert_eq!(
        folder.save_next_review(&rubric, day(2027, 10, 1)).unwrap(),
        Saved::Written
    );
    assert_eq!(
        folder.save_next_review(&rubric, day(2027, 10, 1)).unwrap(),
        Saved::Unchanged
    );
    assert!(
        text(&folder)
            .starts_with("format = 1\nnext-review = 2027-10-01\nlast-number = 1\n\n[[action]]"),
        "{}",
        text(&folder)
    );
    assert_eq!(
        folder.load().unwrap().assessment.next_review(),
        day(2027, 10, 1)
    );
    folder.add_action(&rubric, &act("", "two")).unwrap();
    assert_eq!(
        folder.load().unwrap().assessment.next_review(),
        day(2027, 10, 1)
    );
}

#[test]
fn a_file_that_is_not_valid_is_named_and_left_alone() {
    let (_temporary, folder, rubric) = assessment(1);
    for bad in [
        "last-number = -1\n",
        "next-review = 2027-02-30\n",
        "[[action]]\nid = \"a\"\n",
        "x = 1\n",
    ] {
        fs::write(folder.path().join(PLAN), bad).unwrap();
        let error = folder.add_action(&rubric, &act("", "one")).unwrap_err();
        assert!(
            error.is_invalid_file() && error.to_string().contains("plan.toml has to be put right"),
            "{bad}: {error}"
        );
        assert_eq!(text(&folder), bad);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_text_in_any_field_comes_back_or_is_refused(texts in prop::collection::vec(prop_oneof![Just(HOSTILE.to_owned()), "\\PC{0,12}", any::<String>()], 5)) {
        let (_temporary, folder, rubric) = assessment(1);
        let [what, owner, measure, note, reason] = <[String; 5]>::try_from(texts).unwrap();
        let course = Course::Act { owner, due: day(2027, 1, 31), measure, status: ActionStatus::Stopped };
        let one = Action { what: what.clone(), course, note: Note::new(&note), ..act("", "") };
        let two = Action { what, ..nothing("", &reason) };
        let written = folder.save_plan(&rubric, &[PlanEdit::Add(one), PlanEdit::Add(two)]);
        match written {
            Ok((_, written)) => prop_assert_eq!(folder.load().unwrap().assessment.plan, written),
            Err(_) => prop_assert!(folder.load().unwrap().assessment.plan.is_empty()),
        }
    }
}
