//! The day of the next review.

use askama::Template;

use crate::questionnaire::{read_date, said, spoken_date};
use crate::report::unfit_review;
use crate::web::asked::Asked;
use crate::web::found::Opened;
use crate::web::frame::Frame;
use crate::web::page::part::{Faults, Summary, Text};
use crate::web::reply::{Given, Reply};

#[derive(Template)]
#[template(path = "web/plan/review.html")]
struct ReviewPage<'a> {
    frame: Frame,
    summary: Summary<'a>,
    day: Text,
    example: bool,
}

/// Asks for it.
pub fn review_form(asked: &Asked) -> Given {
    let opened = asked.assessment()?;
    page(
        asked,
        &opened,
        &spoken_date(opened.assessment.next_review()),
        &Faults::default(),
    )
}

/// Saves it.
pub fn review(asked: &Asked) -> Given {
    asked.form.only(&|name| name == "day", &[])?;
    let opened = asked.assessment()?;
    let folder = opened.folder()?;
    let mut faults = Faults::default();
    let typed = asked.form.get("day").ok_or_else(|| said::NO_DAY.to_owned());
    let read = typed.and_then(|day| read_date(day, asked.house.today()));
    let fit = read.and_then(|day| unfit_review(&opened.assessment, day).map_or(Ok(day), Err));
    if let Some(day) = faults.or("day", fit) {
        match folder.save_next_review(&opened.assessment.rubric, day) {
            Ok(_) => return Reply::go(&format!("{}?review=1", opened.at("plan"))),
            Err(error) => faults.add("", error.told()),
        }
    }
    page(
        asked,
        &opened,
        asked.form.raw("day").unwrap_or_default(),
        &faults,
    )
}

fn page(asked: &Asked, opened: &Opened, typed: &str, faults: &Faults) -> Given {
    let mut frame = Frame::new(
        "When will you assess yourselves again?",
        asked.visit.as_ref(),
    )
    .in_section("The plan")
    .of(opened, "plan")
    .back_to(opened.at("plan"));
    frame.error = !faults.none();
    Reply::page(&ReviewPage {
        frame,
        summary: faults.summary(),
        day: Text::line("day", "The day of the next review", typed, faults)
            .hint(said::DATE_EXAMPLES),
        example: opened.is_example(),
    })
}
