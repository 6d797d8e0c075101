//! What other pages, other programs and forged requests get: nothing.

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE, HOST};
use axum::http::{Request, StatusCode};
use strong_trust::web::{Access, MOST_BODY, Method, ROUTES, Route};

use super::{HOST_NAME, Reply, Site, encode, from_our_page};

/// A route's address with its brackets filled.
pub fn filled(route: &Route) -> String {
    let mut path = route.path.to_owned();
    for (part, value) in [
        ("{assessment}", "t"),
        ("{who}", "chair.chair"),
        ("{criterion}", "governance-purpose"),
        ("{domain}", "governance"),
        ("{token}", "no-such-word"),
        ("{group}", "1"),
        ("{edition}", "public"),
        ("{form}", "docx"),
        ("{part}", "plan"),
        ("{respondent}", "chair"),
        ("{paper}", "agenda"),
        ("{step}", "answers"),
        ("{action}", "a1"),
        ("{target}", "default"),
        ("{indicator}", "indicator-parents-recommend"),
        ("{rubric}", "strong-trust"),
    ] {
        path = path.replace(part, value);
    }
    assert!(
        !path.contains('{'),
        "the test does not know how to fill {path}"
    );
    path
}

fn request(route: &Route) -> axum::http::request::Builder {
    match route.method() {
        Method::Get => Request::get(filled(route)),
        Method::Post => from_our_page(&filled(route)),
    }
}

/// Every answer carries these, whatever it is.
#[track_caller]
pub fn walled(reply: &Reply, what: &str) {
    let header = |name: &str| {
        reply
            .headers
            .get(name)
            .unwrap_or_else(|| panic!("{what}: no {name}"))
            .to_str()
            .unwrap()
    };
    let policy = header("content-security-policy");
    for rule in [
        "default-src 'none'",
        "script-src 'self'",
        "frame-ancestors 'none'",
        "form-action 'self'",
        "base-uri 'none'",
    ] {
        assert!(policy.contains(rule), "{what}: {policy}");
    }
    assert!(!policy.contains("unsafe"), "{what}");
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(header("referrer-policy"), "no-referrer");
    assert_eq!(header("cache-control"), "no-store");
    assert_eq!(header("x-frame-options"), "DENY");
}

#[test]
fn only_this_computers_own_names_are_answered_on_any_route() {
    let site = Site::full();
    let foreign = [
        "evil.example",
        "127.0.0.1.evil.example",
        "127.0.0.1.evil.example:4321",
        "127.0.0.1",
        "localhost:80",
        "localhost.:4321",
        "[::1]:4321",
        "127.0.0.1:4322",
        "LOCALHOST:4321",
    ];
    for route in ROUTES {
        for host in foreign {
            let reply = site.ask(request(route).header(HOST, host));
            assert_eq!(reply.status, StatusCode::FORBIDDEN, "{} {host}", route.path);
            walled(&reply, route.path);
        }
    }
    site.ask(Request::get("/").header(HOST, "localhost:4321"));
    let two = site.ask(
        Request::get("/")
            .header(HOST, HOST_NAME)
            .header(HOST, "evil.example"),
    );
    assert_eq!(two.status, StatusCode::FORBIDDEN);
}

#[test]
fn a_stranger_gets_no_page_whatever_the_cookie() {
    let site = Site::full();
    let other = Site::full().cookie;
    let longer = format!("{}0", site.cookie);
    let shorter = site.cookie[..site.cookie.len() - 1].to_owned();
    let wrong_name = site.cookie.replace("strong-trust", "strong-trust-4321");
    for route in ROUTES {
        for cookie in [
            "",
            "strong-trust=",
            "strong-trust=x",
            &other,
            &longer,
            &shorter,
            &wrong_name,
        ] {
            let reply = site.ask(request(route).header(COOKIE, cookie));
            walled(&reply, route.path);
            match route.access {
                Access::Anyone => assert_eq!(reply.status, StatusCode::OK, "{}", route.path),
                Access::Link | Access::Control | Access::Session => {
                    assert_eq!(
                        reply.status,
                        StatusCode::FORBIDDEN,
                        "{} {cookie}",
                        route.path
                    );
                    assert!(!reply.text().contains("Northmoor"), "{}", route.path);
                }
            }
        }
    }
}

