//! Who has done what, what is next, and texts to remind people with.

use std::collections::BTreeMap;

use askama::Template;

use crate::assessment::Response;
use crate::export::html::fragment;
use crate::report::{NextStep, StepKind, progress, reminder};
use crate::web::asked::Asked;
use crate::web::found::Opened;
use crate::web::frame::Frame;
use crate::web::reply::{Given, Reply};
use crate::web::trouble::Trouble;
use crate::web::who::Whom;

#[derive(Template)]
#[template(path = "web/status.html")]
struct Status {
    frame: Frame,
    answered: String,
    next: Vec<Next>,
    reminders: Vec<Reminder>,
}

/// Something that is next, with its link.
struct Next {
    words: String,
    link: String,
    address: String,
}

/// A text to copy.
struct Reminder {
    who: String,
    text: String,
}

/// Shows it.
pub fn show(asked: &Asked) -> Given {
    let opened = asked.assessment()?;
    let assessment = &opened.assessment;
    let status = progress(assessment, &BTreeMap::new(), &opened.key);
    let answered = fragment(&status.so_far(), 2).map_err(|error| Trouble::Mistake(error.to_string()))?;
    let reminders = assessment
        .responses
        .iter()
        .filter_map(|response| Some(Reminder { who: response.respondent.to_string(), text: reminder(assessment, response)? }));
    Reply::page(&Status {
        frame: Frame::new("Who has answered, and what is next", asked.visit.as_ref()).of(&opened, "status").back_to(opened.at("")),
        answered,
        next: status.next.iter().map(|step| next(&opened, step)).collect(),
        reminders: reminders.collect(),
    })
}

fn next(opened: &Opened, step: &NextStep) -> Next {
    let (link, address) = match step.kind {
        StepKind::Answer => {
            let response =
                opened.assessment.responses.iter().find(|response| Some(response.respondent.as_str()) == step.respondent.as_deref());
            let tasks = |response: &Response| {
                let whom = Whom { respondent: response.respondent.clone(), role: response.role.clone() };
                whom.at(opened, "tasks")
            };
            ("their task list", response.map_or_else(|| opened.at("people"), tasks))
        }
        StepKind::AskMore => ("add somebody", opened.at("people")),
        StepKind::Standards => ("open them", opened.at("standards")),
        StepKind::Agree => ("where we differ", opened.at("report/differences")),
        StepKind::Report => ("open it", opened.at("report")),
    };
    Next { words: step.words(), link: link.to_owned(), address }
}
