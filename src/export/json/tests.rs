use serde_json::Value;

use super::*;
use crate::report::Edition;
use crate::report::sample::{PRIVATE, Sample, answer, everything, evidence};

fn value(report: &Report) -> Value {
    serde_json::from_str(&render(report)).expect("what is written is JSON")
}

fn keys(value: &Value) -> Vec<&str> {
    value
        .as_object()
        .expect("an object")
        .keys()
        .map(String::as_str)
        .collect()
}

#[test]
#[expect(clippy::too_many_lines, reason = "one schema, read from top to bottom")]
fn keys_stand_in_the_order_of_the_schema() {
    let json = value(&everything().report(Edition::Full));
    assert_eq!(
        keys(&json),
        [
            "schema",
            "trust",
            "cycle",
            "date",
            "depth",
            "edition",
            "rubric",
            "respondents",
            "domains",
            "standards",
            "lenses",
            "agreement",
            "priorities",
            "plan",
            "indicators",
            "changes"
        ]
    );
    assert_eq!(json["schema"], "strong-trust/report/1");
    assert_eq!(json["date"], "2026-11-22");
    assert_eq!(keys(&json["rubric"]), ["id", "version", "title", "levels"]);
    assert_eq!(keys(&json["rubric"]["levels"][0]), ["label", "meaning"]);
    assert_eq!(
        keys(&json["respondents"][0]),
        ["id", "role", "group", "answered"]
    );
    let domain = &json["domains"][0];
    assert_eq!(
        keys(domain),
        [
            "id",
            "title",
            "position",
            "judged_position",
            "provisional",
            "range",
            "distribution",
            "judged_distribution",
            "coverage",
            "index",
            "equal_weights",
            "weakest",
            "strongest",
            "staircase",
            "reasons",
            "criteria",
            "group_gaps"
        ]
    );
    assert_eq!(
        keys(&domain["coverage"]),
        [
            "applicable",
            "levelled",
            "unknown",
            "unanswered",
            "not_applicable"
        ]
    );
    let criterion = &domain["criteria"][0];
    assert_eq!(
        keys(criterion),
        [
            "id",
            "title",
            "standing",
            "basis",
            "judged",
            "supported",
            "target",
            "caps",
            "evidence",
            "uneven",
            "agreement",
            "reasons"
        ]
    );
    assert_eq!(
        keys(&criterion["caps"][0]),
        ["rule", "id", "level", "reason"]
    );
    assert_eq!(keys(&criterion["evidence"]), ["strength", "entries"]);
    assert_eq!(
        keys(&criterion["agreement"]),
        [
            "answers", "range", "median", "a", "verdict", "groups", "spread"
        ]
    );
    assert_eq!(
        keys(&json["agreement"]),
        ["alpha", "respondents", "compared", "reasons"]
    );
    assert_eq!(
        keys(&json["standards"][0]),
        [
            "id",
            "criterion",
            "force",
            "critical",
            "status",
            "statement",
            "source",
            "checked",
            "by",
            "proof",
            "explanation"
        ]
    );
    assert_eq!(
        keys(&json["priorities"][0]),
        ["tier", "kind", "id", "reason"]
    );
    assert_eq!(
        keys(&json["plan"][0]),
        [
            "id",
            "for",
            "what",
            "owner",
            "due",
            "measure",
            "status",
            "no_action",
            "note",
            "title",
            "progress",
            "overdue"
        ]
    );
    assert_eq!(json["changes"], Value::Array(Vec::new()));
}

