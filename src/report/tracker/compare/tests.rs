use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::assessment::Course;
use crate::export::excel::tracker::render;
use crate::intake::tracker::read;
use crate::report::sample::{Sample, everything};
use crate::report::tracker::tracker;
use crate::scoring::score;

const TODAY: Date = date(2026, 11, 22);

fn action(id: &str, subject: &str, due: &str, status: &str) -> String {
    format!(
        "[[action]]\nid = {id:?}\nfor = {subject:?}\nwhat = \"Do {id}.\"\nowner = \"chair\"\ndue = {due}\nmeasure = \"It is so\"\nstatus = {status:?}\n"
    )
}

fn sample() -> Sample {
    let wait = "[[action]]\nid = \"wait\"\nfor = \"money-a\"\nwhat = \"Wait\"\nno-action = \"Others first\"\nnote = \"n\"\n";
    Sample {
        plan: action("a1", "care-b", "2026-11-01", "in-progress")
            + &action("a2", "standard-care-law", "2027-05-01", "not-started")
            + wait,
        ..Sample::default()
    }
}

fn read_of(sample: &Sample) -> TrackerRead {
    let assessment = sample.assessment();
    read(&render(&tracker(&assessment, &score(&assessment))).unwrap()).unwrap()
}

/// What a tracker of the sample would change after this edit.
fn edited(edit: impl FnOnce(&mut TrackerRead)) -> Result<TrackerChanges, Vec<String>> {
    let mut read = read_of(&sample());
    edit(&mut read);
    compare_tracker(&sample().assessment(), &read, TODAY, false)
}

fn set(row: &mut ReadRow, field: ActionField, text: &str) {
    let place = ActionField::ALL
        .iter()
        .position(|one| *one == field)
        .unwrap();
    row.fields[place].cell = if text.is_empty() {
        GivenCell::Nothing
    } else {
        GivenCell::Text(text.to_owned())
    };
}

/// A row for a new action, in the place of row 20.
fn new_row(subject: &str, what: &str) -> ReadRow {
    let given = |column: char| Given {
        place: format!("sheet Plan, cell {column}20"),
        cell: GivenCell::Nothing,
    };
    let mut row = ReadRow {
        id: given('A'),
        fields: ['B', 'D', 'E', 'F', 'G', 'H', 'I', 'J'].map(given),
    };
    for (field, text) in [
        (ActionField::For, subject),
        (ActionField::What, what),
        (ActionField::Owner, "clerk"),
        (ActionField::Due, "26/3/2027"),
        (ActionField::Measure, "Seen"),
    ] {
        set(&mut row, field, text);
    }
    row
}

#[test]
fn an_untouched_tracker_changes_nothing_in_whatever_order_its_rows_stand() {
    let untouched = edited(|_| {}).unwrap();
    assert_eq!(untouched, TrackerChanges::default());
    assert_eq!(
        untouched.summary(),
        "The plan says all this already: there is nothing to change."
    );
    assert_eq!(
        edited(|read| read.rows.reverse()).unwrap(),
        TrackerChanges::default()
    );
}

#[test]
fn a_cell_that_was_changed_changes_one_field_and_is_told() {
    let changes = edited(|read| {
        set(&mut read.rows[0], ActionField::Status, "complete");
        set(&mut read.rows[0], ActionField::Due, "1st December 2026");
        set(&mut read.rows[1], ActionField::Owner, "head\r\nof one");
    })
    .unwrap();
    assert_eq!(
        changes.lines(),
        [
            "a1: due from 1 November 2026 to 1 December 2026; status from “In progress” to “Complete”.",
            "a2: owner from “chair” to “head of one”."
        ]
    );
    assert_eq!(changes.summary(), "Two changed actions.");
    let TrackerChange::Changed { after, .. } = &changes.changes[1] else {
        panic!()
    };
    assert_eq!(
        after.field(ActionField::Owner).as_deref(),
        Some("head\nof one")
    );
}

#[test]
fn what_was_to_be_nothing_can_become_something_and_the_other_way_round() {
    let changes = edited(|read| {
        let reason = "The law changed";
        for field in [
            ActionField::Owner,
            ActionField::Due,
            ActionField::Measure,
            ActionField::Status,
        ] {
            set(&mut read.rows[1], field, "");
        }
        set(&mut read.rows[1], ActionField::NoAction, reason);
        let wait = &mut read.rows[2];
        for (field, text) in [
            (ActionField::NoAction, ""),
            (ActionField::Owner, "head"),
            (ActionField::Due, "2027-02-01"),
            (ActionField::Measure, "m"),
        ] {
            set(wait, field, text);
        }
    })
    .unwrap();
    let after: Vec<&Course> = changes
        .changes
        .iter()
        .map(|change| match change {
            TrackerChange::Changed { after, .. } => &after.course,
            TrackerChange::New(_) => panic!(),
        })
        .collect();
    assert!(matches!(after[0], Course::NoAction { reason } if reason == "The law changed"));
    assert!(matches!(
        after[1],
        Course::Act {
            status: ActionStatus::NotStarted,
            ..
        }
    ));
}

