//! What a tracker would change in the plan, in words.

use crate::assessment::{Action, ActionField, Course};
use crate::text::{clean, list};
use crate::words::{counted, long_date, opened, quoted, sentence};

/// How much of a text is shown where it changes.
const SHOWN: usize = 120;

/// What a tracker would change.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TrackerChanges {
    /// The changes, in the order of the tracker.
    pub changes: Vec<TrackerChange>,
    /// What is worth knowing beside them, in sentences.
    pub notes: Vec<String>,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TrackerChange {
    /// A new action. It has no id yet.
    New(Action),
    /// An action says something else.
    Changed {
        /// What it says now.
        before: Action,
        /// What it is to say.
        after: Action,
    },
}

impl TrackerChanges {
    /// Everything that would change and everything worth knowing, in sentences.
    pub fn lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = self.changes.iter().map(TrackerChange::words).collect();
        lines.extend(self.notes.iter().cloned());
        lines
    }

    /// How many actions are new and how many change.
    pub fn summary(&self) -> String {
        let new = self
            .changes
            .iter()
            .filter(|change| matches!(change, TrackerChange::New(_)))
            .count();
        let changed = self.changes.len() - new;
        let mut parts = Vec::new();
        if new > 0 {
            parts.push(counted(new, "new action", "new actions"));
        }
        if changed > 0 {
            parts.push(counted(changed, "changed action", "changed actions"));
        }
        if parts.is_empty() {
            "The plan says all this already: there is nothing to change.".to_owned()
        } else {
            sentence(&opened(&list(&parts)))
        }
    }
}

impl TrackerChange {
    /// The change in a sentence.
    pub fn words(&self) -> String {
        match self {
            Self::New(action) => {
                let how = match &action.course {
                    Course::Act {
                        owner, due, status, ..
                    } => format!("{owner}, due {}, {}", long_date(*due), status.phrase()),
                    Course::NoAction { reason } => format!("no action: {}", shown(reason)),
                };
                format!(
                    "New, for {}: {} ({how}).",
                    action.subject,
                    quoted(&shown(&action.what))
                )
            }
            Self::Changed { before, after } => {
                let parts: Vec<String> = ActionField::ALL
                    .into_iter()
                    .filter(|field| before.field(*field) != after.field(*field))
                    .map(|field| {
                        let (from, to) = (told(before, field), told(after, field));
                        format!("{} from {from} to {to}", field.title().to_lowercase())
                    })
                    .collect();
                format!("{}: {}.", before.id, parts.join("; "))
            }
        }
    }
}

fn told(action: &Action, field: ActionField) -> String {
    match (field, action.due()) {
        (ActionField::Due, Some(due)) => long_date(due),
        _ => action
            .field(field)
            .map_or_else(|| "nothing".to_owned(), |text| quoted(&shown(&text))),
    }
}

/// A text on one line, and not too long for a list of changes.
pub fn shown(text: &str) -> String {
    let text = clean(text.trim());
    if text.chars().count() <= SHOWN {
        text
    } else {
        text.chars().take(SHOWN - 1).chain(['…']).collect()
    }
}
