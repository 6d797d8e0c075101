//! `rubric upgrade`: strong-trust 1.0.0 taken over to a realistic 1.1.0, with flags and in a terminal.
//!
//! Version 1.1.0 is made here from the one inside the program: one criterion reworded, one renamed, one split, two
//! merged, one dropped, one new; a standard and an indicator dropped, a role renamed, a level relabelled.

use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::run::Desk;
use crate::screen::Screen;
use strong_trust::rubric::Builtin;

/// The text of a criterion's table, up to the next table that is none of its own.
fn table(text: &str, id: &str) -> (usize, usize) {
    let at = text
        .find(&format!("id = \"{id}\""))
        .unwrap_or_else(|| panic!("{id}"));
    let start = text[..at].rfind("\n[[").unwrap() + 1;
    let end = text[at..]
        .find("\n[[")
        .map_or(text.len(), |more| at + more + 1);
    (start, end)
}

fn without(text: &str, id: &str) -> String {
    let (start, end) = table(text, id);
    format!("{}{}", &text[..start], &text[end..])
}

/// A copy of a criterion with another id and title, and what it was.
fn copy(text: &str, id: &str, new: &str, title: &str, was: &str) -> String {
    let (start, end) = table(text, id);
    let copy = text[start..end].replacen(
        &format!("id = \"{id}\""),
        &format!("id = \"{new}\"\nwas = [{was}]"),
        1,
    );
    let at = copy.find("title = ").unwrap();
    let line = copy[at..].find('\n').unwrap() + at;
    format!("{}title = \"{title}\"{}", &copy[..at], &copy[line..])
}

/// Writes version 1.1.0 into a folder.
fn newer(folder: &Path) {
    fs::create_dir_all(folder).unwrap();
    for (name, text) in Builtin::find("strong-trust").unwrap().files {
        let mut text = (*text).to_owned();
        match *name {
            "rubric.toml" => {
                text = text.replacen("version = \"1.0.0\"", "version = \"1.1.0\"", 1);
                text = text.replacen("label = \"Embedded\"", "label = \"Woven in\"", 1);
                text = text.replacen("id = \"trustee\"", "id = \"charity-trustee\"", 1);
            }
            "governance.toml" => {
                // Reworded, and renamed.
                let anchor = "anchors = [\n  \"";
                let (start, _) = table(&text, "governance-purpose");
                let at = text[start..].find(anchor).unwrap() + start + anchor.len();
                text.insert_str(at, "Put otherwise: ");
                text = text.replace(
                    "id = \"governance-oversight\"",
                    "id = \"governance-every-pupil\"\nwas = [\"governance-oversight\"]",
                );
                text = text.replace(
                    "criterion = \"governance-oversight\"",
                    "criterion = \"governance-every-pupil\"",
                );
            }
            "education.toml" => {
                // Split in two.
                let two = [
                    copy(
                        &text,
                        "education-curriculum",
                        "education-curriculum-planned",
                        "A curriculum that is planned",
                        "\"education-curriculum\"",
                    ),
                    copy(
                        &text,
                        "education-curriculum",
                        "education-curriculum-taught",
                        "A curriculum that is taught",
                        "\"education-curriculum\"",
                    ),
                ];
                text = format!(
                    "{}\n{}",
                    without(&text, "education-curriculum"),
                    two.concat()
                );
            }
            "civic.toml" => {
                // Two merged into one, and one new; an indicator dropped.
                text = without(&text, "indicator-parents-recommend")
                    .replace("\"indicator-parents-recommend\", ", "");
                let merged = copy(
                    &text,
                    "civic-outside-schools",
                    "civic-helping-others",
                    "Help beyond the trust",
                    "\"civic-outside-schools\", \"civic-shared-problems\"",
                );
                let new = copy(
                    &text,
                    "civic-family-voice",
                    "civic-pupil-voice",
                    "Pupils heard and answered",
                    "",
                );
                text = without(
                    &without(&text, "civic-outside-schools"),
                    "civic-shared-problems",
                );
                text = format!("{text}\n{merged}{new}");
            }
            "operations.toml" => {
                // One dropped, with a standard that nothing else needs.
                text = without(
                    &without(&text, "operations-digital"),
                    "standard-core-digital-standards",
                );
                text = text.replace(
                    "criterion = \"operations-digital\"",
                    "criterion = \"operations-continuity\"",
                );
            }
            _ => {}
        }
        // Titles in quotation marks stand in boundaries; a rubric's author would put them right, a parser does not mind.
        fs::write(
            folder.join(name),
            text.replace("asks = \"trustee\"", "asks = \"charity-trustee\""),
        )
        .unwrap();
    }
}

