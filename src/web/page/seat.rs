//! As whom this browser answers: what is not shown meanwhile, and changing it.

use askama::Template;

use crate::questionnaire::said;
use crate::web::asked::Asked;
use crate::web::found::Opened;
use crate::web::frame::Frame;
use crate::web::gate::seat_of;
use crate::web::reply::{Given, Reply};
use crate::web::trouble::Trouble;
use crate::web::who::Whom;

/// It stands in the place of another page, so none of the way about is where we are.
const NOWHERE: &str = "seat";

#[derive(Template)]
#[template(path = "web/held.html")]
struct Held {
    frame: Frame,
    words: Vec<String>,
    files: &'static str,
    /// Where the next open question is.
    tasks: String,
    tasks_words: String,
    /// Where the choice is sent.
    action: String,
    /// Who sits here then; empty: nobody.
    then: String,
    then_words: String,
    /// Where it goes on then.
    to: String,
}

/// Stands where a page would show what others answered.
pub fn held(asked: &Asked, opened: &Opened, whom: &Whom, open: usize) -> Given {
    page(asked, opened, whom, open, None)
}

/// Stands where a page would show the answers of another person.
pub fn another(asked: &Asked, opened: &Opened, whom: &Whom, open: usize, other: &Whom) -> Given {
    page(asked, opened, whom, open, Some(other))
}

fn page(asked: &Asked, opened: &Opened, whom: &Whom, open: usize, other: Option<&Whom>) -> Given {
    let assessment = &opened.assessment;
    let title = if other.is_some() {
        said::SOMEBODY_ELSE
    } else {
        said::ANSWER_FIRST
    };
    let words = vec![
        said::sits_here(&whom.words(assessment), open),
        if other.is_some() {
            said::ANSWERS_ARE_ONES_OWN.to_owned()
        } else {
            said::WHY_HELD.to_owned()
        },
    ];
    Reply::page(&Held {
        frame: Frame::new(title, asked.visit.as_ref())
            .of(opened, NOWHERE)
            .back_to(opened.at("")),
        words,
        files: said::OPEN_FILES,
        tasks: whom.at(opened, "tasks"),
        tasks_words: format!("Go on answering as {}", whom.respondent),
        action: opened.at("seat"),
        then: other.map_or_else(String::new, Whom::part),
        then_words: other.map_or_else(
            || said::NOT_ANSWERING.to_owned(),
            |other| said::now_sits_here(&other.words(assessment)),
        ),
        to: if asked.is_look {
            asked.address.clone()
        } else {
            opened.at("status")
        },
    })
}

/// Takes another seat, or none.
pub fn change(asked: &Asked) -> Given {
    asked.form.only(&|name| matches!(name, "who" | "to"), &[])?;
    let opened = asked.assessment()?;
    let whom = asked
        .form
        .get("who")
        .map(|part| Whom::read(part).ok_or(Trouble::Forged))
        .transpose()?;
    if let Some(seat) = seat_of(asked) {
        seat.sit(&opened.key, whom);
    }
    // Only pages of this very assessment are gone on to.
    let home = opened.at("");
    let own = |to: &&str| {
        to.strip_prefix(&home)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    Reply::go(asked.form.get("to").filter(own).unwrap_or(&home))
}
