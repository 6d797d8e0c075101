//! Answering in the browser: one question a page, saved before the next is shown.

use axum::http::StatusCode;
use strong_trust::store::Folder;

use super::Site;

const QUESTION: &str = "/a/t/as/chair.chair/question/governance-purpose";

#[test]
fn a_newcomer_says_who_they_are_and_is_told_who_sees_what_before_the_first_question() {
    let site = Site::new();
    site.get("/a/t/people")
        .says("A personal name is not needed anywhere.");
    let to = site
        .submit(
            "/a/t/people",
            &[("respondent", "Vice Chair"), ("role", "chair")],
        )
        .goes_to();
    assert_eq!(to, "/a/t/as/vice-chair.chair/start");
    site.get(&to)
        .says("You answer alone: you see nobody's answers")
        .says("You answer as vice-chair");
    assert_eq!(
        site.ask(axum::http::Request::get("/a/t/as/vice-chair.chair/tasks"))
            .goes_to(),
        to,
        "and nobody gets past it"
    );
    assert!(
        !site.path("t/responses/vice-chair.toml").exists(),
        "nothing is written before the first answer"
    );
}

#[test]
fn an_id_that_looks_like_a_name_is_remarked_on_before_the_first_answer_and_where_people_are_listed()
{
    let site = Site::new();
    let to = site
        .submit(
            "/a/t/people",
            &[("respondent", "Anna Smith"), ("role", "chair")],
        )
        .goes_to();
    site.get(&to)
        .says("\"anna-smith\" looks like a personal name")
        .says("Choose another id");
    site.submit(
        "/a/t/as/anna-smith.chair/question/governance-purpose",
        &[("answer", "2"), ("do", "save")],
    )
    .goes_to();
    site.get("/a/t/status")
        .says("\"anna-smith\" looks like a personal name")
        .says("Another id for anna-smith");
    assert!(
        !site.get(&to).words().contains("personal name"),
        "it is said once to the person"
    );
}

#[test]
fn an_answer_with_everything_beside_it_is_on_disk_before_the_page_says_so() {
    let site = Site::new();
    let fields = [
        ("answer", "3"),
        ("note", "Ask the head.\nTwice."),
        ("uneven", "Lower in one school"),
        ("confidence", "fairly"),
        ("sign", "1"),
        ("warning-note", "It is being put right"),
        ("rows", "1"),
        ("evidence-1-what", "Minutes"),
        ("evidence-1-kind", "document"),
        ("evidence-1-date", "March 2026"),
        ("evidence-1-place", "Shared drive"),
        ("do", "save"),
    ];
    let to = site.submit(QUESTION, &fields).goes_to();
    let file = site.read("t/responses/chair.toml");
    for line in [
        "level = 3",
        "uneven = \"Lower in one school\"",
        "what = \"Minutes\"",
        "date = 2026-03-01",
        "where = \"Shared drive\"",
        "warning-signs = [1]",
    ] {
        assert!(file.contains(line), "{line} in {file}");
    }
    let next = site.get(&to);
    next.says("Saved: 3 Embedded, a note, where it is uneven, \"fairly\", 1 warning sign, 1 piece of evidence.").says("Question 2 of 7");
    // Opened again, everything stands as it was typed; saved again, not a byte changes.
    let again = site.get(QUESTION);
    assert!(
        again.text().contains("Ask the head.\nTwice.</textarea>")
            && again.text().contains("value=\"1 March 2026\"")
    );
    site.submit(QUESTION, &fields).goes_to();
    assert_eq!(site.read("t/responses/chair.toml"), file);
}

#[test]
fn nothing_is_chosen_beforehand_and_a_form_without_an_answer_names_the_field_and_keeps_what_was_typed()
 {
    let site = Site::new();
    assert!(!site.get(QUESTION).text().contains(" checked"));
    let wrong = site.submit(QUESTION, &[("note", "Half a thought"), ("do", "save")]);
    assert_eq!(wrong.status, StatusCode::OK);
    assert!(wrong.title().starts_with("Error: "));
    wrong
        .says("There is a problem")
        .says("Choose a level, or that you don't know.");
    assert!(
        wrong.links().contains(&"#answer-0".to_owned())
            && wrong.text().contains("Half a thought</textarea>")
    );
    assert!(!site.path("t/responses/chair.toml").exists());
}

#[test]
fn every_half_row_of_evidence_is_found_at_once() {
    let site = Site::new();
    let wrong = site.submit(
        QUESTION,
        &[
            ("answer", "1"),
            ("rows", "3"),
            ("evidence-1-what", "Minutes"),
            ("evidence-3-date", "32 March 2026"),
            ("evidence-3-kind", "data"),
        ],
    );
    for words in [
        "Evidence 1: choose what kind it is.",
        "Evidence 1: say when it was made or seen.",
        "Evidence 3: say what it is.",
        "\"32 March 2026\" is not a date",
    ] {
        wrong.says(words);
    }
    assert!(
        !wrong.text().contains("Evidence 2:"),
        "an empty row is no fault"
    );
}

