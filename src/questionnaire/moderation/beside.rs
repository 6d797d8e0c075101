//! What stands beside an agreed judgement: dissent, where it is uneven, evidence, warning signs.

use std::ops::ControlFlow;

use crate::assessment::Agreed;
use crate::questionnaire::ask::{Edit, edit};
use crate::questionnaire::evidence::{self, Asked, new_evidence};
use crate::questionnaire::signs::signs;
use crate::questionnaire::{Leaving, Opt, Page, said};
use crate::rubric::Criterion;

use super::Sitting;

/// Something to add to a judgement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Addition {
    /// What somebody saw otherwise.
    Dissent,
    /// Evidence.
    Evidence,
    /// Where it is lower, where it is higher.
    Uneven,
    /// Warning signs.
    Warnings,
}

impl Addition {
    const ALL: [Self; 4] = [Self::Dissent, Self::Evidence, Self::Uneven, Self::Warnings];

    /// The letter to type, and what it is called.
    pub fn opt(self) -> Opt {
        match self {
            Self::Dissent => Opt::new("o", "seen otherwise"),
            Self::Evidence => Opt::new("e", "evidence"),
            Self::Uneven => Opt::new("u", "uneven"),
            Self::Warnings => Opt::new("w", "warning signs"),
        }
    }
}

/// What can be added to a judgement on this criterion.
pub fn additions(criterion: &Criterion) -> impl Iterator<Item = Addition> + use<> {
    let signs = !criterion.warning_signs.is_empty();
    Addition::ALL
        .into_iter()
        .filter(move |addition| signs || *addition != Addition::Warnings)
}

/// Said when something beside a judgement is saved.
pub const SAVED: &str = "Saved.";

/// Nothing further to do: the person went back.
const BACK: ControlFlow<Leaving, bool> = ControlFlow::Continue(false);

impl Sitting<'_> {
    /// Asks for one addition to a judgement that is there, and keeps it. False when the person went back.
    pub(super) fn add(
        &mut self,
        criterion: &Criterion,
        addition: Addition,
    ) -> ControlFlow<Leaving, bool> {
        let Some(agreed) = self.ledger.get(&criterion.id).cloned() else {
            return BACK;
        };
        match addition {
            Addition::Dissent => self.dissent(criterion, agreed),
            Addition::Evidence => self.evidence(criterion, agreed),
            Addition::Uneven => self.uneven(criterion, agreed),
            Addition::Warnings => self.warnings(criterion, agreed),
        }
    }

    fn put(
        &mut self,
        criterion: &Criterion,
        agreed: Agreed,
        said: &str,
    ) -> ControlFlow<Leaving, bool> {
        let same = self.ledger.get(&criterion.id) == Some(&agreed);
        let kept = self.keep(criterion, agreed)?;
        if kept && !same {
            self.notices.push(said.to_owned());
        }
        ControlFlow::Continue(kept)
    }

    fn dissent(&mut self, criterion: &Criterion, mut agreed: Agreed) -> ControlFlow<Leaving, bool> {
        let mut page = Page::new(format!(
            "{}: did somebody see it otherwise?",
            criterion.title
        ));
        page.paragraph(said::DISSENT_HINT);
        let Edit::To(dissent) = edit(
            self.interviewer,
            page,
            "Seen otherwise",
            agreed.dissent.clone(),
            false,
        )?
        else {
            return BACK;
        };
        agreed.dissent = dissent;
        self.put(criterion, agreed, SAVED)
    }

    fn uneven(&mut self, criterion: &Criterion, mut agreed: Agreed) -> ControlFlow<Leaving, bool> {
        let mut page = Page::new(format!("{}: where it is uneven", criterion.title));
        page.paragraph(said::AGREED_UNEVEN);
        let Edit::To(uneven) = edit(
            self.interviewer,
            page,
            "Uneven",
            agreed.judgement.uneven.clone(),
            false,
        )?
        else {
            return BACK;
        };
        agreed.judgement.uneven = uneven;
        self.put(criterion, agreed, SAVED)
    }

    fn warnings(
        &mut self,
        criterion: &Criterion,
        mut agreed: Agreed,
    ) -> ControlFlow<Leaving, bool> {
        let Some(ticked) = signs(self.interviewer, criterion, &agreed.judgement.warning_signs)?
        else {
            return BACK;
        };
        agreed.judgement.warning_signs = ticked;
        if !self.put(criterion, agreed.clone(), SAVED)? {
            return BACK;
        }
        if agreed.judgement.warning_signs.is_empty() {
            return ControlFlow::Continue(true);
        }
        let rubric = &self.assessment.rubric;
        let mut page = Page::new(format!("{}: about the warning signs", criterion.title));
        if let Some(sentence) = said::warning_sign(rubric) {
            page.notice(sentence);
        }
        let Edit::To(note) = edit(
            self.interviewer,
            page,
            "Why it does not",
            agreed.judgement.warning_note.clone(),
            false,
        )?
        else {
            return BACK;
        };
        agreed.judgement.warning_note = note;
        self.put(criterion, agreed, SAVED)
    }

    fn evidence(
        &mut self,
        criterion: &Criterion,
        mut agreed: Agreed,
    ) -> ControlFlow<Leaving, bool> {
        if !agreed.judgement.evidence.is_empty() {
            match evidence::which(self.interviewer, criterion, &agreed.judgement.evidence)? {
                None => return BACK,
                Some(number) if number < agreed.judgement.evidence.len() => {
                    agreed.judgement.evidence.remove(number);
                    return self.put(criterion, agreed, "That evidence is taken out.");
                }
                Some(_) => {}
            }
        }
        let entry = match new_evidence(
            self.interviewer,
            self.assessment,
            criterion,
            self.meeting.today,
        ) {
            Asked::Entry(entry) => entry,
            Asked::Begun(what, step) => {
                if step.is_break() {
                    self.ledger.unsaved = Some(format!("the evidence you had begun (\"{what}\")"));
                }
                step?;
                self.notices.push(format!(
                    "The evidence \"{what}\" has no kind or date yet, so it is not saved."
                ));
                return BACK;
            }
            Asked::Nothing(step) => {
                step?;
                return BACK;
            }
        };
        let said = evidence::saved(self.assessment, entry.date);
        // It is kept before the last, optional question, so that leaving there loses nothing.
        agreed.judgement.evidence.push(entry);
        if !self.put(criterion, agreed.clone(), &said)? {
            return BACK;
        }
        let place = edit(
            self.interviewer,
            Page::new("Where can it be found?"),
            "Where",
            None,
            false,
        )?;
        if let (Edit::To(Some(place)), Some(entry)) = (place, agreed.judgement.evidence.last_mut())
        {
            entry.place = Some(place);
            self.keep(criterion, agreed)?;
        }
        ControlFlow::Continue(true)
    }
}
