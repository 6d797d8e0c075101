//! An action changed, one field at a time, or closed.

use crate::assessment::{Action, ActionDraft, ActionField, ActionStatus};
use crate::questionnaire::leaving::NoAnswer;
use crate::questionnaire::still_true::still_true;

use super::{PlanOutcome, PlanSitting, page};

impl PlanSitting<'_> {
    /// Asks what is to change in an action, and saves each change at once, until the person is done.
    pub fn update(&mut self, action: &Action) -> PlanOutcome {
        let mut now = action.clone();
        let mut outcome = PlanOutcome::default();
        loop {
            let (page, menu) = page::fields(&now, self.today);
            self.interviewer.show(&page);
            let changed = match self.interviewer.select(&menu) {
                Ok(Some(field)) => self.changed(&now, field),
                Ok(None) | Err(NoAnswer::Back) => return outcome,
                Err(left) => Err(left),
            };
            match changed {
                Ok(after) => {
                    outcome.kept += 1;
                    now = after;
                }
                Err(NoAnswer::Back) => {}
                Err(NoAnswer::Left(left)) => {
                    outcome.left = Some(left);
                    return outcome;
                }
            }
        }
    }

    /// Asks for one field, and saves it.
    fn changed(&mut self, now: &Action, field: ActionField) -> Result<Action, NoAnswer> {
        let mut draft = ActionDraft::of(now);
        match field {
            ActionField::Status => self.status(&mut draft, &ActionStatus::ALL)?,
            ActionField::What => self.what(&mut draft)?,
            ActionField::Owner => self.owner(&mut draft)?,
            ActionField::Measure => self.measure(&mut draft)?,
            ActionField::NoAction => self.reason(&mut draft)?,
            ActionField::Due => self.due(&mut draft)?,
            ActionField::Note => draft.note = self.note("A note", now.note.as_ref())?,
            ActionField::For => self.subject(&mut draft, &[])?,
        }
        self.past_due(&mut draft, Some(now))?;
        let mut after = self.after(now, &draft)?;
        if after == *now {
            return Err(NoAnswer::Back);
        }
        self.still_true(now, &mut after)?;
        self.save(&after)?;
        Ok(after)
    }

    /// Returns the action that a draft makes of the one before.
    fn after(&self, before: &Action, draft: &ActionDraft) -> Result<Action, NoAnswer> {
        draft
            .action(&before.id, self.rubric, self.today, Some(before))
            .map_err(|_| NoAnswer::Back)
    }

    /// Asks whether the note on how it ended is still true, where it ends otherwise now.
    fn still_true(&mut self, before: &Action, after: &mut Action) -> Result<(), NoAnswer> {
        let status = before.status().map_or("", ActionStatus::phrase);
        still_true(self.interviewer, (before, status), after, &[])
    }

    /// Asks whether an action is complete or stopped, and what a reader should know of it.
    pub fn close(&mut self, action: &Action) -> PlanOutcome {
        let mut draft = ActionDraft::of(action);
        let ends = [ActionStatus::Complete, ActionStatus::Stopped];
        let (closed, unsaved) = match self.status(&mut draft, &ends) {
            Ok(()) => {
                let unsaved = format!("how {} ended", action.id);
                (self.ended(action, draft), Some(unsaved))
            }
            no_answer => (no_answer, None),
        };
        let mut outcome = PlanOutcome::default();
        match closed {
            Ok(()) => outcome.kept = 1,
            Err(NoAnswer::Back) => {}
            Err(NoAnswer::Left(left)) => {
                outcome.left = Some(left);
                outcome.unsaved = unsaved;
            }
        }
        outcome
    }

    /// Asks what a reader should know of how an action ended, and saves it.
    fn ended(&mut self, action: &Action, mut draft: ActionDraft) -> Result<(), NoAnswer> {
        let mut after = self.after(action, &draft)?;
        self.still_true(action, &mut after)?;
        let heading = "What should a reader know of how it ended?";
        draft.note = self.note(heading, after.note.as_ref())?;
        let after = self.after(action, &draft)?;
        self.save(&after)
    }
}
