//! The next cycle from the last: what goes on, what is asked anew, and whose notes come back to whom.

use std::fs;

use crate::run::Desk;
use crate::screen::Screen;

const PLAN: &str = "format = 1\n\n[[action]]\nid = \"a1\"\nfor = \"governance-purpose\"\nwhat = \"Keep a note of hard choices.\"\nowner = \"chair\"\ndue = 2027-01-31\nmeasure = \"Three notes\"\nstatus = \"not-started\"\n\n[[action]]\nid = \"a2\"\nfor = \"governance-board\"\nwhat = \"Nothing for now.\"\nno-action = \"The board is new.\"\n";

/// A desk with an assessment in `t` that the chair has answered, with a plan and a target.
fn with_cycle() -> Desk {
    let desk = Desk::with_assessment();
    let note = [
        "--as",
        "chair",
        "--role",
        "chair",
        "--note",
        "We turned a cheaper bid down.",
    ];
    desk.run(&[&["answer", "t", "governance-purpose", "3"], &note[..]].concat())
        .ends(0);
    desk.write("t/plan.toml", PLAN);
    let setup = desk.read("t/assessment.toml");
    desk.write(
        "t/assessment.toml",
        format!("{setup}\n[targets]\ngovernance-purpose = 4\n"),
    );
    desk
}

fn next(desk: &Desk) {
    desk.run(&["next", "t", "u", "--cycle", "2027", "--date", "2027-11-22"])
        .ends(0)
        .says("One open action goes on into the new plan.")
        .says("To be decided again: Nothing for now. (governance-board). Last time nothing was to be done: The board is new.")
        .says("Next: strong-trust assess u");
}

#[test]
fn the_next_cycle_is_begun_with_flags_alone_and_the_last_stays_as_it_is() {
    let desk = with_cycle();
    let before = desk.everything();
    next(&desk);
    let after = desk.everything();
    assert!(
        before
            .iter()
            .all(|(path, bytes)| after.get(path) == Some(bytes)),
        "the old folder stays as it is"
    );
    let setup = desk.read("u/assessment.toml");
    assert!(
        setup.contains("cycle = \"2027\"\ndate = 2027-11-22\n")
            && setup.contains("previous = \"../t\""),
        "{setup}"
    );
    assert!(setup.contains("governance-purpose = 4"), "{setup}");
    assert!(
        desk.read("u/plan.toml")
            .contains("Keep a note of hard choices.")
    );
    desk.run(&["check", "u"]).ends(0).says("No problems found.");
    desk.run(&["status", "u"])
        .ends(0)
        .says("Nobody has answered yet.");
    desk.run(&["report", "u", "--since", "t"])
        .ends(0)
        .says("What changed since 2026");
    assert!(
        !after
            .iter()
            .any(|(path, bytes)| path.starts_with(desk.path("u"))
                && String::from_utf8_lossy(bytes).contains("cheaper bid"))
    );
}

#[test]
fn a_folder_that_is_not_empty_an_earlier_date_and_the_same_name_are_refused_and_nothing_changes() {
    let desk = with_cycle();
    fs::create_dir(desk.path("full")).unwrap();
    desk.write("full/letter.txt", "x");
    let before = desk.everything();
    let refused = |args: &[&str], code: i32| desk.run(&[&["next", "t"], args].concat()).ends(code);
    refused(&["full", "--cycle", "2027", "--date", "2027-11-22"], 4)
        .says("is not empty (it holds \"letter.txt\")")
        .says("Nothing was changed.");
    refused(&["t", "--cycle", "2027", "--date", "2027-11-22"], 4)
        .says("holds an assessment already");
    refused(&["u", "--cycle", "2026", "--date", "2027-11-22"], 2)
        .says("is named \"2026\" already")
        .says("--cycle");
    refused(&["u", "--cycle", "2027", "--date", "2026-11-22"], 2).says("not after 2026-11-22");
    refused(&["u", "--cycle", "2027", "--date", "2027-02-30"], 2);
    refused(
        &["no/such/folder", "--cycle", "2027", "--date", "2027-11-22"],
        4,
    )
    .says("there is no folder");
    desk.run(&["next", "nowhere", "u"])
        .ends(4)
        .says("there is no folder nowhere");
    assert_eq!(desk.everything(), before);
    assert!(!desk.path("u").exists());
}

#[test]
fn a_respondent_s_own_note_comes_after_the_new_answer_and_nobody_else_s() {
    let desk = with_cycle();
    next(&desk);
    let sit = |who: &str, role: &str| {
        let args = [
            "--plain",
            "assess",
            "u",
            "--as",
            who,
            "--role",
            role,
            "--domain",
            "governance",
        ];
        desk.run_with(&args, "1\nq\n").ends(0).out
    };
    let chair = sit("chair", "chair");
    let (before, after) = chair.split_once("Saved: 1 Emerging").unwrap();
    assert!(!before.contains("cheaper bid"), "{before}");
    let told = after.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        told.contains("Last time, in 2026, you wrote: “We turned a cheaper bid down.”"),
        "{after}"
    );
    assert!(!told.contains("3 Embedded. Enter"), "{after}");
    assert!(!sit("trustee-1", "trustee").contains("cheaper bid"));
    // Without the old folder everything goes on, without notes.
    fs::rename(desk.path("t"), desk.path("elsewhere")).unwrap();
    let head = desk
        .run_with(
            &[
                "--plain",
                "assess",
                "u",
                "--as",
                "chair",
                "--domain",
                "governance",
            ],
            "2n\n-\nq\n",
        )
        .ends(0);
    assert!(!head.out.contains("cheaper bid"));
}

#[test]
fn in_a_terminal_it_asks_for_the_date_and_the_name() {
    let desk = with_cycle();
    let mut screen = Screen::start(&desk.path("."), &["next", "t", "u"], 24, 80);
    screen.wait_for_prompt("The next cycle", "Its date");
    screen.type_in("22 November 2027\r");
    screen.wait_for("? A name for this cycle (Enter for 2027)");
    screen.type_in("\r");
    screen.wait_for("Next: strong-trust assess u");
    assert_eq!(screen.end(), 0);
    assert!(
        desk.read("u/assessment.toml")
            .contains("cycle = \"2027\"\ndate = 2027-11-22\n")
    );
}
