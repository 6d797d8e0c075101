//! Asking what a judgement needs: its reason, why it is outside every answer if it is, and who leads.

use std::ops::ControlFlow;

use crate::assessment::{Agreed, Judgement, Rating};
use crate::questionnaire::interviewer::{Asking, Reply};
use crate::questionnaire::{Leaving, Page, TextPrompt, said, screens};
use crate::rubric::Criterion;

use super::outside::outside;
use super::{Point, Sitting, page};

impl Sitting<'_> {
    /// A judgement with its reason and who led; nothing when the person goes back.
    pub(super) fn begin(
        &mut self,
        point: &Point,
        criterion: &Criterion,
        standing: Rating,
    ) -> ControlFlow<Leaving, Option<Agreed>> {
        let before = self.ledger.get(&criterion.id).cloned();
        let reason = match &standing {
            // Why it does not apply is the reason.
            Rating::NotApplicable(reason) => Some(reason.clone()),
            Rating::Level(_) | Rating::Unknown => {
                self.reason(point, criterion, &standing, before.as_ref())?
            }
        };
        let Some(reason) = reason else {
            return ControlFlow::Continue(None);
        };
        let Some(moderator) = self.moderator()? else {
            return ControlFlow::Continue(None);
        };
        let new = Agreed {
            judgement: Judgement {
                rating: standing,
                uneven: None,
                warning_signs: Vec::new(),
                warning_note: None,
                evidence: Vec::new(),
                review: false,
            },
            criterion: criterion.id.clone(),
            reason,
            moderator,
            date: self.meeting.date,
            dissent: None,
        };
        ControlFlow::Continue(Some(match before {
            None => new,
            Some(before) => Agreed {
                judgement: Judgement {
                    rating: new.judgement.rating,
                    review: false,
                    ..before.judgement
                },
                reason: new.reason,
                moderator: new.moderator,
                date: new.date,
                ..before
            },
        }))
    }

    /// Why it does not apply; nothing when the person goes back.
    pub(super) fn not_applicable(
        &mut self,
        criterion: &Criterion,
    ) -> ControlFlow<Leaving, Option<String>> {
        let page = page::not_applicable(criterion);
        self.needed(&page, "Reason", "A reason is needed for not applicable; please give it in a few words, or type b to go back.")
    }

    /// Why it was agreed, and why the level is outside every answer if it is; nothing when the person goes back.
    fn reason(
        &mut self,
        point: &Point,
        criterion: &Criterion,
        standing: &Rating,
        before: Option<&Agreed>,
    ) -> ControlFlow<Leaving, Option<String>> {
        let what = screens::standing(&self.assessment.rubric, standing);
        let current = before.map(|before| before.reason.clone());
        let reason = loop {
            self.interviewer
                .show(&page::reason(criterion, &what, current.as_deref()));
            let required = format!("{} Or type b to go back.", said::AGREED_NO_REASON);
            let prompt = TextPrompt {
                label: "Why".into(),
                required: current.is_none().then_some(required),
                current: current.clone(),
                several_lines: false,
            };
            match (self.interviewer.reply(&Asking::Text(prompt)), &current) {
                (Reply::Text(reason), _) => break reason,
                (Reply::Unchanged, Some(current)) => break current.clone(),
                // There is no judgement without a reason.
                (Reply::Removed, Some(_)) => {
                    if let Some(leaving) = self.interviewer.refuse(said::AGREED_NO_REASON) {
                        return ControlFlow::Break(leaving);
                    }
                }
                (Reply::Leave(leaving), _) => return ControlFlow::Break(leaving),
                (
                    Reply::Picked(_)
                    | Reply::Date(_)
                    | Reply::Unchanged
                    | Reply::Removed
                    | Reply::Back,
                    _,
                ) => {
                    return ControlFlow::Continue(None);
                }
            }
        };
        let Some(outside) =
            outside(standing, point.given).filter(|outside| !outside.is_told_in(&reason))
        else {
            return ControlFlow::Continue(Some(reason));
        };
        let page = page::outside(&self.assessment.rubric, &what, outside, point.given);
        let why = self.needed(
            &page,
            "Why outside",
            &format!("{}, or type b to choose again.", said::AGREED_NO_OUTSIDE),
        )?;
        ControlFlow::Continue(why.map(|why| outside.told_with(&reason, &why)))
    }

    /// Who leads the meeting, asked once; nothing when the person goes back.
    fn moderator(&mut self) -> ControlFlow<Leaving, Option<String>> {
        if self.moderator.is_none() {
            let page = page::moderator();
            self.moderator = self.needed(
                &page,
                "Moderator",
                &format!("{}, or type b.", said::NO_LEADER),
            )?;
        }
        ControlFlow::Continue(self.moderator.clone())
    }

    /// A text that there must be; nothing when the person goes back.
    fn needed(
        &mut self,
        page: &Page,
        label: &str,
        missing: &str,
    ) -> ControlFlow<Leaving, Option<String>> {
        self.interviewer.show(page);
        let prompt = TextPrompt {
            label: label.into(),
            required: Some(missing.into()),
            ..TextPrompt::default()
        };
        match self.interviewer.reply(&Asking::Text(prompt)) {
            Reply::Text(text) => ControlFlow::Continue(Some(text)),
            Reply::Leave(leaving) => ControlFlow::Break(leaving),
            Reply::Picked(_) | Reply::Date(_) | Reply::Unchanged | Reply::Removed | Reply::Back => {
                ControlFlow::Continue(None)
            }
        }
    }
}
