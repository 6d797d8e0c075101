//! One question: its anchors as choices, and all that can stand beside an answer.

mod conflict;
pub mod form;
pub mod row;
pub mod view;

use crate::assessment::Answer;
use crate::questionnaire::{LastTime, said};
use crate::rubric::{Criterion, CriterionId, Domain};
use crate::store::StoreError;
use crate::web::assessments::OpenAssessment;
use crate::web::error::AppError;
use crate::web::form::Faults;
use crate::web::page::question::form::{Button, Form};
use crate::web::participant::Participant;
use crate::web::request::Request;
use crate::web::response::{HandlerResult, Response};
use crate::web::secret::digest;

/// A question of this assessment, asked of somebody.
struct QuestionContext<'a> {
    request: &'a Request,
    opened: &'a OpenAssessment,
    participant: Participant,
    domain: &'a Domain,
    /// Its place in the domain, from 0.
    item: usize,
    criterion: &'a Criterion,
    /// Whether it was opened to change an answer from the page that checks them.
    changing: bool,
}

impl<'a> QuestionContext<'a> {
    fn find(request: &'a Request, opened: &'a OpenAssessment) -> Result<Self, AppError> {
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

    /// The answer as the file says it.
    fn answer(&self) -> Option<&'a Answer> {
        self.participant
            .response(&self.opened.assessment)?
            .answer(&self.criterion.id)
    }

    /// The address of a question.
    fn question(&self, criterion: &CriterionId) -> String {
        self.participant
            .at(self.opened, &format!("question/{criterion}"))
    }

    /// The address of this question, as it was opened.
    fn here(&self) -> String {
        let change = if self.changing { "?change=1" } else { "" };
        format!("{}{change}", self.question(&self.criterion.id))
    }

    fn check(&self) -> String {
        self.participant
            .at(self.opened, &format!("check/{}", self.domain.id))
    }

    fn tasks(&self) -> String {
        self.participant.at(self.opened, "tasks")
    }

    /// Where it goes on from here.
    fn onward(&self) -> String {
        match self.domain.criteria.get(self.item + 1) {
            Some(next) if !self.changing => self.question(&next.id),
            Some(_) | None => self.check(),
        }
    }

    /// Where it goes back to.
    fn back(&self) -> String {
        match self.item.checked_sub(1) {
            _ if self.changing => self.check(),
            Some(before) => self.question(&self.domain.criteria[before].id),
            None => self.tasks(),
        }
    }

    /// What the page says that was saved just before, read from the file and not from the address.
    fn notice(&self) -> Option<String> {
        saved_notice(self.request, self.opened, &self.participant)
    }

    /// What they wrote last time on the question whose answer was saved just before, and where a note can be added.
    fn last_of_saved(&self) -> Option<(String, String)> {
        let id = CriterionId::new(self.request.query.get("saved")?).ok()?;
        Some((
            last_time(self.opened, &self.participant, &id)?,
            format!("{}?change=1", self.question(&id)),
        ))
    }
}

/// The sentence about the answer that the address says was just saved, as the file has it.
pub fn saved_notice(
    request: &Request,
    opened: &OpenAssessment,
    participant: &Participant,
) -> Option<String> {
    let id = CriterionId::new(request.query.get("saved")?).ok()?;
    let criterion = opened.assessment.rubric.criterion(&id)?;
    let answer = participant.response(&opened.assessment)?.answer(&id)?;
    Some(said::saved(&opened.assessment, criterion, answer, ""))
}

/// What they wrote on a criterion in the cycle before; only where a new answer is given. A level is never among it.
pub fn last_time(
    opened: &OpenAssessment,
    participant: &Participant,
    criterion: &CriterionId,
) -> Option<String> {
    participant
        .response(&opened.assessment)?
        .answer(criterion)?;
    last_notes(opened, participant)?.told(criterion)
}

/// What they wrote in the cycle before, where this assessment names it and it can be read.
pub fn last_notes(opened: &OpenAssessment, participant: &Participant) -> Option<LastTime> {
    let previous = opened.folder().ok()?.previous(&opened.assessment)?;
    LastTime::of(
        &previous,
        &participant.respondent,
        &opened.assessment.rubric,
    )
}

/// What the form of an answer was made from, to see later whether somebody changed it.
fn revision(answer: Option<&Answer>) -> String {
    digest(&format!("{answer:?}"))
}

/// Shows the question.
pub fn show(request: &Request) -> HandlerResult {
    let opened = request.assessment()?;
    let asking = QuestionContext::find(request, &opened)?;
    let form = Form::of(asking.answer());
    view::page(&asking, &form, &Faults::default(), false)
}

/// Saves the answer, or takes a row of evidence in or out.
pub fn save(request: &Request) -> HandlerResult {
    let opened = request.assessment()?;
    let asking = QuestionContext::find(request, &opened)?;
    let mut form = Form::read(&request.form, asking.criterion)?;
    match form.button {
        Button::AddRow => form.add_row(),
        Button::RemoveRow(row) => form.remove_row(row),
        Button::Later if form.is_empty() && asking.answer().is_none() => {
            return Response::redirect(&asking.tasks());
        }
        Button::Save | Button::Later => return keep(&asking, &form),
    }
    view::page(&asking, &form, &Faults::default(), true)
}

fn keep(asking: &QuestionContext<'_>, form: &Form) -> HandlerResult {
    let QuestionContext {
        opened,
        participant,
        criterion,
        ..
    } = asking;
    let rubric = &opened.assessment.rubric;
    let folder = opened.folder()?;
    let mut faults = Faults::default();
    let Some(mine) = form.answer(
        rubric,
        criterion,
        asking.answer(),
        asking.request.state.today(),
        &mut faults,
    ) else {
        return view::page(asking, form, &faults, true);
    };
    // The file is read once more; between this and the save the session itself keeps watch.
    let mut session = folder.respond(rubric, &participant.respondent, &participant.role)?;
    let theirs = session.response().answer(&criterion.id).cloned();
    if revision(theirs.as_ref()) != form.revision && theirs.as_ref() != Some(&mine) {
        return conflict::page(asking, form, &mine, theirs.as_ref());
    }
    match session.save(&mine) {
        Ok(_) => {
            let to = match form.button {
                Button::Later => asking.tasks(),
                Button::Save | Button::AddRow | Button::RemoveRow(_) => asking.onward(),
            };
            Response::redirect(&format!("{to}?saved={}", criterion.id))
        }
        Err(StoreError::Changed { theirs, .. }) => {
            conflict::page(asking, form, &mine, theirs.as_deref())
        }
        Err(StoreError::Gone { .. }) => conflict::page(asking, form, &mine, None),
        Err(error) => {
            // What was typed stays on the page; nothing is lost with a full disk.
            faults.add("", error.told());
            view::page(asking, form, &faults, true)
        }
    }
}
