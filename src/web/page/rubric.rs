//! The questions to read, and help: the method in plain words.

use askama::Template;

use crate::document::Document;
use crate::export::html::fragment;
use crate::questionnaire::LONGEST_TEXT;
use crate::report::{guide, parts_of, rubric_page};
use crate::rubric::{Builtin, LONGEST_ID, Rubric, builtins};
use crate::text::count;
use crate::web::assessments::encoded;
use crate::web::error::AppError;
use crate::web::frame::Frame;
use crate::web::page::new::LONGEST_FOLDER;
use crate::web::page::question::row::MOST_ROWS;
use crate::web::request::Request;
use crate::web::response::{HandlerResult, Response};
use crate::web::route::MOST_FILE;

#[derive(Template)]
#[template(path = "web/reading.html")]
struct Reading {
    frame: Frame,
    contents: Vec<Entry>,
    body: String,
    sections: Vec<Section>,
}

/// A line of the contents.
struct Entry {
    address: String,
    name: String,
    here: bool,
}

/// A part with its heading.
struct Section {
    id: String,
    title: String,
    body: String,
}

#[derive(Template)]
#[template(path = "web/rubrics.html")]
struct Rubrics {
    frame: Frame,
    lines: Vec<Line>,
}

/// A rubric in the list.
struct Line {
    address: String,
    title: String,
    summary: String,
    facts: String,
}

/// The rubrics inside the program.
pub(crate) fn list(request: &Request) -> HandlerResult {
    let line = |builtin: &Builtin| {
        let rubric = builtin.rubric();
        let criteria = count(rubric.criteria().count(), "question", "questions");
        Line {
            address: request.at(&format!("/rubric/{}", encoded(builtin.id))),
            title: rubric.title().to_owned(),
            summary: rubric.summary().to_owned(),
            facts: format!(
                "{criteria} in {}; version {}.",
                count(rubric.domains().len(), "domain", "domains"),
                rubric.version()
            ),
        }
    };
    Response::page(&Rubrics {
        frame: request
            .frame("The questions, to read")
            .back_to(request.at("/")),
        lines: builtins().iter().map(line).collect(),
    })
}

/// A rubric inside the program.
pub(crate) fn read(request: &Request) -> HandlerResult {
    let rubric = Builtin::find(request.part("rubric"))
        .ok_or_else(|| AppError::not_found("This program has no such questions inside."))?;
    let rubric = rubric.rubric();
    let frame = request
        .frame(rubric.title())
        .in_section("The questions")
        .with_levels(rubric.scale().size());
    page(frame.back_to(request.at("/rubric")), &rubric)
}

/// The rubric of an assessment: its own copy.
pub(crate) fn own(request: &Request) -> HandlerResult {
    let opened = request.assessment()?;
    let rubric = &opened.assessment.rubric;
    let frame = request.frame(rubric.title()).of(&opened, "rubric");
    page(frame.back_to(opened.at("")), rubric)
}

fn page(frame: Frame, rubric: &Rubric) -> HandlerResult {
    sections(frame, &rubric_page(rubric))
}

/// How it works: how to answer, who sees what, how the result comes about, what is kept.
pub(crate) fn help(request: &Request) -> HandlerResult {
    let mut document = guide(&request.state.assessments().example().assessment);
    document.heading(2, "How much fits");
    document.bullets(limits());
    sections(
        request
            .frame(document.title.as_str())
            .back_to(request.at("/")),
        &document,
    )
}

const MB: usize = 1024 * 1024;

/// Returns the most that pages take.
fn limits() -> [String; 4] {
    [
        format!(
            "A field takes {LONGEST_TEXT} characters, an id {LONGEST_ID}, and a folder's name {LONGEST_FOLDER}."
        ),
        format!(
            "An answer, or an agreed judgement, takes {MOST_ROWS} pieces of evidence here; those that a file has beyond them stay."
        ),
        format!(
            "A form or a tracker that comes back may have {} MB.",
            MOST_FILE / MB
        ),
        "What is longer is refused, and stays in its field to be shortened. Nothing is cut."
            .to_owned(),
    ]
}

/// A document with its contents beside it.
fn sections(frame: Frame, document: &Document) -> HandlerResult {
    let mut parts = parts_of(document).into_iter();
    let opening = parts.next().unwrap_or_default();
    let html =
        |document: &Document, level| -> Result<String, AppError> { Ok(fragment(document, level)?) };
    let section = |(place, part): (usize, Document)| {
        Ok(Section {
            id: format!("part-{}", place + 1),
            body: html(&part, 3)?,
            title: part.title,
        })
    };
    let sections = parts
        .enumerate()
        .map(section)
        .collect::<Result<Vec<_>, AppError>>()?;
    let entry = |section: &Section| Entry {
        address: format!("#{}", section.id),
        name: section.title.clone(),
        here: false,
    };
    Response::page(&Reading {
        frame: frame.wide(),
        contents: sections.iter().map(entry).collect(),
        body: html(&opening, 2)?,
        sections,
    })
}
