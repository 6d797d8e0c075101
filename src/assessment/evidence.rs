//! Evidence: what can be shown for an answer.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

/// The kind of an entry of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A paper of the trust's own.
    Document,
    /// Counts and measures.
    Data,
    /// What people say.
    Voice,
    /// What someone saw.
    Observation,
    /// What somebody from outside found.
    Independent,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 5] = [
        Self::Document,
        Self::Data,
        Self::Voice,
        Self::Observation,
        Self::Independent,
    ];

    /// The word, as files write it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Data => "data",
            Self::Voice => "voice",
            Self::Observation => "observation",
            Self::Independent => "independent",
        }
    }
}

/// One entry of evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// What it is.
    pub what: String,
    /// Its kind.
    pub kind: Kind,
    /// When it was made or seen.
    pub date: Date,
    /// Where it can be found.
    pub place: Option<String>,
}
