//! Forms in Excel, other ids and removing, from the status page.

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Request, StatusCode};
use strong_trust::assessment::{Answer, Note, Rating};
use strong_trust::rubric::{RespondentId, RoleId};
use strong_trust::store::Folder;

use super::{Reply, Site};

/// Sends a file from the page of forms, as a browser does.
fn send(site: &Site, name: &str, bytes: &[u8]) -> Reply {
    let boundary = "XboundaryX";
    let mut body = Vec::new();
    body.extend(
        format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n{}\r\n",
            site.token()
        )
        .into_bytes(),
    );
    body.extend(format!("--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n").into_bytes());
    body.extend(bytes);
    body.extend(format!("\r\n--{boundary}--\r\n").into_bytes());
    let request = Request::post("/a/t/form/read")
        .header(
            CONTENT_TYPE,
            format!("multipart/form-data; boundary={boundary}"),
        )
        .header("sec-fetch-site", "same-origin");
    site.send(request, Body::from(body))
}

fn answer(site: &Site, criterion: usize, level: i64, note: &str) {
    let folder = Folder::open(site.path("t")).unwrap();
    let rubric = folder.load().unwrap().assessment.rubric;
    let criterion = rubric.criteria().nth(criterion).unwrap();
    let level = Rating::Level(rubric.scale().level(level).unwrap());
    let answer = Answer {
        note: Note::new(note),
        ..Answer::new(criterion.id.clone(), level)
    };
    folder
        .save_answer(
            &rubric,
            &RespondentId::new("chair").unwrap(),
            &RoleId::new("chair").unwrap(),
            &answer,
        )
        .unwrap();
}

fn written(site: &Site) -> Vec<u8> {
    site.get("/a/t/form/file?as=chair&role=chair").body
}

#[test]
fn a_form_is_written_for_somebody_new_and_faults_name_their_fields() {
    let site = Site::new();
    let form = site.get("/a/t/form/file?as=Vice+Chair&role=chair");
    assert!(
        form.headers["content-disposition"]
            .to_str()
            .unwrap()
            .ends_with("-vice-chair.xlsx\"")
            && form.body.starts_with(b"PK")
    );
    let wrong = site.get("/a/t/form/file?as=%3Cscript%3E&role=nobody");
    wrong
        .says("cannot be a respondent's id")
        .says("What are they to the trust? Choose one.");
    assert!(
        wrong.title().starts_with("Error: ")
            && wrong.links().contains(&"#as".to_owned())
            && !wrong.text().contains("<script>")
    );
    site.get("/a/t/form/file?as=a%40b.example&role=chair")
        .says("looks like an e-mail address");
    answer(&site, 0, 1, "x");
    site.get("/a/t/form/file?as=Chair&role=headteacher")
        .says("Somebody has answered as chair already");
    assert_eq!(
        site.ask(Request::get("/a/t/form/file?as=x&role=chair&x=1"))
            .status,
        StatusCode::BAD_REQUEST
    );
}

#[test]
fn a_form_that_came_back_is_read_whole_and_twice_changes_nothing() {
    let site = Site::new();
    answer(&site, 0, 2, "from the form");
    let form = written(&site);
    std::fs::remove_file(site.path("t/responses/chair.toml")).unwrap();
    // Nobody touched the form, so nothing in it is new but what the folder lost: that is told and not decided by the program.
    let read = send(&site, "form.xlsx", &form);
    assert_eq!(read.status, StatusCode::OK);
    read.says("form.xlsx, the form of chair (chair).")
        .says("In the form")
        .says("from the form")
        .says("it was taken out");
    let id = "governance-purpose";
    let mut fields = read.hidden("/a/t/form/decide");
    let asked = site.post("/a/t/form/decide", &fields);
    asked
        .says("There is a problem")
        .says("Which of the two is to stay?");
    fields.push((format!("take.{id}"), "form".to_owned()));
    site.post("/a/t/form/decide", &fields)
        .says("Saved 1 answer of chair.");
    assert!(
        site.read("t/responses/chair.toml")
            .contains("from the form")
    );
    send(&site, "form.xlsx", &form).says("Nothing had to be changed.");
    site.post("/a/t/form/decide", &fields)
        .says("Please choose the workbook once more");
}

