//! Who may come in: the host, the origin, the cookie, the form's word; and what every answer carries.

use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, COOKIE, HOST, HeaderMap, HeaderName, HeaderValue,
    ORIGIN, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::uri::Authority;
use axum::middleware::Next;
use axum::response::Response;

use crate::web::house::{House, Visit};
use crate::web::reply;
use crate::web::trouble::Trouble;

/// Only this program's own style, script and pictures; nothing inside another page; forms only to itself.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const CROSS_ORIGIN_OPENER_POLICY: HeaderName =
    HeaderName::from_static("cross-origin-opener-policy");
const CROSS_ORIGIN_RESOURCE_POLICY: HeaderName =
    HeaderName::from_static("cross-origin-resource-policy");
const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// The two names by which this computer calls itself, with the port.
#[derive(Debug, Clone)]
pub struct Hosts([String; 2]);

impl Hosts {
    /// The hosts of this port.
    pub fn new(port: u16) -> Self {
        // Browsers leave out the port that everybody knows.
        let port = if port == 80 {
            String::new()
        } else {
            format!(":{port}")
        };
        Self(["127.0.0.1", "localhost"].map(|name| format!("{name}{port}")))
    }

    /// The one of them that the request names. Nothing: it names another, none, or several.
    fn named(&self, headers: &HeaderMap, authority: Option<&Authority>) -> Option<&str> {
        let mut hosts = headers.get_all(HOST).iter();
        let host = hosts.next()?.to_str().ok()?;
        let known = self.0.iter().find(|known| *known == host)?;
        let fits =
            hosts.next().is_none() && authority.is_none_or(|authority| authority.as_str() == known);
        fits.then_some(known.as_str())
    }
}

/// The outermost wall: no other host gets past it, and every answer leaves with its headers.
pub async fn wall(State(hosts): State<Hosts>, request: Request, next: Next) -> Response {
    let mut response = match hosts.named(request.headers(), request.uri().authority()) {
        Some(_) => next.run(request).await,
        None => reply::trouble(&Trouble::Host, None),
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (CONTENT_SECURITY_POLICY, POLICY),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (X_FRAME_OPTIONS, "DENY"),
        (REFERRER_POLICY, "no-referrer"),
        (CACHE_CONTROL, "no-store"),
        (CROSS_ORIGIN_OPENER_POLICY, "same-origin"),
        (CROSS_ORIGIN_RESOURCE_POLICY, "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// The name of the cookie. Its path is the secret prefix of this start, so two starts side by side do not throw each other out.
pub const COOKIE_NAME: &str = "strong-trust";

/// The visit of the browser that asks below the prefix of this start, if it was let in.
///
/// # Errors
/// [`Trouble::NotIn`].
pub fn visit(house: &House, path: &str, headers: &HeaderMap) -> Result<Visit, Trouble> {
    let below = path.strip_prefix(&**house.base());
    if !below.is_some_and(|below| below.is_empty() || below.starts_with('/')) {
        return Err(Trouble::NotIn);
    }
    let cookies = headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'));
    let mut ours = cookies
        .filter_map(|cookie| cookie.trim().split_once('='))
        .filter(|(known, _)| *known == COOKIE_NAME);
    ours.find_map(|(_, value)| house.visit(value))
        .ok_or(Trouble::NotIn)
}

/// Refuses a save that another page sends: the browser says where it comes from, or at least from which origin.
///
/// # Errors
/// [`Trouble::Foreign`], also where the browser says neither.
pub fn same_origin(headers: &HeaderMap) -> Result<(), Trouble> {
    let only = |name: HeaderName| {
        let mut values = headers.get_all(name).iter();
        match (values.next(), values.next()) {
            (None, _) => Ok(None),
            (Some(value), None) => value.to_str().map(Some).map_err(|_| Trouble::Foreign),
            (Some(_), Some(_)) => Err(Trouble::Foreign),
        }
    };
    let host = only(HOST)?.ok_or(Trouble::Foreign)?;
    let own = |origin: &str| {
        origin
            .strip_prefix("http://")
            .is_some_and(|origin| origin == host)
    };
    match (only(SEC_FETCH_SITE)?, only(ORIGIN)?) {
        // Because pages send no referrer, browsers call the origin of our own forms "null".
        (Some("same-origin"), None | Some("null")) => Ok(()),
        (Some("same-origin") | None, Some(origin)) if own(origin) => Ok(()),
        (Some(_) | None, Some(_) | None) => Err(Trouble::Foreign),
    }
}

/// Says whether the browser asks only in case somebody goes there, which must not use anything up.
pub fn is_guess(headers: &HeaderMap) -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(lines: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut map = HeaderMap::new();
        for (name, value) in lines {
            map.append(*name, HeaderValue::from_static(value));
        }
        map
    }

    #[test]
    fn only_the_two_names_of_this_computer_with_this_port_are_hosts() {
        let hosts = Hosts::new(4000);
        let named = |host: &'static str| hosts.named(&headers(&[("host", host)]), None).is_some();
        assert!(named("127.0.0.1:4000") && named("localhost:4000"));
        let foreign = [
            "127.0.0.1",
            "127.0.0.1:4001",
            "127.0.0.1.evil.example:4000",
            "evil.example",
            "localhost.evil.example:4000",
            "LOCALHOST:4000",
            "[::1]:4000",
            "0.0.0.0:4000",
            "127.1:4000",
            "127.0.0.1:4000.",
            "localhost:4000@evil.example",
            "",
        ];
        for host in foreign {
            assert!(!named(host), "{host}");
        }
        assert!(hosts.named(&headers(&[]), None).is_none());
        assert!(
            hosts
                .named(
                    &headers(&[("host", "127.0.0.1:4000"), ("host", "evil.example")]),
                    None
                )
                .is_none()
        );
        let evil = Authority::from_static("evil.example");
        assert!(
            hosts
                .named(&headers(&[("host", "127.0.0.1:4000")]), Some(&evil))
                .is_none()
        );
    }

    #[test]
    fn browsers_say_when_they_only_guess() {
        for (name, value) in [
            ("sec-purpose", "prefetch;prerender"),
            ("purpose", "prefetch"),
            ("x-moz", "Prefetch"),
            ("x-purpose", "preview"),
        ] {
            assert!(is_guess(&headers(&[(name, value)])), "{name}");
        }
        assert!(!is_guess(&headers(&[("host", "127.0.0.1:4000")])));
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
