//! An action changed, one field at a time, or closed.

use std::ops::ControlFlow;

use crate::assessment::{Action, ActionDraft, ActionField, ActionStatus};
use crate::questionnaire::Page;
use crate::questionnaire::ask::{Edit, edit, pick};
use crate::questionnaire::still::still_true;

use super::{Flow, Moved, PlanOutcome, PlanSitting, page};

impl PlanSitting<'_> {
    /// Asks what is to change in an action, and keeps each change at once, until the person is done.
    pub fn update(&mut self, action: &Action) -> PlanOutcome {
        let mut now = action.clone();
        let mut outcome = PlanOutcome::default();
        loop {
            let (page, options, fields) = page::fields(&now, self.today);
            let picked = match pick(
                self.interviewer,
                &page,
                "A number to change it, or g when you are done",
                "What is to change?",
                options,
            ) {
                ControlFlow::Continue(picked) => picked,
                ControlFlow::Break(left) => {
                    return PlanOutcome {
                        left: Some(left),
                        ..outcome
                    };
                }
            };
            let Some(field) = picked.and_then(|picked| fields.get(picked)) else {
                return outcome;
            };
            match self.changed(&now, *field) {
                ControlFlow::Continue(Some(after)) => {
                    outcome.kept += 1;
                    now = after;
                }
                ControlFlow::Continue(None) => {}
                ControlFlow::Break(left) => {
                    return PlanOutcome {
                        left: Some(left),
                        ..outcome
                    };
                }
            }
        }
    }

    /// Asks for one field, and keeps it. Nothing when it stays as it is.
    fn changed(&mut self, now: &Action, field: ActionField) -> Flow<Option<Action>> {
        let mut draft = ActionDraft::of(now);
        let moved = match field {
            ActionField::Status => self.status(&mut draft, &ActionStatus::ALL)?,
            ActionField::What => self.text(
                &mut draft.what,
                &page::what(),
                "What",
                "Please say in a few words what is to be done.",
            )?,
            ActionField::Owner => self.text(
                &mut draft.owner,
                &page::owner(),
                "Owner",
                "Please say who answers for it: a post is enough.",
            )?,
            ActionField::Measure => self.text(
                &mut draft.measure,
                &page::measure(),
                "How",
                "Please say how you will know that it has worked.",
            )?,
            ActionField::NoAction => self.text(
                &mut draft.no_action,
                &page::reason(),
                "Reason",
                "Please say why nothing will be done.",
            )?,
            ActionField::Due => self.due(&mut draft)?,
            ActionField::Note => match edit(
                self.interviewer,
                Page::new("A note"),
                "Note",
                now.note.clone(),
                true,
            )? {
                Edit::To(note) => {
                    draft.note = note;
                    Moved::On
                }
                Edit::Back => Moved::Back,
            },
            ActionField::For => self.subject(&mut draft, &[])?,
        };
        if matches!(moved, Moved::Back)
            || matches!(self.past_due(&mut draft, Some(now))?, Moved::Back)
        {
            return ControlFlow::Continue(None);
        }
        match draft.action(&now.id, self.rubric, self.today, Some(now)) {
            Ok(mut after) if after != *now => {
                if !self.ended_otherwise(now, &mut after)? {
                    return ControlFlow::Continue(None);
                }
                Self::kept(self.keep(&after)?, after)
            }
            Ok(_) | Err(_) => ControlFlow::Continue(None),
        }
    }

    /// Asks whether the note on how it ended is still true, where it ends otherwise now. False when the person went back.
    fn ended_otherwise(&mut self, before: &Action, after: &mut Action) -> Flow<bool> {
        let told = before.status().map_or("", ActionStatus::phrase);
        still_true(self.interviewer, (before, told), after, &[])
    }

    fn kept(kept: bool, after: Action) -> Flow<Option<Action>> {
        ControlFlow::Continue(kept.then_some(after))
    }

    /// Asks whether an action is complete or stopped, and what a reader should know of it.
    pub fn close(&mut self, action: &Action) -> PlanOutcome {
        let mut draft = ActionDraft::of(action);
        let unsaved = || Some(format!("how {} ended", action.id));
        let ends = [ActionStatus::Complete, ActionStatus::Stopped];
        let flow = match self.status(&mut draft, &ends) {
            ControlFlow::Continue(Moved::On) => self
                .ended(action, draft)
                .map_break(|left| (left, unsaved())),
            ControlFlow::Continue(Moved::Back) => ControlFlow::Continue(false),
            ControlFlow::Break(left) => ControlFlow::Break((left, None)),
        };
        match flow {
            ControlFlow::Continue(kept) => PlanOutcome {
                kept: usize::from(kept),
                ..PlanOutcome::default()
            },
            ControlFlow::Break((left, unsaved)) => PlanOutcome {
                kept: 0,
                left: Some(left),
                unsaved,
            },
        }
    }
    /// Asks what a reader should know of how an action ended, and keeps it. False when nothing is kept.
    fn ended(&mut self, action: &Action, mut draft: ActionDraft) -> Flow<bool> {
        let made = |draft: &ActionDraft, sitting: &Self| {
            draft.action(&action.id, sitting.rubric, sitting.today, Some(action))
        };
        let Ok(mut after) = made(&draft, self) else {
            return ControlFlow::Continue(false);
        };
        if !self.ended_otherwise(action, &mut after)? {
            return ControlFlow::Continue(false);
        }
        let page = Page::new("What should a reader know of how it ended?");
        let Edit::To(note) = edit(self.interviewer, page, "Note", after.note, true)? else {
            return ControlFlow::Continue(false);
        };
        draft.note = note;
        match made(&draft, self) {
            Ok(after) => self.keep(&after),
            Err(_) => ControlFlow::Continue(false),
        }
    }
}
