use super::*;
use crate::assessment::{Judgement, Note};
use crate::questionnaire::Leaving;
use crate::questionnaire::script::{Memory, Script, TODAY, assessment};
use crate::questionnaire::{Page, SaveError};

/// Two splits, one claim and one of the rest; everybody gave 1 to 2.
fn table(assessment: &Assessment) -> Moderation {
    let point = |id: &str| {
        let mut page = Page::new(format!("Point {id}"));
        page.paragraph("Two people gave a level.");
        let level = |number| assessment.rubric.scale().level(number).unwrap();
        Point {
            criterion: CriterionId::new(id).unwrap(),
            given: Some((level(1), level(2))),
            evidence_cap: None,
            page,
        }
    };
    let part = |title: &str, ids: &[&str], on_request| Part {
        title: title.into(),
        points: ids.iter().map(|id| point(id)).collect(),
        on_request,
    };
    Moderation {
        welcome: Page::to_read("Agreeing judgements"),
        parts: vec![
            part("Splits", &["people-leave", "people-welcome"], false),
            part("Claims", &["money-plan"], false),
            part("The rest", &["people-pay"], true),
        ],
    }
}

struct Sat {
    memory: Memory<Agreed>,
    script: Script,
    outcome: Outcome,
}

fn sit_with(
    assessment: &Assessment,
    all: bool,
    failures: Vec<SaveError<Agreed>>,
    lines: &[&str],
) -> Sat {
    let meeting = Meeting {
        moderator: None,
        date: TODAY,
        today: TODAY,
        all,
        go_on: "go on".into(),
        next: "next".into(),
    };
    let mut script = Script::new(lines);
    let mut memory = Memory {
        failures: failures.into(),
        ..Memory::default()
    };
    let outcome = moderate(
        assessment,
        &table(assessment),
        &mut memory,
        &mut script,
        &meeting,
    );
    Sat {
        memory,
        script,
        outcome,
    }
}

fn sit(lines: &[&str]) -> Sat {
    sit_with(&assessment("quick", "", ""), false, Vec::new(), lines)
}

impl Sat {
    fn kept(&self) -> Vec<String> {
        let told = |agreed: &Agreed| {
            let level = agreed
                .judgement
                .rating
                .level()
                .map_or("-".into(), |level| level.to_string());
            format!(
                "{} {level}: {} ({}){}",
                agreed.criterion,
                agreed.reason,
                agreed.moderator,
                if agreed.dissent.is_some() { " but" } else { "" }
            )
        };
        self.memory.kept.iter().map(told).collect()
    }

    #[track_caller]
    fn shows(&self, words: &str) {
        assert!(
            self.script.shown.contains(words),
            "nobody says {words:?}:\n{}",
            self.script.shown
        );
    }
}

#[test]
fn splits_come_first_then_claims_and_the_rest_only_on_request() {
    let sat = sit(&[
        "", "2", "Seen.", "Chair", "", "1", "Counted.", "", "", "", "2", "Told.", "", "", "",
    ]);
    assert_eq!(
        sat.kept(),
        [
            "people-leave 2: Seen. (Chair)",
            "people-welcome 1: Counted. (Chair)",
            "money-plan 2: Told. (Chair)"
        ]
    );
    sat.shows("1  Splits: 2 to agree");
    sat.shows(
        "1 criterion still has no agreed judgement: go through the rest by its number, or finish.",
    );
    assert_eq!(
        (sat.outcome.left, sat.script.unread()),
        (None, 0),
        "{}",
        sat.script.shown
    );
    assert_eq!(
        sat.outcome.lines(),
        [
            "3 of 3 criteria agreed.",
            "Everything you agreed is saved.",
            "Next: next"
        ]
    );
    assert!(!sat.script.shown.contains("Point people-pay"));
    assert!(sat.script.misread.is_empty(), "{:?}", sat.script.misread);
}

