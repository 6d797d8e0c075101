//! Each command with flags only: what it does, what it says, how it ends.

use crate::run::Desk;

#[test]
fn alone_outside_a_terminal_it_shows_a_short_help() {
    Desk::new()
        .run(&[])
        .ends(0)
        .says("Usage: strong-trust")
        .says("assess");
}

#[test]
fn an_assessment_is_set_up_answered_and_reported_without_a_question() {
    let desk = Desk::with_assessment();
    assert!(desk.read("t/assessment.toml").starts_with("format = 1\n"));
    assert!(desk.path("t/rubric/governance.toml").is_file());
    desk.run(&[
        "answer",
        "t",
        "governance-purpose",
        "3",
        "--as",
        "chair",
        "--role",
        "chair",
        "--note",
        "We turned down a cheaper bid.",
        "--confidence",
        "sure",
        "--evidence",
        "document; 2026-05-01; board minutes; shared drive",
        "--evidence",
        "voice; 2026-06-01; what two heads said",
        "--uneven",
        "weaker in committees",
    ])
    .ends(0)
    .says("Saved for chair: governance-purpose = 3 Embedded.");
    desk.run(&[
        "answer",
        "t",
        "governance-board",
        "unknown",
        "--as",
        "chair",
    ])
    .ends(0);
    desk.run(&[
        "standards",
        "t",
        "set",
        "standard-board-meetings",
        "met",
        "--checked",
        "1 October 2026",
        "--proof",
        "minutes",
    ])
    .ends(0);
    let report = desk.run(&["report", "t", "--format", "json"]).ends(0);
    let json: serde_json::Value = serde_json::from_str(&report.out).unwrap();
    assert_eq!(json["schema"], "strong-trust/report/1");
    let purpose = &json["domains"][0]["criteria"][0];
    assert_eq!(
        (purpose["judged"].as_u64(), purpose["supported"].as_u64()),
        (Some(3), Some(3))
    );
    assert_eq!(purpose["evidence"]["strength"], "S2");
    desk.run(&["check", "t"]).ends(0).says("No problems found.");
    desk.run(&["status", "t"]).ends(0).says("chair");
    desk.run(&["explain", "t", "governance-purpose"])
        .ends(0)
        .says("S2");
    desk.run(&["explain", "t", "governance"]).ends(0);
    desk.run(&["explain", "t", "standard-board-meetings"])
        .ends(0);
}

#[test]
fn answering_again_keeps_what_is_not_named_and_saving_the_same_changes_nothing() {
    let desk = Desk::with_assessment();
    let answer = |level: &str| {
        desk.run(&[
            "answer",
            "t",
            "civic-family-voice",
            level,
            "--as",
            "head-2",
            "--role",
            "headteacher",
        ])
        .ends(0)
    };
    desk.run(&[
        "answer",
        "t",
        "civic-family-voice",
        "1",
        "--as",
        "head-2",
        "--role",
        "headteacher",
        "--note",
        "Two schools ask.",
    ])
    .ends(0);
    answer("2");
    let text = desk.read("t/responses/head-2.toml");
    assert!(
        text.contains("level = 2") && text.contains("Two schools ask."),
        "{text}"
    );
    let before = desk.everything();
    answer("2");
    assert_eq!(desk.everything(), before);
}

#[test]
fn a_report_is_written_to_several_files_at_once_and_never_over_one_that_is_there() {
    let desk = Desk::with_assessment();
    desk.run(&[
        "answer",
        "t",
        "governance-purpose",
        "2",
        "--as",
        "chair",
        "--role",
        "chair",
    ])
    .ends(0);
    desk.run(&[
        "report", "t", "-o", "r.md", "--output", "r.json", "-o", "r.txt",
    ])
    .ends(0);
    assert!(desk.read("r.md").starts_with("# "));
    assert!(desk.read("r.json").starts_with("{\n  \"schema\""));
    let before = desk.everything();
    desk.run(&["report", "t", "-o", "r.md"])
        .ends(2)
        .says("Add --force");
    assert_eq!(desk.everything(), before);
    desk.run(&["report", "t", "-o", "r.md", "--force"]).ends(0);
    assert_eq!(
        desk.everything(),
        before,
        "the same input gives the same bytes"
    );
    desk.run(&["report", "t", "-o", "r.xyz"])
        .ends(2)
        .says(".txt or .json");
    desk.run(&["report", "t", "-o", "no/such/folder/r.md"])
        .ends(4);
    let shown = desk
        .run(&["report", "t", "-o", "-", "--format", "markdown"])
        .ends(0);
    assert_eq!(shown.out, desk.read("r.md"));
}

