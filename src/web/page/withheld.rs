//! What is shown instead of a page that is withheld, and changing as whom this browser answers.

use askama::Template;

use crate::text::count;
use crate::web::access::Withheld;
use crate::web::assessments::OpenAssessment;
use crate::web::error::ErrorKind;
use crate::web::frame::Frame;
use crate::web::participant::Participant;
use crate::web::request::Request;
use crate::web::response::{HandlerResult, Response};

const NOT_ANSWERING: &str = "I am not answering: I look after this assessment";

const ANSWERS_ARE_ONES_OWN: &str =
    "Everybody answers alone: whoever is still answering is not shown another person's answers.";

const SOMEBODY_ELSE: &str = "Is somebody else sitting here now?";

const WHY_HELD: &str = "Everybody answers alone. What others answered, and what comes of it, is shown here once you have answered everything. A question that you cannot judge may be answered with \u{201c}don't know\u{201d}.";

const ANSWER_FIRST: &str = "Your own answers first";

pub(crate) const OPEN_FILES: &str = "Answers are kept apart while people answer; that is a courtesy and no lock. Whoever can open the folder can open the files in it.";

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
        SOMEBODY_ELSE
    } else {
        ANSWER_FIRST
    };
    let words = vec![
        sits_here(&participant.words(assessment), *open),
        if other.is_some() {
            ANSWERS_ARE_ONES_OWN.to_owned()
        } else {
            WHY_HELD.to_owned()
        },
    ];
    Response::page(&Page {
        frame: request
            .frame(title)
            .of(opened, NOWHERE)
            .back_to(opened.at("")),
        words,
        files: OPEN_FILES,
        tasks: participant.at(opened, "tasks"),
        tasks_words: format!("Go on answering as {}", participant.respondent),
        action: opened.at("session"),
        then: other.as_ref().map_or_else(String::new, Participant::part),
        then_words: other.as_ref().map_or_else(
            || NOT_ANSWERING.to_owned(),
            |other| now_sits_here(&other.words(assessment)),
        ),
        to: if request.is_get {
            request.address.clone()
        } else {
            opened.at("status")
        },
    })
}

/// Changes as whom this browser answers.
pub(crate) fn change(request: &Request) -> HandlerResult {
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

/// As whom this browser answers, and how much is open.
fn sits_here(who: &str, open: usize) -> String {
    format!(
        "This browser answers as {who}; {} still open.",
        count(open, "question is", "questions are")
    )
}

/// Returns the button with which somebody else sits down.
fn now_sits_here(who: &str) -> String {
    format!("Yes: {who} answers here now")
}
