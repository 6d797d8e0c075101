//! The pages of `serve`, asked for through the router as a browser would.

mod agreeing;
mod aims;
mod answering;
mod attacks;
mod forged;
mod forms;
mod hostile;
mod independence;
mod killed;
mod looking;
mod merging;
mod onward;
mod pages;
mod planning;
#[cfg(unix)]
mod received;
mod refused;
mod started;
mod titles;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_TYPE, COOKIE, HOST, HeaderMap, LOCATION, SET_COOKIE};
use axum::http::{Request, StatusCode};
use jiff::civil::date;
use scraper::{Html, Selector};
use strong_trust::assessment::Depth;
use strong_trust::rubric::Builtin;
use strong_trust::store::{Folder, NewAssessment};
use strong_trust::web::{AppState, Env, router};
use tempfile::TempDir;
use tower::ServiceExt;

pub const PORT: u16 = 4321;
pub const HOST_NAME: &str = "127.0.0.1:4321";

/// A folder that is served, and a browser that was let in.
pub struct Site {
    temporary: TempDir,
    pub state: Arc<AppState>,
    router: Router,
    pub cookie: String,
    /// What the addresses of all pages begin with. Tests write and read addresses without it.
    pub base: String,
}

/// What came back.
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Site {
    /// A folder with nothing in it.
    pub fn empty() -> Self {
        let temporary = tempfile::tempdir().unwrap();
        let root = temporary.path().to_owned();
        Self::serving(temporary, root)
    }

    /// The example of an invented trust in `t`, which is the folder that is served.
    pub fn alone() -> Self {
        let temporary = tempfile::tempdir().unwrap();
        let root = temporary.path().join("t");
        copy(Path::new("examples/northmoor"), &root);
        Self::serving(temporary, root)
    }

    /// A folder that is there.
    pub fn over(root: &Path) -> Self {
        Self::serving(tempfile::tempdir().unwrap(), root.to_owned())
    }

    fn serving(temporary: TempDir, root: PathBuf) -> Self {
        let env = Env {
            today: Box::new(|| date(2026, 11, 22)),
            day: Box::new(|_| Some(date(2026, 11, 20))),
            now: Box::new(|| "2026-11-22T12:00:00Z".parse().unwrap()),
            log: Box::new(|line| panic!("the program logged an internal error: {line}")),
            read_timeout: Duration::from_millis(300),
            control_token: None,
            link_expired: Box::new(|_| ()),
        };
        let state = Arc::new(AppState::new(root, env).unwrap());
        let base = state.base().to_string();
        let router = router(Arc::clone(&state), PORT);
        let word = state.sign_in_link().unwrap();
        let mut site = Self {
            temporary,
            state,
            router,
            cookie: String::new(),
            base,
        };
        let entered = site.ask(Request::get(format!("/open/{}", word.reveal())));
        assert_eq!(entered.status, StatusCode::OK);
        let cookie = entered.headers[SET_COOKIE].to_str().unwrap();
        cookie
            .split(';')
            .next()
            .unwrap()
            .clone_into(&mut site.cookie);
        site
    }

    /// A folder with a new full assessment in `t`.
    pub fn new() -> Self {
        let site = Self::empty();
        let new = NewAssessment {
            trust: "Elm Trust".into(),
            cycle: "2026".into(),
            date: date(2026, 11, 22),
            depth: Depth::Full,
            schools: Some(3),
        };
        Folder::create(
            site.path("t"),
            &new,
            &Builtin::find("strong-trust").unwrap().text(),
        )
        .unwrap();
        site
    }

    /// A folder with the example of an invented trust in `t`.
    pub fn full() -> Self {
        let site = Self::empty();
        copy(Path::new("examples/northmoor"), &site.path("t"));
        site
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.temporary.path().join(name)
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// Sends a request to a page, with the right host and this browser's cookie where none is named.
    pub fn ask(&self, request: axum::http::request::Builder) -> Reply {
        self.send(request, Body::empty())
    }

    /// Sends a request, and asks for the page to which a form is answered, as a browser does at once.
    pub fn send(&self, request: axum::http::request::Builder, body: Body) -> Reply {
        let reply = self.send_once(request, body);
        match reply.kept() {
            Some(address) => self.send_once(Request::get(address), Body::empty()),
            None => reply,
        }
    }

    /// Sends a request, and nothing after it.
    pub fn send_once(&self, request: axum::http::request::Builder, body: Body) -> Reply {
        let path = request.uri_ref().unwrap().to_string();
        let request = if stands_alone(&path) || path.starts_with("http") {
            request
        } else {
            request.uri(format!("{}{path}", self.base))
        };
        let mut reply = self.send_as_it_is(request, body);
        reply.leave_out(&self.base);
        reply
    }

    /// Sends a request to exactly this address, and gives exactly what comes back.
    pub fn send_as_it_is(&self, mut request: axum::http::request::Builder, body: Body) -> Reply {
        let headers = request.headers_mut().unwrap();
        if !headers.contains_key(HOST) {
            headers.insert(HOST, HOST_NAME.parse().unwrap());
        }
        if !headers.contains_key(COOKIE) && !self.cookie.is_empty() {
            headers.insert(COOKIE, self.cookie.parse().unwrap());
        }
        let request = request.body(body).unwrap();
        let router = self.router.clone();
        block_on(async move {
            let response = router.oneshot(request).await.unwrap();
            let (parts, body) = response.into_parts();
            Reply {
                status: parts.status,
                headers: parts.headers,
                body: to_bytes(body, usize::MAX).await.unwrap().to_vec(),
            }
        })
    }

    /// A page, which is given.
    #[track_caller]
    pub fn get(&self, path: &str) -> Reply {
        let reply = self.ask(Request::get(path));
        assert_eq!(reply.status, StatusCode::OK, "{path}: {}", reply.text());
        reply
    }

    /// Sends a form of a page as a browser does: with its hidden fields, and with `fields` typed.
    #[track_caller]
    pub fn submit(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let mut all = self.get(path).hidden(path);
        all.retain(|(name, _)| !fields.iter().any(|(typed, _)| typed == name));
        all.extend(
            fields
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
        );
        self.post(path, &all)
    }

    /// Sends fields as they are, from our own page.
    pub fn post<N: AsRef<str>, V: AsRef<str>>(&self, path: &str, fields: &[(N, V)]) -> Reply {
        self.send(from_our_page(path), Body::from(encode(fields)))
    }

    /// This browser's word.
    pub fn token(&self) -> String {
        let page = self.get("/");
        page.hidden("/stop")
            .into_iter()
            .find(|(name, _)| name == "token")
            .unwrap()
            .1
    }
}

pub fn from_our_page(path: &str) -> axum::http::request::Builder {
    Request::post(path)
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
}

pub fn encode<N: AsRef<str>, V: AsRef<str>>(fields: &[(N, V)]) -> String {
    let mut form = form_urlencoded::Serializer::new(String::new());
    for (name, value) in fields {
        form.append_pair(name.as_ref(), value.as_ref());
    }
    form.finish()
}

pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
        .block_on(future)
}

