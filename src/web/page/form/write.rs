//! The forms that can be written, and the place to send one that came back.

use askama::Template;

use crate::export::Format;
use crate::intake::form::{check, write};
use crate::questionnaire::{not_a_respondent, said};
use crate::report::left_out_words;
use crate::rubric::{RespondentId, RoleId};
use crate::text::count;
use crate::web::access::withheld_answers;
use crate::web::assessments::{OpenAssessment, encoded};
use crate::web::error::AppError;
use crate::web::form::{Faults, Summary};
use crate::web::frame::Frame;
use crate::web::page::part::{Choice, Text};
use crate::web::page::respondent::id_in_use;
use crate::web::page::withheld;
use crate::web::participant::Participant;
use crate::web::request::Request;
use crate::web::response::{HandlerResult, Response};

const ROLE_OF_THEM: &str = "What are they to the trust?";

/// What kind of file a form is, as the web names kinds.
const XLSX: &str = Format::Excel.media_type();

#[derive(Template)]
#[template(path = "web/form.html")]
struct Forms<'a> {
    frame: Frame,
    summary: Summary<'a>,
    known: Vec<Known>,
    id: Text,
    roles: Vec<Choice>,
    role_asks: &'static str,
    role_fault: Option<&'a str>,
    file_fault: Option<&'a str>,
    /// What is wrong with the form that was sent, by sheet and cell.
    problems: Vec<String>,
    write: String,
    read: String,
    example: bool,
}

/// Somebody who has answered, and the form with their answers.
struct Known {
    name: String,
    state: String,
    address: String,
}

/// Returns the address of somebody's form.
pub(crate) fn address(opened: &OpenAssessment, participant: &Participant) -> String {
    opened.at(&format!(
        "form/file?as={}&role={}",
        encoded(participant.respondent.as_str()),
        encoded(participant.role.as_str())
    ))
}

/// The forms that can be written, and the place to send one that came back.
pub(crate) fn show(request: &Request) -> HandlerResult {
    page(
        request,
        &request.assessment()?,
        &Faults::default(),
        Vec::new(),
    )
}

/// Sends the browser back to where a form is sent, where the page that answered one is not kept any more.
pub(crate) fn back(request: &Request) -> HandlerResult {
    Response::redirect(&request.assessment()?.at("form"))
}

/// The form of one person, to download: with their own answers so far, and nobody else's.
pub(crate) fn file(request: &Request) -> HandlerResult {
    request
        .query
        .only(&|name| matches!(name, "as" | "role"), &[])?;
    let opened = request.assessment()?;
    let assessment = &opened.assessment;
    let mut faults = Faults::default();
    let Some(participant) = participant(request, &opened, &mut faults) else {
        return page(request, &opened, &faults, Vec::new());
    };
    if let Some(withheld) = withheld_answers(request, &opened, &participant.respondent) {
        return withheld::page(request, &opened, &withheld);
    }
    let failed = |error: crate::intake::form::FormError| AppError::export(error.to_string());
    let bytes = write(assessment, &participant.respondent, &participant.role).map_err(failed)?;
    check(
        &bytes,
        assessment,
        &participant.respondent,
        &participant.role,
    )
    .map_err(failed)?;
    let name = format!(
        "{}-{}-{}.xlsx",
        assessment.setup.trust, assessment.setup.cycle, participant.respondent
    );
    Ok(Response::file(&name, XLSX, bytes))
}

/// For whom the form is to be. Who has answered keeps the role.
fn participant(
    request: &Request,
    opened: &OpenAssessment,
    faults: &mut Faults,
) -> Option<Participant> {
    let typed = request.query.get("as");
    if typed.is_none() {
        faults.add("as", said::NO_ID);
    }
    let respondent = typed.and_then(|typed| {
        faults.or(
            "as",
            RespondentId::typed(typed).map_err(|error| not_a_respondent(typed, &error)),
        )
    });
    let role = request
        .query
        .get("role")
        .and_then(|role| RoleId::new(role).ok());
    let role = role.filter(|role| opened.assessment.rubric.role(role).is_some());
    if role.is_none() {
        faults.add("role", format!("{ROLE_OF_THEM} Choose one."));
    }
    let (respondent, role) = (respondent?, role?);
    let lower = |id: &RespondentId| id.as_str().to_lowercase();
    let known = opened
        .assessment
        .responses
        .iter()
        .find(|response| lower(&response.respondent) == lower(&respondent));
    if known.is_some_and(|known| known.role != role || known.respondent != respondent) {
        faults.add("as", id_in_use(respondent.as_str()));
        return None;
    }
    if let Some(left_out) = opened.assessment.left_out(&respondent) {
        faults.add("as", left_out_words(left_out));
        return None;
    }
    Some(Participant { respondent, role })
}

pub(super) fn page(
    request: &Request,
    opened: &OpenAssessment,
    faults: &Faults,
    problems: Vec<String>,
) -> HandlerResult {
    let assessment = &opened.assessment;
    let known = assessment.responses.iter().map(|response| {
        let participant = Participant::of(response);
        Known {
            name: participant.words(assessment),
            state: count(response.answers.len(), "answer", "answers"),
            address: address(opened, &participant),
        }
    });
    let role = |role: &crate::rubric::Role| Choice {
        value: role.id.to_string(),
        label: role.title.clone(),
        text: String::new(),
        chosen: request.query.get("role") == Some(role.id.as_str()),
    };
    let mut frame = request
        .frame("Answering in Excel")
        .of(opened, "status")
        .back_to(opened.at("status"));
    frame.error = !faults.none() || !problems.is_empty();
    let typed = request.query.raw("as").unwrap_or_default();
    Response::page(&Forms {
        frame,
        summary: faults.summary(),
        known: known.collect(),
        id: Text::line("as", said::ID, typed, faults).hint(said::WHO_HINT),
        roles: assessment.rubric.roles().iter().map(role).collect(),
        role_asks: ROLE_OF_THEM,
        role_fault: faults.of("role"),
        file_fault: faults.of("file"),
        problems,
        write: opened.at("form/file"),
        read: opened.at("form/read"),
        example: opened.is_example(),
    })
}
