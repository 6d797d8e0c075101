//! The plan: each verb with flags only, its bad input, a tracker that people edited, and the verbs that ask in a real terminal.

use std::fs;

use rust_xlsxwriter::{Format, Workbook};
use strong_trust::intake::workbook::{Cell, Sheet, Value, read};

use crate::run::{Desk, Ran};
use crate::screen::Screen;

const WHOLE: [&str; 10] = [
    "--for",
    "governance-board",
    "--what",
    "Find a trustee",
    "--owner",
    "chair",
    "--due",
    "2099-03-31",
    "--measure",
    "The seat is filled",
];

fn add(desk: &Desk, more: &[&str]) -> Ran {
    desk.run(&[&["plan", "t", "add"], &WHOLE[..], more].concat())
}

fn planned() -> Desk {
    let desk = Desk::with_assessment();
    add(&desk, &[]).ends(0).says("Saved as a1, for governance-board: Find a trustee (chair, due 31 March 2099, not started).");
    let nothing = [
        "plan",
        "t",
        "add",
        "--for",
        "standard-board-meetings",
        "--no-action",
        "The law changes in May",
    ];
    desk.run(&nothing).ends(0).says(
        "Saved as a2, for standard-board-meetings: no action, because: The law changes in May.",
    );
    desk
}

#[test]
fn actions_are_added_changed_closed_and_listed_by_flags_alone() {
    let desk = planned();
    desk.run(&[
        "plan",
        "t",
        "update",
        "A1",
        "--status",
        "in-progress",
        "--due",
        "1 April 2099",
        "--note",
        "Two candidates",
    ])
    .ends(0);
    let text = desk.read("t/plan.toml");
    for line in [
        "status = \"in-progress\"",
        "due = 2099-04-01",
        "note = \"Two candidates\"",
        "what = \"Find a trustee\"",
    ] {
        assert!(text.contains(line), "{line} in {text}");
    }
    desk.run(&["plan", "t"])
        .ends(0)
        .says("one in progress and one where the trust decided to do nothing, with a reason")
        .says("(a1)");
    desk.run(&[
        "plan",
        "t",
        "close",
        "a1",
        "--status",
        "complete",
        "--note",
        "Appointed",
    ])
    .ends(0)
    .says("complete");
    let before = desk.everything();
    desk.run(&["plan", "t", "close", "a1", "--status", "complete"])
        .ends(0);
    assert_eq!(
        before,
        desk.everything(),
        "saying the same again changes no byte"
    );
    desk.run(&["plan", "t", "update", "a1", "--note", ""])
        .ends(0);
    assert!(!desk.read("t/plan.toml").contains("note ="));
    desk.run(&[
        "plan",
        "t",
        "update",
        "a2",
        "--owner",
        "clerk",
        "--due",
        "2099-01-01",
        "--measure",
        "Seen",
    ])
    .ends(0);
    assert!(
        desk.read("t/plan.toml")
            .contains("Before, nothing was to be done: The law changes in May")
    );
    desk.run(&["plan", "t", "review", "4 October 2027"])
        .ends(0)
        .says("the next review is on 4 October 2027");
    desk.run(&["plan", "t"])
        .ends(0)
        .says("The next review is on 4 October 2027.");
    desk.run(&["check", "t"]).ends(0).says("No problems found.");
    let report: serde_json::Value =
        serde_json::from_str(&desk.run(&["report", "t", "--format", "json"]).ends(0).out).unwrap();
    assert_eq!(
        (
            report["plan"][0]["progress"].as_str(),
            report["plan"][0]["overdue"].as_bool()
        ),
        (Some("Complete"), Some(false))
    );
}