#[test]
fn what_is_agreed_is_checked_with_what_goes_with_it() {
    let sat = sit(&[
        "",
        "2",
        "Seen.",
        "Chair",
        "The head.",
        "1",
        "Counted.",
        "",
        "q",
    ]);
    let (_, checked) = sat
        .script
        .shown
        .split_once("Splits: check what is agreed")
        .expect("a part ends with its check page");
    assert!(checked.contains("seen otherwise by somebody"), "{checked}");
}

#[test]
fn the_rest_is_opened_by_its_number_or_by_asking_for_all() {
    let first = [
        "", "2", "Seen.", "Chair", "", "1", "Counted.", "", "", "", "2", "Told.", "", "",
    ];
    let sat = sit(&[&first[..], &["3", "2", "Usual.", "", "", ""]].concat());
    assert_eq!(sat.kept().last().unwrap(), "people-pay 2: Usual. (Chair)");
    assert_eq!(sat.outcome.lines()[0], "4 of 4 criteria agreed.");
    let all = sit_with(
        &assessment("quick", "", ""),
        true,
        Vec::new(),
        &[&first[..], &[""]].concat(),
    );
    assert!(
        !all.script.shown.contains("go through the rest"),
        "it was asked for already"
    );
    all.shows("Point people-pay");
    assert_eq!(all.outcome.lines()[0], "3 of 4 criteria agreed.");
}

#[test]
fn a_reason_and_a_moderator_are_needed_and_the_moderator_is_asked_once() {
    let sat = sit(&["", "2", "", "Seen.", "", "Chair", "The head.", "q"]);
    assert_eq!(
        sat.script.misread.len(),
        2,
        "an empty reason and an empty moderator: {:?}",
        sat.script.misread
    );
    assert_eq!(
        sat.kept(),
        [
            "people-leave 2: Seen. (Chair)",
            "people-leave 2: Seen. (Chair) but"
        ],
        "dissent is saved after the level"
    );
    assert_eq!(sat.memory.kept[1].dissent.as_deref(), Some("The head."));
    assert_eq!(sat.memory.kept[1].date, TODAY);
    assert_eq!(
        sit(&["", "2", "b", "2", "Seen.", "b", "q"]).kept(),
        [""; 0],
        "going back saves nothing"
    );
}

#[test]
fn a_level_outside_every_answer_asks_why_and_keeps_it_with_the_reason() {
    let sat = sit(&[
        "",
        "3",
        "Seen.",
        "A visitor came",
        "Chair",
        "",
        "0",
        "Bare",
        "Nobody knew",
        "",
    ]);
    sat.shows("This is higher than anybody's own answer: 3 Checked");
    sat.shows("The answers reach from 1 Begun to 2 Usual.");
    assert_eq!(
        sat.kept()[0],
        "people-leave 3: Seen. This is higher than anybody's own answer: A visitor came. (Chair)"
    );
    assert_eq!(
        sat.kept()[1],
        "people-welcome 0: Bare. This is lower than anybody's own answer: Nobody knew. (Chair)"
    );
    // Looked at again with the same level: Enter keeps the whole reason, and nothing is asked twice.
    let again = sit(&[
        "",
        "3",
        "Seen.",
        "A visitor came",
        "Chair",
        "",
        "b",
        "3",
        "",
        "Mine",
        "q",
    ]);
    assert_eq!(again.script.shown.matches("Why outside >").count(), 1);
    assert!(
        again
            .memory
            .kept
            .iter()
            .all(|agreed| agreed.reason.matches("A visitor came").count() == 1)
    );
    assert_eq!(
        sit(&["", "3", "Seen.", "b", "q"]).kept(),
        [""; 0],
        "going back from it saves nothing"
    );
}

