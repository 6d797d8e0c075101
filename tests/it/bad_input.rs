//! Bad input: a clear message, the right exit code, no panic, and every file as it was.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use crate::run::{Desk, Ran};

const RESPONSE: &str = "format = 1\nrespondent = \"chair\"\nrole = \"chair\"\n";

/// The report of an assessment in which one file says something wrong. Nothing may change. A response that is wrong
/// leaves its person out of the report and stops nobody, so of that the check is given.
fn report_with(file: &str, text: impl AsRef<[u8]>) -> Ran {
    let desk = Desk::with_assessment();
    desk.write(file, text);
    let before = desk.everything();
    let ran = desk.run(&["report", "t"]);
    let checked = desk.run(&["check", "t"]);
    assert!(
        checked.code != 0 && !checked.err.contains("panicked"),
        "check found nothing: {}{}",
        checked.out,
        checked.err
    );
    let answered = desk.run(&[
        "answer",
        "t",
        "governance-purpose",
        "2",
        "--as",
        "chair",
        "--role",
        "chair",
    ]);
    assert!(answered.code != 0, "an answer went into an invalid folder");
    assert_eq!(desk.everything(), before);
    if file.starts_with("t/responses/") {
        ran.ends(0).says("left out");
        return checked;
    }
    ran
}

fn answer_with(lines: &str) -> Ran {
    report_with(
        "t/responses/chair.toml",
        format!("{RESPONSE}\n[[answer]]\ncriterion = \"governance-purpose\"\n{lines}\n"),
    )
}

#[test]
fn a_folder_that_is_missing_or_a_file_is_said_to_be_so() {
    let desk = Desk::new();
    desk.write("file", "");
    fs::create_dir(desk.path("empty")).unwrap();
    for command in ["report", "status", "check"] {
        desk.run(&[command, "nowhere"]).ends(4).says("nowhere");
        desk.run(&[command, "file"]).ends(4).says("file");
        desk.run(&[command, "empty"])
            .ends(4)
            .says("assessment.toml");
    }
    desk.run(&["new", "file", "--trust", "T"]).ends(4);
    desk.run(&["rubric", "check", "nowhere"]).ends(4);
    desk.run(&["rubric", "check", "file"])
        .ends(4)
        .says("a rubric is a folder");
}

#[test]
fn a_file_that_is_a_folder_is_said_to_be_so() {
    let desk = Desk::with_assessment();
    fs::create_dir(desk.path("t/responses/chair.toml")).unwrap();
    desk.run(&["report", "t"])
        .ends(0)
        .says("The answers of chair are left out");
    desk.run(&["check", "t"]).ends(1).says("is a folder");
}

