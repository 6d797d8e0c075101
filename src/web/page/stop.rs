//! The end: the program stops answering, and says so.

use askama::Template;

use crate::web::frame::Frame;
use crate::web::request::Request;
use crate::web::response::{HandlerResult, Response};

#[derive(Template)]
#[template(path = "web/stop.html")]
struct Stopped {
    frame: Frame,
}

/// Stops the program once this page is on its way.
pub(crate) fn stop(request: &Request) -> HandlerResult {
    // Without this browser's word: the page leads nowhere any more.
    let page = Response::page(&Stopped {
        frame: Frame::new("strong-trust has stopped", None),
    })?;
    request.state.stop_soon();
    Ok(page.at_once())
}