#[test]
fn don_t_know_and_not_applicable_are_agreed_with_a_reason() {
    let sat = sit(&[
        "",
        "x",
        "Nobody left.",
        "Chair",
        "",
        "x",
        "d",
        "Nobody looked.",
        "",
        "q",
    ]);
    assert_eq!(
        sat.kept(),
        [
            "people-leave -: Nobody left. (Chair)",
            "people-welcome -: Nobody looked. (Chair)"
        ]
    );
    assert_eq!(
        sat.memory.kept[0].judgement.rating,
        Rating::NotApplicable("Nobody left.".into())
    );
    assert_eq!(sat.memory.kept[1].judgement.rating, Rating::Unknown);
    assert!(sat.script.misread[0].contains("applies to every trust"));
}

#[test]
fn evidence_uneven_and_warning_signs_are_added_and_held_levels_told() {
    let full = assessment(
        "full",
        "",
        "[[standard]]\nid = \"contract\"\nstatus = \"not-met\"\n",
    );
    let lines = [
        "",
        "2euw",
        "Seen.",
        "Chair",
        "",
        "A list",
        "2",
        "today",
        "In the safe",
        "Lower at night",
        "1",
        "",
        "2",
        "Told.",
        "",
        "q",
    ];
    let sat = sit_with(&full, false, Vec::new(), &lines);
    let first = sat
        .memory
        .kept
        .iter()
        .rfind(|agreed| agreed.criterion.as_str() == "people-leave")
        .unwrap();
    assert_eq!(
        first.judgement.evidence[0].place.as_deref(),
        Some("In the safe")
    );
    assert_eq!(
        (
            first.judgement.uneven.as_deref(),
            first.judgement.warning_signs.as_slice()
        ),
        (Some("Lower at night"), &[1][..])
    );
    sat.shows("Saved: \"The leave\" is agreed as 2 Usual, where it is uneven, 1 warning sign, 1 piece of evidence. A warning sign is ticked, so at most 1 Begun is supported.");
    sat.shows("At most 1 Begun is supported while this is not met: The contract is kept. Without evidence, at most 1 is supported");
    assert!(sat.script.misread.is_empty(), "{:?}", sat.script.misread);
}

#[test]
fn skip_back_more_help_and_the_list_change_nothing() {
    let sat = sit(&["", "s", "b", "m", "h", "t", "1", "s", "s", "q"]);
    assert!(sat.memory.kept.is_empty());
    sat.shows("More about: The leave");
    sat.shows("the highest voice need not be right");
    sat.shows("Splits: check what is agreed");
    assert_eq!(sat.outcome.left, Some(Leaving::Asked));
    assert_eq!(sat.outcome.lines().last().unwrap(), "To go on: go on");
}

#[test]
fn an_agreed_judgement_is_shown_kept_with_enter_and_changed_from_the_check_page() {
    let sat = sit(&[
        "", "2", "Seen.", "Chair", "", "1", "Counted.", "", "1", "", "1", "1", "", "", "", "q",
    ]);
    sat.shows("Agreed: 2 Usual, led by Chair, 22 November 2026. Enter keeps it and goes on.");
    assert_eq!(
        sat.kept(),
        [
            "people-leave 2: Seen. (Chair)",
            "people-welcome 1: Counted. (Chair)",
            "people-leave 1: Seen. (Chair)"
        ]
    );
}