#[test]
fn a_new_row_is_a_new_action_once_and_a_row_taken_out_is_named_and_kept() {
    let add = |read: &mut TrackerRead| {
        read.rows.remove(1);
        read.rows.push(new_row("Care C", "Ask everybody"));
    };
    let changes = edited(add).unwrap();
    assert_eq!(
        changes.lines(),
        [
            "New, for care-c: “Ask everybody” (clerk, due 26 March 2027, not started).",
            "a2 (“Do a2.”) has no row in the tracker any more. It stays in the plan as it is; to stop it, close it there."
        ]
    );
    // The same file read again, after the new action came into the plan, with more done in Excel meanwhile.
    let mut read = read_of(&sample());
    add(&mut read);
    let mut after = sample();
    after.plan += "[[action]]\nid = \"a3\"\nfor = \"care-c\"\nwhat = \"Ask everybody\"\nowner = \"clerk\"\ndue = 2027-03-26\nmeasure = \"Seen\"\nstatus = \"not-started\"\n";
    let again = compare_tracker(&after.assessment(), &read, TODAY, false).unwrap();
    assert_eq!(again.changes, []);
    set(
        read.rows.last_mut().unwrap(),
        ActionField::Status,
        "In progress",
    );
    let again = compare_tracker(&after.assessment(), &read, TODAY, false).unwrap();
    assert_eq!(
        again.lines()[0],
        "a3: status from “Not started” to “In progress”."
    );
    // An action that came into the plan later is none that was taken out of the tracker.
    let later = compare_tracker(&after.assessment(), &read_of(&sample()), TODAY, false).unwrap();
    assert_eq!(
        later.lines(),
        [
            "a3 (“Ask everybody”) came into the plan after the tracker was written. It stays as it is."
        ]
    );
}

#[test]
fn every_fault_is_told_at_once_with_its_cell_and_nothing_is_taken() {
    let faults = edited(|read| {
        set(&mut read.rows[0], ActionField::Status, "complte");
        set(&mut read.rows[0], ActionField::Due, "soon");
        set(&mut read.rows[1], ActionField::For, "care-x");
        set(&mut read.rows[1], ActionField::Owner, "");
        read.rows[2].fields[1].cell = GivenCell::Broken("#REF!".into());
        let mut copy = read.rows[0].clone();
        copy.id.place = "sheet Plan, cell A19".into();
        read.rows.push(copy);
        let mut new = new_row("care-c", "");
        set(&mut new, ActionField::Due, "2026-11-21");
        read.rows.push(new);
        let mut unknown = new_row("care-c", "w");
        unknown.id.cell = GivenCell::Text("a11".into());
        read.rows.push(unknown);
    })
    .unwrap_err();
    let expected = [
        "Sheet Plan, cell F4: \"soon\" is not a date",
        "Sheet Plan, cell H4: “complte” is no status: choose Not started, In progress, Complete or Stopped. Did you mean “Complete”?",
        "Sheet Plan, cell B5: The rubric has no criterion or standard \"care-x\". Did you mean \"care-a\"?",
        "Sheet Plan, cell E5: Say who answers for it",
        "Sheet Plan, cell D6: the formula here has no result (#REF!)",
        "Sheet Plan, cell A19: “a1” stands a second time; the first is at sheet Plan, cell A4.",
        "Sheet Plan, cell D20: Say what is to be done.",
        "Sheet Plan, cell F20: 21 November 2026 has passed already",
        "Sheet Plan, cell A20: the plan has no action “a11”. For a new action, leave the cell empty.",
    ];
    assert_eq!(faults.len(), expected.len(), "{faults:#?}");
    for (fault, expected) in faults.iter().zip(expected) {
        assert!(
            fault.starts_with(expected),
            "{fault:?} begins with {expected:?}"
        );
    }
    let cleared = edited(|read| set(&mut read.rows[0], ActionField::Status, "")).unwrap_err();
    assert_eq!(
        cleared,
        ["Sheet Plan, cell H4: the status of “a1” is empty. Choose one."]
    );
}

