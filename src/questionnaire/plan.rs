//! The plan: one action asked for, changed or closed. What is known already is not asked.

mod change;
mod page;
mod step;

use jiff::civil::Date;

use crate::assessment::{Action, ActionDraft};
use crate::questionnaire::choice::Menu;
use crate::questionnaire::interviewer::Interviewer;
use crate::questionnaire::leaving::{Leaving, NoAnswer};
use crate::questionnaire::page::Page;
use crate::questionnaire::repository::{Repository, Saved, save};
use crate::rubric::Rubric;

pub use page::{COURSES, Suggestion, action_asks, action_saved, action_told};

/// How many suggestions are shown; the others can be typed.
const SUGGESTED: usize = 9;

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
    /// Where actions are saved. One without an id is new.
    pub repository: &'a mut dyn Repository<Action>,
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
            Ok(()) => PlanOutcome {
                kept: 1,
                ..PlanOutcome::default()
            },
            Err(NoAnswer::Back) => PlanOutcome::default(),
            Err(NoAnswer::Left(left)) => {
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
    ) -> Result<(), NoAnswer> {
        let mut at = 0;
        // A due date that was given beforehand may have passed.
        if draft.due.is_some() {
            self.past_due(draft, None)?;
        }
        while let Some(step) = steps.get(at) {
            if !asked(*step, draft) {
                at += 1;
                continue;
            }
            match self.step(*step, draft, suggestions) {
                Ok(()) => at += 1,
                Err(NoAnswer::Back) => {
                    let before = (0..at).rev().find(|before| asked(steps[*before], draft));
                    at = before.ok_or(NoAnswer::Back)?;
                }
                left => return left,
            }
        }
        match draft.action("", self.rubric, self.today, None) {
            Ok(action) => self.save(&action),
            Err(faults) => {
                let mut page = Page::to_read("This cannot be an action yet");
                let faults = faults.iter().map(|fault| fault.words.as_str());
                page.list("What is missing or wrong", &faults.collect::<Vec<_>>());
                self.interviewer.show(&page);
                Err(NoAnswer::Back)
            }
        }
    }

    /// Asks which of these actions is meant.
    ///
    /// # Errors
    /// When the person goes back or leaves.
    pub fn choose<'c>(&mut self, actions: &[&'c Action]) -> Result<&'c Action, NoAnswer> {
        let mut page = Page::new("Which action?");
        let mut menu = Menu::new("Choose a number", "Which action?");
        for (number, action) in (1..).zip(actions) {
            page.numbered(number, &action.id, action_told(action));
            menu.option(number, &action.id, *action);
        }
        self.interviewer.show(&page);
        self.interviewer
            .select(&menu.back("back").leave("save and leave"))
    }

    /// Saves an action. Where something else is there instead, the person is led back.
    fn save(&mut self, action: &Action) -> Result<(), NoAnswer> {
        match save(self.repository, self.interviewer, action, &action_told)? {
            Saved::Mine => Ok(()),
            Saved::Theirs(_) | Saved::Not => Err(NoAnswer::Back),
        }
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

#[cfg(test)]
mod tests;
