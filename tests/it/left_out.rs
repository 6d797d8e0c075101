//! One person's broken or doubled file leaves that person out, on every paper, and stops nobody else.

use std::fs;

use serde_json::Value;

use crate::run::Desk;

const NOTE: &str = "Quincequake was said in confidence";

/// Three people with two answers each; the chair's have a note.
fn desk() -> Desk {
    let desk = Desk::with_assessment();
    for (who, role, level) in [
        ("chair", "chair", "3"),
        ("head-1", "headteacher", "2"),
        ("head-2", "headteacher", "1"),
    ] {
        for criterion in ["governance-purpose", "governance-oversight"] {
            desk.run(&[
                "answer", "t", criterion, level, "--as", who, "--role", role, "--note", NOTE,
            ])
            .ends(0);
        }
    }
    desk
}

type Spoil = fn(&Desk);

/// The ways in which a file of one person can be of no use.
fn ways() -> Vec<(&'static str, Spoil)> {
    let doubled = |desk: &Desk| {
        fs::copy(
            desk.path("t/responses/chair.toml"),
            desk.path("t/responses/chair (conflicted copy).toml"),
        )
        .unwrap();
    };
    vec![
        ("broken", |desk| {
            let text = desk.read("t/responses/chair.toml");
            desk.write(
                "t/responses/chair.toml",
                text.replace("note = \"", "note = \u{201c}"),
            );
        }),
        ("broken", |desk| {
            let text = desk.read("t/responses/chair.toml");
            desk.write(
                "t/responses/chair.toml",
                text.replace("level = 3", "level = 33"),
            );
        }),
        ("broken", |desk| desk.write("t/responses/chair.toml", "")),
        ("broken", |desk| {
            desk.write("t/responses/chair.toml", [0xFF, 0xFE, b'a', 0]);
        }),
        ("broken", |desk| {
            fs::remove_file(desk.path("t/responses/chair.toml")).unwrap();
            fs::create_dir(desk.path("t/responses/chair.toml")).unwrap();
        }),
        ("doubled", doubled),
        ("doubled", |desk| {
            let text = desk.read("t/responses/chair.toml");
            desk.write("t/responses/old.toml", format!("{text}\nnot toml"));
        }),
        ("misnamed", |desk| {
            fs::rename(
                desk.path("t/responses/chair.toml"),
                desk.path("t/responses/Copy of chair.toml"),
            )
            .unwrap();
        }),
    ]
}

#[test]
fn everybody_else_goes_on_and_every_paper_says_who_is_left_out() {
    for (way, harm) in ways() {
        let desk = desk();
        harm(&desk);
        let one = "One person's answers could not be read and are left out.";
        for edition in ["full", "board", "public"] {
            let files = ["txt", "md", "html", "json"].map(|ending| format!("{edition}.{ending}"));
            let mut args = vec!["report", "t", "--edition", edition];
            args.extend(files.iter().flat_map(|file| ["-o", file]));
            desk.run(&args).ends(0);
            for file in &files[..3] {
                let told = desk
                    .read(file)
                    .replace("&#39;", "'")
                    .replace('\u{2019}', "'");
                let flat = told.split_whitespace().collect::<Vec<_>>().join(" ");
                assert!(flat.contains(one), "{way} {file}: {flat}");
                let named = flat.contains("The answers of chair are left out");
                assert_eq!(named, edition != "public", "{way} {file}");
                assert!(
                    edition != "public" || !flat.contains("responses/"),
                    "{flat}"
                );
            }
            let json: Value = serde_json::from_str(&desk.read(&files[3])).unwrap();
            let left_out = json["left_out"].as_array().unwrap();
            assert_eq!(left_out.len(), 1);
            assert_eq!(left_out[0]["why"], way, "{edition}");
            let public = edition == "public";
            assert_eq!(left_out[0].get("id").is_none(), public);
            assert_eq!(left_out[0].get("files").is_none(), public);
        }
        desk.run(&["status", "t"])
            .ends(0)
            .says("The answers of chair are left out");
        let ran = desk.run(&["status", "t", "--json"]).ends(0);
        let json: Value = serde_json::from_str(&ran.out).unwrap();
        assert_eq!(json["left_out"][0]["id"], "chair");
        assert_eq!(json["next"][0]["step"], "repair");
        desk.run(&["respondent", "list", "t"])
            .ends(0)
            .says("The answers of chair are left out");
        desk.run(&["agree", "t", "list"]).ends(0).says(one);
        desk.run(&["agree", "t", "agenda", "-o", "-", "--format", "markdown"]);
        desk.run(&["report", "t", "-o", "r.docx", "-o", "r.xlsx"])
            .ends(0);
        desk.run(&["explain", "t", "governance-purpose"]).ends(0);
        // Others answer, in all ways; the one who is left out is told why.
        desk.run(&["answer", "t", "governance-purpose", "4", "--as", "head-2"])
            .ends(0);
        desk.run_with(&["--plain", "assess", "t", "--as", "head-2"], "2\nq\n")
            .ends(0);
        desk.run(&["form", "write", "t", "--as", "head-1", "-o", "f.xlsx"])
            .ends(0);
        desk.run(&["form", "read", "t", "f.xlsx"]).ends(0);
        for args in [
            &[
                "answer",
                "t",
                "governance-purpose",
                "4",
                "--as",
                "chair",
                "--role",
                "chair",
            ][..],
            &["--plain", "assess", "t", "--as", "chair"],
            &["form", "write", "t", "--as", "chair", "-o", "g.xlsx"],
        ] {
            let ran = desk.run(args).ends(3).says("chair cannot answer now.");
            assert!(!ran.err.contains("Quince") && !ran.out.contains("Quince"));
        }
        desk.run(&["next", "t", "u", "--date", "2027-11-22"])
            .ends(0);
        desk.run(&["compare", "t", "u"]).ends(0).says(one);
        let checked = desk.run(&["check", "t"]).ends(1);
        assert!(checked.out.contains("responses/"), "{}", checked.out);
    }
}

