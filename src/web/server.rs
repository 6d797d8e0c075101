//! The server: the table of routes as a router, and each request on its way through it.

use std::collections::HashMap;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::rejection::RawPathParamsRejection;
use axum::extract::{RawPathParams, Request as HttpRequest, State};
use axum::http::header::{HOST, HeaderMap};
use axum::middleware::from_fn_with_state;
use axum::response::Response as HttpResponse;
use axum::routing::{MethodFilter, on};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use crate::web::access::{Access, withheld};
use crate::web::app::AppState;
use crate::web::auth;
use crate::web::body;
use crate::web::error::{AppError, ErrorKind};
use crate::web::form::Fields;
use crate::web::headers::{Hosts, protect};
use crate::web::kept::{KEPT, Owner};
use crate::web::listen::listen;
use crate::web::page;
use crate::web::request::Request;
use crate::web::response::{HandlerResult, Response};
use crate::web::route::{Method, Route, RouteKind};
use crate::web::routes::ROUTES;
use crate::web::secret::Secret;
use crate::web::session::Session;
use crate::web::submitted::SubmittedText;

/// The field in which a form carries its session's token.
const TOKEN: &str = "token";

/// How long a request may wait for others, as a multiple of how long it may take to arrive.
const TURNS: u32 = 3;

/// How long a browser is kept waiting for an answer. The work itself goes on.
const LONGEST_WORK: Duration = Duration::from_mins(2);

/// Returns every page of [`ROUTES`] on this port, behind the host check.
pub fn router(state: Arc<AppState>, port: u16) -> Router {
    router_of(ROUTES, state, port)
}

fn router_of(routes: &'static [Route], state: Arc<AppState>, port: u16) -> Router {
    let mut inner = Router::new();
    for route in routes {
        let filter = match route.method() {
            Method::Get => MethodFilter::GET,
            Method::Post => MethodFilter::POST,
        };
        let handler = move |State(state): State<Arc<AppState>>,
                            path: Result<RawPathParams, RawPathParamsRejection>,
                            request: HttpRequest| async move {
            let mut known = Known::default();
            match answer(Arc::clone(&state), route, path, request, &mut known).await {
                Ok(response) => response.into(),
                Err(error) => failed(&state, error, known),
            }
        };
        inner = inner.route(&route.address(state.base()), on(filter, handler));
    }
    let inner = inner
        .fallback(no_page)
        .method_not_allowed_fallback(wrong_method)
        .with_state(state);
    // The host is checked before the routing: another host does not even learn which pages there are.
    Router::new()
        .fallback_service(inner)
        .layer(from_fn_with_state(Hosts::new(port), protect))
}

/// Serves on a listener until the state is stopped. The listener should be on 127.0.0.1.
///
/// Handlers that are still running then go on, each on a thread of its own. The program may end without waiting for
/// them: a file is saved whole or not at all.
///
/// # Errors
/// If the listener cannot be used.
pub async fn serve(state: Arc<AppState>, listener: TcpListener) -> std::io::Result<()> {
    let port = listener.local_addr()?.port();
    let router = router(Arc::clone(&state), port);
    listen(listener, router, state.read_timeout(), state.stopped()).await
}

async fn no_page(State(state): State<Arc<AppState>>, request: HttpRequest) -> HttpResponse {
    refused(&state, request, ErrorKind::NoPage).await
}

async fn wrong_method(State(state): State<Arc<AppState>>, request: HttpRequest) -> HttpResponse {
    refused(&state, request, ErrorKind::WrongMethod).await
}

/// Answers a request that has no route. A browser that is not signed in learns that, and not which pages there are.
/// A form is shown again, whatever became of its page.
async fn refused(state: &AppState, request: HttpRequest, kind: ErrorKind) -> HttpResponse {
    let (parts, body) = request.into_parts();
    let submitted = if parts.method == axum::http::Method::POST {
        refused_form(state, &parts.headers, body).await
    } else {
        SubmittedText::default()
    };
    let path = parts.uri.path();
    match auth::session(state, path, &parts.headers) {
        Ok(session) => page::error::page(&kind.into(), Some(&session), submitted),
        // Addresses outside the prefix are known to everybody.
        Err(_) if kind == ErrorKind::WrongMethod && !path.starts_with(&**state.base()) => {
            page::error::page(&kind.into(), None, submitted)
        }
        Err(error) => page::error::page(&error, None, submitted),
    }
}

/// What is known of a request, whatever becomes of it.
#[derive(Default)]
struct Known {
    session: Option<Session>,
    /// What was typed in its form.
    submitted: SubmittedText,
}

