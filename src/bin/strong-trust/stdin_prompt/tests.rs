use std::io::{BufRead, Cursor, Error, Read, Write};
use std::sync::Arc;

use strong_trust::assessment::{Answer, Assessment, AssessmentText, parse as parse_assessment};
use strong_trust::questionnaire::{
    Choice, Opt, Options, Outcome, Repository, SaveError, interview,
};
use strong_trust::rubric::{RubricText, parse};
use strong_trust::source::Source;

use super::*;
use crate::lines::Text;

const MAIN: &str = r#"
format = 1
id = "small"
version = "1.0.0"
title = "A small rubric \u001b[2J"
domains = ["people", "money"]
how-to-answer = ["Rate what people meet. \u202e"]
[[level]]
label = "No \u0007"
[[level]]
label = "Yes"
[scoring]
share = "3/4"
reach = 1
enough = "4/5"
not-applicable-limit = "1/4"
[[role]]
id = "chair"
title = "Chair"
group = "board"
[[source]]
id = "paper"
title = "A paper"
[[lens]]
id = "values"
title = "Values"
[[lens.facet]]
id = "care"
title = "Care"
"#;

fn domain(id: &str) -> Source {
    let mut text = format!(
        "[domain]\nid = \"{id}\"\ntitle = \"{id} \\u001b]0;x\\u0007\"\nsummary = \"\\u009b31m\"\n"
    );
    for name in ["first", "second"] {
        text += &format!(
            "[[criterion]]\nid = \"{id}-{name}\"\ntitle = \"{name} \\u001b[31m\"\nquestion = \"How is {name} \\u001b[1A?\"\nwhy = \"Why \\r\\n \\u001b\"\n\
             anchors = [\"none of {name} \\u0008\", \"all of {name} \\u202e\"]\nwarning-signs = [\"\\u001bc\"]\nevidence = [\"\\u001b[6n\"]\nsources = [\"paper\"]\n\
             facets = [\"values/care\"]\nnot-applicable = \"Nobody \\u0007\"\nboundary = \"\\u001b[8m\"\n"
        );
    }
    Source::new(format!("{id}.toml"), text)
}

fn assessment() -> Assessment {
    let text = RubricText {
        main: Source::new("rubric.toml", MAIN),
        domains: vec![domain("people"), domain("money")],
        unread: Vec::new(),
    };
    let rubric = Arc::new(parse(&text).unwrap());
    let files = AssessmentText {
        setup: Source::new(
            "assessment.toml",
            "format = 1\ntrust = \"T \\u001b[0m\"\ncycle = \"2026\"\ndate = 2026-11-22\ndepth = \"quick\"\n",
        ),
        responses: vec![Source::new(
            "responses/chair.toml",
            "format = 1\nrespondent = \"chair\"\nrole = \"chair\"\n",
        )],
        unread: Vec::new(),
        standards: None,
        agreed: None,
        indicators: None,
        plan: None,
    };
    parse_assessment(rubric, &files).unwrap().assessment
}

#[derive(Default)]
struct Memory(Vec<Answer>, Option<SaveError<Answer>>);

impl Repository<Answer> for Memory {
    fn save(&mut self, answer: &Answer) -> Result<(), SaveError<Answer>> {
        if let Some(error) = self.1.take() {
            return Err(error);
        }
        self.0.push(answer.clone());
        Ok(())
    }
}

fn sit(input: impl BufRead, output: impl Write) -> (Vec<String>, Outcome) {
    sit_with(input, output, &mut Memory::default(), std::io::sink())
}

fn sit_with(
    input: impl BufRead,
    output: impl Write,
    memory: &mut Memory,
    messages: impl Write,
) -> (Vec<String>, Outcome) {
    let assessment = assessment();
    let mut plain = StdinPrompt::new(Text::new(input), output, messages, 60, true);
    let today = jiff::civil::date(2026, 11, 22);
    let options = Options {
        domain: None,
        unanswered: false,
        today,
        go_on: "on \u{1b}[m".into(),
        next: "next".into(),
    };
    let outcome = interview(
        &assessment,
        &assessment.responses[0],
        memory,
        &mut plain,
        &options,
    );
    let kept = memory
        .0
        .iter()
        .map(|answer| {
            format!(
                "{} {:?}",
                answer.criterion,
                answer
                    .judgement
                    .rating
                    .level()
                    .map(strong_trust::rubric::Level::number)
            )
        })
        .collect();
    (kept, outcome)
}

