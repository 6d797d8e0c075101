//! The host check, and the headers of every response.

use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, HeaderMap, HeaderName, HeaderValue,
    REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::uri::Authority;
use axum::middleware::Next;
use axum::response::Response;

use crate::web::error::ErrorKind;
use crate::web::page::error;
use crate::web::submitted::SubmittedText;

/// Only this program's own style, script and pictures; nothing inside another page; forms only to itself.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const CROSS_ORIGIN_OPENER_POLICY: HeaderName =
    HeaderName::from_static("cross-origin-opener-policy");
const CROSS_ORIGIN_RESOURCE_POLICY: HeaderName =
    HeaderName::from_static("cross-origin-resource-policy");

/// The two names of this computer, with the port.
#[derive(Debug, Clone)]
pub(super) struct Hosts([String; 2]);

impl Hosts {
    pub(super) fn new(port: u16) -> Self {
        // Browsers leave out the default port.
        let port = if port == 80 {
            String::new()
        } else {
            format!(":{port}")
        };
        Self(["127.0.0.1", "localhost"].map(|name| format!("{name}{port}")))
    }

    /// Returns the one of them that the request names. `None`: it names another, none, or several.
    fn named(&self, headers: &HeaderMap, authority: Option<&Authority>) -> Option<&str> {
        let mut hosts = headers.get_all(HOST).iter();
        let host = hosts.next()?.to_str().ok()?;
        let known = self.0.iter().find(|known| *known == host)?;
        let fits =
            hosts.next().is_none() && authority.is_none_or(|authority| authority.as_str() == known);
        fits.then_some(known.as_str())
    }
}

/// Refuses every other host, before anything else is looked at, and sets the headers of every response.
pub(super) async fn protect(State(hosts): State<Hosts>, request: Request, next: Next) -> Response {
    let mut response = match hosts.named(request.headers(), request.uri().authority()) {
        Some(_) => next.run(request).await,
        None => error::page(
            &ErrorKind::UnknownHost.into(),
            None,
            SubmittedText::default(),
        ),
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

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Returns headers with these lines.
    pub(in crate::web) fn headers(lines: &[(&'static str, &'static str)]) -> HeaderMap {
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
}
