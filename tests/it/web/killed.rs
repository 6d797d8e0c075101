//! Killed at any moment under a load of saves: what a page called saved is on disk.

use std::collections::BTreeMap;
use std::process::Command;
use std::time::{Duration, Instant, SystemTime};

use scraper::{Html, Selector};

use super::encode;
use super::started::Started;
use crate::run::Desk;

/// How often the program is started and killed.
const ROUNDS: u32 = 6;

/// How long a round may go on after the first save, in milliseconds.
const LONGEST: u32 = 1_200;

/// What one browser saves again and again, each time with another mark in it.
#[derive(Debug, Clone, Copy)]
enum Saves {
    /// Answers of this respondent, in turn to these questions.
    Answers(&'static str),
    /// The first standard of the register.
    Standard,
    /// What a meeting agreed on one criterion.
    Judgement,
    /// One action more.
    Action,
}

/// What a browser tried to save, and what was answered saved: the number of the last mark by the place where it stands.
#[derive(Default)]
struct Kept {
    tried: BTreeMap<String, u32>,
    saved: BTreeMap<String, u32>,
}

impl Saves {
    const ALL: [Self; 6] = [
        Self::Answers("chair"),
        Self::Answers("head-1"),
        Self::Answers("trustee-2"),
        Self::Standard,
        Self::Judgement,
        Self::Action,
    ];

    /// The page, what is typed there, and the place that the save of this number goes to.
    fn form(self, number: u32) -> (String, Vec<(String, String)>, String) {
        let questions = [
            "governance-purpose",
            "governance-oversight",
            "governance-board",
        ];
        let place = match self {
            Self::Answers(who) => format!("{who}-{}", number % 3),
            Self::Standard | Self::Judgement => format!("{self:?}"),
            Self::Action => format!("action-{number}"),
        };
        let mark = format!("mark of {place} number {number}.");
        let (path, typed): (String, Vec<(&str, &str)>) = match self {
            Self::Answers(who) => (
                format!(
                    "/a/t/as/{who}.chair/question/{}",
                    questions[number as usize % 3]
                ),
                vec![("answer", "2"), ("note", &mark), ("do", "save")],
            ),
            Self::Standard => (
                "/a/t/standards/1".into(),
                vec![(".status", "met"), (".proof", &mark), ("do", "save")],
            ),
            Self::Judgement => (
                "/a/t/agree/item/civic-public-benefit".into(),
                vec![
                    ("answer", "2"),
                    ("reason", &mark),
                    ("moderator", "chair"),
                    ("date", "today"),
                    ("do", "save"),
                ],
            ),
            Self::Action => (
                "/a/t/plan/new".into(),
                vec![
                    ("for", "civic-public-benefit"),
                    ("course", "act"),
                    ("what", &mark),
                    ("owner", "chair"),
                    ("due", "1 March 2040"),
                    ("measure", "Minutes"),
                ],
            ),
        };
        (
            path,
            typed
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
            place,
        )
    }