#[test]
fn other_encodings_are_named_with_how_to_save_right() {
    let utf16: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(RESPONSE.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    report_with("t/responses/chair.toml", utf16)
        .ends(1)
        .says("UTF-16")
        .says("Save as");
    report_with("t/responses/chair.toml", b"format = 1 # caf\xe9")
        .ends(1)
        .says("Windows-1252");
    report_with("t/assessment.toml", b"\x00\x01\x00\x02").ends(3);
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_are_read() {
    let desk = Desk::with_assessment();
    let text =
        format!("\u{FEFF}{RESPONSE}\n[[answer]]\ncriterion = \"governance-purpose\"\nlevel = 2\n")
            .replace('\n', "\r\n");
    desk.write("t/responses/chair.toml", text);
    desk.run(&["check", "t"]).ends(0);
    let before = desk.everything();
    desk.run(&["answer", "t", "governance-purpose", "2", "--as", "chair"])
        .ends(0);
    assert_eq!(
        desk.everything(),
        before,
        "saving what did not change changes no byte"
    );
    desk.run(&["answer", "t", "governance-purpose", "3", "--as", "chair"])
        .ends(0);
    desk.run(&["report", "t"]).ends(0);
}

#[test]
fn an_empty_file_is_a_fault_of_its_own_and_nothing_is_built_on_it() {
    let files = [
        "assessment.toml",
        "responses/chair.toml",
        "standards.toml",
        "agreed.toml",
        "indicators.toml",
        "plan.toml",
        "rubric/rubric.toml",
        "rubric/governance.toml",
    ];
    for name in files {
        for text in ["", "\u{FEFF} \r\n"] {
            let code = if name.starts_with("responses/") { 1 } else { 3 };
            report_with(&format!("t/{name}"), text)
                .ends(code)
                .says("the file is empty, which a shared drive leaves when it stops half-way")
                .says(name);
        }
    }
    let desk = Desk::with_assessment();
    desk.write("t/standards.toml", "");
    desk.run(&["standards", "t", "set", "standard-board-meetings", "met"])
        .ends(3);
    assert_eq!(desk.read("t/standards.toml"), "");
}

#[test]
fn every_file_begins_with_its_format() {
    for name in ["standards", "agreed", "indicators", "plan"] {
        report_with(&format!("t/{name}.toml"), "# nothing yet\n")
            .ends(3)
            .says("`format` is missing");
    }
}

#[test]
fn what_somebody_wrote_is_shown_to_nobody_who_meets_a_fault_in_it() {
    let desk = Desk::with_assessment();
    desk.write(
        "t/responses/chair.toml",
        format!("{RESPONSE}\n[[answer]]\ncriterion = \"governance-purpose\"\nlevel = 2\nnote = “The head has to go.”\n"),
    );
    for command in [
        &["check", "t"][..],
        &["status", "t"],
        &["report", "t"],
        &[
            "answer",
            "t",
            "governance-purpose",
            "2",
            "--as",
            "head",
            "--role",
            "head",
        ],
        &["form", "write", "t", "--as", "chair", "-o", "f.xlsx"],
        &["agree", "t", "set", "governance-purpose", "2"],
        &["respondent", "list", "t"],
        &["respondent", "rename", "t", "chair", "other"],
    ] {
        let ran = desk.run(command);
        for said in [&ran.out, &ran.err] {
            assert!(!said.contains("has to go"), "{command:?}: {said}");
        }
    }
    desk.run(&["check", "t"])
        .ends(1)
        .says("responses/chair.toml:8:8")
        .says("plain quotation marks");
}

#[test]
fn broken_toml_is_shown_with_its_place() {
    report_with("t/responses/chair.toml", "format = 1\nrole = chair\n")
        .ends(1)
        .says("responses/chair.toml:2:");
    report_with("t/assessment.toml", "format = 1\ntrust = “Curly”\n")
        .ends(3)
        .says("plain quotation marks");
}

#[test]
fn every_problem_is_told_at_once() {
    let ran = report_with(
        "t/responses/chair.toml",
        format!("{RESPONSE}rolle = 1\n[[answer]]\ncriterion = \"governance-purpose\"\nlevel = \"3\"\n[[answer]]\ncriterion = \"civic-family-voice\"\nlevel = 9\n"),
    )
    .ends(1)
    .says("the key that stands here is not one that this file can have")
    .says("without quotation marks")
    .says("the level that stands here is not on the scale");
    assert_eq!(ran.out.matches("error[").count(), 3, "{}", ran.out);
}

#[test]
fn wrong_answers_are_refused_where_they_stand() {
    answer_with("levle = 2\nlevel = 2")
        .ends(1)
        .says("did you mean `level`?");
    answer_with("level = 2.5")
        .ends(1)
        .says("a number with a point");
    answer_with("level = 5")
        .ends(1)
        .says("the scale goes from 0 to 4");
    answer_with("level = -1").ends(1);
    answer_with("level = 99999999999999999999").ends(1);
    answer_with("level = 2\nunknown = true")
        .ends(1)
        .says("both `level` and `unknown`");
    answer_with("note = \"nothing\"")
        .ends(1)
        .says("gives no answer");
    answer_with("not-applicable = \"no\"")
        .ends(1)
        .says("does not allow");
    answer_with("level = 2\nconfidence = \"very\"")
        .ends(1)
        .says("\"sure\", \"fairly\" or \"guess\"");
    answer_with("level = 2\nwarning-signs = [7]")
        .ends(1)
        .says("no warning sign of this number");
    answer_with(
        "level = 2\n[[answer.evidence]]\nwhat = \"x\"\nkind = \"document\"\ndate = \"2026-02-30\"",
    )
    .ends(1)
    .says("not a date that exists");
    answer_with(
        "level = 2\n[[answer.evidence]]\nwhat = \"x\"\nkind = \"document\"\ndate = 2026-02-30",
    )
    .ends(1);
    answer_with("level = 2\n[[answer]]\ncriterion = \"governance-purpose\"\nlevel = 1")
        .ends(1)
        .says("answered twice");
    report_with(
        "t/responses/chair.toml",
        RESPONSE.replace("role = \"chair\"", "role = \"chairs\""),
    )
    .ends(1)
    .says("did you mean \"chair\"?");
    report_with("t/responses/other.toml", RESPONSE)
        .ends(1)
        .says("should have that name");
    report_with(
        "t/standards.toml",
        "format = 1\n[[standard]]\nid = \"standard-board-meeting\"\nstatus = \"met\"\n",
    )
    .ends(3)
    .says("did you mean \"standard-board-meetings\"?");
    report_with(
        "t/assessment.toml",
        "format = 1\ntrust = \"T\"\ncycle = \"1\"\ndate = 2026-02-30\ndepth = \"deep\"\n",
    )
    .ends(3);
}

#[test]
fn an_answer_to_a_criterion_that_is_gone_is_kept_and_listed() {
    let desk = Desk::with_assessment();
    desk.write(
        "t/responses/chair.toml",
        format!("{RESPONSE}\n[[answer]]\ncriterion = \"governance-gone\"\nlevel = 2\n"),
    );
    desk.run(&["report", "t"]).ends(0).says("governance-gone");
    desk.run(&["check", "t"]).ends(1).says("governance-gone");
    desk.run(&["answer", "t", "governance-purpose", "2", "--as", "chair"])
        .ends(0);
    assert!(
        desk.read("t/responses/chair.toml")
            .contains("governance-gone")
    );
}

#[test]
fn evidence_from_the_future_is_kept_counts_for_nothing_and_is_warned_of() {
    let desk = Desk::with_assessment();
    desk.run(&[
        "answer",
        "t",
        "governance-purpose",
        "3",
        "--as",
        "chair",
        "--role",
        "chair",
        "--evidence",
        "independent; 2027-01-01; a review",
    ])
    .ends(0);
    desk.run(&["check", "t"])
        .ends(1)
        .says("after the assessment");
    let ran = desk.run(&["report", "t", "--format", "json"]).ends(0);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        json["domains"][0]["criteria"][0]["evidence"]["strength"],
        "S0"
    );
}

#[test]
fn nesting_of_eighty_and_of_a_million_is_refused() {
    for depth in [80, 100_000, 1_000_000] {
        report_with("t/assessment.toml", format!("a = {}", "[".repeat(depth))).ends(3);
        report_with(
            "t/assessment.toml",
            format!("{} = 1", vec!["a"; depth].join(".")),
        )
        .ends(3);
        report_with("t/assessment.toml", format!("a = {}", "{b=".repeat(depth))).ends(3);
    }
}

#[test]
fn a_gigabyte_a_pipe_and_a_device_are_refused_before_reading() {
    let desk = Desk::with_assessment();
    let file = fs::File::create(desk.path("t/plan.toml")).unwrap();
    file.set_len(1_000_000_000).unwrap();
    desk.run(&["report", "t"]).ends(4).says("1000 MB");
    fs::remove_file(desk.path("t/plan.toml")).unwrap();
    assert!(
        Command::new("mkfifo")
            .arg(desk.path("t/plan.toml"))
            .status()
            .unwrap()
            .success()
    );
    desk.run(&["report", "t"])
        .ends(4)
        .says("not an ordinary file");
    fs::remove_file(desk.path("t/plan.toml")).unwrap();
    symlink("/dev/zero", desk.path("t/plan.toml")).unwrap();
    desk.run(&["report", "t"])
        .ends(4)
        .says("is a link to another place");
    fs::remove_file(desk.path("t/plan.toml")).unwrap();
    symlink("plan.toml", desk.path("t/plan.toml")).unwrap();
    desk.run(&["report", "t"]).ends(4);
}

#[test]
fn text_that_would_harm_a_terminal_or_a_page_is_shown_as_text() {
    let desk = Desk::with_assessment();
    let hostile = "<script>alert(1)</script> \u{1b}[2J \u{202e}evil =1+1 | `x` 🙂 مرحبا";
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
        hostile,
    ])
    .ends(0);
    desk.run(&[
        "answer",
        "t",
        "governance-purpose",
        "2",
        "--as",
        "chair",
        "--uneven",
        &"x".repeat(10_000),
    ])
    .ends(0);
    let shown = desk.run(&["report", "t"]).ends(0);
    assert!(
        shown.out.chars().all(|c| c == '\n' || !c.is_control()),
        "a control code reached the terminal"
    );
    assert!(!shown.out.contains('\u{202e}'));
    assert!(shown.out.contains("🙂") && shown.out.contains("مرحبا"));
    let markdown = desk.run(&["report", "t", "--format", "markdown"]).ends(0);
    assert!(!markdown.out.contains("<script>"));
    let json = desk.run(&["report", "t", "--format", "json"]).ends(0);
    serde_json::from_str::<serde_json::Value>(&json.out).unwrap();
    let kept = desk.read("t/responses/chair.toml");
    let table: toml::Table = toml::from_str(&kept).unwrap();
    // What turns the reading direction goes on every way in.
    let seen = hostile.replace('\u{202e}', "");
    assert_eq!(table["answer"][0]["note"].as_str(), Some(seen.as_str()));
}

