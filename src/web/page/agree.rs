//! Agreeing judgements: what a meeting talks about in order, each item with what is known of it, and what was agreed.

mod context;
mod form;
mod large;
mod list;
mod paper;
mod view;

use crate::assessment::Agreed;
use crate::questionnaire::agreed_recorded;
use crate::store::{Revision, StoreError};
use crate::web::conflict::Conflict;
use crate::web::form::Faults;
use crate::web::page::question::form::Button;
use crate::web::request::Request;
use crate::web::response::{HandlerResult, Response};

use context::{Item, MeetingAgenda};
use form::Form;

pub(crate) use large::large;
pub(crate) use list::list;
pub(crate) use paper::{file, minutes};

pub(crate) fn show(request: &Request) -> HandlerResult {
    let opened = request.assessment()?;
    let table = MeetingAgenda::of(&opened);
    let item = Item::find(request, &opened, &table)?;
    let form = Form::of(item.agreed(), &opened.assessment, request.state.today());
    view::page(&item, &form, &Faults::default(), false)
}

/// Saves what was agreed, or takes a row of evidence in or out.
pub(crate) fn save(request: &Request) -> HandlerResult {
    let opened = request.assessment()?;
    opened.folder()?;
    let table = MeetingAgenda::of(&opened);
    let item = Item::find(request, &opened, &table)?;
    let mut form = Form::read(&request.form, item.criterion)?;
    match form.button {
        Button::AddRow => form.add_row(),
        Button::RemoveRow(row) => form.remove_row(row),
        Button::Save | Button::Later => return keep(&item, &form),
    }
    view::page(&item, &form, &Faults::default(), true)
}

fn keep(item: &Item<'_>, form: &Form) -> HandlerResult {
    let rubric = &item.opened.assessment.rubric;
    let folder = item.opened.folder()?;
    let mut faults = Faults::default();
    let Some(mine) = form.agreed(item, &mut faults) else {
        return view::page(item, form, &faults, true);
    };
    // The file is read once more; between this and the save the session itself keeps watch.
    let mut session = folder.agree(rubric)?;
    let theirs = session
        .agreed()
        .iter()
        .find(|agreed| agreed.criterion == mine.criterion)
        .cloned();
    let changed = Revision::of(theirs.as_ref()).as_str() != form.revision;
    if changed && theirs.as_ref() != Some(&mine) {
        return conflict(item, &mine, theirs.as_ref());
    }
    match session.save(&mine) {
        Ok(_) => {
            let to = match form.button {
                Button::Later => item.list(),
                Button::Save | Button::AddRow | Button::RemoveRow(_) => item.onward(),
            };
            Response::redirect(&format!("{to}?saved={}", mine.criterion))
        }
        Err(StoreError::AgreedMeanwhile { theirs, .. }) => conflict(item, &mine, theirs.as_deref()),
        Err(error) => {
            // What was typed stays on the page; nothing is lost with a full disk.
            faults.add("", error.told());
            view::page(item, form, &faults, true)
        }
    }
}

fn conflict(item: &Item<'_>, mine: &Agreed, theirs: Option<&Agreed>) -> HandlerResult {
    let lines =
        |agreed: &Agreed| agreed_recorded(&item.opened.assessment.rubric, item.criterion, agreed);
    let frame = Conflict::frame(item.request)
        .in_section(format!("Agree, {}", item.report.domain))
        .of(item.opened, "agree")
        .large(item.large);
    let conflict = Conflict {
        about: &item.criterion.title,
        mine: lines(mine),
        theirs: theirs.map(lines),
        revision: Revision::of(theirs),
        keep: item.record(),
    };
    conflict.page(item.request, frame)
}
