//! What becomes of a form that is not taken: what was typed is never lost, and going back never sends it again.

use std::path::Path;

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE};
use axum::http::{Request, StatusCode};
use scraper::{Html, Selector};
use strong_trust::web::{Access, MOST_BODY, Method, ROUTES, Route, RouteKind};

use super::attacks::filled;
use super::planning::WHOLE;
use super::{Reply, Site, encode, from_our_page};

/// How a form is taken and refused.
struct Case {
    /// What is typed where it is taken; nothing where no form is sent from its page, or a file is.
    taken: Vec<(&'static str, &'static str)>,
    /// The fields for a text, each with a word of what is said of one that is too long.
    long: Vec<(&'static str, &'static str)>,
}

const LIMIT: &str = "4000 is the most";

/// Every form. A new one has to be told here, or the tests do not pass.
#[expect(clippy::too_many_lines, reason = "a list of forms")]
fn case(route: &Route) -> Case {
    let case =
        |taken: &[(&'static str, &'static str)], long: &[(&'static str, &'static str)]| Case {
            taken: taken.to_vec(),
            long: long.to_vec(),
        };
    match route.path {
        "/new" => case(
            &[
                ("trust", "Elm Trust"),
                ("cycle", "2027"),
                ("date", "22 November 2026"),
                ("schools", "3"),
                ("rubric", "strong-trust"),
                ("depth", "full"),
            ],
            &[
                ("trust", LIMIT),
                ("cycle", LIMIT),
                ("date", "is not a date"),
                ("schools", "number"),
            ],
        ),
        "/a/{assessment}/people" => case(
            &[("respondent", "somebody"), ("role", "trustee")],
            &[("respondent", "80")],
        ),
        "/a/{assessment}/as/{who}/question/{criterion}" => case(
            &[
                ("answer", "2"),
                ("note", "x"),
                ("rows", "1"),
                ("evidence-1-what", "Minutes"),
                ("evidence-1-kind", "document"),
                ("evidence-1-date", "March 2026"),
            ],
            &[
                ("note", LIMIT),
                ("uneven", LIMIT),
                ("warning-note", LIMIT),
                ("evidence-1-what", LIMIT),
                ("evidence-1-place", LIMIT),
                ("evidence-1-date", "is not a date"),
            ],
        ),
        "/a/{assessment}/targets/{target}" => {
            case(&[("level", "3"), ("reason", "x")], &[("reason", LIMIT)])
        }
        "/a/{assessment}/numbers/{indicator}" => case(
            &[
                ("do", "save"),
                ("value", "81.5"),
                ("period", "2026"),
                ("note", "x"),
            ],
            &[("period", LIMIT), ("note", LIMIT), ("value", "number")],
        ),
        "/a/{assessment}/agree/item/{criterion}" => case(
            &[
                ("answer", "2"),
                ("reason", "x"),
                ("outside", "x"),
                ("moderator", "Vice chair"),
                ("date", "20 November 2026"),
            ],
            &[
                ("reason", LIMIT),
                ("dissent", LIMIT),
                ("uneven", LIMIT),
                ("warning-note", LIMIT),
                ("moderator", LIMIT),
                ("date", "is not a date"),
            ],
        ),
        "/a/{assessment}/next" => case(
            &[
                ("cycle", "2027"),
                ("date", "20 November 2027"),
                ("folder", "n"),
            ],
            &[
                ("cycle", LIMIT),
                ("folder", "60"),
                ("date", "is not a date"),
            ],
        ),
        "/a/{assessment}/plan/new" | "/a/{assessment}/plan/action/{action}" => case(
            &WHOLE,
            &[
                ("what", LIMIT),
                ("owner", LIMIT),
                ("measure", LIMIT),
                ("note", LIMIT),
                ("due", "is not a date"),
            ],
        ),
        "/a/{assessment}/plan/action/{action}/close" => {
            case(&[("status", "complete"), ("note", "x")], &[("note", LIMIT)])
        }
        "/a/{assessment}/plan/review" => {
            case(&[("day", "30 September 2027")], &[("day", "is not a date")])
        }
        "/a/{assessment}/respondent/{respondent}/rename" => {
            case(&[("new", "somebody-else")], &[("new", "80")])
        }
        "/a/{assessment}/respondent/{respondent}/remove" => case(&[("keep", "1")], &[]),
        // Nothing is typed there: something is chosen or ticked, or a file is sent.
        "/stop"
        | "/a/{assessment}/session"
        | "/a/{assessment}/standards/{group}"
        | "/a/{assessment}/respondent/{respondent}/merge"
        | "/a/{assessment}/upgrade"
        | "/a/{assessment}/plan/read"
        | "/a/{assessment}/plan/decide"
        | "/a/{assessment}/form/read"
        | "/a/{assessment}/form/decide" => case(&[], &[]),
        other => panic!("say how the form of {other} is taken and refused"),
    }
}

