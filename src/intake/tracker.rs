//! A tracker's bytes → its rows, each cell with its place. What they mean is not said here.

use thiserror::Error;

use crate::export::excel::tracker::{BASE, PLAN};
use crate::intake::workbook;
use crate::intake::workbook::{Cell, Sheet, Unreadable, Value, Workbook, cell_name, day_of};
use crate::report::{ActionField, Given, GivenCell, ReadRow, TRACKER_ID, TrackerRead};
use crate::text::{clean, list, nearest};

/// How far down the headings are looked for.
const HEAD_ROWS: u32 = 50;
/// How many of its headings make a row the row of the headings.
const ENOUGH: usize = 3;
/// The first year in which something can be due. A year alone, such as 2027, counts a day before it.
const FIRST_YEAR: i16 = 2000;

/// Why a workbook is not read as a tracker.
#[derive(Debug, Error)]
pub enum TrackerError {
    /// It cannot be read as a workbook.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// It is a workbook of something else.
    #[error(
        "this workbook is no tracker of a plan: it lacks the hidden sheet \"{BASE}\" that says whose it is. Write one from the plan, and edit that"
    )]
    NotATracker,
    /// It is a tracker that a later program wrote.
    #[error(
        "this tracker was written by a later version of strong-trust: bring it back with that one"
    )]
    Later,
    /// The sheet with the plan is not there.
    #[error("no sheet of this workbook has the headings of a plan; it has the sheets {0}")]
    NoPlan(String),
    /// Headings are missing. What is under them would be lost.
    #[error("{}", .0.join("\n"))]
    Headings(Vec<String>),
}

/// Reads a tracker that people edited.
///
/// # Errors
/// When it cannot be read safely, is no tracker, or lacks headings (all of them at once).
pub fn read(bytes: &[u8]) -> Result<TrackerRead, TrackerError> {
    let workbook = workbook::read(bytes)?;
    let hidden = workbook
        .sheets
        .iter()
        .find(|sheet| sheet.name == BASE)
        .ok_or(TrackerError::NotATracker)?;
    let mut tracker = base(hidden)?;
    let (sheet, row) = plan_sheet(&workbook)?;
    let columns = columns(sheet, row)?;
    let mut at = None;
    for (line, _) in sheet.cells.range((row + 1, 0)..).map(|(place, _)| *place) {
        if at == Some(line) {
            continue;
        }
        at = Some(line);
        let row = read_row(sheet, line, &columns, workbook.from_1904);
        let empty = |given: &Given| given.text().is_none();
        if !empty(&row.id) || !row.fields.iter().all(empty) {
            tracker.rows.push(row);
        }
    }
    Ok(tracker)
}

/// What the hidden sheet says.
fn base(sheet: &Sheet) -> Result<TrackerRead, TrackerError> {
    let mut tracker = TrackerRead::default();
    let text = |row: u32, column: u32| sheet.cells.get(&(row, column)).map(Cell::words);
    if text(0, 0).as_deref() != Some("tracker") {
        return Err(TrackerError::NotATracker);
    }
    if text(0, 1).as_deref() != Some("1") {
        return Err(TrackerError::Later);
    }
    let last = sheet.cells.keys().next_back().map_or(0, |(row, _)| *row);
    // A sheet has a million rows at the most, and those after the first empty one are not ours.
    for row in (1..=last).take_while(|row| text(*row, 0).is_some()) {
        let (name, value) = (
            text(row, 0).unwrap_or_default(),
            text(row, 1).unwrap_or_default(),
        );
        if name == "action" {
            let mut column = 1;
            let fields = ActionField::ALL.map(|_| {
                column += 1;
                text(row, column)
            });
            tracker.base.push((value, fields));
        } else {
            tracker.about.push((name, value));
        }
    }
    Ok(tracker)
}

/// The sheet with the plan, and the row of its headings.
fn plan_sheet(workbook: &Workbook) -> Result<(&Sheet, u32), TrackerError> {
    let with_head = |sheet: &&Sheet| header_row(sheet).is_some();
    let named = workbook
        .sheets
        .iter()
        .filter(|sheet| sheet.name == PLAN)
        .find(with_head);
    let sheet = named.or_else(|| {
        workbook
            .sheets
            .iter()
            .filter(|sheet| sheet.name != BASE)
            .find(with_head)
    });
    sheet
        .and_then(|sheet| Some((sheet, header_row(sheet)?)))
        .ok_or_else(|| {
            let tabs: Vec<String> = workbook
                .sheets
                .iter()
                .filter(|sheet| sheet.name != BASE)
                .map(|sheet| format!("\"{}\"", clean(&sheet.name)))
                .collect();
            TrackerError::NoPlan(list(&tabs))
        })
}

