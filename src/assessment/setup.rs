//! What an assessment is: whose, when, how deep, with what targets.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::assessment::note::Note;
use crate::rubric::{CriterionId, Level};

/// How deep an assessment goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Depth {
    /// Evidence is recorded and caps what a level can be.
    Full,
    /// Evidence is not tested; results are indicative.
    Quick,
}

impl Depth {
    /// The word, as files write it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Quick => "quick",
        }
    }
}

/// A weight that the trust has given to a criterion, with its reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnWeight {
    /// The criterion.
    pub criterion: CriterionId,
    /// The weight, at least 1.
    pub weight: u32,
    /// Why.
    pub reason: String,
}

/// The heading of an assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setup {
    /// The trust's name.
    pub trust: String,
    /// The cycle's name, such as "2026".
    pub cycle: String,
    /// The day to which evidence ages are counted.
    pub date: Date,
    /// How deep it goes.
    pub depth: Depth,
    /// How many schools the trust has.
    pub schools: Option<u32>,
    /// The target of every criterion without its own, if the assessment sets one.
    pub default_target: Option<Level>,
    /// Targets of single criteria.
    pub targets: BTreeMap<CriterionId, Level>,
    /// Why the default target is what it is.
    pub default_target_reason: Option<Note>,
    /// Why single criteria have the targets they have.
    pub target_reasons: BTreeMap<CriterionId, Note>,
    /// The trust's own weights.
    pub weights: Vec<OwnWeight>,
    /// Where the assessment of the cycle before is, seen from this one's folder, with forward slashes. It may be gone.
    pub previous: Option<String>,
}
