//! What goes back to the browser.

use askama::Template;
use axum::body::Body;
use axum::http::StatusCode;
use axum::http::header::{
    CONTENT_DISPOSITION, CONTENT_TYPE, HeaderName, HeaderValue, LOCATION, SET_COOKIE,
};
use axum::response::Response as HttpResponse;

use crate::text::{is_noncharacter, plain};
use crate::web::error::AppError;

#[derive(Debug, Clone)]
pub(crate) struct Response {
    status: StatusCode,
    headers: Vec<(HeaderName, HeaderValue)>,
    body: Vec<u8>,
    /// Whether it has to be given at once, as nothing can be asked for after it.
    at_once: bool,
}

/// What a handler comes back with.
pub(crate) type HandlerResult = Result<Response, AppError>;

impl Response {
    /// A page.
    ///
    /// # Errors
    /// When the template cannot be filled, which is a mistake of the program.
    pub(crate) fn page(template: &impl Template) -> HandlerResult {
        let html = template
            .render()
            .map_err(|error| AppError::internal(format!("a template: {error}")))?;
        Ok(Self::of(
            StatusCode::OK,
            "text/html; charset=utf-8",
            cleaned(&html).into_bytes(),
        ))
    }

    /// Something that the browser shows or uses as it is.
    pub(crate) fn of(status: StatusCode, kind: &'static str, body: Vec<u8>) -> Self {
        Self {
            status,
            headers: vec![(CONTENT_TYPE, HeaderValue::from_static(kind))],
            body,
            at_once: false,
        }
    }

    /// Returns a file to keep. Its name may have letters, digits, hyphens, underscores and full stops; others become hyphens.
    pub(crate) fn file(name: &str, kind: &'static str, body: Vec<u8>) -> Self {
        let plain = |c: char| {
            if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') {
                c
            } else {
                '-'
            }
        };
        let name: String = name.chars().map(plain).collect();
        let mut response = Self::of(StatusCode::OK, kind, body);
        let value = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""))
            .expect("the name has only plain letters");
        response.headers.push((CONTENT_DISPOSITION, value));
        response
    }

    /// Sends the browser on to an address of ours, with GET.
    ///
    /// # Errors
    /// When the address cannot stand in a header, which is a mistake of the program.
    pub(crate) fn redirect(address: &str) -> HandlerResult {
        let value = HeaderValue::from_str(address)
            .map_err(|_| AppError::internal("an address cannot be sent"))?;
        Ok(Self {
            status: StatusCode::SEE_OTHER,
            headers: vec![(LOCATION, value)],
            body: Vec::new(),
            at_once: false,
        })
    }

    /// Returns the same, to be given at once: nothing can be asked for after it.
    pub(crate) fn at_once(mut self) -> Self {
        self.at_once = true;
        self
    }

    /// Returns whether it sends the browser on.
    pub(crate) fn is_redirect(&self) -> bool {
        self.status == StatusCode::SEE_OTHER
    }

    /// Returns whether it is a page, which can be asked for later as well as now.
    pub(crate) fn can_be_kept(&self) -> bool {
        self.status == StatusCode::OK && !self.at_once
    }

    /// Returns how many bytes it has.
    pub(crate) fn size(&self) -> usize {
        self.body.len()
    }

    /// Returns the same with another status.
    pub(crate) fn with_status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// Returns the same with a cookie for the addresses below `base` alone: no script sees it, no other site's page sends it, and
    /// no other server of this computer is sent it.
    pub(crate) fn with_cookie(mut self, base: &str, name: &str, value: &str) -> Self {
        let cookie = HeaderValue::from_str(&format!(
            "{name}={value}; Path={base}; HttpOnly; SameSite=Strict"
        ));
        self.headers.push((
            SET_COOKIE,
            cookie.expect("names and values of cookies are letters and digits"),
        ));
        self
    }
}

impl From<Response> for HttpResponse {
    fn from(response: Response) -> Self {
        let mut http = Self::new(Body::from(response.body));
        *http.status_mut() = response.status;
        http.headers_mut().extend(response.headers);
        http
    }
}

/// Returns the page without control codes, marks that nobody sees, and what HTML forbids, wherever they came from.
fn cleaned(html: &str) -> String {
    let bad = |c: char| (c.is_control() && !matches!(c, '\n' | '\t')) || is_noncharacter(c);
    plain(html)
        .chars()
        .map(|c| if bad(c) { '\u{FFFD}' } else { c })
        .collect()
}
