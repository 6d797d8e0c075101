//! What answers a question and what does not: lines of a file that are refused, and keys that came too early.

use crate::run::Desk;
use crate::screen::Screen;

const NOT_USED: &str =
    "What was typed or pasted before this question was on the screen is not used.";

const SIT: [&str; 8] = [
    "assess",
    "t",
    "--as",
    "chair",
    "--role",
    "chair",
    "--domain",
    "workforce",
];

fn plain() -> Vec<&'static str> {
    [&["--plain"][..], &SIT[..]].concat()
}

/// How many levels stand in the chair's file.
fn levels(desk: &Desk) -> usize {
    let file = desk.path("t/responses/chair.toml");
    std::fs::read_to_string(file).map_or(0, |text| text.matches("level = ").count())
}

/// The questionnaire on a screen, at its first question.
fn at_first_question(desk: &Desk) -> Screen {
    let mut screen = Screen::start(&desk.path("."), &SIT, 40, 100);
    screen.wait_for_prompt("you will come back to where you were.", "Enter goes on");
    screen.type_in("\r");
    screen.wait_for_prompt("questions, one at a time.", "Enter goes on");
    screen.type_in("\r");
    screen.wait_for_prompt("Question 1 of 6", "Your answer, 0 to 4");
    screen
}

#[test]
fn a_refused_line_of_a_file_stops_every_command_that_asks() {
    let desk = Desk::with_assessment();
    let refused = |args: &[&str], input: &str, line: usize, question: &str| {
        desk.run_with(args, input)
            .ends(2)
            .says(&format!("Line {line} of the input was not taken."))
            .says(question)
            .says("Nothing after it was read.")
    };
    // A 5, an over-long note and a date in other words: what follows would have answered them.
    refused(&plain(), "2\n5\n3\n3\n", 2, "It answered")
        .says("1 of 6 questions answered.")
        .says("Everything you answered is saved.");
    assert_eq!(levels(&desk), 1);
    let long = format!("3n\n{}\n3\n3\n", "a".repeat(4_001));
    refused(&plain(), &long, 2, "Note").says("4001 characters");
    refused(
        &plain(),
        "3e\nA survey\n1\nsome day in spring\n1\n3\n",
        4,
        "Date",
    );
    assert!(!desk.read("t/responses/chair.toml").contains("survey"));
    refused(
        &["--plain", "assess", "t"],
        "2\nb@elm.example\nhead-1\n",
        2,
        "e-mail",
    );
    refused(&["--plain", "standards", "t"], "1\nzz\n1\n1\n", 2, "zz");
    refused(&["--plain", "target", "t", "edit"], "1\n9\n2\n", 2, "9");
    refused(
        &["--plain", "indicator", "t", "edit"],
        "3\n5\ntwelve\n12\n2025\n\n",
        3,
        "The number alone",
    );
    refused(
        &["--plain", "new", "u"],
        "A trust\n\n\nmany\n7\n1\n1\n",
        4,
        "many",
    );
    assert!(!desk.path("u").exists());
    refused(
        &["--plain", "plan", "t", "add"],
        "o\nnobody\nWhat\n",
        2,
        "nobody",
    );
    refused(&["--plain", "agree", "t"], "zz\n", 1, "zz");
    refused(
        &["--plain", "respondent", "remove", "t", "chair"],
        "yes\n1\n",
        1,
        "yes",
    );
    assert_eq!(levels(&desk), 3);
    // The menu stops with what was begun from it.
    refused(&["--plain"], "3\n1\n1\n1\n9\n1\n", 5, "9");
}

#[test]
fn a_paste_of_three_lines_answers_the_one_question_that_is_on_the_screen() {
    let desk = Desk::with_assessment();
    let mut screen = at_first_question(&desk);
    screen.paste("2\r3\r4\r");
    screen.wait_for_prompt("Question 2 of 6", "Your answer, 0 to 4");
    screen.wait_for(NOT_USED);
    assert_eq!(levels(&desk), 1);
    screen.type_in("1\r");
    screen.wait_for_prompt("Question 3 of 6", "Your answer, 0 to 4");
    screen.type_in("q\r");
    assert_eq!(screen.end(), 0);
    let text = desk.read("t/responses/chair.toml");
    assert!(
        text.contains("level = 2") && text.contains("level = 1"),
        "{text}"
    );
    assert_eq!(levels(&desk), 2);
}

