//! The server: the table of routes as a router, and each request on its way through it.

use std::collections::HashMap;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::rejection::RawPathParamsRejection;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, RawPathParams, Request, State};
use axum::http::header::{
    AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, HOST, HeaderMap, HeaderValue,
};
use axum::http::request::Parts;
use axum::middleware::from_fn_with_state;
use axum::response::Response;
use axum::routing::{MethodFilter, on};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use crate::web::asked::{Asked, Upload};
use crate::web::control;
use crate::web::fields::{Fields, MOST_FIELDS};
use crate::web::gate;
use crate::web::guard::{self, Hosts};
use crate::web::house::{House, Visit};
use crate::web::listen::{Connection, listen};
use crate::web::reply::{self, Reply};
use crate::web::routes::{Access, Kind, MOST_BODY, MOST_FILE, Method, ROUTES, Route};
use crate::web::secret::Secret;
use crate::web::trouble::Trouble;
use crate::web::typed::{Arrival, Typed, gather};

/// The field in which a form carries its browser's word.
const TOKEN: &str = "token";

/// How long a request may wait until others are worked out, as a multiple of how long it may take to arrive.
const TURNS: u32 = 3;

/// How long a browser is kept waiting for an answer. What is worked on is gone on with.
const LONGEST_WORK: Duration = Duration::from_mins(2);

/// How long a body may take that is all there already.
const UNHURRIED: Duration = Duration::from_secs(10);

/// How much longer than a form a body may be that is only shown again, and not taken.
const SHOWN: usize = 4;

/// Every page of [`ROUTES`] on this port, behind the wall.
pub fn router(house: Arc<House>, port: u16) -> Router {
    router_of(ROUTES, house, port)
}

fn router_of(routes: &'static [Route], house: Arc<House>, port: u16) -> Router {
    let mut inner = Router::new();
    for route in routes {
        let filter = match route.method() {
            Method::Get => MethodFilter::GET,
            Method::Post => MethodFilter::POST,
        };
        let handler = move |State(house): State<Arc<House>>,
                            path: Result<RawPathParams, RawPathParamsRejection>,
                            request: Request| async move {
            let house_after = Arc::clone(&house);
            let mut known = Known::default();
            match answer(house, route, path, request, &mut known).await {
                Ok(reply) => reply.into(),
                Err(trouble) => troubled(&house_after, trouble, known),
            }
        };
        inner = inner.route(&route.address(house.base()), on(filter, handler));
    }
    let inner = inner
        .fallback(no_page)
        .method_not_allowed_fallback(no_method)
        .with_state(house);
    // The wall stands before the routing: another host does not even learn which pages there are.
    Router::new()
        .fallback_service(inner)
        .layer(from_fn_with_state(Hosts::new(port), guard::wall))
}

/// Answers on a listener until the house is stopped. The listener should be on 127.0.0.1.
///
/// Functions of pages that are still being worked out then go on, each on a thread of its own. Who wants to end at once
/// need not wait for them: a file is saved whole or not at all.
///
/// # Errors
/// When the listener cannot be used.
pub async fn serve(house: Arc<House>, listener: TcpListener) -> std::io::Result<()> {
    let port = listener.local_addr()?.port();
    let router = router(Arc::clone(&house), port);
    listen(listener, router, house.patience(), house.stopped()).await
}

async fn no_page(State(house): State<Arc<House>>, request: Request) -> Response {
    refused(&house, request, &Trouble::NoPage).await
}

async fn no_method(State(house): State<Arc<House>>, request: Request) -> Response {
    refused(&house, request, &Trouble::Method).await
}

/// Whoever was not let in is told that, and not which pages there are. A form is shown again, whatever became of its page.
async fn refused(house: &House, request: Request, trouble: &Trouble) -> Response {
    let (parts, body) = request.into_parts();
    let typed = match parts.method {
        axum::http::Method::POST => stale(house, &parts.headers, body).await,
        _ => Typed::default(),
    };
    let path = parts.uri.path();
    match guard::visit(house, path, &parts.headers) {
        Ok(visit) => reply::trouble_with(trouble, Some(&visit), typed),
        // What stands beside the prefix is known to everybody.
        Err(_) if matches!(trouble, Trouble::Method) && !path.starts_with(&**house.base()) => {
            reply::trouble_with(trouble, None, typed)
        }
        Err(stranger) => reply::trouble_with(&stranger, None, typed),
    }
}

/// What is known of a request, whatever becomes of it.
#[derive(Default)]
struct Known {
    /// The browser, if it was let in.
    visit: Option<Visit>,
    /// What was typed in its form.
    typed: Typed,
}

