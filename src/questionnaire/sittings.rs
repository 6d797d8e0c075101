//! Tests of whole sittings, by script.

use crate::assessment::{Answer, Assessment, Confidence, Kind, Standing};
use crate::questionnaire::script::{Memory, Script, TODAY, assessment};
use crate::questionnaire::{
    KeepError, LastTime, Leaving, Options, Outcome, interview, interview_again,
};
use crate::rubric::{CriterionId, DomainId, RespondentId};

fn options() -> Options {
    Options {
        domain: None,
        unanswered: false,
        today: TODAY,
        go_on: "go on".into(),
        next: "next".into(),
    }
}

struct Sat {
    script: Script,
    memory: Memory<Answer>,
    outcome: Outcome,
}

impl Sat {
    fn kept(&self) -> Vec<String> {
        let told = |answer: &Answer| {
            format!(
                "{} {}",
                answer.criterion,
                answer
                    .standing
                    .level()
                    .map_or("-".into(), |level| level.to_string())
            )
        };
        self.memory.kept.iter().map(told).collect()
    }

    fn last(&self) -> &Answer {
        self.memory.kept.last().unwrap()
    }

    fn shows(&self, text: &str) -> bool {
        self.script.shown.contains(text)
    }
}

fn sit_with(
    assessment: &Assessment,
    options: &Options,
    failures: Vec<KeepError<Answer>>,
    lines: &[&str],
) -> Sat {
    let mut script = Script::new(lines);
    let mut memory = Memory {
        failures: failures.into(),
        ..Memory::default()
    };
    let outcome = interview(
        assessment,
        &assessment.responses[0],
        &mut memory,
        &mut script,
        options,
    );
    Sat {
        script,
        memory,
        outcome,
    }
}

fn sit(answers: &str, lines: &[&str]) -> Sat {
    sit_with(
        &assessment("quick", answers, ""),
        &options(),
        Vec::new(),
        lines,
    )
}

const TWO: &str = "[[answer]]\ncriterion = \"people-welcome\"\nlevel = 2\nnote = \"kept\"\n[[answer.evidence]]\nwhat = \"a list\"\nkind = \"data\"\ndate = 2026-01-01\n\
                   [[answer]]\ncriterion = \"people-leave\"\nlevel = 1\n";

#[test]
fn a_domain_is_answered_with_one_key_a_question_and_each_answer_is_kept_at_once() {
    let sat = sit("", &["1", "0", "1", "2", "3"]);
    assert_eq!(
        sat.kept(),
        [
            "people-welcome 0",
            "people-leave 1",
            "people-pay 2",
            "people-work 3"
        ]
    );
    assert!(sat.shows("Question 3 of 4 in People: The pay"));
    assert!(sat.shows("People: check your answers"));
    assert_eq!(
        (sat.outcome.answered, sat.outcome.total, sat.outcome.left),
        (4, 5, Some(Leaving::EndOfInput))
    );
    assert_eq!(sat.outcome.open, ["The plan"]);
    assert!(sat.script.misread.is_empty());
}

#[test]
fn before_the_first_answer_it_says_how_to_answer_and_who_sees_what() {
    let sat = sit("", &[]);
    let at = |text: &str| {
        sat.script
            .shown
            .find(text)
            .unwrap_or_else(|| panic!("{text} in {}", sat.script.shown))
    };
    assert!(at("Rate what people meet.") < at("what is done so far"));
    assert!(at("nobody is shown yours") < at("what is done so far"));
    assert!(at("from three people up") < at("what is done so far"));
    assert!(
        sit(TWO, &["h"])
            .script
            .shown
            .contains("Rate what people meet."),
        "and on demand"
    );
}

#[test]
fn coming_back_lands_on_the_first_unanswered_question() {
    let sat = sit(TWO, &["3", "^C"]);
    assert!(sat.shows("Welcome back. 2 of 5 answered so far"));
    assert!(!sat.shows("Question 1 of 4"));
    assert_eq!(sat.kept(), ["people-pay 3"]);
    assert_eq!(sat.outcome.left, Some(Leaving::Interrupted));
    assert_eq!(sat.outcome.command, "go on");
}

