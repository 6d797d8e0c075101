//! Getting in: a link is exchanged for a cookie, and leaves the address bar.

use askama::Template;
use axum::http::StatusCode;

use crate::web::auth::COOKIE_NAME;
use crate::web::control;
use crate::web::error::ErrorKind;
use crate::web::frame::Frame;
use crate::web::request::Request;
use crate::web::response::{HandlerResult, Response};

#[derive(Template)]
#[template(path = "web/sign-in.html")]
struct SignedIn {
    frame: Frame,
    home: String,
}

/// Lets the browser in, and sends it on to the first page.
///
/// A page does that rather than a status. Where the link was followed from a file or from another program's page, a
/// browser sends no `SameSite=Strict` cookie on its way through a redirect, and would be told that it is not let in.
pub(crate) fn open(request: &Request) -> HandlerResult {
    let cookie = request
        .state
        .sign_in(request.part("token"))?
        .ok_or(ErrorKind::UsedLink)?;
    let page = Response::page(&SignedIn {
        frame: Frame::new("strong-trust opens", None),
        home: request.at("/"),
    })?;
    Ok(page.with_cookie(request.state.base(), COOKIE_NAME, &cookie))
}

/// A new link for a second start of the program on the same folder.
pub(crate) fn link(request: &Request) -> HandlerResult {
    let control = request
        .state
        .control_token()
        .ok_or(ErrorKind::NotSignedIn)?;
    let link = request.state.sign_in_link()?;
    let answer = control::answer(control, &request.host, &request.control_nonce, &link);
    Ok(Response::of(
        StatusCode::OK,
        "text/plain; charset=utf-8",
        answer.into_bytes(),
    ))
}
