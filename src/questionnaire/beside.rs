//! What stands beside an answer: note, evidence, where it is uneven, how sure, warning signs.

use std::ops::ControlFlow;

use crate::assessment::{Answer, Confidence, Rating};
use crate::questionnaire::ask::{Edit, edit, pick};
use crate::questionnaire::evidence::{self, Asked, new_evidence};
use crate::questionnaire::interview::{SAVED, Sitting};
use crate::questionnaire::interviewer::{Asking, Reply};
use crate::questionnaire::said;
use crate::questionnaire::signs::signs;
use crate::questionnaire::{Leaving, Opt, Page, TextPrompt};
use crate::rubric::Criterion;

/// Something to add to an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Addition {
    /// A note.
    Note,
    /// Evidence.
    Evidence,
    /// Where it is lower, where it is higher.
    Uneven,
    /// How sure.
    Confidence,
    /// Warning signs.
    Warnings,
}

impl Addition {
    const ALL: [Self; 5] = [
        Self::Note,
        Self::Evidence,
        Self::Uneven,
        Self::Confidence,
        Self::Warnings,
    ];

    /// The letter to type.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Note => "n",
            Self::Evidence => "e",
            Self::Uneven => "u",
            Self::Confidence => "c",
            Self::Warnings => "w",
        }
    }

    /// What it is called.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Evidence => "evidence",
            Self::Uneven => "uneven",
            Self::Confidence => "confidence",
            Self::Warnings => "warning signs",
        }
    }
}

/// What can be added to an answer to this criterion.
pub fn additions(criterion: &Criterion) -> impl Iterator<Item = Addition> + use<> {
    let signs = !criterion.warning_signs.is_empty();
    Addition::ALL
        .into_iter()
        .filter(move |addition| signs || *addition != Addition::Warnings)
}

/// Nothing further to do: the person went back.
const BACK: ControlFlow<Leaving, bool> = ControlFlow::Continue(false);

