//! What a sitting is to do, and what came of it.

use jiff::civil::Date;

use crate::questionnaire::leaving::Leaving;
use crate::rubric::DomainId;
use crate::text::{clean, count, list};

/// How many open questions are named before the rest is counted.
const NAMED: usize = 5;

/// What a sitting is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Only this domain.
    pub domain: Option<DomainId>,
    /// Only what has no answer yet.
    pub unanswered: bool,
    /// Today.
    pub today: Date,
    /// The command that goes on from here another time.
    pub go_on: String,
    /// The command that comes next when nothing is open.
    pub next: String,
}

/// What came of a sitting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// What was asked: ("question", "questions") or ("standard", "standards") or ("criterion", "criteria").
    pub noun: (&'static str, &'static str),
    /// What the person did with it: "answered" or "agreed".
    pub verb: &'static str,
    /// How many there are in what was to be done.
    pub total: usize,
    /// How many of them have an answer now.
    pub answered: usize,
    /// The titles of those that have none, in rubric order.
    pub open: Vec<String>,
    /// How many times something was kept.
    pub kept: usize,
    /// What could not be kept, if the person left without it.
    pub unsaved: Option<String>,
    /// How it ended. `None`: the person came to the end.
    pub left: Option<Leaving>,
    /// One line: the command to go on with.
    pub command: String,
}

impl Outcome {
    /// The outcome as sentences, one a line, the next command last.
    pub fn lines(&self) -> Vec<String> {
        let (one, many) = self.noun;
        let mut lines = Vec::new();
        if self.total > 0 {
            lines.push(format!(
                "{} of {} {}.",
                self.answered,
                count(self.total, one, many),
                self.verb
            ));
        }
        match (&self.unsaved, self.kept) {
            (Some(what), _) => lines.push(format!(
                "Not saved: {}. Everything before it is saved.",
                clean(what)
            )),
            (None, 0) => {}
            (None, _) => lines.push(format!("Everything you {} is saved.", self.verb)),
        }
        if !self.open.is_empty() {
            lines.push(format!("Open: {}.", list(&few(&self.open))));
        }
        lines.push(if self.open.is_empty() && self.unsaved.is_none() {
            format!("Next: {}", clean(&self.command))
        } else {
            format!("To go on: {}", clean(&self.command))
        });
        lines
    }
}

fn few(titles: &[String]) -> Vec<String> {
    let mut named: Vec<String> = titles
        .iter()
        .take(NAMED)
        .map(|title| clean(title))
        .collect();
    if titles.len() > NAMED {
        named.push(format!("{} more", titles.len() - NAMED));
    }
    named
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outcome_says_what_is_done_what_is_open_and_what_to_type_next() {
        let mut outcome = Outcome {
            noun: ("question", "questions"),
            verb: "answered",
            total: 35,
            answered: 29,
            open: ["A", "B", "C", "D", "E", "F"].map(str::to_owned).to_vec(),
            kept: 3,
            unsaved: None,
            left: Some(Leaving::Asked),
            command: "strong-trust assess our-trust".into(),
        };
        assert_eq!(
            outcome.lines(),
            [
                "29 of 35 questions answered.",
                "Everything you answered is saved.",
                "Open: A, B, C, D, E and 1 more.",
                "To go on: strong-trust assess our-trust"
            ]
        );
        outcome.unsaved = Some("2 Usual for \"A\"".into());
        assert!(outcome.lines()[1].starts_with("Not saved: 2 Usual"));
    }
}
