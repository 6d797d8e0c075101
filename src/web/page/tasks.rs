//! The task list: a line for each domain with what is done, and the way to the end. Always the way back in.

use std::collections::HashSet;

use askama::Template;

use crate::questionnaire::{progress, tasks_title};
use crate::rubric::CriterionId;
use crate::web::asked::Asked;
use crate::web::frame::Frame;
use crate::web::page::question::saved_notice;
use crate::web::reply::{Given, Reply};
use crate::web::who::Whom;

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

/// Shows the list.
pub fn show(asked: &Asked) -> Given {
    let opened = asked.assessment()?;
    let whom = Whom::find(asked, &opened)?;
    let assessment = &opened.assessment;
    let rubric = &assessment.rubric;
    let response = whom.response(assessment);
    if response.is_none() && asked.query.get("go").is_none() && !opened.is_example() {
        // What will be seen by whom is said before the first answer; the way on from there comes back here.
        return Reply::go(&whom.at(&opened, "start"));
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
            address: whom.at(&opened, &page),
            title: domain.title.clone(),
            state: progress((done, domain.criteria.len())),
            done: open.is_none(),
        }
    });
    let (registered, standards) = (assessment.register.len(), rubric.standards().count());
    Reply::page(&Tasks {
        lines: lines.collect(),
        who: whom.words(assessment),
        standards: Task {
            address: opened.at("standards"),
            title: "Standards".to_owned(),
            state: format!("{registered} of {standards} answered, by everybody together"),
            done: registered == standards,
        },
        finish: whom.at(&opened, "finish"),
        start: whom.at(&opened, "start"),
        frame: Frame::new(tasks_title(rubric), asked.visit.as_ref())
            .of(&opened, "people")
            .back_to(opened.at("people"))
            .saying(saved_notice(asked, &opened, &whom)),
    })
}