/// The headings of a tracker.
fn titles() -> Vec<&'static str> {
    [TRACKER_ID]
        .into_iter()
        .chain(ActionField::ALL.map(ActionField::title))
        .collect()
}

fn same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.to_lowercase()
}

fn header_row(sheet: &Sheet) -> Option<u32> {
    let held = |row: u32| {
        sheet
            .cells
            .range((row, 0)..(row + 1, 0))
            .filter(|(_, cell)| titles().iter().any(|title| same(&cell.words(), title)))
            .count()
    };
    (0..HEAD_ROWS).find(|row| held(*row) >= ENOUGH)
}

/// The columns of the id and of each field, wherever they were moved to.
fn columns(sheet: &Sheet, row: u32) -> Result<Vec<u32>, TrackerError> {
    let heads: Vec<(u32, String)> = sheet
        .cells
        .range((row, 0)..(row + 1, 0))
        .map(|((_, column), cell)| (*column, cell.words()))
        .collect();
    let mut columns = Vec::new();
    let mut faults = Vec::new();
    for title in titles() {
        let found: Vec<u32> = heads
            .iter()
            .filter(|(_, head)| same(head, title))
            .map(|(column, _)| *column)
            .collect();
        match found.as_slice() {
            [only] => columns.push(*only),
            [] => {
                let unknown = heads
                    .iter()
                    .map(|(_, head)| head)
                    .filter(|head| !titles().iter().any(|title| same(head, title)));
                let unknown: Vec<(String, &String)> = unknown
                    .map(|head| (head.trim().to_lowercase(), head))
                    .collect();
                let near = nearest(title, unknown.iter().map(|(lower, _)| lower.as_str()));
                let near = near.and_then(|near| unknown.iter().find(|(lower, _)| lower == near));
                let near = near.map_or_else(String::new, |(_, head)| {
                    format!(" Was it renamed to \"{}\"?", clean(head))
                });
                let (sheet, row) = (clean(&sheet.name), row + 1);
                faults.push(format!(
                    "Sheet {sheet}, row {row}: there is no column \"{title}\".{near} Put the heading back; its cells may be empty."
                ));
            }
            [first, second, ..] => faults.push(format!(
                "Sheet {}: the column \"{title}\" stands twice, in {} and {}. Take one out.",
                clean(&sheet.name),
                cell_name((row, *first)),
                cell_name((row, *second))
            )),
        }
    }
    if faults.is_empty() {
        Ok(columns)
    } else {
        Err(TrackerError::Headings(faults))
    }
}

fn read_row(sheet: &Sheet, row: u32, columns: &[u32], from_1904: bool) -> ReadRow {
    let given = |place: usize, field: Option<ActionField>| {
        let column = columns[place];
        let cell = sheet
            .cells
            .get(&(row, column))
            .map_or(GivenCell::Nothing, |cell| meant(cell, field, from_1904));
        Given {
            place: format!(
                "sheet {}, cell {}",
                clean(&sheet.name),
                cell_name((row, column))
            ),
            cell,
        }
    };
    let mut place = 0;
    let fields = ActionField::ALL.map(|field| {
        place += 1;
        given(place, Some(field))
    });
    ReadRow {
        id: given(0, None),
        fields,
    }
}

fn meant(cell: &Cell, field: Option<ActionField>, from_1904: bool) -> GivenCell {
    match (&cell.value, cell.day) {
        // A day in a cell that lost its format is a number. A small one is a year, whatever day its format makes of it.
        (Value::Number(number), _) if field == Some(ActionField::Due) => {
            let day = day_of(*number, from_1904).filter(|day| day.year() >= FIRST_YEAR);
            day.map_or_else(|| GivenCell::Text(number.to_string()), GivenCell::Day)
        }
        (Value::Text(_) | Value::Number(_), Some(day)) => GivenCell::Day(day),
        (Value::Error(what), _) => GivenCell::Broken(what.clone()),
        (Value::Text(text), None) if text.is_empty() => GivenCell::Nothing,
        (Value::Text(_) | Value::Number(_) | Value::Truth(_), _) => GivenCell::Text(cell.words()),
    }
}
