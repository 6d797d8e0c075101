//! A meeting in the browser: the agenda in order, one item a page, and what is agreed.

use axum::http::{Request, StatusCode};

use super::Site;

const ITEM: &str = "/a/t/agree/item/governance-purpose";

/// Two people who differ by three levels on the first criterion, and agree on the second.
fn split() -> Site {
    let site = Site::new();
    for (who, level) in [("chair.chair", "1"), ("head.headteacher", "4")] {
        let path = format!("/a/t/as/{who}/question/governance-purpose");
        site.submit(
            &path,
            &[
                ("answer", level),
                ("note", &format!("note of level {level}")),
            ],
        )
        .goes_to();
        site.submit(
            &format!("/a/t/as/{who}/question/governance-oversight"),
            &[("answer", "2")],
        );
        site.post("/a/t/session", &[("token", site.token().as_str())])
            .goes_to();
    }
    site
}

#[test]
fn the_agenda_stands_in_order_with_what_is_split_first() {
    let site = split();
    let list = site.get("/a/t/agree");
    list.says("Two people have answered; two have not finished.")
        .says("Answers that are split (1)");
    list.says("chair and head still have questions open");
    let first = list
        .links()
        .into_iter()
        .find(|link| link.contains("/agree/item/"))
        .unwrap();
    assert_eq!(first, ITEM);
}

#[test]
fn an_item_shows_the_spread_and_the_notes_and_no_names_and_nothing_is_chosen_beforehand() {
    let site = split();
    let page = site.get(ITEM);
    page.says("1 answer")
        .says("note of level 4")
        .says("Only two people have answered this")
        .says("What holds it");
    assert!(!page.text().contains(" checked") && !page.words().contains("headteacher"));
    let large = site.get("/a/t/agree/large/governance-purpose/answers");
    large.says("1 answer").says("Leave the large view");
    assert!(!large.words().contains("note of level") && large.text().contains("class=\"large\""));
    let known = "/a/t/agree/large/governance-purpose/known";
    assert!(large.links().contains(&known.to_owned()));
    let known = site.get(known);
    known.says("note of level 1");
    let record = site.get(&format!("{ITEM}?view=large"));
    assert!(
        known.links().contains(&format!("{ITEM}?view=large"))
            && !record.words().contains("note of level")
    );
}

#[test]
fn what_is_agreed_is_on_disk_with_its_reason_before_the_next_item_is_shown() {
    let site = split();
    let fields = [
        ("answer", "2"),
        ("reason", "The plan is read\nin most schools."),
        ("dissent", "One saw it higher."),
        ("uneven", "Lower in one school"),
        ("moderator", "Vice chair"),
        ("date", "20 November 2026"),
        ("sign", "1"),
        ("warning-note", "It is being put right"),
        ("rows", "1"),
        ("evidence-1-what", "Minutes"),
        ("evidence-1-kind", "document"),
        ("evidence-1-date", "March 2026"),
    ];
    let to = site.submit(ITEM, &fields).goes_to();
    let file = site.read("t/agreed.toml");
    for line in [
        "level = 2",
        "moderator = \"Vice chair\"",
        "date = 2026-11-20",
        "dissent = \"One saw it higher.\"",
        "what = \"Minutes\"",
    ] {
        assert!(file.contains(line), "{line} in {file}");
    }
    site.get(&to)
        .says("is agreed as 2 Established, seen otherwise by somebody");
    let again = site.get(ITEM);
    assert!(
        again
            .text()
            .contains("The plan is read\nin most schools.</textarea>")
            && again.text().contains("value=\"20 November 2026\"")
    );
    site.submit(ITEM, &fields).goes_to();
    assert_eq!(
        site.read("t/agreed.toml"),
        file,
        "saved again, not a byte changes"
    );
    let minutes = site.get("/a/t/agree/minutes");
    minutes
        .says("Seen otherwise: One saw it higher.")
        .says("led by Vice chair")
        .says("Agreed: 2 Established.");
    for (paper, form, start) in [
        ("agenda", "docx", "PK"),
        ("minutes", "docx", "PK"),
        ("minutes", "md", "#"),
        ("agenda", "md", "#"),
    ] {
        let file = site.get(&format!("/a/t/agree/file/{paper}/{form}"));
        assert!(file.body.starts_with(start.as_bytes()), "{paper} {form}");
        assert!(
            file.headers["content-disposition"]
                .to_str()
                .unwrap()
                .ends_with(&format!("{paper}.{form}\""))
        );
    }
    assert_eq!(
        site.ask(Request::get("/a/t/agree/file/minutes/json"))
            .status,
        StatusCode::NOT_FOUND
    );
}