#[test]
fn finishing_says_what_comes_next() {
    let sat = sit("", &["", "1", "1", "2", "3", "", "", "d", "", ""]);
    assert_eq!((sat.outcome.left, sat.script.unread()), (None, 0));
    assert_eq!(
        sat.outcome.lines(),
        [
            "5 of 5 questions answered.",
            "Everything you answered is saved.",
            "Next: next"
        ]
    );
    assert_eq!(sat.last().standing, Standing::Unknown);
}

#[test]
fn skip_and_back_change_nothing() {
    let sat = sit(
        "",
        &[
            "1", "s", "b", "b", "1", "s", "s", "s", "s", "1", "b", "t", "q",
        ],
    );
    assert_eq!(sat.kept(), Vec::<String>::new());
    assert_eq!(
        (sat.outcome.answered, sat.outcome.left),
        (0, Some(Leaving::Asked))
    );
    assert!(sat.shows("The welcome: not answered"));
    assert!(sat.shows(
        "4 questions are not answered. That is kept as it is, and shown apart from level 0."
    ));
}

#[test]
fn changing_a_level_keeps_what_stands_beside_it() {
    let sat = sit(TWO, &["b", "b", "3"]);
    assert_eq!(sat.last().note.as_deref(), Some("kept"));
    assert_eq!(sat.last().evidence.len(), 1);
    assert_eq!(sat.last().standing.level().unwrap().number(), 3);
    assert!(
        sat.shows("Your answer: 2 Usual, a note, 1 piece of evidence. Enter keeps it and goes on.")
    );
}

#[test]
fn enter_keeps_an_answer_without_saving_it_again() {
    let sat = sit(TWO, &["b", "b", "", "", "2"]);
    assert_eq!(sat.kept(), ["people-pay 2"]);
}

#[test]
fn not_applicable_needs_a_reason_and_is_not_offered_to_everyone() {
    let sat = sit("", &["1", "x", "s", "x", "", "b", "x", "Nobody ever left."]);
    assert_eq!(sat.script.misread.len(), 2);
    assert!(sat.script.misread[0].starts_with("Not applicable is no answer here"));
    assert!(sat.script.misread[1].starts_with("A reason is needed"));
    assert!(sat.shows("A trust where nobody ever left."));
    assert_eq!(sat.memory.kept.len(), 1);
    assert_eq!(
        sat.last().standing,
        Standing::NotApplicable("Nobody ever left.".into())
    );
}

#[test]
fn a_note_evidence_and_the_rest_are_asked_after_the_level_and_kept() {
    let lines = [
        "1",
        "2neucw",
        "A note.",
        "Minutes",
        "1",
        "March 2026",
        "In the office",
        "Lower in two schools",
        "3",
        "2",
        "It is being put right",
    ];
    let sat = sit("", &lines);
    assert!(sat.script.misread.is_empty(), "{:?}", sat.script.misread);
    let answer = sat.last();
    assert_eq!(answer.note.as_deref(), Some("A note."));
    assert_eq!(answer.uneven.as_deref(), Some("Lower in two schools"));
    assert_eq!(answer.confidence, Some(Confidence::Guess));
    assert_eq!(
        (
            answer.warning_signs.as_slice(),
            answer.warning_note.as_deref()
        ),
        ([2].as_slice(), Some("It is being put right"))
    );
    let evidence = &answer.evidence[0];
    assert_eq!(
        (evidence.kind, evidence.date, evidence.place.as_deref()),
        (
            Kind::Document,
            jiff::civil::date(2026, 3, 1),
            Some("In the office")
        )
    );
    assert!(sat.shows("Question 2 of 4"), "and then it goes on");
}

