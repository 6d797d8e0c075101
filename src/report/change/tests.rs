use proptest::prelude::*;

use crate::assessment::Assessment;
use crate::document::DocumentInfo;
use crate::export::{csv, excel, html, json, markdown, terminal, word};
use crate::report::sample::{PRIVATE, Sample, answer, everything};
use crate::report::{Edition, Report, comparison, compose, document};
use crate::scoring::{Movement, score};

fn since(earlier: &[&Assessment], assessment: &Assessment, edition: Edition) -> Report {
    compose(assessment, &score(assessment), edition).since(assessment, earlier)
}

fn levels(care_a: u8, care_b: u8) -> Assessment {
    let mut sample = Sample::default().respondent(
        "wren",
        "trustee",
        &format!("{}{}", answer("care-a", care_a), answer("care-b", care_b)),
    );
    sample.quick = true;
    sample.assessment()
}

fn cycle(mut assessment: Assessment, cycle: &str, year: i16) -> Assessment {
    cycle.clone_into(&mut assessment.setup.cycle);
    assessment.setup.date = jiff::civil::date(year, 11, 22);
    assessment
}

#[test]
fn a_rise_and_a_fall_are_told_with_both_words_and_never_as_a_share() {
    let (before, after) = (
        cycle(levels(1, 3), "2025", 2025),
        cycle(levels(2, 2), "2026", 2026),
    );
    let report = since(&[&before], &after, Edition::Full);
    let changes = report.changes.as_ref().unwrap();
    let told: Vec<&str> = changes
        .latest()
        .criteria
        .iter()
        .take(2)
        .map(|told| told.words.as_str())
        .collect();
    assert_eq!(
        told,
        [
            "Up from Emerging to Established.",
            "Down from Embedded to Established."
        ]
    );
    assert!(
        changes.finding.starts_with("What changed since 2025: "),
        "{}",
        changes.finding
    );
    let text = markdown::render(&comparison(&report).unwrap());
    assert!(
        !text.contains('%')
            && !text.to_lowercase().contains("per cent")
            && !text.contains("percent"),
        "{text}"
    );
    assert!(text.contains("| 1 Emerging | 2 Established |"), "{text}");
    assert!(text.contains("You said, we did"), "{text}");
}

#[test]
fn the_section_stands_in_every_edition_that_was_set_beside_an_earlier_cycle_and_in_no_other() {
    let (before, after) = (
        cycle(levels(1, 3), "2025", 2025),
        cycle(levels(2, 2), "2026", 2026),
    );
    for edition in Edition::ALL {
        let report = since(&[&before], &after, edition);
        assert!(
            markdown::render(&document(&report)).contains("## What changed since 2025"),
            "{edition:?}"
        );
        let plain = compose(&after, &score(&after), edition);
        assert!(!markdown::render(&document(&plain)).contains("What changed since"));
        assert_eq!(plain.changes, None);
    }
}

#[test]
fn cycles_are_put_in_order_by_their_dates_and_three_stand_side_by_side() {
    let cycles = [
        cycle(levels(1, 3), "2024", 2024),
        cycle(levels(2, 2), "2025", 2025),
        cycle(levels(3, 2), "2026", 2026),
    ];
    let report = since(&[&cycles[1], &cycles[0]], &cycles[2], Edition::Full);
    let changes = report.changes.unwrap();
    let names: Vec<&str> = changes
        .cycles
        .iter()
        .map(|cycle| cycle.cycle.as_str())
        .collect();
    assert_eq!(names, ["2024", "2025", "2026"]);
    let first = changes
        .criteria
        .iter()
        .find(|series| series.id == "care-a")
        .unwrap();
    let steps: Vec<String> = first.steps.iter().map(super::StepThen::words).collect();
    assert_eq!(steps, ["1 Emerging", "2 Established", "3 Embedded"]);
    assert_eq!(changes.spans.len(), 2);
}

#[test]
fn actions_that_were_closed_stand_beside_what_moved_also_when_they_were_closed_a_cycle_later() {
    let action = |id: &str, subject: &str, status: &str| {
        format!(
            "[[action]]\nid = \"{id}\"\nfor = \"{subject}\"\nwhat = \"Do {id}\"\nowner = \"chair\"\ndue = 2026-01-31\nmeasure = \"It is done\"\nstatus = \"{status}\"\n"
        )
    };
    let planned = |answers: &str, plan: String, register: &str| {
        let mut sample = Sample {
            quick: true,
            plan,
            ..Sample::default()
        }
        .respondent("wren", "trustee", answers);
        sample.standards = register.to_owned();
        sample.assessment()
    };
    let before = planned(
        &answer("care-a", 1),
        action("one", "care-a", "in-progress")
            + &action("two", "standard-care-law", "complete")
            + &action("three", "care-b", "not-started"),
        "[[standard]]\nid = \"standard-care-law\"\nstatus = \"not-met\"\n",
    );
    let after = planned(
        &answer("care-a", 2),
        action("one", "care-a", "complete"),
        "[[standard]]\nid = \"standard-care-law\"\nstatus = \"met\"\n",
    );
    let report = since(&[&cycle(before, "2025", 2025)], &after, Edition::Full);
    let span = report.changes.as_ref().unwrap().latest();
    let told: Vec<(&str, &str, &str)> = span
        .done
        .iter()
        .map(|done| {
            (
                done.what.as_str(),
                done.closed.as_str(),
                done.moved.as_str(),
            )
        })
        .collect();
    assert_eq!(
        told[0],
        ("Do one", "Complete", span.criteria[0].words.as_str())
    );
    assert_eq!(
        told[1],
        (
            "Do two",
            "Complete",
            "The register said “not met” then, and says “met” now."
        )
    );
    assert_eq!(
        span.done_words,
        "Three actions were in the earlier plan: two complete and one still open."
    );
}

