//! Who are you? Choosing or adding a respondent, and what is seen by whom before the first answer.

use askama::Template;

use crate::questionnaire::{Page, newcomer_note, said, welcome};
use crate::report::left_out_words;
use crate::rubric::{RespondentId, RoleId};
use crate::text::count;
use crate::web::assessments::OpenAssessment;
use crate::web::error::AppError;
use crate::web::form::{Faults, Summary};
use crate::web::frame::Frame;
use crate::web::page::part::{Choice, Group, Text, grouped};
use crate::web::participant::Participant;
use crate::web::request::Request;
use crate::web::response::{HandlerResult, Response};

#[derive(Template)]
#[template(path = "web/people.html")]
struct People<'a> {
    frame: Frame,
    summary: Summary<'a>,
    who_hint: &'static str,
    known: Vec<Known>,
    id: Text,
    roles: Vec<Choice>,
    role_asks: &'static str,
    role_hint: &'static str,
    role_fault: Option<&'a str>,
    example: bool,
}

/// Somebody who has answered.
struct Known {
    address: String,
    name: String,
    answered: String,
}

pub(crate) fn show(request: &Request) -> HandlerResult {
    page(request, &request.assessment()?, &Faults::default())
}

/// Somebody new. Nothing is written before the first answer.
pub(crate) fn add(request: &Request) -> HandlerResult {
    request
        .form
        .only(&|name| matches!(name, "respondent" | "role"), &[])?;
    let opened = request.assessment()?;
    opened.folder()?;
    let mut faults = Faults::default();
    let participant = new(request, &opened, &mut faults);
    match participant {
        Some(participant) => {
            // Who adds somebody is that person.
            if let Some(data) = request.session_data() {
                data.answer_as(&opened.key, Some(participant.clone()));
            }
            Response::redirect(&participant.at(&opened, "start"))
        }
        None => page(request, &opened, &faults),
    }
}

fn new(request: &Request, opened: &OpenAssessment, faults: &mut Faults) -> Option<Participant> {
    let rubric = &opened.assessment.rubric;
    let typed = request.form.get("respondent");
    if typed.is_none() {
        faults.add("respondent", said::NO_ID);
    }
    let respondent = typed.and_then(|typed| {
        faults.or(
            "respondent",
            RespondentId::typed(typed)
                .map_err(|error| crate::text::capitalised(&format!("{error}."))),
        )
    });
    let role = request.form.get("role").map(RoleId::new);
    let role = match role {
        None => {
            faults.add("role", format!("{} Choose one.", said::ROLE));
            None
        }
        // The page offers the rubric's roles and no others.
        Some(role) => role.ok().filter(|role| rubric.role(role).is_some()),
    };
    let (respondent, role) = (respondent?, role?);
    let lower = |id: &RespondentId| id.as_str().to_lowercase();
    let known = opened
        .assessment
        .responses
        .iter()
        .find(|response| lower(&response.respondent) == lower(&respondent));
    match known {
        Some(known) if known.role != role || known.respondent != respondent => {
            let title = rubric
                .role(&known.role)
                .map_or(known.role.as_str(), |role| &role.title);
            faults.add(
                "respondent",
                format!(
                    "{} has answered here as {title}. If that is you, choose it from the list; if not, choose another id.",
                    known.respondent
                ),
            );
            None
        }
        Some(_) => Some(Participant { respondent, role }),
        None => match opened.assessment.left_out(&respondent) {
            Some(left_out) => {
                faults.add("respondent", left_out_words(left_out));
                None
            }
            None => Some(Participant { respondent, role }),
        },
    }
}

fn page(request: &Request, opened: &OpenAssessment, faults: &Faults) -> HandlerResult {
    let assessment = &opened.assessment;
    let known = assessment.responses.iter().map(|response| {
        let participant = Participant::of(response);
        Known {
            address: participant.at(opened, "tasks"),
            name: participant.words(assessment),
            answered: count(response.answers.len(), "answer", "answers"),
        }
    });
    let role = |role: &crate::rubric::Role| Choice {
        value: role.id.to_string(),
        label: role.title.clone(),
        text: String::new(),
        chosen: request.form.get("role") == Some(role.id.as_str()),
    };
    let mut frame = request
        .frame(said::WHO)
        .of(opened, "people")
        .back_to(opened.at(""));
    frame.error = !faults.none();
    Response::page(&People {
        frame,
        summary: faults.summary(),
        who_hint: said::WHO_HINT,
        known: known.collect(),
        id: Text::line(
            "respondent",
            said::ID,
            request.form.raw("respondent").unwrap_or_default(),
            faults,
        ),
        roles: assessment.rubric.roles().iter().map(role).collect(),
        role_asks: said::ROLE,
        role_hint: said::ROLE_HINT,
        role_fault: faults.of("role"),
        example: opened.is_example(),
    })
}

#[derive(Template)]
#[template(path = "web/start.html")]
struct Start {
    frame: Frame,
    groups: Vec<Group>,
    who: String,
    tasks: String,
    /// What to say of an id that looks like a personal name.
    note: Option<String>,
    people: String,
}

/// Before the first answer: how to answer, and who sees what.
pub(crate) fn start(request: &Request) -> Result<Response, AppError> {
    let opened = request.assessment()?;
    let participant = request.participant(&opened)?;
    let Page {
        heading: _,
        blocks,
        pause: _,
    } = welcome(&opened.assessment);
    Response::page(&Start {
        frame: request
            .frame("Before you start")
            .of(&opened, "people")
            .back_to(opened.at("people")),
        groups: grouped(&blocks),
        who: participant.words(&opened.assessment),
        tasks: format!("{}?go=1", participant.at(&opened, "tasks")),
        note: newcomer_note(&participant.respondent, &opened.assessment),
        people: opened.at("people"),
    })
}
