//! Getting in: a link is exchanged for a cookie, and leaves the address bar.

use askama::Template;
use axum::http::StatusCode;

use crate::web::asked::Asked;
use crate::web::control;
use crate::web::frame::Frame;
use crate::web::guard::COOKIE_NAME;
use crate::web::reply::{Given, Reply};
use crate::web::trouble::Trouble;

#[derive(Template)]
#[template(path = "web/entry.html")]
struct Entered {
    frame: Frame,
    home: String,
}

/// Lets the browser in, and sends it on to the first page.
///
/// A page does that rather than a status. Where the link was followed from a file or from another program's page, a
/// browser sends no `SameSite=Strict` cookie on its way through a redirect, and would be told that it is not let in.
pub fn open(asked: &Asked) -> Given {
    let entered = asked
        .house
        .enter(asked.part("token"))
        .map_err(|error| Trouble::Mistake(error.to_string()))?;
    let cookie = entered.ok_or(Trouble::UsedLink)?;
    let page = Reply::page(&Entered {
        frame: Frame::new("strong-trust opens", None),
        home: asked.at("/"),
    })?;
    Ok(page.with_cookie(asked.house.base(), COOKIE_NAME, &cookie))
}

/// A new link for a second start of the program on the same folder.
pub fn link(asked: &Asked) -> Given {
    let control = asked.house.door().ok_or(Trouble::NotIn)?;
    let link = asked
        .house
        .link()
        .map_err(|error| Trouble::Mistake(error.to_string()))?;
    let answer = control::answer(control, &asked.host, &asked.control_word, &link);
    Ok(Reply::of(
        StatusCode::OK,
        "text/plain; charset=utf-8",
        answer.into_bytes(),
    ))
}
