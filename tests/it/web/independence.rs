//! Nobody is shown what others answered before their own answers are complete.

use axum::http::{Request, StatusCode};
use strong_trust::assessment::{Answer, Note, Rating};
use strong_trust::rubric::{RespondentId, RoleId};
use strong_trust::store::Folder;
use strong_trust::web::{Access, Method, ROUTES, Route, Visibility};

use super::Site;
use super::attacks::filled;

/// Words of somebody else's note, which no page may show.
const THEIRS: &str = "OTHERS-NOTE";

fn answer(site: &Site, respondent: &str, role: &str, note: &str, how_many: usize) {
    let folder = Folder::open(site.path("t")).unwrap();
    let rubric = folder.load().unwrap().assessment.rubric;
    for criterion in rubric.criteria().take(how_many) {
        let level = rubric.scale().level(1).unwrap();
        let answer = Answer {
            note: Note::new(note),
            ..Answer::new(criterion.id.clone(), Rating::Level(level))
        };
        folder
            .save_answer(
                &rubric,
                &RespondentId::new(respondent).unwrap(),
                &RoleId::new(role).unwrap(),
                &answer,
            )
            .unwrap();
    }
}

/// `head` has answered everything, `chair` one question.
fn site() -> Site {
    let site = Site::new();
    answer(&site, "head", "headteacher", THEIRS, usize::MAX);
    answer(&site, "chair", "chair", "mine", 1);
    site
}

#[test]
fn whoever_is_still_answering_is_shown_nobody_elses_answers_on_any_page() {
    let site = site();
    site.get("/a/t/as/chair.chair/tasks");
    let looks = ROUTES
        .iter()
        .filter(|route| route.method() == Method::Get && route.access == Access::Session);
    let also = [
        "/a/t/as/head.headteacher/check/governance",
        "/a/t/as/head.headteacher/finish",
        "/a/t/form/file?as=head&role=headteacher",
    ];
    for path in looks.map(filled).chain(also.map(str::to_owned)) {
        let reply = site.ask(Request::get(&path));
        assert!(!reply.text().contains(THEIRS), "{path}");
        assert!(
            reply.headers.get("content-disposition").is_none() || path.contains("as=chair"),
            "{path}"
        );
    }
    let held = site.get("/a/t/report/domain/governance");
    held.says("Your own answers first")
        .says("This browser answers as chair, Chair of trustees; 34 questions are still open.")
        .says("no lock");
    // Their own form is theirs to have.
    let own = site.get("/a/t/form/file?as=chair&role=chair");
    assert!(
        own.headers["content-disposition"]
            .to_str()
            .unwrap()
            .ends_with("-chair.xlsx\"")
    );
}

#[test]
fn the_table_says_of_every_page_that_is_made_from_everybodys_answers_that_it_shows_others() {
    let whole = [
        "/report",
        "/agree",
        "/compare",
        "/whatif",
        "/upgrade",
        "/plan/file",
    ];
    let suggests = ["/a/{assessment}/plan", "/a/{assessment}/plan/new"];
    let shows = |route: &&Route| {
        whole.iter().any(|page| route.path.contains(page))
            || (route.method() == Method::Get && suggests.contains(&route.path))
    };
    for route in ROUTES.iter().filter(shows) {
        assert_eq!(route.visibility, Visibility::Others, "{}", route.path);
    }
}

#[test]
fn once_everything_is_answered_or_nobody_else_answered_the_report_is_there() {
    let alone = Site::new();
    answer(&alone, "chair", "chair", "mine", 1);
    alone.get("/a/t/as/chair.chair/tasks");
    assert!(
        alone
            .get("/a/t/report/domain/governance")
            .text()
            .contains("mine")
    );
    let site = site();
    site.get("/a/t/as/chair.chair/tasks");
    answer(&site, "chair", "chair", "mine", usize::MAX);
    assert!(
        site.get("/a/t/report/domain/governance")
            .text()
            .contains(THEIRS)
    );
    // A browser that answers as nobody sees it, too.
    let other = self::site();
    assert!(
        other
            .get("/a/t/report/domain/governance")
            .text()
            .contains(THEIRS)
    );
}

#[test]
fn somebody_else_sits_down_only_by_saying_so_and_whoever_looks_after_the_assessment_says_that() {
    let site = site();
    site.get("/a/t/as/chair.chair/tasks");
    let theirs = "/a/t/as/head.headteacher/check/governance";
    let asked = site.get(theirs);
    asked
        .says("Is somebody else sitting here now?")
        .says("Yes: head, Headteacher");
    let to = site
        .post("/a/t/session", &asked.hidden("/a/t/session"))
        .goes_to();
    assert_eq!(to, theirs);
    assert!(site.get(theirs).text().contains(THEIRS));
    site.get("/a/t/report").says("What to do first");
    // Back as the chair, who has not finished: held; who looks after the assessment says so and goes on where they wanted to go.
    site.post(
        "/a/t/session",
        &[("token", site.token().as_str()), ("who", "chair.chair")],
    )
    .goes_to();
    let held = site.get("/a/t/report/differences");
    held.says("I am not answering: I look after this assessment");
    assert_eq!(
        site.post("/a/t/session", &held.hidden("/a/t/session"))
            .goes_to(),
        "/a/t/report/differences"
    );
    assert!(
        !site
            .get("/a/t/report/differences")
            .words()
            .contains("Your own answers first")
    );
    for to in [
        "//evil.example",
        "https://evil.example",
        "/a/tother",
        "/stop",
    ] {
        assert_eq!(
            site.post(
                "/a/t/session",
                &[("token", site.token().as_str()), ("to", to)]
            )
            .goes_to(),
            "/a/t",
            "{to}"
        );
    }
    let forged = site.post(
        "/a/t/session",
        &[("token", site.token().as_str()), ("who", "../x")],
    );
    assert_eq!(forged.status, StatusCode::BAD_REQUEST);
}