#[test]
fn a_rubric_with_many_faults_is_told_all_of_them() {
    let desk = Desk::new();
    desk.run(&["rubric", "new", "ours", "r"]).ends(0);
    let main = desk
        .read("r/rubric.toml")
        .replace("share = \"3/4\"", "share = \"5/4\"")
        .replace("title = \"A rubric", "titel = \"A rubric");
    desk.write("r/rubric.toml", main);
    let domain = desk
        .read("r/people.toml")
        .replace("facets = [\"values/care\"]", "facets = [\"values/car\"]")
        .replace(
            "criterion = \"people-newcomers\"",
            "criterion = \"people-newcomer\"",
        );
    desk.write("r/people.toml", domain);
    desk.run(&["rubric", "check", "r"])
        .ends(1)
        .says("did you mean `title`?")
        .says("\"5/4\" is not a share")
        .says("did you mean \"values/care\"?")
        .says("did you mean \"people-newcomers\"?")
        .says("r/people.toml:");
    desk.run(&["new", "t", "--trust", "T", "--rubric", "r"])
        .ends(3);
    assert!(!desk.path("t").exists());
}

#[test]
fn a_folder_that_holds_something_already_is_left_alone() {
    let desk = Desk::with_assessment();
    let before = desk.everything();
    desk.run(&["new", "t", "--trust", "Other"]).ends(4);
    assert_eq!(desk.everything(), before);
}