#[test]
fn a_refused_line_of_a_paste_does_not_hand_the_question_to_the_next() {
    let desk = Desk::with_assessment();
    let mut screen = at_first_question(&desk);
    screen.paste("The board met.\r3\r");
    screen.wait_for("is not one of the choices");
    screen.type_in("q\r");
    assert_eq!(screen.end(), 0);
    assert_eq!(levels(&desk), 0);
}

#[test]
fn what_was_typed_before_the_first_question_answers_nothing() {
    for args in [SIT.to_vec(), plain()] {
        let desk = Desk::with_assessment();
        let mut screen = Screen::start(&desk.path("."), &args, 60, 100);
        screen.paste("\r\r2\r3\r");
        if args[0] == "--plain" {
            screen.wait_for("Your answer, 0 to 4:");
        } else {
            screen.wait_for_prompt("you will come back to where you were.", "Enter goes on");
            screen.type_in("\r");
            screen.wait_for_prompt("questions, one at a time.", "Enter goes on");
            screen.type_in("\r");
            screen.wait_for_prompt("Question 1 of 6", "Your answer, 0 to 4");
        }
        screen.type_in("q\r");
        assert_eq!(screen.end(), 0);
        assert_eq!(levels(&desk), 0);
    }
}

#[test]
fn in_plain_lines_a_paste_answers_one_question_and_a_note_keeps_its_first_line() {
    let desk = Desk::with_assessment();
    let mut screen = Screen::start(&desk.path("."), &plain(), 60, 100);
    screen.wait_for("Your answer, 0 to 4:");
    screen.paste("2\r3\r4");
    screen.wait_for_line("Question 2 of 6", "Your answer, 0 to 4");
    screen.wait_for(NOT_USED);
    assert_eq!(levels(&desk), 1);
    let shown = screen.text();
    screen.wait_for("Your answer, 0 to 4:");
    assert!(!shown.contains("Question 3 of 6"));
    screen.type_in("1n\r");
    screen.wait_for("Note:");
    screen.paste("The first line.\rThe second.\r4\r");
    screen.wait_for_line("Question 3 of 6", "Your answer, 0 to 4");
    screen.type_in("q\r");
    assert_eq!(screen.end(), 0);
    let text = desk.read("t/responses/chair.toml");
    assert!(text.contains("note = \"The first line.\"\n"), "{text}");
    assert_eq!(levels(&desk), 2, "{text}");
}

#[test]
fn a_note_that_is_pasted_without_marks_answers_no_question_after_it() {
    let desk = Desk::with_assessment();
    let mut screen = at_first_question(&desk);
    screen.type_in("1n\r");
    screen.wait_for("? Note:");
    screen.paste("The first line.\rThe second.\r4\r");
    screen.wait_for_prompt("Question 2 of 6", "Your answer, 0 to 4");
    screen.wait_for(NOT_USED);
    screen.type_in("q\r");
    assert_eq!(screen.end(), 0);
    assert_eq!(levels(&desk), 1);
    // With the marks of a terminal that has them, it is one note of several lines.
    let desk = Desk::with_assessment();
    let mut screen = at_first_question(&desk);
    screen.type_in("1n\r");
    screen.wait_for("? Note:");
    screen.paste("\u{1b}[200~The first line.\rThe second.\r4\u{1b}[201~");
    screen.wait_for("The second.");
    screen.type_in("\r");
    screen.wait_for_prompt("Question 2 of 6", "Your answer, 0 to 4");
    screen.type_in("q\r");
    assert_eq!(screen.end(), 0);
    let text = desk.read("t/responses/chair.toml");
    assert!(
        text.contains("The first line.") && text.contains("The second."),
        "{text}"
    );
    assert_eq!(levels(&desk), 1);
}

