//! Who has done what, what is next, and what can be done for each person: a form, a text to remind, another id, removing.

use std::collections::BTreeMap;

use askama::Template;
use jiff::civil::Date;

use crate::assessment::WhyLeftOut;
use crate::export::html::fragment;
use crate::questionnaire::name_note;
use crate::report::{NextStep, progress, reminder};
use crate::rubric::RespondentId;
use crate::text::count;
use crate::web::assessments::OpenAssessment;
use crate::web::error::AppError;
use crate::web::frame::Frame;
use crate::web::page::withheld::OPEN_FILES;
use crate::web::page::{form, merge};
use crate::web::participant::Participant;
use crate::web::request::Request;
use crate::web::response::{HandlerResult, Response};
use crate::words::long_date;

const REMIND: &str =
    "To remind somebody, copy a text into a message of your own. strong-trust sends nothing.";

#[derive(Template)]
#[template(path = "web/status.html")]
struct Status {
    frame: Frame,
    answered: String,
    next: Vec<Next>,
    people: Vec<Person>,
    remind: &'static str,
    files: &'static str,
    forms: String,
    example: bool,
}

/// Something that is next, with its link.
struct Next {
    words: String,
    link: &'static str,
    address: String,
}

/// Somebody who answers, with what can be done.
struct Person {
    id: String,
    who: String,
    state: String,
    /// What to say of an id that looks like a personal name.
    note: Option<String>,
    form: String,
    rename: String,
    remove: String,
    /// A text to copy, where something is open.
    reminder: Option<String>,
}

pub(crate) fn show(request: &Request) -> HandlerResult {
    let opened = request.assessment()?;
    let assessment = &opened.assessment;
    let saved = last_saved(request, &opened)?;
    let status = progress(assessment, &saved);
    let answered = fragment(&status.so_far(), 2)?;
    let people = assessment
        .responses
        .iter()
        .zip(&status.respondents)
        .map(|(response, state)| {
            let participant = Participant::of(response);
            let page =
                |page: &str| opened.at(&format!("respondent/{}/{page}", response.respondent));
            let open = if state.open == 0 {
                "everything answered".to_owned()
            } else {
                count(state.open, "question open", "questions open")
            };
            let day = state.last_saved.map_or_else(String::new, |day| {
                format!("; last saved on {}", long_date(day))
            });
            Person {
                id: response.respondent.to_string(),
                who: participant.words(assessment),
                state: format!("{open}{day}"),
                note: name_note(&response.respondent, &assessment.rubric),
                form: form::address(&opened, &participant),
                rename: page("rename"),
                remove: page("remove"),
                reminder: reminder(assessment, response),
            }
        });
    Response::page(&Status {
        frame: request
            .frame("Who has answered, and what is next")
            .of(&opened, "status")
            .back_to(opened.at(""))
            .saying(merge::notice(request, &opened)),
        answered,
        next: status.next.iter().map(|step| next(&opened, step)).collect(),
        people: people.collect(),
        remind: REMIND,
        files: OPEN_FILES,
        forms: opened.at("form"),
        example: opened.is_example(),
    })
}

/// Returns the day on which each respondent's file was last saved, where the person is. The example has no files.
fn last_saved(
    request: &Request,
    opened: &OpenAssessment,
) -> Result<BTreeMap<RespondentId, Date>, AppError> {
    let Ok(folder) = opened.folder() else {
        return Ok(BTreeMap::new());
    };
    Ok(folder
        .last_saved()?
        .into_iter()
        .filter_map(|(id, time)| Some((id, request.state.day(time)?)))
        .collect())
}

fn next(opened: &OpenAssessment, step: &NextStep) -> Next {
    let (link, address) = match step {
        // Their questions are theirs to open; here they can be reminded.
        NextStep::ReviewAnswers { respondent, .. } | NextStep::Answer { respondent, .. } => {
            ("remind them", format!("#person-{respondent}"))
        }
        NextStep::Repair {
            respondent: Some(id),
            why: WhyLeftOut::Doubled | WhyLeftOut::Misnamed,
            ..
        } => (
            "bring them together",
            opened.at(&format!("respondent/{id}/merge")),
        ),
        NextStep::Repair { .. } => ("see what is wrong", opened.at("")),
        NextStep::AskMore { .. } => ("write a form for somebody", opened.at("form")),
        NextStep::Standards { .. } => ("open them", opened.at("standards")),
        NextStep::Agree { .. } | NextStep::ReviewAgreed { .. } => {
            ("go through them", opened.at("agree"))
        }
        NextStep::Report { .. } => ("open it", opened.at("report")),
    };
    Next {
        words: step.words(),
        link,
        address,
    }
}
