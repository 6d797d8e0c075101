//! The title of every page: the question, the section, the service, and first of all "Error:" where there is one.

use axum::http::{Request, StatusCode};
use scraper::{Html, Selector};
use strong_trust::web::{Access, Method, ROUTES};

use super::attacks::filled;
use super::pages::looks;
use super::{Reply, Site};

#[track_caller]
fn titled(reply: &Reply, path: &str) {
    let title = reply.title();
    let tree = Html::parse_document(&reply.text());
    let one = |selector: &str| tree.select(&Selector::parse(selector).unwrap()).next();
    let heading = one("h1").unwrap().text().collect::<String>();
    let wrong = one(".errors, .fault").is_some() || !reply.status.is_success();
    assert_eq!(title.starts_with("Error: "), wrong, "{path}: {title}");
    let words = title.strip_prefix("Error: ").unwrap_or(&title);
    assert!(
        words.starts_with(&format!("{heading} – ")) && words.ends_with(" – strong-trust"),
        "{path}: {title}"
    );
    // Below the first page of an assessment there is a section between the two.
    if reply.status.is_success() && path.matches('/').count() > 2 {
        assert!(
            words.len() > heading.len() + " – strong-trust".len() + 3,
            "{path}: {title}"
        );
    }
}

fn is_page(reply: &Reply) -> bool {
    reply
        .headers
        .get("content-type")
        .is_some_and(|kind| kind.to_str().unwrap().starts_with("text/html"))
}

#[test]
fn every_page_is_titled_by_its_question_section_and_service() {
    for site in [Site::new(), Site::full()] {
        let mut titles = std::collections::BTreeMap::new();
        // Who has opened the pages of somebody who answers is shown less, until everything is answered: they come last.
        let (answering, others): (Vec<_>, Vec<_>) = looks().partition(|path| path.contains("/as/"));
        for path in others.into_iter().chain(answering) {
            let reply = site.ask(Request::get(&path));
            if is_page(&reply) {
                titled(&reply, &path);
                if reply.status.is_success() {
                    let other = titles.insert(reply.title(), path.clone());
                    assert!(
                        other.is_none(),
                        "{path} and {} have one title: {}",
                        other.unwrap_or_default(),
                        reply.title()
                    );
                }
            }
        }
    }
}

#[test]
fn every_form_that_is_sent_empty_says_in_the_title_that_something_is_wrong_or_goes_on() {
    let site = Site::full();
    for route in ROUTES.iter().filter(|route| {
        route.method() == Method::Post && route.access == Access::Session && route.path != "/stop"
    }) {
        let path = filled(route);
        let reply = site.post(&path, &[("token", site.token())]);
        assert!(!reply.status.is_server_error(), "{path}: {}", reply.status);
        if is_page(&reply) {
            titled(&reply, &path);
        } else {
            assert_eq!(reply.status, StatusCode::SEE_OTHER, "{path}");
        }
    }
    let nowhere = site.ask(Request::get("/nowhere"));
    titled(&nowhere, "/nowhere");
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
}
