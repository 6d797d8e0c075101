//! Agreeing judgements: the order of the agenda, the command with flags, by asking, and as a paper.

use proptest::prelude::*;
use strong_trust::scoring::{Agenda, Concern, Matter, agenda, score};

use crate::run::{Desk, Ran};
use crate::screen::Screen;
use crate::world::{Ask, Said, World, world};

fn agenda_of(world: &World) -> Agenda {
    let assessment = world.assessment();
    agenda(&assessment, &score(&assessment))
}

/// A world of one domain: what each person says of each criterion.
fn asked(said: &[&[Said]]) -> World {
    let ask = |said: &[Said]| Ask {
        weight: 1,
        said: said.to_vec(),
        sign: false,
        entries: vec![(4, 10)],
        agreed: None,
        must: 5,
        should: 5,
    };
    World {
        domains: vec![said.iter().map(|said| ask(said)).collect()],
        quick: true,
        target: 3,
    }
}

fn order(agenda: &Agenda) -> Vec<&str> {
    agenda
        .open
        .iter()
        .map(|item| item.criterion.as_str().trim_start_matches("d0-c"))
        .collect()
}

const D: Said = Said::Unknown;

const fn l(level: u8) -> Said {
    Said::Level(level)
}

#[test]
fn splits_are_sorted_by_range_then_agreement_then_don_t_know() {
    let world = asked(&[
        &[l(1), l(1), l(1), l(1)], // 0: the same
        &[l(1), l(2), l(2), l(2)], // 1: close
        &[l(1), l(3), l(3), l(3)], // 2: two apart, mostly together
        &[l(1), l(1), l(3), l(3)], // 3: two apart, two camps
        &[l(0), l(3), l(3), l(3)], // 4: three apart
        &[l(1), l(3), D, D],       // 5: two apart, two camps, half don't know
        &[Said::Nothing; 4],       // 6: nobody
    ]);
    let agenda = agenda_of(&world);
    assert_eq!(order(&agenda), ["4", "5", "3", "2", "1", "0", "6"]);
    let matters: Vec<Matter> = agenda.open.iter().map(|item| item.matter).collect();
    assert_eq!(matters[..4], [Matter::Split; 4]);
    assert_eq!(matters[4..], [Matter::Rest; 3]);
    assert_eq!(
        agenda.open[1].concerns,
        [
            Concern::Split { levels: 2 },
            Concern::Unknown {
                unknown: 2,
                answers: 4
            }
        ]
    );
    assert_eq!(agenda.open[6].concerns, [Concern::Unanswered]);
}

#[test]
fn claims_above_what_is_supported_come_after_splits_the_furthest_first() {
    let mut world = asked(&[&[l(2), l(2)], &[l(4), l(4)], &[l(3), l(3)], &[l(0), l(2)]]);
    world.quick = false;
    for ask in &mut world.domains[0] {
        ask.entries.clear();
    }
    let agenda = agenda_of(&world);
    assert_eq!(order(&agenda), ["3", "1", "2", "0"]);
    assert_eq!(
        agenda
            .open
            .iter()
            .filter(|item| item.matter == Matter::Claim)
            .count(),
        3
    );
}

/// The world with its people in another order, so that each answer has another name and another role.
fn relabelled(world: &World) -> World {
    let mut other = world.clone();
    for ask in other.domains.iter_mut().flatten() {
        ask.said.reverse();
    }
    other
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_criterion_stands_on_the_agenda_once_with_a_reason_and_parts_follow_each_other(world in world()) {
        let agenda = agenda_of(&world);
        let mut all: Vec<&str> = agenda.open.iter().chain(&agenda.done).map(|item| item.criterion.as_str()).collect();
        all.sort_unstable();
        let mut expected: Vec<String> = world.asks().map(|(id, _)| id).collect();
        expected.sort_unstable();
        prop_assert_eq!(all, expected);
        prop_assert!(agenda.open.iter().chain(&agenda.done).all(|item| !item.concerns.is_empty()));
        prop_assert!(agenda.open.windows(2).all(|two| two[0].matter <= two[1].matter));
        let range = |concerns: &[Concern]| concerns.iter().find_map(|concern| match concern { Concern::Split { levels } => Some(*levels), _ => None });
        let ranges: Vec<_> = agenda.open.iter().filter(|item| item.matter == Matter::Split).map(|item| range(&item.concerns)).collect();
        prop_assert!(ranges.windows(2).all(|two| two[0] >= two[1]), "{:?}", ranges);
        for item in &agenda.done {
            prop_assert!(world.asks().any(|(id, ask)| id == item.criterion.as_str() && ask.agreed.is_some_and(|said| said != Said::Nothing)));
        }
    }

    // Evidence and signs are the first person's, who must stay; so worlds without them are relabelled.
    #[test]
    fn other_names_for_the_same_people_give_the_same_agenda(mut world in world()) {
        for ask in world.domains.iter_mut().flatten() {
            ask.sign = false;
            ask.entries.clear();
        }
        prop_assert_eq!(agenda_of(&world), agenda_of(&relabelled(&world)));
    }
}

