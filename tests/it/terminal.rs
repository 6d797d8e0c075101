//! Real terminals: a person answers, leaves, returns and finishes; and nothing that was saved is lost.

use crate::run::Desk;
use crate::screen::Screen;

const ASSESS: [&str; 6] = ["assess", "t", "--as", "chair", "--role", "chair"];

/// From the start of the questionnaire to its first question.
fn to_first_question(screen: &mut Screen) {
    // The welcome takes one screen or two.
    let end_of_welcome = "you will come back to where you were.";
    if screen.wait_for("? Enter").contains("? Enter shows more") {
        screen.type_in("\r");
    }
    screen.wait_for_prompt(end_of_welcome, "Enter goes on");
    screen.type_in("\r");
    screen.wait_for_prompt("what is done so far", "A number, or Enter to go on");
    screen.type_in("\r");
    screen.wait_for_prompt("questions, one at a time.", "Enter goes on");
    screen.type_in("\r");
    screen.wait_for_prompt("Question 1 of", "Your answer, 0 to 4");
}

#[test]
fn a_person_answers_a_whole_domain_leaves_returns_and_reads_the_report() {
    let desk = Desk::with_assessment();
    let mut screen = Screen::start(&desk.path("."), &ASSESS, 24, 80);
    to_first_question(&mut screen);
    for question in 1..=7 {
        screen.wait_for_prompt(
            &format!("Question {question} of 7 in Expert governance"),
            "Your answer, 0 to 4",
        );
        screen.type_in("2\r");
    }
    screen.wait_for("? A number to change it, or Enter to go on");
    screen.type_in("\r");
    screen.wait_for_prompt("all 7 answered", "A number, or Enter to go on");
    screen.type_in("q\r");
    assert_eq!(screen.end(), 0);
    screen.wait_for("7 of 35 questions answered");
    assert_eq!(
        desk.read("t/responses/chair.toml")
            .matches("level = 2")
            .count(),
        7
    );

    let mut again = Screen::start(&desk.path("."), &["assess", "t", "--as", "chair"], 24, 80);
    again.wait_for_prompt("8 questions, one at a time.", "Enter goes on");
    again.type_in("\r");
    again.wait_for_prompt(
        "Question 1 of 8 in Quality of education",
        "Your answer, 0 to 4",
    );
    again.type_in("\u{1b}[B");
    again.wait_for("> 0 Not in place");
    again.type_in("\u{1b}[B\r");
    again.wait_for_prompt("Question 2 of 8", "Your answer, 0 to 4");
    again.type_in("q\r");
    assert_eq!(again.end(), 0);
    assert!(
        desk.read("t/responses/chair.toml").contains("level = 1"),
        "the arrow keys chose level 1"
    );

    let mut report = Screen::start(&desk.path("."), &["report", "t"], 50, 80);
    assert_eq!(report.end(), 0);
    report.wait_for("strong-trust");
}

#[test]
fn control_c_keeps_what_was_answered_and_says_how_to_go_on() {
    let desk = Desk::with_assessment();
    let mut screen = Screen::start(&desk.path("."), &ASSESS, 24, 80);
    to_first_question(&mut screen);
    screen.type_in("3\r");
    screen.wait_for_prompt("Question 2 of 7", "Your answer, 0 to 4");
    screen.type_in("\u{3}");
    assert_eq!(screen.end(), 130);
    screen.wait_for("strong-trust assess t --as chair");
    assert!(desk.read("t/responses/chair.toml").contains("level = 3"));
}