fn run(input: &[u8]) -> (Vec<String>, Outcome, String) {
    let mut output = Vec::new();
    let (kept, outcome) = sit(Cursor::new(input), &mut output);
    (kept, outcome, String::from_utf8(output).unwrap())
}

const WHOLE: &str = "\u{FEFF}# Our answers\r\n1\r\n1\r\nd\r\n\r\n\r\n0n\r\nA note.\r\nx\r\nIt cannot be.\r\n\r\n\r\n";

#[test]
fn a_whole_assessment_is_answered_from_a_file() {
    let (kept, outcome, text) = run(WHOLE.as_bytes());
    assert_eq!(
        kept,
        [
            "people-first Some(1)",
            "people-second None",
            "money-first Some(0)",
            "money-first Some(0)",
            "money-second None"
        ],
        "{text}"
    );
    assert_eq!(
        (outcome.left, outcome.answered, outcome.total),
        (None, 4, 4)
    );
    assert!(text.contains("Question 2 of 2 in people"));
    assert!(
        text.contains("Note: A note.\n"),
        "what was read is part of the record"
    );
}

#[test]
fn the_end_of_input_anywhere_means_save_and_leave() {
    for end in 0..WHOLE.len() - 2 {
        if WHOLE.is_char_boundary(end) {
            let (kept, outcome, _) = run(&WHOLE.as_bytes()[..end]);
            assert!(kept.len() <= 5 && outcome.answered <= 4, "{end}");
            assert!(
                outcome.left.is_some_and(|left| left == Leaving::EndOfInput),
                "{end}"
            );
        }
    }
}

/// What is kept of a file, how its reading ends, and what is said of it.
fn told(input: &[u8], memory: &mut Memory) -> (Vec<String>, Outcome, String) {
    let mut messages = Vec::new();
    let (kept, outcome) = sit_with(Cursor::new(input), std::io::sink(), memory, &mut messages);
    let messages = String::from_utf8(messages).unwrap();
    let flat = messages.split_whitespace().collect::<Vec<_>>().join(" ");
    (kept, outcome, flat)
}

#[test]
fn a_refused_line_stops_a_file_is_named_by_number_and_question_and_what_stood_before_it_is_kept() {
    let long = "a".repeat(4_001);
    let begun = "1\n1\n";
    let cases: [(&[u8], usize, &str, &str); 8] = [
        (
            b"5\n1\n1\n",
            3,
            "How is second",
            "\"5\" is not one of the choices. Type 0, 1, d, x,",
        ),
        (
            b"seven\n1\n",
            3,
            "How is second",
            "\"seven\" is not one of the choices.",
        ),
        (b"\n1\n", 3, "How is second", "Nothing is chosen yet."),
        (b"\xff\xfe\n1\n", 3, "How is second", "not written in UTF-8"),
        (
            b"# a remark\nnope\n1\n",
            4,
            "How is second",
            "\"nope\" is not one",
        ),
        (
            b"1e\nA list\n1\nlast spring some time\n1\n",
            6,
            "When was it made or seen?: Date",
            "date",
        ),
        (b"x\n\nb\n1\n", 4, "not applicable: Reason", "reason"),
        (b"1w\n9\n1\n", 4, "warning signs: True", "number"),
    ];
    for (input, line, question, why) in cases {
        let input = [begun.as_bytes(), input].concat();
        let shown = String::from_utf8_lossy(&input).into_owned();
        let (kept, outcome, said) = told(&input, &mut Memory::default());
        assert!(
            !kept.is_empty() && kept[0] == "people-first Some(1)",
            "{shown}: {kept:?}"
        );
        assert_eq!(outcome.left, Some(Leaving::Refused), "{shown}");
        assert!(
            !kept.iter().any(|kept| kept.starts_with("money")),
            "{shown}: {kept:?}"
        );
        for words in [
            &format!("Line {line} of the input was not taken."),
            question,
            why,
            "Nothing after it was read.",
        ] {
            assert!(said.contains(words), "{shown}: {words:?} in {said}");
        }
    }
    let input = format!("1\n1n\n{long}\n1\n1\n");
    let (kept, outcome, said) = told(input.as_bytes(), &mut Memory::default());
    assert_eq!(kept, ["people-first Some(1)"]);
    assert_eq!(outcome.left, Some(Leaving::Refused));
    assert!(
        said.contains("Line 3 of the input") && said.contains("4001 characters"),
        "{said}"
    );
}

