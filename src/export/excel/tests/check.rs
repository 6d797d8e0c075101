//! Reading a workbook back: what tests hold every export to.

use std::io::{Cursor, Read};

use roxmltree::Document;
use zip::ZipArchive;

use crate::export::excel::book::HEADER_ROW;
use crate::export::excel::{changes, differences, heat, summary};
use crate::report::{Edition, Report};

/// Reads the bytes of a workbook back: every part is there and parses, the sheets are those of the
/// report, and each has its rows.
pub(crate) fn check(bytes: &[u8], report: &Report) {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut names = Vec::new();
    let mut rows = Vec::new();
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).expect("a text");
        let xml = Document::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        if name == "xl/workbook.xml" {
            names = sheet_names(&xml);
        } else if let Some(number) = sheet_number(&name) {
            rows.push((number, count_rows(&xml)));
        }
    }
    // The writer numbers the parts of sheets in the order of their tabs.
    rows.sort_unstable();
    let expected = expected(report);
    let wanted: Vec<&str> = expected.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, wanted);
    assert_eq!(rows.len(), wanted.len());
    for ((sheet, expected), (_, found)) in expected.into_iter().zip(rows) {
        if let Some(expected) = expected {
            assert_eq!(found, expected, "rows of the sheet {sheet}");
        }
    }
}

fn sheet_names(workbook: &Document<'_>) -> Vec<String> {
    workbook
        .descendants()
        .filter(|node| node.tag_name().name() == "sheet")
        .filter_map(|node| node.attribute("name"))
        .map(str::to_owned)
        .collect()
}

/// The number in "xl/worksheets/sheet3.xml".
fn sheet_number(part: &str) -> Option<usize> {
    part.strip_prefix("xl/worksheets/sheet")?
        .strip_suffix(".xml")?
        .parse()
        .ok()
}

/// The rows under the headings that hold a cell.
fn count_rows(sheet: &Document<'_>) -> usize {
    sheet
        .descendants()
        .filter(|node| node.tag_name().name() == "row" && node.has_children())
        .filter_map(|node| node.attribute("r")?.parse::<u32>().ok())
        .filter(|row| *row > HEADER_ROW + 1)
        .count()
}

/// The sheets of a report with their rows, told from the report alone. `None`: the sheet is no list.
fn expected(report: &Report) -> Vec<(&'static str, Option<usize>)> {
    let criteria = || report.domains.iter().flat_map(|domain| &domain.criteria);
    let full = report.edition == Edition::Full;
    let board = report.edition == Edition::Board;
    let standards = if board {
        report.standards.exceptions().len()
    } else {
        report.standards.all.len()
    };
    let lists = [
        ("Domains", report.domains.len()),
        ("Criteria", if board { 0 } else { criteria().count() }),
        ("Priorities", report.priorities.len()),
        (
            "Differences",
            if full {
                differences::rows(report).count()
                    + report
                        .domains
                        .iter()
                        .map(|domain| domain.gaps.len())
                        .sum::<usize>()
            } else {
                0
            },
        ),
        ("Answers", if full { report.answers.len() } else { 0 }),
        (
            "Evidence",
            if full {
                criteria()
                    .map(|criterion| criterion.evidence.shown.len())
                    .sum()
            } else {
                0
            },
        ),
        ("Standards", standards),
        (
            changes::CHANGES,
            report
                .changes
                .iter()
                .flat_map(|changes| &changes.spans)
                .map(|span| span.domains.len() + span.criteria.len())
                .sum(),
        ),
        (
            changes::DONE,
            report
                .changes
                .iter()
                .flat_map(|changes| &changes.spans)
                .map(|span| span.done.len())
                .sum(),
        ),
        ("Plan", report.plan.actions.len()),
        (
            "Indicators",
            if full {
                report
                    .indicators
                    .iter()
                    .map(|one| one.own.len().max(1))
                    .sum()
            } else {
                0
            },
        ),
        (
            "Lenses",
            if board {
                0
            } else {
                report.lenses.iter().map(|lens| lens.facets.len()).sum()
            },
        ),
    ];
    let mut sheets = vec![(summary::NAME, None), (heat::NAME, None)];
    sheets.extend(
        lists
            .into_iter()
            .filter(|(_, rows)| *rows > 0)
            .map(|(name, rows)| (name, Some(rows))),
    );
    sheets.push(("Method", None));
    sheets
}