/// One request on its way: who may, what was sent, the page.
async fn answer(
    house: Arc<House>,
    route: &'static Route,
    path: Result<RawPathParams, RawPathParamsRejection>,
    request: Request,
    known: &mut Known,
) -> Result<Reply, Trouble> {
    let (parts, body) = request.into_parts();
    let admitted = match admit(&house, route.access, &parts) {
        Ok(admitted) => admitted,
        Err(stranger) => {
            if (route.method(), route.access) == (Method::Post, Access::Session) {
                known.typed = stale(&house, &parts.headers, body).await;
            }
            return Err(stranger);
        }
    };
    let control_word = admitted.control_word;
    known.visit = admitted.visit;
    let (mut form, mut file) = (Fields::default(), None);
    let mut in_memory = None;
    if let (Method::Post, Some(visit)) = (route.method(), &known.visit) {
        guard::same_origin(&parts.headers)?;
        if route.kind == Kind::Upload {
            in_memory = Some(turn(&house, &house.uploads).await?);
        }
        (form, file) = sent(
            house.patience(),
            route.kind,
            &parts.headers,
            body,
            &mut known.typed,
        )
        .await?;
        // The word stands in the form once; a second one would be somebody else's.
        let words: Vec<&str> = form.all(TOKEN).collect();
        match words.as_slice() {
            [word] if visit.token.is(word) => {}
            _ => return Err(Trouble::Token),
        }
        form = form.without(TOKEN);
    }
    let path = path.map_err(|_| Trouble::NoPage)?;
    let path: HashMap<String, String> = path
        .iter()
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let query = Fields::read(parts.uri.query().unwrap_or_default().as_bytes())?;
    let asked = Asked {
        visit: known.visit.clone(),
        host: text(&parts.headers, HOST),
        address: parts.uri.path().to_owned(),
        control_word,
        is_look: route.method() == Method::Get,
        path,
        query,
        form,
        file,
        house: Arc::clone(&house),
    };
    let permit = if route.kind.is_heavy() {
        turn(&house, &house.heavy).await?
    } else {
        turn(&house, &house.pages).await?
    };
    // Pages read and write files, so they do not run among the connections; and a panic in one stays in it.
    let work = tokio::task::spawn_blocking(move || {
        // Given back once it is done, however soon the browser has gone.
        let _held = (permit, in_memory);
        gate::pass(route, &asked)
    });
    timeout(LONGEST_WORK, work)
        .await
        .map_err(|_| Trouble::Unfinished)?
        .unwrap_or_else(|failed| {
            Err(Trouble::Mistake(format!(
                "{} {}: {failed}",
                route.method().word(),
                route.path
            )))
        })
}

/// Who asks.
#[derive(Default)]
struct Admitted {
    visit: Option<Visit>,
    /// The word with which a second start of the program has proved itself.
    control_word: String,
}

/// Decides whether whoever asks may, before anything else of the request is looked at.
fn admit(house: &House, access: Access, parts: &Parts) -> Result<Admitted, Trouble> {
    let headers = &parts.headers;
    match access {
        // Nobody has followed the link yet.
        Access::Link if parts.method == axum::http::Method::HEAD => Err(Trouble::Method),
        Access::Link if guard::is_guess(headers) => Err(Trouble::Guess),
        Access::Anyone | Access::Link => Ok(Admitted::default()),
        Access::Control => {
            let (host, header) = (text(headers, HOST), text(headers, AUTHORIZATION));
            let word = house
                .door()
                .and_then(|control| control::word(control, &host, &header));
            Ok(Admitted {
                control_word: word.ok_or(Trouble::NotIn)?.to_owned(),
                ..Admitted::default()
            })
        }
        Access::Session => {
            let visit = guard::visit(house, parts.uri.path(), headers)?;
            if let Some(connection) = parts.extensions.get::<Arc<Connection>>() {
                connection.trust();
            }
            Ok(Admitted {
                visit: Some(visit),
                ..Admitted::default()
            })
        }
    }
}

/// Waits for a permit, but not for ever.
async fn turn(house: &House, permits: &Arc<Semaphore>) -> Result<OwnedSemaphorePermit, Trouble> {
    timeout(
        house.patience() * TURNS,
        Arc::clone(permits).acquire_owned(),
    )
    .await
    .map_err(|_| Trouble::Busy)?
    .map_err(|_| Trouble::Mistake("the permits were closed".to_owned()))
}

/// A header as text; empty where there is none.
fn text(headers: &HeaderMap, name: axum::http::HeaderName) -> String {
    let value = headers.get(name).and_then(|value| value.to_str().ok());
    value.unwrap_or_default().to_owned()
}

