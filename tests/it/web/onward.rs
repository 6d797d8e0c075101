//! What comes after a cycle: the next one, last year's own notes, and a newer version of the questions.

use std::path::Path;

use axum::http::{Request, StatusCode};
use strong_trust::assessment::{Answer, Note, Rating};
use strong_trust::rubric::{CriterionId, RespondentId, RoleId};
use strong_trust::store::Folder;

use super::{Site, copy};

const NEXT: &str = "/a/t/next";
const HOSTILE: &str = "<script>x</script>\"'\u{202E}";

/// The chair answers a question in `t` with a note.
fn answered(site: &Site, role: &str, criterion: &str, note: &str) {
    let folder = Folder::open(site.path("t")).unwrap();
    let rubric = folder.load().unwrap().assessment.rubric;
    let answer = Answer {
        note: Note::new(note),
        ..Answer::new(
            CriterionId::new(criterion).unwrap(),
            Rating::Level(rubric.scale().level(3).unwrap()),
        )
    };
    folder
        .save_answer(
            &rubric,
            &RespondentId::new("chair").unwrap(),
            &RoleId::new(role).unwrap(),
            &answer,
        )
        .unwrap();
}

#[test]
fn the_next_cycle_is_begun_in_a_folder_beside_and_says_what_goes_on() {
    let site = Site::full();
    let before = site.read("t/assessment.toml");
    let fields = [
        ("cycle", "2027"),
        ("date", "20 November 2027"),
        ("folder", "Northmoor 2027"),
    ];
    let begun = site.submit(NEXT, &fields);
    begun
        .says("2027 has begun")
        .says("Carried on: the rubric, depth, schools, targets and weights.");
    assert!(
        begun
            .links()
            .contains(&"/a/Northmoor%202027/people".to_owned()),
        "{:?}",
        begun.links()
    );
    let setup = site.read("Northmoor 2027/assessment.toml");
    assert!(
        setup.contains("cycle = \"2027\"") && setup.contains("previous = \"../t\""),
        "{setup}"
    );
    assert_eq!(site.read("t/assessment.toml"), before);
    let again = site.submit(NEXT, &fields);
    assert!(again.title().starts_with("Error: "));
    again.says("Nothing was changed.");
    // Without a name, one is made.
    site.submit(
        NEXT,
        &[
            ("cycle", "2028"),
            ("date", "20 November 2028"),
            ("folder", ""),
        ],
    )
    .says("2028 has begun");
    assert!(
        site.path("northmoor-learning-trust-an-invented-example-2028")
            .is_dir()
    );
    site.get("/a/Northmoor%202027/compare?with=t")
        .says("What changed since 2026");
}

#[test]
fn where_one_assessment_is_served_its_other_cycles_beside_it_are_there_and_nothing_else() {
    let site = Site::alone();
    // Another trust's folder stands beside it, too.
    copy(
        Path::new("examples/harbour-view"),
        &site.path("harbour-view"),
    );
    copy(
        Path::new("examples/northmoor-2025"),
        &site.path("northmoor-2025"),
    );
    site.submit(
        NEXT,
        &[
            ("cycle", "2027"),
            ("date", "20 November 2027"),
            ("folder", "t-2027"),
        ],
    )
    .says("2027 has begun");
    assert!(
        site.path("t-2027/assessment.toml").exists(),
        "it stands beside this one"
    );
    let folders = ["t", "t-2027", "northmoor-2025"];
    let home = site.get("/").links();
    for folder in folders {
        assert!(
            home.contains(&format!("/a/{folder}")),
            "{folder} in {home:?}"
        );
    }
    assert!(
        !home.iter().any(|link| link.contains("harbour-view")),
        "{home:?}"
    );
    assert_eq!(
        site.ask(Request::get("/a/harbour-view/report")).status,
        StatusCode::NOT_FOUND
    );
    site.get("/a/t-2027/compare?with=t&with=northmoor-2025")
        .says("What changed since 2025; in the last cycle no domain can be compared");
    // A cycle after that is reached through the one between.
    site.submit(
        "/a/t-2027/next",
        &[
            ("cycle", "2028"),
            ("date", "20 November 2028"),
            ("folder", "t-2028"),
        ],
    )
    .says("2028 has begun");
    site.get("/a/t-2028").says("2028");
    // An assessment of another kind has its own start.
    assert_eq!(site.ask(Request::get("/new")).status, StatusCode::NOT_FOUND);
}

