//! The plan: one action asked for, changed or closed. What is known already is not asked.

mod change;
mod page;
mod step;

use std::ops::ControlFlow;

use jiff::civil::Date;

use crate::assessment::{Action, ActionDraft, Course};
use crate::questionnaire::ask::pick;
use crate::questionnaire::keeper::{Kept, keep};
use crate::questionnaire::{Interviewer, Keeper, Leaving, Opt, Page, spoken_date};
use crate::rubric::Rubric;

pub use page::{COURSES, action_asks, action_saved, action_told};

/// How many suggestions are shown; the others can be typed.
const SUGGESTED: usize = 9;

/// Something that has no action yet: a criterion or standard by its id, and why it is suggested.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// Its id.
    pub id: String,
    /// Why.
    pub words: String,
}

/// What came of asking about an action.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlanOutcome {
    /// How many times something was kept.
    pub kept: usize,
    /// How it ended. `None`: the person came to the end, or went back.
    pub left: Option<Leaving>,
    /// What was begun and is not kept, in a few words.
    pub unsaved: Option<String>,
}

/// A sitting about the plan.
pub struct PlanSitting<'a> {
    /// The rubric that actions are tied to.
    pub rubric: &'a Rubric,
    /// Today: a due date before it is asked about.
    pub today: Date,
    /// Keeps an action. One without an id is new.
    pub keeper: &'a mut dyn Keeper<Action>,
    /// Who is asked.
    pub interviewer: &'a mut dyn Interviewer,
}

/// A step of adding an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Subject,
    Course,
    What,
    Owner,
    Due,
    Measure,
    Reason,
    Note,
}

/// What came of a step.
enum Moved {
    On,
    Back,
}

type Flow<T> = ControlFlow<Leaving, T>;

impl PlanSitting<'_> {
    /// Asks for what a draft lacks, and keeps it as a new action.
    pub fn add(&mut self, mut draft: ActionDraft, suggestions: &[Suggestion]) -> PlanOutcome {
        let nothing = draft.no_action.is_some();
        let begun =
            nothing || draft.owner.is_some() || draft.due.is_some() || draft.measure.is_some();
        let open = |step: Step| match step {
            Step::Subject => draft.subject.is_none(),
            Step::Course | Step::Reason => !begun,
            Step::What => draft.what.is_none() && !nothing,
            Step::Owner => draft.owner.is_none() && !nothing,
            Step::Due => draft.due.is_none() && !nothing,
            Step::Measure => draft.measure.is_none() && !nothing,
            Step::Note => draft.note.is_none(),
        };
        let all = [
            Step::Subject,
            Step::Course,
            Step::What,
            Step::Owner,
            Step::Due,
            Step::Measure,
            Step::Reason,
            Step::Note,
        ];
        let steps: Vec<Step> = all.into_iter().filter(|step| open(*step)).collect();
        match self.added(&mut draft, &steps, suggestions) {
            ControlFlow::Continue(kept) => PlanOutcome {
                kept: usize::from(kept),
                ..PlanOutcome::default()
            },
            ControlFlow::Break(left) => {
                let unsaved = draft.what.map_or_else(
                    || "the action you had begun".to_owned(),
                    |what| format!("the action you had begun (\"{what}\")"),
                );
                PlanOutcome {
                    kept: 0,
                    left: Some(left),
                    unsaved: Some(unsaved),
                }
            }
        }
    }

    fn added(
        &mut self,
        draft: &mut ActionDraft,
        steps: &[Step],
        suggestions: &[Suggestion],
    ) -> Flow<bool> {
        let mut at = 0;
        // A due date that was given beforehand may have passed.
        if draft.due.is_some() && matches!(self.past_due(draft, None)?, Moved::Back) {
            return ControlFlow::Continue(false);
        }
        while let Some(step) = steps.get(at) {
            if !asked(*step, draft) {
                at += 1;
                continue;
            }
            match self.step(*step, draft, suggestions)? {
                Moved::On => at += 1,
                Moved::Back => match (0..at).rev().find(|before| asked(steps[*before], draft)) {
                    Some(before) => at = before,
                    None => return ControlFlow::Continue(false),
                },
            }
        }
        match draft.action("", self.rubric, self.today, None) {
            Ok(action) => self.keep(&action),
            Err(faults) => {
                let mut page = Page::to_read("This cannot be an action yet");
                page.list(
                    "What is missing or wrong",
                    &faults
                        .iter()
                        .map(|fault| fault.words.as_str())
                        .collect::<Vec<_>>(),
                );
                self.interviewer.show(&page);
                ControlFlow::Continue(false)
            }
        }
    }

    /// Asks which of these actions is meant: its place among them. Nothing when the person goes back.
    ///
    /// # Errors
    /// Breaks when the person leaves.
    pub fn choose(&mut self, actions: &[&Action]) -> Flow<Option<usize>> {
        let mut page = Page::new("Which action?");
        let mut options = Vec::new();
        for (place, action) in actions.iter().enumerate() {
            page.numbered(place + 1, &action.id, action_told(action));
            options.push(Opt::new(place + 1, &action.id));
        }
        pick(
            self.interviewer,
            &page,
            "Its number",
            "Which action?",
            options,
        )
    }

    fn keep(&mut self, action: &Action) -> Flow<bool> {
        ControlFlow::Continue(
            match keep(self.keeper, self.interviewer, action, &action_told)? {
                Kept::Mine => true,
                Kept::Theirs(_) | Kept::Not => false,
            },
        )
    }
}

/// Whether a step still has something to ask, now that the person said whether anything will be done.
fn asked(step: Step, draft: &ActionDraft) -> bool {
    match step {
        Step::Subject | Step::Course | Step::What | Step::Note => true,
        Step::Owner | Step::Due | Step::Measure => draft.no_action.is_none(),
        Step::Reason => draft.no_action.is_some(),
    }
}

/// The day of an action's due date in words.
fn due_told(action: &Action) -> Option<String> {
    match &action.course {
        Course::Act { due, .. } => Some(spoken_date(*due)),
        Course::NoAction { .. } => None,
    }
}

#[cfg(test)]
mod tests;
