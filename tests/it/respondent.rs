//! Respondents listed, removed and renamed; the status; ids that look like names.

use std::time::Duration;

use serde_json::Value;

use crate::run::{Desk, command};
use crate::screen::Screen;

/// An assessment with three respondents; one of them also stands in the register.
fn desk() -> Desk {
    let desk = Desk::with_assessment();
    for (id, role, level) in [
        ("chair", "chair", "3"),
        ("head-1", "headteacher", "1"),
        ("head-2", "headteacher", "2"),
    ] {
        desk.run(&[
            "answer",
            "t",
            "governance-purpose",
            level,
            "--as",
            id,
            "--role",
            role,
            "--note",
            "Three of five choices were talked through.",
        ])
        .ends(0);
    }
    desk.run(&[
        "standards",
        "t",
        "set",
        "standard-board-meetings",
        "met",
        "--by",
        "head-1",
        "--proof",
        "head-1 has the minutes",
    ])
    .ends(0);
    desk
}

#[test]
fn the_list_says_who_is_there_with_how_many_answers() {
    let ran = desk().run(&["respondent", "list", "t"]).ends(0);
    for word in ["head-1", "Headteacher", "schools", "1 of 35", "Last saved"] {
        assert!(ran.out.contains(word), "{word}: {}", ran.out);
    }
}

#[test]
fn removing_needs_a_yes_and_says_what_goes_what_stays_and_what_it_cannot_reach() {
    let desk = desk();
    desk.write(
        "t/responses/head-1 (1).toml",
        desk.read("t/responses/head-1.toml"),
    );
    desk.write("t/board.docx", "x");
    let before = desk.everything();
    desk.run(&["respondent", "remove", "t", "head-1"])
        .ends(2)
        .says("--yes");
    assert_eq!(desk.everything(), before);
    let ran = desk
        .run(&["respondent", "remove", "t", "head-1", "--yes"])
        .ends(0);
    let ran = ran
        .says("responses/head-1.toml")
        .says("responses/head-1 (1).toml")
        .says("becomes “(removed)” at standard-board-meetings");
    let ran = ran
        .says("standard-board-meetings `proof`")
        .says("repeats their words in governance-purpose `note`")
        .says("board.docx");
    ran.says("version history").says("laid side by side");
    assert!(
        !desk.path("t/responses/head-1.toml").exists()
            && !desk.path("t/responses/head-1 (1).toml").exists()
    );
    assert!(desk.read("t/standards.toml").contains("by = \"(removed)\""));
    desk.run(&["check", "t"]).ends(0);
    desk.run(&["respondent", "remove", "t", "head-1", "--yes"])
        .ends(2)
        .says("Those who have are ")
        .says("Nothing was changed");
    desk.run(&[
        "respondent",
        "remove",
        "t",
        "chair",
        "--yes",
        "--keep-posts",
    ])
    .ends(0);
}

#[test]
fn renaming_keeps_everything_else_and_refuses_an_id_in_use() {
    let desk = desk();
    let before = desk.everything();
    desk.run(&["respondent", "rename", "t", "head-1", "head-2"])
        .ends(2)
        .says("somebody has answered as head-2 already");
    desk.run(&["respondent", "rename", "t", "haed-1", "x"])
        .ends(2)
        .says("Did you mean \"head-1\"?");
    desk.run(&["respondent", "rename", "t", "head-1", "a@b.example"])
        .ends(2)
        .says("looks like an e-mail address");
    assert_eq!(desk.everything(), before);
    let text = desk.read("t/responses/head-1.toml");
    desk.run(&["respondent", "rename", "t", "head-1", "quay"])
        .ends(0)
        .says("now in responses/quay.toml")
        .says("`proof`");
    assert_eq!(
        desk.read("t/responses/quay.toml"),
        text.replace("\"head-1\"", "\"quay\"")
    );
    assert!(!desk.path("t/responses/head-1.toml").exists());
    desk.run(&["respondent", "rename", "t", "quay", "anna-smith"])
        .ends(0)
        .says("looks like a personal name");
    desk.run(&["check", "t"]).ends(0);
}

#[test]
fn somebody_can_be_removed_from_a_folder_that_is_not_valid() {
    let desk = desk();
    desk.write("t/agreed.toml", "moderator = head-1\n");
    desk.run(&["report", "t"]).ends(3);
    desk.run(&["respondent", "remove", "t", "head-1", "--yes"])
        .ends(0)
        .says("agreed.toml: could not be looked through");
    assert!(!desk.path("t/responses/head-1.toml").exists());
}

