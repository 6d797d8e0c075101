//! Check your answers: a domain with a way to change each, and the end with all domains.

use askama::Template;

use crate::assessment::Answer;
use crate::questionnaire::{LastTime, Outcome, check_title, recorded, remarks};
use crate::rubric::{Criterion, Domain};
use crate::web::assessments::OpenAssessment;
use crate::web::error::AppError;
use crate::web::frame::Frame;
use crate::web::page::question::{last_notes, saved_notice};
use crate::web::participant::Participant;
use crate::web::request::Request;
use crate::web::response::{HandlerResult, Response};

#[derive(Template)]
#[template(path = "web/check.html")]
struct Check {
    frame: Frame,
    parts: Vec<Part>,
    /// What is worth saying of the whole.
    words: Vec<String>,
    onward: String,
    onward_words: &'static str,
    tasks: String,
}

/// The answers of one domain.
struct Part {
    /// Empty where the page is of this domain alone.
    title: String,
    remarks: Vec<String>,
    lines: Vec<Line>,
}

/// One question with its answer.
struct Line {
    title: String,
    said: Vec<String>,
    /// What they wrote last time, where a new answer is given.
    last: Option<String>,
    change: String,
}

/// Shows the answers of one domain.
pub(crate) fn show(request: &Request) -> HandlerResult {
    let opened = request.assessment()?;
    let participant = request.participant(&opened)?;
    let domains = opened.assessment.rubric.domains();
    let place = domains
        .iter()
        .position(|domain| domain.id.as_str() == request.part("domain"));
    let place = place
        .ok_or_else(|| AppError::not_found("The rubric of this assessment has no such domain."))?;
    let domain = &domains[place];
    let next = domains
        .get(place + 1)
        .and_then(|next| next.criteria.first());
    let last = domain.criteria.last().map_or_else(
        || participant.at(&opened, "tasks"),
        |last| participant.at(&opened, &format!("question/{}", last.id)),
    );
    let mut part = part(
        &opened,
        &participant,
        domain,
        last_notes(&opened, &participant).as_ref(),
    );
    part.title = String::new();
    Response::page(&Check {
        frame: request
            .frame(check_title(domain))
            .in_section(domain.title.as_str())
            .of(&opened, "people")
            .back_to(last)
            .saying(saved_notice(request, &opened, &participant)),
        parts: vec![part],
        words: Vec::new(),
        onward: next.map_or_else(
            || participant.at(&opened, "finish"),
            |next| participant.at(&opened, &format!("question/{}", next.id)),
        ),
        onward_words: if next.is_some() {
            "Go on to the next domain"
        } else {
            "Check and finish"
        },
        tasks: participant.at(&opened, "tasks"),
    })
}

/// Shows everything that somebody answered, with what is open.
pub(crate) fn finish(request: &Request) -> HandlerResult {
    let opened = request.assessment()?;
    let participant = request.participant(&opened)?;
    let rubric = &opened.assessment.rubric;
    let answer = |criterion: &Criterion| answer(&opened, &participant, criterion);
    let open: Vec<String> = rubric
        .criteria()
        .filter(|criterion| answer(criterion).is_none())
        .map(|criterion| criterion.title.clone())
        .collect();
    let total = rubric.criteria().count();
    let answered = total - open.len();
    let outcome = Outcome {
        noun: ("question", "questions"),
        verb: "answered",
        total,
        answered,
        open,
        kept: answered,
        unsaved: None,
        left: None,
        command: String::new(),
    };
    // The last line is a command, for those who sit at a terminal.
    let mut words = outcome.lines();
    let last = last_notes(&opened, &participant);
    words.pop();
    Response::page(&Check {
        frame: request
            .frame("Check and finish")
            .in_section(participant.words(&opened.assessment))
            .of(&opened, "people")
            .back_to(participant.at(&opened, "tasks")),
        parts: rubric
            .domains()
            .iter()
            .map(|domain| part(&opened, &participant, domain, last.as_ref()))
            .collect(),
        words,
        onward: opened.at("status"),
        onward_words: "Finish, and see what is next",
        tasks: participant.at(&opened, "tasks"),
    })
}

fn answer<'a>(
    opened: &'a OpenAssessment,
    participant: &Participant,
    criterion: &Criterion,
) -> Option<&'a Answer> {
    participant
        .response(&opened.assessment)?
        .answer(&criterion.id)
}

fn part(
    opened: &OpenAssessment,
    participant: &Participant,
    domain: &Domain,
    last: Option<&LastTime>,
) -> Part {
    let rubric = &opened.assessment.rubric;
    let answers: Vec<Option<&Answer>> = domain
        .criteria
        .iter()
        .map(|criterion| answer(opened, participant, criterion))
        .collect();
    let line = |(criterion, answer): (&Criterion, Option<&Answer>)| Line {
        title: criterion.title.clone(),
        said: answer.map_or_else(
            || vec!["not answered".to_owned()],
            |answer| recorded(rubric, criterion, answer),
        ),
        last: answer.and_then(|_| last.as_ref()?.told(&criterion.id)),
        change: participant.at(opened, &format!("question/{}?change=1", criterion.id)),
    };
    Part {
        title: domain.title.clone(),
        remarks: remarks(&opened.assessment, &answers),
        lines: domain
            .criteria
            .iter()
            .zip(answers.iter().copied())
            .map(line)
            .collect(),
    }
}
