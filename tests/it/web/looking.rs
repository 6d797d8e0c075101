//! Reading in the browser: cycles side by side, what would lift a domain, what if; the questions, and help.

use axum::http::{Request, StatusCode};

use super::{Site, copy};

/// Northmoor in `t`, and its year before in `2025`, in which much was lower.
fn two_cycles() -> Site {
    let site = Site::full();
    let before = site.path("2025");
    copy(&site.path("t"), &before);
    let edit = |name: &str, change: &dyn Fn(String) -> String| {
        let text = std::fs::read_to_string(before.join(name)).unwrap();
        std::fs::write(before.join(name), change(text)).unwrap();
    };
    edit("assessment.toml", &|text| {
        text.lines().fold(String::new(), |all, line| {
            let line = match line.split(' ').next() {
                Some("cycle") => "cycle = \"2025\"",
                Some("date") => "date = 2025-11-22",
                _ => line,
            };
            all + line + "\n"
        })
    });
    edit("agreed.toml", &|text| {
        text.replace("level = 3", "level = 1")
    });
    site
}

#[test]
fn cycles_are_chosen_compared_and_taken_away() {
    let site = two_cycles();
    let page = site.get("/a/t/compare");
    page.says("Set beside Northmoor");
    assert!(
        !page.text().contains(" checked"),
        "nothing is chosen beforehand"
    );
    site.get("/a/t/compare?go=1")
        .says("Choose one cycle or more");
    let both = site.get("/a/t/compare?go=1&with=2025");
    both.says("What changed since 2025");
    for link in both
        .links()
        .iter()
        .filter(|link| link.contains("/compare/file/"))
    {
        let file = site.get(link);
        assert!(
            file.headers["content-disposition"]
                .to_str()
                .unwrap()
                .contains("comparison"),
            "{link}"
        );
    }
    assert!(
        both.links()
            .iter()
            .filter(|link| link.contains("/compare/file/"))
            .count()
            >= 5
    );
    // From the earlier cycle it is the same comparison, in the order of the dates.
    site.get("/a/2025/compare?with=t")
        .says("What changed since 2025");
    assert_eq!(
        site.ask(Request::get("/a/t/compare/file/exe?with=2025"))
            .status,
        StatusCode::NOT_FOUND
    );
    for bad in ["", "?with=..%2Ft", "?with=t", "?with=none"] {
        let asks = site.get(&format!("/a/t/compare/file/docx{bad}"));
        assert!(
            asks.title().starts_with("Error: ") && asks.links().contains(&"#with-1".to_owned()),
            "{bad}"
        );
    }
}

#[test]
fn cycles_of_several_trusts_are_compared_only_where_it_is_said_that_they_are_one() {
    let site = two_cycles();
    let setup = site.read("2025/assessment.toml");
    let trust = setup
        .lines()
        .find(|line| line.starts_with("trust"))
        .unwrap();
    std::fs::write(
        site.path("2025/assessment.toml"),
        setup.replace(trust, "trust = \"<b>Elm</b> Trust\""),
    )
    .unwrap();
    let wrong = site.get("/a/t/compare?with=2025");
    assert!(wrong.title().starts_with("Error: "));
    wrong
        .says("Cycles of one trust are compared, and not trusts with each other.")
        .says("<b>Elm</b> Trust");
    let meant = site.get("/a/t/compare?with=2025&renamed=1");
    meant.says("What changed since 2025");
    assert_eq!(
        site.ask(Request::get("/a/t/report?since=2025")).status,
        StatusCode::NOT_FOUND
    );
    let link = meant
        .links()
        .into_iter()
        .find(|link| link.contains("/report/changes?"))
        .unwrap();
    site.get(&link).says("What changed since 2025");
}

