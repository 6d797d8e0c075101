//! What is asked of an action: one thing at a time, with a way back.

use std::ops::ControlFlow;

use crate::assessment::{Action, ActionDraft, ActionStatus, FaultKind};
use crate::questionnaire::ask::{Edit, edit, pick};
use crate::questionnaire::interviewer::{Asking, Reply};
use crate::questionnaire::{DatePrompt, Opt, Page, TextPrompt};
use crate::text::capitalised;

use super::{COURSES, Flow, Moved, PlanSitting, SUGGESTED, Step, Suggestion, page};

impl PlanSitting<'_> {
    pub(super) fn step(
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
                    draft.no_action = (picked == 1).then(String::new);
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

    /// Which criterion or standard: one of the suggestions, or one that is typed.
    pub(super) fn subject(
        &mut self,
        draft: &mut ActionDraft,
        suggestions: &[Suggestion],
    ) -> Flow<Moved> {
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
                Err(faults) => {
                    notice = faults.into_iter().next().map(|fault| fault.words);
                    let why = notice.as_deref().unwrap_or_default();
                    if let Some(leaving) = self.interviewer.refuse(why) {
                        return ControlFlow::Break(leaving);
                    }
                }
            }
        }
    }

    pub(super) fn text(
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
        match self.interviewer.reply(&Asking::Text(prompt)) {
            Reply::Text(text) => *field = Some(text),
            Reply::Leave(leaving) => return ControlFlow::Break(leaving),
            Reply::Picked(_) | Reply::Date(_) | Reply::Unchanged | Reply::Removed | Reply::Back => {
                return ControlFlow::Continue(Moved::Back);
            }
        }
        ControlFlow::Continue(Moved::On)
    }

    pub(super) fn due(&mut self, draft: &mut ActionDraft) -> Flow<Moved> {
        self.interviewer.show(&page::due(draft.due));
        match self.interviewer.reply(&Asking::Date(DatePrompt {
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
    pub(super) fn past_due(
        &mut self,
        draft: &mut ActionDraft,
        before: Option<&Action>,
    ) -> Flow<Moved> {
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

    pub(super) fn status(
        &mut self,
        draft: &mut ActionDraft,
        choices: &[ActionStatus],
    ) -> Flow<Moved> {
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

    fn moved<T>(picked: Option<T>, take: impl FnOnce(T)) -> Flow<Moved> {
        ControlFlow::Continue(picked.map_or(Moved::Back, |picked| {
            take(picked);
            Moved::On
        }))
    }
}