/// A desk with the example of seven schools in `t`, and version 1.1.0 in `newer`.
fn desk() -> Desk {
    let desk = Desk::new();
    copy_all(
        &std::env::current_dir().unwrap().join("examples/northmoor"),
        &desk.path("t"),
    );
    newer(&desk.path("newer"));
    desk
}

pub fn copy_all(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_all(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

const UPGRADE: [&str; 5] = ["rubric", "upgrade", "t", "--to", "newer"];
const ROLES: [&str; 2] = ["--role", "trustee=charity-trustee"];

#[test]
fn a_dry_run_comes_first_and_names_everything_and_changes_nothing() {
    let desk = desk();
    let before = desk.everything();
    let ran = desk
        .run(&[&["--width", "120"], &UPGRADE[..], &ROLES, &["--dry-run"]].concat())
        .ends(0);
    let told = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    for said in [
        "one reworded",
        "one renamed",
        "two made by splitting",
        "one made by merging",
        "one dropped and one new",
        "Reworded: the words for its levels",
        "Renamed from governance-oversight",
        "no place in the newer version",
        "3 was Embedded and is Woven in",
        "To be looked at again",
        "Both readings side by side",
        "dropped: standard-core-digital-standards",
        "Dropped: indicator-parents-recommend",
    ] {
        assert!(told.contains(said), "nobody says {said:?}:\n{}", ran.out);
    }
    assert_eq!(desk.everything(), before);
}

#[test]
fn it_is_done_with_flags_alone_and_nothing_is_lost() {
    let desk = desk();
    let notes = |desk: &Desk| -> Vec<String> {
        let mut notes: Vec<String> = Vec::new();
        for entry in fs::read_dir(desk.path("t/responses")).unwrap() {
            let text = fs::read_to_string(entry.unwrap().path()).unwrap();
            notes.extend(
                text.lines()
                    .filter(|line| line.starts_with("note = ") || line.starts_with("what = "))
                    .map(|line| line.trim_end_matches('"').to_owned()),
            );
        }
        notes
    };
    let written = notes(&desk);
    desk.run(&[&UPGRADE[..], &ROLES, &["--yes", "--keep"]].concat())
        .ends(0)
        .says("has version 1.1.0 of the rubric now");
    desk.run(&["check", "t"]).ends(0);
    let all: String = fs::read_dir(desk.path("t/responses"))
        .unwrap()
        .map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap())
        .collect();
    for note in written {
        let words = note
            .split_once(" = ")
            .unwrap()
            .1
            .trim_start_matches('"')
            .to_owned();
        assert!(all.contains(&words), "{words} is lost");
    }
    assert!(
        all.contains("criterion = \"governance-every-pupil\"")
            && !all.contains("criterion = \"governance-oversight\"")
    );
    assert!(
        all.contains("criterion = \"operations-digital\""),
        "answers to what was dropped are kept"
    );
    assert!(all.contains("role = \"charity-trustee\""));
    desk.run(&["status", "t"]).ends(0).says("to look at again");
    let report = desk
        .run(&["report", "t", "--format", "markdown"])
        .ends(0)
        .says("Kept without a place")
        .says("given to an earlier wording");
    assert!(!report.err.contains("warning"), "{}", report.err);
    // Doing it twice does nothing.
    let done = desk.everything();
    desk.run(&[&UPGRADE[..], &["--yes"]].concat())
        .ends(0)
        .says("already");
    assert_eq!(desk.everything(), done);
    // Cycles of both versions are set side by side as far as they can be.
    copy_all(
        &std::env::current_dir().unwrap().join("examples/northmoor"),
        &desk.path("old"),
    );
    let setup = desk
        .read("old/assessment.toml")
        .replace("cycle = \"2026\"", "cycle = \"2025\"")
        .replace("date = 2026-", "date = 2025-");
    desk.write("old/assessment.toml", setup);
    let ran = desk
        .run(&["compare", "old", "t", "--format", "json"])
        .ends(0);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let moved = |id: &str| -> serde_json::Value {
        json["changes"]
            .as_array()
            .unwrap()
            .iter()
            .find(|row| row["criterion"] == id)
            .unwrap_or_else(|| panic!("{id}"))
            .clone()
    };
    assert_eq!(moved("governance-purpose")["change"], "break");
    assert_eq!(
        moved("governance-every-pupil")["was"],
        "governance-oversight"
    );
    assert_eq!(moved("operations-digital")["change"], "gone");
    assert_eq!(moved("civic-pupil-voice")["change"], "new");
    assert!(
        moved("education-curriculum-taught")["reason"]
            .as_str()
            .unwrap()
            .contains("made from “Curriculum that pupils learn”")
    );
}

#[test]
fn what_would_have_to_be_asked_is_named_and_nothing_changes() {
    let desk = desk();
    let before = desk.everything();
    let refused = |args: &[&str]| desk.run(&[&UPGRADE[..], args].concat()).ends(2);
    refused(&["--yes"])
        .says("trustee (trustee-education)")
        .says("--role OLD=NEW");
    refused(&["--role", "trustee"]).says("OLD=NEW");
    refused(&["--role", "trustee=nobody", "--yes"]).says("--role");
    refused(&ROLES).says("nothing was changed. Add --yes --keep to do it");
    refused(&[ROLES[0], ROLES[1], "--yes"])
        .says("would count for nothing")
        .says("Add --keep");
    refused(&["--yes", "--dry-run"]);
    desk.run(&["rubric", "upgrade", "t"])
        .ends(0)
        .says("has version 1.0.0 of the rubric strong-trust already");
    desk.run(&["rubric", "upgrade", "t", "--to", "nowhere"])
        .ends(2)
        .says("there is no rubric");
    desk.run(&["rubric", "upgrade", "nowhere"]).ends(4);
    assert_eq!(desk.everything(), before);
}

#[test]
fn another_rubric_an_older_version_and_a_circle_are_refused_with_what_is_wrong() {
    let desk = desk();
    desk.run(&["rubric", "new", "our-own", "own"]).ends(0);
    let before = desk.everything();
    desk.run(&["rubric", "upgrade", "t", "--to", "own", "--yes"])
        .ends(2)
        .says("is another rubric, not a version of it");
    assert_eq!(desk.everything(), before);
    let main = desk.read("newer/rubric.toml");
    desk.write("newer/rubric.toml", main.replace("1.1.0", "0.9.0"));
    desk.run(&[&UPGRADE[..], &ROLES, &["--yes"]].concat())
        .ends(2)
        .says("is older");
    desk.write("newer/rubric.toml", main);
    let governance = desk.read("newer/governance.toml");
    let circle = governance
        .replace(
            "was = [\"governance-oversight\"]",
            "was = [\"governance-board\"]",
        )
        .replace(
            "id = \"governance-board\"\n",
            "id = \"governance-board\"\nwas = [\"governance-every-pupil\"]\n",
        );
    desk.write("newer/governance.toml", circle);
    let before = desk.everything();
    desk.run(&[&UPGRADE[..], &ROLES, &["--yes"]].concat())
        .ends(3)
        .says("goes round in a circle")
        .says("newer/governance.toml");
    desk.run(&["rubric", "check", "newer"])
        .ends(1)
        .says("error[was]");
    assert_eq!(desk.everything(), before);
    // An own rubric has no version inside the program.
    desk.run(&["new", "u", "--trust", "T", "--rubric", "own"])
        .ends(0);
    desk.run(&["rubric", "upgrade", "u"])
        .ends(2)
        .says("--to PATH");
}

#[test]
fn in_a_terminal_it_shows_and_asks_and_leaves_everything_as_it_is_unless_told() {
    let desk = desk();
    let args = [&UPGRADE[..], &ROLES].concat();
    let before = desk.everything();
    let mut screen = Screen::start(&desk.path("."), &args, 30, 100);
    screen.wait_for_prompt("Upgrade the rubric of this assessment?", "1 or 2:");
    screen.type_in("2\r");
    screen.wait_for("Nothing was changed.");
    assert_eq!(screen.end(), 0);
    assert_eq!(desk.everything(), before);
    let mut screen = Screen::start(&desk.path("."), &args, 30, 100);
    screen.wait_for_prompt("will count for nothing", "1 or 2:");
    screen.type_in("1\r");
    screen.wait_for("has version 1.1.0 of the rubric now");
    assert_eq!(screen.end(), 0);
    desk.run(&["check", "t"]).ends(0);
}

#[test]
fn a_respondent_is_asked_again_by_the_new_wording_and_enter_keeps_the_answer() {
    let desk = desk();
    desk.run(&[&UPGRADE[..], &ROLES, &["--yes", "--keep"]].concat())
        .ends(0);
    let marked = desk
        .read("t/responses/chair.toml")
        .matches("review = true")
        .count();
    assert!(marked > 0);
    let ran = desk
        .run_with(
            &["--plain", "assess", "t", "--as", "chair", "--unanswered"],
            "\nq\n",
        )
        .ends(0);
    assert!(
        ran.out
            .contains("You answered this before its wording changed."),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("Put otherwise: "), "{}", ran.out);
    assert_eq!(
        desk.read("t/responses/chair.toml")
            .matches("review = true")
            .count(),
        marked - 1
    );
}

/// A change of two files that was stopped right after the moment at which it was made.
fn leave_half_way(desk: &Desk) {
    desk.run(&[
        "answer",
        "t",
        "governance-purpose",
        "2",
        "--as",
        "chair",
        "--role",
        "chair",
        "--note",
        "Before.",
    ])
    .ends(0);
    let digest = |text: &str| {
        Sha256::digest(text.as_bytes())
            .iter()
            .fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
    };
    let mut list = "format = \"strong-trust/commit/1\"\n".to_owned();
    fs::create_dir(desk.path("t/.commit")).unwrap();
    for (number, (name, from, to)) in [
        ("responses/chair.toml", "Before.", "After."),
        ("assessment.toml", "Test Trust", "Elm Trust"),
    ]
    .into_iter()
    .enumerate()
    {
        let before = desk.read(&format!("t/{name}"));
        let after = before.replace(from, to);
        desk.write(&format!("t/.commit/{number}"), &after);
        list += &format!(
            "[[file]]\nname = \"{name}\"\nbefore = \"{}\"\nafter = \"{}\"\n",
            digest(&before),
            digest(&after)
        );
    }
    desk.write("t/.commit/list.toml", list);
}

#[test]
fn what_was_left_half_way_is_shown_whole_told_of_and_finished_only_by_whoever_asks() {
    let desk = Desk::with_assessment();
    leave_half_way(&desk);
    let before = desk.everything();
    for args in [&["status", "t"], &["report", "t"]] {
        desk.run(args)
            .ends(0)
            .says("was stopped half-way")
            .says("Elm Trust");
    }
    desk.run(&["rubric", "upgrade", "t", "--dry-run"])
        .ends(0)
        .says("was stopped half-way");
    desk.run(&["check", "t"])
        .ends(1)
        .says("was stopped half-way")
        .says("strong-trust rubric upgrade");
    assert_eq!(desk.everything(), before, "nobody asked for anything");
    desk.run(&["rubric", "upgrade", "t"])
        .ends(0)
        .says("A change that was stopped half-way is finished now.");
    assert!(desk.read("t/responses/chair.toml").contains("After."));
    assert!(desk.read("t/assessment.toml").contains("Elm Trust"));
    assert!(!desk.path("t/.commit").exists());
    desk.run(&["check", "t"]).ends(0);

    // A save is asked for too.
    let desk = Desk::with_assessment();
    leave_half_way(&desk);
    desk.run(&["answer", "t", "governance-board", "3", "--as", "chair"])
        .ends(0);
    let chair = desk.read("t/responses/chair.toml");
    assert!(chair.contains("After.") && chair.contains("governance-board"));
    assert!(!desk.path("t/.commit").exists());
}

#[test]
fn what_cannot_be_finished_can_be_left_out() {
    let desk = Desk::with_assessment();
    leave_half_way(&desk);
    fs::remove_file(desk.path("t/.commit/0")).unwrap();
    let answer = ["answer", "t", "governance-board", "3", "--as", "chair"];
    desk.run(&answer)
        .ends(4)
        .says("nothing was saved")
        .says("strong-trust rubric upgrade t --set-aside");
    desk.run(&["rubric", "upgrade", "t"]).ends(4);
    desk.run(&["report", "t"]).ends(0).says("Test Trust");
    desk.run(&["rubric", "upgrade", "t", "--set-aside"]).ends(0);
    desk.run(&answer).ends(0);
    let chair = desk.read("t/responses/chair.toml");
    assert!(chair.contains("Before.") && chair.contains("governance-board"));
}
