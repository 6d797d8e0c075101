//! Text that would be something else in a page, in every field of every file, shown back on every page as text.

use std::collections::BTreeMap;
use std::path::Path;

use axum::http::{Request, StatusCode};
use strong_trust::web::ROUTES;
use toml_edit::{Array, DocumentMut, Item, Value};

use super::attacks::walled;
use super::pages::{looks, whole};
use super::{Reply, Site};

const HOSTILE: &str = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)></textarea></title>&lt;i&gt;{{ 7*7 }}";

/// Keys whose words are ids, dates or one of a few: anything else in them would be refused when the file is read.
const PLAIN: &[&str] = &[
    "id",
    "asks",
    "role",
    "group",
    "criterion",
    "domain",
    "domains",
    "source",
    "sources",
    "facets",
    "indicators",
    "force",
    "kind",
    "status",
    "standard",
    "respondent",
    "for",
    "depth",
    "confidence",
    "version",
    "better",
    "url",
    "share",
    "enough",
    "not-applicable-limit",
    "was",
    "given-with",
];

fn spoil(item: &mut Item) {
    match item {
        Item::Table(table) => table.iter_mut().for_each(|(key, item)| {
            if !PLAIN.contains(&key.get()) {
                spoil(item);
            }
        }),
        Item::ArrayOfTables(tables) => tables
            .iter_mut()
            .flat_map(|table| table.iter_mut())
            .for_each(|(key, item)| {
                if !PLAIN.contains(&key.get()) {
                    spoil(item);
                }
            }),
        Item::Value(Value::String(text)) => {
            *item = toml_edit::value(format!("{} {HOSTILE}", text.value()));
        }
        Item::Value(Value::Array(list)) if list.iter().all(Value::is_str) => {
            let spoilt: Array = list
                .iter()
                .filter_map(Value::as_str)
                .map(|text| format!("{text} {HOSTILE}"))
                .collect();
            *item = toml_edit::value(spoilt);
        }
        Item::Value(_) | Item::None => {}
    }
}

fn spoil_folder(folder: &Path) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            spoil_folder(&path);
        } else if path.extension().is_some_and(|ending| ending == "toml") {
            let mut document: DocumentMut =
                std::fs::read_to_string(&path).unwrap().parse().unwrap();
            spoil(document.as_item_mut());
            std::fs::write(&path, document.to_string()).unwrap();
        }
    }
}

#[track_caller]
fn harmless(reply: &Reply, path: &str) {
    whole(reply, path);
    let text = reply.text();
    for element in ["<script>", "<img", "<i>", "</title>&lt;"] {
        assert!(!text.contains(element), "{path}: {element}");
    }
}

/// The route that an address belongs to, with its fields' names.
fn kind(path: &str) -> String {
    let (bare, query) = path.split_once('?').unwrap_or((path, ""));
    let fits = |route: &str| {
        route.split('/').count() == bare.split('/').count()
            && route
                .split('/')
                .zip(bare.split('/'))
                .all(|(a, b)| a.starts_with('{') || a == b)
    };
    let route = ROUTES
        .iter()
        .map(|route| route.path)
        .filter(|route| fits(route))
        .min_by_key(|route| route.matches('{').count());
    let names: Vec<&str> = query
        .split('&')
        .filter_map(|field| field.split('=').next())
        .collect();
    format!("{}?{}", route.unwrap_or(bare), names.join("&"))
}

#[test]
fn hostile_text_in_every_field_of_every_file_is_text_on_every_page() {
    let site = Site::full();
    spoil_folder(&site.path("t"));
    // Two of each kind of page stand for the others.
    let mut visited: BTreeMap<String, usize> = BTreeMap::new();
    let mut open: Vec<String> = looks().chain(["/".to_owned()]).collect();
    let mut pages = 0;
    while let Some(path) = open.pop() {
        let path = path.split('#').next().unwrap_or_default().to_owned();
        let count = visited.entry(kind(&path)).or_default();
        if !path.starts_with('/')
            || path.contains("/file")
            || path.contains("~example")
            || *count == 2
        {
            continue;
        }
        *count += 1;
        let page = site.ask(Request::get(&path));
        assert!(
            page.status.is_success() || page.status.is_redirection(),
            "{path}: {} {}",
            page.status,
            page.words()
        );
        if page.status == StatusCode::OK
            && page.headers["content-type"] == "text/html; charset=utf-8"
        {
            harmless(&page, &path);
            open.extend(page.links());
            pages += 1;
        }
    }
    assert!(pages > 60, "{pages}");
    let report = site.get("/a/t/report/domain/governance");
    assert!(
        report.text().contains("&#60;script&#62;") || report.text().contains("&lt;script&gt;"),
        "the words are there, as text"
    );
}

#[test]
fn a_file_with_hostile_faults_is_told_of_as_text() {
    let site = Site::new();
    let fault = format!(
        "{}\n[\"<script>alert(1)</script>\"]\n\"<img src=x onerror=alert(2)>\" = \"{}\"\n",
        site.read("t/assessment.toml"),
        "</title>"
    );
    std::fs::write(site.path("t/assessment.toml"), fault).unwrap();
    for path in looks().filter(|path| path.starts_with("/a/t")) {
        let reply = site.ask(Request::get(&path));
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
        walled(&reply, &path);
        assert!(
            !reply.text().contains("<script>") && !reply.text().contains("<img"),
            "{path}"
        );
        assert!(reply.title().starts_with("Error: "), "{path}");
    }
    site.get("/").says("Cannot be read as it is");
}

#[cfg(unix)]
#[test]
fn a_folder_with_a_hostile_name_is_shown_as_text_and_can_be_opened() {
    let site = Site::new();
    let name = "<script>alert(1)<img> & \"x\" #?%2e";
    std::fs::rename(site.path("t"), site.path(name)).unwrap();
    let home = site.get("/");
    whole(&home, "/");
    assert!(!home.text().contains("<script>") && !home.text().contains("<img"));
    let link = home
        .links()
        .into_iter()
        .find(|link| link.starts_with("/a/") && !link.contains("~example"))
        .unwrap();
    let overview = site.get(&link);
    whole(&overview, &link);
    for link in overview.links().iter().filter(|one| one.starts_with(&link)) {
        let page = site.get(link);
        whole(&page, link);
        assert!(!page.text().contains("<script>"));
    }
}
