//! A small rubric and a fresh folder for the tests of this floor.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::assessment::{Answer, Depth, Note, Rating};
use crate::rubric::{CriterionId, RespondentId, RoleId, Rubric, RubricText, parse};
use crate::source::Source;
use crate::store::{Folder, NewAssessment};

const MAIN: &str = r#"
format = 1
id = "small"
version = "1.0.0"
title = "Small"
summary = "For tests."
notice = "Ours."
domains = ["work"]
how-to-answer = []
[[level]]
label = "No"
meaning = "No."
[[level]]
label = "Partly"
meaning = "Partly."
[[level]]
label = "Yes"
meaning = "Yes."
[scoring]
share = "3/4"
reach = 1
enough = "4/5"
not-applicable-limit = "1/4"
[caps]
[[role]]
id = "chair"
title = "Chair"
group = "board"
[[role]]
id = "head"
title = "Head"
group = "schools"
"#;

/// The text of a rubric with criteria `work-0` to `work-<count - 1>` and standards `standard-0` and `standard-1`.
pub(super) fn rubric_text(count: usize) -> RubricText {
    let mut domain = "[domain]\nid = \"work\"\ntitle = \"Work\"\nquestion = \"Is it?\"\nsummary = \"It.\"\nsources = []\n".to_owned();
    for number in 0..count {
        domain += &format!(
            "[[criterion]]\nid = \"work-{number}\"\ntitle = \"T\"\nquestion = \"Is it?\"\nwhy = \"So.\"\nanchors = [\"a\", \"b\", \"c\"]\nwarning-signs = [\"x\", \"y\"]\nevidence = []\nsources = []\nfacets = []\nnot-applicable = \"Some.\"\n"
        );
    }
    for number in 0..2 {
        domain += &format!(
            "[[standard]]\nid = \"standard-{number}\"\ncriterion = \"work-0\"\nforce = \"must\"\nstatement = \"It is.\"\nasks = \"chair\"\nsource = \"ours\"\n"
        );
    }
    RubricText {
        main: Source::new("small/rubric.toml", MAIN),
        domains: vec![Source::new("small/work.toml", domain)],
        unread: Vec::new(),
    }
}

/// A fresh assessment. The folder is removed with the first of the three.
pub(super) fn assessment(count: usize) -> (TempDir, Folder, Rubric) {
    // Memory instead of a disk, where there is such a place: a test saves thousands of times.
    let temporary = tempfile::tempdir_in("/dev/shm")
        .or_else(|_| tempfile::tempdir())
        .unwrap();
    let text = rubric_text(count);
    let folder = Folder::create(temporary.path().join("trust"), &new(), &text).unwrap();
    (temporary, folder, parse(&text).unwrap())
}

pub(super) fn new() -> NewAssessment {
    NewAssessment {
        trust: "Elm Trust".into(),
        cycle: "2026".into(),
        date: jiff::civil::date(2026, 11, 22),
        depth: Depth::Full,
        schools: Some(7),
    }
}

pub(super) fn respondent(id: &str) -> RespondentId {
    RespondentId::new(id).unwrap()
}

pub(super) fn role(id: &str) -> RoleId {
    RoleId::new(id).unwrap()
}

pub(super) fn criterion(number: usize) -> CriterionId {
    CriterionId::new(format!("work-{number}")).unwrap()
}

/// An answer "unknown" with this note.
pub(super) fn noted(number: usize, note: &str) -> Answer {
    Answer {
        note: Note::new(note),
        ..Answer::new(criterion(number), Rating::Unknown)
    }
}

/// Copies a folder with all that is in it.
pub(super) fn copy_all(from: &Path, to: &Path) {
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