#[test]
fn rows_of_evidence_come_and_go_without_a_script_and_without_saving() {
    let site = Site::new();
    let one = site.submit(QUESTION, &[("answer", "2"), ("do", "add")]);
    assert!(
        one.text().contains("name=\"evidence-1-what\"")
            && one.text().contains("name=\"rows\" value=\"1\"")
    );
    assert!(one.text().contains("value=\"2\" checked"));
    let fewer = site.submit(
        QUESTION,
        &[
            ("rows", "2"),
            ("evidence-1-what", "First"),
            ("evidence-2-what", "Second"),
            ("do", "remove-1"),
        ],
    );
    assert!(fewer.text().contains("value=\"Second\"") && !fewer.text().contains("value=\"First\""));
    assert!(!site.path("t/responses/chair.toml").exists());
}

#[test]
fn not_applicable_needs_a_reason_and_is_not_offered_to_everyone() {
    let site = Site::new();
    let folder = Folder::open(site.path("t")).unwrap();
    let rubric = folder.load().unwrap().assessment.rubric;
    let may = rubric
        .criteria()
        .find(|criterion| criterion.not_applicable.is_some())
        .unwrap();
    let may_not = rubric
        .criteria()
        .find(|criterion| criterion.not_applicable.is_none())
        .unwrap();
    let path = format!("/a/t/as/chair.chair/question/{}", may.id);
    site.submit(&path, &[("answer", "not-applicable")])
        .says("A reason is needed for not applicable");
    site.submit(
        &path,
        &[
            ("answer", "not-applicable"),
            ("reason", "We have one school."),
        ],
    )
    .goes_to();
    assert!(
        site.read("t/responses/chair.toml")
            .contains("not-applicable = \"We have one school.\"")
    );
    let path = format!("/a/t/as/chair.chair/question/{}", may_not.id);
    site.get(&path).says("Not applicable is no answer here");
    site.submit(&path, &[("answer", "not-applicable"), ("reason", "x")])
        .says("Choose a level");
}

#[test]
fn a_form_that_was_opened_before_somebody_else_saved_overwrites_nothing_and_is_not_lost() {
    let site = Site::new();
    site.submit(QUESTION, &[("answer", "1"), ("note", "before")])
        .goes_to();
    let opened = site.get(QUESTION).hidden(QUESTION);
    let mut mine = opened.clone();
    mine.extend(
        [("answer", "3"), ("note", "mine")]
            .map(|(name, value)| (name.to_owned(), value.to_owned())),
    );
    site.submit(QUESTION, &[("answer", "2"), ("note", "theirs")])
        .goes_to();
    let file = site.read("t/responses/chair.toml");
    let both = site.post(QUESTION, &mine);
    both.says("has changed this since you opened it")
        .says("Note: mine")
        .says("Note: theirs")
        .says("Nothing is saved yet");
    assert_eq!(site.read("t/responses/chair.toml"), file);
    // Once more after having seen both: now it is a decision.
    site.post(QUESTION, &both.hidden(QUESTION)).goes_to();
    assert!(
        site.read("t/responses/chair.toml")
            .contains("note = \"mine\"")
    );
    // And the same form once more says the same as the file: nothing to be told.
    site.post(QUESTION, &mine).goes_to();
}

#[test]
fn changing_an_answer_comes_back_to_the_page_that_checks_it() {
    let site = Site::new();
    site.submit(QUESTION, &[("answer", "1")]).goes_to();
    let check = site.get("/a/t/as/chair.chair/check/governance");
    check
        .says("6 questions are not answered. That is kept as it is, and shown apart from level 0.");
    let change = format!("{QUESTION}?change=1");
    assert!(check.links().contains(&change));
    let to = site.submit(&change, &[("answer", "2")]).goes_to();
    assert_eq!(
        to,
        "/a/t/as/chair.chair/check/governance?saved=governance-purpose"
    );
    site.get(&to).says("Saved: 2 Established.");
}

#[test]
fn a_file_that_is_not_valid_is_named_with_its_place() {
    let site = Site::new();
    site.submit(QUESTION, &[("answer", "1")]).goes_to();
    std::fs::write(
        site.path("t/responses/chair.toml"),
        "format = 1\nrespondent = \"chair\"\nrole = \"chair\"\nx = 1\n",
    )
    .unwrap();
    let broken = site.ask(axum::http::Request::get(QUESTION));
    assert_eq!(broken.status, StatusCode::NOT_FOUND);
    broken
        .says("The answers of chair are left out")
        .says("responses/chair.toml cannot be read (line 4");
    std::fs::write(site.path("t/plan.toml"), "format = 1\nx = 1\n").unwrap();
    let broken = site.ask(axum::http::Request::get("/a/t"));
    assert_eq!(broken.status, StatusCode::UNPROCESSABLE_ENTITY);
    broken
        .says("Some files have to be put right")
        .says("plan.toml, line 2");
}