#[test]
fn where_the_folder_changed_meanwhile_both_are_shown_and_another_change_is_shown_again() {
    let site = Site::new();
    answer(&site, 0, 2, "from the form");
    let form = written(&site);
    std::fs::remove_file(site.path("t/responses/chair.toml")).unwrap();
    answer(&site, 0, 3, "from the folder");
    let folder = site.read("t/responses/chair.toml");
    // The form is as it was written, and the folder is newer: the folder's stays without a question.
    send(&site, "form.xlsx", &form)
        .says("Answered anew in the folder since the form was written, and kept so");
    assert_eq!(site.read("t/responses/chair.toml"), folder);
    std::fs::remove_file(site.path("t/responses/chair.toml")).unwrap();
    let mut chosen = send(&site, "form.xlsx", &form).hidden("/a/t/form/decide");
    answer(&site, 0, 4, "in the meantime");
    chosen.push(("take.governance-purpose".to_owned(), "form".to_owned()));
    site.post("/a/t/form/decide", &chosen)
        .says("Answered anew in the folder");
    assert!(
        site.read("t/responses/chair.toml")
            .contains("in the meantime")
    );
}

#[test]
fn what_is_no_form_is_told_and_nothing_of_it_is_kept() {
    let site = Site::new();
    answer(&site, 0, 2, "x");
    let before = site.read("t/responses/chair.toml");
    send(&site, "", b"").says("Choose the workbook that came back.");
    let wrong = send(&site, "<script>.xlsx", b"PK\x03\x04 no workbook");
    wrong.says("could not be read, and nothing was changed");
    assert!(wrong.title().starts_with("Error: ") && !wrong.text().contains("<script>"));
    let form = written(&site);
    send(&site, "cut.xlsx", &form[..form.len() / 2]).says("nothing was changed");
    let other = Site::full();
    let foreign = other.get("/a/t/form/file?as=chair&role=chair").body;
    send(&site, "foreign.xlsx", &foreign).says("this form belongs to another assessment");
    assert_eq!(site.read("t/responses/chair.toml"), before);
    let large = send(
        &site,
        "large.xlsx",
        &vec![0; strong_trust::web::MOST_FILE + 1],
    );
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[test]
fn another_id_is_given_on_a_page_of_its_own() {
    let site = Site::full();
    let path = "/a/t/respondent/finance-director/rename";
    for (new, words) in [
        ("", "Please type a short id"),
        ("<b>", "cannot be a respondent's id"),
        ("chair", "has answered as chair already"),
    ] {
        let wrong = site.submit(path, &[("new", new)]);
        wrong.says(words);
        assert!(
            wrong.title().starts_with("Error: ") && wrong.links().contains(&"#new".to_owned()),
            "{new}"
        );
    }
    site.submit(path, &[("new", "Bursar")])
        .says("now in responses/bursar.toml");
    assert!(!site.path("t/responses/finance-director.toml").exists());
    assert_eq!(site.ask(Request::get(path)).status, StatusCode::NOT_FOUND);
}

#[test]
fn somebody_is_removed_only_after_being_told_what_goes_and_what_stays() {
    let site = Site::full();
    let path = "/a/t/respondent/finance-director/remove";
    let page = site.get(path);
    page.says("This goes, and the program cannot bring it back")
        .says("What this program cannot reach")
        .says("Leave everything as it is");
    assert!(site.path("t/responses/finance-director.toml").exists());
    site.submit(path, &[])
        .says("This is gone")
        .says("responses/finance-director.toml");
    assert!(!site.path("t/responses/finance-director.toml").exists());
    assert!(
        !site
            .get("/a/t/status")
            .words()
            .contains("A text for finance-director")
    );
    assert_eq!(
        site.submit("/a/t/respondent/chair/remove", &[("x", "1")])
            .status,
        StatusCode::BAD_REQUEST
    );
    assert_eq!(
        site.ask(Request::get("/a/~example/respondent/chair/remove"))
            .status,
        StatusCode::FORBIDDEN
    );
}