#[test]
fn the_table_says_of_every_page_who_may() {
    for route in ROUTES {
        match route.access {
            Access::Anyone => assert!(
                route.method() == Method::Get && route.path.contains('.'),
                "{} is for anyone",
                route.path
            ),
            Access::Link => assert_eq!(route.path, "/open/{token}"),
            Access::Control => assert_eq!((route.method(), route.path), (Method::Post, "/link")),
            Access::Session => {}
        }
        assert!(
            route.method() == Method::Post || route.kind.most() == 0,
            "{} only looks",
            route.path
        );
        let twice = ROUTES
            .iter()
            .filter(|other| (other.method(), other.path) == (route.method(), route.path))
            .count();
        assert_eq!(twice, 1, "{}", route.path);
    }
}

#[test]
fn a_save_that_another_page_sends_changes_nothing() {
    let site = Site::full();
    let before = site.read("t/responses/chair.toml");
    let token = site.token();
    for route in ROUTES
        .iter()
        .filter(|route| route.method() == Method::Post && route.access == Access::Session)
    {
        let path = filled(route);
        let body = encode(&[("token", token.as_str()), ("answer", "0")]);
        let plain =
            || Request::post(&path).header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        let foreign = [
            plain(),
            plain().header("sec-fetch-site", "cross-site"),
            plain().header("sec-fetch-site", "same-site"),
            plain().header("sec-fetch-site", "none"),
            plain()
                .header("sec-fetch-site", "cross-site")
                .header("origin", "http://127.0.0.1:4321"),
            plain().header("origin", "null"),
            plain().header("origin", "http://evil.example"),
            plain().header("origin", "http://127.0.0.1:4321.evil.example"),
            plain().header("origin", "https://127.0.0.1:4321"),
            plain().header("origin", "http://127.0.0.1:9999"),
            plain()
                .header("sec-fetch-site", "same-origin")
                .header("origin", "http://evil.example"),
        ];
        for request in foreign {
            let reply = site.send(request, Body::from(body.clone()));
            assert_eq!(reply.status, StatusCode::FORBIDDEN, "{path}");
            walled(&reply, &path);
        }
        for token in ["", "x", &format!("{token}0"), &Site::empty().token()] {
            let reply = site.post(&path, &[("token", token), ("answer", "0")]);
            assert_eq!(reply.status, StatusCode::FORBIDDEN, "{path} {token}");
        }
        let twice = site.post(
            &path,
            &[("token", token.as_str()), ("token", token.as_str())],
        );
        assert_eq!(twice.status, StatusCode::FORBIDDEN, "{path}");
        for kind in [
            "text/plain",
            "multipart/form-data; boundary=x",
            "application/json",
            "",
        ] {
            let request = Request::post(&path)
                .header(CONTENT_TYPE, kind)
                .header("sec-fetch-site", "same-origin");
            let reply = site.send(request, Body::from(body.clone()));
            assert!(reply.status.is_client_error(), "{path} {kind}");
        }
    }
    assert_eq!(site.read("t/responses/chair.toml"), before);
}