/// Answers a request: who may ask, what was sent, the page.
async fn answer(
    state: Arc<AppState>,
    route: &'static Route,
    path: Result<RawPathParams, RawPathParamsRejection>,
    request: HttpRequest,
    known: &mut Known,
) -> HandlerResult {
    let (parts, body) = request.into_parts();
    let admitted = match auth::admit(&state, route.access, &parts) {
        Ok(admitted) => admitted,
        Err(error) => {
            if (route.method(), route.access) == (Method::Post, Access::Session) {
                known.submitted = refused_form(&state, &parts.headers, body).await;
            }
            return Err(error);
        }
    };
    known.session = admitted.session;
    let (mut form, mut file) = (Fields::default(), None);
    let mut in_memory = None;
    if let (Method::Post, Some(session)) = (route.method(), &known.session) {
        auth::same_origin(&parts.headers)?;
        if route.kind == RouteKind::Upload {
            in_memory = Some(permit(&state, &state.uploads).await?);
        }
        (form, file) = body::read(
            state.read_timeout(),
            route.kind,
            &parts.headers,
            body,
            &mut known.submitted,
        )
        .await?;
        // The token is in the form once; a second one would be somebody else's.
        let tokens: Vec<&str> = form.all(TOKEN).collect();
        match tokens.as_slice() {
            [token] if session.token.is(token) => {}
            _ => return Err(ErrorKind::WrongToken.into()),
        }
        form = form.without(TOKEN);
    }
    let path = path.map_err(|_| ErrorKind::NoPage)?;
    let path: HashMap<String, String> = path
        .iter()
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let request = Request {
        session: known.session.clone(),
        host: auth::text(&parts.headers, HOST),
        address: parts.uri.path().to_owned(),
        control_nonce: admitted.control_nonce,
        is_get: route.method() == Method::Get,
        path,
        query: Fields::read(parts.uri.query().unwrap_or_default().as_bytes())?,
        form,
        file,
        state: Arc::clone(&state),
    };
    let permits = if route.kind.is_heavy() {
        &state.heavy
    } else {
        &state.pages
    };
    let permit = permit(&state, permits).await?;
    // Handlers read and write files, so they do not run among the connections; and a panic in one stays in it.
    let work = tokio::task::spawn_blocking(move || {
        // Given back once the work is done, even if the browser has gone.
        let _held = (permit, in_memory);
        handle(route, &request)
    });
    timeout(LONGEST_WORK, work)
        .await
        .map_err(|_| ErrorKind::Timeout)?
        .unwrap_or_else(|failed| {
            let (method, path) = (route.method().word(), route.path);
            Err(AppError::internal(format!("{method} {path}: {failed}")))
        })
}

/// Gives the page, unless it is withheld; then the handler never runs. What is sent is never withheld: it comes from a
/// page that was shown, and what was typed there must not be lost.
fn handle(route: &Route, request: &Request) -> HandlerResult {
    if request.is_get
        && let Some((opened, withheld)) = withheld(route.visibility, request)?
    {
        return page::withheld::page(request, &opened, &withheld);
    }
    let Some(session) = &request.session else {
        return (route.handler)(request);
    };
    let owner = || Owner {
        address: request.address.clone(),
        participant: session.data.answers_as(request.part("assessment")),
    };
    if request.is_get {
        let kept = request.query.get(KEPT);
        if let Some(page) = kept.and_then(|key| session.data.kept.find(&owner(), key)) {
            return Ok(page);
        }
        return run(route, request);
    }
    let response = run(route, request)?;
    if response.is_redirect() {
        // What was typed is saved, so what was refused before is of no use any more.
        session.data.kept.clear(&request.address);
        return Ok(response);
    }
    match session.data.kept.keep(owner(), &response) {
        Some(key) => Response::redirect(&kept_address(request, &key)),
        None => Ok(response),
    }
}

/// Runs the handler. A browser that opened somebody's page answers as them from then on.
fn run(route: &Route, request: &Request) -> HandlerResult {
    let response = (route.handler)(request)?;
    if let (Some(data), Some(participant)) = (request.session_data(), request.named_participant()) {
        data.answer_as(request.part("assessment"), Some(participant));
    }
    Ok(response)
}

/// Returns the address of a kept page: that of its form.
fn kept_address(request: &Request, key: &str) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query
        .extend_pairs(request.query.pairs().filter(|(name, _)| *name != KEPT))
        .append_pair(KEPT, key);
    format!("{}?{}", request.address, query.finish())
}

/// Waits for a permit, but not for ever.
async fn permit(
    state: &AppState,
    permits: &Arc<Semaphore>,
) -> Result<OwnedSemaphorePermit, AppError> {
    let waiting = Arc::clone(permits).acquire_owned();
    timeout(state.read_timeout() * TURNS, waiting)
        .await
        .map_err(|_| ErrorKind::Busy)?
        .map_err(AppError::internal)
}

/// Reads what was typed in a form of an earlier start, or of a browser that is not signed in. Few are read at once.
async fn refused_form(state: &AppState, headers: &HeaderMap, body: Body) -> SubmittedText {
    match state.unknown_forms.acquire().await {
        Ok(_permit) => body::read_refused(headers, body, state.read_timeout()).await,
        Err(_) => SubmittedText::default(),
    }
}

/// Returns the page of an error. An internal error is logged, and only its reference is shown.
fn failed(state: &AppState, mut error: AppError, known: Known) -> HttpResponse {
    if error.kind == ErrorKind::Internal {
        let reference = Secret::new().map_or_else(
            |_| "none".to_owned(),
            |secret| secret.reveal()[..8].to_owned(),
        );
        state.log(&format!("Internal error {reference}: {error}"));
        error = error.with_reference(&reference);
    }
    page::error::page(&error, known.session.as_ref(), known.submitted)
}

#[cfg(test)]
mod tests;