#[cfg(unix)]
#[test]
fn what_stands_beside_an_assessment_that_is_served_alone_is_neither_waited_for_nor_touched() {
    let site = Site::alone();
    // A pipe would be read for ever; a change that was stopped half-way is nobody's to finish who only looks.
    std::fs::create_dir(site.path("pipe")).unwrap();
    let made = std::process::Command::new("mkfifo")
        .arg(site.path("pipe/assessment.toml"))
        .status()
        .unwrap();
    assert!(made.success());
    copy(Path::new("examples/harbour-view"), &site.path("other"));
    std::fs::create_dir(site.path("other/.commit")).unwrap();
    std::fs::write(site.path("other/.commit/list.toml"), "not a list").unwrap();
    // Cycles that name each other in a circle end all the same, and one that is named but not there is not.
    let named = |name: &str, previous: &str| {
        copy(Path::new("examples/northmoor"), &site.path(name));
        let setup = site
            .read(&format!("{name}/assessment.toml"))
            .replace("../northmoor-2025", previous);
        std::fs::write(site.path(&format!("{name}/assessment.toml")), setup).unwrap();
    };
    named("u", "../t");
    named("t", "../u");
    named("v", "../nowhere");
    let links = site.get("/").links();
    for (name, there) in [
        ("t", true),
        ("u", true),
        ("v", false),
        ("other", false),
        ("pipe", false),
        ("nowhere", false),
    ] {
        assert_eq!(
            links.contains(&format!("/a/{name}")),
            there,
            "{name} in {links:?}"
        );
    }
    assert!(site.path("other/.commit/list.toml").exists());
}

#[test]
fn a_next_cycle_that_does_not_fit_is_refused_beside_what_was_typed() {
    let site = Site::full();
    for (field, typed, words) in [
        ("cycle", "", "Please give this cycle a name"),
        ("cycle", "2026", "is named \"2026\" already"),
        ("date", "1 May 2020", "is not after"),
        ("date", HOSTILE, "is not a date"),
        ("folder", "../x", "cannot be the name of a folder here"),
        ("folder", "con", "cannot be the name of a folder here"),
        ("folder", HOSTILE, "cannot be the name of a folder here"),
        ("folder", "t", "Nothing was changed."),
    ] {
        let mut fields = vec![
            ("cycle", "2027"),
            ("date", "20 November 2027"),
            ("folder", ""),
        ];
        fields.retain(|(name, _)| *name != field);
        fields.push((field, typed));
        let wrong = site.submit(NEXT, &fields);
        assert!(wrong.title().starts_with("Error: "), "{field} {typed}");
        wrong.says(words);
        assert!(
            wrong.links().contains(&format!("#{field}")),
            "{field} {typed}"
        );
        assert!(!wrong.text().contains("<script>") && !wrong.text().contains('\u{202E}'));
    }
    let folders = std::fs::read_dir(site.path("")).unwrap().count();
    assert_eq!(folders, 1);
}

#[test]
fn ones_own_notes_of_last_time_stand_there_after_the_new_answer_and_never_the_level() {
    let site = Site::new();
    answered(
        &site,
        "chair",
        "governance-purpose",
        "Ask the heads & <b>all</b>",
    );
    site.submit(
        NEXT,
        &[
            ("cycle", "2027"),
            ("date", "22 November 2027"),
            ("folder", "u"),
        ],
    )
    .says("has begun");
    let question = "/a/u/as/chair.chair/question/governance-purpose";
    let last = "Last time, in 2026, you wrote: “Ask the heads & <b>all</b>”";
    let before = site.get(question);
    assert!(
        !before.text().contains("Last time") && !before.text().contains(" checked"),
        "not before the new answer"
    );
    let unsure = site.submit(question, &[("note", "half"), ("do", "save")]);
    assert!(
        !unsure.text().contains("Last time"),
        "nor with an answer that is not saved"
    );
    let to = site
        .submit(question, &[("answer", "1"), ("do", "save")])
        .goes_to();
    let after = site.get(&to);
    after.says(last);
    assert!(after.links().contains(&format!("{question}?change=1")));
    site.get(&format!("{question}?change=1")).says(last);
    site.get("/a/u/as/chair.chair/check/governance").says(last);
    for page in [&to, question] {
        assert!(
            !site.get(page).words().contains("3 Embedded, "),
            "no level of last time"
        );
    }
    // Somebody else has no part in it, and without the old folder all else goes on.
    site.submit(
        "/a/u/as/head.headteacher/question/governance-purpose",
        &[("answer", "1"), ("do", "save")],
    )
    .goes_to();
    assert!(
        !site
            .get("/a/u/as/head.headteacher/question/governance-purpose?change=1")
            .text()
            .contains("Last time")
    );
    std::fs::rename(site.path("t"), site.path("elsewhere")).unwrap();
    assert!(!site.get(question).text().contains("Last time"));
}

