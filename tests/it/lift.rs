//! Targets, what-if, staircase and the trust's own numbers, by flags and in a real terminal.

use crate::run::Desk;
use crate::screen::Screen;

fn answered() -> Desk {
    let desk = Desk::with_assessment();
    for criterion in [
        "purpose",
        "oversight",
        "board",
        "delegation",
        "assurance",
        "integrity",
        "intervention",
    ] {
        desk.run(&[
            "answer",
            "t",
            &format!("governance-{criterion}"),
            "3",
            "--as",
            "chair",
            "--role",
            "chair",
        ])
        .ends(0);
    }
    desk
}

#[test]
fn targets_are_shown_set_with_a_reason_and_taken_out_again() {
    let desk = answered();
    let start = desk.read("t/assessment.toml");
    desk.run(&["target", "t"]).ends(0).says(
        "The target is 3 Embedded for every criterion without its own, as the rubric suggests.",
    );
    desk.run(&["target", "t", "set", "4", "--criterion", "governance-board", "--reason", "We grow by four schools."])
        .ends(0)
        .says("The target of “Knowledge around the board table” is 4 Sustained and shared. Why: We grow by four schools.");
    desk.run(&["target", "t", "set", "Established"])
        .ends(0)
        .says("is 2 Established for every criterion without its own, as the trust");
    desk.run(&["target", "t", "set", "3", "--criterion", "governance-board"])
        .ends(0)
        .says("The reason given before stays.");
    let shown = desk.run(&["target", "t"]).ends(0);
    shown.says(
        "(governance-board): 3 Embedded, set for it; now 1 Emerging. Why: We grow by four schools.",
    );
    desk.run(&["report", "t"])
        .ends(0)
        .says("Why this target: We grow by four schools.");
    let public = desk.run(&["report", "t", "--edition", "public"]).ends(0);
    assert!(!public.out.contains("grow by four"));
    assert!(
        desk.read("t/assessment.toml")
            .contains("\n[target-reasons]\ngovernance-board = \"We grow by four schools.\"\n")
    );
    desk.run(&[
        "target",
        "t",
        "set",
        "3",
        "--criterion",
        "governance-board",
        "--reason",
        "",
    ])
    .ends(0);
    assert!(!desk.read("t/assessment.toml").contains("target-reasons"));
    desk.run(&["target", "t", "clear", "--criterion", "governance-board"])
        .ends(0)
        .says("is 2 Established, the trust's default.");
    desk.run(&["target", "t", "clear"]).ends(0);
    assert_eq!(desk.read("t/assessment.toml"), start);
    let before = desk.everything();
    desk.run(&["target", "t", "clear"]).ends(0);
    desk.run(&["target", "t", "set", "5"])
        .ends(2)
        .says("give one from 0 to 4");
    desk.run(&["target", "t", "set", "2", "--criterion", "governance-bord"])
        .ends(2)
        .says("Did you mean \"governance-board\"?");
    desk.run(&["target", "t", "edit"])
        .ends(2)
        .says("target DIR set LEVEL");
    assert_eq!(desk.everything(), before);
}

#[test]
fn wrong_targets_in_the_file_are_told_where_they_stand() {
    let desk = Desk::with_assessment();
    let start = desk.read("t/assessment.toml");
    let with = |text: &str| {
        desk.write("t/assessment.toml", format!("{start}{text}"));
        desk.run(&["check", "t"])
    };
    with("[targets]\ngovernance-bord = 2\n")
        .ends(1)
        .says("did you mean \"governance-board\"?");
    with("[targets]\ndefault = 7\n")
        .ends(1)
        .says("level 7 is not on the scale");
    with("[target-reasons]\ngovernance-board = \"x\"\n")
        .ends(1)
        .says("and no such target");
    with("[targets]\ngovernance-board = 2\n[target-reasons]\ngovernance-board = 2\n")
        .ends(1)
        .says("text in quotation marks");
}