#[test]
fn a_pasted_line_never_becomes_the_moderator() {
    let desk = Desk::with_assessment();
    for (id, role, level) in [("chair", "chair", "3"), ("head-1", "headteacher", "1")] {
        desk.run(&[
            "answer",
            "t",
            "governance-purpose",
            level,
            "--as",
            id,
            "--role",
            role,
        ])
        .ends(0);
    }
    let mut screen = Screen::start(&desk.path("."), &["agree", "t"], 50, 90);
    screen.wait_for_prompt("have not finished yet", "Enter goes on");
    screen.type_in("\r");
    screen.wait_for_prompt("Answers that are split", "A number, or Enter to go on");
    screen.type_in("\r");
    screen.wait_for("? What is agreed, 0 to 4");
    screen.type_in("2\r");
    screen.wait_for_prompt("why 2 Established?", "Why");
    screen.paste("Three of five.\rThe chair saw 3.\rClerk\r");
    screen.wait_for_prompt("Who leads this meeting?", "Moderator");
    screen.wait_for(NOT_USED);
    assert!(!desk.path("t/agreed.toml").exists());
    screen.type_in("The clerk\r");
    screen.wait_for_prompt("did somebody see it otherwise?", "Seen otherwise");
    screen.type_in("\r");
    screen.wait_for_prompt("is agreed as", "A number to change it, or Enter to go on");
    screen.type_in("q\r");
    assert_eq!(screen.end(), 0);
    assert!(
        desk.read("t/agreed.toml")
            .contains("moderator = \"The clerk\"")
    );
}

#[test]
fn what_is_typed_where_enter_goes_on_answers_no_question() {
    let desk = Desk::with_assessment();
    let mut screen = Screen::start(&desk.path("."), &SIT, 40, 100);
    screen.wait_for_prompt("you will come back to where you were.", "Enter goes on");
    screen.paste("2\r2\r2\r");
    screen.wait_for_prompt("questions, one at a time.", "Enter goes on");
    screen.type_in("3\r");
    screen.wait_for_prompt("Question 1 of 6", "Your answer, 0 to 4");
    screen.type_in("q\r");
    assert_eq!(screen.end(), 0);
    assert_eq!(levels(&desk), 0);
    // Nor where only the first part of the question is on the screen.
    desk.run(&[
        "answer",
        "t",
        "workforce-employer",
        "2",
        "--as",
        "chair",
        "--role",
        "chair",
    ])
    .ends(0);
    let mut screen = Screen::start(&desk.path("."), &SIT, 14, 60);
    let mut shown = screen.next_prompt("");
    while !shown.contains("? Your answer, 0 to 4") {
        screen.type_in("4\r");
        shown = screen.next_prompt(&shown);
    }
    screen.type_in("q\r");
    assert_eq!(screen.end(), 0);
    assert_eq!(levels(&desk), 1);
}

#[test]
fn control_c_among_what_is_thrown_away_still_stops_and_keeps_what_was_answered() {
    for args in [SIT.to_vec(), plain()] {
        let desk = Desk::with_assessment();
        let mut screen = if args[0] == "--plain" {
            let screen = Screen::start(&desk.path("."), &args, 60, 100);
            screen.wait_for("Your answer, 0 to 4:");
            screen
        } else {
            at_first_question(&desk)
        };
        if args[0] == "--plain" {
            // Line by line the terminal itself stops the program.
            screen.paste("2\r");
            screen.wait_for_line("Question 2 of 6", "Your answer, 0 to 4");
            screen.wait_for("Saved: 2");
            screen.paste("\u{3}");
            assert_ne!(screen.end(), 0);
        } else {
            screen.paste("2\r3\u{3}");
            assert_eq!(screen.end(), 130);
            screen.wait_for("strong-trust assess t --as chair");
        }
        assert_eq!(levels(&desk), 1);
    }
}