fn info<'a>(report: &'a Report, kind: &'a str) -> DocumentInfo<'a> {
    DocumentInfo {
        trust: &report.trust,
        cycle: &report.cycle,
        kind,
        date: report.date,
        long: true,
    }
}

#[test]
fn the_public_edition_tells_levels_and_no_word_that_a_person_wrote_in_any_form() {
    let before = cycle(everything().assessment(), "2025", 2025);
    let after = everything().assessment();
    let texts = |edition| {
        let report = since(&[&before], &after, edition);
        let page = comparison(&report).unwrap();
        let mut texts = vec![
            json::render(&report),
            markdown::render(&document(&report)),
            markdown::render(&page),
            terminal::render(&page, 100, false),
            html::render(&page).unwrap(),
        ];
        texts.extend(csv::What::ALL.map(|what| csv::render(&report, what)));
        let workbook = excel::render(&report).unwrap();
        excel::tests::check::check(&workbook, &report);
        let bytes = word::render(&page, &info(&report, "public edition")).unwrap();
        word::tests::check::check(&bytes, &page);
        texts.join("\n")
    };
    let public = texts(Edition::Public);
    for private in PRIVATE {
        assert!(!public.contains(private), "{private} in the public edition");
    }
    assert!(texts(Edition::Full).contains("PRIVATE"));
}

#[test]
fn other_depths_and_other_numbers_of_people_are_named_as_limits() {
    let full = everything().assessment();
    let quick = Sample {
        quick: true,
        ..Sample::default()
    }
    .respondent("wren", "trustee", &answer("care-a", 3))
    .assessment();
    let limits = since(&[&cycle(quick, "2025", 2025)], &full, Edition::Full)
        .changes
        .unwrap()
        .limits
        .join(" ");
    assert!(limits.contains("One person answered in 2025"), "{limits}");
    assert!(
        limits.contains("Evidence was not tested in 2025"),
        "{limits}"
    );
}

#[test]
fn a_cycle_in_which_nobody_has_answered_yet_is_said_to_be_one() {
    let empty = cycle(
        Sample {
            quick: true,
            ..Sample::default()
        }
        .assessment(),
        "2026",
        2026,
    );
    let report = since(&[&cycle(levels(1, 3), "2025", 2025)], &empty, Edition::Full);
    let limits = report.changes.as_ref().unwrap().limits.join(" ");
    assert!(
        limits.contains("One person answered in 2025; nobody has answered in 2026."),
        "{limits}"
    );
    assert!(markdown::render(&comparison(&report).unwrap()).contains("nobody answered"));
}

#[test]
fn json_has_a_row_for_each_domain_and_criterion_with_the_keys_that_are_promised() {
    let (before, after) = (
        cycle(levels(1, 3), "2025", 2025),
        cycle(levels(2, 2), "2026", 2026),
    );
    let report = since(&[&before], &after, Edition::Full);
    let json: serde_json::Value = serde_json::from_str(&json::render(&report)).unwrap();
    let rows = json["changes"].as_array().unwrap();
    assert_eq!(rows.len(), 2 + 11);
    let first = rows
        .iter()
        .find(|row| row["criterion"] == "care-a")
        .unwrap();
    let keys: Vec<&str> = first
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(
        keys,
        [
            "since",
            "until",
            "domain",
            "criterion",
            "was",
            "title",
            "change",
            "break",
            "from",
            "to",
            "from_standing",
            "to_standing",
            "causes",
            "reason"
        ]
    );
    assert_eq!(
        (&first["change"], &first["break"], &first["from"]["level"]),
        (&"risen".into(), &false.into(), &1.into())
    );
    assert_eq!(json["comparison"]["cycles"].as_array().unwrap().len(), 2);
    let plain: serde_json::Value = serde_json::from_str(&json::render(&compose(
        &after,
        &score(&after),
        Edition::Full,
    )))
    .unwrap();
    assert_eq!(
        (
            plain["changes"].as_array().unwrap().len(),
            plain.get("comparison")
        ),
        (0, None)
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn whatever_is_compared_can_be_written_in_every_form(one in 0u8..5, two in 0u8..5, text in "\\PC{0,30}") {
        let mut before = cycle(levels(one, two), "2025", 2025);
        before.setup.cycle = text;
        let after = cycle(levels(two, one), "2026", 2026);
        let report = since(&[&before], &after, Edition::Full);
        let page = comparison(&report).unwrap();
        word::tests::check::check(&word::render(&page, &info(&report, "full edition")).unwrap(), &page);
        excel::tests::check::check(&excel::render(&report).unwrap(), &report);
        csv::tests::check(&csv::render(&report, csv::What::Changes), &report, csv::What::Changes);
        html::render(&page).unwrap();
        for told in &report.changes.as_ref().unwrap().latest().criteria {
            let moved = one != two && told.to_standing.is_some() && told.from.is_some();
            prop_assert!(!moved || told.movement != Movement::Same);
        }
    }
}