/// Addresses that are not below the prefix of a start.
fn stands_alone(path: &str) -> bool {
    ["/style.css", "/script.js", "/icon.svg", "/link"].contains(&bare(path))
        || path.starts_with("/open/")
}

impl Reply {
    /// Leaves the prefix out of all addresses, of which each has to have it.
    #[track_caller]
    fn leave_out(&mut self, base: &str) {
        if let Some(to) = self.headers.get(LOCATION) {
            let to = to.to_str().unwrap();
            let to = to
                .strip_prefix(base)
                .unwrap_or_else(|| panic!("{to} leaves the prefix"));
            self.headers.insert(LOCATION, to.parse().unwrap());
        }
        let is_page = self
            .headers
            .get(CONTENT_TYPE)
            .is_some_and(|kind| kind == "text/html; charset=utf-8");
        if !is_page {
            assert!(!self.text().contains(base), "a file names the prefix");
            return;
        }
        let text = self.text();
        for start in ["href=\"", "action=\"", "src=\""] {
            for (place, _) in text.match_indices(start) {
                let to = text[place + start.len()..].split('"').next().unwrap();
                let fine = to.starts_with(&format!("{base}/"))
                    || (to.starts_with('/') && stands_alone(to))
                    || to.starts_with(['#', '?'])
                    || to.starts_with("https://")
                    || to.starts_with("mailto:");
                assert!(fine, "an address without the prefix: {start}{to}");
            }
        }
        // What a hidden field holds is sent back as it is.
        let without = ["href=\"", "action=\"", "src=\"", "; url="]
            .iter()
            .fold(text, |text, start| {
                text.replace(&format!("{start}{base}"), start)
            });
        self.body = without.into_bytes();
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The words of the page with single spaces between.
    pub fn words(&self) -> String {
        let tree = Html::parse_document(&self.text());
        let body = tree
            .select(&Selector::parse("body").unwrap())
            .next()
            .unwrap();
        body.text()
            .collect::<String>()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[track_caller]
    pub fn says(&self, words: &str) -> &Self {
        assert!(
            self.words().contains(words),
            "nobody says {words:?}: {}",
            self.words()
        );
        self
    }

    pub fn title(&self) -> String {
        let tree = Html::parse_document(&self.text());
        tree.select(&Selector::parse("title").unwrap())
            .next()
            .unwrap()
            .text()
            .collect()
    }

    /// Where it sends the browser.
    #[track_caller]
    pub fn goes_to(&self) -> String {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.text());
        self.headers[LOCATION].to_str().unwrap().to_owned()
    }

    /// Where the page is kept that answers a form, if it is one that was not taken or that says what was done.
    pub fn kept(&self) -> Option<String> {
        let to = self.headers.get(LOCATION)?.to_str().unwrap();
        to.contains("kept=").then(|| to.to_owned())
    }

    /// The addresses of the links on the page.
    pub fn links(&self) -> Vec<String> {
        let tree = Html::parse_document(&self.text());
        tree.select(&Selector::parse("a[href]").unwrap())
            .map(|link| link.attr("href").unwrap().to_owned())
            .collect()
    }

    /// The hidden fields of every form in the middle of the page; none where there is no page.
    pub fn hidden_of_main(&self) -> Vec<(String, String)> {
        let tree = Html::parse_document(&self.text());
        let fields = Selector::parse("main form input[type=hidden]").unwrap();
        tree.select(&fields)
            .map(|field| {
                (
                    field.attr("name").unwrap().to_owned(),
                    field.attr("value").unwrap_or_default().to_owned(),
                )
            })
            .collect()
    }

    /// The hidden fields of the form that is sent to this address, or to the page's own.
    pub fn hidden(&self, path: &str) -> Vec<(String, String)> {
        let tree = Html::parse_document(&self.text());
        let form = tree.select(&Selector::parse("form").unwrap()).find(|form| {
            form.attr("action").map_or(path != "/stop", |action| {
                action == path
                    || (path != "/stop" && action != "/stop" && action.starts_with(bare(path)))
            })
        });
        let form = form.unwrap_or_else(|| panic!("no form for {path}: {}", self.text()));
        let hidden = Selector::parse("input[type=hidden], textarea[hidden]").unwrap();
        let value = |field: scraper::ElementRef<'_>| {
            field
                .attr("value")
                .map_or_else(|| field.text().collect(), str::to_owned)
        };
        form.select(&hidden)
            .map(|field| (field.attr("name").unwrap().to_owned(), value(field)))
            .collect()
    }
}

/// An address without what stands after the question mark.
fn bare(path: &str) -> &str {
    path.split('?').next().unwrap_or_default()
}

pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let there = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &there);
        } else {
            std::fs::copy(entry.path(), there).unwrap();
        }
    }
}