#[test]
fn a_judgement_needs_a_level_a_reason_and_who_led_and_what_was_typed_stays() {
    let site = split();
    let wrong = site.submit(
        ITEM,
        &[("dissent", "kept \"as\" <typed>"), ("date", "soon")],
    );
    for words in [
        "Choose the level that is agreed",
        "A reason is needed: what did the meeting see",
        "Please name the post of whoever leads",
        "\"soon\" is not a date",
    ] {
        wrong.says(words);
    }
    assert!(
        wrong.title().starts_with("Error: ")
            && wrong
                .text()
                .contains("kept &#34;as&#34; &#60;typed&#62;</textarea>")
    );
    for field in ["#answer-0", "#reason", "#moderator", "#date"] {
        assert!(wrong.links().contains(&field.to_owned()), "{field}");
    }
    assert!(!site.path("t/agreed.toml").exists());
}

#[test]
fn a_level_outside_every_answer_needs_a_word_why_and_keeps_it_with_the_reason() {
    let site = split();
    let fields = [
        ("answer", "0"),
        ("reason", "The plan is gone."),
        ("moderator", "chair of trustees"),
    ];
    let wrong = site.submit(ITEM, &fields);
    wrong.says("This is lower than anybody's own answer. Please say why the meeting goes beyond every answer.");
    wrong.says("The answers reach from 1 Emerging to 4 Sustained and shared.");
    let mut with = fields.to_vec();
    with.push(("outside", "It was withdrawn in October"));
    site.submit(ITEM, &with).goes_to();
    let file = site.read("t/agreed.toml");
    assert!(file.contains("The plan is gone. This is lower than anybody's own answer: It was withdrawn in October."), "{file}");
    // The reason says it already: nothing is asked again.
    let reason =
        "The plan is gone. This is lower than anybody's own answer: It was withdrawn in October.";
    site.submit(
        ITEM,
        &[
            ("answer", "0"),
            ("reason", reason),
            ("moderator", "chair of trustees"),
        ],
    )
    .goes_to();
    assert_eq!(site.read("t/agreed.toml"), file);
}

#[test]
fn dont_know_and_not_applicable_are_agreed_with_their_reason_where_they_may_be() {
    let site = split();
    site.submit(
        ITEM,
        &[
            ("answer", "unknown"),
            ("reason", "Nobody had looked."),
            ("moderator", "chair"),
        ],
    )
    .goes_to();
    assert!(site.read("t/agreed.toml").contains("unknown = true"));
    let rubric = strong_trust::store::Folder::open(site.path("t"))
        .unwrap()
        .load()
        .unwrap()
        .assessment
        .rubric;
    let may = rubric
        .criteria()
        .find(|criterion| criterion.not_applicable.is_some())
        .unwrap();
    let fields = [
        ("answer", "not-applicable"),
        ("reason", "We have one school."),
        ("moderator", "chair"),
    ];
    site.submit(&format!("/a/t/agree/item/{}", may.id), &fields)
        .goes_to();
    assert!(
        site.read("t/agreed.toml")
            .contains("not-applicable = \"We have one school.\"")
    );
    site.submit(ITEM, &fields)
        .says("Choose the level that is agreed");
}

#[test]
fn a_judgement_that_somebody_saved_meanwhile_is_shown_beside_mine_and_not_overwritten() {
    let site = split();
    let opened = site.get(ITEM).hidden(ITEM);
    let with = |level: &str, reason: &str| {
        let mut fields = opened.clone();
        let typed = [
            ("answer", level),
            ("reason", reason),
            ("moderator", "chair"),
        ];
        fields.extend(typed.map(|(name, value)| (name.to_owned(), value.to_owned())));
        fields
    };
    site.post(ITEM, &with("2", "theirs")).goes_to();
    let file = site.read("t/agreed.toml");
    let both = site.post(ITEM, &with("3", "mine <b>"));
    both.says("has changed this since you opened it")
        .says("Why: mine <b>")
        .says("Why: theirs")
        .says("Nothing is saved yet");
    assert_eq!(site.read("t/agreed.toml"), file);
    site.post(ITEM, &both.hidden(ITEM)).goes_to();
    assert!(site.read("t/agreed.toml").contains("reason = \"mine <b>\""));
}

#[test]
fn fields_that_the_page_does_not_have_are_refused() {
    let site = split();
    for forged in [
        ("x", "1"),
        ("sign", "99"),
        ("do", "erase"),
        ("rows", "10000"),
        ("evidence-31-what", "x"),
    ] {
        let reply = site.submit(
            ITEM,
            &[("answer", "2"), ("reason", "x"), ("moderator", "x"), forged],
        );
        assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{forged:?}");
    }
    for bad in ["../x", "no-such", "%2E%2E"] {
        assert!(
            site.ask(Request::get(format!("/a/t/agree/item/{bad}")))
                .status
                .is_client_error(),
            "{bad}"
        );
        assert!(
            site.ask(Request::get(format!(
                "/a/t/agree/large/governance-purpose/{bad}"
            )))
            .status
            .is_client_error(),
            "{bad}"
        );
    }
    assert!(!site.path("t/agreed.toml").exists());
    let example = "/a/~example/agree/item/governance-purpose";
    let refused = site.submit(
        example,
        &[("answer", "1"), ("reason", "x"), ("moderator", "x")],
    );
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}
