pub(crate) mod check;

use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};
use proptest::prelude::*;

use check::check;

use super::fit::cell_text;
use super::*;
use crate::report::sample::{PRIVATE, Sample, answer, everything};

fn open(bytes: &[u8]) -> Xlsx<Cursor<&[u8]>> {
    Xlsx::new(Cursor::new(bytes)).expect("a workbook that another reader opens")
}

/// The rows of a sheet under its headings, with the headings first.
fn rows(bytes: &[u8], sheet: &str) -> Vec<Vec<Data>> {
    let range = open(bytes)
        .worksheet_range(sheet)
        .unwrap_or_else(|error| panic!("{sheet}: {error}"));
    range.rows().skip(2).map(<[Data]>::to_vec).collect()
}

fn column(bytes: &[u8], sheet: &str, title: &str) -> Vec<Data> {
    let mut rows = rows(bytes, sheet);
    let heads = rows.remove(0);
    let at = heads
        .iter()
        .position(|head| *head == Data::String(title.to_owned()))
        .unwrap_or_else(|| panic!("{title} in {heads:?}"));
    rows.into_iter().map(|row| row[at].clone()).collect()
}

/// All parts of the archive, with their names.
fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).expect("a part");
            let mut text = String::new();
            part.read_to_string(&mut text).expect("a text");
            (part.name().expect("a name").into_owned(), text)
        })
        .collect()
}

fn all(bytes: &[u8]) -> String {
    parts(bytes).into_iter().map(|(_, text)| text).collect()
}

fn written(edition: Edition) -> Vec<u8> {
    render(&everything().report(edition)).expect("a workbook")
}

/// A report in which people wrote this text wherever they could.
fn saying(text: &str) -> Report {
    let quoted = toml::Value::from(text).to_string();
    let answer = format!(
        "{}note = {quoted}\nuneven = {quoted}\n[[answer.evidence]]\nwhat = {quoted}\nwhere = {quoted}\nkind = \"document\"\ndate = 2026-01-01\n",
        answer("care-a", 1)
    );
    let mut sample = Sample::default().respondent("wren", "trustee", &answer);
    sample.plan = format!(
        "[[action]]\nid = \"one\"\nfor = \"care-a\"\nwhat = {quoted}\nowner = {quoted}\ndue = 1850-01-31\nmeasure = {quoted}\nstatus = \"in-progress\"\n"
    );
    let mut report = sample.report(Edition::Full);
    text.clone_into(&mut report.trust);
    report
}

#[test]
fn each_edition_has_its_sheets_and_no_other() {
    let names = |edition| open(&written(edition)).sheet_names();
    assert_eq!(
        names(Edition::Full),
        [
            "Summary",
            "Heat map",
            "Domains",
            "Criteria",
            "Priorities",
            "Differences",
            "Answers",
            "Evidence",
            "Standards",
            "Plan",
            "Indicators",
            "Lenses",
            "Method"
        ]
    );
    assert_eq!(
        names(Edition::Board),
        [
            "Summary",
            "Heat map",
            "Domains",
            "Priorities",
            "Standards",
            "Plan",
            "Method"
        ]
    );
    assert_eq!(
        names(Edition::Public),
        [
            "Summary",
            "Heat map",
            "Domains",
            "Criteria",
            "Priorities",
            "Standards",
            "Lenses",
            "Method"
        ]
    );
}

#[test]
fn every_edition_is_read_back_and_is_the_same_twice() {
    for edition in Edition::ALL {
        let report = everything().report(edition);
        let bytes = render(&report).expect("a workbook");
        check(&bytes, &report);
        assert!(
            bytes == render(&report).expect("a workbook"),
            "{edition:?} differs"
        );
    }
    let empty = Sample::default().report(Edition::Full);
    check(&render(&empty).expect("a workbook"), &empty);
}

#[test]
fn the_public_edition_has_no_private_word_and_the_full_edition_has_all() {
    let (full, board, public) = (
        all(&written(Edition::Full)),
        all(&written(Edition::Board)),
        all(&written(Edition::Public)),
    );
    for private in PRIVATE {
        assert!(full.contains(private), "{private} is missing");
        assert!(!public.contains(private), "{private} is public");
    }
    for respondent in ["wren-chair", "robin-ceo", "finch-head"] {
        assert!(!board.contains(respondent), "{respondent} before the board");
    }
}

