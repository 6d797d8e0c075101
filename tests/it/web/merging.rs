//! Somebody who is left out, on the pages; and two files of one person brought together there.

use std::fs;

use axum::http::{Request, StatusCode};

use super::Site;
use super::pages::whole;

/// The chair's file and another that says otherwise on one criterion; a head beside them.
fn doubled() -> Site {
    let site = Site::new();
    let answers = |who: &str, role: &str, level: u8, note: &str| {
        format!(
            "format = 1\nrespondent = \"{who}\"\nrole = \"{role}\"\n\n[[answer]]\ncriterion = \"governance-purpose\"\nlevel = {level}\nnote = \"{note}\"\n\n[[answer]]\ncriterion = \"governance-oversight\"\nlevel = 1\n"
        )
    };
    let put = |name: &str, text: String| {
        fs::create_dir_all(site.path("t/responses")).unwrap();
        fs::write(site.path("t/responses").join(name), text).unwrap();
    };
    put(
        "chair.toml",
        answers("chair", "chair", 2, "The Quincequake."),
    );
    put(
        "chair (1).toml",
        answers("chair", "chair", 3, "The Medlarmoss."),
    );
    put("head-1.toml", answers("head-1", "headteacher", 1, "Plain."));
    site
}

const MERGE: &str = "/a/t/respondent/chair/merge";

#[test]
fn every_page_goes_on_without_them_and_says_so() {
    let site = doubled();
    for page in ["", "/agree", "/report"] {
        site.get(&format!("/a/t{page}"))
            .says("could not be read and are left out");
    }
    site.get("/a/t/status")
        .says("The answers of chair are left out");
    site.get("/a/t/people").says("head-1");
    site.get("/a/t/as/head-1.headteacher/tasks")
        .says("Expert governance");
    for page in ["tasks", "question/governance-purpose"] {
        let refused = site.ask(Request::get(format!("/a/t/as/chair.chair/{page}")));
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        refused.says("The answers of chair are left out");
        assert!(!refused.text().contains("Quincequake"));
    }
    site.submit("/a/t/people", &[("respondent", "chair"), ("role", "chair")])
        .says("The answers of chair are left out");
    site.get("/a/t/form/file?as=chair&role=chair")
        .says("The answers of chair are left out");
    let status = site.get("/a/t/status");
    assert!(
        status.links().iter().any(|link| link == MERGE),
        "{:?}",
        status.links()
    );
}

#[test]
fn two_files_are_shown_side_by_side_after_it_is_said_whose_they_are_and_brought_together() {
    let site = doubled();
    let first = site.get(MERGE);
    first.says("Go on only if you are chair");
    assert!(!first.text().contains("Quincequake"));
    let shown = site.get(&format!("{MERGE}?show=1"));
    shown
        .says("In responses/chair.toml")
        .says("The Quincequake.")
        .says("In responses/chair (1).toml")
        .says("The Medlarmoss.");
    let mut fields = shown.hidden_of_main();
    site.post(MERGE, &fields)
        .says("There is a problem")
        .says("Choose which answer holds on");
    fields.push(("take.governance-purpose".to_owned(), "other".to_owned()));
    // Whoever changes one of them meanwhile is not saved over.
    let copy = site.path("t/responses/chair (1).toml");
    let before = fs::read_to_string(&copy).unwrap();
    fs::write(&copy, before.replace("Medlarmoss", "Sloe")).unwrap();
    site.post(MERGE, &fields)
        .says("changed in the meantime")
        .says("Sloe");
    fs::write(&copy, &before).unwrap();
    let done = site.post(MERGE, &fields);
    assert_eq!(done.goes_to(), "/a/t/status?merged=chair");
    site.get("/a/t/status?merged=chair")
        .says("chair counts again");
    assert!(site.read("t/responses/chair.toml").contains("Medlarmoss"));
    assert_eq!(site.read("t/responses/chair (1).toml.merged"), before);
    let again = site.ask(Request::get(MERGE));
    assert_eq!(again.status, StatusCode::NOT_FOUND);
    again.says("Nobody of this id has two files here.");
}

#[test]
fn what_stands_in_two_files_is_shown_as_text() {
    let site = doubled();
    let copy = site.path("t/responses/chair (1).toml");
    let hostile = fs::read_to_string(&copy)
        .unwrap()
        .replace("The Medlarmoss.", "</textarea><script>alert(1)</script>");
    fs::write(&copy, hostile).unwrap();
    let shown = site.get(&format!("{MERGE}?show=1"));
    whole(&shown, MERGE);
    shown.says("</textarea><script>alert(1)</script>");
    assert!(!shown.text().contains("<script>alert"));
}

#[test]
fn whoever_answers_as_somebody_else_is_not_shown_the_two_files() {
    let site = doubled();
    site.get("/a/t/as/head-1.headteacher/tasks");
    let held = site.get(&format!("{MERGE}?show=1"));
    assert!(!held.text().contains("Quincequake"), "{}", held.text());
}