#[test]
fn letters_alone_add_to_an_answer_that_is_there_and_need_a_level_before() {
    let sat = sit(TWO, &["n", "b", "n", "Later thought", "n", "-", "g"]);
    assert!(sat.script.misread[0].starts_with("Choose first"));
    let notes: Vec<Option<&str>> = sat
        .memory
        .kept
        .iter()
        .map(|answer| answer.note.as_deref())
        .collect();
    assert_eq!(notes, [Some("Later thought"), None]);
    assert!(sat.shows("* Saved."));
}

#[test]
fn evidence_can_be_taken_out_and_added_to() {
    let sat = sit(
        TWO,
        &[
            "b", "b", "e", "a", "A survey", "voice", "today", "", "e", "1",
        ],
    );
    let whats: Vec<Vec<&str>> = sat
        .memory
        .kept
        .iter()
        .map(|answer| {
            answer
                .evidence
                .iter()
                .map(|entry| entry.what.as_str())
                .collect()
        })
        .collect();
    assert_eq!(whats, [vec!["a list", "A survey"], vec!["A survey"]]);
}

#[test]
fn leaving_in_the_middle_of_evidence_keeps_the_level_and_says_what_is_not_saved() {
    let sat = sit("", &["1", "2e", "Minutes", "^C"]);
    assert_eq!(sat.kept(), ["people-welcome 2"]);
    assert_eq!(
        sat.outcome.unsaved.as_deref(),
        Some("the evidence you had begun (\"Minutes\")")
    );
    let whole = sit("", &["1", "2e", "Minutes", "1", "today", "^C"]);
    assert_eq!(
        (whole.last().evidence.len(), whole.outcome.unsaved.clone()),
        (1, None),
        "evidence is kept before its last, optional question"
    );
}

#[test]
fn warning_signs_are_ticked_by_number() {
    let sat = sit("", &["1", "3w", "9", "1, 2", ""]);
    assert!(sat.shows("Please type numbers from 1 to 2"));
    assert_eq!(sat.last().warning_signs, [1, 2]);
    assert!(sat.shows("A warning sign is ticked, so at most 1 Begun is supported."));
    let none = sit("", &["1", "3w", "0"]);
    assert_eq!(none.last().warning_signs, [0; 0]);
}

#[test]
fn a_must_that_is_not_met_is_said_beside_its_criterion_and_when_a_higher_level_is_chosen() {
    let assessment = assessment(
        "quick",
        "",
        "[[standard]]\nid = \"contract\"\nstatus = \"not-met\"\n",
    );
    let sat = sit_with(&assessment, &options(), Vec::new(), &["1", "3", "^C"]);
    assert!(sat.shows("At most 1 Begun is supported here, because the register says \"not met\" for: The contract is kept."));
    assert!(sat.shows("Saved: 3 Checked. At most 1 Begun is supported while this is not met: The contract is kept."));
    assert_eq!(
        sat.script.shown.matches("contract").count(),
        2,
        "and beside no other criterion"
    );
}

#[test]
fn a_full_assessment_says_what_evidence_does_and_a_quick_one_that_it_is_not_tested() {
    let full = sit_with(
        &assessment("full", "", ""),
        &options(),
        Vec::new(),
        &["1", "m", "3", "1", "^C"],
    );
    assert!(full.shows("Without evidence, nothing above 1 Begun is supported."));
    assert!(
        full.shows("Saved: 3 Checked. Without evidence, at most 1 is supported (b goes back).")
    );
    assert_eq!(
        full.script
            .shown
            .matches("Without evidence, at most")
            .count(),
        1,
        "level 1 needs none"
    );
    let quick = sit("", &["1", "3e", "b"]);
    assert!(quick.shows("This is a quick assessment: evidence is recorded, and not tested."));
}

