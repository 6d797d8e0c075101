//! The examples: valid without a warning, with the rubric of today, and with the reports that stand beside them.

use std::fs;
use std::path::Path;

use strong_trust::export;
use strong_trust::report::{Edition, comparison, compose, document};
use strong_trust::rubric::Builtin;
use strong_trust::scoring::score;
use strong_trust::store::{Folder, Loaded};

/// The examples with the rubric of today.
const EXAMPLES: [&str; 2] = ["northmoor", "harbour-view"];
/// Northmoor's earlier cycles, oldest first: made with the rubric as it was in its pilot.
const EARLIER: [&str; 2] = ["northmoor-2024", "northmoor-2025"];

pub fn load(name: &str) -> Loaded {
    Folder::open(Path::new("examples").join(name))
        .unwrap()
        .load()
        .unwrap()
}

#[test]
fn every_example_is_valid_without_a_warning() {
    for name in EXAMPLES.iter().chain(&EARLIER) {
        assert_eq!(load(name).warnings, [], "{name}");
    }
}

#[test]
fn every_example_has_the_rubric_of_today() {
    let builtin = Builtin::find("strong-trust").unwrap();
    for name in EXAMPLES {
        for (file, text) in builtin.files {
            let path = format!("examples/{name}/rubric/{file}");
            if std::env::var_os("UPDATE_EXPECTED").is_some() {
                fs::write(&path, text).unwrap();
            }
            assert!(
                fs::read_to_string(&path).unwrap() == *text,
                "{path} is not the rubric of today: run once with UPDATE_EXPECTED=1"
            );
        }
    }
}

/// The reports that are checked in: example, edition, file.
const REPORTS: [(&str, Edition, &str); 7] = [
    ("northmoor", Edition::Full, "northmoor-report.md"),
    ("northmoor", Edition::Board, "northmoor-board.md"),
    ("northmoor", Edition::Public, "northmoor-public.md"),
    ("northmoor", Edition::Full, "northmoor-report.json"),
    ("northmoor", Edition::Full, "northmoor-report.txt"),
    ("harbour-view", Edition::Full, "harbour-view-report.md"),
    ("harbour-view", Edition::Board, "harbour-view-board.md"),
];

#[test]
#[expect(
    clippy::case_sensitive_file_extension_comparisons,
    reason = "the names are ours"
)]
fn the_reports_beside_the_examples_are_current() {
    for (name, edition, file) in REPORTS {
        let assessment = load(name).assessment;
        let report = compose(&assessment, &score(&assessment), edition);
        let text = match file {
            file if file.ends_with(".json") => export::json::render(&report),
            file if file.ends_with(".txt") => {
                export::terminal::render(&document(&report), 80, false)
            }
            _ => export::markdown::render(&document(&report)),
        };
        let path = Path::new("examples").join(file);
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&path, &text).unwrap();
        }
        let there = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            there == text,
            "{} is not what the program writes: run once with UPDATE_EXPECTED=1",
            path.display()
        );
    }
}

#[test]
fn northmoor_s_three_cycles_stand_side_by_side_as_the_file_beside_them_says() {
    let earlier = EARLIER.map(|name| load(name).assessment);
    let now = load("northmoor").assessment;
    let report =
        compose(&now, &score(&now), Edition::Full).since(&now, &earlier.iter().collect::<Vec<_>>());
    let text = export::markdown::render(&comparison(&report).unwrap());
    let path = Path::new("examples/northmoor-three-cycles.md");
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(path, &text).unwrap();
    }
    assert!(
        fs::read_to_string(path).unwrap_or_default() == text,
        "{} is not what the program writes",
        path.display()
    );
    for words in [
        "Down from Embedded to Established",
        "The wording has changed",
        "(break)",
        "A meeting has agreed",
        "More people were asked",
    ] {
        assert!(text.contains(words), "{words}");
    }
}

#[test]
fn northmoor_s_last_cycle_but_one_can_be_taken_over_to_the_rubric_of_today() {
    let desk = crate::run::Desk::new();
    crate::upgrade::copy_all(Path::new("examples/northmoor-2025"), &desk.path("t"));
    let run = desk.run(&["rubric", "upgrade", "t", "--keep", "--yes"]);
    run.ends(0);
    desk.run(&["check", "t"]).ends(0);
    let responses = desk.read("t/responses/chief-executive.toml");
    assert!(
        responses.contains("workforce-employer") && !responses.contains("workforce-offer"),
        "the renamed criterion keeps its answer"
    );
    assert!(
        responses.contains("civic-visibility"),
        "the dropped one is kept"
    );
    assert_eq!(
        responses.matches("review = true").count(),
        7,
        "six were reworded, and one is asked no more"
    );
}

#[test]
fn the_public_edition_holds_nothing_that_a_person_wrote() {
    for name in EXAMPLES {
        let assessment = load(name).assessment;
        let report = compose(&assessment, &score(&assessment), Edition::Public);
        let texts = [
            export::json::render(&report),
            export::markdown::render(&document(&report)),
            export::terminal::render(&document(&report), 120, false),
        ];
        for private in private_texts(&assessment) {
            // Tables and wrapping break lines, so a text is looked for by its first words.
            let words: Vec<&str> = private.split_whitespace().take(5).collect();
            let start = words.join(" ");
            for text in &texts {
                let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
                assert!(
                    !joined.contains(&start),
                    "{name}: {start:?} is in the public edition"
                );
            }
        }
    }
}

/// Everything that a person of the trust wrote, and who answered.
pub fn private_texts(assessment: &strong_trust::assessment::Assessment) -> Vec<String> {
    let mut found = Vec::new();
    for response in &assessment.responses {
        for answer in &response.answers {
            found.extend(
                [
                    &answer.note,
                    &answer.judgement.uneven,
                    &answer.judgement.warning_note,
                ]
                .into_iter()
                .flatten()
                .map(ToString::to_string),
            );
            found.extend(
                answer
                    .judgement
                    .evidence
                    .iter()
                    .map(|entry| entry.what.clone()),
            );
        }
    }
    for agreed in &assessment.agreed {
        found.push(agreed.reason.to_string());
        found.extend(
            [
                &agreed.dissent,
                &agreed.judgement.uneven,
                &agreed.judgement.warning_note,
            ]
            .into_iter()
            .flatten()
            .map(ToString::to_string),
        );
        found.extend(
            agreed
                .judgement
                .evidence
                .iter()
                .map(|entry| entry.what.clone()),
        );
    }
    for entry in &assessment.register {
        found.extend(
            [&entry.proof, &entry.explanation]
                .into_iter()
                .flatten()
                .map(ToString::to_string),
        );
    }
    found.retain(|text| text.split_whitespace().count() >= 4);
    assert!(found.len() >= 10);
    found
}
