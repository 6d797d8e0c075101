//! Every page in every state: given, walled, titled, and with whatever was written in files shown as text.

use axum::http::{Request, StatusCode};
use scraper::{Html, Selector};
use strong_trust::assessment::{
    ActionDraft, Agreed, Answer, Depth, Entry, Evidence, Judgement, Kind, Note, OwnFigure, Rating,
    Status,
};
use strong_trust::export::{Content, Format};
use strong_trust::rubric::{Builtin, RespondentId, RoleId};
use strong_trust::store::{Folder, NewAssessment};
use strong_trust::web::{Access, Method, ROUTES, Route};

use super::attacks::{filled, walled};
use super::{Reply, Site};

/// Text that would be something else, were it not escaped.
const HOSTILE: &str = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)></textarea></title>&lt;b&gt;{{ 7 }}\u{202E}gnp.exe";

/// What is typed in a terminal, and named on no page.
const COMMANDS: [&str; 18] = [
    "agree",
    "answer",
    "assess",
    "check",
    "compare",
    "explain",
    "form",
    "indicator",
    "new",
    "next",
    "plan",
    "report",
    "respondent",
    "rubric",
    "staircase",
    "standards",
    "status",
    "target",
];

/// Pages that only look, for a browser that was let in. A comparison as a file needs another cycle, and is opened beside one.
pub fn looks() -> impl Iterator<Item = String> {
    // What is there only beside something else has tests of its own.
    let alone =
        |route: &&Route| !route.path.contains("/compare/file/") && !route.path.ends_with("/merge");
    ROUTES
        .iter()
        .filter(|route| route.method() == Method::Get && route.access == Access::Session)
        .filter(alone)
        .map(filled)
}

/// A page is whole: walled, with a language, one heading, a title that ends with the service, ids that are there once.
#[track_caller]
pub fn whole(reply: &Reply, path: &str) {
    walled(reply, path);
    if !reply.headers["content-type"]
        .to_str()
        .unwrap()
        .starts_with("text/html")
    {
        return;
    }
    let text = reply.text();
    let tree = Html::parse_document(&text);
    let count = |selector: &str| tree.select(&Selector::parse(selector).unwrap()).count();
    assert_eq!(
        (count("html[lang=en-GB]"), count("h1"), count("main")),
        (1, 1, 1),
        "{path}"
    );
    assert!(
        reply.title().ends_with("strong-trust"),
        "{path}: {}",
        reply.title()
    );
    let mut ids: Vec<&str> = tree
        .select(&Selector::parse("[id]").unwrap())
        .filter_map(|element| element.attr("id"))
        .collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "{path}: an id twice");
    for link in tree.select(
        &Selector::parse("[for], [aria-describedby], [aria-labelledby], a[href^='#']").unwrap(),
    ) {
        for name in ["for", "aria-describedby", "aria-labelledby", "href"] {
            for id in link
                .attr(name)
                .filter(|id| name != "href" || id.starts_with('#'))
                .unwrap_or_default()
                .split(' ')
                .filter(|id| !id.is_empty())
            {
                assert!(
                    ids.contains(&id.trim_start_matches('#')),
                    "{path}: {name}={id} leads nowhere"
                );
            }
        }
    }
    // Whoever reads it may never have opened a terminal.
    let words = reply.words();
    for command in COMMANDS {
        assert!(
            !words.contains(&format!("strong-trust {command}")),
            "{path} names a command: {command}"
        );
    }
    // Nothing from elsewhere, nothing inline.
    assert_eq!(
        count("script:not([src='/script.js']), style, [style], iframe, object, embed, base, img"),
        0,
        "{path}"
    );
    let all = Selector::parse("*").unwrap();
    let handler = |element: scraper::ElementRef<'_>| {
        element
            .value()
            .attrs()
            .any(|(name, _)| name.starts_with("on"))
    };
    assert!(!tree.select(&all).any(handler), "{path}");
    for form in tree.select(&Selector::parse("form[method=post]").unwrap()) {
        assert_eq!(
            form.select(&Selector::parse("input[name=token]").unwrap())
                .count(),
            1,
            "{path}: a form without its word"
        );
    }
}

