//! What is shown instead of a page that is withheld, and changing as whom this browser answers.

use askama::Template;

use crate::questionnaire::said;
use crate::web::access::Withheld;
use crate::web::assessments::OpenAssessment;
use crate::web::error::ErrorKind;
use crate::web::frame::Frame;
use crate::web::participant::Participant;
use crate::web::request::Request;
use crate::web::response::{HandlerResult, Response};

/// It is shown in place of another page, so no navigation link is the current one.
const NOWHERE: &str = "session";

#[derive(Template)]
#[template(path = "web/withheld.html")]
struct Page {
    frame: Frame,
    words: Vec<String>,
    files: &'static str,
    /// Where the next open question is.
    tasks: String,
    tasks_words: String,
    /// Where the choice is sent.
    action: String,
    /// As whom the browser answers then; empty: as nobody.
    then: String,
    then_words: String,
    /// Where it goes on then.
    to: String,
}

/// Returns the page that is shown instead of one that is withheld.
pub(crate) fn page(
    request: &Request,
    opened: &OpenAssessment,
    withheld: &Withheld,
) -> HandlerResult {
    let assessment = &opened.assessment;
    let Withheld {
        participant,
        open,
        other,
    } = withheld;
    let title = if other.is_some() {
        said::SOMEBODY_ELSE
    } else {
        said::ANSWER_FIRST
    };
    let words = vec![
        said::sits_here(&participant.words(assessment), *open),
        if other.is_some() {
            said::ANSWERS_ARE_ONES_OWN.to_owned()
        } else {
            said::WHY_HELD.to_owned()
        },
    ];
    Response::page(&Page {
        frame: request
            .frame(title)
            .of(opened, NOWHERE)
            .back_to(opened.at("")),
        words,
        files: said::OPEN_FILES,
        tasks: participant.at(opened, "tasks"),
        tasks_words: format!("Go on answering as {}", participant.respondent),
        action: opened.at("session"),
        then: other.as_ref().map_or_else(String::new, Participant::part),
        then_words: other.as_ref().map_or_else(
            || said::NOT_ANSWERING.to_owned(),
            |other| said::now_sits_here(&other.words(assessment)),
        ),
        to: if request.is_get {
            request.address.clone()
        } else {
            opened.at("status")
        },
    })
}

/// Changes as whom this browser answers.
pub fn change(request: &Request) -> HandlerResult {
    request
        .form
        .only(&|name| matches!(name, "who" | "to"), &[])?;
    let opened = request.assessment()?;
    let participant = request
        .form
        .get("who")
        .map(|part| Participant::read(part).ok_or(ErrorKind::BadForm))
        .transpose()?;
    if let Some(data) = request.session_data() {
        data.answer_as(&opened.key, participant);
    }
    // Only pages of this very assessment are gone on to.
    let home = opened.at("");
    let own = |to: &&str| {
        to.strip_prefix(&home)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    Response::redirect(request.form.get("to").filter(own).unwrap_or(&home))
}
