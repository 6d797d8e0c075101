use rust_xlsxwriter::Workbook as Written;

use super::*;
use crate::intake::form::tests::fill::rewritten;
use crate::intake::tracker::read;
use crate::intake::workbook::read as read_workbook;
use crate::report::sample::everything;
use crate::report::{GivenCell, compare_tracker, tracker};
use crate::scoring::score;

fn bytes() -> Vec<u8> {
    let assessment = everything().assessment();
    render(&tracker(&assessment, &score(&assessment))).unwrap()
}

#[test]
fn the_plan_is_a_sheet_with_real_dates_lists_and_a_sheet_of_what_has_no_action() {
    let bytes = bytes();
    assert!(
        bytes == self::bytes(),
        "the same tracker gives the same bytes"
    );
    let workbook = read_workbook(&bytes).unwrap();
    let names: Vec<&str> = workbook
        .sheets
        .iter()
        .map(|sheet| sheet.name.as_str())
        .collect();
    assert_eq!(names, [PLAN, WITHOUT, SUBJECTS, BASE]);
    let cells = &workbook.sheets[0].cells;
    let text = |row, column| cells[&(row, column)].words();
    let heads: Vec<String> = (0..11).map(|column| text(HEADER_ROW, column)).collect();
    assert_eq!(
        heads,
        columns()
            .iter()
            .map(|column| column.title)
            .collect::<Vec<_>>()
    );
    assert_eq!(
        [text(3, 0), text(3, 1), text(3, 2)],
        ["one", "standard-care-law", "care A"]
    );
    assert_eq!(cells[&(3, 5)].day, Some(jiff::civil::date(2027, 1, 31)));
    assert!(text(3, 10).starts_with("Put right:"));
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
    let mut sheet = String::new();
    std::io::Read::read_to_string(
        &mut archive.by_name("xl/worksheets/sheet1.xml").unwrap(),
        &mut sheet,
    )
    .unwrap();
    for wanted in [
        "type=\"list\"",
        "\"Not started,In progress,Complete,Stopped\"",
        "type=\"custom\"",
        "type=\"date\"",
        "'Criteria and standards'!$A$4:$A$18",
        "state=\"frozen\"",
    ] {
        assert!(sheet.contains(wanted), "{wanted}");
    }
    let mut book = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("xl/workbook.xml").unwrap(), &mut book)
        .unwrap();
    assert!(book.contains("state=\"veryHidden\""), "{book}");
}

#[test]
fn rows_are_read_with_the_places_of_their_cells() {
    let read = read(&bytes()).unwrap();
    assert_eq!(
        read.about,
        [
            ("trust", "Harbour Trust"),
            ("cycle", "2026"),
            ("rubric", "small")
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
    );
    assert_eq!(read.base.len(), 2);
    assert_eq!(read.rows.len(), 2, "empty rows are none");
    let due = read.rows[0].field(ActionField::Due);
    assert_eq!(
        (due.place.as_str(), &due.cell),
        (
            "sheet Plan, cell F4",
            &GivenCell::Day(jiff::civil::date(2027, 1, 31))
        )
    );
    assert_eq!(
        read.rows[1].field(ActionField::NoAction).text().as_deref(),
        Some("PRIVATE-no-action")
    );
}

/// A workbook of these rows, with the hidden sheet of a tracker.
fn workbook(name: &str, rows: &[&[&str]]) -> Vec<u8> {
    let mut workbook = Written::new();
    for (name, rows) in [(name, rows), (BASE, &[&["tracker", "1"][..]])] {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        for (texts, row) in rows.iter().zip(0..) {
            for (text, column) in texts.iter().zip(0..) {
                match text.parse::<f64>() {
                    Ok(number) => sheet.write_number(row, column, number).unwrap(),
                    Err(_) => sheet.write_string(row, column, *text).unwrap(),
                };
            }
        }
    }
    workbook.save_to_buffer().unwrap()
}

#[test]
fn columns_may_be_moved_rows_put_above_and_the_sheet_renamed() {
    let heads = [
        "RAG",
        "Note",
        "Status",
        "for ",
        "Action",
        "If nothing will be done: why",
        "How we shall know",
        "DUE",
        "Owner",
        "What will be done",
    ];
    let read = read(&workbook(
        "Our plan",
        &[
            &["Board, March"],
            &[],
            &heads,
            &["red", "n", "", "care-a", "a1", "", "m", "46107", "7", "w"],
        ],
    ))
    .unwrap();
    let row = &read.rows[0];
    assert_eq!(row.id.text().as_deref(), Some("a1"));
    let due = row.field(ActionField::Due);
    assert_eq!(
        (due.place.as_str(), &due.cell),
        (
            "sheet Our plan, cell H4",
            &GivenCell::Day(jiff::civil::date(2026, 3, 26))
        )
    );
    assert_eq!(row.field(ActionField::Owner).text().as_deref(), Some("7"));
}

#[test]
fn a_year_in_place_of_a_day_stays_a_number() {
    let heads: Vec<&str> = titles();
    let read = read(&workbook(
        PLAN,
        &[&heads, &["a1", "care-a", "w", "o", "2027"]],
    ))
    .unwrap();
    assert_eq!(
        read.rows[0].field(ActionField::Due).cell,
        GivenCell::Text("2027".into())
    );
}

fn titles() -> Vec<&'static str> {
    [TRACKER_ID]
        .into_iter()
        .chain(ActionField::ALL.map(ActionField::title))
        .collect()
}