/// Puts an action into the plan, if there is no a1.
fn planned(site: &Site, what: &str, note: &str) {
    let folder = Folder::open(site.path("t")).unwrap();
    let assessment = folder.load().unwrap().assessment;
    if assessment.plan.iter().all(|action| action.id != "a1") {
        let text = || Some(what.to_owned());
        let draft = ActionDraft {
            subject: Some("civic-public-benefit".into()),
            what: text(),
            owner: text(),
            due: Some(jiff::civil::date(2027, 3, 26)),
            measure: text(),
            note: Some(note.to_owned()),
            ..ActionDraft::default()
        };
        let action = draft
            .action(
                "",
                &assessment.rubric,
                jiff::civil::date(2026, 11, 22),
                None,
            )
            .unwrap();
        folder.add_action(&assessment.rubric, &action).unwrap();
    }
}

#[test]
fn every_page_is_given_in_an_assessment_without_answers_and_in_a_full_one() {
    for site in [Site::new(), Site::full()] {
        planned(&site, "Look", "Seen");
        for path in looks() {
            let reply = site.ask(Request::get(&path));
            let nobody =
                path.contains("/respondent/") && !site.path("t/responses/chair.toml").exists();
            let given = matches!(reply.status, StatusCode::OK | StatusCode::SEE_OTHER)
                || (nobody && reply.status == StatusCode::NOT_FOUND);
            assert!(given, "{path}: {} {}", reply.status, reply.text());
            if reply.status == StatusCode::OK {
                whole(&reply, &path);
            }
        }
    }
}

