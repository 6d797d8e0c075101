//! Actions: what will be done, by whom, by when, and how one will know.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

/// How far an action is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ActionStatus {
    /// Not started.
    NotStarted,
    /// In progress.
    InProgress,
    /// Complete.
    Complete,
    /// Stopped.
    Stopped,
}

impl ActionStatus {
    /// The word, as files write it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotStarted => "not-started",
            Self::InProgress => "in-progress",
            Self::Complete => "complete",
            Self::Stopped => "stopped",
        }
    }

    /// The words, as people read them.
    pub const fn phrase(self) -> &'static str {
        match self {
            Self::NotStarted => "not started",
            Self::InProgress => "in progress",
            Self::Complete => "complete",
            Self::Stopped => "stopped",
        }
    }
}

/// What will happen: something with an owner, or nothing with a reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Course {
    /// Somebody will do it.
    Act {
        /// Who answers for it.
        owner: String,
        /// By when.
        due: Date,
        /// How one will know.
        measure: String,
        /// How far it is.
        status: ActionStatus,
    },
    /// Nothing will be done, and this is why.
    NoAction {
        /// The reason.
        reason: String,
    },
}

/// One action, tied to a criterion or a standard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// Its id.
    pub id: String,
    /// The criterion or standard it is for, by id.
    pub subject: String,
    /// What is to be done.
    pub what: String,
    /// How.
    pub course: Course,
    /// A note.
    pub note: Option<String>,
}
