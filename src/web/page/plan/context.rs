//! An action of the plan, with the addresses around it, and what is shown where somebody else changed it.

use crate::assessment::{Action, ActionField};
use crate::store::Revision;
use crate::web::assessments::{OpenAssessment, encoded};
use crate::web::conflict::Conflict;
use crate::web::error::AppError;
use crate::web::request::Request;
use crate::web::response::HandlerResult;
use crate::words::long_date;

/// The most actions of which a page says that they were saved.
pub(super) const TOLD: usize = 12;

/// Returns the address of a page of an action.
pub(super) fn address(opened: &OpenAssessment, id: &str, page: &str) -> String {
    opened.at(&format!("plan/action/{}{page}", encoded(id)))
}

/// Returns the address of the list, which says that these were saved.
pub(super) fn list_of_saved(opened: &OpenAssessment, actions: &[Action]) -> String {
    let ids: Vec<String> = actions
        .iter()
        .take(TOLD)
        .map(|action| format!("saved={}", encoded(&action.id)))
        .collect();
    let list = opened.at("plan");
    if ids.is_empty() {
        list
    } else {
        format!("{list}?{}", ids.join("&"))
    }
}

/// Returns the action that the address names.
pub(super) fn action_of<'a>(
    request: &Request,
    opened: &'a OpenAssessment,
) -> Result<&'a Action, AppError> {
    let id = request.part("action");
    let gone = || AppError::not_found("The plan of this assessment has no such action.");
    opened
        .assessment
        .plan
        .iter()
        .find(|action| action.id == id)
        .ok_or_else(gone)
}

/// Shows mine and theirs, where somebody else changed the action.
pub(super) fn conflict(
    request: &Request,
    opened: &OpenAssessment,
    mine: &Action,
    theirs: &Action,
) -> HandlerResult {
    let frame = Conflict::frame(request)
        .in_section("The plan")
        .of(opened, "plan");
    let conflict = Conflict {
        about: &theirs.id,
        mine: lines(mine),
        theirs: Some(lines(theirs)),
        revision: Revision::of([theirs]),
        keep: address(opened, &theirs.id, ""),
    };
    conflict.page(request, frame)
}

/// Returns everything that an action says, a line for each field.
fn lines(action: &Action) -> Vec<String> {
    let text = |field: ActionField| match field {
        ActionField::Due => action.due().map(long_date),
        ActionField::For
        | ActionField::What
        | ActionField::Owner
        | ActionField::Measure
        | ActionField::Status
        | ActionField::NoAction
        | ActionField::Note => action.field(field),
    };
    ActionField::ALL
        .into_iter()
        .filter_map(|field| Some(format!("{}: {}", field.title(), text(field)?)))
        .collect()
}
