//! One question: its anchors as choices, and the details of an answer.

mod context;
pub(super) mod form;
pub(super) mod row;
pub(super) mod view;

use crate::assessment::Answer;
use crate::questionnaire::recorded;
use crate::store::{Revision, StoreError};
use crate::web::conflict::Conflict;
use crate::web::form::Faults;
use crate::web::request::Request;
use crate::web::response::{HandlerResult, Response};

use context::QuestionContext;
use form::{Button, Form};

pub(super) use context::{last_notes, saved_notice};

pub(crate) fn show(request: &Request) -> HandlerResult {
    let opened = request.assessment()?;
    let asking = QuestionContext::find(request, &opened)?;
    let form = Form::of(asking.answer());
    view::page(&asking, &form, &Faults::default(), false)
}

/// Saves the answer, or takes a row of evidence in or out.
pub(crate) fn save(request: &Request) -> HandlerResult {
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
    let changed = Revision::of(theirs.as_ref()).as_str() != form.revision;
    if changed && theirs.as_ref() != Some(&mine) {
        return conflict(asking, &mine, theirs.as_ref());
    }
    match session.save(&mine) {
        Ok(_) => {
            let to = match form.button {
                Button::Later => asking.tasks(),
                Button::Save | Button::AddRow | Button::RemoveRow(_) => asking.onward(),
            };
            Response::redirect(&format!("{to}?saved={}", criterion.id))
        }
        Err(StoreError::Changed { theirs, .. }) => conflict(asking, &mine, theirs.as_deref()),
        Err(StoreError::Gone { .. }) => conflict(asking, &mine, None),
        Err(error) => {
            // What was typed stays on the page; nothing is lost with a full disk.
            faults.add("", error.told());
            view::page(asking, form, &faults, true)
        }
    }
}

fn conflict(asking: &QuestionContext<'_>, mine: &Answer, theirs: Option<&Answer>) -> HandlerResult {
    let lines =
        |answer: &Answer| recorded(&asking.opened.assessment.rubric, asking.criterion, answer);
    let frame = Conflict::frame(asking.request)
        .in_section(asking.domain.title.as_str())
        .of(asking.opened, "people");
    let conflict = Conflict {
        about: &asking.criterion.title,
        mine: lines(mine),
        theirs: theirs.map(lines),
        revision: Revision::of(theirs),
        keep: asking.here(),
    };
    conflict.page(asking.request, frame)
}
