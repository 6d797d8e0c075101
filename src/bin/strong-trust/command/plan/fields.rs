//! The flags that say what an action is.

use clap::Args;
use jiff::civil::Date;
use strong_trust::assessment::{ActionDraft, ActionStatus};

use crate::args::day;

/// What an action says. An empty --note "" takes the note away.
#[derive(Debug, Default, Args)]
pub(super) struct Fields {
    /// The criterion or standard that it is for, by id
    #[arg(long = "for", value_name = "ID")]
    pub(super) subject: Option<String>,
    /// What will be done
    #[arg(long)]
    pub(super) what: Option<String>,
    /// Who answers for it: a post is enough
    #[arg(long)]
    pub(super) owner: Option<String>,
    /// By when, such as 2027-03-26
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) due: Option<Date>,
    /// How you will know that it has worked
    #[arg(long)]
    pub(super) measure: Option<String>,
    /// How far it is
    #[arg(long, value_enum)]
    pub(super) status: Option<ActionStatus>,
    /// Why nothing will be done
    #[arg(long, value_name = "REASON")]
    pub(super) no_action: Option<String>,
    /// A note
    #[arg(long)]
    pub(super) note: Option<String>,
    /// Accept a due date in the past
    #[arg(long)]
    pub(super) past_due_ok: bool,
}

impl Fields {
    /// Puts what was given into a draft.
    pub(super) fn fill(&self, draft: &mut ActionDraft) {
        let texts = [
            (&self.subject, &mut draft.subject),
            (&self.what, &mut draft.what),
            (&self.owner, &mut draft.owner),
            (&self.measure, &mut draft.measure),
            (&self.no_action, &mut draft.no_action),
            (&self.note, &mut draft.note),
        ];
        for (given, field) in texts {
            if given.is_some() {
                field.clone_from(given);
            }
        }
        draft.due = self.due.or(draft.due);
        draft.status = self.status.or(draft.status);
        draft.past_due_ok = self.past_due_ok;
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.subject.is_none()
            && self.what.is_none()
            && self.owner.is_none()
            && self.due.is_none()
            && self.measure.is_none()
            && self.status.is_none()
            && self.no_action.is_none()
            && self.note.is_none()
    }

    /// Whether something is given that only an action has which somebody does.
    pub(super) const fn acts(&self) -> bool {
        self.owner.is_some()
            || self.due.is_some()
            || self.measure.is_some()
            || self.status.is_some()
    }
}