impl Sitting<'_> {
    /// Asks for one addition to an answer that is there, and keeps it. False when the person went back.
    pub(super) fn add(
        &mut self,
        criterion: &Criterion,
        addition: Addition,
    ) -> ControlFlow<Leaving, bool> {
        let Some(answer) = self.ledger.get(&criterion.id).cloned() else {
            return BACK;
        };
        match addition {
            Addition::Note => self.note(criterion, answer),
            Addition::Evidence => self.evidence(criterion, answer),
            Addition::Uneven => self.uneven(criterion, answer),
            Addition::Confidence => self.confidence(criterion, answer),
            Addition::Warnings => self.warnings(criterion, answer),
        }
    }

    /// Why the criterion does not apply; nothing when the person goes back.
    pub(super) fn reason(&mut self, criterion: &Criterion) -> ControlFlow<Leaving, Option<String>> {
        let mut page = Page::new(format!("{}: not applicable", criterion.title));
        if let Some(whom) = &criterion.not_applicable {
            page.paragraph(said::meant_for(whom));
        }
        page.paragraph(format!("{} (b goes back.)", said::REASON));
        self.interviewer.show(&page);
        let required = format!("{}, or type b to go back.", said::NO_REASON);
        let current = match self
            .ledger
            .get(&criterion.id)
            .map(|answer| &answer.judgement.rating)
        {
            Some(Rating::NotApplicable(reason)) => Some(reason.clone()),
            Some(Rating::Level(_) | Rating::Unknown) | None => None,
        };
        let prompt = TextPrompt {
            label: "Reason".into(),
            current,
            required: Some(required),
            several_lines: false,
        };
        match self.interviewer.reply(&Asking::Text(prompt)) {
            Reply::Text(reason) => ControlFlow::Continue(Some(reason)),
            Reply::Leave(leaving) => ControlFlow::Break(leaving),
            Reply::Picked(_) | Reply::Date(_) | Reply::Unchanged | Reply::Removed | Reply::Back => {
                ControlFlow::Continue(None)
            }
        }
    }

    fn put(
        &mut self,
        criterion: &Criterion,
        answer: Answer,
        said: &str,
    ) -> ControlFlow<Leaving, bool> {
        let kept = self.keep(criterion, answer)?;
        if kept {
            self.notices.push(said.to_owned());
        }
        ControlFlow::Continue(kept)
    }

    fn note(&mut self, criterion: &Criterion, mut answer: Answer) -> ControlFlow<Leaving, bool> {
        let mut page = Page::new(format!("{}: a note", criterion.title));
        page.paragraph(said::NOTE);
        if let Some(told) = self.last.and_then(|last| last.told(&criterion.id)) {
            page.paragraph(told);
        }
        let Edit::To(note) = edit(self.interviewer, page, "Note", answer.note.clone(), true)?
        else {
            return BACK;
        };
        answer.note = note;
        self.put(criterion, answer, SAVED)
    }

    fn uneven(&mut self, criterion: &Criterion, mut answer: Answer) -> ControlFlow<Leaving, bool> {
        let mut page = Page::new(format!("{}: where it is uneven", criterion.title));
        page.paragraph(said::UNEVEN);
        let Edit::To(uneven) = edit(
            self.interviewer,
            page,
            "Uneven",
            answer.judgement.uneven.clone(),
            false,
        )?
        else {
            return BACK;
        };
        answer.judgement.uneven = uneven;
        self.put(criterion, answer, SAVED)
    }

    fn confidence(
        &mut self,
        criterion: &Criterion,
        mut answer: Answer,
    ) -> ControlFlow<Leaving, bool> {
        let mut page = Page::new(format!("{}: how sure are you?", criterion.title));
        for (number, confidence) in Confidence::ALL.into_iter().enumerate() {
            page.numbered(number + 1, confidence.word(), said::confidence(confidence));
        }
        let options = Confidence::ALL
            .into_iter()
            .enumerate()
            .map(|(number, confidence)| Opt::new(number + 1, confidence.word()))
            .collect();
        let Some(number) = pick(
            self.interviewer,
            &page,
            "How sure",
            said::CONFIDENCE,
            options,
        )?
        else {
            return BACK;
        };
        answer.confidence = Some(Confidence::ALL[number]);
        self.put(criterion, answer, SAVED)
    }

    fn warnings(
        &mut self,
        criterion: &Criterion,
        mut answer: Answer,
    ) -> ControlFlow<Leaving, bool> {
        let Some(signs) = signs(self.interviewer, criterion, &answer.judgement.warning_signs)?
        else {
            return BACK;
        };
        answer.judgement.warning_signs = signs;
        let ticked = !answer.judgement.warning_signs.is_empty();
        if !self.put(criterion, answer.clone(), SAVED)? {
            return BACK;
        }
        if !ticked {
            return ControlFlow::Continue(true);
        }
        let mut page = Page::new(format!("{}: about the warning signs", criterion.title));
        if let Some(sentence) = said::warning_sign(self.rubric()) {
            page.notice(sentence);
        }
        let Edit::To(note) = edit(
            self.interviewer,
            page,
            "Why it does not",
            answer.judgement.warning_note.clone(),
            false,
        )?
        else {
            return BACK;
        };
        answer.judgement.warning_note = note;
        self.put(criterion, answer, SAVED)
    }

    fn evidence(
        &mut self,
        criterion: &Criterion,
        mut answer: Answer,
    ) -> ControlFlow<Leaving, bool> {
        if !answer.judgement.evidence.is_empty() {
            match evidence::which(self.interviewer, criterion, &answer.judgement.evidence)? {
                None => return BACK,
                Some(number) if number < answer.judgement.evidence.len() => {
                    answer.judgement.evidence.remove(number);
                    return self.put(criterion, answer, "That evidence is taken out.");
                }
                Some(_) => {}
            }
        }
        let entry = match new_evidence(
            self.interviewer,
            self.assessment,
            criterion,
            self.options.today,
        ) {
            Asked::Entry(entry) => entry,
            Asked::Begun(what, ControlFlow::Break(leaving)) => {
                self.ledger.unsaved = Some(format!("the evidence you had begun (\"{what}\")"));
                return ControlFlow::Break(leaving);
            }
            Asked::Begun(what, ControlFlow::Continue(())) => {
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
        answer.judgement.evidence.push(entry);
        if !self.put(criterion, answer.clone(), &said)? {
            return BACK;
        }
        let page = Page::new(said::PLACE);
        let place = edit(self.interviewer, page, "Where", None, false)?;
        if let (Edit::To(Some(place)), Some(entry)) = (place, answer.judgement.evidence.last_mut())
        {
            entry.place = Some(place);
            self.keep(criterion, answer)?;
        }
        ControlFlow::Continue(true)
    }
}