    /// Saves until the program answers no more.
    fn go_on(self, started: &Started, cookie: &str) -> Kept {
        let mut kept = Kept::default();
        for number in 1.. {
            let (path, typed, place) = self.form(number);
            let page = started.get(&path, cookie);
            if !page.starts_with("HTTP/1.1 200") {
                assert!(
                    page.is_empty() || !page.starts_with("HTTP/1.1"),
                    "{path}: {page}"
                );
                break;
            }
            let Some(mut fields) = hidden(&page) else {
                break;
            };
            // The first standard of a page has its own id before each field.
            let first = fields
                .iter()
                .find_map(|(name, _)| name.strip_suffix(".revision").map(str::to_owned))
                .unwrap_or_default();
            fields.extend(typed.into_iter().map(|(name, value)| {
                (
                    if name.starts_with('.') {
                        format!("{first}{name}")
                    } else {
                        name
                    },
                    value,
                )
            }));
            kept.tried.insert(place.clone(), number);
            let answer = started.post(&path, cookie, &encode(&fields));
            if answer.starts_with("HTTP/1.1 303") {
                kept.saved.insert(place, number);
            } else if answer.contains("Not saved: another program is saving") {
                // On a disk that is slow for a while, whoever waits too long for their turn is told so.
            } else {
                // Killed before it answered; whatever else it says is no way to treat a save.
                assert!(answer.is_empty(), "{path}: {answer}");
                break;
            }
        }
        kept
    }
}

/// The hidden fields of the form in the middle of a page; nothing if the page did not come whole.
fn hidden(page: &str) -> Option<Vec<(String, String)>> {
    page.contains("</html>").then(|| {
        let tree = Html::parse_document(page);
        let fields = Selector::parse("main form input[type=hidden]").expect("it is a selector");
        tree.select(&fields)
            .map(|field| {
                (
                    field.attr("name").unwrap().to_owned(),
                    field.attr("value").unwrap().to_owned(),
                )
            })
            .collect()
    })
}

/// A moment that nobody chose.
fn moment() -> Duration {
    let now = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap();
    Duration::from_millis((now.subsec_micros() % LONGEST).into())
}

#[test]
fn whatever_was_answered_saved_is_on_disk_whenever_the_program_is_killed() {
    let desk = Desk::with_assessment();
    let mut total = 0;
    for round in 0..ROUNDS {
        std::fs::remove_dir_all(desk.path("t")).unwrap();
        desk.run(&[
            "new",
            "t",
            "--trust",
            "Test Trust",
            "--cycle",
            "2026",
            "--date",
            "2026-11-22",
            "--schools",
            "3",
        ])
        .ends(0);
        let started = Started::on(&desk, &["t"]);
        let cookies = Saves::ALL.map(|_| started.enter_again(&desk, &["t"]));
        let (wait, pid) = (moment(), started.child.id());
        let all: Vec<Kept> = std::thread::scope(|scope| {
            let started = &started;
            let savers: Vec<_> = Saves::ALL
                .iter()
                .zip(&cookies)
                .map(|(saves, cookie)| scope.spawn(move || saves.go_on(started, cookie)))
                .collect();
            // However slow the machine is, something is saved before the moment is waited for.
            let begun = Instant::now();
            while !desk.path("t/plan.toml").exists() && begun.elapsed() < Duration::from_mins(1) {
                std::thread::sleep(Duration::from_millis(5));
            }
            std::thread::sleep(wait);
            Command::new("kill")
                .args(["-9", &pid.to_string()])
                .status()
                .unwrap();
            savers
                .into_iter()
                .map(|saver| saver.join().unwrap())
                .collect()
        });
        let files = [
            "responses/chair.toml",
            "responses/head-1.toml",
            "responses/trustee-2.toml",
            "standards.toml",
            "agreed.toml",
            "plan.toml",
        ];
        let texts: String = files
            .iter()
            .filter_map(|name| std::fs::read_to_string(desk.path("t").join(name)).ok())
            .collect();
        for kept in &all {
            for (place, saved) in &kept.saved {
                let tried = kept.tried[place];
                let there = (*saved..=tried)
                    .any(|number| texts.contains(&format!("mark of {place} number {number}.")));
                assert!(
                    there,
                    "round {round}, killed {wait:?} after the first save: {place} number {saved} was answered saved\n{texts}"
                );
            }
            total += kept.saved.values().count();
        }
        // Nothing is half written, and whoever starts again goes on from there.
        desk.run(&["check", "t"]).ends(0);
        drop(started);
        let again = Started::on(&desk, &["t"]);
        let page = again.get("/a/t/plan", &again.enter());
        assert!(
            page.starts_with("HTTP/1.1 200") && page.contains("mark of action-"),
            "{page}"
        );
    }
    assert!(total > 20, "too few saves to prove anything: {total}");
}
