//! The task list: a line for each domain with what is done, and the way to the end. Always the way back in.

use std::collections::HashSet;

use askama::Template;

use crate::questionnaire::{progress, tasks_title};
use crate::rubric::CriterionId;
use crate::web::frame::Frame;
use crate::web::page::question::saved_notice;
use crate::web::request::Request;
use crate::web::response::{HandlerResult, Response};

#[derive(Template)]
#[template(path = "web/tasks.html")]
struct Tasks {
    frame: Frame,
    who: String,
    lines: Vec<Task>,
    standards: Task,
    finish: String,
    start: String,
}

/// A line of the list.
struct Task {
    address: String,
    title: String,
    state: String,
    done: bool,
}

pub(crate) fn show(request: &Request) -> HandlerResult {
    let opened = request.assessment()?;
    let participant = request.participant(&opened)?;
    let assessment = &opened.assessment;
    let rubric = &assessment.rubric;
    let response = participant.response(assessment);
    if response.is_none() && request.query.get("go").is_none() && !opened.is_example() {
        // What will be seen by whom is said before the first answer; the way on from there comes back here.
        return Response::redirect(&participant.at(&opened, "start"));
    }
    let given: HashSet<&CriterionId> = response
        .iter()
        .flat_map(|response| &response.answers)
        .map(|answer| &answer.criterion)
        .collect();
    let lines = rubric.domains().iter().map(|domain| {
        let open = domain
            .criteria
            .iter()
            .find(|criterion| !given.contains(&criterion.id));
        let done = domain
            .criteria
            .iter()
            .filter(|criterion| given.contains(&criterion.id))
            .count();
        let page = open.map_or_else(
            || format!("check/{}", domain.id),
            |open| format!("question/{}", open.id),
        );
        Task {
            address: participant.at(&opened, &page),
            title: domain.title.clone(),
            state: progress((done, domain.criteria.len())),
            done: open.is_none(),
        }
    });
    let (registered, standards) = (assessment.register.len(), rubric.standards().count());
    Response::page(&Tasks {
        lines: lines.collect(),
        who: participant.words(assessment),
        standards: Task {
            address: opened.at("standards"),
            title: "Standards".to_owned(),
            state: format!("{registered} of {standards} answered, by everybody together"),
            done: registered == standards,
        },
        finish: participant.at(&opened, "finish"),
        start: participant.at(&opened, "start"),
        frame: request
            .frame(tasks_title(rubric))
            .of(&opened, "people")
            .back_to(opened.at("people"))
            .saying(saved_notice(request, &opened, &participant)),
    })
}