#[test]
fn a_plan_that_moved_on_is_not_undone_and_where_both_changed_it_is_told() {
    let mut later = sample();
    later.plan = later
        .plan
        .replace("Do a1.", "Do more.")
        .replace("status = \"in-progress\"", "status = \"complete\"");
    let untouched =
        compare_tracker(&later.assessment(), &read_of(&sample()), TODAY, false).unwrap();
    assert_eq!(
        untouched.changes,
        [],
        "what nobody touched in the tracker stays as the plan has it"
    );
    let mut read = read_of(&sample());
    set(&mut read.rows[0], ActionField::Owner, "head");
    set(&mut read.rows[0], ActionField::Status, "Complete");
    let changes = compare_tracker(&later.assessment(), &read, TODAY, false).unwrap();
    assert_eq!(changes.lines(), ["a1: owner from “chair” to “head”."]);
    set(&mut read.rows[0], ActionField::Status, "Stopped");
    let faults = compare_tracker(&later.assessment(), &read, TODAY, false).unwrap_err();
    assert!(
        faults[0].contains(
            "it was “In progress”, the tracker says “Stopped”, the plan now says “Complete”"
        ),
        "{faults:?}"
    );
    // An action that was taken out of the plan by hand meanwhile.
    later.plan = action("a2", "standard-care-law", "2027-05-01", "not-started");
    let faults =
        compare_tracker(&later.assessment(), &read_of(&sample()), TODAY, false).unwrap_err();
    assert!(
        faults[0].contains("It was taken out of the plan after the tracker was written."),
        "{faults:?}"
    );
}

#[test]
fn a_tracker_of_another_assessment_is_refused() {
    let mut other = sample();
    other.trust = Some("Hill Trust".into());
    let faults =
        compare_tracker(&sample().assessment(), &read_of(&other), TODAY, false).unwrap_err();
    assert!(
        faults[0].contains(
            "of “Hill Trust”, 2026 (small). The folder is of “Harbour Trust”, 2026 (small)."
        ),
        "{faults:?}"
    );
    assert!(edited(|read| read.about.clear()).is_err());
    assert!(edited(|read| read.rows = vec![new_row("care-a", "x"); MOST_ROWS + 1]).is_err());
}

#[test]
fn a_text_too_long_for_a_cell_is_not_cut_by_the_way() {
    let mut long = everything();
    long.plan = action("a1", "care-b", "2027-11-01", "in-progress")
        .replace("It is so", &"é".repeat(40_000));
    let mut read = read_of(&long);
    set(&mut read.rows[0], ActionField::Status, "Complete");
    let changes = compare_tracker(&long.assessment(), &read, TODAY, false).unwrap();
    let [TrackerChange::Changed { after, .. }] = changes.changes.as_slice() else {
        panic!()
    };
    assert_eq!(
        after.field(ActionField::Measure).unwrap().chars().count(),
        40_000
    );
    set(&mut read.rows[0], ActionField::Measure, "short");
    let faults = compare_tracker(&long.assessment(), &read, TODAY, false).unwrap_err();
    assert!(faults[0].contains("longer than a cell holds"), "{faults:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_plan_comes_back_unchanged_and_any_edit_is_a_change_or_a_fault(
        texts in prop::collection::vec(prop_oneof!["\\PC{0,10}", any::<String>(), Just("=1+1\r\n\u{0}\u{202e}_x0041_ ".to_owned())], 5),
        field in 0..8usize,
        edit in any::<String>(),
    ) {
        let quoted: Vec<String> = texts.iter().map(|text| toml::Value::from(text.as_str()).to_string()).collect();
        let mut sample = everything();
        sample.plan = format!(
            "[[action]]\nid = {0}\nfor = \"care-a\"\nwhat = {1}\nowner = {2}\ndue = 2027-01-01\nmeasure = {3}\nnote = {4}\n[[action]]\nid = \"x-{5}\"\nfor = \"care-b\"\nwhat = {3}\nno-action = {2}\n",
            quoted[0], quoted[1], quoted[2], quoted[3], quoted[4], texts[0].len()
        );
        let assessment = sample.assessment();
        let mut read = read(&render(&tracker(&assessment, &score(&assessment))).unwrap()).unwrap();
        // A blank id cannot name a row; the action is then found by its words, or the row is faulty. Nothing is changed either way.
        if let Ok(changes) = compare_tracker(&assessment, &read, TODAY, true) {
            prop_assert!(texts[0].trim().is_empty() || changes.changes.is_empty(), "{:?}", changes);
        } else {
            prop_assert!(texts.iter().any(|text| tidy(text).is_none()));
        }
        if let Some(row) = read.rows.first_mut() {
            row.fields[field].cell = GivenCell::Text(edit);
        }
        let _ = compare_tracker(&assessment, &read, TODAY, false).map(|changes| changes.lines());
    }
}
