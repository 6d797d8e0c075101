//! Another id for somebody, and taking somebody out: what goes and what remains, on a page of its own.

use askama::Template;

use crate::document::Document;
use crate::export::html::fragment;
use crate::questionnaire::{not_a_respondent, said};
use crate::report::{REMOVED, before_removal, removed, renamed};
use crate::rubric::RespondentId;
use crate::store::StoreError;
use crate::web::asked::Asked;
use crate::web::found::Opened;
use crate::web::frame::Frame;
use crate::web::gate::seat_of;
use crate::web::page::part::{Faults, Summary, Text};
use crate::web::reply::{Given, Reply};
use crate::web::trouble::Trouble;

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

/// Who the address names, if they have answers here.
fn find(asked: &Asked, opened: &Opened) -> Result<RespondentId, Trouble> {
    let id = RespondentId::new(asked.part("respondent"))
        .ok()
        .filter(|id| {
            let assessment = &opened.assessment;
            assessment.response(id).is_some() || assessment.left_out(id).is_some()
        });
    id.ok_or_else(|| Trouble::Gone("Nobody of this id has answers here.".to_owned()))
}

fn html(document: &Document) -> Result<String, Trouble> {
    fragment(document, 2).map_err(|error| Trouble::Mistake(error.to_string()))
}

fn frame(asked: &Asked, opened: &Opened, title: &str) -> Frame {
    Frame::new(title, asked.visit.as_ref())
        .of(opened, "status")
        .back_to(opened.at("status"))
}

/// What goes with somebody and what stays, before it is done.
pub fn ask_remove(asked: &Asked) -> Given {
    let opened = asked.assessment()?;
    let id = find(asked, &opened)?;
    let traces = opened.folder()?.traces(&id)?;
    let document = before_removal(&id, &traces, Some(REMOVED));
    Reply::page(&Page {
        frame: frame(asked, &opened, &document.title),
        summary: Faults::default().summary(),
        body: html(&document)?,
        new: None,
        keep: (!traces.named.is_empty()).then(|| said::keep_post(id.as_str())),
        button: format!("Remove {id}"),
        status: opened.at("status"),
    })
}

/// Takes somebody out, and says what went and what is still there.
pub fn remove(asked: &Asked) -> Given {
    asked.form.only(&|name| name == "keep", &[])?;
    let opened = asked.assessment()?;
    let id = find(asked, &opened)?;
    let instead = asked.form.get("keep").is_none().then_some(REMOVED);
    let traces = opened.folder()?.remove_respondent(&id, instead)?;
    leave(asked, &opened, &id);
    done(asked, &opened, &removed(&id, &traces, instead))
}

/// Asks for another id.
pub fn ask_rename(asked: &Asked) -> Given {
    let opened = asked.assessment()?;
    opened.folder()?;
    let id = find(asked, &opened)?;
    rename_page(asked, &opened, &id, &Faults::default())
}

/// Gives somebody another id.
pub fn rename(asked: &Asked) -> Given {
    asked.form.only(&|name| name == "new", &[])?;
    let opened = asked.assessment()?;
    let folder = opened.folder()?;
    let id = find(asked, &opened)?;
    let mut faults = Faults::default();
    let new = match asked.form.get("new") {
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
        return rename_page(asked, &opened, &id, &faults);
    };
    match folder.rename_respondent(&id, &new) {
        Ok(traces) => {
            leave(asked, &opened, &id);
            done(asked, &asked.assessment()?, &renamed(&id, &new, &traces))
        }
        Err(StoreError::IdInUse { .. } | StoreError::SameButForCase { .. }) => {
            faults.add("new", said::id_in_use(new.as_str()));
            rename_page(asked, &opened, &id, &faults)
        }
        Err(error) => Err(error.into()),
    }
}

fn rename_page(asked: &Asked, opened: &Opened, id: &RespondentId, faults: &Faults) -> Given {
    let mut frame = frame(asked, opened, &format!("Another id for {id}"));
    frame.error = !faults.none();
    let typed = asked.form.raw("new").unwrap_or_default();
    Reply::page(&Page {
        frame,
        summary: faults.summary(),
        body: String::new(),
        new: Some(Text::line("new", said::ID, typed, faults).hint(said::WHO_HINT)),
        keep: None,
        button: "Give this id".to_owned(),
        status: opened.at("status"),
    })
}

fn done(asked: &Asked, opened: &Opened, document: &Document) -> Given {
    Reply::page(&Page {
        frame: frame(asked, opened, &document.title),
        summary: Faults::default().summary(),
        body: html(document)?,
        new: None,
        keep: None,
        button: String::new(),
        status: opened.at("status"),
    })
}

/// Nobody of this id answers in this browser any more.
fn leave(asked: &Asked, opened: &Opened, id: &RespondentId) {
    if let Some(seat) = seat_of(asked)
        && seat
            .answers_as(&opened.key)
            .is_some_and(|whom| whom.respondent == *id)
    {
        seat.sit(&opened.key, None);
    }
}