fn forms() -> impl Iterator<Item = &'static Route> {
    ROUTES
        .iter()
        .filter(|route| route.method() == Method::Post && route.access == Access::Session)
}

/// What stands in the fields of a page, letter by letter.
fn fields(page: &Reply) -> Vec<String> {
    let tree = Html::parse_document(&page.text());
    let fields = Selector::parse("main textarea, main input[type=text]").unwrap();
    tree.select(&fields)
        .map(|field| match field.attr("value") {
            Some(value) => value.to_owned(),
            None => field.text().collect(),
        })
        .collect()
}

/// The same in fields that only show it.
fn shown_again(page: &Reply) -> Vec<String> {
    let tree = Html::parse_document(&page.text());
    let fields = Selector::parse("main textarea[readonly]:not([name])").unwrap();
    tree.select(&fields)
        .map(|field| field.text().collect())
        .collect()
}

/// A text of this many characters that any mistake in escaping would change, with one long line.
fn long(characters: usize) -> String {
    let head = "<b>\"It's\" & </textarea> é\nsecond line ";
    format!("{head}{}", "x".repeat(characters - head.chars().count()))
}

/// A folder in which every form can be sent.
fn site() -> Site {
    let site = Site::full();
    let to = site.submit("/a/t/plan/new", &WHOLE).goes_to();
    assert_eq!(to, "/a/t/plan?saved=a1");
    site
}

#[test]
fn no_page_cuts_what_is_pasted() {
    fn none_in(folder: &Path) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                none_in(&path);
            } else {
                let text = std::fs::read_to_string(&path).unwrap();
                assert!(!text.contains("maxlength"), "{}", path.display());
            }
        }
    }
    none_in(Path::new("templates"));
}

#[test]
fn a_text_that_is_too_long_stands_whole_in_its_field_with_the_limit_beside_it() {
    let site = site();
    for route in forms() {
        let case = case(route);
        let path = filled(route);
        // Whoever answers and has not finished is not shown what others answered.
        site.post("/a/t/session", &[("token", site.token())])
            .goes_to();
        for (field, limit) in &case.long {
            let text = long(5_000);
            // One line keeps no line end.
            let line = text.replace('\n', " ");
            let mut typed = case.taken.clone();
            typed.retain(|(name, _)| name != field);
            typed.push((field, &text));
            let refused = site.submit(&path, &typed);
            assert_eq!(refused.status, StatusCode::OK, "{path} {field}");
            assert!(refused.title().starts_with("Error: "), "{path} {field}");
            refused.says(limit);
            let there = fields(&refused);
            assert!(
                there
                    .iter()
                    .any(|there| *there == text || there.replace('\n', " ") == line),
                "{path}: {field} is lost: {there:?}"
            );
            // Nor is anything else.
            for (name, value) in &typed {
                assert!(
                    *name == *field || refused.text().contains(&value.replace('&', "&#38;")),
                    "{path}: {name} is lost with {field}"
                );
            }
        }
    }
}

#[test]
fn a_standard_that_is_refused_keeps_what_was_typed() {
    let site = site();
    let path = "/a/t/standards/1";
    let id = site.get(path).text();
    let id = id
        .split(".explanation\"")
        .next()
        .unwrap()
        .rsplit('"')
        .next()
        .unwrap()
        .to_owned();
    for part in ["proof", "by", "explanation", "checked"] {
        let text = long(5_000);
        let refused = site.submit(
            path,
            &[
                (&format!("{id}.status"), "met"),
                (&format!("{id}.{part}"), &text),
            ],
        );
        refused.says(if part == "checked" {
            "is not a date"
        } else {
            LIMIT
        });
        assert!(fields(&refused).contains(&text), "{part}");
    }
}

