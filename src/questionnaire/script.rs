//! For tests: an interviewer that reads from a list of lines and remembers what it showed,
//! a repository in memory, and a small rubric.

use std::collections::VecDeque;
use std::sync::Arc;

use jiff::civil::{Date, date};

use crate::assessment::{Assessment, AssessmentText, parse as parse_assessment};
use crate::questionnaire::{
    Interviewer, Leaving, NoAnswer, Page, Prompt, Repository, Room, SaveError,
};
use crate::rubric::{Rubric, RubricText, parse};
use crate::source::Source;

pub const TODAY: Date = date(2026, 11, 22);

/// Answers from a list of lines. "^C" is the person stopping the program, "^[" is Esc.
pub struct Script {
    lines: VecDeque<String>,
    /// All that was shown and asked, in order.
    pub shown: String,
    /// Sentences about lines that could not be read.
    pub misread: Vec<String>,
}

impl Script {
    pub fn new(lines: &[&str]) -> Self {
        Self {
            lines: lines.iter().map(|&line| line.to_owned()).collect(),
            shown: String::new(),
            misread: Vec::new(),
        }
    }

    pub fn unread(&self) -> usize {
        self.lines.len()
    }
}

impl Interviewer for Script {
    fn show(&mut self, page: &Page) {
        self.shown += &page.lines(10_000, Room::Plenty).join("\n");
        self.shown.push('\n');
    }

    fn ask(
        &mut self,
        prompt: Prompt<'_>,
        take: &mut dyn FnMut(&str) -> Result<(), String>,
    ) -> Result<(), NoAnswer> {
        if let Prompt::Choice(choice) = prompt {
            self.shown += &choice.keys().join("\n");
        }
        loop {
            let Some(line) = self.lines.pop_front() else {
                return Err(NoAnswer::Left(Leaving::EndOfInput));
            };
            self.shown += &format!("\n{} > {line}\n", prompt.label());
            match line.as_str() {
                "^C" => return Err(NoAnswer::Left(Leaving::Interrupted)),
                "^[" => return Err(NoAnswer::Back),
                _ => {}
            }
            match take(&line) {
                Ok(()) => return Ok(()),
                Err(sentence) => self.misread.push(sentence),
            }
        }
    }
}

/// Saves in memory, and fails when it is told to.
pub struct Memory<T> {
    /// Every thing kept, in order.
    pub kept: Vec<T>,
    /// What the next calls of `save` come to, before it saves again.
    pub failures: VecDeque<SaveError<T>>,
}

impl<T> Default for Memory<T> {
    fn default() -> Self {
        Self {
            kept: Vec::new(),
            failures: VecDeque::new(),
        }
    }
}

impl<T: Clone> Repository<T> for Memory<T> {
    fn save(&mut self, record: &T) -> Result<(), SaveError<T>> {
        match self.failures.pop_front() {
            Some(failure) => Err(failure),
            None => self.save_over(record),
        }
    }

    fn save_over(&mut self, record: &T) -> Result<(), SaveError<T>> {
        self.kept.push(record.clone());
        Ok(())
    }
}

const MAIN: &str = r#"
format = 1
id = "small"
version = "1.0.0"
title = "A small rubric"
domains = ["people", "money"]
how-to-answer = ["Rate what people meet.", "If you have not looked, say don't know."]
[[level]]
label = "Not in place"
meaning = "Nobody can show it."
[[level]]
label = "Begun"
[[level]]
label = "Usual"
[[level]]
label = "Checked"
[scoring]
share = "3/4"
reach = 1
enough = "4/5"
not-applicable-limit = "1/4"
[caps]
must-not-met = 1
must-partly = 2
must-unknown = 2
should-not-met = 2
warning-sign = 1
evidence = [1, 2, 3, 3]
[[role]]
id = "chair"
title = "Chair of trustees"
group = "board"
[[role]]
id = "finance-director"
title = "Finance director"
group = "executive"
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

fn criterion(domain: &str, name: &str, more: &str) -> String {
    let anchors = (0..4)
        .map(|level| format!("\"{name} as a visitor sees it at {level}\""))
        .collect::<Vec<_>>()
        .join(", ");
    format!(
        "[[criterion]]\nid = \"{domain}-{name}\"\ntitle = \"The {name}\"\nquestion = \"How is the {name}?\"\nwhy = \"Because of {name}.\"\n\
         anchors = [{anchors}]\nwarning-signs = [\"{name} is only on paper\", \"nobody met {name}\"]\nevidence = [\"a list of {name}\"]\n\
         sources = [\"paper 1\"]\nfacets = [\"values/care\"]\n{more}\n"
    )
}

fn standard(id: &str, criterion: &str, force: &str, asks: &str) -> String {
    format!(
        "[[standard]]\nid = \"{id}\"\ncriterion = \"{criterion}\"\nforce = \"{force}\"\nstatement = \"The {id} is kept.\"\nasks = \"{asks}\"\nsource = \"The law, section 1\"\n"
    )
}

pub fn rubric() -> Arc<Rubric> {
    let head = |id: &str, title: &str| {
        format!(
            "[domain]\nid = \"{id}\"\ntitle = \"{title}\"\nquestion = \"Is {id} well?\"\nsummary = \"About {id}.\"\n"
        )
    };
    let people = head("people", "People")
        + &criterion("people", "welcome", "boundary = \"Only the first weeks.\"")
        + &criterion(
            "people",
            "leave",
            "not-applicable = \"A trust where nobody ever left.\"",
        )
        + &criterion("people", "pay", "")
        + &criterion("people", "work", "")
        + &standard("contract", "people-welcome", "must", "finance-director")
        + &standard("handbook", "people-pay", "should", "chair");
    let money = head("money", "Money")
        + &criterion("money", "plan", "")
        + &standard("audit", "money-plan", "must", "finance-director");
    let text = RubricText {
        main: Source::new("rubric.toml", MAIN),
        domains: vec![
            Source::new("people.toml", people),
            Source::new("money.toml", money),
        ],
        unread: Vec::new(),
    };
    Arc::new(parse(&text).expect("the small rubric is valid"))
}

/// An assessment with one respondent, the chair, and these answers and entries (as TOML).
pub fn assessment(depth: &str, answers: &str, register: &str) -> Assessment {
    let setup = format!(
        "format = 1\ntrust = \"A trust\"\ncycle = \"2026\"\ndate = 2026-11-22\ndepth = \"{depth}\"\n"
    );
    let response = format!("format = 1\nrespondent = \"chair\"\nrole = \"chair\"\n{answers}");
    let text = AssessmentText {
        setup: Source::new("assessment.toml", setup),
        responses: vec![Source::new("responses/chair.toml", response)],
        unread: Vec::new(),
        standards: Some(Source::new(
            "standards.toml",
            format!("format = 1\n{register}"),
        )),
        agreed: None,
        indicators: None,
        plan: None,
    };
    parse_assessment(rubric(), &text)
        .expect("the small assessment is valid")
        .assessment
}
