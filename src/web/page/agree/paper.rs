//! What a meeting takes with it: the agenda as a paper, and what was agreed as minutes, to print or to download.

use askama::Template;

use super::context::MeetingAgenda;
use crate::document::{Document, DocumentInfo};
use crate::export::html::fragment;
use crate::export::{Content, Format};
use crate::report::{agenda_minutes, agenda_paper};
use crate::web::assessments::OpenAssessment;
use crate::web::error::AppError;
use crate::web::frame::Frame;
use crate::web::page::part::TEXT_FILE;
use crate::web::request::Request;
use crate::web::response::{HandlerResult, Response};

#[derive(Template)]
#[template(path = "web/minutes.html")]
struct Minutes {
    frame: Frame,
    body: String,
    files: Vec<(String, &'static str)>,
}

/// Returns the forms of a paper, with their addresses.
pub(crate) fn files(opened: &OpenAssessment, paper: &str) -> Vec<(String, &'static str)> {
    forms()
        .map(|form| {
            (
                opened.at(&format!("agree/file/{paper}/{}", form.ending())),
                form.name(),
            )
        })
        .collect()
}

/// The forms that a paper for a meeting has.
fn forms() -> impl Iterator<Item = Format> {
    // A page and plain text are there to read already.
    Format::all_for(Content::Paper).filter(|form| !matches!(form, Format::Html | Format::Terminal))
}

/// What was agreed, why, and what was seen otherwise: a page that prints.
pub(crate) fn minutes(request: &Request) -> HandlerResult {
    let opened = request.assessment()?;
    let table = MeetingAgenda::of(&opened);
    let document = agenda_minutes(&opened.assessment, &table.agenda);
    Response::page(&Minutes {
        frame: request
            .frame(document.title.as_str())
            .of(&opened, "agree")
            .back_to(opened.at("agree")),
        body: fragment(&document, 2)?,
        files: files(&opened, "minutes"),
    })
}

/// A paper as a file.
pub(crate) fn file(request: &Request) -> HandlerResult {
    let opened = request.assessment()?;
    let gone = || AppError::not_found("There is no such paper.");
    let form = forms()
        .find(|form| form.ending() == request.part("form"))
        .ok_or_else(gone)?;
    let table = MeetingAgenda::of(&opened);
    let (kind, page): (&str, Document) = match request.part("paper") {
        "agenda" => ("agenda", agenda_paper(&table.agenda)),
        "minutes" => ("minutes", agenda_minutes(&opened.assessment, &table.agenda)),
        _ => return Err(gone()),
    };
    let agenda = &table.agenda;
    let info = DocumentInfo {
        trust: &agenda.trust,
        cycle: &agenda.cycle,
        kind,
        date: agenda.date,
        long: false,
    };
    let bytes = form
        .paper(&page, info, TEXT_FILE)
        .map_err(AppError::export)?;
    let name = format!("{}-{}-{kind}.{}", agenda.trust, agenda.cycle, form.ending());
    Ok(Response::file(&name, form.media_type(), bytes))
}
