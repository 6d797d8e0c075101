//! Why a position is lower as supported than as judged.

use crate::report::criterion::binding;
use crate::report::lookup::Lookup;
use crate::rubric::Level;
use crate::scoring::{CapCause, CriterionProfile, Strength};
use crate::words::{number, opened, part};

/// What brings supported levels below judged ones: one sentence for each cause, with its count.
pub fn causes(lookup: &Lookup<'_>, criteria: &[CriterionProfile]) -> Vec<String> {
    let levelled = criteria
        .iter()
        .filter(|profile| profile.supported.is_some())
        .count();
    let mut causes: Vec<(Cause, Level, usize)> = Vec::new();
    for cap in criteria.iter().filter_map(binding) {
        let cause = Cause::of(&cap.cause);
        match causes
            .iter_mut()
            .find(|(other, level, _)| *other == cause && *level == cap.level)
        {
            Some((.., count)) => *count += 1,
            None => causes.push((cause, cap.level, 1)),
        }
    }
    // What keeps criteria at the same level is told in one sentence.
    causes.sort_by_key(|(cause, level, _)| (*level, *cause));
    causes
        .chunk_by(|(_, one, _), (_, other, _)| one == other)
        .map(|same| cause_sentence(lookup, same, levelled))
        .collect()
}

/// "One of seven criteria has no evidence yet, so nothing above Emerging is supported for it."
fn cause_sentence(
    lookup: &Lookup<'_>,
    causes: &[(Cause, Level, usize)],
    levelled: usize,
) -> String {
    let facts: Vec<String> = causes
        .iter()
        .enumerate()
        .map(|(place, (cause, _, count))| {
            let who = if place == 0 {
                part(*count, levelled, "criterion", "criteria")
            } else {
                number(*count)
            };
            format!("{who} {}", cause.fact(*count))
        })
        .collect();
    let count: usize = causes.iter().map(|(.., count)| count).sum();
    let them = if count == levelled {
        ""
    } else if count == 1 {
        " for it"
    } else {
        " for them"
    };
    let label = causes
        .first()
        .map_or("", |(_, level, _)| lookup.label(*level));
    format!(
        "{}, so nothing above {label} is supported{them}.",
        opened(&facts.join(", and "))
    )
}

/// The kind of a cap, in the order in which sentences tell them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Cause {
    Standard,
    WarningSign,
    Evidence(Strength),
}

impl Cause {
    /// What is to be said of this many criteria.
    const fn fact(self, count: usize) -> &'static str {
        match (self, count) {
            (Self::Standard, 1) => "is limited by a standard that is not met, or not known to be",
            (Self::Standard, _) => "are limited by a standard that is not met, or not known to be",
            (Self::WarningSign, 1) => "has a warning sign that nobody has explained",
            (Self::WarningSign, _) => "have a warning sign that nobody has explained",
            (Self::Evidence(Strength::S0), 1) => "has no evidence yet",
            (Self::Evidence(Strength::S0), _) => "have no evidence yet",
            (Self::Evidence(Strength::S1), 1) => {
                "has evidence of one kind only, or none from the last 12 months"
            }
            (Self::Evidence(Strength::S1), _) => {
                "have evidence of one kind only, or none from the last 12 months"
            }
            (Self::Evidence(Strength::S2), 1) => {
                "has no word from outside the trust in the last 24 months"
            }
            (Self::Evidence(Strength::S2), _) => {
                "have no word from outside the trust in the last 24 months"
            }
            (Self::Evidence(Strength::S3), 1) => {
                "is limited by the rubric even with independent evidence"
            }
            (Self::Evidence(Strength::S3), _) => {
                "are limited by the rubric even with independent evidence"
            }
        }
    }

    fn of(cause: &CapCause) -> Self {
        match cause {
            CapCause::Standard { .. } => Self::Standard,
            CapCause::WarningSign { .. } => Self::WarningSign,
            CapCause::Evidence { strength } => Self::Evidence(*strength),
        }
    }
}
