//! A respondent's answer to a criterion.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::assessment::judgement::{Judgement, Rating};
use crate::assessment::note::Note;
use crate::rubric::CriterionId;

/// How sure a respondent is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Confidence {
    /// Has seen it.
    Sure,
    /// Has good reason to think so.
    Fairly,
    /// Is guessing.
    Guess,
}

impl Confidence {
    /// Every value, surest first.
    pub const ALL: [Self; 3] = [Self::Sure, Self::Fairly, Self::Guess];

    /// The word, as files write it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Sure => "sure",
            Self::Fairly => "fairly",
            Self::Guess => "guess",
        }
    }
}

/// One respondent's answer to one criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The criterion.
    pub criterion: CriterionId,
    /// What was judged.
    pub judgement: Judgement,
    /// A note in the respondent's words.
    pub note: Option<Note>,
    /// How sure the respondent is.
    pub confidence: Option<Confidence>,
}

impl Answer {
    /// An answer with nothing but its rating.
    pub fn new(criterion: CriterionId, rating: Rating) -> Self {
        Self {
            criterion,
            judgement: Judgement::new(rating),
            note: None,
            confidence: None,
        }
    }
}