/// Three people, split on one criterion, above what is supported on another, alike on a third.
fn round() -> Desk {
    let desk = Desk::with_assessment();
    for (id, role, levels) in [
        ("chair", "chair", ["3", "2", "1"]),
        ("head-1", "headteacher", ["1", "2", "1"]),
        ("head-2", "headteacher", ["1", "2", "1"]),
    ] {
        for (criterion, level) in [
            "governance-purpose",
            "governance-board",
            "governance-oversight",
        ]
        .into_iter()
        .zip(levels)
        {
            desk.run(&["answer", "t", criterion, level, "--as", id, "--role", role])
                .ends(0);
        }
    }
    desk
}

const PURPOSE: [&str; 4] = ["agree", "t", "set", "governance-purpose"];

fn set(desk: &Desk, args: &[&str]) -> Ran {
    desk.run(&[&PURPOSE[..], args].concat())
}

#[test]
fn a_judgement_is_set_with_flags_and_answers_stay_as_they_are() {
    let desk = round();
    let before = desk.read("t/responses/chair.toml");
    set(
        &desk,
        &[
            "2",
            "--reason",
            "Three of five.",
            "--moderator",
            "Clerk",
            "--date",
            "2026-11-12",
            "--dissent",
            "The chair saw 3.",
            "--uneven",
            "Lower in the port.",
            "--warning",
            "1",
            "--warning-note",
            "It was put right.",
            "--evidence",
            "document; 2026-05-01; minutes; drive",
        ],
    )
    .ends(0)
    .says("Saved: governance-purpose is agreed as 2 Established.");
    assert_eq!(
        desk.read("t/agreed.toml"),
        "format = 1\n\n[[agreed]]\ncriterion = \"governance-purpose\"\nlevel = 2\nreason = \"Three of five.\"\nmoderator = \"Clerk\"\ndate = 2026-11-12\ndissent = \"The chair saw 3.\"\nuneven = \"Lower in the port.\"\nwarning-signs = [1]\nwarning-note = \"It was put right.\"\n\n[[agreed.evidence]]\nwhat = \"minutes\"\nkind = \"document\"\ndate = 2026-05-01\nwhere = \"drive\"\n"
    );
    assert_eq!(desk.read("t/responses/chair.toml"), before);
    let all = desk.everything();
    set(&desk, &["2"]).ends(0);
    assert_eq!(
        desk.everything(),
        all,
        "what is not named stays, the day too"
    );
    set(&desk, &["2", "--dissent", ""]).ends(0);
    assert!(!desk.read("t/agreed.toml").contains("dissent"));
    set(&desk, &["1"]).ends(2).says("--reason");
    desk.run(&["report", "t"])
        .ends(0)
        .says("agreed on 12 November 2026");
    desk.run(&["agree", "t", "list"])
        .ends(0)
        .says("Agreed already (1)");
}

#[test]
fn unknown_and_not_applicable_are_set_and_the_reason_is_told_once() {
    let desk = round();
    set(
        &desk,
        &[
            "unknown",
            "--reason",
            "Nobody looked.",
            "--moderator",
            "Clerk",
        ],
    )
    .ends(0)
    .says("agreed as don't know");
    set(
        &desk,
        &["not-applicable", "--reason", "x", "--moderator", "Clerk"],
    )
    .ends(2)
    .says("applies to every trust");
    desk.run(&[
        "agree",
        "t",
        "set",
        "workforce-deployment",
        "not-applicable",
        "--reason",
        "One school only.",
        "--moderator",
        "Clerk",
    ])
    .ends(0);
    assert_eq!(
        desk.run(&["report", "t", "--width", "120"])
            .ends(0)
            .out
            .matches("One school only.")
            .count(),
        1
    );
}

