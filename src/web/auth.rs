//! Authentication: the session cookie, the control token, and the origin of forms.

use std::sync::Arc;

use axum::http::Method;
use axum::http::header::{AUTHORIZATION, COOKIE, HOST, HeaderMap, HeaderName, ORIGIN};
use axum::http::request::Parts;

use crate::web::access::Access;
use crate::web::app::AppState;
use crate::web::control;
use crate::web::error::{AppError, ErrorKind};
use crate::web::listen::Connection;
use crate::web::session::Session;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// The name of the cookie. Its path is the secret prefix of this start, so two starts do not sign each other's browsers
/// out.
pub(crate) const COOKIE_NAME: &str = "strong-trust";

/// What is known of a sender that may ask.
#[derive(Default)]
pub(super) struct Admitted {
    pub(super) session: Option<Session>,
    /// The nonce with which a second start of the program has proved to know the control token.
    pub(super) control_nonce: String,
}

/// Decides whether the sender may ask, before anything else of the request is looked at.
///
/// # Errors
/// If they may not.
pub(super) fn admit(state: &AppState, access: Access, parts: &Parts) -> Result<Admitted, AppError> {
    let headers = &parts.headers;
    match access {
        // Nobody has followed the link yet.
        Access::Link if parts.method == Method::HEAD => Err(ErrorKind::WrongMethod.into()),
        Access::Link if is_prefetch(headers) => Err(ErrorKind::Prefetch.into()),
        Access::Anyone | Access::Link => Ok(Admitted::default()),
        Access::Control => {
            let (host, proof) = (text(headers, HOST), text(headers, AUTHORIZATION));
            let nonce = state
                .control_token()
                .and_then(|token| control::nonce(token, &host, &proof));
            Ok(Admitted {
                control_nonce: nonce.ok_or(ErrorKind::NotSignedIn)?.to_owned(),
                ..Admitted::default()
            })
        }
        Access::Session => {
            let session = session(state, parts.uri.path(), headers)?;
            if let Some(connection) = parts.extensions.get::<Arc<Connection>>() {
                connection.trust();
            }
            Ok(Admitted {
                session: Some(session),
                ..Admitted::default()
            })
        }
    }
}

/// Returns the session of the browser that asks below the prefix of this start.
///
/// # Errors
/// [`ErrorKind::NotSignedIn`].
pub(super) fn session(
    state: &AppState,
    path: &str,
    headers: &HeaderMap,
) -> Result<Session, AppError> {
    let below = path.strip_prefix(&**state.base());
    if !below.is_some_and(|below| below.is_empty() || below.starts_with('/')) {
        return Err(ErrorKind::NotSignedIn.into());
    }
    let cookies = headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'));
    let mut ours = cookies
        .filter_map(|cookie| cookie.trim().split_once('='))
        .filter(|(name, _)| *name == COOKIE_NAME);
    let session = ours.find_map(|(_, value)| state.session(value));
    Ok(session.ok_or(ErrorKind::NotSignedIn)?)
}

/// Refuses a form that another page sends: the browser says where it comes from, or at least from which origin.
///
/// # Errors
/// [`ErrorKind::CrossSite`], also where the browser says neither.
pub(super) fn same_origin(headers: &HeaderMap) -> Result<(), ErrorKind> {
    let only = |name: HeaderName| {
        let mut values = headers.get_all(name).iter();
        match (values.next(), values.next()) {
            (None, _) => Ok(None),
            (Some(value), None) => value.to_str().map(Some).map_err(|_| ErrorKind::CrossSite),
            (Some(_), Some(_)) => Err(ErrorKind::CrossSite),
        }
    };
    let host = only(HOST)?.ok_or(ErrorKind::CrossSite)?;
    let own = |origin: &str| {
        origin
            .strip_prefix("http://")
            .is_some_and(|origin| origin == host)
    };
    match (only(SEC_FETCH_SITE)?, only(ORIGIN)?) {
        // Because pages send no referrer, browsers call the origin of our own forms "null".
        (Some("same-origin"), None | Some("null")) => Ok(()),
        (Some("same-origin") | None, Some(origin)) if own(origin) => Ok(()),
        (Some(_) | None, Some(_) | None) => Err(ErrorKind::CrossSite),
    }
}

/// Returns whether the browser fetches the page in advance, which must not use anything up.
fn is_prefetch(headers: &HeaderMap) -> bool {
    ["sec-purpose", "purpose", "x-purpose", "x-moz"]
        .iter()
        .any(|name| {
            let mut values = headers
                .get_all(*name)
                .iter()
                .filter_map(|value| value.to_str().ok());
            values.any(|value| {
                let value = value.to_ascii_lowercase();
                value.contains("prefetch")
                    || value.contains("prerender")
                    || value.contains("preview")
            })
        })
}

/// Returns a header as text; empty where there is none.
pub(super) fn text(headers: &HeaderMap, name: HeaderName) -> String {
    let value = headers.get(name).and_then(|value| value.to_str().ok());
    value.unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::headers::tests::headers;

    #[test]
    fn browsers_say_when_they_fetch_in_advance() {
        for (name, value) in [
            ("sec-purpose", "prefetch;prerender"),
            ("purpose", "prefetch"),
            ("x-moz", "Prefetch"),
            ("x-purpose", "preview"),
        ] {
            assert!(is_prefetch(&headers(&[(name, value)])), "{name}");
        }
        assert!(!is_prefetch(&headers(&[("host", "127.0.0.1:4000")])));
    }

    #[test]
    fn a_save_comes_from_our_own_page_or_not_at_all() {
        let with = |lines: &[(&'static str, &'static str)]| {
            let mut all = vec![("host", "127.0.0.1:4000")];
            all.extend_from_slice(lines);
            same_origin(&headers(&all)).is_ok()
        };
        assert!(with(&[("sec-fetch-site", "same-origin")]));
        assert!(with(&[
            ("sec-fetch-site", "same-origin"),
            ("origin", "null")
        ]));
        assert!(with(&[
            ("sec-fetch-site", "same-origin"),
            ("origin", "http://127.0.0.1:4000")
        ]));
        assert!(with(&[("origin", "http://127.0.0.1:4000")]));
        assert!(!with(&[]));
        for site in ["cross-site", "same-site", "none", "", "SAME-ORIGIN"] {
            assert!(!with(&[("sec-fetch-site", site)]), "{site}");
            assert!(
                !with(&[
                    ("sec-fetch-site", site),
                    ("origin", "http://127.0.0.1:4000")
                ]),
                "{site}"
            );
        }
        for origin in [
            "null",
            "http://evil.example",
            "https://127.0.0.1:4000",
            "http://127.0.0.1:4001",
            "http://127.0.0.1:4000.evil.example",
            "",
        ] {
            assert!(!with(&[("origin", origin)]), "{origin}");
        }
        assert!(!with(&[
            ("sec-fetch-site", "same-origin"),
            ("origin", "http://evil.example")
        ]));
        assert!(!with(&[
            ("sec-fetch-site", "same-origin"),
            ("sec-fetch-site", "cross-site")
        ]));
    }
}
