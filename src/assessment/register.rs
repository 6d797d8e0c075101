//! The baseline register: which standards are met.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::assessment::note::Note;
use crate::rubric::StandardId;

/// Whether a standard is met. (A standard without an entry is unanswered.)
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Status {
    /// Met.
    Met,
    /// Partly met.
    Partly,
    /// Not met.
    NotMet,
    /// Looked at, and not known.
    Unknown,
    /// Does not apply to this trust.
    NotApplicable,
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 5] = [
        Self::Met,
        Self::Partly,
        Self::NotMet,
        Self::Unknown,
        Self::NotApplicable,
    ];

    /// The word, as files write it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Partly => "partly",
            Self::NotMet => "not-met",
            Self::Unknown => "unknown",
            Self::NotApplicable => "not-applicable",
        }
    }

    /// The words, as people read them.
    pub const fn phrase(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Partly => "partly met",
            Self::NotMet => "not met",
            Self::Unknown => "don't know",
            Self::NotApplicable => "not applicable",
        }
    }
}

/// What the register says of one standard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The standard.
    pub standard: StandardId,
    /// Whether it is met.
    pub status: Status,
    /// When somebody last looked.
    pub checked: Option<Date>,
    /// Who looked.
    pub by: Option<Note>,
    /// Where the proof is.
    pub proof: Option<Note>,
    /// Why it is not met, or what is done instead.
    pub explanation: Option<Note>,
}
