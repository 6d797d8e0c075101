//! What an answer and an agreed judgement have in common on the command line.

use clap::Args;
use strong_trust::assessment::{Evidence, Judgement, Kind, Note, Rating};
use strong_trust::rubric::{Criterion, Level, Rubric};
use strong_trust::text::{choice, count, plain};

use crate::args::day;
use crate::error::Failure;

/// What is given with the level of a judgement.
#[derive(Debug, Args)]
pub struct Details {
    /// Where it is lower, where it is higher
    #[arg(long, value_name = "TEXT")]
    uneven: Option<String>,
    /// Evidence: "KIND; DATE; WHAT; WHERE" (may be repeated; WHERE may be left out)
    #[arg(long, value_name = "KIND; DATE; WHAT; WHERE")]
    evidence: Vec<String>,
    /// A warning sign that is true, by its number from 1 (may be repeated)
    #[arg(long, value_name = "NUMBER")]
    warning: Vec<usize>,
    /// Why a warning sign that is true does not tell against the level
    #[arg(long, value_name = "TEXT")]
    pub warning_note: Option<String>,
}

/// What a judgement says, before a reason is known.
#[derive(Debug, Clone, Copy)]
pub enum Given {
    Level(Level),
    Unknown,
    NotApplicable,
}

impl Given {
    /// Reads a level by its number, `unknown`, or `not-applicable`.
    pub fn read(rubric: &Rubric, criterion: &Criterion, text: &str) -> Result<Self, Failure> {
        match text {
            "not-applicable" if criterion.not_applicable.is_none() => Err(Failure::usage(format!(
                "\"{}\" applies to every trust, so it cannot be not applicable. Give a level or `unknown`.",
                criterion.id
            ))),
            "not-applicable" => Ok(Self::NotApplicable),
            "unknown" => Ok(Self::Unknown),
            text => {
                let level = plain(text).trim().parse().ok();
                let level = level.and_then(|number| rubric.scale().level(number));
                level.map(Self::Level).ok_or_else(|| {
                    let top = rubric.scale().top();
                    Failure::usage(format!("\"{text}\" is not an answer: give a level from 0 to {top}, `unknown` or `not-applicable`."))
                })
            }
        }
    }

    /// Returns whether a judgement says the same, whatever its reason.
    pub fn is(self, standing: &Rating) -> bool {
        match (self, standing) {
            (Self::Level(level), Rating::Level(before)) => level == *before,
            (Self::Unknown, Rating::Unknown) | (Self::NotApplicable, Rating::NotApplicable(_)) => {
                true
            }
            (
                Self::Level(_) | Self::Unknown | Self::NotApplicable,
                Rating::Level(_) | Rating::Unknown | Rating::NotApplicable(_),
            ) => false,
        }
    }

    /// Returns the judgement; `reason` is why it is not applicable, if it is.
    pub fn with_reason(self, reason: &str) -> Rating {
        match self {
            Self::Level(level) => Rating::Level(level),
            Self::Unknown => Rating::Unknown,
            Self::NotApplicable => Rating::NotApplicable(reason.to_owned()),
        }
    }
}

impl Details {
    /// Puts in what was given; evidence is added, and the rest replaced.
    pub fn fill(&self, criterion: &Criterion, judgement: &mut Judgement) -> Result<(), Failure> {
        replace(&mut judgement.uneven, self.uneven.as_ref());
        replace(&mut judgement.warning_note, self.warning_note.as_ref());
        if !self.warning.is_empty() {
            judgement.warning_signs = signs(criterion, &self.warning)?;
        }
        for text in &self.evidence {
            let entry = read_evidence(text)?;
            if !judgement.evidence.contains(&entry) {
                judgement.evidence.push(entry);
            }
        }
        Ok(())
    }
}

/// Puts a text that was given in the place of the one before; an empty one takes it away.
pub fn replace(field: &mut Option<Note>, given: Option<&String>) {
    if let Some(text) = given {
        *field = Note::new(text);
    }
}

/// Returns warning signs by their numbers, sorted.
fn signs(criterion: &Criterion, numbers: &[usize]) -> Result<Vec<usize>, Failure> {
    let listed = criterion.warning_signs.len();
    if let Some(number) = numbers
        .iter()
        .find(|number| !(1..=listed).contains(*number))
    {
        let has = count(listed, "warning sign", "warning signs");
        return Err(Failure::usage(format!(
            "\"{}\" has {has}, counted from 1; there is no {number}.",
            criterion.id
        )));
    }
    let mut signs = numbers.to_vec();
    signs.sort_unstable();
    signs.dedup();
    Ok(signs)
}

/// Reads "KIND; DATE; WHAT; WHERE".
fn read_evidence(text: &str) -> Result<Evidence, Failure> {
    let wrong = |what: String| {
        Failure::usage(format!(
            "--evidence \"{text}\": {what}. Write \"KIND; DATE; WHAT; WHERE\", such as \"document; 2026-03-14; board minutes; shared drive\"."
        ))
    };
    let parts: Vec<&str> = text.splitn(4, ';').map(str::trim).collect();
    let [kind, date, what, place @ ..] = parts.as_slice() else {
        return Err(wrong(
            "a kind, a date and what it is are needed, with semicolons between".into(),
        ));
    };
    let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.word()).collect();
    let kind = Kind::ALL
        .into_iter()
        .find(|known| known.word() == kind.to_lowercase())
        .ok_or_else(|| wrong(format!("\"{kind}\" is not a kind; use {}", choice(&kinds))))?;
    let date = day(date).map_err(|_| wrong(format!("\"{date}\" is not a date that exists")))?;
    if what.is_empty() {
        return Err(wrong("what it is, is missing".into()));
    }
    let place = place
        .first()
        .filter(|place| !place.is_empty())
        .map(|place| (*place).to_owned());
    Ok(Evidence {
        what: (*what).to_owned(),
        kind,
        date,
        place,
    })
}

/// Returns what a judgement says, in two words.
pub fn in_short(rubric: &Rubric, standing: &Rating) -> String {
    match standing {
        Rating::Level(level) => format!("{level} {}", rubric.scale().label(*level)),
        Rating::Unknown => "don't know".into(),
        Rating::NotApplicable(_) => "not applicable".into(),
    }
}