#[test]
fn a_note_and_a_reason_are_typed_and_kept() {
    let desk = Desk::with_assessment();
    let mut screen = Screen::start(
        &desk.path("."),
        &[&ASSESS[..], &["--domain", "workforce"]].concat(),
        30,
        100,
    );
    screen.wait_for_prompt("you will come back to where you were.", "Enter goes on");
    screen.type_in("\r");
    screen.wait_for_prompt("questions, one at a time.", "Enter goes on");
    screen.type_in("\r");
    screen.wait_for_prompt("Question 1 of 6", "Your answer, 0 to 4");
    screen.type_in("1n\r");
    screen.wait_for("? Note:");
    screen.type_in("Zwölf people were asked – twice.\r");
    screen.wait_for_prompt("Question 2 of 6", "Your answer, 0 to 4");
    screen.type_in("q\r");
    screen.end();
    assert!(
        desk.read("t/responses/chair.toml")
            .contains("Zwölf people were asked – twice.")
    );
}

#[test]
fn killing_it_at_any_moment_loses_no_answer_that_was_given() {
    let desk = Desk::with_assessment();
    let mut given = 0;
    for round in 0..12 {
        let mut screen = Screen::start(&desk.path("."), &ASSESS, 24, 80);
        if given == 0 {
            to_first_question(&mut screen);
        }
        let answers = 1 + round % 3;
        for _ in 0..answers {
            if given + 1 >= 7 {
                break;
            }
            screen.wait_for_prompt(
                &format!("Question {} of 7", given + 1),
                "Your answer, 0 to 4",
            );
            screen.type_in("2\r");
            // The next question stands on the screen: the answer before it is given.
            screen.wait_for(&format!("Question {} of 7", given + 2));
            given += 1;
        }
        if round % 2 == 0 {
            // In the middle of the next answer.
            screen.type_in("3");
        }
        screen.kill();
        let kept = desk.read("t/responses/chair.toml");
        assert!(
            kept.matches("level = 2").count() >= given,
            "round {round}: {given} were given\n{kept}"
        );
        desk.run(&["check", "t"]).ends(0);
    }
}

#[test]
fn the_start_menu_opens_and_shows_the_example() {
    let desk = Desk::new();
    let mut screen = Screen::start(&desk.path("."), &[], 24, 80);
    screen.wait_for_prompt("Start: a new assessment", "A number:");
    screen.type_in("4\r");
    screen.wait_for("Northmoor Learning Trust");
    screen.wait_for("? Enter shows more");
    screen.type_in("b\r");
    screen.wait_for_prompt("Start: a new assessment", "A number:");
    screen.type_in("q\r");
    assert_eq!(screen.end(), 0);
}

#[cfg(feature = "web")]
#[test]
fn the_first_line_of_the_start_menu_serves_a_folder_which_is_asked_for_where_there_is_no_assessment()
 {
    let desk = Desk::new();
    let mut screen = Screen::start(&desk.path("."), &[], 24, 80);
    screen.wait_for_prompt("Open in my browser", "A number:");
    screen.type_in("1\r");
    screen.wait_for("? The folder for your assessments");
    screen.type_in("our trusts\r");
    screen.wait_for("http://127.0.0.1:");
    screen.wait_for("Ctrl-C to stop");
    assert!(desk.path("our trusts").is_dir());
    screen.type_in("\u{3}");
    assert_eq!(screen.end(), 130);
    screen.wait_for("Everything that was saved is in the folder.");
    // Where there is one, nothing is asked.
    let desk = Desk::with_assessment();
    let mut screen = Screen::start(&desk.path("."), &[], 24, 80);
    screen.wait_for_prompt("Open in my browser", "A number:");
    screen.type_in("1\r");
    screen.wait_for("Ctrl-C to stop");
    screen.type_in("\u{3}");
    assert_eq!(screen.end(), 130);
}

