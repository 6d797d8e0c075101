//! Actions: what will be done, by whom, by when, and how one will know.

mod draft;
mod field;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

pub use draft::{ActionDraft, ActionFault, FaultKind};
pub use field::ActionField;

use crate::assessment::note::Note;

/// How far an action is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
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
    /// Every status, as an action goes through them.
    pub const ALL: [Self; 4] = [
        Self::NotStarted,
        Self::InProgress,
        Self::Complete,
        Self::Stopped,
    ];

    /// Whether something is still to be done.
    pub const fn is_open(self) -> bool {
        match self {
            Self::NotStarted | Self::InProgress => true,
            Self::Complete | Self::Stopped => false,
        }
    }

    /// The status that a person wrote: "In progress" as well as "in-progress". `None`: no status is called so.
    pub fn read(text: &str) -> Option<Self> {
        let plain = |text: &str| {
            text.trim()
                .to_lowercase()
                .replace(['-', '_', '\u{a0}'], " ")
        };
        Self::ALL
            .into_iter()
            .find(|status| status.phrase() == plain(text))
    }

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

/// What a plan file says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// Its actions, in file order.
    pub actions: Vec<Action>,
    /// The day on which the trust means to assess itself again.
    pub next_review: Option<Date>,
    /// The highest number that an action's id ever had (7 for "a7"), so that no id is given twice.
    pub last_number: Option<u32>,
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
    pub note: Option<Note>,
}

impl Action {
    /// How far it is. `None`: nothing will be done.
    pub const fn status(&self) -> Option<ActionStatus> {
        match &self.course {
            Course::Act { status, .. } => Some(*status),
            Course::NoAction { .. } => None,
        }
    }

    /// By when. `None`: nothing will be done.
    pub const fn due(&self) -> Option<Date> {
        match &self.course {
            Course::Act { due, .. } => Some(*due),
            Course::NoAction { .. } => None,
        }
    }

    /// Whether something is still to be done.
    pub fn is_open(&self) -> bool {
        self.status().is_some_and(ActionStatus::is_open)
    }

    /// Whether it is open and was due before this day.
    pub fn is_overdue(&self, as_at: Date) -> bool {
        self.is_open() && self.due().is_some_and(|due| due < as_at)
    }
}

impl Plan {
    /// The number for the next action: one above every number that an id has or had.
    pub fn next_number(&self) -> u32 {
        let there = self
            .actions
            .iter()
            .filter_map(|action| number_of(&action.id));
        there
            .chain(self.last_number)
            .max()
            .unwrap_or(0)
            .saturating_add(1)
    }
}

/// The number in an id that this program made: 7 for "a7".
fn number_of(id: &str) -> Option<u32> {
    let digits = id.strip_prefix('a')?;
    let plain = digits.bytes().all(|digit| digit.is_ascii_digit()) && !digits.starts_with('0');
    digits.parse().ok().filter(|_| plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn action(id: &str) -> Action {
        Action {
            id: id.into(),
            subject: "x".into(),
            what: "y".into(),
            course: Course::NoAction { reason: "z".into() },
            note: None,
        }
    }

    #[test]
    fn a_number_is_never_given_twice() {
        let plan = |ids: &[&str], last_number| Plan {
            actions: ids.iter().map(|id| action(id)).collect(),
            next_review: None,
            last_number,
        };
        assert_eq!(plan(&[], None).next_number(), 1);
        assert_eq!(
            plan(&["a1", "a9", "b12", "a010", "a+11", "a"], None).next_number(),
            10
        );
        assert_eq!(
            plan(&["a1"], Some(7)).next_number(),
            8,
            "a2 to a7 were taken out by hand"
        );
        assert_eq!(plan(&["a99999999999999999999"], None).next_number(), 1);
    }

    #[test]
    fn a_status_is_read_as_people_write_it() {
        for text in ["in-progress", "In progress", " IN PROGRESS ", "in_progress"] {
            assert_eq!(
                ActionStatus::read(text),
                Some(ActionStatus::InProgress),
                "{text}"
            );
        }
        assert_eq!(ActionStatus::read("done"), None);
        for status in ActionStatus::ALL {
            assert_eq!(ActionStatus::read(status.word()), Some(status));
        }
    }
}
