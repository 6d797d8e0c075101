//! A judgement: what an answer and an agreed judgement have in common.

use crate::assessment::evidence::Evidence;
use crate::assessment::note::Note;
use crate::rubric::Level;

/// What was answered: a level, or one of two of the four silences. (Unanswered is having no answer.)
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rating {
    /// A level of the scale.
    Level(Level),
    /// Looked at, and not known.
    Unknown,
    /// Could not exist here, with the reason.
    NotApplicable(String),
}

impl Rating {
    /// The level, if it is one.
    pub fn level(&self) -> Option<Level> {
        match self {
            Self::Level(level) => Some(*level),
            Self::Unknown | Self::NotApplicable(_) => None,
        }
    }
}

/// What was judged of one criterion, and what goes with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// A level, or that it is not known or not applicable.
    pub rating: Rating,
    /// Where it is lower, where it is higher.
    pub uneven: Option<Note>,
    /// Warning signs ticked, by number from 1.
    pub warning_signs: Vec<usize>,
    /// Why a ticked warning sign does not tell against the level.
    pub warning_note: Option<Note>,
    /// What can be shown.
    pub evidence: Vec<Evidence>,
    /// Whether it was given to an earlier wording and should be looked at again. Saving it takes this away.
    pub review: bool,
}

impl Judgement {
    /// A rating alone.
    pub fn new(rating: Rating) -> Self {
        Self {
            rating,
            uneven: None,
            warning_signs: Vec::new(),
            warning_note: None,
            evidence: Vec::new(),
            review: false,
        }
    }
}