#[test]
fn empty_lines_at_the_end_of_a_file_are_its_end() {
    for end in ["", "\n", "\r\n\n  \n"] {
        let (kept, outcome, said) = told(format!("1\n1\n{end}").as_bytes(), &mut Memory::default());
        assert_eq!(kept, ["people-first Some(1)"]);
        assert_eq!(
            (outcome.left, said.as_str()),
            (Some(Leaving::EndOfInput), "")
        );
    }
}

#[test]
fn what_a_file_could_not_foresee_stops_it_and_is_never_answered_by_its_next_line() {
    let changed = SaveError::Changed { theirs: None };
    for error in [SaveError::Failed("The disk is full.".into()), changed] {
        // The next line would choose "yours", or try again.
        let mut memory = Memory(Vec::new(), Some(error));
        let (kept, outcome, said) = told(b"1\n1\nt\n", &mut memory);
        assert!(kept.is_empty(), "{kept:?}");
        assert_eq!(outcome.left, Some(Leaving::Refused));
        assert!(outcome.unsaved.is_some());
        assert!(
            said.starts_with("Line 2 of the input was not taken."),
            "{said}"
        );
    }
}

#[test]
fn endless_input_ends() {
    for line in ["", "b", "zz", "2", "1", "h", "m", "s", "#", "1n", "\u{1b}"] {
        let endless = std::io::BufReader::new(Repeat {
            line: format!("{line}\n").into_bytes(),
            at: 0,
        });
        let (_, outcome) = sit(endless, std::io::sink());
        assert!(
            outcome
                .left
                .is_none_or(|left| matches!(left, Leaving::EndOfInput | Leaving::Refused)),
            "{line:?}"
        );
    }
    let (_, outcome) = sit(
        std::io::BufReader::new(std::io::repeat(b'x')),
        std::io::sink(),
    );
    assert_eq!(
        outcome.left,
        Some(Leaving::Refused),
        "a line without an end"
    );
}

struct Repeat {
    line: Vec<u8>,
    at: usize,
}

impl Read for Repeat {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        for byte in buffer.iter_mut() {
            *byte = self.line[self.at];
            self.at = (self.at + 1) % self.line.len();
        }
        Ok(buffer.len())
    }
}

#[test]
fn hostile_text_moves_no_cursor_and_no_line_is_too_wide() {
    let everything = b"h\n1\nm\n1new\n\x1b[2Jnote\n\x1b[31mpaper\n1\ntoday\n\n1\nwhy\nx\nbecause \x1b[1A\nzz\x1b[A\nq\n";
    let (mut output, mut messages) = (Vec::new(), Vec::new());
    let memory = &mut Memory::default();
    let (_, outcome) = sit_with(&everything[..], &mut output, memory, &mut messages);
    assert_eq!(outcome.left, Some(Leaving::Refused));
    output.extend(messages);
    let text = String::from_utf8(output).unwrap();
    let lines = outcome.lines().join("\n");
    for c in text.chars().chain(lines.chars()).filter(|c| *c != '\n') {
        assert!(!c.is_control() && c != '\u{202e}', "{c:?} in {text}");
    }
    assert!(
        text.lines()
            .all(|line| line.chars().count() <= 60 || line.contains(": ")),
        "{text}"
    );
}

#[test]
fn nobody_is_asked_where_nothing_can_be_written() {
    struct Closed;
    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(Error::other("closed"))
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let (kept, outcome) = sit(Cursor::new(WHOLE), Closed);
    assert_eq!((kept.len(), outcome.left), (0, Some(Leaving::EndOfInput)));
}

#[test]
fn a_person_at_a_terminal_may_mistype_as_often_as_they_like() {
    let input = "zz\n".repeat(50) + "a\n";
    let input = Text::new(Cursor::new(input));
    let mut plain = StdinPrompt::new(input, std::io::sink(), std::io::sink(), 60, false);
    let choice = Choice {
        options: vec![Opt::new("a", "all")],
        ..Choice::default()
    };
    let mut taken = None;
    let asked = plain.ask(Prompt::Choice(&choice), &mut |line| {
        taken = Some(choice.read(line)?);
        Ok(())
    });
    assert!(asked.is_ok() && taken.is_some());
}