#[test]
fn every_criterion_stands_with_its_numbers_words_and_reasons() {
    let report = everything().report(Edition::Full);
    let bytes = written(Edition::Full);
    let criteria: Vec<_> = report
        .domains
        .iter()
        .flat_map(|domain| &domain.criteria)
        .collect();
    let read = |title| column(&bytes, "Criteria", title);
    let text = |text: &str| {
        if text.is_empty() {
            Data::Empty
        } else {
            Data::String(text.to_owned())
        }
    };
    let number = |level: &Option<crate::words::NamedLevel>| {
        level
            .as_ref()
            .map_or(Data::Empty, |level| Data::Float(f64::from(level.number)))
    };
    for (one, at) in criteria.iter().zip(0..) {
        assert_eq!(read("Criterion")[at], text(&one.title));
        assert_eq!(read("Id")[at], text(&one.id));
        assert_eq!(read("Judged")[at], number(&one.judged));
        assert_eq!(read("Supported")[at], number(&one.supported));
        assert_eq!(
            read("Supported, in words")[at],
            text(one.supported.as_ref().map_or("", |level| &level.label))
        );
        assert_eq!(
            read("Evidence strength")[at],
            text(one.evidence.strength.name())
        );
        assert_eq!(
            read("Why it stands there")[at],
            text(&one.reasons.join(" "))
        );
        for note in one.notes.iter().chain(&one.uneven).chain(&one.decision) {
            let cells = [
                read("Notes")[at].to_string(),
                read("Where it is uneven")[at].to_string(),
                read("What a meeting decided")[at].to_string(),
            ];
            assert!(
                cells.iter().any(|cell| cell.contains(note.as_str())),
                "{note}"
            );
        }
    }
    assert_eq!(read("Judged, in words")[5], text("don't know"));
    assert_eq!(read("Judged, in words")[6], text("not applicable"));
}

#[test]
fn the_gap_is_the_only_formula_and_has_its_result() {
    let bytes = written(Edition::Full);
    assert_eq!(column(&bytes, "Criteria", "Gap")[0], Data::Float(3.0));
    let (mut formulas, mut with_result) = (0, 0);
    for (_, text) in parts(&bytes) {
        for formula in text.split("<f>").skip(1) {
            let (formula, rest) = formula.split_once("</f>").expect("an end");
            assert!(
                formula
                    .chars()
                    .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-'),
                "{formula}"
            );
            formulas += 1;
            with_result += usize::from(rest.starts_with("<v>") && !rest.starts_with("<v></v>"));
        }
    }
    let report = everything().report(Edition::Full);
    let gaps = report
        .domains
        .iter()
        .flat_map(|domain| &domain.criteria)
        .filter(|one| one.supported.is_some() && one.target.is_some());
    assert_eq!(
        (formulas, with_result),
        (gaps.clone().count(), gaps.count())
    );
}

#[test]
fn a_quick_pass_is_said_to_be_indicative_and_a_provisional_position_has_no_shade_of_its_own() {
    let mut sample = Sample::default()
        .levels("wren", "trustee", "care", &[2, 2, 2, 2, 2, 2, 2])
        .levels("wren-two", "head", "money", &[1]);
    sample.quick = true;
    let report = sample.report(Edition::Full);
    let supported = column(
        &render(&report).expect("a workbook"),
        "Domains",
        "Supported",
    );
    assert_eq!(supported[0].to_string(), "2 Established, indicative");
    assert!(
        supported[1].to_string().starts_with("Provisional"),
        "{:?}",
        supported[1]
    );
}

#[test]
fn hostile_words_are_words() {
    let long = "x".repeat(10_000);
    let hostile = [
        "=HYPERLINK(\"http://x\",\"y\")",
        "+1",
        "-1",
        "@x",
        "<script>alert(1)</script>",
        "a & b ]]> c",
        "_x0041_ 😀 العربية",
        "&[Page] &P",
        &long,
    ];
    for text in hostile {
        let report = saying(text);
        let bytes = render(&report).expect("a workbook");
        check(&bytes, &report);
        assert_eq!(column(&bytes, "Criteria", "Notes")[0].to_string(), text);
        assert_eq!(
            column(&bytes, "Evidence", "What it is")[0].to_string(),
            text
        );
        assert_eq!(
            column(&bytes, "Plan", "What will be done")[0].to_string(),
            text
        );
        assert_eq!(
            column(&bytes, "Plan", "Due")[0].to_string(),
            "31 January 1850"
        );
    }
}

#[test]
fn a_text_that_no_cell_can_hold_is_cut_where_it_can_be_seen() {
    let report = saying(&"word ".repeat(20_000));
    let bytes = render(&report).expect("a workbook");
    check(&bytes, &report);
    assert!(
        column(&bytes, "Criteria", "Notes")[0]
            .to_string()
            .ends_with("holds no more.")
    );
}

#[test]
fn on_paper_headings_repeat_and_rows_are_as_high_as_their_words() {
    let parts = parts(&written(Edition::Full));
    let workbook = &parts
        .iter()
        .find(|(name, _)| name == "xl/workbook.xml")
        .expect("a workbook")
        .1;
    assert_eq!(workbook.matches("_xlnm.Print_Titles").count(), 11);
    let sheets: Vec<&String> = parts
        .iter()
        .filter(|(name, _)| name.starts_with("xl/worksheets/sheet"))
        .map(|(_, text)| text)
        .collect();
    assert_eq!(sheets.len(), 13);
    for sheet in sheets {
        assert!(sheet.contains("orientation=\"landscape\"") && sheet.contains("paperSize=\"9\""));
        assert_eq!(
            sheet.matches("<row ").count(),
            sheet.matches(" customHeight=\"1\"").count(),
            "a row without a height"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_people_write_comes_back(text in "(?s).{0,40}z") {
        let report = saying(&text);
        let bytes = render(&report).expect("a workbook");
        check(&bytes, &report);
        let read = column(&bytes, "Plan", "What will be done")[0].to_string();
        let wanted = cell_text(&text);
        prop_assert_eq!(read.trim(), wanted.trim());
    }
}
