//! Two files of one person side by side, brought together as the person chooses.

use std::collections::HashSet;

use askama::Template;

use crate::questionnaire::recorded;
use crate::report::{before_merging, left_out_words};
use crate::rubric::{CriterionId, RespondentId};
use crate::store::{Doubled, StoreError};
use crate::text::capitalised;
use crate::web::access::withheld_answers;
use crate::web::assessments::OpenAssessment;
use crate::web::error::AppError;
use crate::web::form::{Faults, Summary};
use crate::web::frame::Frame;
use crate::web::page::withheld;
use crate::web::request::Request;
use crate::web::response::{HandlerResult, Response};

/// How the name of a field begins that says which file's answer holds.
const TAKE: &str = "take.";

#[derive(Template)]
#[template(path = "web/merge.html")]
struct Page<'a> {
    frame: Frame,
    summary: Summary<'a>,
    before: Vec<String>,
    /// Where the two are shown; nothing where they are.
    show: Option<String>,
    own: &'a str,
    other: &'a str,
    rows: Vec<Row>,
    revision: String,
    status: String,
}

/// One criterion on which the two differ.
struct Row {
    id: String,
    title: String,
    own: Vec<String>,
    other: Vec<String>,
    /// Whether the other file's answer was chosen; nothing where none was.
    chosen: Option<bool>,
    fault: Option<String>,
}

/// Shows them; first whose words they are.
pub(crate) fn show(request: &Request) -> HandlerResult {
    let opened = request.assessment()?;
    let doubled = find(request, &opened)?;
    if let Some(withheld) = withheld_answers(request, &opened, &doubled.respondent) {
        return withheld::page(request, &opened, &withheld);
    }
    let shown = request.query.get("show").is_some();
    page(request, &opened, &doubled, shown, &Faults::default())
}

/// Brings them together, if everything is chosen and neither has changed.
pub(crate) fn merge(request: &Request) -> HandlerResult {
    request
        .form
        .only(&|name| name == "revision" || name.starts_with(TAKE), &[])?;
    let opened = request.assessment()?;
    let folder = opened.folder()?;
    let doubled = find(request, &opened)?;
    let mut faults = Faults::default();
    if request.form.get("revision") != Some(&revision(&doubled)) {
        faults.add(
            "",
            "One of the two files was changed in the meantime. Nothing is changed here yet: look at the two again.",
        );
        return page(request, &opened, &doubled, true, &faults);
    }
    let mut that = HashSet::new();
    for one in doubled.differing() {
        match chosen(request, &one.this.criterion) {
            Some(true) => {
                that.insert(one.this.criterion.clone());
            }
            Some(false) => {}
            None => faults.add(
                format!("own.{}", one.this.criterion),
                format!(
                    "Choose which answer holds on {}.",
                    title(&opened, &one.this.criterion)
                ),
            ),
        }
    }
    if !faults.none() {
        return page(request, &opened, &doubled, true, &faults);
    }
    match folder.merge(&opened.assessment.rubric, &doubled, &that) {
        Ok(_) => Response::redirect(&format!(
            "{}?merged={}",
            opened.at("status"),
            doubled.respondent
        )),
        Err(error @ StoreError::Unfit { .. }) => {
            faults.add("", format!("{}.", capitalised(&error.to_string())));
            page(request, &opened, &doubled, true, &faults)
        }
        Err(error) => Err(error.into()),
    }
}

/// Returns what the status says once somebody's files are together, if they are.
pub(crate) fn notice(request: &Request, opened: &OpenAssessment) -> Option<String> {
    let id = RespondentId::new(request.query.get("merged")?).ok()?;
    match opened.assessment.left_out(&id) {
        Some(left_out) => Some(left_out_words(left_out)),
        None => opened
            .assessment
            .response(&id)
            .map(|_| format!("The two files are brought together, and {id} counts again.")),
    }
}

/// Returns the two files of the person whom the address names.
fn find(request: &Request, opened: &OpenAssessment) -> Result<Doubled, AppError> {
    let gone = || AppError::not_found("Nobody of this id has two files here.");
    let id = RespondentId::new(request.part("respondent")).map_err(|_| gone())?;
    let left_out = opened.assessment.left_out(&id).ok_or_else(gone)?;
    let own = format!("{id}.toml");
    let other = left_out
        .files
        .iter()
        .filter_map(|file| file.rsplit('/').next())
        .find(|file| *file != own)
        .ok_or_else(|| AppError::not_found(left_out_words(left_out)))?;
    Ok(opened.folder()?.doubled(&opened.assessment.rubric, other)?)
}

fn chosen(request: &Request, criterion: &CriterionId) -> Option<bool> {
    match request.form.get(&format!("{TAKE}{criterion}"))? {
        "own" => Some(false),
        "other" => Some(true),
        _ => None,
    }
}

/// Returns what the page was made from, to see later whether somebody changed it.
fn revision(doubled: &Doubled) -> String {
    doubled.revision().to_string()
}

fn title<'o>(opened: &'o OpenAssessment, criterion: &CriterionId) -> &'o str {
    let rubric = &opened.assessment.rubric;
    rubric
        .criterion(criterion)
        .map_or("", |criterion| criterion.title.as_str())
}

fn page(
    request: &Request,
    opened: &OpenAssessment,
    doubled: &Doubled,
    shown: bool,
    faults: &Faults,
) -> HandlerResult {
    let rubric = &opened.assessment.rubric;
    let rows = doubled.differing().into_iter().filter_map(|one| {
        let criterion = rubric.criterion(&one.this.criterion)?;
        Some(Row {
            id: criterion.id.to_string(),
            title: criterion.title.clone(),
            own: recorded(rubric, criterion, one.this),
            other: recorded(rubric, criterion, one.that),
            chosen: chosen(request, &criterion.id),
            fault: faults
                .of(&format!("own.{}", criterion.id))
                .map(str::to_owned),
        })
    });
    let here = opened.at(&format!("respondent/{}/merge", doubled.respondent));
    let mut frame = request
        .frame(format!("Two files of {}", doubled.respondent))
        .of(opened, "status")
        .back_to(opened.at("status"));
    frame.error = !faults.none();
    Response::page(&Page {
        frame,
        summary: faults.summary(),
        before: before_merging(doubled),
        show: (!shown).then(|| format!("{here}?show=1")),
        own: &doubled.own,
        other: &doubled.other,
        rows: if shown { rows.collect() } else { Vec::new() },
        revision: revision(doubled),
        status: opened.at("status"),
    })
}