#[test]
fn what_somebody_else_agreed_meanwhile_is_shown_and_the_person_chooses() {
    let theirs = Agreed {
        judgement: Judgement {
            rating: Rating::Unknown,
            uneven: None,
            warning_signs: Vec::new(),
            warning_note: None,
            evidence: Vec::new(),
            review: false,
        },
        criterion: CriterionId::new("people-leave").unwrap(),
        reason: Note::new("They looked.").unwrap(),
        moderator: "Clerk".into(),
        date: TODAY,
        dissent: None,
    };
    let failures = || {
        vec![
            SaveError::Failed("Locked.".into()),
            SaveError::Changed {
                theirs: Some(Box::new(theirs.clone())),
            },
        ]
    };
    let sat = sit_with(
        &assessment("quick", "", ""),
        false,
        failures(),
        &["", "2", "Seen.", "Chair", "t", "2", "q"],
    );
    sat.shows("In the file now: The leave: don't know; Why: They looked.; Led by: Clerk");
    assert!(sat.memory.kept.is_empty());
    assert_eq!(sat.outcome.answered, 1, "theirs counts");
    let mine = sit_with(
        &assessment("quick", "", ""),
        false,
        failures(),
        &["", "2", "Seen.", "Chair", "t", "1", "", "q"],
    );
    assert_eq!(mine.kept(), ["people-leave 2: Seen. (Chair)"]);
}

#[test]
fn leaving_in_the_middle_says_what_is_not_saved_and_keeps_all_before() {
    for (lines, told) in [
        (
            &["", "2", "Seen.", "Chair", "", "1", "^C"][..],
            "Not saved: the judgement you had begun (1 Begun for \"The welcome\").",
        ),
        (
            &["", "2", "Seen.", "Chair", "", "3", "Why.", "^C"][..],
            "Not saved: the judgement you had begun (3 Checked",
        ),
    ] {
        let sat = sit(lines);
        assert_eq!(sat.kept(), ["people-leave 2: Seen. (Chair)"]);
        assert_eq!(sat.outcome.left, Some(Leaving::Interrupted));
        assert!(
            sat.outcome.lines()[1].starts_with(told),
            "{:?}",
            sat.outcome.lines()
        );
    }
}

#[test]
fn stopping_at_any_moment_loses_nothing_and_is_never_a_trap() {
    let lines = [
        "", "3euw", "Seen.", "Visitor", "Chair", "Head", "A list", "2", "today", "Safe", "Low",
        "1", "No", "d", "Nobody.", "", "b", "m",
    ];
    for end in 0..=lines.len() {
        for last in ["^C", "^[", "q"] {
            let sat = sit(&[&lines[..end], &[last]].concat());
            let kept = sat.memory.kept.len();
            assert_eq!(sat.outcome.kept, kept, "{end} {last}");
        }
    }
}

#[test]
fn hostile_words_reach_no_terminal() {
    let rubric = assessment("quick", "", "");
    let hostile = "\u{1b}[2J\u{202e}x\r\n";
    let page = page::reason(
        rubric.rubric.criteria().next().unwrap(),
        hostile,
        Some(hostile),
    );
    let mut table = table(&rubric);
    hostile.clone_into(&mut table.parts[0].title);
    let mut script = Script::new(&["1", "s", "s", "h"]);
    let meeting = Meeting {
        moderator: None,
        date: TODAY,
        today: TODAY,
        all: false,
        go_on: "go on".into(),
        next: "next".into(),
    };
    moderate(
        &rubric,
        &table,
        &mut Memory::default(),
        &mut script,
        &meeting,
    );
    assert!(script.shown.contains("check what is agreed"));
    let page = page.lines(80, crate::questionnaire::Room::Plenty);
    for text in [page.join("\n"), script.shown] {
        assert!(
            !text
                .chars()
                .any(|c| c != '\n' && (c.is_control() || c == '\u{202e}')),
            "{text:?}"
        );
    }
}

#[test]
fn what_somebody_saw_otherwise_does_not_outlive_the_level_that_it_was_said_of() {
    for (still, but) in [("1", " but"), ("2", "")] {
        let lines = [
            "",
            "2",
            "Seen.",
            "Chair",
            "Three saw more.",
            "b",
            "1",
            "Counted.",
            still,
            "",
            "q",
        ];
        let sat = sit(&lines);
        sat.shows("What was seen otherwise, as it was said when this stood at \"2 Usual\":");
        let last = sat.kept().pop().unwrap();
        assert_eq!(last, format!("people-leave 1: Counted. (Chair){but}"));
    }
}