#[test]
fn facts_stand_as_the_schema_says() {
    let json = value(&everything().report(Edition::Full));
    let ids: Vec<&str> = json["respondents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, ["finch-head", "robin-ceo", "wren-chair"]);
    assert_eq!(json["respondents"][2]["answered"], 4);
    assert_eq!(json["standards"][1]["status"], "unanswered");
    assert_eq!(json["standards"][0]["status"], "not-met");
    let care = &json["domains"][0]["criteria"];
    assert_eq!(care[0]["caps"][0]["rule"], "standard");
    assert_eq!(care[5]["standing"], "unknown");
    assert_eq!(care[5]["judged"], Value::Null);
    assert_eq!(care[6]["standing"], "not-applicable");
    assert_eq!(care[4]["standing"], "unanswered");
    assert_eq!(care[4]["basis"], Value::Null);
    assert_eq!(care[2]["basis"], "agreed");
    assert_eq!(json["domains"][1]["criteria"][3]["basis"], "agreed");
}

#[test]
fn fractions_are_reduced_and_decimals_short() {
    let mut answers = String::new();
    for (letter, level) in ('a'..='d').zip([2, 2, 2, 1]) {
        answers.push_str(&answer(&format!("money-{letter}"), level));
        answers.push_str(&evidence("document", "2026-09-01", "Minutes"));
    }
    let sample = Sample::default()
        .respondent("chair", "trustee", &answers)
        .levels("ceo", "leader", "money", &[2, 1, 3])
        .levels("head", "head", "money", &[2, 3, 0]);
    let json = value(&sample.report(Edition::Full));
    let index = &json["domains"][1]["index"];
    assert_eq!(
        (
            index["numerator"].as_u64(),
            index["denominator"].as_u64(),
            index["shown"].as_str()
        ),
        (Some(7), Some(4), Some("1.8"))
    );
    for decimal in [
        &json["agreement"]["alpha"],
        &json["domains"][1]["criteria"][1]["agreement"]["a"],
    ] {
        let text = decimal.to_string();
        assert!(
            text.split_once('.')
                .is_none_or(|(_, places)| places.len() <= 6),
            "{text}"
        );
    }
    assert_eq!(json["domains"][0]["position"], Value::Null);
    assert_eq!(json["domains"][0]["index"], Value::Null);
    assert_eq!(json["domains"][1]["position"]["label"], "Established");
}

#[test]
fn the_public_edition_holds_no_private_word_and_no_respondents() {
    let report = everything().report(Edition::Public);
    let text = render(&report);
    for private in PRIVATE {
        assert!(!text.contains(private), "{private}");
    }
    let json = value(&report);
    assert!(!keys(&json).contains(&"respondents"));
    assert_eq!(
        keys(&json["standards"][0]),
        [
            "id",
            "criterion",
            "force",
            "critical",
            "status",
            "statement",
            "source",
            "checked"
        ]
    );
    assert_eq!(
        keys(&json["domains"][0]["criteria"][0]["agreement"]),
        ["answers", "range", "median", "a", "verdict"]
    );
    assert_eq!(json["plan"], Value::Array(Vec::new()));
    assert_eq!(json["edition"], "public");
}

#[test]
fn what_is_known_by_rule_is_the_same_in_every_edition() {
    let [full, board, public] = Edition::ALL.map(|edition| value(&everything().report(edition)));
    for place in 0..2 {
        for key in [
            "position",
            "judged_position",
            "range",
            "distribution",
            "coverage",
            "index",
            "weakest",
            "staircase",
        ] {
            assert_eq!(
                full["domains"][place][key], board["domains"][place][key],
                "{key}"
            );
            assert_eq!(
                full["domains"][place][key], public["domains"][place][key],
                "{key}"
            );
        }
    }
    assert_eq!(full["priorities"], public["priorities"]);
    assert!(board["priorities"].as_array().unwrap().len() <= 5);
}

#[test]
fn nobody_s_assessment_is_json_with_nulls_and_a_final_line_feed() {
    let text = render(&Sample::default().report(Edition::Full));
    assert!(text.ends_with("}\n"));
    let json: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(json["agreement"]["alpha"], Value::Null);
    assert_eq!(json["agreement"]["respondents"], 0);
    assert_eq!(json["domains"][0]["range"], serde_json::json!([0, 4]));
}