#[test]
fn a_form_of_an_earlier_start_shows_what_was_typed_and_saves_nothing_of_it() {
    let site = site();
    let text = long(9_000);
    for route in forms() {
        let path = filled(route);
        let body = encode(&[
            ("token", "of-an-earlier-start"),
            ("revision", "s"),
            ("note", &text),
            ("answer", "3"),
        ]);
        let before = files(&site);
        // The browser is let in, and its page is old; or it is not let in any more.
        for cookie in [site.cookie.as_str(), "", "strong-trust=gone"] {
            let request = from_our_page(&path).header(COOKIE, cookie);
            let reply = site.send_once(request, Body::from(body.clone()));
            assert_eq!(reply.status, StatusCode::FORBIDDEN, "{path} {cookie}");
            if route.kind != RouteKind::Command {
                assert_eq!(
                    shown_again(&reply),
                    [text.clone(), "3".to_owned()],
                    "{path} {cookie}"
                );
            }
            reply.says("What you typed").says("It is not saved");
            super::attacks::walled(&reply, &path);
        }
        assert_eq!(files(&site), before, "{path}");
    }
    // Another page that sends the same is shown nothing.
    let foreign = Request::post("/a/t/plan/review")
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "cross-site");
    let reply = site.send_once(
        foreign.header(COOKIE, ""),
        Body::from(encode(&[("day", &text)])),
    );
    assert!(shown_again(&reply).is_empty() && !reply.text().contains("second line"));
}

/// Every file of the folder that is served, with what is in it.
fn files(site: &Site) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    fn into(folder: &Path, all: &mut Vec<(std::path::PathBuf, Vec<u8>)>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                into(&path, all);
            } else {
                let bytes = std::fs::read(&path).unwrap();
                all.push((path, bytes));
            }
        }
    }
    let mut all = Vec::new();
    into(&site.path(""), &mut all);
    all.sort();
    all
}

