use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::Instant;

use axum::body::to_bytes;
use axum::http::StatusCode;
use axum::http::header::COOKIE;
use tower::ServiceExt;

use super::*;
use crate::rubric::{RespondentId, RoleId};
use crate::web::access::Visibility;
use crate::web::app::Env;
use crate::web::participant::Participant;
use crate::web::response::HandlerResult;
use crate::web::route::route;

const HOST_NAME: &str = "127.0.0.1:4000";

fn state(
    root: &Path,
    read_timeout: Duration,
    log: impl Fn(&str) + Send + Sync + 'static,
) -> AppState {
    let env = Env {
        today: Box::new(|| jiff::civil::date(2026, 11, 22)),
        day: Box::new(|_| None),
        now: Box::new(|| jiff::Timestamp::UNIX_EPOCH),
        log: Box::new(log),
        read_timeout,
        control_token: None,
        link_expired: Box::new(|_| ()),
    };
    AppState::new(root, env).unwrap()
}

fn get(path: &str, cookie: &str) -> HttpRequest {
    HttpRequest::get(path)
        .header(HOST, HOST_NAME)
        .header(COOKIE, format!("{}={cookie}", auth::COOKIE_NAME))
        .body(Body::empty())
        .unwrap()
}

async fn ask(router: &Router, request: HttpRequest) -> (StatusCode, String) {
    let response = router.clone().oneshot(request).await.unwrap();
    let status = response.status();
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    (status, String::from_utf8_lossy(&body).into_owned())
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let outcome = runtime.block_on(future);
    runtime.shutdown_background();
    outcome
}

#[test]
fn a_panic_becomes_a_page_with_a_reference_and_the_next_page_is_given() {
    const ROUTES: &[Route] = &[
        route(
            RouteKind::Page,
            "/well",
            Access::Anyone,
            Visibility::Own,
            |_| Response::redirect("/"),
        ),
        route(
            RouteKind::Page,
            "/panic",
            Access::Anyone,
            Visibility::Own,
            |_| panic!("a secret of the program"),
        ),
    ];
    let logged = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&logged);
    let state = state(Path::new("."), Duration::from_secs(1), move |line| {
        log.lock().unwrap().push(line.to_owned());
    });
    let router = router_of(ROUTES, Arc::new(state), 4000);
    for _ in 0..20 {
        let (status, page) = block_on(ask(&router, get("/panic", "")));
        assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
        assert!(page.contains("Something went wrong here"));
        assert!(!page.contains("a secret of the program"));
        let logged = logged.lock().unwrap().last().cloned().unwrap();
        let reference = logged
            .strip_prefix("Internal error ")
            .unwrap()
            .split(':')
            .next()
            .unwrap();
        assert!(
            page.contains(reference) && logged.contains("GET /panic"),
            "{logged}"
        );
    }
    assert_eq!(
        block_on(ask(&router, get("/well", ""))).0,
        StatusCode::SEE_OTHER
    );
}

/// Work that goes on until it is let go, and how much of it went on at once.
struct Work {
    held: Mutex<bool>,
    let_go: Condvar,
    now: AtomicUsize,
    most: AtomicUsize,
}

impl Work {
    const fn new() -> Self {
        Self {
            held: Mutex::new(true),
            let_go: Condvar::new(),
            now: AtomicUsize::new(0),
            most: AtomicUsize::new(0),
        }
    }

    fn go_on(&self) {
        let now = self.now.fetch_add(1, Ordering::SeqCst) + 1;
        self.most.fetch_max(now, Ordering::SeqCst);
        let mut held = self.held.lock().unwrap();
        while *held {
            held = self.let_go.wait(held).unwrap();
        }
        drop(held);
        self.now.fetch_sub(1, Ordering::SeqCst);
    }

    fn end(&self) {
        *self.held.lock().unwrap() = false;
        self.let_go.notify_all();
    }
}

#[test]
fn pages_are_answered_while_files_are_worked_on_whether_or_not_anybody_waits_for_those() {
    static WORK: Work = Work::new();
    const ROUTES: &[Route] = &[
        route(
            RouteKind::Page,
            "/well",
            Access::Anyone,
            Visibility::Own,
            |_| Response::redirect("/"),
        ),
        route(
            RouteKind::Export,
            "/heavy",
            Access::Anyone,
            Visibility::Own,
            |_| {
                WORK.go_on();
                Response::redirect("/")
            },
        ),
    ];
    let state = state(Path::new("."), Duration::from_millis(300), |_| ());
    let router = router_of(ROUTES, Arc::new(state), 4000);
    block_on(async {
        // Browsers that go away at once, and whose work goes on nevertheless.
        for _ in 0..20 {
            let gone = timeout(Duration::from_millis(20), ask(&router, get("/heavy", ""))).await;
            assert!(gone.is_err());
        }
        let waiting: Vec<_> = (0..20)
            .map(|_| {
                let router = router.clone();
                tokio::spawn(async move { ask(&router, get("/heavy", "")).await })
            })
            .collect();
        for _ in 0..20 {
            let answer = timeout(Duration::from_secs(30), ask(&router, get("/well", ""))).await;
            assert_eq!(answer.unwrap().0, StatusCode::SEE_OTHER);
        }
        // Nobody waits for a turn for ever.
        for waiting in waiting {
            let (status, page) = waiting.await.unwrap();
            assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
            assert!(page.contains("Nothing was saved or changed."));
        }
        assert!(WORK.most.load(Ordering::SeqCst) <= 2);
        WORK.end();
        let (status, _) = ask(&router, get("/heavy", "")).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
    });
}