/// A shell that runs the program with a limit that makes writing fail half-way, as a full disk does.
fn with_limit(desk: &Desk, limit: &str, args: &str) -> Ran {
    let script = format!(
        "trap '' XFSZ; {limit}; exec {} {args}",
        env!("CARGO_BIN_EXE_strong-trust")
    );
    let output = Command::new("bash")
        .args(["-c", &script])
        .current_dir(desk.path("."))
        .output()
        .unwrap();
    Ran {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

#[test]
fn a_disk_that_fills_in_the_middle_of_a_save_leaves_the_file_as_it_was() {
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
        "--note",
        "Kept.",
    ])
    .ends(0);
    let before = desk.everything();
    let long = "x".repeat(3_000);
    with_limit(
        &desk,
        "ulimit -f 1",
        &format!("answer t governance-board 3 --as chair --note {long}"),
    )
    .ends(4)
    .says("chair.toml");
    assert_eq!(
        desk.everything(),
        before,
        "nothing changed, and no half file is left"
    );
    with_limit(&desk, "ulimit -f 1", "report t -o r.json")
        .ends(4)
        .says("r.json");
    assert_eq!(desk.everything(), before);
    desk.run(&["answer", "t", "governance-board", "3", "--as", "chair"])
        .ends(0);
}

#[test]
fn a_folder_that_may_not_be_written_or_read_says_so() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::with_assessment();
    let mode = |name: &str, mode: u32| {
        fs::set_permissions(desk.path(name), fs::Permissions::from_mode(mode)).unwrap();
    };
    mode(".", 0o755);
    mode("t", 0o555);
    mode("t/responses", 0o555);
    let before = desk.everything();
    // Nobody stops the administrator from writing, so the program runs as somebody else where tests run as one.
    let root = Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|id| id.stdout == b"0\n");
    let binary = env!("CARGO_BIN_EXE_strong-trust");
    let ordinary = |args: &[&str]| {
        let mut command = Command::new(if root { "setpriv" } else { binary });
        if root {
            // The program may stand in a folder that is the administrator's alone. Another program copies it: a file that
            // this one has open for writing could not be run while another test starts its own programs.
            if !desk.path("program").exists() {
                assert!(
                    Command::new("cp")
                        .arg(binary)
                        .arg(desk.path("program"))
                        .status()
                        .unwrap()
                        .success()
                );
            }
            mode("program", 0o755);
            command
                .args(["--reuid=65534", "--regid=65534", "--clear-groups"])
                .arg(desk.path("program"));
        }
        let output = command
            .args(args)
            .current_dir(desk.path("."))
            .output()
            .unwrap();
        Ran {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    };
    ordinary(&[
        "answer",
        "t",
        "governance-purpose",
        "2",
        "--as",
        "chair",
        "--role",
        "chair",
    ])
    .ends(4);
    ordinary(&["report", "t", "-o", "t/r.md"])
        .ends(4)
        .says("r.md");
    mode("t/assessment.toml", 0o000);
    ordinary(&["report", "t"]).ends(4).says("assessment.toml");
    mode("t/assessment.toml", 0o644);
    mode("t", 0o755);
    mode("t/responses", 0o755);
    let mut after = desk.everything();
    after.remove(&desk.path("program"));
    assert_eq!(after, before);
}