/// An assessment that was made with an older version of the questions: one criterion had another id, and there was one role more.
fn older(role: &str) -> Site {
    let site = Site::new();
    let change = |name: &str, change: &dyn Fn(String) -> String| {
        let path = site.path("t/rubric").join(name);
        std::fs::write(&path, change(std::fs::read_to_string(&path).unwrap())).unwrap();
    };
    change("rubric.toml", &|text| {
        let at = text.find("version = \"").unwrap();
        let end = text[at..].find('\n').unwrap() + at;
        let clerk = "\n[[role]]\nid = \"clerk\"\ntitle = \"The <i>clerk</i>\"\ngroup = \"board\"\n";
        format!("{}version = \"0.9.0\"{}{clerk}", &text[..at], &text[end..])
    });
    change("governance.toml", &|text| {
        text.replace("governance-oversight", "governance-older")
    });
    answered(&site, role, "governance-purpose", "Kept");
    answered(&site, role, "governance-older", "Set aside");
    site
}

#[test]
fn a_newer_version_is_shown_before_anything_changes_and_made_whole() {
    let site = older("chair");
    site.get("/a/t")
        .says("this assessment was made with version 0.9.0");
    let page = "/a/t/upgrade";
    let shown = site.get(page);
    shown
        .says("Nothing is changed yet")
        .says("no place in the newer version")
        .says("Go on so");
    let hidden = shown.hidden(page);
    let wrong = site.post(page, &hidden);
    assert!(wrong.title().starts_with("Error: ") && wrong.links().contains(&"#keep".to_owned()));
    // Somebody saves meanwhile: it is shown once more.
    answered(&site, "chair", "governance-purpose", "Changed");
    let mut agreed = hidden;
    agreed.push(("keep".to_owned(), "1".to_owned()));
    let again = site.post(page, &agreed);
    again.says("somebody saved in this folder meanwhile");
    assert!(site.read("t/rubric/rubric.toml").contains("0.9.0"));
    let mut agreed = again.hidden(page);
    agreed.push(("keep".to_owned(), "1".to_owned()));
    let to = site.post(page, &agreed).goes_to();
    site.get(&to).says("This assessment has version 1.");
    assert!(
        site.read("t/responses/chair.toml").contains("Set aside"),
        "nothing is deleted"
    );
    site.get(page).says("which is the newest here");
    assert!(!site.get("/a/t").words().contains("taking it over"));
}

#[test]
fn a_role_that_is_no_more_is_asked_about() {
    let site = older("clerk");
    let page = "/a/t/upgrade";
    let asked = site.get(page);
    assert!(asked.title().starts_with("Error: "));
    asked.says("What is The <i>clerk</i> now?");
    assert!(asked.links().contains(&"#role.clerk".to_owned()));
    let shown = site.submit(page, &[("role.clerk", "governance-professional")]);
    shown.says("Nothing is changed yet");
    let mut agreed = shown.hidden(page);
    agreed.extend([
        ("keep".to_owned(), "1".to_owned()),
        (
            "role.clerk".to_owned(),
            "governance-professional".to_owned(),
        ),
    ]);
    site.post(page, &agreed).goes_to();
    assert!(
        site.read("t/responses/chair.toml")
            .contains("role = \"governance-professional\"")
    );
}

#[test]
fn the_example_and_a_folder_that_is_one_assessment_have_no_next_cycle() {
    let site = Site::full();
    let token = site.token();
    assert!(
        !site
            .get("/a/~example")
            .links()
            .iter()
            .any(|link| link.ends_with("/next") || link.ends_with("/upgrade"))
    );
    for path in [
        "/a/~example/next",
        "/a/~example/upgrade",
        "/a/~example/plan/new",
        "/a/~example/plan/review",
        "/a/~example/plan/read",
    ] {
        let reply = site.post(path, &[("token", token.as_str())]);
        assert!(
            matches!(reply.status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND),
            "{path} {}",
            reply.status
        );
    }
    site.get("/a/~example/upgrade")
        .says("which is the newest here");
    assert_eq!(
        site.ask(Request::get("/a/~example/next")).status,
        StatusCode::OK
    );
}