#[test]
fn a_link_opens_once_and_leaves_a_cookie_that_no_script_reads_and_no_other_server_is_sent() {
    let site = Site::full();
    let word = site.state.sign_in_link().unwrap();
    let path = format!("/open/{}", word.reveal());
    let first = site.ask(Request::get(&path).header(COOKIE, ""));
    assert_eq!(first.status, StatusCode::OK);
    assert!(
        first.text().contains("content=\"0; url=/\""),
        "{}",
        first.text()
    );
    let cookie = first.headers["set-cookie"].to_str().unwrap();
    assert!(
        cookie.starts_with("strong-trust=")
            && cookie.ends_with(&format!("; Path={}; HttpOnly; SameSite=Strict", site.base)),
        "{cookie}"
    );
    assert!(!cookie.contains(word.reveal()));
    let again = site.ask(Request::get(&path).header(COOKIE, ""));
    assert_eq!(again.status, StatusCode::FORBIDDEN);
    again
        .says("This link has been used")
        .says("press Enter in the window");
    walled(&again, "a used link");
}

#[test]
fn a_link_is_not_used_up_by_who_only_looks_whether_it_is_there() {
    let site = Site::full();
    let token = site.state.sign_in_link().unwrap();
    let path = format!("/open/{}", token.reveal());
    let head = site.ask(Request::head(&path).header(COOKIE, ""));
    assert_eq!(head.status, StatusCode::METHOD_NOT_ALLOWED);
    for (name, value) in [
        ("sec-purpose", "prefetch"),
        ("purpose", "prefetch"),
        ("x-moz", "prefetch"),
    ] {
        let guess = site.ask(Request::get(&path).header(COOKIE, "").header(name, value));
        assert_eq!(guess.status, StatusCode::SERVICE_UNAVAILABLE);
        guess.says("This link has not been used yet");
        assert!(guess.headers.get("set-cookie").is_none());
    }
    let opened = site.ask(Request::get(&path).header(COOKIE, ""));
    assert_eq!(opened.status, StatusCode::OK);
    assert!(opened.headers.contains_key("set-cookie"));
}

#[test]
fn neither_the_prefix_without_the_cookie_nor_the_cookie_without_the_prefix_opens_anything() {
    let site = Site::full();
    let other = Site::full();
    let mut answers = Vec::new();
    for route in ROUTES
        .iter()
        .filter(|route| route.access == Access::Session)
    {
        let path = filled(route);
        let elsewhere = [
            path.clone(),
            format!("{}{path}", other.base),
            format!("{}{path}", &site.base[..site.base.len() - 1]),
            format!("{}0{path}", site.base),
            format!("/{path}"),
        ];
        let with_cookie = elsewhere
            .into_iter()
            .map(|path| (path, site.cookie.clone()));
        let without = [(format!("{}{path}", site.base), String::new())];
        for (path, cookie) in with_cookie.chain(without) {
            let request = match route.method() {
                Method::Get => Request::get(&path),
                Method::Post => from_our_page(&path),
            };
            let answer = site.send_as_it_is(request.header(COOKIE, cookie), Body::empty());
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
            // Nor does it tell the prefix, or which pages there are.
            assert!(!answer.text().contains(&site.base), "{path}");
            answers.push(answer.text());
        }
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "a stranger is told the same everywhere");
}

#[test]
fn wrong_methods_are_refused_on_every_route() {
    let site = Site::full();
    for route in ROUTES {
        for method in [
            "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND",
        ] {
            let reply = site.ask(Request::builder().method(method).uri(filled(route)));
            assert!(
                reply.status == StatusCode::METHOD_NOT_ALLOWED
                    || reply.status == StatusCode::NOT_FOUND,
                "{method} {} {}",
                route.path,
                reply.status
            );
            walled(&reply, route.path);
        }
        let other = if route.method() == Method::Get {
            from_our_page(&filled(route))
        } else {
            Request::get(filled(route))
        };
        let has_both = ROUTES.iter().filter(|one| one.path == route.path).count() == 2;
        if !has_both {
            assert_eq!(
                site.ask(other).status,
                StatusCode::METHOD_NOT_ALLOWED,
                "{}",
                route.path
            );
        }
    }
}

