//! Reading the body of a post: the fields of its form, and a file.

use std::pin::Pin;
use std::time::Duration;

use axum::body::{Body, HttpBody};
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderValue};
use tokio::time::{Instant, timeout_at};

use crate::web::auth::{same_origin, text};
use crate::web::error::ErrorKind;
use crate::web::form::{Fields, MOST_FIELDS};
use crate::web::route::{MOST_BODY, MOST_FILE, RouteKind};
use crate::web::submitted::SubmittedText;
use crate::web::upload::UploadedFile;

const URLENCODED: &str = "application/x-www-form-urlencoded";

/// How long a body may take that is all there already.
const UNHURRIED: Duration = Duration::from_secs(10);

/// How much longer than a form a body may be that is only shown again, and not taken.
const SHOWN: usize = 4;

pub(super) type Sent = (Fields, Option<UploadedFile>);

/// Reads what was sent, within its limits; what was typed goes to `submitted`, whatever becomes of the form.
///
/// # Errors
/// If it is too large, too slow, or not a form of ours.
pub(super) async fn read(
    timeout: Duration,
    kind: RouteKind,
    headers: &HeaderMap,
    body: Body,
    submitted: &mut SubmittedText,
) -> Result<Sent, ErrorKind> {
    let most = kind.most();
    let shown = if kind == RouteKind::Upload {
        most
    } else {
        SHOWN * most
    };
    let length = text(headers, CONTENT_LENGTH).parse::<usize>();
    if length.is_ok_and(|length| length > shown) {
        return Err(ErrorKind::TooLarge);
    }
    let (bytes, arrival) = gather(body, shown, timeout).await;
    let content = text(headers, CONTENT_TYPE);
    let content = content.split(';').next().unwrap_or_default().trim();
    let fields = (content == URLENCODED)
        .then(|| Fields::read(&bytes))
        .transpose()?;
    if let Some(fields) = &fields {
        *submitted = SubmittedText::of(fields);
    }
    match arrival {
        Arrival::Whole if bytes.len() <= most => {}
        Arrival::Whole | Arrival::TooLarge | Arrival::Broken => return Err(ErrorKind::TooLarge),
        Arrival::TooSlow => return Err(ErrorKind::TooSlow),
    }
    match fields {
        Some(fields) => Ok((fields, None)),
        None if kind == RouteKind::Upload && content == "multipart/form-data" => {
            multipart(headers, Body::from(bytes)).await
        }
        None => Err(ErrorKind::BadForm),
    }
}

/// Reads what was typed in a form that is refused, as far as it arrives in time and is a form of ours.
pub(super) async fn read_refused(
    headers: &HeaderMap,
    body: Body,
    timeout: Duration,
) -> SubmittedText {
    if !text(headers, CONTENT_TYPE).starts_with(URLENCODED) || same_origin(headers).is_err() {
        return SubmittedText::default();
    }
    let (bytes, _) = gather(body, MOST_BODY, timeout).await;
    Fields::read(&bytes).map_or_else(
        |_| SubmittedText::default(),
        |fields| SubmittedText::of(&fields),
    )
}

/// Reads the body of a post as a page with a form, or with a file, would: the fields and the bytes of the file, or
/// `None` where it is refused. For tests with bodies that no browser sends.
pub async fn read_body(
    content_type: &str,
    body: Vec<u8>,
    with_file: bool,
) -> Option<(Vec<(String, String)>, Option<Vec<u8>>)> {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_str(content_type).ok()?);
    let kind = if with_file {
        RouteKind::Upload
    } else {
        RouteKind::Form
    };
    let mut submitted = SubmittedText::default();
    let reading = read(UNHURRIED, kind, &headers, Body::from(body), &mut submitted);
    let (fields, file) = reading.await.ok()?;
    Some((fields.into_pairs(), file.map(|file| file.bytes)))
}

/// Reads the fields of a form that carries a file.
async fn multipart(headers: &HeaderMap, body: Body) -> Result<Sent, ErrorKind> {
    let mut request = Request::new(body);
    request.headers_mut().extend(
        headers
            .get(CONTENT_TYPE)
            .map(|kind| (CONTENT_TYPE, kind.clone())),
    );
    DefaultBodyLimit::max(MOST_FILE).apply(&mut request);
    let bad = |_| ErrorKind::BadForm;
    let mut multipart = Multipart::from_request(request, &())
        .await
        .map_err(|_| ErrorKind::BadForm)?;
    let (mut fields, mut file) = (Vec::new(), None);
    while let Some(field) = multipart.next_field().await.map_err(bad)? {
        let name = field.name().unwrap_or_default().to_owned();
        let file_name = field.file_name().map(str::to_owned);
        let bytes = field.bytes().await.map_err(bad)?.to_vec();
        match file_name {
            Some(_) if file.is_some() => return Err(ErrorKind::BadForm),
            Some(name) => file = Some(UploadedFile { name, bytes }),
            None if fields.len() == MOST_FIELDS => return Err(ErrorKind::TooLarge),
            None => {
                let text = String::from_utf8(bytes).map_err(|_| ErrorKind::BadForm)?;
                fields.push((name, text));
            }
        }
    }
    Ok((Fields::of(fields), file))
}

/// How the arriving of a body ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Arrival {
    /// It is all there.
    Whole,
    /// There was more than is read.
    TooLarge,
    /// The rest did not arrive in time.
    TooSlow,
    Broken,
}

/// Returns the bytes of a body, as far as they arrive in time and are not too many.
async fn gather(mut body: Body, most: usize, timeout: Duration) -> (Vec<u8>, Arrival) {
    let until = Instant::now() + timeout;
    let mut bytes = Vec::new();
    loop {
        let next = std::future::poll_fn(|context| Pin::new(&mut body).poll_frame(context));
        let data = match timeout_at(until, next).await {
            Err(_) => return (bytes, Arrival::TooSlow),
            Ok(None) => return (bytes, Arrival::Whole),
            Ok(Some(Err(_))) => return (bytes, Arrival::Broken),
            Ok(Some(Ok(frame))) => frame.into_data().unwrap_or_default(),
        };
        if bytes.len() + data.len() > most {
            return (bytes, Arrival::TooLarge);
        }
        bytes.extend_from_slice(&data);
    }
}
