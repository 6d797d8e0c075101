//! Closing an action: whether it is complete or stopped, and what a reader should know of it.

use askama::Template;

use super::action::statuses;
use super::context::{action_of, conflict, list_of_saved};
use crate::assessment::{Action, ActionDraft, ActionField, ActionStatus, Explaining};
use crate::questionnaire::{action_told, read_text};
use crate::store::{PlanEdit, Revision, StoreError};
use crate::web::assessments::OpenAssessment;
use crate::web::error::AppError;
use crate::web::form::{Faults, Summary};
use crate::web::frame::Frame;
use crate::web::page::part::{Choice, Text};
use crate::web::page::still::Still;
use crate::web::request::Request;
use crate::web::response::{HandlerResult, Response};

/// The two ways to end.
const ENDS: [ActionStatus; 2] = [ActionStatus::Complete, ActionStatus::Stopped];

#[derive(Template)]
#[template(path = "web/plan/close.html")]
struct ClosePage<'a> {
    frame: Frame,
    summary: Summary<'a>,
    unsaved: bool,
    now: String,
    fault: Option<&'a str>,
    statuses: Vec<Choice>,
    note: Text,
    revision: String,
    example: bool,
}

#[derive(Default)]
struct CloseForm {
    status: String,
    note: String,
    still: Still,
    revision: String,
}

/// Returns the open action that the address names.
fn open_action<'a>(request: &Request, opened: &'a OpenAssessment) -> Result<&'a Action, AppError> {
    let action = action_of(request, opened)?;
    if action.status().is_none() {
        return Err(AppError::not_found(format!(
            "{} is a decision to do nothing, so there is nothing to close.",
            action.id
        )));
    }
    Ok(action)
}

/// Asks how it ended.
pub(crate) fn close_form(request: &Request) -> HandlerResult {
    let opened = request.assessment()?;
    let action = open_action(request, &opened)?;
    let typed = CloseForm {
        note: action.note.as_deref().unwrap_or_default().to_owned(),
        revision: Revision::of([action]).to_string(),
        ..CloseForm::default()
    };
    page(request, &opened, action, &typed, &Faults::default())
}

pub(crate) fn close(request: &Request) -> HandlerResult {
    request.form.only(
        &|name| matches!(name, "status" | "note" | "note-still" | "revision"),
        &[],
    )?;
    let opened = request.assessment()?;
    let folder = opened.folder()?;
    let before = open_action(request, &opened)?;
    let text = |name: &str| request.form.raw(name).unwrap_or_default().to_owned();
    let typed = CloseForm {
        status: text("status"),
        note: text("note"),
        still: Still::read(&request.form),
        revision: text("revision"),
    };
    let mut faults = Faults::default();
    let Some(after) = closed(request, &opened, before, &typed, &mut faults) else {
        return page(request, &opened, before, &typed, &faults);
    };
    let both = |theirs: &Action| conflict(request, &opened, &after, theirs);
    if Revision::of([before]).as_str() != typed.revision && *before != after {
        return both(before);
    }
    match folder.save_plan(
        &opened.assessment.rubric,
        &[PlanEdit::Change {
            before: before.clone(),
            after: after.clone(),
        }],
    ) {
        Ok((_, written)) => Response::redirect(&list_of_saved(&opened, &written)),
        Err(StoreError::PlanChanged { mut changed, .. }) => {
            match changed.pop().and_then(|changed| changed.theirs) {
                Some(theirs) => both(&theirs),
                None => close(request),
            }
        }
        Err(error) => {
            faults.add("", error.told());
            page(request, &opened, before, &typed, &faults)
        }
    }
}

fn closed(
    request: &Request,
    opened: &OpenAssessment,
    before: &Action,
    typed: &CloseForm,
    faults: &mut Faults,
) -> Option<Action> {
    let status = ENDS
        .into_iter()
        .find(|status| status.word() == typed.status);
    if status.is_none() {
        faults.add(
            "status-complete",
            "Choose whether it is complete or stopped.",
        );
    }
    let note = match typed.note.trim() {
        "" => Some(None),
        _ if before.note.as_deref() == Some(&typed.note) => Some(Some(typed.note.clone())),
        note => faults.or("note", read_text(note)).map(Some),
    };
    let draft = ActionDraft {
        status: Some(status?),
        note: note?,
        ..ActionDraft::of(before)
    };
    let made = draft.action(
        &before.id,
        &opened.assessment.rubric,
        request.state.today(),
        Some(before),
    );
    let after = match made {
        Ok(after) => after,
        Err(found) => {
            for fault in found {
                faults.add("", fault.words);
            }
            return None;
        }
    };
    let told = before.status().map_or("", ActionStatus::phrase);
    let id = |field: Explaining| field.word().to_owned();
    typed.still.check((before, told), &after, &id, faults);
    faults.none().then_some(after)
}

fn page(
    request: &Request,
    opened: &OpenAssessment,
    action: &Action,
    typed: &CloseForm,
    faults: &Faults,
) -> HandlerResult {
    let mut frame = request
        .frame(format!("Close {}", action.id))
        .in_section("The plan")
        .of(opened, "plan")
        .back_to(opened.at("plan"));
    frame.error = !faults.none();
    Response::page(&ClosePage {
        frame,
        summary: faults.summary(),
        unsaved: !faults.none(),
        now: action_told(action),
        fault: faults.of("status-complete"),
        statuses: statuses(&ENDS, &typed.status),
        note: Text::area("note", ActionField::Note.title(), &typed.note, faults)
            .hint("What should a reader know of how it ended?"),
        revision: typed.revision.clone(),
        example: opened.is_example(),
    })
}
