//! The plan in the browser: actions added, changed and closed; a tracker out to Excel and back.

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Request, StatusCode};
use calamine::{Reader, Xlsx};

use super::{Reply, Site};
use crate::plan::edited_tracker;

const NEW: &str = "/a/t/plan/new";
/// An action with every field that one needs.
pub const WHOLE: [(&str, &str); 6] = [
    ("for", "civic-public-benefit"),
    ("course", "act"),
    ("what", "Meet the council & the others"),
    ("owner", "chief-executive"),
    ("due", "26 March 2027"),
    ("measure", "Minutes of three meetings"),
];

/// A form with a file, as a browser sends it.
fn upload(site: &Site, path: &str, fields: &[(&str, &str)], file: &[u8]) -> Reply {
    let mut body = Vec::new();
    let token = site.token();
    for (name, value) in fields.iter().chain(&[("token", token.as_str())]) {
        body.extend(
            format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
                .bytes(),
        );
    }
    body.extend(b"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../plan.xlsx\"\r\nContent-Type: application/octet-stream\r\n\r\n");
    body.extend(file);
    body.extend(b"\r\n--x--\r\n");
    let request = Request::post(path)
        .header(CONTENT_TYPE, "multipart/form-data; boundary=x")
        .header("sec-fetch-site", "same-origin");
    site.send(request, Body::from(body))
}

/// Agrees to what a page shows, with its own hidden fields.
fn agree(site: &Site, path: &str, page: &Reply) -> Reply {
    site.post(path, &page.hidden(path))
}

#[test]
fn an_action_is_added_changed_and_closed_and_each_save_is_told() {
    let site = Site::new();
    let criterion = site.get(NEW).text();
    assert!(
        criterion.contains("<option value=\"civic-public-benefit\">"),
        "{criterion}"
    );
    let to = site.submit(NEW, &WHOLE).goes_to();
    assert_eq!(to, "/a/t/plan?saved=a1");
    site.get(&to)
        .says("Saved as a1, for civic-public-benefit: Meet the council & the others (chief-executive, due 26 March 2027, not started).");
    let page = "/a/t/plan/action/a1";
    let fields: Vec<(&str, &str)> = WHOLE
        .iter()
        .copied()
        .chain([("status", "in-progress"), ("note", "Two held")])
        .collect();
    site.submit(page, &fields).goes_to();
    let file = site.read("t/plan.toml");
    assert!(
        file.contains("status = \"in-progress\"")
            && file.contains("note = \"Two held\"")
            && file.contains("due = 2027-03-26")
    );
    let opened = site.get(page);
    assert!(
        opened.text().contains("Two held</textarea>")
            && opened.text().contains("value=\"in-progress\" checked")
    );
    site.submit(page, &fields).goes_to();
    assert_eq!(
        site.read("t/plan.toml"),
        file,
        "saved again, not a byte changes"
    );
    let close = "/a/t/plan/action/a1/close";
    site.submit(close, &[("note", "x")])
        .says("Choose whether it is complete or stopped.");
    site.submit(close, &[("status", "complete"), ("note", "All three held")])
        .goes_to();
    assert!(site.read("t/plan.toml").contains("status = \"complete\""));
    site.get("/a/t/plan").says("Complete or stopped");
}

#[test]
fn what_is_missing_is_said_at_once_beside_what_was_typed() {
    let site = Site::new();
    let wrong = site.submit(
        NEW,
        &[("course", "act"), ("what", "Half <b>"), ("due", "soon")],
    );
    assert!(wrong.title().starts_with("Error: "));
    for words in [
        "Say which criterion",
        "Say who answers for it",
        "\"soon\" is not a date",
        "Say how you will know",
    ] {
        wrong.says(words);
    }
    assert!(
        !wrong.words().contains("Say by when"),
        "what was typed is not missing as well"
    );
    for field in ["for", "owner", "due", "measure"] {
        assert!(wrong.links().contains(&format!("#{field}")), "{field}");
    }
    assert!(wrong.text().contains("Half &#60;b&#62;</textarea>"));
    let past: Vec<(&str, &str)> = WHOLE
        .iter()
        .copied()
        .filter(|(name, _)| *name != "due")
        .chain([("due", "1 March 2026")])
        .collect();
    site.submit(NEW, &past)
        .says("1 March 2026 has passed already")
        .says("A day that has passed is meant so");
    assert!(!site.path("t/plan.toml").exists());
    let meant: Vec<(&str, &str)> = past.iter().copied().chain([("past-due-ok", "1")]).collect();
    site.submit(NEW, &meant).goes_to();
    site.get("/a/t/plan").says("Overdue");
}