#[test]
fn what_if_says_what_would_change_and_saves_nothing() {
    let desk = answered();
    let before = desk.everything();
    let evidence: Vec<String> = [
        "purpose",
        "oversight",
        "board",
        "delegation",
        "assurance",
        "integrity",
    ]
    .iter()
    .flat_map(|criterion| [format!("governance-{criterion}"), "S2".to_owned()])
    .collect();
    let mut args = vec!["whatif", "t"];
    args.extend(evidence.iter().map(String::as_str));
    desk.run(&args)
        .ends(0)
        .says("Nothing is saved.")
        .says("Expert governance: it would rise")
        .says("No other domain would change.");
    desk.run(&["whatif", "t", "governance-purpose", "4"])
        .ends(0)
        .says("it would stay where it is")
        .says("No evidence is recorded yet, so nothing above Emerging is supported.")
        .says("For another reason: Prove it: Purpose in hard choices.");
    desk.run(&[
        "whatif",
        "t",
        "governance-integrity",
        "0",
        "standard-members",
        "not-met",
    ])
    .ends(0)
    .says("Expert governance: judged lower, and supported as today")
    .says("A new priority: Put right: Knowledge around the board table.");
    desk.run(&["whatif", "t"])
        .ends(2)
        .says("Say what to suppose");
    desk.run(&[
        "whatif",
        "t",
        "governance-purpos",
        "4",
        "governance-board",
        "nine",
        "civic",
    ])
    .ends(2)
    .says("Did you mean “governance-purpose”?")
    .says("“governance-board” cannot stand at “nine”")
    .says("“civic” has nothing behind it");
    assert_eq!(desk.everything(), before);
}

#[test]
fn the_staircase_names_each_step_and_the_command_that_tries_them() {
    let desk = answered();
    let shown = desk.run(&["staircase", "t", "governance"]).ends(0);
    let tried = shown
        .out
        .split("strong-trust whatif")
        .nth(1)
        .unwrap()
        .split_whitespace()
        .map(str::to_owned)
        .collect::<Vec<_>>();
    let shown = shown
        .says("Record evidence: Established asks for at least one entry.")
        .says("Then 6 of 7 criteria are at Established or above.");
    assert!(!shown.out.contains("Quality of education"));
    let mut args = vec!["whatif"];
    args.extend(tried.iter().map(String::as_str));
    desk.run(&args)
        .ends(0)
        .says("Expert governance: it would rise");
    desk.run(&["staircase", "t"])
        .ends(0)
        .says("Quality of education")
        .says("There is no position to lift yet");
    desk.run(&["staircase", "t", "governence"])
        .ends(2)
        .says("governance, education");
    desk.run(&["report", "t"])
        .ends(0)
        .says("The fewest steps to Established");
}

