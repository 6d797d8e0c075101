//! An answer to a criterion.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::assessment::Evidence;
use crate::rubric::{CriterionId, Level};

/// What was answered: a level, or one of two of the four silences. (Unanswered is having no answer.)
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// A level of the scale.
    Level(Level),
    /// Looked at, and not known.
    Unknown,
    /// Could not exist here, with the reason.
    NotApplicable(String),
}

impl Standing {
    /// The level, if it is one.
    pub fn level(&self) -> Option<Level> {
        match self {
            Self::Level(level) => Some(*level),
            Self::Unknown | Self::NotApplicable(_) => None,
        }
    }
}

/// How sure a respondent is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
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
    /// What was answered.
    pub standing: Standing,
    /// A note in the respondent's words.
    pub note: Option<String>,
    /// Where it is lower, where it is higher.
    pub uneven: Option<String>,
    /// How sure the respondent is.
    pub confidence: Option<Confidence>,
    /// Warning signs ticked, by number from 1.
    pub warning_signs: Vec<usize>,
    /// Why a ticked warning sign does not tell against the level.
    pub warning_note: Option<String>,
    /// What can be shown.
    pub evidence: Vec<Evidence>,
    /// Whether it was given to an earlier wording and should be looked at again. Saving an answer takes this away.
    pub review: bool,
}

impl Answer {
    /// An answer with nothing beside it.
    pub fn new(criterion: CriterionId, standing: Standing) -> Self {
        Self {
            criterion,
            standing,
            note: None,
            uneven: None,
            confidence: None,
            warning_signs: Vec::new(),
            warning_note: None,
            evidence: Vec::new(),
            review: false,
        }
    }
}
