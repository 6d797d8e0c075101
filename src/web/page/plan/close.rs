//! Closing an action: whether it is complete or stopped, and what a reader should know of it.

use askama::Template;

use super::action::statuses;
use super::{action_of, address, conflict, list_of_saved, mark};
use crate::assessment::{Action, ActionDraft, ActionField, ActionStatus, Explaining};
use crate::questionnaire::{action_told, read_text};
use crate::store::{PlanEdit, StoreError};
use crate::web::asked::Asked;
use crate::web::found::Opened;
use crate::web::frame::Frame;
use crate::web::page::part::{Choice, Faults, Summary, Text};
use crate::web::page::still::Still;
use crate::web::reply::{Given, Reply};
use crate::web::trouble::Trouble;

/// The two ways to end.
const ENDS: [ActionStatus; 2] = [ActionStatus::Complete, ActionStatus::Stopped];

#[derive(Template)]
#[template(path = "web/plan/close.html")]
struct ClosePage<'a> {
    frame: Frame,
    summary: Summary<'a>,
    unsaved: bool,
    now: String,
    fault: Option<&'a str>,
    statuses: Vec<Choice>,
    note: Text,
    seen: String,
    example: bool,
}

/// What is typed.
#[derive(Default)]
struct Typed {
    status: String,
    note: String,
    still: Still,
    seen: String,
}

/// The open action that the address names.
fn open_action<'a>(asked: &Asked, opened: &'a Opened) -> Result<&'a Action, Trouble> {
    let action = action_of(asked, opened)?;
    if action.status().is_none() {
        return Err(Trouble::Gone(format!(
            "{} is a decision to do nothing, so there is nothing to close.",
            action.id
        )));
    }
    Ok(action)
}

/// Asks how it ended.
pub fn close_form(asked: &Asked) -> Given {
    let opened = asked.assessment()?;
    let action = open_action(asked, &opened)?;
    let typed = Typed {
        note: action.note.clone().unwrap_or_default(),
        seen: mark(action),
        ..Typed::default()
    };
    page(asked, &opened, action, &typed, &Faults::default(), false)
}

/// Closes it.
pub fn close(asked: &Asked) -> Given {
    asked.form.only(
        &|name| matches!(name, "status" | "note" | "note-still" | "seen"),
        &[],
    )?;
    let opened = asked.assessment()?;
    let folder = opened.folder()?;
    let before = open_action(asked, &opened)?;
    let text = |name: &str| asked.form.raw(name).unwrap_or_default().to_owned();
    let typed = Typed {
        status: text("status"),
        note: text("note"),
        still: Still::read(&asked.form),
        seen: text("seen"),
    };
    let mut faults = Faults::default();
    let Some(after) = closed(asked, &opened, before, &typed, &mut faults) else {
        return page(asked, &opened, before, &typed, &faults, true);
    };
    let both = |theirs: &Action| {
        let again = [
            ("status", &typed.status),
            ("note", &typed.note),
            ("seen", &mark(theirs)),
        ];
        let again = again
            .map(|(name, value)| (name.to_owned(), value.clone()))
            .into_iter()
            .chain(typed.still.again())
            .collect();
        conflict::page(
            asked,
            &opened,
            (&after, theirs),
            again,
            address(&opened, &theirs.id, ""),
        )
    };
    if mark(before) != typed.seen && *before != after {
        return both(before);
    }
    match folder.save_plan(
        &opened.assessment.rubric,
        &[PlanEdit::Change {
            before: before.clone(),
            after: after.clone(),
        }],
    ) {
        Ok((_, written)) => Reply::go(&list_of_saved(&opened, &written)),
        Err(StoreError::PlanChanged { mut changed, .. }) => {
            match changed.pop().and_then(|changed| changed.theirs) {
                Some(theirs) => both(&theirs),
                None => close(asked),
            }
        }
        Err(error) => {
            faults.add("", error.told());
            page(asked, &opened, before, &typed, &faults, true)
        }
    }
}

fn closed(
    asked: &Asked,
    opened: &Opened,
    before: &Action,
    typed: &Typed,
    faults: &mut Faults,
) -> Option<Action> {
    let status = ENDS
        .into_iter()
        .find(|status| status.word() == typed.status);
    if status.is_none() {
        faults.add(
            "status-complete",
            "Choose whether it is complete or stopped.",
        );
    }
    let note = match typed.note.trim() {
        "" => Some(None),
        _ if before.note.as_deref() == Some(&typed.note) => Some(before.note.clone()),
        note => faults.or("note", read_text(note)).map(Some),
    };
    let draft = ActionDraft {
        status: Some(status?),
        note: note?,
        ..ActionDraft::of(before)
    };
    let made = draft.action(
        &before.id,
        &opened.assessment.rubric,
        asked.house.today(),
        Some(before),
    );
    let after = match made {
        Ok(after) => after,
        Err(found) => {
            for fault in found {
                faults.add("", fault.words);
            }
            return None;
        }
    };
    let told = before.status().map_or("", ActionStatus::phrase);
    let id = |field: Explaining| field.word().to_owned();
    typed.still.check((before, told), &after, &id, faults);
    faults.none().then_some(after)
}

fn page(
    asked: &Asked,
    opened: &Opened,
    action: &Action,
    typed: &Typed,
    faults: &Faults,
    unsaved: bool,
) -> Given {
    let mut frame = Frame::new(format!("Close {}", action.id), asked.visit.as_ref())
        .in_section("The plan")
        .of(opened, "plan")
        .back_to(opened.at("plan"));
    frame.error = !faults.none();
    Reply::page(&ClosePage {
        frame,
        summary: faults.summary(),
        unsaved,
        now: action_told(action),
        fault: faults.of("status-complete"),
        statuses: statuses(&ENDS, &typed.status),
        note: Text::area("note", ActionField::Note.title(), &typed.note, faults)
            .hint("What should a reader know of how it ended?"),
        seen: typed.seen.clone(),
        example: opened.is_example(),
    })
}
