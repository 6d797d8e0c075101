//! What is asked of an action: one thing at a time, with a way back.

use crate::assessment::{Action, ActionDraft, ActionStatus, FaultKind, Note};
use crate::questionnaire::leaving::NoAnswer;
use crate::questionnaire::page::Page;
use crate::questionnaire::prompt::TextPrompt;

use super::{COURSES, PlanSitting, SUGGESTED, Step, Suggestion, page};

impl PlanSitting<'_> {
    pub(super) fn step(
        &mut self,
        step: Step,
        draft: &mut ActionDraft,
        suggestions: &[Suggestion],
    ) -> Result<(), NoAnswer> {
        match step {
            Step::Subject => self.subject(draft, suggestions),
            Step::Course => {
                let [(something, how), (nothing, why)] = COURSES;
                let asks = "What will happen?";
                let options = [(something, how, false), (nothing, why, true)];
                let nothing = self
                    .interviewer
                    .decide(Page::new(asks), "1 or 2", asks, &options)?;
                draft.no_action = nothing.then(String::new);
                Ok(())
            }
            Step::What => self.what(draft),
            Step::Owner => self.owner(draft),
            Step::Measure => self.measure(draft),
            Step::Reason => self.reason(draft),
            Step::Due => loop {
                self.due(draft)?;
                // Back from the doubt about a day leads to the day again.
                match self.past_due(draft, None) {
                    Err(NoAnswer::Back) => {}
                    done => return done,
                }
            },
            Step::Note => {
                draft.note = self.note("A note, if there is one", None)?;
                Ok(())
            }
        }
    }

    /// Asks which criterion or standard: one of the suggestions, or one that is typed.
    pub(super) fn subject(
        &mut self,
        draft: &mut ActionDraft,
        suggestions: &[Suggestion],
    ) -> Result<(), NoAnswer> {
        let shown = &suggestions[..suggestions.len().min(SUGGESTED)];
        if !shown.is_empty() {
            let (page, menu) = page::subjects(shown, suggestions.len());
            self.interviewer.show(&page);
            if let Some(id) = self.interviewer.select(&menu)? {
                draft.subject = Some(id);
                return Ok(());
            }
        }
        self.interviewer.show(&page::typed_subject());
        let (rubric, today) = (self.rubric, self.today);
        let missing = "Please type the id of a criterion or a standard.";
        let subject = self.interviewer.text_as("Id", missing, |typed| {
            let trial = ActionDraft {
                subject: Some(typed.to_owned()),
                no_action: Some("trial".to_owned()),
                ..ActionDraft::default()
            };
            match trial.action("", rubric, today, None) {
                Ok(_) => Ok(typed.to_owned()),
                Err(faults) => Err(faults.into_iter().map(|fault| fault.words).collect()),
            }
        })?;
        draft.subject = Some(subject);
        Ok(())
    }

    pub(super) fn what(&mut self, draft: &mut ActionDraft) -> Result<(), NoAnswer> {
        self.interviewer.show(&page::what());
        let missing = "Please say in a few words what is to be done.";
        draft.what = Some(self.interviewer.text("What", missing)?);
        Ok(())
    }

    pub(super) fn owner(&mut self, draft: &mut ActionDraft) -> Result<(), NoAnswer> {
        self.interviewer.show(&page::owner());
        let missing = "Please say who answers for it: a post is enough.";
        draft.owner = Some(self.interviewer.text("Owner", missing)?);
        Ok(())
    }

    pub(super) fn measure(&mut self, draft: &mut ActionDraft) -> Result<(), NoAnswer> {
        self.interviewer.show(&page::measure());
        let missing = "Please say how you will know that it has worked.";
        draft.measure = Some(self.interviewer.text("How", missing)?);
        Ok(())
    }

    pub(super) fn reason(&mut self, draft: &mut ActionDraft) -> Result<(), NoAnswer> {
        self.interviewer.show(&page::reason());
        let missing = "Please say why nothing will be done.";
        draft.no_action = Some(self.interviewer.text("Reason", missing)?);
        Ok(())
    }

    pub(super) fn note(
        &mut self,
        heading: &str,
        current: Option<&Note>,
    ) -> Result<Option<String>, NoAnswer> {
        let mut page = Page::new(heading);
        page.explain_edit(current.map(|note| &**note));
        self.interviewer.show(&page);
        self.interviewer.edit(&TextPrompt {
            label: "Note".to_owned(),
            current: current.map(ToString::to_string),
            required: None,
            several_lines: true,
        })
    }

    pub(super) fn due(&mut self, draft: &mut ActionDraft) -> Result<(), NoAnswer> {
        self.interviewer.show(&page::due(draft.due));
        draft.due = Some(self.interviewer.date("Due", self.today)?);
        draft.past_due_ok = false;
        Ok(())
    }

    /// A day that has passed may be a slip: it is asked about once.
    pub(super) fn past_due(
        &mut self,
        draft: &mut ActionDraft,
        before: Option<&Action>,
    ) -> Result<(), NoAnswer> {
        loop {
            let faults = draft.action("", self.rubric, self.today, before).err();
            let mut faults = faults.into_iter().flatten();
            let Some(fault) = faults.find(|fault| fault.kind == FaultKind::Past) else {
                return Ok(());
            };
            let asks = "Is this the day?";
            let mut page = Page::new(asks);
            page.notice(fault.words);
            let options = [
                ("keep it", "the action is overdue from the start", true),
                ("another day", "", false),
            ];
            if self.interviewer.decide(page, "1 or 2", asks, &options)? {
                draft.past_due_ok = true;
                return Ok(());
            }
            self.due(draft)?;
        }
    }

    pub(super) fn status(
        &mut self,
        draft: &mut ActionDraft,
        choices: &[ActionStatus],
    ) -> Result<(), NoAnswer> {
        let options: Vec<_> = choices
            .iter()
            .map(|status| (status.phrase(), "", *status))
            .collect();
        let asks = "How far is it?";
        let status = self
            .interviewer
            .decide(Page::new(asks), "How far", asks, &options)?;
        draft.status = Some(status);
        Ok(())
    }
}
