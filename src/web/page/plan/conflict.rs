//! Somebody else changed the action meanwhile: both are shown, and the person chooses.

use askama::Template;

use crate::assessment::{Action, ActionField};
use crate::questionnaire::{said, spoken_date};
use crate::web::assessments::OpenAssessment;
use crate::web::form::escaped;
use crate::web::frame::Frame;
use crate::web::request::Request;
use crate::web::response::{HandlerResult, Response};

#[derive(Template)]
#[template(path = "web/conflict.html")]
struct Conflict<'a> {
    frame: Frame,
    changed_by: &'static str,
    which_stays: &'static str,
    about: &'a str,
    mine: Vec<String>,
    theirs: Vec<String>,
    typed: Vec<(String, String)>,
    keep: String,
}

/// Shows mine and theirs. Nothing is saved before one is chosen; `again` is what is sent to keep mine.
pub fn page(
    request: &Request,
    opened: &OpenAssessment,
    (mine, theirs): (&Action, &Action),
    again: Vec<(String, String)>,
    keep: String,
) -> HandlerResult {
    let frame = request
        .frame(said::CHANGED)
        .in_section("The plan")
        .of(opened, "plan")
        .with_error();
    Response::page(&Conflict {
        frame,
        changed_by: said::CHANGED_BY,
        which_stays: said::WHICH_STAYS,
        about: &theirs.id,
        mine: lines(mine),
        theirs: lines(theirs),
        typed: again
            .into_iter()
            .map(|(name, value)| (name, escaped(&value)))
            .collect(),
        keep,
    })
}

/// Everything that an action says, a line for each field.
fn lines(action: &Action) -> Vec<String> {
    let said = |field: ActionField| match field {
        ActionField::Due => action.due().map(spoken_date),
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
        .filter_map(|field| Some(format!("{}: {}", field.title(), said(field)?)))
        .collect()
}