#[test]
fn every_edition_and_every_width_can_be_written() {
    let desk = Desk::with_assessment();
    for edition in ["full", "board", "public"] {
        for width in ["60", "80", "120"] {
            let ran = desk
                .run(&["report", "t", "--edition", edition, "--width", width])
                .ends(0);
            let widest = ran
                .out
                .lines()
                .map(unicode_width::UnicodeWidthStr::width)
                .max()
                .unwrap();
            assert!(
                widest <= width.parse().unwrap(),
                "{edition} at {width}: {widest}"
            );
            assert!(!ran.out.contains('\u{1b}'), "no colour in a pipe");
        }
    }
}

#[test]
fn evidence_is_dated_by_flags_as_people_say_a_date() {
    let desk = Desk::with_assessment();
    let answer = [
        "answer",
        "t",
        "governance-purpose",
        "2",
        "--as",
        "chair",
        "--role",
        "chair",
    ];
    let evidence = [
        "--evidence",
        "document; March 2026; minutes",
        "--evidence",
        "voice; 14/3/2026; what heads said; notes",
    ];
    desk.run(&[&answer[..], &evidence].concat()).ends(0);
    let file = desk.read("t/responses/chair.toml");
    assert!(
        file.contains("date = 2026-03-01") && file.contains("date = 2026-03-14"),
        "{file}"
    );
}

#[test]
fn what_is_not_understood_ends_with_two_and_the_nearest_name() {
    let desk = Desk::with_assessment();
    let before = desk.everything();
    let chair = ["--as", "chair", "--role", "chair"];
    let answer = |args: &[&str]| desk.run(&[&["answer", "t"], args, &chair].concat()).ends(2);
    answer(&["goverance-purpose", "2"]).says("Did you mean \"governance-purpose\"?");
    answer(&["governance-purpose", "7"]).says("a level from 0 to 4");
    answer(&["governance-purpose", "-1"]);
    answer(&["governance-purpose", "not-applicable", "--reason", "none"])
        .says("applies to every trust");
    answer(&["workforce-deployment", "not-applicable"]).says("--reason");
    answer(&["governance-purpose", "2", "--warning", "9"]).says("counted from 1");
    answer(&[
        "governance-purpose",
        "2",
        "--evidence",
        "document; 2026-02-30; x",
    ])
    .says("not a date that exists");
    answer(&[
        "governance-purpose",
        "2",
        "--evidence",
        "rumour; 2026-02-03; x",
    ])
    .says("not a kind");
    answer(&["governance-purpose", "2", "--evidence", "x"]).says("semicolons");
    desk.run(&["answer", "t", "governance-purpose", "2", "--as", "chair"])
        .ends(2)
        .says("add --role");
    desk.run(&[
        "answer",
        "t",
        "governance-purpose",
        "2",
        "--as",
        "../x",
        "--role",
        "chair",
    ])
    .ends(2)
    .says("cannot be a respondent's id");
    desk.run(&[
        "answer",
        "t",
        "governance-purpose",
        "2",
        "--as",
        "chair",
        "--role",
        "chief",
    ])
    .ends(2)
    .says("has no role \"chief\"");
    desk.run(&["standards", "t", "set", "standard-board-meeting", "met"])
        .ends(2)
        .says("Did you mean \"standard-board-meetings\"?");
    desk.run(&["explain", "t", "governence"])
        .ends(2)
        .says("Did you mean \"governance\"?");
    desk.run(&["frobnicate"]).ends(2);
    assert_eq!(desk.everything(), before);
}

#[test]
fn what_would_ask_fails_outside_a_terminal_and_names_the_flags() {
    let desk = Desk::new();
    desk.run(&["new", "t"]).ends(2).says("--trust");
    desk.run(&["assess", "t"]).ends(2).says("--plain");
    let desk = Desk::with_assessment();
    desk.run(&["assess", "t", "--as", "chair", "--role", "chair"])
        .ends(2)
        .says("strong-trust answer");
    desk.run(&["standards", "t"])
        .ends(2)
        .says("standards DIR set");
}