#[test]
fn what_is_no_whole_action_is_refused_with_every_reason_and_its_flag() {
    let desk = planned();
    let before = desk.everything();
    let nothing = desk.run(&["plan", "t", "add"]).ends(2);
    for flag in ["(--for)", "(--what)", "(--owner)", "(--due)", "(--measure)"] {
        assert!(nothing.err.contains(flag), "{flag} in {}", nothing.err);
    }
    let wrong = [
        "plan",
        "t",
        "add",
        "--for",
        "governance-bord",
        "--what",
        "x",
        "--owner",
        " ",
        "--due",
        "2020-01-01",
        "--measure",
        "m",
    ];
    desk.run(&wrong)
        .ends(2)
        .says("Did you mean \"governance-board\"? (--for)")
        .says("Say who answers for it: a post is enough. (--owner)")
        .says("1 January 2020 has passed already")
        .says("--past-due-ok");
    add(&desk, &["--no-action", "why"])
        .ends(2)
        .says("it cannot be both");
    desk.run(&[
        "plan",
        "t",
        "add",
        "--for",
        "governance-board",
        "--no-action",
        " ",
    ])
    .ends(2)
    .says("(--owner)");
    desk.run(&["plan", "t", "add", "--due", "2027-02-30"])
        .ends(2)
        .says("for '--due <DATE>': \"2027-02-30\" is not a date");
    desk.run(&["plan", "t", "update", "a7", "--status", "complete"])
        .ends(2)
        .says("It has a1");
    desk.run(&["plan", "t", "update", "a1"])
        .ends(2)
        .says("--status");
    desk.run(&["plan", "t", "update", "--note", "x"])
        .ends(2)
        .says("name the action");
    desk.run(&["plan", "t", "update", "a1", "--due", "2020-01-01"])
        .ends(2)
        .says("--past-due-ok");
    desk.run(&["plan", "t", "update", "a1", "--no-action", "too late"])
        .ends(2)
        .says("close a1 --status stopped");
    desk.run(&["plan", "t", "close", "a1"])
        .ends(2)
        .says("--status complete");
    desk.run(&["plan", "t", "close", "a2", "--status", "complete"])
        .ends(2)
        .says("nothing to close");
    desk.run(&["plan", "t", "review", "2026-11-22"])
        .ends(2)
        .says("give a later day");
    assert_eq!(
        before,
        desk.everything(),
        "nothing that is refused leaves a trace"
    );
    desk.run(&[
        "plan",
        "t",
        "update",
        "a1",
        "--due",
        "2020-01-01",
        "--past-due-ok",
    ])
    .ends(0);
    desk.run(&["plan", "t"])
        .ends(0)
        .says("One action is overdue")
        .says("Overdue ─");
    // The date is known now, so that another change is no new slip.
    desk.run(&["plan", "t", "update", "a1", "--owner", "clerk"])
        .ends(0);
}

#[test]
fn hostile_words_are_kept_as_they_are_and_shown_without_harm() {
    let desk = Desk::with_assessment();
    let hostile = "=cmd|' /C calc'!A0 \u{1b}[2J\u{202e} <script> \"\"\" é🌳 BEGIN:VEVENT";
    let args = [
        "plan",
        "t",
        "add",
        "--for",
        "governance-board",
        "--what",
        hostile,
        "--owner",
        hostile,
        "--due",
        "2099-01-01",
        "--measure",
        hostile,
        "--note",
        hostile,
    ];
    let said = desk.run(&args).ends(0);
    assert!(!said.err.contains(['\u{1b}', '\u{202e}']), "{}", said.err);
    let listed = desk.run(&["plan", "t"]).ends(0);
    assert!(!listed.out.contains(['\u{1b}', '\u{202e}']));
    let outputs: Vec<&str> = ["xlsx", "docx", "html", "md", "txt", "csv", "ics"]
        .iter()
        .flat_map(|ending| ["-o", &*format!("p.{ending}").leak()])
        .collect();
    desk.run(&[&["plan", "t", "export"], &outputs[..]].concat())
        .ends(0);
    assert!(desk.read("p.csv").contains("'=cmd"));
    assert_eq!(
        desk.read("p.ics").matches("\r\nBEGIN:VEVENT\r\n").count(),
        2
    );
    desk.run(&["plan", "t", "read", "p.xlsx"])
        .ends(0)
        .says("there is nothing to change");
}

#[test]
fn the_plan_is_written_in_each_form_and_no_file_is_replaced_by_the_way() {
    let desk = planned();
    desk.run(&[
        "plan",
        "t",
        "export",
        "-o",
        "plan.docx",
        "-o",
        "plan.csv",
        "-o",
        "plan.md",
        "-o",
        "plan.ics",
        "--review",
        "2027-09-09",
    ])
    .ends(0);
    assert!(desk.read("plan.md").contains("Find a trustee (a1)"));
    assert!(
        desk.read("plan.csv")
            .starts_with("action,for,title,what,owner,due")
    );
    let calendar = desk.read("plan.ics");
    assert!(
        calendar.contains("DTSTART;VALUE=DATE:20990331\r\n")
            && calendar.contains("DTSTART;VALUE=DATE:20270909\r\n"),
        "{calendar}"
    );
    assert!(fs::read(desk.path("plan.docx")).unwrap().starts_with(b"PK"));
    desk.run(&["plan", "t", "export", "-o", "plan.md"])
        .ends(2)
        .says("--force");
    desk.run(&["plan", "t", "export", "-o", "plan.odt"])
        .ends(2)
        .says("Let it end in")
        .says(".xlsx");
    desk.run(&["plan", "t", "export"]).ends(2).says("--output");
    desk.run(&["plan", "t", "export", "-o", "none/plan.md"])
        .ends(4);
}