#[test]
#[expect(clippy::too_many_lines, reason = "one number from entry to paper")]
fn own_numbers_stand_beside_the_national_ones_and_never_score() {
    let desk = answered();
    let positions = || {
        let json: serde_json::Value =
            serde_json::from_str(&desk.run(&["report", "t", "--format", "json"]).ends(0).out)
                .unwrap();
        (json["domains"].clone(), json["indicators"].clone())
    };
    let (domains, _) = positions();
    let set = |id: &str, value: &str, period: &str| {
        desk.run(&["indicator", "t", "set", id, value, "--period", period])
    };
    set("indicator-teacher-turnover", "12.40", "2025/26")
        .ends(0)
        .says("(% of teachers) is 12.40 for 2025/26.");
    set("indicator-teacher-turnover", "14", "2022/23")
        .ends(0)
        .says("marks it stale");
    set("indicator-gender-pay-gap", "-1.5", "whenever")
        .ends(0)
        .says("cannot be told from its period");
    let before = desk.everything();
    set("indicator-teacher-turnover", "12.4%", "2025/26")
        .ends(2)
        .says("write 12.4 alone");
    set("indicator-teacher-turnover", "4,500", "2025/26")
        .ends(2)
        .says("write 4500");
    set("indicator-teacher-turnover", "250", "2025/26")
        .ends(2)
        .says("more than 100")
        .says("--sure");
    set("indicator-teacher-turnovr", "2", "2025/26")
        .ends(2)
        .says("Did you mean \"indicator-teacher-turnover\"?");
    set("indicator-teacher-turnover", "2", " ")
        .ends(2)
        .says("--period");
    desk.run(&["indicator", "t", "edit"])
        .ends(2)
        .says("indicator DIR set ID VALUE --period");
    assert_eq!(desk.everything(), before);
    let (after, indicators) = positions();
    assert_eq!(domains, after, "a number moved a score");
    let turnover = indicators
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["id"] == "indicator-teacher-turnover")
        .unwrap();
    assert_eq!(
        (&turnover["own"][0]["stale"], &turnover["own"][1]["stale"]),
        (&serde_json::json!(false), &serde_json::json!(true))
    );
    desk.run(&["indicator", "t"])
        .ends(0)
        .says("They never move a level or a position.")
        .says("12.40 (2025/26); 14 (2022/23; stale: more than two years old). National: 16.9")
        .says("-1.5 (whenever; age not known from its period)");
    desk.run(&["answer", "t", "workforce-planning", "2", "--as", "chair"])
        .ends(0);
    desk.run(&["report", "t"])
        .ends(0)
        .says("For context, never scored: Teachers who left the trust in a year");
    desk.run(&["indicator", "t", "remove", "indicator-teacher-turnover"])
        .ends(2)
        .says("say which with --period");
    desk.run(&[
        "indicator",
        "t",
        "remove",
        "indicator-teacher-turnover",
        "--period",
        "2024/25",
    ])
    .ends(2)
    .says("has no number for \"2024/25\"");
    desk.run(&[
        "indicator",
        "t",
        "remove",
        "indicator-teacher-turnover",
        "--period",
        "2022/23",
    ])
    .ends(0);
    desk.run(&["indicator", "t", "remove", "indicator-teacher-turnover"])
        .ends(0);
    desk.run(&["indicator", "t", "remove", "indicator-teacher-turnover"])
        .ends(2)
        .says("there is no number");
    assert!(!desk.read("t/indicators.toml").contains("turnover"));
    desk.run(&[
        "indicator",
        "t",
        "set",
        "indicator-teacher-turnover",
        "250",
        "--period",
        "2025/26",
        "--sure",
    ])
    .ends(0);
    desk.run(&["check", "t"]).ends(0).says("more than 100");
}

#[test]
fn a_number_written_by_hand_that_is_none_is_kept_and_told() {
    let desk = Desk::with_assessment();
    desk.write(
        "t/indicators.toml",
        "format = 1\n[[indicator]]\nid = \"indicator-teacher-turnover\"\nvalue = \"=cmd()\\u001b[2J about 12%\"\nperiod = \"2025\"\n",
    );
    desk.run(&["check", "t"])
        .ends(1)
        .says("does not go with its unit");
    for format in ["terminal", "markdown", "json", "csv"] {
        let shown = desk.run(&["report", "t", "--format", format]).ends(0);
        assert!(!shown.out.contains('\u{1b}'));
    }
    let shown = desk
        .run(&["indicator", "t"])
        .ends(0)
        .says("about 12% (2025)");
    assert!(!shown.out.contains('\u{1b}'));
}

#[test]
fn hostile_words_in_a_reason_and_a_note_come_back_but_for_what_nobody_sees_and_harm_no_page() {
    let desk = answered();
    let hostile = "<script>alert(1)</script> \u{202e}=1+1 | `x` \"''' 🙂 مرحبا";
    // What turns the reading direction goes on every way in.
    let seen = hostile.replace('\u{202e}', "");
    desk.run(&[
        "target",
        "t",
        "set",
        "4",
        "--criterion",
        "governance-board",
        "--reason",
        hostile,
    ])
    .ends(0);
    desk.run(&[
        "indicator",
        "t",
        "set",
        "indicator-teacher-turnover",
        "12",
        "--period",
        hostile,
        "--note",
        hostile,
    ])
    .ends(0);
    let kept: toml::Table = toml::from_str(&desk.read("t/assessment.toml")).unwrap();
    assert_eq!(
        kept["target-reasons"]["governance-board"].as_str(),
        Some(seen.as_str())
    );
    let kept: toml::Table = toml::from_str(&desk.read("t/indicators.toml")).unwrap();
    assert_eq!(kept["indicator"][0]["note"].as_str(), Some(seen.as_str()));
    for args in [
        &["target", "t"][..],
        &["indicator", "t"],
        &["report", "t"],
        &["whatif", "t", "governance-board", "4"],
    ] {
        let shown = desk.run(args).ends(0);
        assert!(
            shown.out.chars().all(|c| c == '\n' || !c.is_control())
                && !shown.out.contains('\u{202e}')
        );
    }
    for format in ["markdown", "html"] {
        assert!(
            !desk
                .run(&["report", "t", "--format", format])
                .ends(0)
                .out
                .contains("<script>alert")
        );
    }
}

