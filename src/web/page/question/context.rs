//! A question of an assessment, asked of somebody, with the addresses around it.

use crate::assessment::Answer;
use crate::questionnaire::{LastTime, said};
use crate::rubric::{Criterion, CriterionId, Domain};
use crate::web::assessments::OpenAssessment;
use crate::web::error::AppError;
use crate::web::participant::Participant;
use crate::web::request::Request;

/// A question of this assessment, asked of somebody.
pub(super) struct QuestionContext<'a> {
    pub(super) request: &'a Request,
    pub(super) opened: &'a OpenAssessment,
    pub(super) participant: Participant,
    pub(super) domain: &'a Domain,
    /// Its place in the domain, from 0.
    pub(super) item: usize,
    pub(super) criterion: &'a Criterion,
    /// Whether it was opened to change an answer from the page that checks them.
    pub(super) changing: bool,
}

impl<'a> QuestionContext<'a> {
    pub(super) fn find(request: &'a Request, opened: &'a OpenAssessment) -> Result<Self, AppError> {
        let rubric = &opened.assessment.rubric;
        let participant = request.participant(opened)?;
        let gone = || AppError::not_found("The rubric of this assessment has no such question.");
        let id = CriterionId::new(request.part("criterion")).map_err(|_| gone())?;
        let domain = rubric.domain_of(&id).ok_or_else(gone)?;
        let item = domain
            .criteria
            .iter()
            .position(|criterion| criterion.id == id)
            .ok_or_else(gone)?;
        let changing =
            request.query.get("change").is_some() || request.form.get("change").is_some();
        Ok(Self {
            request,
            opened,
            participant,
            domain,
            item,
            criterion: &domain.criteria[item],
            changing,
        })
    }

    /// Returns the answer as the file says it.
    pub(super) fn answer(&self) -> Option<&'a Answer> {
        self.participant
            .response(&self.opened.assessment)?
            .answer(&self.criterion.id)
    }

    /// Returns the address of a question.
    pub(super) fn question(&self, criterion: &CriterionId) -> String {
        self.participant
            .at(self.opened, &format!("question/{criterion}"))
    }

    /// Returns the address of this question, as it was opened.
    pub(super) fn here(&self) -> String {
        let change = if self.changing { "?change=1" } else { "" };
        format!("{}{change}", self.question(&self.criterion.id))
    }

    pub(super) fn check(&self) -> String {
        self.participant
            .at(self.opened, &format!("check/{}", self.domain.id))
    }

    pub(super) fn tasks(&self) -> String {
        self.participant.at(self.opened, "tasks")
    }

    /// Returns where it goes on from here.
    pub(super) fn onward(&self) -> String {
        match self.domain.criteria.get(self.item + 1) {
            Some(next) if !self.changing => self.question(&next.id),
            Some(_) | None => self.check(),
        }
    }

    /// Returns where it goes back to.
    pub(super) fn back(&self) -> String {
        match self.item.checked_sub(1) {
            _ if self.changing => self.check(),
            Some(before) => self.question(&self.domain.criteria[before].id),
            None => self.tasks(),
        }
    }

    /// Returns what the page says that was saved just before, read from the file and not from the address.
    pub(super) fn notice(&self) -> Option<String> {
        saved_notice(self.request, self.opened, &self.participant)
    }

    /// Returns what they wrote last time on the question whose answer was saved just before, and where a note can be added.
    pub(super) fn last_of_saved(&self) -> Option<(String, String)> {
        let id = CriterionId::new(self.request.query.get("saved")?).ok()?;
        Some((
            last_time(self.opened, &self.participant, &id)?,
            format!("{}?change=1", self.question(&id)),
        ))
    }
}

/// Returns the sentence about the answer that the address says was just saved, as the file has it.
pub(crate) fn saved_notice(
    request: &Request,
    opened: &OpenAssessment,
    participant: &Participant,
) -> Option<String> {
    let id = CriterionId::new(request.query.get("saved")?).ok()?;
    let criterion = opened.assessment.rubric.criterion(&id)?;
    let answer = participant.response(&opened.assessment)?.answer(&id)?;
    Some(said::saved(&opened.assessment, criterion, answer, ""))
}

/// Returns what they wrote on a criterion in the cycle before; only where a new answer is given. A level is never among it.
pub(crate) fn last_time(
    opened: &OpenAssessment,
    participant: &Participant,
    criterion: &CriterionId,
) -> Option<String> {
    participant
        .response(&opened.assessment)?
        .answer(criterion)?;
    last_notes(opened, participant)?.told(criterion)
}

/// Returns what they wrote in the cycle before, where this assessment names it and it can be read.
pub(crate) fn last_notes(opened: &OpenAssessment, participant: &Participant) -> Option<LastTime> {
    let previous = opened.folder().ok()?.previous(&opened.assessment)?;
    LastTime::of(
        &previous,
        &participant.respondent,
        &opened.assessment.rubric,
    )
}
