//! The day of the next review.

use askama::Template;

use crate::questionnaire::{read_date, said};
use crate::report::unfit_review;
use crate::web::assessments::OpenAssessment;
use crate::web::form::{Faults, Summary};
use crate::web::frame::Frame;
use crate::web::page::part::Text;
use crate::web::request::Request;
use crate::web::response::{HandlerResult, Response};
use crate::words::long_date;

const NO_DAY: &str = "Please type a day, such as 14 March 2026.";

#[derive(Template)]
#[template(path = "web/plan/review.html")]
struct ReviewPage<'a> {
    frame: Frame,
    summary: Summary<'a>,
    day: Text,
    example: bool,
}

pub(crate) fn review_form(request: &Request) -> HandlerResult {
    let opened = request.assessment()?;
    page(
        request,
        &opened,
        &long_date(opened.assessment.next_review()),
        &Faults::default(),
    )
}

pub(crate) fn review(request: &Request) -> HandlerResult {
    request.form.only(&|name| name == "day", &[])?;
    let opened = request.assessment()?;
    let folder = opened.folder()?;
    let mut faults = Faults::default();
    let typed = request.form.get("day").ok_or_else(|| NO_DAY.to_owned());
    let read = typed.and_then(|day| read_date(day, request.state.today()));
    let fit = read.and_then(|day| unfit_review(&opened.assessment, day).map_or(Ok(day), Err));
    if let Some(day) = faults.or("day", fit) {
        match folder.save_next_review(&opened.assessment.rubric, day) {
            Ok(_) => return Response::redirect(&format!("{}?review=1", opened.at("plan"))),
            Err(error) => faults.add("", error.told()),
        }
    }
    page(
        request,
        &opened,
        request.form.raw("day").unwrap_or_default(),
        &faults,
    )
}

fn page(request: &Request, opened: &OpenAssessment, typed: &str, faults: &Faults) -> HandlerResult {
    let mut frame = request
        .frame("When will you assess yourselves again?")
        .in_section("The plan")
        .of(opened, "plan")
        .back_to(opened.at("plan"));
    frame.error = !faults.none();
    Response::page(&ReviewPage {
        frame,
        summary: faults.summary(),
        day: Text::line("day", "The day of the next review", typed, faults)
            .hint(said::DATE_EXAMPLES),
        example: opened.is_example(),
    })
}
