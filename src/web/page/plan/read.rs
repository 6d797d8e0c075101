//! A tracker that was edited in Excel comes back. What it changes is shown first; then all of it is made, or nothing.

use askama::Template;

use super::context::list_of_saved;

use crate::assessment::Assessment;
use crate::export::Format;
use crate::intake::tracker;
use crate::report::{TrackerChange, TrackerChanges, compare_tracker};
use crate::store::{PlanEdit, Revision, StoreError};
use crate::web::assessments::OpenAssessment;
use crate::web::form::{Faults, Summary};
use crate::web::frame::Frame;
use crate::web::request::Request;
use crate::web::response::{HandlerResult, Response};
use crate::web::upload::{PendingUpload, UploadKind, UploadedFile};

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
    /// Where the agreement is sent.
    action: String,
    past_due_ok: bool,
    revision: Revision,
    plan: String,
}

/// Asks for the file.
pub(crate) fn read_form(request: &Request) -> HandlerResult {
    page(request, &request.assessment()?, &Faults::default())
}

/// Shows what a file would change.
pub(crate) fn read(request: &Request) -> HandlerResult {
    request.form.only(&|name| name == "past-due-ok", &[])?;
    let opened = request.assessment()?;
    opened.folder()?;
    match request.file.as_ref().filter(|file| !file.bytes.is_empty()) {
        Some(file) => {
            if let Some(data) = request.session_data() {
                data.uploads.keep(PendingUpload {
                    assessment: opened.key.clone(),
                    kind: UploadKind::Tracker,
                    file: file.clone(),
                });
            }
            take(request, &opened, file)
        }
        None => missing(
            request,
            &opened,
            "Choose the tracker that was edited in Excel.",
        ),
    }
}

/// Changes what was shown and agreed to.
pub(crate) fn decide(request: &Request) -> HandlerResult {
    request
        .form
        .only(&|name| matches!(name, "past-due-ok" | "revision"), &[])?;
    let opened = request.assessment()?;
    opened.folder()?;
    let waiting = request
        .session_data()
        .and_then(|data| data.uploads.find(&opened.key, UploadKind::Tracker));
    match waiting {
        Some(file) => take(request, &opened, &file),
        None => missing(
            request,
            &opened,
            "Please choose the tracker once more: strong-trust was started again since, or read another file.",
        ),
    }
}

/// Sends the browser back to where a tracker is sent, where the page that answered one is not kept any more.
pub(crate) fn back(request: &Request) -> HandlerResult {
    Response::redirect(&request.assessment()?.at("plan/read"))
}

/// Takes all changes of a file, if they are what was agreed to; else shows them.
fn take(request: &Request, opened: &OpenAssessment, file: &UploadedFile) -> HandlerResult {
    let assessment = &opened.assessment;
    let mut faults = Faults::default();
    let Some(changes) = changes(request, assessment, file, &mut faults) else {
        return page(request, opened, &faults);
    };
    let revision = revision(assessment, &changes);
    let agreed = request.form.get("revision");
    if agreed != Some(revision.as_str()) || changes.changes.is_empty() {
        return shown(request, opened, &changes, revision, agreed.is_some());
    }
    let edits: Vec<PlanEdit> = changes.changes.iter().map(edit).collect();
    match opened.folder()?.save_plan(&assessment.rubric, &edits) {
        Ok((_, written)) => {
            if let Some(data) = request.session_data() {
                data.uploads.clear();
            }
            Response::redirect(&list_of_saved(opened, &written))
        }
        // Somebody saved between the reading and the saving: it is read again, and shown.
        Err(StoreError::PlanChanged { .. }) => take(request, &request.assessment()?, file),
        Err(error) => {
            faults.add("", error.told());
            page(request, opened, &faults)
        }
    }
}

/// Returns what the file would change, or `None` with every fault noted.
fn changes(
    request: &Request,
    assessment: &Assessment,
    file: &UploadedFile,
    faults: &mut Faults,
) -> Option<TrackerChanges> {
    let tracker =
        tracker::read(&file.bytes).map_err(|error| crate::text::capitalised(&format!("{error}.")));
    let tracker = faults.or("file", tracker)?;
    let past_due_ok = request.form.get("past-due-ok").is_some();
    match compare_tracker(assessment, &tracker, request.state.today(), past_due_ok) {
        Ok(changes) => Some(changes),
        Err(found) => {
            for words in found {
                faults.add("file", words);
            }
            None
        }
    }
}

/// Returns the revision of what is shown: the changes, and the plan that they would change.
fn revision(assessment: &Assessment, changes: &TrackerChanges) -> Revision {
    let edited = changes.changes.iter().flat_map(|change| match change {
        TrackerChange::New(action) => vec![action],
        TrackerChange::Changed { before, after } => vec![before, after],
    });
    Revision::of(assessment.plan.iter().chain(edited))
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
    changes: &TrackerChanges,
    revision: Revision,
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
        action: opened.at("plan/decide"),
        past_due_ok: request.form.get("past-due-ok").is_some(),
        revision,
        plan: opened.at("plan"),
    })
}

fn missing(request: &Request, opened: &OpenAssessment, words: &str) -> HandlerResult {
    let mut faults = Faults::default();
    faults.add("file", words);
    page(request, opened, &faults)
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
        write: opened.at(&format!("plan/file/{}", Format::Excel.ending())),
        past_due_ok: request.form.get("past-due-ok").is_some(),
        example: opened.is_example(),
    })
}
