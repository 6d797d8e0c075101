//! The server: the table of routes as a router, and each request on its way through it.

use std::collections::HashMap;
use std::net::TcpListener;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::rejection::RawPathParamsRejection;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, RawPathParams, Request, State};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, HOST, HeaderMap};
use axum::middleware::from_fn_with_state;
use axum::response::Response;
use axum::routing::{MethodFilter, on};
use tokio::time::timeout;

use crate::web::asked::{Asked, Upload};
use crate::web::fields::{Fields, MOST_FIELDS};
use crate::web::gate;
use crate::web::guard::{self, Hosts};
use crate::web::house::{House, Visit};
use crate::web::listen::listen;
use crate::web::reply::{self, Reply};
use crate::web::routes::{MOST_BODY, MOST_FILE, Method, ROUTES, Route, Takes, Who};
use crate::web::secret::Secret;
use crate::web::trouble::Trouble;

/// The field in which a form carries its browser's word.
const TOKEN: &str = "token";

/// Every page of [`ROUTES`] on this port, behind the wall.
pub fn router(house: Arc<House>, port: u16) -> Router {
    router_of(ROUTES, house, port)
}

fn router_of(routes: &'static [Route], house: Arc<House>, port: u16) -> Router {
    let mut inner = Router::new();
    for route in routes {
        let filter = match route.method {
            Method::Get => MethodFilter::GET,
            Method::Post => MethodFilter::POST,
        };
        let act = move |State(house): State<Arc<House>>,
                        path: Result<RawPathParams, RawPathParamsRejection>,
                        request: Request| async move {
            let house_after = Arc::clone(&house);
            let mut visit = None;
            match answer(house, route, path, request, &mut visit).await {
                Ok(reply) => reply.into(),
                Err(trouble) => troubled(&house_after, trouble, visit.as_ref()),
            }
        };
        inner = inner.route(route.path, on(filter, act));
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

/// Answers on a listener until the house is stopped, or `interrupted` comes back. The listener should be on 127.0.0.1.
///
/// # Errors
/// When the listener cannot be used.
pub async fn serve(
    house: Arc<House>,
    listener: TcpListener,
    interrupted: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let port = listener.local_addr()?.port();
    let router = router(Arc::clone(&house), port);
    let waiting = Arc::clone(&house);
    tokio::spawn(async move {
        interrupted.await;
        waiting.stop();
    });
    listen(listener, router, house.patience(), house.stopped()).await
}

async fn no_page(State(house): State<Arc<House>>, headers: HeaderMap) -> Response {
    refused(&house, &headers, &Trouble::NoPage)
}

async fn no_method(State(house): State<Arc<House>>, headers: HeaderMap) -> Response {
    refused(&house, &headers, &Trouble::Method)
}

/// Whoever was not let in is told that, and not which pages there are.
fn refused(house: &House, headers: &HeaderMap, trouble: &Trouble) -> Response {
    match guard::visit(house, headers) {
        Ok(visit) => reply::trouble(trouble, Some(&visit)),
        Err(stranger) => reply::trouble(&stranger, None),
    }
}

/// One request on its way: who may, what was sent, the page.
async fn answer(
    house: Arc<House>,
    route: &'static Route,
    path: Result<RawPathParams, RawPathParamsRejection>,
    request: Request,
    let_in: &mut Option<Visit>,
) -> Result<Reply, Trouble> {
    let (parts, body) = request.into_parts();
    match route.who {
        Who::Anyone | Who::Link => {}
        Who::Door => guard::door(&house, &parts.headers)?,
        Who::Guest => *let_in = Some(guard::visit(&house, &parts.headers)?),
    }
    let (mut form, mut file) = (Fields::default(), None);
    if let (Method::Post, Some(visit)) = (route.method, &let_in) {
        guard::same_origin(&parts.headers)?;
        (form, file) = timeout(house.patience(), sent(route.takes, &parts.headers, body))
            .await
            .map_err(|_| Trouble::TooSlow)??;
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
    let host = parts
        .headers
        .get(HOST)
        .and_then(|host| host.to_str().ok())
        .unwrap_or_default()
        .to_owned();
    let asked = Asked {
        visit: let_in.clone(),
        cookie_name: guard::cookie_name(&parts.headers),
        host,
        address: parts.uri.path().to_owned(),
        is_look: route.method == Method::Get,
        path,
        query,
        form,
        file,
        house: Arc::clone(&house),
    };
    // Only so many at once; the house lives as long as its permits.
    let _permit = house
        .workers
        .acquire()
        .await
        .map_err(|_| Trouble::Mistake("the permits were closed".to_owned()))?;
    // Pages read and write files, so they do not run among the connections; and a panic in one stays in it.
    tokio::task::spawn_blocking(move || gate::pass(route, &asked))
        .await
        .unwrap_or_else(|failed| {
            Err(Trouble::Mistake(format!(
                "{} {}: {failed}",
                route.method.word(),
                route.path
            )))
        })
}

/// What was sent, within its limits.
async fn sent(
    takes: Takes,
    headers: &HeaderMap,
    body: Body,
) -> Result<(Fields, Option<Upload>), Trouble> {
    let most = match takes {
        Takes::Nothing | Takes::Form => MOST_BODY,
        Takes::File => MOST_FILE,
    };
    let told = headers
        .get(CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok())
        .and_then(|length| length.parse::<usize>().ok());
    if told.is_some_and(|told| told > most) {
        return Err(Trouble::TooMuch);
    }
    let bytes = to_bytes(body, most).await.map_err(|_| Trouble::TooMuch)?;
    let kind = headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .unwrap_or_default();
    match kind.split(';').next().unwrap_or_default().trim() {
        "application/x-www-form-urlencoded" => Ok((Fields::read(&bytes)?, None)),
        "multipart/form-data" if takes == Takes::File => parts(headers, Body::from(bytes)).await,
        _ => Err(Trouble::Forged),
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
                })
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
fn troubled(house: &House, trouble: Trouble, visit: Option<&Visit>) -> Response {
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
    reply::trouble(&trouble, visit)
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;
    use std::time::Duration;

    use axum::http::StatusCode;
    use tower::ServiceExt;

    use super::*;
    use crate::web::house::Outside;
    use crate::web::routes::Shows;

    const ROUTES: &[Route] = &[
        Route {
            method: Method::Get,
            path: "/well",
            who: Who::Anyone,
            takes: Takes::Nothing,
            shows: Shows::Own,
            act: |_| Reply::go("/"),
        },
        Route {
            method: Method::Get,
            path: "/panic",
            who: Who::Anyone,
            takes: Takes::Nothing,
            shows: Shows::Own,
            act: |_| panic!("a secret of the program"),
        },
    ];

    #[test]
    fn a_panic_becomes_a_page_with_a_mark_and_the_next_page_is_given() {
        let told = Arc::new(Mutex::new(Vec::new()));
        let tell = Arc::clone(&told);
        let outside = Outside {
            today: Box::new(|| jiff::civil::date(2026, 11, 22)),
            day: Box::new(|_| None),
            now: Box::new(|| jiff::Timestamp::UNIX_EPOCH),
            tell: Box::new(move |line| tell.lock().unwrap().push(line.to_owned())),
            patience: Duration::from_secs(1),
            door: None,
        };
        let router = router_of(ROUTES, Arc::new(House::new(".", outside)), 4000);
        let ask = |path: &str| {
            let request = Request::get(path)
                .header(HOST, "127.0.0.1:4000")
                .body(Body::empty())
                .unwrap();
            let router = router.clone();
            tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap()
                .block_on(async move {
                    let response = router.oneshot(request).await.unwrap();
                    let status = response.status();
                    (
                        status,
                        String::from_utf8(
                            to_bytes(response.into_body(), usize::MAX)
                                .await
                                .unwrap()
                                .to_vec(),
                        )
                        .unwrap(),
                    )
                })
        };
        for _ in 0..20 {
            let (status, page) = ask("/panic");
            assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
            assert!(
                page.contains("Something went wrong here")
                    && !page.contains("a secret of the program")
            );
            let told = told.lock().unwrap().last().cloned().unwrap();
            let mark = told
                .strip_prefix("Mistake ")
                .unwrap()
                .split(':')
                .next()
                .unwrap();
            assert!(page.contains(mark) && told.contains("GET /panic"), "{told}");
        }
        assert_eq!(ask("/well").0, StatusCode::SEE_OTHER);
    }
}