#[test]
fn a_level_outside_every_answer_needs_the_word_why() {
    let desk = round();
    let base = ["--reason", "It is shared.", "--moderator", "Clerk"];
    let before = desk.everything();
    set(&desk, &[&["4"][..], &base].concat())
        .ends(2)
        .says("4 is higher than anybody's own answer: the answers reach from 1 to 3.")
        .says("--outside");
    set(
        &desk,
        &[&["2"][..], &base, &["--outside", "A visitor."]].concat(),
    )
    .ends(2)
    .says("Leave it out");
    assert_eq!(desk.everything(), before);
    set(
        &desk,
        &[&["4"][..], &base, &["--outside", "A visitor came"]].concat(),
    )
    .ends(0);
    assert!(
        desk.read("t/agreed.toml")
            .contains("It is shared. This is higher than anybody's own answer: A visitor came.")
    );
    let kept = desk.everything();
    set(&desk, &["4"]).ends(0);
    assert_eq!(desk.everything(), kept, "the reason has it already");
    set(
        &desk,
        &[&["0"][..], &base, &["--outside", "None of it is so."]].concat(),
    )
    .ends(0);
    assert!(
        desk.read("t/agreed.toml")
            .contains("This is lower than anybody's own answer: None of it is so.")
    );
}

#[test]
fn what_is_missing_or_mistyped_is_said_at_once_and_nothing_changes() {
    let desk = round();
    let before = desk.everything();
    let said = set(&desk, &["2"]).ends(2);
    assert!(
        said.err.contains("--reason") && said.err.contains("--moderator"),
        "{}",
        said.err
    );
    set(&desk, &["2", "--reason", " ", "--moderator", "Clerk"])
        .ends(2)
        .says("--reason");
    set(&desk, &["9", "--reason", "x", "--moderator", "Clerk"])
        .ends(2)
        .says("a level from 0 to 4");
    set(
        &desk,
        &[
            "2",
            "--reason",
            "x",
            "--moderator",
            "Clerk",
            "--warning",
            "99",
        ],
    )
    .ends(2)
    .says("counted from 1");
    set(
        &desk,
        &[
            "2",
            "--reason",
            "x",
            "--moderator",
            "Clerk",
            "--evidence",
            "rumour; 2026-01-01; x",
        ],
    )
    .ends(2)
    .says("not a kind");
    set(
        &desk,
        &[
            "2",
            "--reason",
            "x",
            "--moderator",
            "Clerk",
            "--date",
            "2026-02-30",
        ],
    )
    .ends(2);
    desk.run(&["agree", "t", "set", "goverance-purpose", "2"])
        .ends(2)
        .says("Did you mean \"governance-purpose\"?");
    desk.run(&["agree", "t", "--moderator", "Clerk", "list"])
        .ends(2)
        .says("belong to `agree DIR` alone");
    desk.run(&["agree", "t"]).ends(2).says("agree DIR set");
    desk.run(&["agree", "nowhere", "list"]).ends(4);
    desk.write("t/agreed.toml", "format = 1\n[[agreed]]\ncriterion = 3\n");
    set(&desk, &["2", "--reason", "x", "--moderator", "Clerk"]).ends(3);
    std::fs::remove_file(desk.path("t/agreed.toml")).unwrap();
    assert_eq!(desk.everything(), before);
}

#[test]
fn the_agenda_is_written_in_every_form_for_reading_and_names_nobody() {
    let desk = round();
    desk.run(&[
        "agree", "t", "agenda", "-o", "a.md", "-o", "a.docx", "-o", "a.html", "-o", "a.txt",
    ])
    .ends(0)
    .says("Wrote a.docx");
    let paper = desk.read("a.md");
    for words in [
        "### Item 1. ",
        "(10 minutes)",
        "Level | Answers |",
        "1 Emerging | 2 |",
        "3 Embedded | 1 |",
        "Why, in the meeting's own words:",
        "## The rest",
    ] {
        assert!(paper.contains(words), "{words:?} in\n{paper}");
    }
    for name in ["a.md", "a.html", "a.txt"] {
        assert!(!desk.read(name).contains("head-1"), "{name}");
    }
    assert!(
        std::fs::read(desk.path("a.docx"))
            .unwrap()
            .starts_with(b"PK")
    );
    let shown = desk.run(&["agree", "t", "agenda"]).ends(0);
    assert_eq!(shown.out, desk.read("a.txt"));
    assert_eq!(
        desk.run(&["agree", "t", "agenda", "-o", "-", "--format", "markdown"])
            .ends(0)
            .out,
        paper
    );
    let before = desk.everything();
    desk.run(&["agree", "t", "agenda", "-o", "a.md"])
        .ends(2)
        .says("Add --force");
    desk.run(&["agree", "t", "agenda", "-o", "b.md", "-o", "a.xlsx"])
        .ends(2)
        .says("no form for data");
    desk.run(&["agree", "t", "agenda", "--format", "word"])
        .ends(2)
        .says("name one with --output");
    assert_eq!(desk.everything(), before);
    desk.run(&["agree", "t", "agenda", "-o", "a.md", "--force"])
        .ends(0);
    assert_eq!(
        desk.everything(),
        before,
        "the same input gives the same bytes"
    );
}

