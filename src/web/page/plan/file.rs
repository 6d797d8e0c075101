//! The plan to take away: a tracker for Excel, a paper, a table, a calendar.

use crate::export::{PlanFile, plan_formats};
use crate::web::error::AppError;
use crate::web::page::part::TEXT_FILE;
use crate::web::request::Request;
use crate::web::response::{HandlerResult, Response};

/// A file of the plan.
pub(crate) fn file(request: &Request) -> HandlerResult {
    let opened = request.assessment()?;
    let format = plan_formats()
        .into_iter()
        .find(|format| format.ending() == request.part("form"))
        .ok_or_else(|| AppError::not_found("The plan cannot be written in this form."))?;
    let plan = PlanFile {
        assessment: &opened.assessment,
        today: request.state.today(),
        now: request.state.now(),
        review: None,
    };
    let bytes = plan.bytes(format, TEXT_FILE).map_err(AppError::export)?;
    let setup = &opened.assessment.setup;
    let plan = if format.ending().contains("plan") {
        ""
    } else {
        "-plan"
    };
    Ok(Response::file(
        &format!("{}-{}{plan}.{}", setup.trust, setup.cycle, format.ending()),
        format.media_type(),
        bytes,
    ))
}
