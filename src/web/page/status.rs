//! Who has done what, what is next, and texts to remind people with.

use askama::Template;

use crate::export::html::fragment;
use crate::report::{Task, answers_so_far, reminder, steps};
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
    let document = answers_so_far(assessment);
    let answered = fragment(&document, 2).map_err(|error| Trouble::Mistake(error.to_string()))?;
    let reminders = assessment
        .responses
        .iter()
        .filter_map(|response| Some(Reminder { who: response.respondent.to_string(), text: reminder(assessment, response)? }));
    Reply::page(&Status {
        frame: Frame::new("Who has answered, and what is next", asked.visit.as_ref()).of(&opened, "status").back_to(opened.at("")),
        answered,
        next: steps(assessment).into_iter().map(|step| next(&opened, step.words, &step.task)).collect(),
        reminders: reminders.collect(),
    })
}

fn next(opened: &Opened, words: String, task: &Task) -> Next {
    let (link, address) = match task {
        Task::Answer { respondent, role } => {
            let whom = Whom { respondent: respondent.clone(), role: role.clone() };
            ("their task list", whom.at(opened, "tasks"))
        }
        Task::Ask => ("add somebody", opened.at("people")),
        Task::Standards => ("open them", opened.at("standards")),
        Task::Agree => ("where we differ", opened.at("report/differences")),
        Task::Report => ("open it", opened.at("report")),
    };
    Next { words, link: link.to_owned(), address }
}