#[test]
fn it_is_asked_one_line_at_a_time_and_each_judgement_is_saved() {
    let desk = round();
    let lines = "\n2\nThree of five.\nClerk\nThe chair saw 3.\n\n\n2\nCounted.\n\n\n\n";
    let ran = desk
        .run_with(&["agree", "t", "--plain"], lines)
        .ends(0)
        .says("chair (32 questions open)")
        .says("2 of 2 criteria agreed.");
    assert!(
        ran.out.contains("1 Emerging") || ran.out.contains("Emerging (2 answers)"),
        "{}",
        ran.out
    );
    let text = desk.read("t/agreed.toml");
    assert!(
        text.contains("reason = \"Three of five.\"\nmoderator = \"Clerk\"")
            && text.contains("dissent = \"The chair saw 3.\""),
        "{text}"
    );
    assert_eq!(
        text.matches("moderator = \"Clerk\"").count(),
        2,
        "asked once, written twice"
    );
    desk.run_with(&["agree", "t", "--plain"], "")
        .ends(0)
        .says("33 criteria still have no agreed judgement");
    desk.run(&["check", "t"]).ends(0);
}

#[test]
fn in_a_terminal_a_split_is_agreed_with_its_reason() {
    let desk = round();
    let mut screen = Screen::start(&desk.path("."), &["agree", "t"], 50, 90);
    screen.wait_for_prompt("have not finished yet", "Enter goes on");
    screen.type_in("\r");
    screen.wait_for_prompt(
        "Answers that are split: 1 to agree",
        "A number, or Enter to go on",
    );
    screen.type_in("\r");
    screen.wait_for_prompt("1 Emerging (2 answers)", "What is agreed, 0 to 4");
    screen.type_in("2\r");
    screen.wait_for_prompt("why 2 Established?", "Why");
    screen.type_in("Three of five.\r");
    screen.wait_for_prompt("Who leads this meeting?", "Moderator");
    screen.type_in("Clerk\r");
    screen.wait_for_prompt("did somebody see it otherwise?", "Seen otherwise");
    screen.type_in("\r");
    screen.wait_for_prompt(
        "is agreed as 2 Established",
        "A number to change it, or Enter to go on",
    );
    screen.type_in("q\r");
    assert_eq!(screen.end(), 0);
    screen.wait_for("1 of 2 criteria agreed.");
    let text = desk.read("t/agreed.toml");
    assert!(
        text.contains("level = 2\nreason = \"Three of five.\"\nmoderator = \"Clerk\""),
        "{text}"
    );
}

#[test]
fn a_small_screen_shows_a_long_point_a_screenful_at_a_time() {
    let desk = round();
    for (id, role) in [
        ("chair", "chair"),
        ("head-1", "headteacher"),
        ("head-2", "headteacher"),
    ] {
        let level = if id == "chair" { "3" } else { "1" };
        let note = format!("{id} says: {}", "a long word or two ".repeat(12));
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
            &note,
        ])
        .ends(0);
    }
    let mut screen = Screen::start(
        &desk.path("."),
        &["agree", "t", "--moderator", "Clerk"],
        20,
        60,
    );
    let mut shown = screen.next_prompt("");
    while !shown.contains("? A number, or Enter to go on") {
        screen.type_in("\r");
        shown = screen.next_prompt(&shown);
    }
    screen.type_in("\r");
    screen.wait_for_prompt("1 of 1", "Enter shows more");
    screen.type_in("\r");
    screen.wait_for_prompt("Notes, without names", "Enter shows the rest");
    assert!(
        !screen.text().contains("What is agreed, 0 to 4"),
        "nothing scrolls past unread:\n{}",
        screen.text()
    );
    screen.type_in("\r");
    screen.wait_for_prompt("What holds it", "What is agreed, 0 to 4");
    screen.type_in("\u{3}");
    assert_eq!(screen.end(), 130);
}