#[test]
fn the_report_has_what_changed_on_every_page_once_an_earlier_cycle_is_chosen() {
    let site = two_cycles();
    assert!(!site.get("/a/t/report").words().contains("What changed"));
    let page = site.get("/a/t/report?since=2025");
    page.says("Set beside 2025.");
    let changes = page
        .links()
        .into_iter()
        .find(|link| link.contains("/report/changes"))
        .unwrap();
    assert_eq!(changes, "/a/t/report/changes?since=2025");
    site.get(&changes).says("What changed since 2025");
    let files = site.get("/a/t/report/files?since=2025").links();
    let word = files
        .iter()
        .find(|link| link.contains("/file/full/docx"))
        .unwrap();
    assert!(word.ends_with("?since=2025"), "{word}");
    let csv = files
        .iter()
        .find(|link| link.contains("/file/full/changes.csv"))
        .unwrap();
    assert!(site.get(csv).text().contains("2025"));
    for bad in [
        "/a/2025/report?since=t",
        "/a/t/report?since=none",
        "/a/t/report?since=..%2F..",
    ] {
        assert_eq!(
            site.ask(Request::get(bad)).status,
            StatusCode::NOT_FOUND,
            "{bad}"
        );
    }
}

#[test]
fn a_supposition_is_told_and_nothing_is_saved() {
    let site = Site::full();
    let before = site.read("t/agreed.toml");
    let domain = site.get("/a/t/report/domain/governance");
    domain
        .says("What each step needs")
        .says("What if it stood otherwise?");
    let page = site.get("/a/t/whatif?id=governance-purpose&how=0");
    page.says("Nothing is saved.")
        .says("is judged 0")
        .says("What would become of the criteria");
    // On top of it another, and in its place another of the same.
    let two = site.get("/a/t/whatif?suppose=governance-purpose+0&id=governance-purpose&how=S0");
    two.says("Take something back");
    let replaced = site.get("/a/t/whatif?suppose=governance-purpose+0&id=governance-purpose&how=4");
    replaced.says("is judged 4");
    assert!(!replaced.words().contains("is judged 0"));
    assert_eq!(site.read("t/agreed.toml"), before);
    let lifted = domain
        .links()
        .into_iter()
        .find(|link| link.contains("/whatif?suppose="))
        .unwrap();
    site.get(&lifted).says("What is supposed");
}

#[test]
fn a_supposition_that_cannot_be_is_refused_with_what_can() {
    let site = Site::full();
    for (query, words) in [
        (
            "id=governance-purpos&how=3",
            "Did you mean “governance-purpose”?",
        ),
        ("id=governance-purpose&how=9", "cannot stand at “9”"),
        ("id=governance-purpose", "Choose how it would stand."),
        ("how=3", "Choose what would stand otherwise."),
        ("suppose=governance", "has nothing behind it"),
        ("suppose=governance+3", "is a domain"),
        (
            "suppose=%3Cscript%3E+3",
            "The rubric has no criterion and no standard “<script>”",
        ),
    ] {
        let wrong = site.get(&format!("/a/t/whatif?{query}"));
        assert!(wrong.title().starts_with("Error: "), "{query}");
        wrong.says(words);
        assert!(!wrong.text().contains("<script>"));
    }
    let many: Vec<String> = (0..150)
        .map(|_| "suppose=governance-purpose+3".to_owned())
        .collect();
    site.get(&format!("/a/t/whatif?{}", many.join("&")))
        .says("More than 100 things are supposed");
}

#[test]
fn every_rubric_can_be_read_with_the_sources_of_each_criterion() {
    let site = Site::empty();
    let list = site.get("/rubric");
    for builtin in strong_trust::rubric::builtins() {
        let address = format!("/rubric/{}", builtin.id);
        assert!(list.links().contains(&address), "{address}");
        let page = site.get(&address);
        let rubric = builtin.rubric();
        for criterion in rubric.criteria() {
            page.says(&criterion.title);
        }
        assert_eq!(
            page.words().matches("Informed by:").count(),
            rubric
                .criteria()
                .filter(|one| !one.sources.is_empty())
                .count()
        );
        for domain in rubric.domains() {
            assert!(
                page.text().contains(&format!(
                    ">{}</h2>",
                    domain.title.replace('&', "&#38;").replace('\'', "&#39;")
                )),
                "{}",
                domain.title
            );
        }
    }
    assert_eq!(
        site.ask(Request::get("/rubric/none")).status,
        StatusCode::NOT_FOUND
    );
}

#[test]
fn help_says_what_is_never_done_how_long_things_are_kept_and_how_to_do_without_a_mouse() {
    let help = Site::empty().get("/help");
    for words in [
        "From the start to the board",
        "How a domain gets its position",
        "It sends nothing.",
        "retention schedule",
        "Tab goes to the next",
        "A field takes 4000 characters",
        "30 pieces of evidence",
    ] {
        help.says(words);
    }
}
