//! The page that says what went wrong and what to do.

use askama::Template;
use axum::http::StatusCode;
use axum::http::header::{ALLOW, HeaderValue};
use axum::response::Response as HttpResponse;

use crate::web::error::{AppError, ErrorKind, ErrorPage};
use crate::web::frame::Frame;
use crate::web::response::Response;
use crate::web::session::Session;
use crate::web::submitted::SubmittedText;

#[derive(Template)]
#[template(path = "web/error.html")]
struct Page {
    frame: Frame,
    error: ErrorPage,
    /// What was typed in the form that was refused.
    submitted: SubmittedText,
}

/// Returns the page for an error, with what was typed: it is not lost with the form.
pub(crate) fn page(
    error: &AppError,
    session: Option<&Session>,
    submitted: SubmittedText,
) -> HttpResponse {
    let page = error.page();
    let (status, title) = (page.status, page.title);
    let frame = Frame::new(title, session).with_error();
    let rendered = Response::page(&Page {
        frame,
        error: page,
        submitted,
    })
    .map(|page| page.with_status(status));
    // A page that cannot even say what went wrong says it in plain text.
    let mut response: HttpResponse = rendered
        .unwrap_or_else(|_| {
            Response::of(
                StatusCode::INTERNAL_SERVER_ERROR,
                "text/plain; charset=utf-8",
                title.into(),
            )
        })
        .into();
    if error.kind == ErrorKind::WrongMethod {
        response
            .headers_mut()
            .insert(ALLOW, HeaderValue::from_static("GET, POST"));
    }
    response
}
