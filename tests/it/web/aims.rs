//! Targets and the trust's own numbers.

use axum::http::StatusCode;

use super::Site;

#[test]
fn a_target_is_set_changed_and_taken_out_and_says_how_it_stands() {
    let site = Site::new();
    let path = "/a/t/targets/governance-purpose";
    let to = site
        .submit(
            path,
            &[
                ("level", "4"),
                ("reason", "The board asked for it.\n\"Yes\""),
            ],
        )
        .goes_to();
    assert_eq!(to, "/a/t/targets?saved=governance-purpose");
    site.get(&to)
        .says("Saved.")
        .says("is 4 Sustained and shared. Why: The board asked for it.");
    assert!(
        site.read("t/assessment.toml")
            .contains("governance-purpose = 4")
    );
    let mut old = site.get(path).hidden(path);
    site.submit("/a/t/targets/default", &[("level", "2")])
        .goes_to();
    site.submit(path, &[("level", "1"), ("reason", "")])
        .goes_to();
    old.extend(
        [("level", "3"), ("reason", "mine")]
            .map(|(name, value)| (name.to_owned(), value.to_owned())),
    );
    let told = site.post(path, &old);
    told.says("has changed this since you opened it")
        .says("Save once more to keep yours.");
    assert!(
        site.read("t/assessment.toml")
            .contains("governance-purpose = 1")
    );
    let mut again = told.hidden(path);
    again.extend(
        [("level", "3"), ("reason", "mine")]
            .map(|(name, value)| (name.to_owned(), value.to_owned())),
    );
    site.post(path, &again).goes_to();
    site.submit(path, &[("level", "none"), ("reason", "")])
        .goes_to();
    assert!(
        !site
            .read("t/assessment.toml")
            .contains("governance-purpose")
    );
    let wrong = site.submit(path, &[("level", "9"), ("reason", "<script>")]);
    wrong.says("Choose a level, or none of your own.");
    assert!(
        wrong.title().starts_with("Error: ")
            && wrong.text().contains("&#60;script&#62;</textarea>")
    );
    assert!(
        site.ask(axum::http::Request::get("/a/t/targets/no-such"))
            .status
            .is_client_error()
    );
}

#[test]
fn a_number_is_kept_with_its_period_doubted_where_it_is_unlikely_and_taken_out() {
    let site = Site::new();
    let path = "/a/t/numbers/indicator-parents-recommend";
    let wrong = site.submit(path, &[("value", "<b>"), ("note", "<script>")]);
    wrong.says("Say what time the number speaks of");
    assert!(
        wrong.links().contains(&"#value".to_owned())
            && wrong.links().contains(&"#period".to_owned())
    );
    assert!(wrong.text().contains("&#60;script&#62;</textarea>"));
    let doubt = site.submit(path, &[("value", "812"), ("period", "2025")]);
    doubt.says("It is right as it is");
    assert!(!site.path("t/indicators.toml").exists());
    site.submit(path, &[("value", "812"), ("period", "2025"), ("sure", "1")])
        .goes_to();
    let to = site
        .submit(
            path,
            &[
                ("value", "81.5"),
                ("period", "autumn 2025 & <b>"),
                ("note", "All schools"),
            ],
        )
        .goes_to();
    site.get(&to)
        .says("Saved.")
        .says("is 81.5 for autumn 2025 & <b>.");
    let page = site.get(path);
    page.says("812 for 2025").says("All schools");
    let token = site.token();
    site.post(
        path,
        &[
            ("token", token.as_str()),
            ("do", "remove"),
            ("period", "2025"),
        ],
    )
    .goes_to();
    assert!(!site.read("t/indicators.toml").contains("812"));
    let stale = [
        ("token", token.as_str()),
        ("do", "save"),
        ("value", "70"),
        ("period", "autumn 2025 & <b>"),
        ("revision", "x"),
    ];
    site.post(path, &stale)
        .says("has changed this since you opened it");
    assert!(site.read("t/indicators.toml").contains("81.5"));
    let forged = site.post(path, &[("token", token.as_str()), ("x", "1")]);
    assert_eq!(forged.status, StatusCode::BAD_REQUEST);
}
