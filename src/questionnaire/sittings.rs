//! Tests of whole sittings, by script.

mod beside;
mod keeping;
mod walking;

use crate::assessment::{Answer, Assessment};
use crate::questionnaire::script::{Memory, Script, TODAY, assessment};
use crate::questionnaire::{Options, Outcome, SaveError, interview};

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
                    .judgement
                    .rating
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
    failures: Vec<SaveError<Answer>>,
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
