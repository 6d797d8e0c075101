//! Answering without the program: a form is written, filled in, read, and refused where it must be.

use std::fs;

use crate::fill::{Put, fill};
use crate::run::Desk;
use crate::screen::Screen;

/// A desk with an assessment and a form of the chair's, in which these boxes are filled in.
fn desk_with(boxes: &[(&str, char, Put<'_>)]) -> Desk {
    let desk = Desk::with_assessment();
    desk.run(&[
        "form",
        "write",
        "t",
        "--as",
        "chair",
        "--role",
        "chair",
        "-o",
        "chair.xlsx",
    ])
    .ends(0)
    .says("It holds no answers yet");
    desk.write(
        "chair.xlsx",
        fill(&fs::read(desk.path("chair.xlsx")).unwrap(), boxes),
    );
    desk
}

const TWO: [(&str, char, Put<'static>); 3] = [
    ("governance-purpose/answer", 'C', Put::Text("3 Embedded")),
    (
        "governance-purpose/note",
        'C',
        Put::Text("=We kept the nurse."),
    ),
    ("civic-family-voice/answer", 'C', Put::Text("Don't know")),
];

#[test]
fn a_form_is_written_filled_in_and_read_and_read_again_without_a_change() {
    let desk = desk_with(&TWO);
    let before = desk.everything();
    desk.run(&["form", "read", "t", "chair.xlsx", "--dry-run"])
        .ends(0)
        .says("2 new or changed")
        .says("Nothing was changed");
    assert_eq!(desk.everything(), before);
    desk.run(&["form", "read", "t", "chair.xlsx", "--as", "chair"])
        .ends(0)
        .says("The form has 2 answers: 2 new or changed, 0 as in the folder. 33 questions are left open.")
        .says("Saved 2 answers of chair (chair) in t/responses/chair.toml.");
    let expected = "format = 1\nrespondent = \"chair\"\nrole = \"chair\"\n\n[[answer]]\ncriterion = \"governance-purpose\"\nlevel = 3\nnote = \"=We kept the nurse.\"\n\n[[answer]]\ncriterion = \"civic-family-voice\"\nunknown = true\n";
    assert_eq!(desk.read("t/responses/chair.toml"), expected);
    let before = desk.everything();
    desk.run(&["form", "read", "t", "chair.xlsx"])
        .ends(0)
        .says("Nothing had to be changed.");
    assert_eq!(desk.everything(), before);
    desk.run(&["check", "t"]).ends(0);
    // The next form holds these answers; what is left open in it stays.
    desk.run(&["form", "write", "t", "--as", "chair", "-o", "again.xlsx"])
        .ends(0)
        .says("the 2 answers of chair so far, and nobody else's");
    let cleared = fill(
        &fs::read(desk.path("again.xlsx")).unwrap(),
        &[
            ("governance-purpose/answer", 'C', Put::Nothing),
            ("governance-purpose/note", 'C', Put::Nothing),
        ],
    );
    desk.write("again.xlsx", cleared);
    desk.run(&["form", "read", "t", "again.xlsx"])
        .ends(0)
        .says("where the answer stays: Purpose in hard choices.");
    assert_eq!(desk.read("t/responses/chair.toml"), expected);
}

#[test]
fn a_form_with_problems_is_refused_as_a_whole() {
    let desk = desk_with(&[
        TWO[0].clone(),
        ("governance-board/answer", 'C', Put::Text("B")),
        ("civic-family-voice/note", 'C', Put::Text("x")),
    ]);
    let before = desk.everything();
    desk.run(&["form", "read", "t", "chair.xlsx"])
        .ends(3)
        .says("\"B\" is not an answer; the answers are 0 Not in place")
        .says("has a note, and no answer")
        .says("Found 2 problems that must be put right. Nothing was changed.");
    assert_eq!(desk.everything(), before);
}

#[test]
fn what_is_no_form_or_a_form_of_something_else_is_refused_with_the_reason() {
    let desk = desk_with(&TWO);
    let before = desk.everything();
    desk.run(&["form", "read", "t", "chair.xlsx", "--as", "head-1"])
        .ends(3)
        .says("this is the form of chair, not of head-1");
    desk.run(&["form", "read", "t", "t/assessment.toml"])
        .ends(4)
        .says("t/assessment.toml could not be read: it is plain text");
    desk.run(&["form", "read", "t", "none.xlsx"])
        .ends(4)
        .says("there is no file none.xlsx");
    desk.run(&["form", "read", "t", "t"])
        .ends(4)
        .says("is a folder");
    assert_eq!(desk.everything(), before);
    desk.run(&["report", "t", "-o", "report.xlsx"]).ends(0);
    desk.run(&["form", "read", "t", "report.xlsx"])
        .ends(3)
        .says("it is a workbook, and not a form");
    desk.run(&["new", "u", "--trust", "Test Trust", "--cycle", "2027"])
        .ends(0);
    desk.run(&["form", "read", "u", "chair.xlsx"]).ends(3).says(
        "this form belongs to another assessment: Test Trust, 2026; this one is Test Trust, 2027",
    );
    let rubric = desk.read("t/rubric/rubric.toml");
    desk.write(
        "t/rubric/rubric.toml",
        rubric.replace("version = \"1.", "version = \"7."),
    );
    desk.run(&["form", "read", "t", "chair.xlsx"])
        .ends(3)
        .says("fill in a fresh form");
    desk.write("t/rubric/rubric.toml", rubric);
    desk.run(&[
        "answer",
        "t",
        "governance-board",
        "1",
        "--as",
        "chair",
        "--role",
        "trustee",
    ])
    .ends(0);
    desk.run(&["form", "read", "t", "chair.xlsx"])
        .ends(4)
        .says("holds the answers of \"chair\" as trustee, not as chair");
}

#[test]
fn a_form_is_written_only_where_and_for_whom_that_is_clear() {
    let desk = Desk::with_assessment();
    let write = |more: &[&str]| desk.run(&[&["form", "write", "t"], more].concat());
    write(&["--as", "chair", "-o", "a.xlsx"])
        .ends(2)
        .says("chair answers for the first time: add --role");
    write(&["--as", "chair", "--role", "king", "-o", "a.xlsx"])
        .ends(2)
        .says("the rubric has no role \"king\"");
    write(&["--as", "../x", "--role", "chair", "-o", "a.xlsx"])
        .ends(2)
        .says("cannot be a respondent's id");
    write(&["--as", "chair", "--role", "chair", "-o", "a.xls"])
        .ends(2)
        .says("end in .xlsx");
    write(&["--as", "chair", "--role", "chair"])
        .ends(2)
        .says("--output");
    write(&["--role", "chair", "-o", "a.xlsx"])
        .ends(2)
        .says("--as");
    assert!(!desk.path("a.xlsx").exists());
    write(&["--as", "chair", "--role", "chair", "-o", "a.xlsx"]).ends(0);
    let first = fs::read(desk.path("a.xlsx")).unwrap();
    write(&["--as", "chair", "--role", "chair", "-o", "a.xlsx"])
        .ends(2)
        .says("Add --force");
    write(&[
        "--as", "chair", "--role", "chair", "-o", "a.xlsx", "--force",
    ])
    .ends(0);
    assert_eq!(
        fs::read(desk.path("a.xlsx")).unwrap(),
        first,
        "the same input gives the same bytes"
    );
    assert!(
        !desk.path("t/responses/chair.toml").exists(),
        "writing a form is no answer"
    );
    let named = ["--as", "anna-smith", "--role", "chair", "-o", "b.xlsx"];
    write(&named)
        .ends(0)
        .says("\"anna-smith\" looks like a personal name");
    // A pipe may take it; a terminal may not.
    let mut screen = Screen::start(
        &desk.path("."),
        &[
            "form", "write", "t", "--as", "chair", "--role", "chair", "-o", "-",
        ],
        24,
        80,
    );
    assert_eq!(screen.end(), 2);
    screen.wait_for("a form is a file, not text");
    assert!(
        write(&["--as", "chair", "--role", "chair", "-o", "-"])
            .ends(0)
            .out
            .starts_with("PK")
    );
}

/// A form of one answer, which was changed in the folder since the form was written.
fn desk_with_both_changed() -> Desk {
    let desk = Desk::with_assessment();
    let answer = |level: &str| {
        desk.run(&[
            "answer",
            "t",
            "governance-purpose",
            level,
            "--as",
            "chair",
            "--role",
            "chair",
        ])
        .ends(0)
    };
    answer("1");
    desk.run(&["form", "write", "t", "--as", "chair", "-o", "chair.xlsx"])
        .ends(0)
        .says("the one answer of chair");
    desk.write(
        "chair.xlsx",
        fill(&fs::read(desk.path("chair.xlsx")).unwrap(), &TWO),
    );
    answer("4");
    desk
}

#[test]
fn an_answer_that_is_newer_in_the_folder_is_never_written_over_unasked() {
    let desk = desk_with_both_changed();
    let before = desk.everything();
    let read = |flags: &[&str]| desk.run(&[&["form", "read", "t", "chair.xlsx"], flags].concat());
    read(&[])
        .ends(2)
        .says("- Purpose in hard choices In the form: 3 Embedded; Note: =We kept the nurse. In the folder: 4 Sustained and shared")
        .says("Add --over to take the form's answers there, or --keep");
    read(&["--dry-run"])
        .ends(0)
        .says("In the folder: 4 Sustained and shared");
    read(&["--over", "--keep"]).ends(2);
    assert_eq!(desk.everything(), before);
    read(&["--keep"]).ends(0).says("Saved 1 answer of chair");
    assert!(
        desk.read("t/responses/chair.toml").contains("level = 4")
            && desk
                .read("t/responses/chair.toml")
                .contains("unknown = true")
    );
    read(&["--over"]).ends(0).says("Saved 1 answer of chair");
    assert!(desk.read("t/responses/chair.toml").contains("level = 3"));
}

#[test]
fn in_a_terminal_the_person_is_asked_which_answer_stays() {
    let desk = desk_with_both_changed();
    let args = ["form", "read", "t", "chair.xlsx"];
    let before = desk.everything();
    let mut screen = Screen::start(&desk.path("."), &args, 30, 100);
    screen.wait_for_prompt("In the folder: 4 Sustained and shared", "1 or 2");
    screen.type_in("b\r");
    assert_eq!(screen.end(), 0);
    screen.wait_for("Nothing was changed.");
    assert_eq!(desk.everything(), before);
    let mut screen = Screen::start(&desk.path("."), &args, 30, 100);
    screen.wait_for_prompt("In the folder: 4 Sustained and shared", "1 or 2");
    screen.type_in("1\r");
    assert_eq!(screen.end(), 0);
    screen.wait_for("Saved 2 answers of chair");
    assert!(desk.read("t/responses/chair.toml").contains("level = 3"));
}