#[test]
fn a_removal_killed_at_any_moment_leaves_all_of_the_answers_or_none() {
    for round in 0..12 {
        let desk = desk();
        let answers = desk.read("t/responses/head-1.toml");
        desk.write("t/responses/head-1 (1).toml", &answers);
        let mut child = command(&desk.path("."))
            .args(["respondent", "remove", "t", "head-1", "--yes"])
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_micros(round * 1_500));
        child.kill().unwrap();
        child.wait().unwrap();
        if desk.path("t/responses/head-1.toml").exists() {
            assert_eq!(
                desk.read("t/responses/head-1.toml"),
                answers,
                "round {round}"
            );
            desk.run(&["respondent", "remove", "t", "head-1", "--yes"])
                .ends(0);
        }
        desk.run(&["check", "t"]).ends(0);
        assert!(
            !desk.read("t/standards.toml").contains("\"head-1\""),
            "round {round}: {}",
            desk.read("t/standards.toml")
        );
    }
}

#[test]
fn in_a_terminal_it_asks_first_and_leaves_everything_when_told_to() {
    let desk = desk();
    let before = desk.everything();
    let mut screen = Screen::start(
        &desk.path("."),
        &["respondent", "remove", "t", "head-1"],
        50,
        80,
    );
    screen.wait_for_prompt("Remove head-1?", "1 or 2");
    screen.type_in("2\r");
    assert_eq!(screen.end(), 0);
    screen.wait_for("Nothing was changed.");
    assert_eq!(desk.everything(), before);
    let mut screen = Screen::start(
        &desk.path("."),
        &["respondent", "remove", "t", "head-1"],
        50,
        80,
    );
    screen.wait_for_prompt("Remove head-1?", "1 or 2");
    screen.type_in("\u{3}");
    assert_eq!(screen.end(), 130);
    assert_eq!(desk.everything(), before);
    let mut screen = Screen::start(
        &desk.path("."),
        &["respondent", "remove", "t", "head-1"],
        50,
        80,
    );
    screen.wait_for_prompt("Remove head-1?", "1 or 2");
    screen.type_in("1\r");
    assert_eq!(screen.end(), 0);
    screen.wait_for("“head-1” is removed");
    assert!(!desk.path("t/responses/head-1.toml").exists());
}

#[test]
fn an_id_that_looks_like_a_name_is_noted_when_it_is_first_given_and_never_refused() {
    let desk = Desk::with_assessment();
    let answer = |id: &str, level: &str| {
        desk.run(&[
            "answer",
            "t",
            "governance-purpose",
            level,
            "--as",
            id,
            "--role",
            "trustee",
        ])
    };
    answer("anna-smith", "2")
        .ends(0)
        .says("looks like a personal name")
        .says("respondent rename");
    assert!(
        !answer("anna-smith", "3")
            .ends(0)
            .err
            .contains("personal name"),
        "it is said once"
    );
    answer("a@elm.example", "2")
        .ends(2)
        .says("looks like an e-mail address")
        .says("a post or a pseudonym");
    let ran = desk.run_with(
        &[
            "--plain",
            "assess",
            "t",
            "--as",
            "ben-jones",
            "--role",
            "trustee",
        ],
        "",
    );
    ran.ends(0).says("\"ben-jones\" looks like a personal name");
    desk.run(&["respondent", "list", "t"])
        .ends(0)
        .says("\"anna-smith\" looks like a personal name");
}

#[test]
fn the_status_as_json_has_its_schema_and_every_key() {
    let desk = desk();
    let ran = desk.run(&["status", "t", "--json"]).ends(0);
    let json: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(json["schema"], "strong-trust/status/1");
    let keys = |value: &Value| {
        value
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect::<Vec<_>>()
    };
    assert_eq!(
        keys(&json),
        [
            "schema",
            "trust",
            "cycle",
            "date",
            "rubric",
            "criteria",
            "agreed",
            "standards",
            "plan",
            "respondents",
            "next"
        ]
    );
    let chair = &json["respondents"][0];
    assert_eq!(
        keys(chair),
        [
            "id",
            "role",
            "group",
            "last_saved",
            "answered",
            "open",
            "domains"
        ]
    );
    assert_eq!(
        (chair["answered"].as_u64(), chair["open"].as_u64()),
        (Some(1), Some(34))
    );
    assert_eq!(chair["last_saved"].as_str().unwrap().len(), 10);
    assert_eq!(chair["domains"][0]["open"].as_array().unwrap().len(), 6);
    let steps: Vec<&str> = json["next"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| step["step"].as_str().unwrap())
        .collect();
    assert_eq!(
        steps,
        ["answer", "answer", "answer", "standards", "agree", "report"]
    );
    assert!(
        json["next"][4]["waits_for"]
            .as_str()
            .unwrap()
            .contains("chair, head-1 and head-2 to finish first")
    );
    assert_eq!(
        json["next"][0]["command"],
        "strong-trust assess t --as chair --role chair --unanswered"
    );
}

#[test]
fn the_status_is_readable_at_sixty_columns_and_says_what_waits_for_what() {
    let desk = desk();
    let ran = desk
        .run(&["status", "t", "--width", "60"])
        .ends(0)
        .says("waits for: chair, head-1 and head-2 to finish first")
        .says("Last saved:");
    assert!(
        ran.out.lines().all(|line| line.chars().count() <= 60),
        "{}",
        ran.out
    );
}