/// What was typed in a form of an earlier start, or of a browser that is not let in any more. Few are read at once.
async fn stale(house: &House, headers: &HeaderMap, body: Body) -> Typed {
    match house.strangers.acquire().await {
        Ok(_permit) => Typed::arriving(headers, body, MOST_BODY, house.patience()).await,
        Err(_) => Typed::default(),
    }
}

/// Reads the body of a post as a page with a form, or with a file, would: the fields and the bytes of the file, or
/// `None` where it is refused. For whoever tries this with bodies that no browser sends.
pub async fn read_body(
    content_type: &str,
    body: Vec<u8>,
    with_file: bool,
) -> Option<(Vec<(String, String)>, Option<Vec<u8>>)> {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_str(content_type).ok()?);
    let kind = if with_file { Kind::Upload } else { Kind::Form };
    let mut typed = Typed::default();
    let arriving = sent(UNHURRIED, kind, &headers, Body::from(body), &mut typed);
    let (fields, file) = arriving.await.ok()?;
    Some((fields.into_pairs(), file.map(|file| file.bytes)))
}

/// What was sent, within its limits; what was typed goes to `typed`, whatever becomes of the form.
async fn sent(
    patience: Duration,
    kind: Kind,
    headers: &HeaderMap,
    body: Body,
    typed: &mut Typed,
) -> Result<(Fields, Option<Upload>), Trouble> {
    let most = kind.most();
    let shown = if kind == Kind::Upload {
        most
    } else {
        SHOWN * most
    };
    let told = headers
        .get(CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok())
        .and_then(|length| length.parse::<usize>().ok());
    if told.is_some_and(|told| told > shown) {
        return Err(Trouble::TooMuch);
    }
    let (bytes, arrival) = gather(body, shown, patience).await;
    let content = text(headers, CONTENT_TYPE);
    let content = content.split(';').next().unwrap_or_default().trim();
    let is_plain = content == "application/x-www-form-urlencoded";
    let fields = is_plain.then(|| Fields::read(&bytes)).transpose()?;
    if let Some(fields) = &fields {
        *typed = Typed::of(fields);
    }
    match arrival {
        Arrival::Whole if bytes.len() <= most => {}
        Arrival::Whole | Arrival::TooMuch | Arrival::Broken => return Err(Trouble::TooMuch),
        Arrival::TooSlow => return Err(Trouble::TooSlow),
    }
    match fields {
        Some(fields) => Ok((fields, None)),
        None if kind == Kind::Upload && content == "multipart/form-data" => {
            parts(headers, Body::from(bytes)).await
        }
        None => Err(Trouble::Forged),
    }
}

/// The fields of a form that carries a file.
async fn parts(headers: &HeaderMap, body: Body) -> Result<(Fields, Option<Upload>), Trouble> {
    let mut request = Request::new(body);
    request.headers_mut().extend(
        headers
            .get(CONTENT_TYPE)
            .map(|kind| (CONTENT_TYPE, kind.clone())),
    );
    DefaultBodyLimit::max(MOST_FILE).apply(&mut request);
    let mut multipart = Multipart::from_request(request, &())
        .await
        .map_err(|_| Trouble::Forged)?;
    let (mut fields, mut file) = (Vec::new(), None);
    while let Some(field) = multipart.next_field().await.map_err(|_| Trouble::Forged)? {
        let name = field.name().unwrap_or_default().to_owned();
        let file_name = field.file_name().map(str::to_owned);
        let bytes = field.bytes().await.map_err(|_| Trouble::Forged)?;
        match file_name {
            Some(_) if file.is_some() => return Err(Trouble::Forged),
            Some(name) => {
                file = Some(Upload {
                    name,
                    bytes: bytes.to_vec(),
                });
            }
            None if fields.len() == MOST_FIELDS => return Err(Trouble::TooMuch),
            None => fields.push((
                name,
                String::from_utf8(bytes.to_vec()).map_err(|_| Trouble::Forged)?,
            )),
        }
    }
    Ok((Fields::of(fields), file))
}

/// The page of a trouble; a mistake of the program is told, and shown only by its mark.
fn troubled(house: &House, trouble: Trouble, known: Known) -> Response {
    let trouble = match trouble {
        Trouble::Mistake(what) => {
            let mark = Secret::new().map_or_else(
                |_| "unmarked".to_owned(),
                |secret| secret.reveal()[..8].to_owned(),
            );
            house.tell(&format!("Mistake {mark}: {what}"));
            Trouble::Broken(mark)
        }
        other => other,
    };
    reply::trouble_with(&trouble, known.visit.as_ref(), known.typed)
}

#[cfg(test)]
mod tests;
