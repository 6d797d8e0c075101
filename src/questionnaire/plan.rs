//! The plan: one action asked for, changed or closed. What is known already is not asked.

mod page;

use std::ops::ControlFlow;

use jiff::civil::Date;

use crate::assessment::{Action, ActionDraft, ActionField, ActionStatus, Course, FaultKind};
use crate::questionnaire::ask::{Edit, edit, pick};
use crate::questionnaire::keeper::{Kept, keep};
use crate::questionnaire::{
    DatePrompt, Interviewer, Keeper, Leaving, Opt, Page, Prompt, Reply, TextPrompt, spoken_date,
};
use crate::rubric::Rubric;
use crate::text::capitalised;

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

    fn step(
        &mut self,
        step: Step,
        draft: &mut ActionDraft,
        suggestions: &[Suggestion],
    ) -> Flow<Moved> {
        match step {
            Step::Subject => self.subject(draft, suggestions),
            Step::Course => {
                let options = vec![
                    Opt::new(1, "somebody will do something"),
                    Opt::new(2, "nothing will be done, and there is a reason"),
                ];
                let mut page = Page::new("What will happen?");
                for (place, (word, more)) in (1..).zip(COURSES) {
                    page.numbered(place, word, more);
                }
                let picked = pick(
                    self.interviewer,
                    &page,
                    "1 or 2",
                    "What will happen?",
                    options,
                )?;
                Self::moved(picked, |picked| {
                    draft.no_action = (picked == 1).then(String::new)
                })
            }
            Step::What => self.text(
                &mut draft.what,
                &page::what(),
                "What",
                "Please say in a few words what is to be done.",
            ),
            Step::Owner => self.text(
                &mut draft.owner,
                &page::owner(),
                "Owner",
                "Please say who answers for it: a post is enough.",
            ),
            Step::Measure => self.text(
                &mut draft.measure,
                &page::measure(),
                "How",
                "Please say how you will know that it has worked.",
            ),
            Step::Reason => self.text(
                &mut draft.no_action,
                &page::reason(),
                "Reason",
                "Please say why nothing will be done.",
            ),
            Step::Due => {
                if matches!(self.due(draft)?, Moved::Back) {
                    return ControlFlow::Continue(Moved::Back);
                }
                // Back from the doubt about a day leads to the day again.
                match self.past_due(draft, None)? {
                    Moved::On => ControlFlow::Continue(Moved::On),
                    Moved::Back => self.step(Step::Due, draft, suggestions),
                }
            }
            Step::Note => match edit(
                self.interviewer,
                Page::new("A note, if there is one"),
                "Note",
                None,
                true,
            )? {
                Edit::To(note) => {
                    draft.note = note;
                    ControlFlow::Continue(Moved::On)
                }
                Edit::Back => ControlFlow::Continue(Moved::Back),
            },
        }
    }

    fn moved<T>(picked: Option<T>, take: impl FnOnce(T)) -> Flow<Moved> {
        ControlFlow::Continue(picked.map_or(Moved::Back, |picked| {
            take(picked);
            Moved::On
        }))
    }

    /// Which criterion or standard: one of the suggestions, or one that is typed.
    fn subject(&mut self, draft: &mut ActionDraft, suggestions: &[Suggestion]) -> Flow<Moved> {
        let shown = &suggestions[..suggestions.len().min(SUGGESTED)];
        if !shown.is_empty() {
            let (page, mut options) = page::subjects(shown, suggestions.len());
            options.push(Opt::new("o", "another one"));
            match pick(
                self.interviewer,
                &page,
                "A number, or o for another one",
                "What is the action for?",
                options,
            )? {
                None => return ControlFlow::Continue(Moved::Back),
                Some(number) if number < shown.len() => {
                    draft.subject = Some(shown[number].id.clone());
                    return ControlFlow::Continue(Moved::On);
                }
                Some(_) => {}
            }
        }
        let mut notice = None;
        loop {
            let mut typed = None;
            if matches!(
                self.text(
                    &mut typed,
                    &page::typed_subject(notice.take()),
                    "Id",
                    "Please type the id of a criterion or a standard."
                )?,
                Moved::Back
            ) {
                return ControlFlow::Continue(Moved::Back);
            }
            let trial = ActionDraft {
                subject: typed.clone(),
                no_action: Some("trial".to_owned()),
                ..ActionDraft::default()
            };
            match trial.action("", self.rubric, self.today, None) {
                Ok(_) => {
                    draft.subject = typed;
                    return ControlFlow::Continue(Moved::On);
                }
                Err(faults) => notice = faults.into_iter().next().map(|fault| fault.words),
            }
        }
    }

    fn text(
        &mut self,
        field: &mut Option<String>,
        page: &Page,
        label: &str,
        missing: &str,
    ) -> Flow<Moved> {
        self.interviewer.show(page);
        let prompt = TextPrompt {
            label: label.to_owned(),
            required: Some(missing.to_owned()),
            ..TextPrompt::default()
        };
        match self.interviewer.ask(&Prompt::Text(prompt)) {
            Reply::Text(text) => *field = Some(text),
            Reply::Leave(leaving) => return ControlFlow::Break(leaving),
            Reply::Picked(_) | Reply::Date(_) | Reply::Unchanged | Reply::Removed | Reply::Back => {
                return ControlFlow::Continue(Moved::Back);
            }
        }
        ControlFlow::Continue(Moved::On)
    }

    fn due(&mut self, draft: &mut ActionDraft) -> Flow<Moved> {
        self.interviewer.show(&page::due(draft.due));
        match self.interviewer.ask(&Prompt::Date(DatePrompt {
            label: "Due".to_owned(),
            today: self.today,
            optional: false,
        })) {
            Reply::Date(date) => {
                draft.due = Some(date);
                draft.past_due_ok = false;
            }
            Reply::Leave(leaving) => return ControlFlow::Break(leaving),
            Reply::Picked(_) | Reply::Text(_) | Reply::Unchanged | Reply::Removed | Reply::Back => {
                return ControlFlow::Continue(Moved::Back);
            }
        }
        ControlFlow::Continue(Moved::On)
    }

    /// A day that has passed may be a slip: it is asked about once.
    fn past_due(&mut self, draft: &mut ActionDraft, before: Option<&Action>) -> Flow<Moved> {
        let faults = draft
            .action("", self.rubric, self.today, before)
            .err()
            .unwrap_or_default();
        let Some(fault) = faults
            .into_iter()
            .find(|fault| fault.kind == FaultKind::Past)
        else {
            return ControlFlow::Continue(Moved::On);
        };
        let mut page = Page::new("Is this the day?");
        page.notice(fault.words);
        let options = vec![Opt::new(1, "it is meant so"), Opt::new(2, "another day")];
        page.numbered(1, "It is meant so", "the action is overdue from the start");
        page.numbered(2, "Another day", "");
        match pick(
            self.interviewer,
            &page,
            "1 or 2",
            "Is this the day?",
            options,
        )? {
            Some(0) => {
                draft.past_due_ok = true;
                ControlFlow::Continue(Moved::On)
            }
            Some(_) => match self.due(draft)? {
                Moved::On => self.past_due(draft, before),
                Moved::Back => ControlFlow::Continue(Moved::Back),
            },
            None => ControlFlow::Continue(Moved::Back),
        }
    }

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
            Ok(after) if after != *now => Self::kept(self.keep(&after)?, after),
            Ok(_) | Err(_) => ControlFlow::Continue(None),
        }
    }

    fn kept(kept: bool, after: Action) -> Flow<Option<Action>> {
        ControlFlow::Continue(kept.then_some(after))
    }

    fn status(&mut self, draft: &mut ActionDraft, choices: &[ActionStatus]) -> Flow<Moved> {
        let mut page = Page::new("How far is it?");
        let mut options = Vec::new();
        for (place, status) in choices.iter().enumerate() {
            page.numbered(place + 1, capitalised(status.phrase()), "");
            options.push(Opt::new(place + 1, status.phrase()));
        }
        let picked = pick(
            self.interviewer,
            &page,
            "How far",
            "How far is it?",
            options,
        )?;
        Self::moved(picked, |picked| draft.status = Some(choices[picked]))
    }

    /// Asks whether an action is complete or stopped, and what a reader should know of it.
    pub fn close(&mut self, action: &Action) -> PlanOutcome {
        let mut draft = ActionDraft::of(action);
        let unsaved = || Some(format!("how {} ended", action.id));
        let flow = 'asked: {
            match self.status(&mut draft, &[ActionStatus::Complete, ActionStatus::Stopped]) {
                ControlFlow::Continue(Moved::On) => {}
                ControlFlow::Continue(Moved::Back) => break 'asked ControlFlow::Continue(false),
                ControlFlow::Break(left) => break 'asked ControlFlow::Break((left, None)),
            }
            match edit(
                self.interviewer,
                Page::new("What should a reader know of how it ended?"),
                "Note",
                action.note.clone(),
                true,
            ) {
                ControlFlow::Continue(Edit::To(note)) => draft.note = note,
                ControlFlow::Continue(Edit::Back) => break 'asked ControlFlow::Continue(false),
                ControlFlow::Break(left) => break 'asked ControlFlow::Break((left, unsaved())),
            }
            match draft.action(&action.id, self.rubric, self.today, Some(action)) {
                Ok(after) => self.keep(&after).map_break(|left| (left, unsaved())),
                Err(_) => ControlFlow::Continue(false),
            }
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