#[test]
fn a_person_sets_a_target_in_a_terminal() {
    let desk = answered();
    let mut screen = Screen::start(&desk.path("."), &["target", "t", "edit"], 40, 100);
    screen.wait_for_prompt("Which target would you like to set?", "Choose a number:");
    screen.type_in("2\r");
    screen.wait_for_prompt("Purpose in hard choices", "Choose a number:");
    screen.type_in("3\r");
    screen.wait_for_prompt(
        "The target of “Knowledge around the board table” is 3 Embedded",
        "The target, 0 to 4:",
    );
    screen.type_in("4\r");
    screen.wait_for("? Why (Enter leaves it out)");
    screen.type_in("We grow.\r");
    screen.wait_for_prompt(
        "is 4 Sustained and shared. Why: We grow.",
        "Choose a number:",
    );
    screen.type_in("2\r");
    screen.wait_for_prompt("Purpose in hard choices", "Choose a number:");
    screen.type_in("b\r");
    screen.wait_for_prompt("Which target would you like to set?", "Choose a number:");
    screen.type_in("b\r");
    assert_eq!(screen.end(), 0);
    assert!(
        desk.read("t/assessment.toml").contains(
            "governance-board = 4\n\n[target-reasons]\ngovernance-board = \"We grow.\"\n"
        )
    );
    let mut stopped = Screen::start(&desk.path("."), &["target", "t", "edit"], 40, 100);
    stopped.wait_for_prompt("Which target would you like to set?", "Choose a number:");
    stopped.type_in("\u{3}");
    assert_eq!(stopped.end(), 130);
}

#[test]
fn a_person_gives_a_number_in_a_terminal_and_takes_it_out_again() {
    let desk = Desk::with_assessment();
    let mut screen = Screen::start(&desk.path("."), &["indicator", "t", "edit"], 40, 100);
    let to_turnover = |screen: &mut Screen| {
        screen.wait_for_prompt("Your own numbers", "The number of a domain:");
        screen.type_in("3\r");
        screen.wait_for_prompt("Workforce resilience", "Choose a number:");
        screen.type_in("5\r");
    };
    to_turnover(&mut screen);
    screen.wait_for_prompt("Counted in: % of teachers.", "The number alone:");
    screen.type_in("12%\r");
    screen.wait_for_prompt("write 12 alone", "The number alone:");
    screen.type_in("0.12\r");
    screen.wait_for_prompt("If you mean 12 of 100, write 12.", "1 or 2:");
    screen.type_in("2\r");
    screen.wait_for("2 Type another ? The number alone:");
    screen.type_in("12\r");
    screen.wait_for("? The period it is about");
    screen.type_in("2025/26\r");
    screen.wait_for("? A note");
    screen.type_in("\r");
    screen.wait_for("is 12 for 2025/26.");
    to_turnover(&mut screen);
    screen.wait_for_prompt("Teachers who left the trust in a year", "Choose a number:");
    screen.wait_for("Take out 12 for 2025/26");
    assert!(
        desk.read("t/indicators.toml")
            .contains("value = 12\nperiod = \"2025/26\"\n")
    );
    screen.type_in("2\r");
    screen.wait_for_prompt(
        "Taken out: the number of indicator-teacher-turnover.",
        "The number of a domain:",
    );
    screen.type_in("b\r");
    assert_eq!(screen.end(), 0);
    assert_eq!(desk.read("t/indicators.toml"), "format = 1\n");
}

#[test]
fn targets_and_numbers_are_asked_for_line_by_line_from_a_pipe_too() {
    let desk = Desk::with_assessment();
    desk.run_with(
        &["--plain", "target", "t", "edit"],
        "1\n2\nThe board said so.\n",
    )
    .ends(0);
    assert!(desk.read("t/assessment.toml").contains("default = 2"));
    desk.run_with(
        &["--plain", "indicator", "t", "edit"],
        "3\n5\n12.5\n2025/26\n\n",
    )
    .ends(0);
    assert!(desk.read("t/indicators.toml").contains("value = 12.5"));
}
