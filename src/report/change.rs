//! What changed since earlier cycles, and what was done: a value that every export renders.
//!
//! Levels are told as words and numbers, and never as a share or a percentage: a step on a scale of words is no amount.

mod done;
mod limits;
mod moves;
mod pair;
mod row;
mod series;
mod span;
mod words;

use jiff::civil::Date;

use crate::assessment::{Assessment, Depth};
use crate::report::Edition;
use crate::scoring::{Compared, change_in, score};
use crate::text::list;
use row::{Row, answered};

pub use moves::{DoneReport, MoveReport, SpanReport};
pub use series::{SeriesReport, StepThen};
pub use words::phrase as movement_phrase;

/// What changed over two or more cycles of one trust.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    /// What happened, as a heading.
    pub finding: String,
    /// The cycles, oldest first; the last is the report's own.
    pub cycles: Vec<CycleReport>,
    /// What cannot be compared, and why, in sentences.
    pub limits: Vec<String>,
    /// Each cycle beside the one before it, oldest first.
    pub spans: Vec<SpanReport>,
    /// Each domain over all cycles: those of the last cycle in order, then those that went.
    pub domains: Vec<SeriesReport>,
    /// Each criterion over all cycles, in the same order.
    pub criteria: Vec<SeriesReport>,
    /// Which levels are compared.
    pub compared: Compared,
}

/// One cycle of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CycleReport {
    /// The cycle, as written.
    pub cycle: String,
    /// The day of its assessment.
    pub date: Date,
    /// How deep it went.
    pub depth: Depth,
    /// The id of its rubric.
    pub rubric: String,
    /// The rubric's version.
    pub version: String,
    /// How many people gave an answer.
    pub people: usize,
    /// How many levels its scale has.
    pub levels: usize,
}

/// Why assessments are not set side by side: they are of several trusts, by their names. `None`: they are of one.
pub fn several_trusts(assessments: &[&Assessment]) -> Option<String> {
    let mut names: Vec<&str> = Vec::new();
    for name in assessments
        .iter()
        .map(|assessment| assessment.setup.trust.trim())
    {
        if !names
            .iter()
            .any(|there| there.to_lowercase() == name.to_lowercase())
        {
            names.push(name);
        }
    }
    let names: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    (names.len() > 1)
        .then(|| format!("these are assessments of {}. Cycles of one trust are compared, and not trusts with each other.", list(&names)))
}

impl Changes {
    /// Compares assessments of one trust, the oldest first. `None` where there are fewer than two.
    pub fn over(assessments: &[&Assessment], edition: Edition) -> Option<Self> {
        let [_, _, ..] = assessments else { return None };
        let compared = Compared::among(assessments.iter().copied());
        let row = Row {
            assessments: assessments.to_vec(),
            edition,
            compared,
        };
        let profiles: Vec<_> = assessments
            .iter()
            .map(|assessment| score(assessment))
            .collect();
        let scored: Vec<_> = assessments.iter().copied().zip(&profiles).collect();
        let changes: Vec<_> = scored
            .windows(2)
            .map(|pair| change_in(compared, pair[0], pair[1]))
            .collect();
        let spans: Vec<SpanReport> = changes
            .iter()
            .zip(assessments.windows(2))
            .map(|(change, pair)| span::compose(&row, change, pair[0], pair[1]))
            .collect();
        Some(Self {
            finding: words::finding(&row, spans.last()?),
            cycles: assessments
                .iter()
                .map(|assessment| cycle(assessment))
                .collect(),
            limits: limits::limits(&row, &changes),
            domains: series::domains(&row, &changes, &profiles),
            criteria: series::criteria(&row, &changes),
            spans,
            compared,
        })
    }

    /// The newest comparison: the last cycle beside the one before it.
    pub fn latest(&self) -> &SpanReport {
        self.spans
            .last()
            .expect("a comparison has at least two cycles, and so a span")
    }
}

fn cycle(assessment: &Assessment) -> CycleReport {
    CycleReport {
        cycle: assessment.setup.cycle.clone(),
        date: assessment.setup.date,
        depth: assessment.setup.depth,
        rubric: assessment.rubric.id().to_string(),
        version: assessment.rubric.version().to_string(),
        people: answered(assessment),
        levels: assessment.rubric.scale().size(),
    }
}

#[cfg(test)]
mod tests;