#[test]
fn the_same_level_everywhere_is_said_kindly_and_every_answer_stays() {
    let sat = sit("", &["1", "2", "2", "2", "2"]);
    assert!(sat.shows("All 4 answers here are 2 Usual, without a note."));
    assert_eq!(sat.memory.kept.len(), 4);
    assert!(!sit("", &["1", "2", "2", "2", "1"]).shows("All 4 answers"));
    assert!(!sit("", &["1", "2", "2", "2n", "Why", "2"]).shows("All 4 answers"));
}

#[test]
fn an_answer_is_changed_from_the_page_that_checks_them() {
    let sat = sit("", &["1", "2", "2", "2", "1", "3", "0", "", "q"]);
    assert_eq!(sat.kept()[4], "people-pay 0");
    assert_eq!(
        sat.script
            .shown
            .matches("People: check your answers")
            .count(),
        2
    );
    assert!(sat.shows("People: all 4 answered"));
}

#[test]
fn a_failed_save_is_told_in_its_own_words_and_tried_again() {
    let failure = || KeepError::Failed("The disk is full; free some space.".into());
    let quick = assessment("quick", "", "");
    let sat = sit_with(
        &quick,
        &options(),
        vec![failure(), failure()],
        &["1", "2", "t", "", "^C"],
    );
    assert_eq!(sat.kept(), ["people-welcome 2"]);
    assert!(sat.shows("* The disk is full; free some space."));
    assert!(sat.shows("Question 2 of 4"));
    assert_eq!(sat.outcome.unsaved, None);
}

#[test]
fn leaving_after_a_failed_save_names_what_is_not_saved() {
    let quick = assessment("quick", "", "");
    for leave in ["q", "^C"] {
        let sat = sit_with(
            &quick,
            &options(),
            vec![KeepError::Failed("No.".into())],
            &["1", "2", leave],
        );
        assert_eq!((sat.memory.kept.len(), sat.outcome.answered), (0, 0));
        assert_eq!(sat.outcome.unsaved.as_deref(), Some("The welcome: 2 Usual"));
        assert!(
            sat.outcome
                .lines()
                .iter()
                .any(|line| line.starts_with("Not saved: The welcome: 2 Usual"))
        );
    }
    let back = sit_with(
        &quick,
        &options(),
        vec![KeepError::Failed("No.".into())],
        &["1", "2", "b", "1"],
    );
    assert_eq!(back.kept(), ["people-welcome 1"]);
    assert!(back.shows("* Not saved: 2 Usual."));
}

#[test]
fn an_answer_that_changed_meanwhile_is_shown_and_the_person_chooses() {
    let quick = assessment("quick", TWO, "");
    let theirs = quick.responses[0].answers[0].clone();
    let pay = Answer {
        criterion: CriterionId::new("people-pay").unwrap(),
        ..theirs
    };
    let changed = || {
        vec![KeepError::Changed {
            theirs: Some(Box::new(pay.clone())),
        }]
    };
    let mine = sit_with(&quick, &options(), changed(), &["3", "1", "^C"]);
    assert_eq!(mine.kept(), ["people-pay 3"]);
    assert!(mine.shows("In the file now: The pay: 2 Usual; Note: kept; Evidence: a list"));
    let kept = sit_with(&quick, &options(), changed(), &["3", "2", "^C"]);
    assert_eq!(kept.kept(), Vec::<String>::new());
    assert!(kept.shows("Your answer: 2 Usual, a note"));
    assert_eq!(
        kept.outcome.answered, 3,
        "what is in the file counts as the answer"
    );
    let gone = sit_with(
        &quick,
        &options(),
        vec![KeepError::Changed { theirs: None }],
        &["b", "2", "2", "^C"],
    );
    assert!(gone.shows("In the file now: nothing"));
    assert_eq!(gone.outcome.answered, 1);
}