/// The cells of a workbook as another program would save them.
fn saved(sheets: &[Sheet]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let date = Format::new().set_num_format("d mmm yyyy");
    for sheet in sheets {
        let written = workbook.add_worksheet().set_name(&sheet.name).unwrap();
        for ((row, column), cell) in &sheet.cells {
            let column = u16::try_from(*column).unwrap();
            match (&cell.value, cell.day) {
                (Value::Text(text), _) => written.write_string(*row, column, &**text),
                (Value::Error(text), _) => written.write_string(*row, column, text),
                (Value::Number(number), Some(_)) => {
                    written.write_number_with_format(*row, column, *number, &date)
                }
                (Value::Number(number), None) => written.write_number(*row, column, *number),
                (Value::Truth(truth), _) => written.write_boolean(*row, column, *truth),
            }
            .unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

/// Exports a tracker, edits it, and saves it as `edited.xlsx`. Rows are counted from 4, as Excel shows them; columns are letters.
fn edited(desk: &Desk, edits: &[(&str, &str)]) {
    desk.run(&["plan", "t", "export", "-o", "plan.xlsx", "--force"])
        .ends(0);
    desk.write(
        "edited.xlsx",
        edited_tracker(&fs::read(desk.path("plan.xlsx")).unwrap(), edits),
    );
}

/// The tracker with other texts in these cells.
pub fn edited_tracker(tracker: &[u8], edits: &[(&str, &str)]) -> Vec<u8> {
    let mut workbook = read(tracker).unwrap();
    for (cell, text) in edits {
        let place = (
            cell[1..].parse::<u32>().unwrap() - 1,
            u32::from(cell.as_bytes()[0] - b'A'),
        );
        let cells = &mut workbook.sheets[0].cells;
        match *text {
            "" => drop(cells.remove(&place)),
            text => drop(cells.insert(place, Cell::of(Value::Text(text.into())))),
        }
    }
    saved(&workbook.sheets)
}

#[test]
fn a_tracker_that_was_edited_comes_back_after_it_was_shown_and_a_second_time_changes_nothing() {
    let desk = planned();
    let new = [
        ("B9", "workforce-employer"),
        ("D9", "Ask staff"),
        ("E9", "ceo"),
        ("F9", "1st May 2099"),
        ("G9", "Asked"),
    ];
    edited(
        &desk,
        &[&[("H4", "in progress"), ("F4", "2 April 2099")][..], &new].concat(),
    );
    let before = desk.everything();
    let shown =
        "a1: due from 31 March 2099 to 2 April 2099; status from “Not started” to “In progress”.";
    desk.run(&["plan", "t", "read", "edited.xlsx"])
        .ends(2)
        .says(shown)
        .says("--yes")
        .says("--dry-run");
    desk.run(&["plan", "t", "read", "edited.xlsx", "--dry-run"])
        .ends(0)
        .says(shown)
        .says("Nothing was changed");
    desk.run_with(&["--plain", "plan", "t", "read", "edited.xlsx"], "2\n")
        .ends(0)
        .says("Nothing was changed");
    assert_eq!(before, desk.everything());
    desk.run_with(&["--plain", "plan", "t", "read", "edited.xlsx"], "1\n")
        .ends(0)
        .says("Saved as a3, for workforce-employer: Ask staff");
    let text = desk.read("t/plan.toml");
    assert!(
        text.contains("due = 2099-04-02") && text.contains("id = \"a3\""),
        "{text}"
    );
    let before = desk.everything();
    desk.run(&["plan", "t", "read", "edited.xlsx", "--yes"])
        .ends(0)
        .says("there is nothing to change");
    assert_eq!(before, desk.everything());
}

#[test]
fn rows_deleted_and_re_ordered_lose_nothing_and_every_fault_names_its_cell() {
    let desk = planned();
    // Row 4 and row 5 change places, and the first is then taken out.
    let swapped = [
        ("A4", "a2"),
        ("B4", "standard-board-meetings"),
        ("D4", "No action"),
        ("E4", ""),
        ("F4", ""),
        ("G4", ""),
        ("H4", ""),
        ("I4", "The law changes in May"),
        ("A5", ""),
        ("B5", ""),
        ("D5", ""),
        ("I5", ""),
    ];
    edited(&desk, &swapped);
    let before = desk.everything();
    desk.run(&["plan", "t", "read", "edited.xlsx", "--yes"])
        .ends(0)
        .says("a1 (“Find a trustee”) has no row in the tracker any more. It stays in the plan as it is");
    assert_eq!(before, desk.everything());
    edited(
        &desk,
        &[
            ("F4", "soon"),
            ("H4", "done"),
            ("A5", "a1"),
            ("B9", "governance-bord"),
            ("D9", "x"),
        ],
    );
    let before = desk.everything();
    let refused = desk
        .run(&["plan", "t", "read", "edited.xlsx", "--yes"])
        .ends(3);
    for cell in [
        "Sheet Plan, cell F4",
        "Sheet Plan, cell H4",
        "Sheet Plan, cell A5",
        "Sheet Plan, cell B9",
        "Sheet Plan, cell E9",
    ] {
        assert!(refused.err.contains(cell), "{cell} in {}", refused.err);
    }
    assert_eq!(before, desk.everything(), "nothing is half imported");
    // The tracker of another assessment.
    desk.run(&[
        "new",
        "u",
        "--trust",
        "Other Trust",
        "--cycle",
        "2026",
        "--date",
        "2026-11-22",
        "--schools",
        "3",
    ])
    .ends(0);
    desk.run(&["plan", "u", "read", "plan.xlsx", "--yes"])
        .ends(3)
        .says("the tracker of another assessment: of “Test Trust”");
}

#[test]
fn what_is_no_tracker_is_refused_by_name() {
    let desk = planned();
    desk.write("notes.xlsx", "a,b\n");
    desk.run(&["plan", "t", "read", "notes.xlsx"])
        .ends(3)
        .says("notes.xlsx: it is plain text (.csv or the like)");
    desk.write(
        "budget.xlsx",
        saved(&[Sheet {
            name: "Budget".into(),
            ..Sheet::default()
        }]),
    );
    desk.run(&["plan", "t", "read", "budget.xlsx"])
        .ends(3)
        .says("no tracker of a plan");
    desk.run(&["plan", "t", "read", "none.xlsx"])
        .ends(4)
        .says("none.xlsx");
    desk.run(&["plan", "t", "read", "t"])
        .ends(4)
        .says("a file is needed here");
    desk.run(&["plan", "none"]).ends(4);
}

#[test]
fn an_action_is_added_by_answering_in_a_terminal() {
    let desk = Desk::with_assessment();
    let mut screen = Screen::start(
        &desk.path("."),
        &["plan", "t", "add", "--for", "governance-board"],
        24,
        80,
    );
    screen.wait_for_prompt("What will happen?", "1 or 2");
    screen.type_in("1\r");
    screen.wait_for_prompt("What will be done?", "What");
    screen.type_in("Find a trustee\r");
    screen.wait_for_prompt("Who answers for it?", "Owner");
    screen.type_in("chair\r");
    screen.wait_for_prompt("By when is it due?", "Due");
    screen.type_in("1 May 2020\r");
    screen.wait_for_prompt("1 May 2020 has passed already", "1 or 2");
    screen.type_in("2\r");
    screen.wait_for_prompt("By when is it due?", "Due");
    screen.type_in("31/3/2099\r");
    screen.wait_for_prompt("How will you know that it has worked?", "How");
    screen.type_in("The seat is filled\r");
    screen.wait_for_prompt("A note, if there is one", "Note");
    screen.type_in("\r");
    screen.wait_for("Saved as a1, for governance-board");
    assert_eq!(screen.end(), 0);
    let text = desk.read("t/plan.toml");
    assert!(
        text.contains("due = 2099-03-31") && text.contains("owner = \"chair\""),
        "{text}"
    );
}

#[test]
fn an_action_is_changed_and_closed_by_answering_in_a_terminal() {
    let desk = planned();
    let mut screen = Screen::start(&desk.path("."), &["plan", "t", "update"], 24, 80);
    screen.wait_for_prompt("Which action?", "Choose a number");
    screen.type_in("1\r");
    screen.wait_for_prompt("a1, for governance-board", "A number to change it");
    screen.type_in("1\r");
    screen.wait_for_prompt("How far is it?", "How far");
    screen.type_in("2\r");
    screen.wait_for_prompt("Status: In progress", "A number to change it");
    assert!(
        desk.read("t/plan.toml")
            .contains("status = \"in-progress\""),
        "it is kept at once"
    );
    screen.type_in("g\r");
    screen.wait_for("Saved as a1");
    assert_eq!(screen.end(), 0);

    let mut screen = Screen::start(&desk.path("."), &["plan", "t", "close", "a1"], 24, 80);
    screen.wait_for_prompt("How far is it?", "How far");
    screen.type_in("1\r");
    screen.wait_for_prompt("What should a reader know of how it ended?", "Note");
    screen.type_in("\u{3}");
    screen.wait_for("Not saved: how a1 ended.");
    assert_eq!(screen.end(), 130);
    assert!(
        desk.read("t/plan.toml")
            .contains("status = \"in-progress\"")
    );
}

#[test]
fn a_tracker_is_agreed_to_in_a_terminal() {
    let desk = planned();
    edited(&desk, &[("H4", "Complete")]);
    let mut screen = Screen::start(
        &desk.path("."),
        &["plan", "t", "read", "edited.xlsx"],
        24,
        80,
    );
    screen.wait_for_prompt("Make these changes?", "1 or 2");
    screen.type_in("1\r");
    screen.wait_for("Saved as a1");
    assert_eq!(screen.end(), 0);
    assert!(desk.read("t/plan.toml").contains("status = \"complete\""));
}
