//! A tracker that was edited in Excel comes back. What it changes is shown first; then all of it is made, or nothing.

use askama::Template;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::{file, list_of_saved};
use crate::assessment::Assessment;
use crate::intake::tracker;
use crate::report::{TrackerChange, TrackerChanges, compare_tracker};
use crate::store::{PlanEdit, StoreError};
use crate::web::asked::Asked;
use crate::web::found::Opened;
use crate::web::frame::Frame;
use crate::web::page::part::{Faults, Summary};
use crate::web::reply::{Given, Reply};
use crate::web::routes::MOST_FILE;
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
    seen: String,
    plan: String,
}

/// Asks for the file.
pub fn read_form(asked: &Asked) -> Given {
    page(asked, &asked.assessment()?, &Faults::default())
}

/// Shows what a file would change; or, agreed to, changes it.
pub fn read(asked: &Asked) -> Given {
    asked.form.only(
        &|name| matches!(name, "past-due-ok" | "workbook" | "seen"),
        &[],
    )?;
    let opened = asked.assessment()?;
    let folder = opened.folder()?;
    let mut faults = Faults::default();
    let Some((bytes, changes)) = brought(asked, &opened.assessment, &mut faults) else {
        return page(asked, &opened, &faults);
    };
    let mark = mark(&opened.assessment, &changes);
    let agreed = asked.form.get("seen");
    if agreed != Some(&mark) || changes.changes.is_empty() {
        return shown(asked, &opened, &bytes, &changes, mark, agreed.is_some());
    }
    let edits: Vec<PlanEdit> = changes.changes.iter().map(edit).collect();
    match folder.save_plan(&opened.assessment.rubric, &edits) {
        Ok((_, written)) => Reply::go(&list_of_saved(&opened, &written)),
        // Somebody saved between the reading and the saving: it is read again, and shown.
        Err(StoreError::PlanChanged { .. }) => read(asked),
        Err(error) => {
            faults.add("", error.told());
            page(asked, &opened, &faults)
        }
    }
}

/// What the file would change, or nothing with every fault noted.
fn brought(
    asked: &Asked,
    assessment: &Assessment,
    faults: &mut Faults,
) -> Option<(Vec<u8>, TrackerChanges)> {
    let again = asked
        .form
        .get("workbook")
        .and_then(|text| STANDARD.decode(text).ok());
    let bytes = again
        .or_else(|| asked.file.as_ref().map(|file| file.bytes.clone()))
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
    let past_due_ok = asked.form.get("past-due-ok").is_some();
    match compare_tracker(assessment, &tracker, asked.house.today(), past_due_ok) {
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
fn mark(assessment: &Assessment, changes: &TrackerChanges) -> String {
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
    asked: &Asked,
    opened: &Opened,
    bytes: &[u8],
    changes: &TrackerChanges,
    seen: String,
    changed_meanwhile: bool,
) -> Given {
    Reply::page(&ChangesPage {
        frame: Frame::new("What the tracker changes in the plan", asked.visit.as_ref())
            .in_section("The plan")
            .of(opened, "plan")
            .back_to(opened.at("plan/read")),
        changed_meanwhile,
        lines: changes.lines(),
        summary: changes.summary(),
        some: !changes.changes.is_empty(),
        workbook: STANDARD.encode(bytes),
        past_due_ok: asked.form.get("past-due-ok").is_some(),
        seen,
        plan: opened.at("plan"),
    })
}

fn page(asked: &Asked, opened: &Opened, faults: &Faults) -> Given {
    let mut frame = Frame::new("Bring a tracker back", asked.visit.as_ref())
        .in_section("The plan")
        .of(opened, "plan")
        .back_to(opened.at("plan"));
    frame.error = !faults.none();
    Reply::page(&ReadPage {
        frame,
        summary: faults.summary(),
        fault: faults
            .of("file")
            .map(|_| "Nothing was changed. What is wrong stands above."),
        write: opened.at(&format!("plan/file/{}", file::Kind::Tracker.ending())),
        past_due_ok: asked.form.get("past-due-ok").is_some(),
        example: opened.is_example(),
    })
}