#[test]
fn a_stop_does_not_wait_for_work_that_goes_on() {
    static WORK: Work = Work::new();
    const ROUTES: &[Route] = &[route(
        RouteKind::Export,
        "/heavy",
        Access::Anyone,
        Visibility::Own,
        |_| {
            WORK.go_on();
            Response::redirect("/")
        },
    )];
    let state = Arc::new(state(Path::new("."), Duration::from_secs(10), |_| ()));
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let router = router_of(ROUTES, Arc::clone(&state), port);
    let served = {
        let state = Arc::clone(&state);
        thread::spawn(move || {
            block_on(listen(
                listener,
                router,
                state.read_timeout(),
                state.stopped(),
            ))
        })
    };
    let asking: Vec<_> = (0..8)
        .map(|_| {
            use std::io::Write;
            let mut stream = std::net::TcpStream::connect(("127.0.0.1", port)).unwrap();
            write!(
                stream,
                "GET /heavy HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n"
            )
            .unwrap();
            stream
        })
        .collect();
    let begun = Instant::now();
    while WORK.now.load(Ordering::SeqCst) < 2 {
        assert!(begun.elapsed() < Duration::from_mins(1));
        thread::sleep(Duration::from_millis(5));
    }
    let begun = Instant::now();
    state.stop();
    served.join().unwrap().unwrap();
    assert!(
        begun.elapsed() < Duration::from_secs(20),
        "{:?}",
        begun.elapsed()
    );
    assert_eq!(WORK.now.load(Ordering::SeqCst), 2, "the work still goes on");
    WORK.end();
    drop(asking);
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let there = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &there);
        } else {
            fs::copy(entry.path(), there).unwrap();
        }
    }
}

#[test]
fn a_page_that_is_refused_or_held_back_does_no_work() {
    static RUNS: AtomicUsize = AtomicUsize::new(0);
    fn others(_: &Request) -> HandlerResult {
        RUNS.fetch_add(1, Ordering::SeqCst);
        Response::redirect("/")
    }
    const ROUTES: &[Route] = &[
        route(
            RouteKind::Page,
            "/a/{assessment}/all",
            Access::Session,
            Visibility::Others,
            others,
        ),
        route(
            RouteKind::Page,
            "/a/{assessment}/of/{criterion}",
            Access::Session,
            Visibility::Others,
            others,
        ),
        route(
            RouteKind::Page,
            "/a/{assessment}/as/{who}",
            Access::Session,
            Visibility::Own,
            others,
        ),
        route(
            RouteKind::Form,
            "/a/{assessment}/do",
            Access::Session,
            Visibility::Own,
            others,
        ),
        route(
            RouteKind::Command,
            "/command",
            Access::Control,
            Visibility::Own,
            others,
        ),
    ];
    let folder = tempfile::tempdir().unwrap();
    copy(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/northmoor"),
        &folder.path().join("t"),
    );
    let state = Arc::new(state(folder.path(), Duration::from_secs(10), |_| ()));
    let base = state.base().to_string();
    let cookie = state
        .sign_in(state.sign_in_link().unwrap().reveal())
        .unwrap()
        .unwrap();
    let router = router_of(ROUTES, Arc::clone(&state), 4000);
    let status = |path: &str, cookie: &str| {
        let (status, page) = block_on(ask(&router, get(path, cookie)));
        (status, page)
    };
    let all = format!("{base}/a/t/all");
    let of = |criterion: &str| format!("{base}/a/t/of/{criterion}");
    // Whoever was not let in, has the cookie and not the prefix, or sends what no page of ours sends.
    assert_eq!(status(&all, "").0, StatusCode::FORBIDDEN);
    assert_eq!(status("/a/t/all", &cookie).0, StatusCode::FORBIDDEN);
    let post = |path: &str| {
        let mut request = get(path, &cookie);
        *request.method_mut() = axum::http::Method::POST;
        block_on(ask(&router, request)).0
    };
    assert_eq!(post(&format!("{base}/a/t/do")), StatusCode::FORBIDDEN);
    assert_eq!(post("/command"), StatusCode::FORBIDDEN);
    // Whoever answers as somebody and has not finished.
    let data = state.session(&cookie).unwrap().data;
    let somebody = Participant {
        respondent: RespondentId::new("somebody").unwrap(),
        role: RoleId::new("chair").unwrap(),
    };
    for assessment in ["t", "no-such"] {
        data.answer_as(assessment, Some(somebody.clone()));
    }
    let as_chair = format!("{base}/a/t/as/chair.chair");
    for path in [&all, &of("governance-purpose"), &as_chair] {
        let (status, page) = status(path, &cookie);
        assert_eq!(status, StatusCode::OK, "{path}");
        assert!(page.contains("questions are still open"), "{path}");
    }
    // What is not there is not there, held back or not.
    for path in [
        of("no-such-question"),
        format!("{base}/a/no-such/all"),
        format!("{base}/a/t/as/chair.no-such-role"),
    ] {
        assert_eq!(status(&path, &cookie).0, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(data.answers_as("t"), Some(somebody));
    assert_eq!(RUNS.load(Ordering::SeqCst), 0);
    // And who answers as nobody is shown it.
    data.answer_as("t", None);
    assert_eq!(status(&all, &cookie).0, StatusCode::SEE_OTHER);
    assert_eq!(RUNS.load(Ordering::SeqCst), 1);
}
