//! Another id for somebody, and taking somebody out: what goes and what remains, on a page of its own.

use askama::Template;

use crate::document::Document;
use crate::export::html::fragment;
use crate::questionnaire::{not_a_respondent, said};
use crate::report::{REMOVED, before_removal, removed, renamed};
use crate::rubric::RespondentId;
use crate::store::StoreError;
use crate::web::assessments::OpenAssessment;
use crate::web::error::AppError;
use crate::web::form::{Faults, Summary};
use crate::web::frame::Frame;
use crate::web::page::part::Text;
use crate::web::request::Request;
use crate::web::response::{HandlerResult, Response};

#[derive(Template)]
#[template(path = "web/respondent.html")]
struct Page<'a> {
    frame: Frame,
    summary: Summary<'a>,
    /// What goes, what remains, or what was done.
    body: String,
    /// A new id, where one is asked for.
    new: Option<Text>,
    /// Whether the id may be left where it is a post; nothing where it stands nowhere.
    keep: Option<String>,
    /// The button; empty where everything is done.
    button: String,
    status: String,
}

/// Returns who the address names, if they have answers here.
fn find(request: &Request, opened: &OpenAssessment) -> Result<RespondentId, AppError> {
    let id = RespondentId::new(request.part("respondent"))
        .ok()
        .filter(|id| {
            let assessment = &opened.assessment;
            assessment.response(id).is_some() || assessment.left_out(id).is_some()
        });
    id.ok_or_else(|| AppError::not_found("Nobody of this id has answers here."))
}

fn html(document: &Document) -> Result<String, AppError> {
    Ok(fragment(document, 2)?)
}

fn frame(request: &Request, opened: &OpenAssessment, title: &str) -> Frame {
    request
        .frame(title)
        .of(opened, "status")
        .back_to(opened.at("status"))
}

/// What goes with somebody and what stays, before it is done.
pub(crate) fn ask_remove(request: &Request) -> HandlerResult {
    let opened = request.assessment()?;
    let id = find(request, &opened)?;
    let traces = opened.folder()?.traces(&id)?;
    let document = before_removal(&id, &traces, Some(REMOVED));
    Response::page(&Page {
        frame: frame(request, &opened, &document.title),
        summary: Faults::default().summary(),
        body: html(&document)?,
        new: None,
        keep: (!traces.named.is_empty()).then(|| keep_post(id.as_str())),
        button: format!("Remove {id}"),
        status: opened.at("status"),
    })
}

/// Takes somebody out, and says what went and what is still there.
pub(crate) fn remove(request: &Request) -> HandlerResult {
    request.form.only(&|name| name == "keep", &[])?;
    let opened = request.assessment()?;
    let id = find(request, &opened)?;
    let instead = request.form.get("keep").is_none().then_some(REMOVED);
    let traces = opened.folder()?.remove_respondent(&id, instead)?;
    leave(request, &opened, &id);
    done(request, &opened, &removed(&id, &traces, instead))
}

/// Asks for another id.
pub(crate) fn ask_rename(request: &Request) -> HandlerResult {
    let opened = request.assessment()?;
    opened.folder()?;
    let id = find(request, &opened)?;
    rename_page(request, &opened, &id, &Faults::default())
}

/// Gives somebody another id.
pub(crate) fn rename(request: &Request) -> HandlerResult {
    request.form.only(&|name| name == "new", &[])?;
    let opened = request.assessment()?;
    let folder = opened.folder()?;
    let id = find(request, &opened)?;
    let mut faults = Faults::default();
    let new = match request.form.get("new") {
        None => {
            faults.add("new", said::NO_ID);
            None
        }
        Some(typed) => faults.or(
            "new",
            RespondentId::typed(typed).map_err(|error| not_a_respondent(typed, &error)),
        ),
    };
    let Some(new) = new else {
        return rename_page(request, &opened, &id, &faults);
    };
    match folder.rename_respondent(&id, &new) {
        Ok(traces) => {
            leave(request, &opened, &id);
            done(
                request,
                &request.assessment()?,
                &renamed(&id, &new, &traces),
            )
        }
        Err(StoreError::IdInUse { .. } | StoreError::SameButForCase { .. }) => {
            faults.add("new", id_in_use(new.as_str()));
            rename_page(request, &opened, &id, &faults)
        }
        Err(error) => Err(error.into()),
    }
}

fn rename_page(
    request: &Request,
    opened: &OpenAssessment,
    id: &RespondentId,
    faults: &Faults,
) -> HandlerResult {
    let mut frame = frame(request, opened, &format!("Another id for {id}"));
    frame.error = !faults.none();
    let typed = request.form.raw("new").unwrap_or_default();
    Response::page(&Page {
        frame,
        summary: faults.summary(),
        body: String::new(),
        new: Some(Text::line("new", said::ID, typed, faults).hint(said::WHO_HINT)),
        keep: None,
        button: "Give this id".to_owned(),
        status: opened.at("status"),
    })
}

fn done(request: &Request, opened: &OpenAssessment, document: &Document) -> HandlerResult {
    Response::page(&Page {
        frame: frame(request, opened, &document.title),
        summary: Faults::default().summary(),
        body: html(document)?,
        new: None,
        keep: None,
        button: String::new(),
        status: opened.at("status"),
    })
}

/// Nobody of this id answers in this browser any more.
fn leave(request: &Request, opened: &OpenAssessment, id: &RespondentId) {
    if let Some(data) = request.session_data()
        && data
            .answers_as(&opened.key)
            .is_some_and(|participant| participant.respondent == *id)
    {
        data.answer_as(&opened.key, None);
    }
}

/// Said where an id that is to be given has answers already.
pub(crate) fn id_in_use(id: &str) -> String {
    format!("Somebody has answered as {id} already: choose another id. Nothing was changed.")
}

/// Returns whether the id of somebody who goes may stay where it is a post.
fn keep_post(id: &str) -> String {
    format!(
        "Leave \u{201c}{id}\u{201d} where it stands as the one who led, owns or looked: it is a post, and no person"
    )
}
