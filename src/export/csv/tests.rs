use proptest::prelude::*;

use super::*;
use crate::report::Edition;
use crate::report::sample::{PRIVATE, Sample, answer, everything};
use crate::text::clean_lines;

fn rows(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    reader
        .records()
        .map(|row| row.expect("a row").iter().map(str::to_owned).collect())
        .collect()
}

/// The column of this name, without its name.
fn column(text: &str, name: &str) -> Vec<String> {
    let mut rows = rows(text);
    let at = rows
        .remove(0)
        .iter()
        .position(|title| title == name)
        .unwrap_or_else(|| panic!("a column {name}"));
    rows.into_iter().map(|row| row[at].clone()).collect()
}

/// A sample in which people wrote this text wherever they could.
fn saying(text: &str) -> Sample {
    let quoted = toml::Value::from(text).to_string();
    let note = format!(
        "{}note = {quoted}\nuneven = {quoted}\n",
        answer("care-a", 1)
    );
    let mut sample = Sample::default().respondent("wren", "trustee", &note);
    sample.plan = format!(
        "[[action]]\nid = \"one\"\nfor = \"care-a\"\nwhat = {quoted}\nowner = {quoted}\ndue = 2027-01-31\nmeasure = {quoted}\nstatus = \"in-progress\"\n"
    );
    sample
}

/// Reads a CSV text back, and counts its rows against the report.
pub(crate) fn check(text: &str, report: &Report, what: What) {
    let rows = csv::Reader::from_reader(text.as_bytes()).into_records();
    let rows: Vec<_> = rows.collect::<Result<_, _>>().expect("it is CSV");
    assert_eq!(
        rows.len(),
        what.count(report),
        "{what:?} of {:?}",
        report.edition
    );
}

#[test]
fn every_edition_has_every_row_that_it_may_have_and_is_the_same_twice() {
    for edition in Edition::ALL {
        let report = everything().report(edition);
        for what in What::ALL {
            let text = render(&report, what);
            check(&text, &report, what);
            assert_eq!(text, render(&report, what));
            assert!(text.ends_with("\r\n") && !text.starts_with('\u{feff}'));
        }
        assert_eq!(
            column(&render(&report, What::Criteria), "criterion").len(),
            11
        );
    }
    let report = everything().report(Edition::Board);
    assert_eq!(What::Answers.count(&report), 0);
}

#[test]
fn levels_gaps_and_counts_are_numbers_and_silences_are_words() {
    let mut sample = everything();
    sample.setup = "[targets]\ndefault = 0\n".to_owned();
    let text = render(&sample.report(Edition::Full), What::Criteria);
    assert_eq!(
        column(&text, "standing")[5..7],
        ["unknown", "not-applicable"]
    );
    assert_eq!(column(&text, "judged")[5..7], ["", ""]);
    assert!(
        column(&text, "gap").iter().any(|gap| gap.starts_with('-')),
        "a target that is passed leaves a negative gap"
    );
    for name in [
        "judged",
        "supported",
        "target",
        "gap",
        "evidence_entries",
        "answers",
        "answers_range",
    ] {
        for cell in column(&text, name) {
            assert!(
                cell.is_empty() || cell.parse::<i64>().is_ok(),
                "{name}: {cell:?}"
            );
        }
    }
}

#[test]
fn what_people_wrote_is_there_in_full_and_absent_in_public() {
    let all = |edition| -> String {
        What::ALL
            .iter()
            .map(|what| render(&everything().report(edition), *what))
            .collect()
    };
    let elsewhere = ["PRIVATE-figure", "PRIVATE-weight", "PRIVATE-orphan"];
    for private in PRIVATE {
        assert!(
            !all(Edition::Public).contains(private),
            "{private} in the public edition"
        );
        assert!(
            elsewhere.contains(&private) || all(Edition::Full).contains(private),
            "{private} is missing"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_read_back_is_what_was_written(text in "(?s)[=+@\\-\t\r\n\"',;<&]{0,3}.{0,40}z") {
        let report = saying(&text).report(Edition::Full);
        let full = render(&report, What::Plan);
        let read = column(&full, "what").remove(0);
        let words = clean_lines(&text);
        prop_assert!(read == words || read == format!("'{words}"), "{read:?} from {words:?}");
        for row in rows(&full) {
            for cell in row {
                prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']), "{cell:?}");
            }
        }
    }
}

#[test]
fn hostile_words_come_back_as_they_are() {
    let long = "x".repeat(10_000);
    for text in [
        "<script>alert(1)</script>",
        "a & b ]]>",
        "emoji 😀, العربية",
        "say \"no\",\nor not",
        &long,
    ] {
        let full = render(&saying(text).report(Edition::Full), What::Criteria);
        assert_eq!(column(&full, "notes")[0], text);
        assert_eq!(column(&full, "uneven")[0], text);
    }
    let full = render(
        &saying("=HYPERLINK(\"x\")").report(Edition::Full),
        What::Criteria,
    );
    assert_eq!(column(&full, "notes")[0], "'=HYPERLINK(\"x\")");
}