#[test]
fn every_link_of_every_page_leads_to_a_page() {
    let site = Site::full();
    let mut open: Vec<String> = vec!["/".to_owned()];
    let mut visited = std::collections::BTreeSet::new();
    while let Some(path) = open.pop() {
        let path = path.split('#').next().unwrap_or_default().to_owned();
        // Files are many and slow to make; one edition stands for the others.
        let skipped = path.contains("/file/") && !path.contains("/public/");
        if skipped
            || !path.starts_with('/')
            || path.contains("~example/as/")
            || !visited.insert(path.clone())
        {
            continue;
        }
        let page = site.ask(Request::get(&path));
        assert!(
            matches!(page.status, StatusCode::OK | StatusCode::SEE_OTHER),
            "{path}: {}",
            page.status
        );
        if page.status == StatusCode::OK
            && page.headers["content-type"] == "text/html; charset=utf-8"
            && !path.contains("/file/")
        {
            whole(&page, &path);
            open.extend(page.links());
        }
    }
    assert!(visited.len() > 300, "{}", visited.len());
    assert!(visited.contains("/a/~example/report/domain/civic"));
}

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "every kind of file is filled with the same words"
)]
fn whatever_stands_in_a_file_is_shown_as_text_on_every_page() {
    let site = Site::empty();
    let new = NewAssessment {
        trust: HOSTILE.into(),
        cycle: HOSTILE.into(),
        date: jiff::civil::date(2026, 11, 22),
        depth: Depth::Full,
        schools: None,
    };
    let folder = Folder::create(
        site.path("t"),
        &new,
        &Builtin::find("strong-trust").unwrap().text(),
    )
    .unwrap();
    let rubric = folder.load().unwrap().assessment.rubric;
    let text = || Note::new(&format!("{HOSTILE}\nsecond line"));
    for (respondent, role) in [("chair", "chair"), ("head", "headteacher")] {
        for criterion in rubric.criteria() {
            let standing = if criterion.not_applicable.is_some() {
                Rating::NotApplicable(HOSTILE.into())
            } else {
                Rating::Level(rubric.scale().top())
            };
            let answer = Answer {
                judgement: Judgement {
                    uneven: text(),
                    warning_note: text(),
                    warning_signs: vec![1],
                    evidence: vec![Evidence {
                        what: HOSTILE.into(),
                        kind: Kind::Data,
                        date: new.date,
                        place: text().map(String::from),
                    }],
                    ..Judgement::new(standing)
                },
                note: text(),
                criterion: criterion.id.clone(),
                confidence: None,
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
    for standard in rubric.standards() {
        let entry = Entry {
            standard: standard.id.clone(),
            status: Status::NotMet,
            checked: None,
            by: text(),
            proof: text(),
            explanation: text(),
        };
        folder.save_entry(&rubric, &entry).unwrap();
    }
    let agreed = rubric.criteria().take(3).map(|criterion| Agreed {
        judgement: Judgement {
            rating: Rating::Unknown,
            uneven: text(),
            warning_signs: vec![1],
            warning_note: text(),
            evidence: vec![Evidence {
                what: HOSTILE.into(),
                kind: Kind::Data,
                date: new.date,
                place: text().map(String::from),
            }],
            review: false,
        },
        criterion: criterion.id.clone(),
        reason: Note::new(HOSTILE).unwrap(),
        moderator: HOSTILE.into(),
        date: new.date,
        dissent: text(),
    });
    let mut meeting = folder.agree(&rubric).unwrap();
    for agreed in agreed {
        meeting.save(&agreed).unwrap();
    }
    folder
        .save_target(&rubric, None, Some(rubric.scale().top()), Some(HOSTILE))
        .unwrap();
    for indicator in rubric.indicators() {
        let figure = OwnFigure {
            indicator: indicator.id.clone(),
            value: "7".into(),
            period: HOSTILE.into(),
            note: text(),
        };
        folder.save_figure(&rubric, &figure).unwrap();
    }
    planned(&site, HOSTILE, HOSTILE);
    super::copy(&site.path("t"), &site.path("u"));
    let more = [
        "/a/t/report/domain/civic",
        "/a/t/report/standards",
        "/a/t/report/differences",
        "/a/t/compare?with=u",
        "/a/t/report/changes?since=u",
        "/a/t/whatif?suppose=civic-public-benefit+0",
    ];
    for path in looks().chain(more.map(str::to_owned)) {
        let reply = site.ask(Request::get(&path));
        // Where nothing was sent, these lead to where a form is sent.
        let instead = match path.as_str() {
            "/a/t/form/read" | "/a/t/form/decide" => Some("/a/t/form"),
            "/a/t/plan/decide" => Some("/a/t/plan/read"),
            _ => None,
        };
        if let Some(instead) = instead {
            assert_eq!(reply.goes_to(), instead);
            continue;
        }
        assert_eq!(reply.status, StatusCode::OK, "{path}");
        whole(&reply, &path);
        let page = reply.text();
        assert!(
            !page.contains("<script>") && !page.contains("<img") && !page.contains('\u{202E}'),
            "{path}"
        );
    }
    let question = site.get("/a/t/as/chair.chair/question/governance-purpose");
    let tree = Html::parse_document(&question.text());
    let note: String = tree
        .select(&Selector::parse("#note").unwrap())
        .next()
        .unwrap()
        .text()
        .collect();
    assert_eq!(
        note,
        format!("{}\nsecond line", HOSTILE.replace('\u{202E}', "")),
        "in a field it stands letter by letter, but for what nobody sees"
    );
    // And what is typed comes back as it was typed, in pages that tell of errors, too.
    let wrong = site.submit(
        "/a/t/as/new.chair/question/governance-purpose",
        &[
            ("note", HOSTILE),
            ("evidence-1-what", HOSTILE),
            ("rows", "1"),
        ],
    );
    whole(&wrong, "an error");
    assert!(!wrong.text().contains("<script>"));
    // Whoever looks after the assessment sits here again.
    site.post("/a/t/session", &[("token", site.token().as_str())])
        .goes_to();
    for (path, fields) in [
        (
            "/a/t/agree/item/governance-purpose",
            ["reason", "dissent", "moderator", "date", "evidence-1-what"].as_slice(),
        ),
        ("/a/t/targets/governance-purpose", &["reason", "level"]),
        ("/a/t/respondent/head/rename", &["new"]),
    ] {
        let mut typed: Vec<(&str, &str)> = fields.iter().map(|field| (*field, HOSTILE)).collect();
        typed.extend(path.contains("agree").then_some(("rows", "1")));
        let wrong = site.submit(path, &typed);
        whole(&wrong, path);
        assert!(
            wrong.title().starts_with("Error: ") && !wrong.text().contains("<script>"),
            "{path}"
        );
    }

    for (path, fields) in [
        (
            "/a/t/plan/new",
            &[
                "for",
                "what",
                "owner",
                "due",
                "measure",
                "note",
                "no-action",
                "course",
                "status",
            ][..],
        ),
        (
            "/a/t/plan/action/a1",
            &[
                "for", "what", "owner", "due", "measure", "note", "course", "status",
            ],
        ),
        ("/a/t/plan/action/a1/close", &["status", "note"]),
        ("/a/t/plan/review", &["day"]),
        ("/a/t/next", &["cycle", "date", "folder"]),
    ] {
        let wrong = site.submit(
            path,
            &fields
                .iter()
                .map(|field| (*field, HOSTILE))
                .collect::<Vec<_>>(),
        );
        whole(&wrong, path);
        assert!(
            wrong.title().starts_with("Error: ")
                && !wrong.text().contains("<script>")
                && !wrong.text().contains("<img"),
            "{path}"
        );
    }
    let wrong = site.submit("/a/t/people", &[("respondent", HOSTILE)]);
    whole(&wrong, "an error");
    let wrong = site.submit(
        "/new",
        &[
            ("trust", HOSTILE),
            ("date", HOSTILE),
            ("schools", HOSTILE),
            ("cycle", HOSTILE),
        ],
    );
    whole(&wrong, "an error");
    assert!(wrong.title().starts_with("Error: ") && !wrong.text().contains("<script>"));
}

#[test]
fn a_new_assessment_is_a_folder_beside_the_others_and_a_second_of_the_name_gets_a_number() {
    let site = Site::empty();
    site.get("/")
        .says("There is no assessment in this folder yet.");
    let fields = [
        ("trust", "Elm & Oak Trust"),
        ("date", "22 November 2026"),
        ("cycle", "2026/27"),
        ("schools", "7"),
        ("depth", "full"),
    ];
    assert_eq!(
        site.submit("/new", &fields).goes_to(),
        "/a/elm-oak-trust-2026-27/people"
    );
    assert_eq!(
        site.submit("/new", &fields).goes_to(),
        "/a/elm-oak-trust-2026-27-2/people"
    );
    assert!(
        site.read("elm-oak-trust-2026-27/assessment.toml")
            .contains("trust = \"Elm & Oak Trust\"")
    );
    site.get("/").says("Elm & Oak Trust, 2026/27");
    let wrong = site.submit(
        "/new",
        &[
            ("trust", ""),
            ("cycle", ""),
            ("date", "soon"),
            ("schools", "many"),
        ],
    );
    for words in [
        "Please type the name of your trust",
        "\"soon\" is not a date",
        "Please type a number, such as 7.",
        "Choose how deep",
    ] {
        wrong.says(words);
    }
    let reserved = site
        .submit(
            "/new",
            &[("trust", "Con"), ("cycle", "?"), ("depth", "quick")],
        )
        .goes_to();
    assert_eq!(reserved, "/a/trust-con/people");
}

#[test]
fn standards_are_saved_together_and_only_those_that_were_touched() {
    let site = Site::new();
    let path = "/a/t/standards/1";
    let page = site.get(path);
    let ids: Vec<String> = page
        .hidden(path)
        .into_iter()
        .filter_map(|(name, _)| name.strip_suffix(".revision").map(str::to_owned))
        .collect();
    let field = |place: usize, part: &str| format!("{}.{part}", ids[place]);
    let to = site
        .submit(
            path,
            &[
                (&field(0, "status"), "met"),
                (&field(0, "checked"), "today"),
                (&field(1, "status"), "not-met"),
            ],
        )
        .goes_to();
    assert_eq!(to, format!("/a/t/standards/2?saved={},{}", ids[0], ids[1]));
    let file = site.read("t/standards.toml");
    assert_eq!(file.matches("[[standard]]").count(), 2);
    assert!(file.contains("checked = 2026-11-22"));
    // Proof without a status is a fault with its place; the others are saved all the same.
    let wrong = site.submit(
        path,
        &[
            (&field(2, "proof"), "Minutes"),
            (&field(3, "status"), "partly"),
        ],
    );
    wrong.says("Choose whether it is met, or that you don't know: “");
    assert!(
        wrong.links().contains(&format!("#{}", field(2, "met")))
            && wrong.text().contains("value=\"Minutes\"")
    );
    assert!(site.read("t/standards.toml").contains(&ids[3]));
}

#[test]
fn a_standard_that_somebody_saved_meanwhile_is_shown_and_not_overwritten() {
    let site = Site::new();
    let path = "/a/t/standards/1";
    let opened = site.get(path).hidden(path);
    let id = opened
        .iter()
        .find_map(|(name, _)| name.strip_suffix(".revision").map(str::to_owned))
        .unwrap();
    let status = format!("{id}.status");
    let with = |value: &str| {
        let mut fields = opened.clone();
        fields.push((status.clone(), value.to_owned()));
        fields
    };
    site.post(path, &with("met")).goes_to();
    let file = site.read("t/standards.toml");
    let both = site.post(path, &with("not-met"));
    both.says("has changed this since you opened it")
        .says("In the file now: met");
    assert_eq!(site.read("t/standards.toml"), file);
    let mut again = both.hidden(path);
    again.push((status, "not-met".to_owned()));
    site.post(path, &again).goes_to();
    assert!(
        site.read("t/standards.toml")
            .contains("status = \"not-met\"")
    );
}

#[test]
fn every_form_of_the_report_is_a_file_and_the_public_one_holds_nobodys_words() {
    let site = Site::full();
    for form in Format::all_for(Content::Report) {
        let reply = site.get(&format!("/a/t/report/file/full/{}", form.ending()));
        walled(&reply, form.name());
        let name = reply.headers["content-disposition"].to_str().unwrap();
        assert!(
            name.starts_with("attachment; filename=\"Northmoor")
                && name.ends_with(&format!("full.{}\"", form.ending())),
            "{name}"
        );
        assert!(reply.body.len() > 50, "{}", form.name());
    }
    let public = site.get("/a/t/report/whole/public");
    whole(&public, "the public edition");
    assert!(!public.words().contains("I remember the therapist"));
    assert!(
        site.get("/a/t/report/domain/governance")
            .words()
            .contains("I remember the therapist")
    );
}

#[test]
fn the_example_is_there_to_look_at_and_stays_as_it_is() {
    let site = Site::empty();
    site.get("/a/~example").says("nothing in it can be changed");
    site.get("/a/~example/report").says("Northmoor");
    let path = "/a/~example/as/chair.chair/question/governance-purpose";
    let refused = site.submit(path, &[("answer", "1")]);
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    refused.says("The example stays as it is");
}

#[test]
fn people_are_reminded_by_a_text_to_copy() {
    let site = Site::full();
    let page = site.get("/a/t/status");
    page.says("A text for finance-director")
        .says("strong-trust sends nothing");
    page.says("Quality of education (8 questions)")
        .says("Last saved: 20 November 2026");
    assert!(
        page.links()
            .contains(&"#person-finance-director".to_owned())
    );
    assert!(
        !page.links().iter().any(|link| link.contains("/as/")),
        "their questions are theirs to open"
    );
}