#[test]
fn whoever_is_left_out_can_be_taken_out_and_then_nothing_is_said_of_them() {
    // Those whose file still says whose it is, broken or there twice.
    for (way, harm) in ways() {
        let desk = desk();
        harm(&desk);
        let says = fs::read_to_string(desk.path("t/responses/chair.toml"))
            .is_ok_and(|text| text.contains("respondent = \"chair\""));
        if !says {
            continue;
        }
        desk.run(&["respondent", "remove", "t", "chair", "--yes"])
            .ends(0);
        let ran = desk.run(&["report", "t"]).ends(0);
        assert!(
            !ran.out.contains("could not be read") && !ran.err.contains("left out"),
            "{way}"
        );
    }
}

#[test]
fn a_file_that_everybody_has_in_common_still_stops_the_reading() {
    let desk = desk();
    desk.write("t/agreed.toml", "x = 1\n");
    desk.run(&["report", "t"]).ends(3);
}

#[test]
fn what_is_left_out_stops_an_upgrade_because_it_could_not_be_taken_over() {
    let desk = desk();
    let main = desk.read("t/rubric/rubric.toml");
    let older = main.replacen("version = \"1", "version = \"0", 1);
    desk.write("t/rubric/rubric.toml", older);
    desk.write("t/responses/chair.toml", "broken");
    let before = desk.everything();
    desk.run(&["rubric", "upgrade", "t", "--yes"]).ends(3);
    assert_eq!(before, desk.everything());
}

/// The chair's file and another of the same person that says otherwise on one criterion.
fn doubled() -> Desk {
    let desk = desk();
    let text = desk.read("t/responses/chair.toml");
    desk.write(
        "t/responses/chair (1).toml",
        text.replacen("level = 3", "level = 0", 1),
    );
    desk
}

#[test]
fn two_files_are_brought_together_by_a_flag_by_a_file_of_answers_and_by_name() {
    let merge = ["respondent", "merge", "t", "chair (1).toml"];
    for (take, level) in [("own", "level = 3"), ("other", "level = 0")] {
        let desk = doubled();
        desk.run(&[&merge[..], &["--take", take]].concat())
            .ends(0)
            .says("chair counts again")
            .says("responses/chair (1).toml.merged");
        assert!(desk.read("t/responses/chair.toml").contains(level));
        desk.run(&["check", "t"]).ends(0);
        assert!(desk.path("t/responses/chair (1).toml.merged").exists());
    }
    let desk = doubled();
    desk.run(&merge).ends(2).says("--take own");
    let before = desk.everything();
    for leaving in ["2\n", "1\nq\n", "1\n", "1\nb\n2\n", ""] {
        desk.run_with(&[&["--plain"][..], &merge[..]].concat(), leaving)
            .ends(0)
            .says("Nothing was changed.");
        assert_eq!(before, desk.everything(), "{leaving:?}");
    }
    desk.run_with(&[&["--plain"][..], &merge[..]].concat(), "1\n9\n2\n")
        .ends(2)
        .says("Line 2 of the input was not taken.");
    assert_eq!(before, desk.everything());
    let ran = desk
        .run_with(&[&["--plain"][..], &merge[..]].concat(), "1\n2\n")
        .ends(0)
        .says("Go on only if you are chair");
    let (before, _) = ran.out.split_once("Go on only").unwrap();
    assert!(!before.contains("Quincequake"), "it is said first");
    assert!(desk.read("t/responses/chair.toml").contains("level = 0"));
    for (file, says) in [
        ("chair.toml", "is not the second file"),
        ("none.toml", "No file of answers is doubled."),
        ("../assessment.toml", "is not the second file"),
    ] {
        desk.run(&["respondent", "merge", "t", file, "--take", "own"])
            .ends(2)
            .says(says);
    }
}