#[test]
fn only_one_domain_and_only_unanswered_ask_no_more_than_that() {
    let quick = assessment("quick", TWO, "");
    let money = Options {
        domain: Some(DomainId::new("money").unwrap()),
        ..options()
    };
    let sat = sit_with(&quick, &money, Vec::new(), &["1", ""]);
    assert_eq!(
        (sat.kept(), sat.outcome.left, sat.outcome.total),
        (vec!["money-plan 1".to_owned()], None, 1)
    );
    let unanswered = Options {
        unanswered: true,
        ..options()
    };
    let sat = sit_with(&quick, &unanswered, Vec::new(), &["1", "1", "", "1", ""]);
    assert_eq!(
        sat.kept(),
        ["people-pay 1", "people-work 1", "money-plan 1"]
    );
    assert_eq!(sat.outcome.left, None);
}

#[test]
fn escape_steps_back_and_leaves_at_the_top() {
    let sat = sit("", &["1", "^[", "^["]);
    assert_eq!(sat.outcome.left, Some(Leaving::Asked));
    assert_eq!(sat.script.unread(), 0);
}

#[test]
fn stopping_at_any_moment_loses_no_answer_that_was_given() {
    let lines = [
        "1",
        "2ne",
        "A note.",
        "Minutes",
        "1",
        "today",
        "",
        "x",
        "Nobody left.",
        "3w",
        "1",
        "",
        "0",
        "2",
        "g",
        "3",
        "",
        "",
        "2",
        "d",
        "",
        "q",
    ];
    let all = sit("", &lines).memory.kept;
    for stop in 0..lines.len() {
        let mut cut = lines[..stop].to_vec();
        cut.push("^C");
        let sat = sit("", &cut);
        assert_eq!(sat.memory.kept, all[..sat.memory.kept.len()]);
        assert_eq!(sat.outcome.left, Some(Leaving::Interrupted), "{stop}");
        assert_eq!(sat.outcome.answered + sat.outcome.open.len(), 5);
    }
}

#[test]
fn last_year_s_note_comes_after_the_new_answer_and_last_year_s_level_never() {
    let earlier = "[[answer]]\ncriterion = \"people-welcome\"\nlevel = 3\nnote = \"Two schools ask newcomers.\"\n";
    let earlier = assessment("quick", earlier, "");
    let now = assessment("quick", "", "");
    let chair = RespondentId::new("chair").unwrap();
    let last = LastTime::of(&earlier, &chair, &now.rubric).unwrap();
    let mut memory = Memory::default();
    let mut script = Script::new(&["1", "m", "1", "^C"]);
    interview_again(
        &now,
        &now.responses[0],
        Some(&last),
        &mut memory,
        &mut script,
        &options(),
    );
    let (before, after) = script.shown.split_once("Saved: 1 Begun.").unwrap();
    assert!(!before.contains("Two schools ask newcomers."), "{before}");
    assert!(
        after.contains("Last time, in 2026, you wrote: “Two schools ask newcomers.”"),
        "{after}"
    );
    assert!(
        !after.contains("3 Checked.") && !after.contains("Your answer: 3"),
        "{after}"
    );
    let mut script = Script::new(&["1", "1n", "A new note.", "^C"]);
    interview_again(
        &now,
        &now.responses[0],
        Some(&last),
        &mut Memory::default(),
        &mut script,
        &options(),
    );
    let (_, page) = script.shown.split_once("The welcome: a note").unwrap();
    assert!(
        page.contains("you wrote: “Two schools ask newcomers.”"),
        "{page}"
    );
}

#[test]
fn an_answer_to_an_earlier_wording_is_asked_again_and_enter_keeps_it() {
    let marked = TWO.replace("level = 2", "level = 2\nreview = true");
    let sat = sit(&marked, &["", "^C"]);
    assert!(
        sat.shows("You answered this before its wording changed."),
        "{}",
        sat.script.shown
    );
    assert!(!sat.memory.kept.is_empty() && !sat.last().review);
    assert!(
        sat.shows(
            "Your answer: 2 Usual, to be looked at again, because the wording has changed, a note"
        ),
        "{}",
        sat.script.shown
    );
}
