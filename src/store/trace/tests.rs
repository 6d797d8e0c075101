//! Every kind of copy is planted, found, and removed or told of.

use std::fs;
use std::io::Write as _;

use super::*;
use crate::store::trial::{assessment, noted, respondent, role};

const NOTE: &str = "Half of the lessons that were seen began late.";

/// A folder in which two have answered, and the text of `head-2`'s answers.
fn folder() -> (tempfile::TempDir, Folder, String) {
    let (temporary, folder, rubric) = assessment(2);
    for id in ["head-2", "head-20"] {
        folder
            .save_answer(&rubric, &respondent(id), &role("head"), &noted(0, NOTE))
            .unwrap();
    }
    let answers = fs::read_to_string(folder.path().join("responses/head-2.toml")).unwrap();
    (temporary, folder, answers)
}

fn plant(folder: &Folder, name: &str, bytes: impl AsRef<[u8]>) {
    let path = folder.path().join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// Names and what they hold of the answers; each is a copy that has to go.
fn copies(answers: &str) -> Vec<(&'static str, Vec<u8>)> {
    let whole = answers.as_bytes().to_vec();
    let windows = answers.replace('\n', "\r\n").into_bytes();
    let old = answers.replace("Half", "H\u{e4}lf");
    let latin: Vec<u8> = old
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    let unicode: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(answers.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let marked = format!("\u{FEFF}{answers}").into_bytes();
    let torn = answers.as_bytes()[..answers.find("[[").unwrap() + 20].to_vec();
    let merging = format!("<<<<<<< LAPTOP\n{answers}=======\n>>>>>>> DESK\n").into_bytes();
    let shouted = answers.to_owned().into_bytes();
    vec![
        ("responses/head-2 (1).toml", whole.clone()),
        ("responses/head-2-LAPTOP.toml", whole.clone()),
        ("responses/head-2 - Copy.toml", windows.clone()),
        ("responses/Copy of head-2.toml", whole.clone()),
        (
            "responses/head-2 (LAPTOP's conflicted copy 2026-11-22).toml",
            whole.clone(),
        ),
        (
            "responses/head-2.sync-conflict-20261122-101112-ABCDEFG.toml",
            whole.clone(),
        ),
        ("responses/HEAD-2 OLD.TOML", shouted),
        ("responses/head-2.toml.bak", whole.clone()),
        ("responses/head-2.toml~", whole.clone()),
        ("responses/head-2.toml.orig", merging),
        ("responses/#head-2.toml#", whole.clone()),
        ("responses/.head-2.toml.un~", whole.clone()),
        ("responses/head-2.toml.txt", marked),
        ("responses/Unicode.toml", unicode),
        ("responses/ansi.toml", latin),
        ("responses/.tmp-Ab12", torn.clone()),
        ("responses/chair.toml", whole.clone()),
        ("responses - Copy/head-2.toml", whole.clone()),
        ("backup/responses/head-2.toml", whole.clone()),
        ("backup/2026/11/22/the second head", whole.clone()),
        ("rubric/governance (1).toml", whole.clone()),
        (".stversions/responses/head-2~20261122.toml", whole.clone()),
        (".hidden", windows),
        (".Trash-1000/files/head-2.toml", whole.clone()),
        (".tmp-Cd34", torn.clone()),
        (".tmp-upgrade-LAPTOP/0", whole.clone()),
        ("head-2.toml", whole.clone()),
        ("papers/appendix.md", whole.clone()),
        ("a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/x.toml", whole),
        ("new\nline\u{1b}[2J.toml", torn),
    ]
}

#[test]
fn every_copy_is_removed_whatever_its_name_or_depth_and_nothing_else() {
    let (_temporary, folder, answers) = folder();
    let copies = copies(&answers);
    assert!(copies.len() >= 20);
    for (name, bytes) in &copies {
        plant(&folder, name, bytes);
    }
    let others = [
        (
            "responses/head-20 (1).toml",
            answers.replace("head-2", "head-20"),
        ),
        ("notes.txt", "Nothing of theirs.".to_owned()),
        ("minutes.txt", format!("They said:\n{answers}")),
        ("backup/agreed.toml", "format = 1\n".to_owned()),
    ];
    for (name, text) in &others {
        plant(&folder, name, text);
    }
    let traces = folder
        .remove_respondent(&respondent("head-2"), Some("(removed)"))
        .unwrap();
    assert_eq!(traces.response.as_deref(), Some("responses/head-2.toml"));
    for (name, _) in &copies {
        assert!(traces.copies.iter().any(|copy| copy == name), "{name:?}");
        assert!(!folder.path().join(name).exists(), "{name:?}");
    }
    assert_eq!(traces.copies.len(), copies.len(), "{:?}", traces.copies);
    assert!(traces.unread.is_empty(), "{:?}", traces.unread);
    for (name, text) in &others {
        assert_eq!(
            fs::read_to_string(folder.path().join(name)).unwrap(),
            *text,
            "{name}"
        );
    }
    let repeats = |file: &str| {
        traces
            .mentions
            .iter()
            .any(|mention| mention.file == file && mention.repeats)
    };
    assert!(repeats("minutes.txt") && repeats("responses/head-20.toml"));
    let left = walk(folder.path(), "").unwrap();
    assert!(left.files.iter().all(|seen| {
        let text = text_of(&fs::read(folder.path().join(&seen.name)).unwrap());
        whose(&seen.name, &text).as_deref() != Some("head-2")
    }));
}

#[test]
fn what_cannot_be_searched_is_named() {
    let (_temporary, folder, answers) = folder();
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("head-2.toml", zip::write::SimpleFileOptions::default())
        .unwrap();
    zip.write_all(answers.as_bytes()).unwrap();
    let zip = zip.finish().unwrap().into_inner();
    plant(&folder, "old.zip", &zip);
    plant(&folder, "no ending", &zip);
    plant(&folder, "papers/report.pdf", "%PDF-1.7");
    plant(&folder, "papers/picture.PNG", "x");
    plant(&folder, ".git/objects/12/34", "packed");
    let deep = vec!["deep"; 40].join("/");
    plant(&folder, &format!("{deep}/head-2.toml"), &answers);
    let traces = folder.traces(&respondent("head-2")).unwrap();
    assert_eq!(
        traces.documents,
        [
            "no ending",
            "old.zip",
            "papers/picture.PNG",
            "papers/report.pdf"
        ]
    );
    assert_eq!(
        traces.unread,
        [
            Unread {
                file: ".git".to_owned(),
                why: Why::History
            },
            Unread {
                file: vec!["deep"; 32].join("/"),
                why: Why::TooDeep
            },
        ]
    );
}

#[test]
fn another_assessment_in_the_folder_keeps_its_answers_and_a_copy_of_this_one_does_not() {
    let (_temporary, folder, answers) = folder();
    let setup = fs::read_to_string(folder.path().join(SETUP)).unwrap();
    for (place, setup) in [
        ("copy", setup.clone()),
        ("earlier", setup.replace("2026", "2025")),
        ("broken", "trust = ".to_owned()),
    ] {
        plant(&folder, &format!("{place}/{SETUP}"), setup);
        plant(&folder, &format!("{place}/responses/head-2.toml"), &answers);
    }
    let traces = folder
        .remove_respondent(&respondent("head-2"), None)
        .unwrap();
    assert_eq!(traces.copies, ["copy/responses/head-2.toml"]);
    let left: Vec<(&str, Why)> = traces
        .unread
        .iter()
        .map(|left| (left.file.as_str(), left.why))
        .collect();
    assert_eq!(
        left,
        [
            ("broken/responses/head-2.toml", Why::OtherAssessment),
            ("earlier/responses/head-2.toml", Why::OtherAssessment),
        ]
    );
}

#[cfg(unix)]
#[test]
fn links_pipes_and_what_may_not_be_read_are_named_and_nobody_waits() {
    use std::os::unix::fs::symlink;

    let (_temporary, folder, answers) = folder();
    let elsewhere = tempfile::tempdir().unwrap();
    let diary = elsewhere.path().join("diary.txt");
    fs::write(&diary, &answers).unwrap();
    let at = |name: &str| folder.path().join(name);
    symlink(&diary, at(".tmp-ab")).unwrap();
    symlink(&diary, at("responses/head-2 (1).toml")).unwrap();
    symlink(elsewhere.path(), at("backup")).unwrap();
    symlink("..", at("responses/up")).unwrap();
    symlink("/dev/zero", at("zero.toml")).unwrap();
    for pipe in [at(".tmp-pipe"), at("responses/pipe.toml")] {
        let made = std::process::Command::new("mkfifo").arg(pipe).status();
        assert!(made.unwrap().success());
    }
    let traces = folder
        .remove_respondent(&respondent("head-2"), None)
        .unwrap();
    let why = |file: &str| {
        let left = traces.unread.iter().find(|left| left.file == file);
        left.map(|left| left.why)
    };
    for link in [
        ".tmp-ab",
        "responses/head-2 (1).toml",
        "backup",
        "responses/up",
        "zero.toml",
    ] {
        assert_eq!(why(link), Some(Why::Link), "{link}");
        assert!(at(link).is_symlink());
    }
    for pipe in [".tmp-pipe", "responses/pipe.toml"] {
        assert_eq!(why(pipe), Some(Why::NotAFile), "{pipe}");
    }
    assert_eq!(fs::read_to_string(&diary).unwrap(), answers);
    assert!(!at("responses/head-2.toml").exists());
}