#[test]
fn what_is_no_tracker_or_lacks_headings_says_so() {
    let said = |bytes: &[u8]| read(bytes).unwrap_err().to_string();
    assert!(said(b"PK\x03\x04").contains("it is damaged"));
    let mut other = Written::new();
    other.add_worksheet();
    assert!(said(&other.save_to_buffer().unwrap()).contains("no tracker of a plan"));
    assert!(said(&workbook("Budget", &[&["a", "b"]])).contains("it has the sheets \"Budget\""));
    let heads: Vec<&str> = titles()
        .into_iter()
        .filter(|title| *title != "Owner" && *title != "Note")
        .chain(["Owners", "Due"])
        .collect();
    let words = said(&workbook(PLAN, &[&heads]));
    assert_eq!(words.lines().count(), 3, "{words}");
    assert!(
        words.contains(
            "Sheet Plan, row 1: there is no column \"Owner\". Was it renamed to \"Owners\"?"
        ),
        "{words}"
    );
    assert!(
        words.contains("the column \"Due\" stands twice, in D1 and I1."),
        "{words}"
    );
    let mut later = Written::new();
    later
        .add_worksheet()
        .set_name(BASE)
        .unwrap()
        .write_string(0, 0, "tracker")
        .unwrap()
        .write_string(0, 1, "2")
        .unwrap();
    assert!(said(&later.save_to_buffer().unwrap()).contains("later version"));
}

#[test]
fn how_many_words_a_tracker_claims_to_share_reserves_nothing() {
    let claims = rewritten(&bytes(), |name, text| {
        (name == "xl/sharedStrings.xml")
            .then(|| text.replacen("uniqueCount=\"", "uniqueCount=\"99999999999999", 1))
    });
    assert_eq!(read(&claims).unwrap().rows.len(), 2);
    let claims = rewritten(&bytes(), |name, text| {
        name.starts_with("xl/worksheets/").then(|| {
            text.replacen(
                "<dimension ref=\"",
                "<dimension ref=\"A1:XFD1048576\" was=\"",
                1,
            )
        })
    });
    assert_eq!(read(&claims).unwrap().rows.len(), 2);
}

#[test]
fn old_macs_count_days_from_another_day_and_a_year_alone_is_none() {
    let mac = rewritten(&bytes(), |name, text| {
        (name == "xl/workbook.xml")
            .then(|| text.replace("<workbookPr", "<workbookPr date1904=\"1\""))
    });
    let due = |bytes: &[u8]| {
        read(bytes).unwrap().rows[0]
            .field(ActionField::Due)
            .cell
            .clone()
    };
    assert_eq!(due(&mac), GivenCell::Day(jiff::civil::date(2031, 2, 1)));
    // A year in a cell that shows days is no day of the year 1905.
    let serial = "<v>46418</v>";
    let year = rewritten(&bytes(), |name, text| {
        (name == "xl/worksheets/sheet1.xml").then(|| text.replace(serial, "<v>2027</v>"))
    });
    assert_eq!(due(&year), GivenCell::Text("2027".into()));
}

#[test]
fn a_tracker_that_nobody_touched_comes_back_and_changes_nothing() {
    let assessment = everything().assessment();
    let back = read(&bytes()).unwrap();
    let today = jiff::civil::date(2026, 12, 1);
    let changes = compare_tracker(&assessment, &back, today, true).unwrap();
    assert_eq!(changes.changes, []);
}
