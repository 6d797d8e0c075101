//! A tracker that was edited in Excel comes back. What it changes is shown first; then all of it is made, or nothing.

use askama::Template;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::{file, list_of_saved};
use crate::assessment::Assessment;
use crate::intake::tracker;
use crate::report::{TrackerChange, TrackerChanges, compare_tracker};
use crate::store::{PlanEdit, StoreError};
use crate::web::assessments::OpenAssessment;
use crate::web::form::{Faults, Summary};
use crate::web::frame::Frame;
use crate::web::request::Request;
use crate::web::response::{HandlerResult, Response};
use crate::web::route::MOST_FILE;
use crate::web::secret::digest;

/// The largest tracker, in bytes: it is sent once more with the agreement, and is longer then by a third.
pub const LARGEST: usize = MOST_FILE / 2;

#[derive(Template)]
#[template(path = "web/plan/read.html")]
struct ReadPage<'a> {
    frame: Frame,
    summary: Summary<'a>,
    fault: Option<&'static str>,
    write: String,
    past_due_ok: bool,
    example: bool,
}

#[derive(Template)]
#[template(path = "web/plan/changes.html")]
struct ChangesPage {
    frame: Frame,
    changed_meanwhile: bool,
    lines: Vec<String>,
    summary: String,
    /// Whether there is something to agree to.
    some: bool,
    /// The tracker, to be sent again: letters of base64.
    workbook: String,
    past_due_ok: bool,
    revision: String,
    plan: String,
}

/// Asks for the file.
pub fn read_form(request: &Request) -> HandlerResult {
    page(request, &request.assessment()?, &Faults::default())
}

/// Shows what a file would change; or, agreed to, changes it.
pub fn read(request: &Request) -> HandlerResult {
    request.form.only(
        &|name| matches!(name, "past-due-ok" | "workbook" | "revision"),
        &[],
    )?;
    let opened = request.assessment()?;
    let folder = opened.folder()?;
    let mut faults = Faults::default();
    let Some((bytes, changes)) = brought(request, &opened.assessment, &mut faults) else {
        return page(request, &opened, &faults);
    };
    let revision = revision(&opened.assessment, &changes);
    let agreed = request.form.get("revision");
    if agreed != Some(&revision) || changes.changes.is_empty() {
        return shown(
            request,
            &opened,
            &bytes,
            &changes,
            revision,
            agreed.is_some(),
        );
    }
    let edits: Vec<PlanEdit> = changes.changes.iter().map(edit).collect();
    match folder.save_plan(&opened.assessment.rubric, &edits) {
        Ok((_, written)) => Response::redirect(&list_of_saved(&opened, &written)),
        // Somebody saved between the reading and the saving: it is read again, and shown.
        Err(StoreError::PlanChanged { .. }) => read(request),
        Err(error) => {
            faults.add("", error.told());
            page(request, &opened, &faults)
        }
    }
}

/// What the file would change, or nothing with every fault noted.
fn brought(
    request: &Request,
    assessment: &Assessment,
    faults: &mut Faults,
) -> Option<(Vec<u8>, TrackerChanges)> {
    let again = request
        .form
        .get("workbook")
        .and_then(|text| STANDARD.decode(text).ok());
    let bytes = again
        .or_else(|| request.file.as_ref().map(|file| file.bytes.clone()))
        .filter(|bytes| !bytes.is_empty());
    let Some(bytes) = bytes else {
        faults.add("file", "Choose the tracker that was edited in Excel.");
        return None;
    };
    if bytes.len() > LARGEST {
        faults.add(
            "file",
            format!(
                "The file is larger than {} MB, which no tracker of a plan is.",
                LARGEST / (1024 * 1024)
            ),
        );
        return None;
    }
    let tracker = faults.or(
        "file",
        tracker::read(&bytes).map_err(|error| crate::text::capitalised(&format!("{error}."))),
    )?;
    let past_due_ok = request.form.get("past-due-ok").is_some();
    match compare_tracker(assessment, &tracker, request.state.today(), past_due_ok) {
        Ok(changes) => Some((bytes, changes)),
        Err(found) => {
            for words in found {
                faults.add("file", words);
            }
            None
        }
    }
}

/// What was shown: the changes, and the plan that they would change.
fn revision(assessment: &Assessment, changes: &TrackerChanges) -> String {
    digest(&format!("{:?} {changes:?}", assessment.plan))
}

fn edit(change: &TrackerChange) -> PlanEdit {
    match change {
        TrackerChange::New(action) => PlanEdit::Add(action.clone()),
        TrackerChange::Changed { before, after } => PlanEdit::Change {
            before: before.clone(),
            after: after.clone(),
        },
    }
}

fn shown(
    request: &Request,
    opened: &OpenAssessment,
    bytes: &[u8],
    changes: &TrackerChanges,
    revision: String,
    changed_meanwhile: bool,
) -> HandlerResult {
    Response::page(&ChangesPage {
        frame: request
            .frame("What the tracker changes in the plan")
            .in_section("The plan")
            .of(opened, "plan")
            .back_to(opened.at("plan/read")),
        changed_meanwhile,
        lines: changes.lines(),
        summary: changes.summary(),
        some: !changes.changes.is_empty(),
        workbook: STANDARD.encode(bytes),
        past_due_ok: request.form.get("past-due-ok").is_some(),
        revision,
        plan: opened.at("plan"),
    })
}

fn page(request: &Request, opened: &OpenAssessment, faults: &Faults) -> HandlerResult {
    let mut frame = request
        .frame("Bring a tracker back")
        .in_section("The plan")
        .of(opened, "plan")
        .back_to(opened.at("plan"));
    frame.error = !faults.none();
    Response::page(&ReadPage {
        frame,
        summary: faults.summary(),
        fault: faults
            .of("file")
            .map(|_| "Nothing was changed. What is wrong stands above."),
        write: opened.at(&format!("plan/file/{}", file::Kind::Tracker.ending())),
        past_due_ok: request.form.get("past-due-ok").is_some(),
        example: opened.is_example(),
    })
}
