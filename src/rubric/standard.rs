//! A standard: a baseline that is met or not, and never averaged in.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::rubric::{CriterionId, StandardId};

/// How binding a standard is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Force {
    /// Required by law or contract.
    Must,
    /// Minimum good practice: done, or explained.
    Should,
}

impl Force {
    /// The word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Must => "must",
            Self::Should => "should",
        }
    }
}

/// One baseline.
#[derive(Debug, Clone)]
pub struct Standard {
    /// Its id.
    pub id: StandardId,
    /// The criterion that it caps.
    pub criterion: CriterionId,
    /// How binding it is.
    pub force: Force,
    /// Whether failing it comes before everything else.
    pub critical: bool,
    /// What must be true, as a sentence.
    pub statement: String,
    /// The role that usually knows.
    pub asks: Option<String>,
    /// Where it comes from.
    pub source: String,
    /// Where its source can be read.
    pub url: Option<String>,
    /// When the source itself was last read. `None`: not yet.
    pub checked: Option<Date>,
    /// When its text should be read again.
    pub review_by: Option<Date>,
}
