//! The style, the script and the mark of the pages. They say nothing of anybody, so anyone on this computer may have them.

use axum::http::StatusCode;

use crate::export::html;
use crate::web::request::Request;
use crate::web::response::{HandlerResult, Response};

/// Scales have 2 to 10 levels; a page of none is shaded as if it had five.
const USUAL_LEVELS: usize = 5;

/// The style: that of the report, with that of the pages after it.
#[expect(
    clippy::unnecessary_wraps,
    reason = "it stands in the table beside pages that may fail"
)]
pub(crate) fn style(request: &Request) -> HandlerResult {
    let levels = request
        .query
        .get("levels")
        .and_then(|levels| levels.parse().ok())
        .filter(|levels| (2..=10).contains(levels));
    let sheet = format!(
        "{}\n{}",
        html::sheet(levels.unwrap_or(USUAL_LEVELS)),
        include_str!("../../../templates/web/web.css")
    );
    Ok(Response::of(
        StatusCode::OK,
        "text/css; charset=utf-8",
        sheet.into_bytes(),
    ))
}

/// The script: it warns of text that was not saved, and nothing needs it.
#[expect(
    clippy::unnecessary_wraps,
    reason = "it stands in the table beside pages that may fail"
)]
pub(crate) fn script(_: &Request) -> HandlerResult {
    Ok(Response::of(
        StatusCode::OK,
        "text/javascript; charset=utf-8",
        include_bytes!("../../../templates/web/unsaved.js").to_vec(),
    ))
}

/// The mark in the tab: five bars.
#[expect(
    clippy::unnecessary_wraps,
    reason = "it stands in the table beside pages that may fail"
)]
pub(crate) fn icon(_: &Request) -> HandlerResult {
    Ok(Response::of(
        StatusCode::OK,
        "image/svg+xml",
        include_bytes!("../../../templates/web/icon.svg").to_vec(),
    ))
}
