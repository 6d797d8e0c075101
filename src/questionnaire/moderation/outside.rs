//! A level that lies outside every answer: allowed, and told why.

use crate::assessment::Rating;
use crate::rubric::Level;

/// A level that nobody gave, beyond all that were given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outside {
    /// Above the highest answer.
    Higher,
    /// Below the lowest answer.
    Lower,
}

/// Whether an agreed standing lies outside the levels that people gave.
pub fn outside(standing: &Rating, given: Option<(Level, Level)>) -> Option<Outside> {
    let (level, (lowest, highest)) = (standing.level()?, given?);
    if level > highest {
        Some(Outside::Higher)
    } else if level < lowest {
        Some(Outside::Lower)
    } else {
        None
    }
}

impl Outside {
    /// What it is, as the beginning of a sentence.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Higher => "This is higher than anybody's own answer",
            Self::Lower => "This is lower than anybody's own answer",
        }
    }

    /// Whether a reason says already why the level is outside.
    pub fn is_told_in(self, reason: &str) -> bool {
        reason.contains(self.words())
    }

    /// A reason with the words why the level is outside, so that a reader of the report finds both together.
    pub fn told_with(self, reason: &str, why: &str) -> String {
        let stop = |text: &str| {
            if text.ends_with(['.', '!', '?', '…']) {
                ""
            } else {
                "."
            }
        };
        let (reason, why) = (reason.trim(), why.trim());
        format!(
            "{reason}{} {}: {why}{}",
            stop(reason),
            self.words(),
            stop(why)
        )
    }
}