#[test]
fn a_decision_to_do_nothing_needs_its_reason_and_can_be_taken_back_without_losing_it() {
    let site = Site::new();
    let nothing = [
        ("for", "civic-public-benefit"),
        ("course", "nothing"),
        ("owner", "typed before"),
        ("no-action", ""),
    ];
    site.submit(NEW, &nothing)
        .says("Please say why nothing will be done.");
    site.submit(
        NEW,
        &[
            ("for", "civic-public-benefit"),
            ("course", "nothing"),
            ("no-action", "Next year"),
        ],
    )
    .goes_to();
    assert!(
        site.read("t/plan.toml")
            .contains("no-action = \"Next year\"")
    );
    let gone = site.ask(Request::get("/a/t/plan/action/a1/close"));
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    site.submit("/a/t/plan/action/a1", &WHOLE).goes_to();
    let file = site.read("t/plan.toml");
    assert!(
        file.contains("owner = \"chief-executive\"")
            && file.contains("Before, nothing was to be done: Next year"),
        "{file}"
    );
    assert!(!file.contains("no-action"));
}

#[test]
fn what_somebody_changed_meanwhile_is_shown_beside_mine_and_not_overwritten() {
    let site = Site::new();
    site.submit(NEW, &WHOLE);
    let page = "/a/t/plan/action/a1";
    for path in [page, "/a/t/plan/action/a1/close"] {
        let mut mine = site.get(path).hidden(path);
        let typed: &[(&str, &str)] = if path == page {
            &WHOLE
        } else {
            &[("status", "stopped")]
        };
        mine.extend(
            typed
                .iter()
                .filter(|(name, _)| *name != "course")
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
        );
        mine.push(("note".to_owned(), "mine".to_owned()));
        let theirs: Vec<(&str, &str)> = WHOLE
            .iter()
            .copied()
            .chain([("status", "in-progress"), ("note", path)])
            .collect();
        site.submit(page, &theirs).goes_to();
        let both = site.post(path, &mine);
        both.says("Changed meanwhile")
            .says("Note: mine")
            .says(&format!("Note: {path}"));
        assert!(
            site.read("t/plan.toml").contains(path),
            "nothing is saved yet"
        );
        agree(&site, path, &both).goes_to();
        assert!(site.read("t/plan.toml").contains("note = \"mine\""));
    }
    // Taken out by hand: what was typed can be added anew.
    let mine = site.get(page).hidden(page);
    std::fs::write(site.path("t/plan.toml"), "format = 1\nlast-number = 1\n").unwrap();
    let mut again = mine;
    again.extend(
        WHOLE
            .iter()
            .filter(|(name, _)| *name != "course")
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
    );
    let kept = site.post(page, &again);
    kept.says("Somebody took this action out");
    assert!(
        kept.text().contains("Meet the council")
            && kept.text().contains("action=\"/a/t/plan/new\"")
    );
}

#[test]
fn the_next_review_is_a_day_after_the_assessment() {
    let site = Site::new();
    let page = "/a/t/plan/review";
    site.submit(page, &[("day", "1 May 2020")])
        .says("is not after the assessment itself");
    site.submit(page, &[("day", "whenever")])
        .says("is not a date");
    let to = site.submit(page, &[("day", "30 September 2027")]).goes_to();
    site.get(&to)
        .says("Saved: the next review is on 30 September 2027.");
    assert!(
        site.get("/a/t/plan/file/ics")
            .text()
            .contains("DTSTART;VALUE=DATE:20270930")
    );
}

