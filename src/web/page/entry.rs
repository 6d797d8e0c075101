//! Getting in: a link is exchanged for a cookie, and leaves the address bar.

use axum::http::StatusCode;

use crate::web::asked::Asked;
use crate::web::reply::{Given, Reply};
use crate::web::trouble::Trouble;

/// Lets the browser in, and sends it on to the first page.
pub fn open(asked: &Asked) -> Given {
    let entered = asked
        .house
        .enter(asked.part("word"))
        .map_err(|error| Trouble::Mistake(error.to_string()))?;
    let cookie = entered.ok_or(Trouble::UsedLink)?;
    Ok(Reply::go("/")?.with_cookie(&asked.cookie_name, &cookie))
}

/// A new link for a second start of the program on the same folder.
pub fn link(asked: &Asked) -> Given {
    let link = asked
        .house
        .link()
        .map_err(|error| Trouble::Mistake(error.to_string()))?;
    Ok(Reply::of(
        StatusCode::OK,
        "text/plain; charset=utf-8",
        link.reveal().as_bytes().to_vec(),
    ))
}