#[test]
fn ids_lead_nowhere_but_to_what_is_there() {
    let site = Site::full();
    std::fs::create_dir(site.path("secret")).unwrap();
    for bad in [
        "..",
        "%2E%2E",
        "..%2Ft",
        "t%2F..%2Ft",
        "%2Fetc",
        "C%3A%5C",
        "t%00",
        ".",
        "no-such",
        "T",
        "%FF",
        "t%2Fresponses",
        "..%5C..",
        "secret",
    ] {
        let reply = site.ask(Request::get(format!("/a/{bad}/people")));
        assert!(reply.status.is_client_error(), "{bad} {}", reply.status);
        for path in [
            format!("/a/t/as/{bad}/tasks"),
            format!("/a/t/as/{bad}.chair/tasks"),
            format!("/a/t/as/chair.{bad}/tasks"),
            format!("/a/t/as/chair.chair/question/{bad}"),
            format!("/a/t/as/chair.chair/check/{bad}"),
        ] {
            let reply = site.ask(Request::get(&path));
            let new_somebody = matches!(bad, "no-such" | "T" | "secret")
                && path.ends_with(&format!("{bad}.chair/tasks"));
            assert!(
                new_somebody || reply.status.is_client_error(),
                "{path} {}",
                reply.status
            );
        }
    }
    assert!(
        site.ask(Request::get("/a/t/as/chair.headteacher/tasks"))
            .status
            .is_client_error(),
        "nobody changes roles"
    );
}

#[test]
fn too_much_is_refused_and_nothing_of_it_kept() {
    let site = Site::new();
    let path = "/a/t/as/chair.chair/question/governance-purpose";
    let token = site.token();
    let big = "x".repeat(2 * MOST_BODY);
    assert_eq!(
        site.post(path, &[("token", token.as_str()), ("note", &big)])
            .status,
        StatusCode::PAYLOAD_TOO_LARGE
    );
    let long = "x".repeat(4_001);
    site.post(
        path,
        &[("token", token.as_str()), ("answer", "1"), ("note", &long)],
    )
    .says("4000 is the most");
    let mut rows = vec![
        ("token".to_owned(), token.clone()),
        ("answer".to_owned(), "1".to_owned()),
        ("rows".to_owned(), "10000".to_owned()),
    ];
    assert_eq!(site.post(path, &rows).status, StatusCode::BAD_REQUEST);
    for row in 1..=10_000 {
        rows.push((format!("evidence-{row}-what"), "x".to_owned()));
    }
    assert_eq!(site.post(path, &rows).status, StatusCode::PAYLOAD_TOO_LARGE);
    for forged in [
        ("x", "1"),
        ("rows", "-1"),
        ("sign", "99"),
        ("sign", "0"),
        ("do", "erase"),
        ("do", "remove-1"),
        ("evidence-31-what", "x"),
    ] {
        let reply = site.post(path, &[("token", token.as_str()), ("answer", "1"), forged]);
        assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{forged:?}");
    }
    let twice = site.post(
        path,
        &[("token", token.as_str()), ("answer", "1"), ("answer", "2")],
    );
    assert_eq!(twice.status, StatusCode::BAD_REQUEST);
    assert!(!site.path("t/responses/chair.toml").exists());
}

#[test]
fn a_body_that_never_ends_is_not_waited_for() {
    use std::pin::Pin;
    use std::task::{Context, Poll};
    /// A body of which nothing ever comes.
    struct Never;
    impl axum::body::HttpBody for Never {
        type Data = axum::body::Bytes;
        type Error = std::convert::Infallible;
        fn poll_frame(
            self: Pin<&mut Self>,
            _: &mut Context<'_>,
        ) -> Poll<Option<Result<http_body::Frame<Self::Data>, Self::Error>>> {
            Poll::Pending
        }
    }
    let site = Site::new();
    let path = "/a/t/as/chair.chair/question/governance-purpose";
    let reply = site.send(from_our_page(path), Body::new(Never));
    assert_eq!(reply.status, StatusCode::REQUEST_TIMEOUT);
    walled(&reply, path);
}