#[test]
fn what_cannot_be_taken_at_all_is_shown_again_too() {
    let site = site();
    let path = "/a/t/as/chair.chair/question/governance-purpose";
    let token = site.token();
    // More than a form may have.
    let text = long(2 * MOST_BODY);
    let reply = site.post(path, &[("token", token.as_str()), ("note", &text)]);
    assert_eq!(reply.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(shown_again(&reply) == [text]);
    // A field that the page does not have, and somebody or something that is gone.
    let text = long(300);
    for (path, extra, status) in [
        (path, ("x", "1"), StatusCode::BAD_REQUEST),
        (
            "/a/t/as/chair.chair/question/no-such",
            ("answer", "1"),
            StatusCode::NOT_FOUND,
        ),
        (
            "/a/gone/as/chair.chair/question/governance-purpose",
            ("answer", "1"),
            StatusCode::NOT_FOUND,
        ),
        ("/a/t/no-such-page", ("answer", "1"), StatusCode::NOT_FOUND),
        (
            "/a/~example/plan/new",
            ("answer", "1"),
            StatusCode::FORBIDDEN,
        ),
    ] {
        let reply = site.post(path, &[("token", token.as_str()), ("note", &text), extra]);
        assert_eq!(reply.status, status, "{path}");
        assert_eq!(shown_again(&reply).first(), Some(&text), "{path}");
    }
    // A file of the folder that cannot be read just now.
    std::fs::write(site.path("t/responses/chair.toml"), "broken").unwrap();
    let reply = site.post(
        path,
        &[("token", token.as_str()), ("note", &text), ("answer", "1")],
    );
    assert!(reply.status.is_client_error() || reply.status.is_server_error());
    assert_eq!(shown_again(&reply).first(), Some(&text));
}

#[test]
fn what_came_of_a_form_before_the_connection_stalled_is_shown_again() {
    use std::pin::Pin;
    use std::task::{Context, Poll};
    /// A body of which only this comes.
    struct Stalled(Option<axum::body::Bytes>);
    impl axum::body::HttpBody for Stalled {
        type Data = axum::body::Bytes;
        type Error = std::convert::Infallible;
        fn poll_frame(
            mut self: Pin<&mut Self>,
            _: &mut Context<'_>,
        ) -> Poll<Option<Result<http_body::Frame<Self::Data>, Self::Error>>> {
            match self.0.take() {
                Some(bytes) => Poll::Ready(Some(Ok(http_body::Frame::data(bytes)))),
                None => Poll::Pending,
            }
        }
    }
    let site = site();
    let path = "/a/t/as/chair.chair/question/governance-purpose";
    let body = Stalled(Some(
        encode(&[("note", "all of this"), ("uneven", "half of")]).into(),
    ));
    let reply = site.send(from_our_page(path), Body::new(body));
    assert_eq!(reply.status, StatusCode::REQUEST_TIMEOUT);
    assert_eq!(shown_again(&reply), ["all of this", "half of"]);
}

#[test]
fn every_form_that_is_taken_sends_the_browser_on() {
    for route in forms() {
        let case = case(route);
        if case.taken.is_empty() {
            continue;
        }
        let site = site();
        let path = filled(route);
        let mut all = site.get(&path).hidden(&path);
        all.retain(|(name, _)| case.taken.iter().all(|(typed, _)| typed != name));
        all.extend(
            case.taken
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
        );
        let reply = site.send_once(from_our_page(&path), Body::from(encode(&all)));
        assert_eq!(
            reply.status,
            StatusCode::SEE_OTHER,
            "{path}: {}",
            reply.text()
        );
        assert!(reply.body.is_empty(), "{path}");
        site.get(&reply.goes_to());
    }
}

#[test]
fn no_form_is_answered_by_a_page_of_its_own_so_going_back_asks_nothing() {
    for route in forms().filter(|route| route.path != "/stop") {
        let site = site();
        if route.path.ends_with("/merge") {
            let responses = site.path("t/responses");
            std::fs::copy(
                responses.join("chair.toml"),
                responses.join("chair (1).toml"),
            )
            .unwrap();
        }
        let token = site.token();
        let path = filled(route);
        // Nothing is filled in, so most are refused.
        let reply = match route.kind {
            RouteKind::Upload => {
                let body = format!(
                    "--x\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n{token}\r\n--x--\r\n"
                );
                let request = Request::post(&path)
                    .header(CONTENT_TYPE, "multipart/form-data; boundary=x")
                    .header("sec-fetch-site", "same-origin");
                site.send_once(request, Body::from(body))
            }
            RouteKind::Page
            | RouteKind::Export
            | RouteKind::Form
            | RouteKind::Decision
            | RouteKind::Command => site.send_once(
                from_our_page(&path),
                Body::from(encode(&[("token", &token)])),
            ),
        };
        assert_eq!(
            reply.status,
            StatusCode::SEE_OTHER,
            "{path}: {}",
            reply.text()
        );
        let to = reply.goes_to();
        let page = site.get(&to);
        if let Some(kept) = reply.kept() {
            assert!(kept.starts_with(&path), "{kept}");
            assert_eq!(
                site.get(&kept).body,
                page.body,
                "loaded again, it is the same"
            );
        }
    }
}

#[test]
fn a_kept_page_is_for_its_browser_until_it_is_saved_and_there_is_an_end_to_them() {
    let site = Site::new();
    let path = "/a/t/as/chair.chair/question/governance-purpose";
    let token = site.token();
    let typed = |note: &str, act: &str| {
        encode(&[
            ("token", token.as_str()),
            ("note", note),
            ("do", act),
            ("rows", "0"),
        ])
    };
    let keep = |note: &str| {
        let reply = site.send_once(from_our_page(path), Body::from(typed(note, "add")));
        reply.kept().unwrap()
    };
    let (first, second) = (keep("first words"), keep("second words"));
    assert!(site.get(&first).text().contains("first words"));
    assert!(site.get(&second).text().contains("evidence-1-what"));
    // At another address, with another mark, or in another browser it is a page like any other.
    let other = "/a/t/as/chair.chair/question/governance-oversight?kept=1";
    for address in [
        other.to_owned(),
        format!("{path}?kept=99"),
        format!("{path}?kept=x"),
    ] {
        assert!(
            !site.get(&address).text().contains("first words"),
            "{address}"
        );
    }
    let word = site.state.sign_in_link().unwrap();
    let entered = site.ask(Request::get(format!("/open/{}", word.reveal())).header(COOKIE, ""));
    let cookie = entered.headers["set-cookie"].to_str().unwrap();
    let cookie = cookie.split(';').next().unwrap();
    let reply = site.ask(Request::get(&first).header(COOKIE, cookie));
    assert!(reply.status == StatusCode::OK && !reply.text().contains("first words"));
    // Whoever sits there next does not see it, and whoever sat there does.
    site.post("/a/t/session", &[("token", token.as_str())])
        .goes_to();
    assert!(!site.get(&first).text().contains("first words"));
    site.get(path);
    assert!(site.get(&first).text().contains("first words"));
    // So many are kept and no more.
    let many: Vec<String> = (0..60)
        .map(|number| keep(&format!("words {number}")))
        .collect();
    assert!(!site.get(&first).text().contains("first words"));
    assert!(site.get(&many[59]).text().contains("words 59"));
    let large = "&".repeat(200_000);
    for _ in 0..20 {
        keep(&large);
    }
    assert!(!site.get(&many[59]).text().contains("words 59"));
    // Saved, it is of no use any more: what is in the file is shown.
    let kept = keep("half");
    site.submit(path, &[("answer", "2"), ("note", "whole")])
        .goes_to();
    let reply = site.get(&kept);
    assert!(reply.text().contains("whole</textarea>") && !reply.text().contains("half</textarea>"));
}
