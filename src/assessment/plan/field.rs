//! The fields of an action, by name, for whoever lists, asks for or compares them one by one.

use crate::assessment::{Action, Course};

/// A field of an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActionField {
    /// The criterion or standard it is for.
    For,
    /// What is to be done.
    What,
    /// Who answers for it.
    Owner,
    /// By when.
    Due,
    /// How one will know.
    Measure,
    /// How far it is.
    Status,
    /// Why nothing will be done.
    NoAction,
    /// A note.
    Note,
}

impl ActionField {
    /// Every field, in the order in which files write them.
    pub const ALL: [Self; 8] = [
        Self::For,
        Self::What,
        Self::Owner,
        Self::Due,
        Self::Measure,
        Self::Status,
        Self::NoAction,
        Self::Note,
    ];

    /// The key, as files write it. With two hyphens before it, it is also the flag.
    pub const fn word(self) -> &'static str {
        match self {
            Self::For => "for",
            Self::What => "what",
            Self::Owner => "owner",
            Self::Due => "due",
            Self::Measure => "measure",
            Self::Status => "status",
            Self::NoAction => "no-action",
            Self::Note => "note",
        }
    }

    /// The words over a column, or before a value.
    pub const fn title(self) -> &'static str {
        match self {
            Self::For => "For",
            Self::What => "What will be done",
            Self::Owner => "Owner",
            Self::Due => "Due",
            Self::Measure => "How we shall know",
            Self::Status => "Status",
            Self::NoAction => "If nothing will be done: why",
            Self::Note => "Note",
        }
    }
}

impl Action {
    /// What stands in a field, as a person would read it; a date as 2027-03-26. `None`: nothing does.
    pub fn field(&self, field: ActionField) -> Option<String> {
        let act = match &self.course {
            Course::Act {
                owner,
                due,
                measure,
                status,
            } => Some((owner, due, measure, status)),
            Course::NoAction { .. } => None,
        };
        match field {
            ActionField::For => Some(self.subject.clone()),
            ActionField::What => Some(self.what.clone()),
            ActionField::Owner => act.map(|(owner, ..)| owner.clone()),
            ActionField::Due => act.map(|(_, due, ..)| due.to_string()),
            ActionField::Measure => act.map(|(_, _, measure, _)| measure.clone()),
            ActionField::Status => {
                act.map(|(.., status)| crate::text::capitalised(status.phrase()))
            }
            ActionField::NoAction => match &self.course {
                Course::Act { .. } => None,
                Course::NoAction { reason } => Some(reason.clone()),
            },
            ActionField::Note => self.note.clone().map(String::from),
        }
    }
}