#[test]
fn two_programs_that_save_at_once_lose_nothing() {
    let desk = Desk::with_assessment();
    let criteria = [
        "governance-purpose",
        "governance-oversight",
        "governance-board",
        "governance-delegation",
        "governance-assurance",
    ];
    std::thread::scope(|scope| {
        for (place, criterion) in criteria.into_iter().enumerate() {
            let desk = &desk;
            // Half of them write to one respondent's file, half to another's.
            let who = if place % 2 == 0 { "chair" } else { "trustee-2" };
            scope.spawn(move || {
                desk.run(&[
                    "answer", "t", criterion, "3", "--as", who, "--role", "trustee",
                ])
                .ends(0)
            });
        }
    });
    let kept = desk.read("t/responses/chair.toml") + &desk.read("t/responses/trustee-2.toml");
    assert_eq!(kept.matches("level = 3").count(), 5, "{kept}");
    desk.run(&["check", "t"]).ends(0);
}

#[test]
fn copies_of_a_response_are_named_with_what_to_do_and_never_merged() {
    let copies = [
        "chair (1).toml",
        "chair-LAPTOP.toml",
        "chair (Conflicted copy 2026-11-22).toml",
        "Copy of chair.toml",
        "other.toml",
        "Chair.toml",
    ];
    for copy in copies {
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
        let text = desk
            .read("t/responses/chair.toml")
            .replace("level = 2", "level = 4");
        desk.write(&format!("t/responses/{copy}"), text);
        let before = desk.everything();
        for command in ["report", "status"] {
            desk.run(&[command, "t"])
                .ends(0)
                .says("The answers of chair are left out")
                .says(&format!("responses/{copy}"));
        }
        let checked = desk
            .run(&["check", "t"])
            .ends(1)
            .says(&format!("responses/{copy}"));
        if copy.contains("chair") {
            checked.says(&format!(
                "responses/{copy} looks like a copy of responses/chair.toml"
            ));
        }
        desk.run(&["answer", "t", "governance-board", "3", "--as", "chair"])
            .ends(3);
        assert_eq!(desk.everything(), before, "{copy}");
        // Everybody else goes on.
        desk.run(&[
            "answer",
            "t",
            "governance-board",
            "3",
            "--as",
            "head",
            "--role",
            "headteacher",
        ])
        .ends(0);
    }
}

#[test]
fn a_copy_of_a_file_that_is_not_read_is_warned_of_wherever_the_folder_is_read() {
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
    for copy in [
        "agreed (1).toml",
        "standards-LAPTOP.toml",
        "plan (Conflicted copy 2026-11-22).toml",
    ] {
        desk.write(&format!("t/{copy}"), "format = 1\n");
    }
    for command in ["report", "status"] {
        let ran = desk
            .run(&[command, "t"])
            .ends(0)
            .says("agreed (1).toml looks like a copy of agreed.toml");
        ran.says("standards-LAPTOP.toml looks like")
            .says("plan (Conflicted copy 2026-11-22).toml looks like")
            .says("it is not read");
    }
}

#[test]
fn two_people_who_choose_one_id_are_told_apart_by_their_role() {
    let desk = Desk::with_assessment();
    desk.run(&[
        "answer",
        "t",
        "governance-purpose",
        "2",
        "--as",
        "head",
        "--role",
        "headteacher",
    ])
    .ends(0);
    let before = desk.everything();
    desk.run(&[
        "answer",
        "t",
        "governance-purpose",
        "4",
        "--as",
        "head",
        "--role",
        "school-leader",
    ])
    .ends(2)
    .says("choose another id with --as");
    assert_eq!(desk.everything(), before);
}
