//! The end: the program stops answering, and says so.

use askama::Template;

use crate::web::asked::Asked;
use crate::web::frame::Frame;
use crate::web::reply::{Given, Reply};

#[derive(Template)]
#[template(path = "web/stop.html")]
struct Stopped {
    frame: Frame,
}

/// Stops the program once this page is on its way.
pub fn stop(asked: &Asked) -> Given {
    // Without this browser's word: the page leads nowhere any more.
    let page = Reply::page(&Stopped {
        frame: Frame::new("strong-trust has stopped", None),
    })?;
    asked.house.stop_soon();
    Ok(page.at_once())
}