#[test]
fn from_the_start_menu_a_person_sets_up_answers_and_saves_a_report() {
    let desk = Desk::new();
    let mut screen = Screen::start(&desk.path("."), &[], 40, 80);
    screen.wait_for_prompt("Start: a new assessment", "A number:");
    screen.type_in("2\r");
    screen.wait_for("? A name for the folder");
    screen.type_in("our-trust\r");
    screen.wait_for("? The name of your trust");
    screen.type_in("Our Trust\r");
    screen.wait_for("? Its date");
    screen.type_in("\r");
    screen.wait_for("? A name for this cycle");
    screen.type_in("\r");
    screen.wait_for("? How many schools");
    screen.type_in("3\r");
    screen.wait_for_prompt("Is this a trust to join?", "Choose a number:");
    screen.type_in("1\r");
    screen.wait_for_prompt("How deep", "Choose a number:");
    screen.type_in("1\r");
    screen.wait_for("? A short id");
    screen.type_in("chair\r");
    screen.wait_for_prompt("What are you to the trust?", "Choose a number:");
    screen.type_in("1\r");
    to_first_question(&mut screen);
    screen.type_in("2\r");
    screen.wait_for_prompt("Question 2 of 7", "Your answer, 0 to 4");
    screen.type_in("q\r");
    screen.wait_for_prompt("1 of 35 questions answered", "Enter goes back to the menu");
    screen.type_in("\r");
    screen.wait_for_prompt("Save: the report as a file", "A number:");
    screen.type_in("6\r");
    screen.wait_for("? A name for the file");
    screen.type_in("our-trust.md\r");
    screen.wait_for_prompt("Wrote our-trust.md", "Enter goes back to the menu");
    screen.type_in("\r");
    screen.wait_for_prompt("Save: the report as a file", "A number:");
    screen.type_in("b\r");
    screen.wait_for_prompt("Start: a new assessment", "A number:");
    screen.type_in("q\r");
    assert_eq!(screen.end(), 0);
    assert!(desk.read("our-trust.md").contains("Our Trust"));
    assert!(
        desk.read("our-trust/responses/chair.toml")
            .contains("level = 2")
    );
}

#[test]
fn a_screen_of_sixty_by_twenty_is_enough() {
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
    let mut screen = Screen::start(&desk.path("."), &["assess", "t", "--as", "chair"], 20, 60);
    let first = screen.wait_for("? Enter shows the rest");
    assert!(first.contains("Question 2 of 7"), "{first}");
    screen.type_in("\r");
    let second = screen.wait_for("? Your answer, 0 to 4");
    assert!(second.contains("4  Sustained and shared"), "{second}");
    screen.type_in("q\r");
    assert_eq!(screen.end(), 0);
}

#[test]
fn the_plain_mode_in_a_terminal_draws_nothing() {
    let desk = Desk::with_assessment();
    let mut screen = Screen::start(
        &desk.path("."),
        &[&["--plain"], &ASSESS[..]].concat(),
        60,
        80,
    );
    screen.wait_for("A number, or Enter to go on");
    screen.type_in("\n\n");
    screen.wait_for("Your answer, 0 to 4");
    screen.type_in("4\n");
    screen.wait_for_line("Question 2 of 7", "Your answer, 0 to 4");
    screen.type_in("q\n");
    assert_eq!(screen.end(), 0);
    assert!(desk.read("t/responses/chair.toml").contains("level = 4"));
}

#[test]
fn from_the_start_menu_a_person_reads_the_plan_and_adds_to_it() {
    let desk = Desk::with_assessment();
    let mut screen = Screen::start(&desk.path("."), &[], 40, 80);
    screen.wait_for_prompt("Start: a new assessment", "A number:");
    screen.type_in("3\r");
    screen.wait_for_prompt("Which assessment?", "Choose a number:");
    screen.type_in("1\r");
    screen.wait_for_prompt("Plan: what will be done", "A number:");
    screen.type_in("7\r");
    screen.wait_for_prompt("Add: an action", "A number:");
    screen.type_in("1\r");
    screen.wait_for("? Enter goes back to the menu");
    screen.type_in("\r");
    screen.wait_for_prompt("Add: an action", "A number:");
    screen.type_in("2\r");
    screen.wait_for_prompt("What is the action for?", "Id:");
    screen.type_in("\u{3}");
    assert_eq!(screen.end(), 130);
}