#[test]
fn every_file_of_the_plan_is_given_with_the_kind_that_it_is() {
    let site = Site::full();
    let page = site.get("/a/t/plan");
    let files: Vec<String> = page
        .links()
        .into_iter()
        .filter(|link| link.contains("/plan/file/"))
        .collect();
    assert!(files.len() >= 7, "{files:?}");
    for file in files {
        let reply = site.get(&file);
        let name = reply.headers["content-disposition"].to_str().unwrap();
        let ending = file.rsplit('/').next().unwrap();
        assert!(
            name.starts_with("attachment; filename=\"Northmoor")
                && name.ends_with(&format!("{ending}\"")),
            "{name}"
        );
        assert!(!reply.body.is_empty());
    }
    assert_eq!(
        site.ask(Request::get("/a/t/plan/file/exe")).status,
        StatusCode::NOT_FOUND
    );
}

#[test]
fn a_tracker_goes_out_and_comes_back_shown_first_and_made_whole_or_not_at_all() {
    let site = Site::full();
    let read = "/a/t/plan/read";
    let bytes = site.get("/a/t/plan/file/xlsx").body;
    assert!(
        Xlsx::new(std::io::Cursor::new(bytes.clone()))
            .unwrap()
            .sheet_names()
            .contains(&"Plan".to_owned())
    );
    upload(&site, read, &[], &bytes).says("there is nothing to change");
    let before = site.read("t/plan.toml");
    // Somebody changes the plan; the tracker that was written before changes nothing of that.
    let changed = before.replacen("owner = \"", "owner = \"new ", 1);
    std::fs::write(site.path("t/plan.toml"), &changed).unwrap();
    let old = upload(&site, read, &[], &bytes);
    old.says("there is nothing to change");
    for junk in [&b""[..], b"PK\x03\x04", b"not a workbook", &[0; 4096]] {
        let wrong = upload(&site, read, &[], junk);
        assert!(wrong.title().starts_with("Error: "), "{}", wrong.title());
        assert!(wrong.links().contains(&"#file".to_owned()));
    }
    assert_eq!(
        upload(&site, read, &[], &vec![b'x'; 9 * 1024 * 1024]).status,
        StatusCode::PAYLOAD_TOO_LARGE
    );
    assert_eq!(
        upload(&site, read, &[("x", "1")], &bytes).status,
        StatusCode::BAD_REQUEST
    );
    assert_eq!(site.read("t/plan.toml"), changed);
}

#[test]
fn what_an_edited_tracker_changes_is_agreed_to_and_shown_anew_where_the_plan_moved_meanwhile() {
    let site = Site::new();
    site.submit(NEW, &WHOLE);
    let read = "/a/t/plan/read";
    let bytes = edited_tracker(
        &site.get("/a/t/plan/file/xlsx").body,
        &[("E4", "chair <b>")],
    );
    let shown = upload(&site, read, &[], &bytes);
    shown
        .says("a1: owner from “chief-executive” to “chair <b>”.")
        .says("One changed action.");
    assert!(
        site.read("t/plan.toml")
            .contains("owner = \"chief-executive\""),
        "nothing before it is agreed to"
    );
    site.submit(
        "/a/t/plan/action/a1",
        &WHOLE
            .iter()
            .copied()
            .chain([("note", "meanwhile")])
            .collect::<Vec<_>>(),
    )
    .goes_to();
    let again = agree(&site, "/a/t/plan/decide", &shown);
    again
        .says("The plan has changed since you looked.")
        .says("One changed action.");
    let to = agree(&site, "/a/t/plan/decide", &again).goes_to();
    site.get(&to).says("Saved as a1");
    let file = site.read("t/plan.toml");
    assert!(
        file.contains("owner = \"chair <b>\"") && file.contains("note = \"meanwhile\""),
        "{file}"
    );
}
