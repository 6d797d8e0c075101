//! An indicator: a number for context, never for scoring.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::rubric::IndicatorId;

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Better {
    /// A higher number is better.
    Higher,
    /// A lower number is better.
    Lower,
    /// Neither direction is better in itself.
    Neither,
}

impl Better {
    /// What to say of the direction.
    pub const fn phrase(self) -> &'static str {
        match self {
            Self::Higher => "higher is better",
            Self::Lower => "lower is better",
            Self::Neither => "neither direction is better in itself",
        }
    }
}

/// A national figure with its date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct National {
    /// The figure, as published.
    pub value: String,
    /// What time it speaks of.
    pub period: String,
    /// Who published it.
    pub source: String,
}

/// One context number.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// Its id.
    pub id: IndicatorId,
    /// What it counts.
    pub title: String,
    /// Its unit.
    pub unit: String,
    /// Which way is better.
    pub better: Better,
    /// Where the trust finds its own number.
    pub source: String,
    /// How the number misleads.
    pub caution: String,
    /// National figures to set beside it.
    pub national: Vec<National>,
}