#[test]
fn rubrics_are_listed_shown_checked_and_started() {
    let desk = Desk::new();
    desk.run(&["rubric", "list"])
        .ends(0)
        .says("strong-trust 1.0.0 A strong trust in five domains (35 criteria in 5 domains)");
    desk.run(&["rubric", "show"])
        .ends(0)
        .says("Purpose in hard choices");
    let markdown = desk
        .run(&["rubric", "show", "strong-trust", "--format", "markdown"])
        .ends(0);
    assert!(
        markdown.out.starts_with("# A strong trust in five domains"),
        "{}",
        &markdown.out[..200]
    );
    desk.run(&["rubric", "show", "strong-trusts"])
        .ends(2)
        .says("Did you mean strong-trust?");
    desk.run(&["rubric", "new", "our-own", "r"])
        .ends(0)
        .says("rubric check r");
    desk.run(&["rubric", "check", "r"])
        .ends(0)
        .says("No problems found.");
    desk.run(&["rubric", "new", "our-own", "r"])
        .ends(4)
        .says("not an empty folder");
    desk.run(&["rubric", "new", "Our Own", "s"])
        .ends(2)
        .says("small letters");
    desk.run(&["new", "t", "--trust", "T", "--rubric", "r"])
        .ends(0);
    desk.run(&[
        "answer",
        "t",
        "people-newcomers",
        "3",
        "--as",
        "a",
        "--role",
        "leader",
    ])
    .ends(0);
    desk.run(&["report", "t"])
        .ends(0)
        .says("A rubric of our own");
}

#[test]
fn the_shipped_rubric_s_own_folder_is_clean() {
    let here = std::env::current_dir().unwrap();
    let folder = here.join("rubric/strong-trust");
    Desk::new()
        .run(&["rubric", "check", folder.to_str().unwrap()])
        .ends(0)
        .says("Found")
        .says("Nothing was changed");
}

#[test]
fn completions_and_the_manual_page_are_written() {
    let desk = Desk::new();
    for shell in ["bash", "zsh", "fish", "powershell"] {
        desk.run(&["completions", shell])
            .ends(0)
            .says("strong-trust");
    }
    desk.run(&["man"]).ends(0).says(".TH strong-trust 1");
}

#[test]
fn a_reader_who_goes_away_is_no_failure() {
    let desk = Desk::new();
    let mut child = crate::run::command(&desk.path("."))
        .args(["rubric", "show"])
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert!(child.wait().unwrap().success());
}

/// The lines of a person who answers every question with level 2: for each domain the list, its questions and the
/// page to check.
fn all_twos() -> String {
    let domains = [7, 8, 6, 8, 6].map(|questions| format!("\n{}\n", "2\n".repeat(questions)));
    domains.concat()
}

#[test]
fn a_whole_assessment_is_answered_from_a_file_of_answers() {
    let desk = Desk::with_assessment();
    desk.run_with(
        &[
            "--plain",
            "assess",
            "t",
            "--as",
            "head-1",
            "--role",
            "headteacher",
        ],
        &all_twos(),
    )
    .ends(0);
    let text = desk.read("t/responses/head-1.toml");
    assert_eq!(text.matches("level = 2").count(), 35, "{text}");
}

#[test]
fn the_end_of_input_saves_and_leaves_and_coming_back_lands_on_the_first_open_question() {
    let desk = Desk::with_assessment();
    let assess = |input: &str| {
        desk.run_with(
            &[
                "--plain",
                "assess",
                "t",
                "--as",
                "head-1",
                "--role",
                "headteacher",
            ],
            input,
        )
        .ends(0)
    };
    let first = assess("1\n2\n3\n");
    assert!(
        first.err.contains("strong-trust assess t --as head-1"),
        "{}",
        first.err
    );
    let answered = desk
        .read("t/responses/head-1.toml")
        .matches("level = ")
        .count();
    assert!((1..=3).contains(&answered));
    let again = assess("1\n");
    assert!(
        again.out.contains(&format!(
            "Question {} of 7 in Expert governance",
            answered + 1
        )),
        "{}",
        again.out
    );
}
