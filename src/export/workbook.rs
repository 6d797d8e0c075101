//! Reading a workbook that somebody sends: guarded first, then as plain cells.
//!
//! A workbook is an archive, and an archive of a few kilobytes can hold gigabytes. [`guard`] unpacks
//! every part into nothing and counts, before any reader of workbooks sees it; [`read`] then takes the
//! cells one by one, so that a cell in the last corner of a sheet makes no room for all the empty ones.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use calamine::{DataRef, Reader, SheetType, Xlsx, XlsxError};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use thiserror::Error;
use zip::ZipArchive;

/// The most that all parts together may unpack to, in bytes.
const MOST_BYTES: u64 = 64 * 1024 * 1024;
/// The most parts.
const MOST_PARTS: usize = 1_000;
/// How many times its packed size a workbook may unpack to, once it is larger than [`SMALL`].
const MOST_TIMES: u64 = 100;
/// Below this unpacked size nothing can do harm, in bytes.
const SMALL: u64 = 4 * 1024 * 1024;
/// The most marks of XML in all parts together, about four a cell.
const MOST_MARKS: u64 = 4_000_000;
/// The most cells with something in them.
const MOST_CELLS: usize = 1_000_000;

/// Why a workbook cannot be read.
#[derive(Debug, Error)]
pub enum WorkbookError {
    /// It is no archive at all.
    #[error("this is not an Excel workbook (.xlsx)")]
    NotAWorkbook,
    /// An old or an encrypted workbook, which are kept in the same kind of file.
    #[error("this is an old .xls file, or a workbook with a password: open it in Excel, and save it as .xlsx without a password")]
    OldOrLocked,
    /// An archive of something else.
    #[error("there is no Excel workbook in this file: {0}. Open it in Excel and save it again as .xlsx")]
    Broken(String),
    /// It holds more than a workbook of this kind can need.
    #[error("this workbook is too large to be read safely: {0}")]
    TooLarge(String),
}

/// A workbook as plain cells.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Workbook {
    /// Its sheets, in the order of their tabs, hidden ones too.
    pub sheets: Vec<Sheet>,
}

/// A sheet.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    /// The name on its tab.
    pub name: String,
    /// The cells that hold something, by row and column, counted from 0.
    pub cells: BTreeMap<(u32, u32), Value>,
}

/// What a cell holds. Of a formula it is the result that was stored with it.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Words.
    Text(String),
    /// A number.
    Number(f64),
    /// A day; the time of the day is left out.
    Day(Date),
    /// True or false.
    Truth(bool),
    /// A formula without a result, such as `#REF!`.
    Broken(String),
}

/// Looks whether a workbook can be read without harm.
///
/// # Errors
/// When it is no archive, or unpacks to more than a workbook needs.
pub fn guard(bytes: &[u8]) -> Result<(), WorkbookError> {
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(WorkbookError::OldOrLocked);
    }
    if !bytes.starts_with(b"PK") {
        return Err(WorkbookError::NotAWorkbook);
    }
    let broken = |error: zip::result::ZipError| WorkbookError::Broken(error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    if archive.len() > MOST_PARTS {
        return Err(WorkbookError::TooLarge(format!("it has {} parts, and {MOST_PARTS} is the most", archive.len())));
    }
    let (mut unpacked, mut marks) = (0u64, 0u64);
    let mut room = vec![0; 64 * 1024];
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).map_err(broken)?;
        loop {
            let read = part.read(&mut room).map_err(|error| WorkbookError::Broken(error.to_string()))?;
            if read == 0 {
                break;
            }
            unpacked += read as u64;
            marks += room[..read].iter().map(|byte| u64::from(*byte == b'<')).sum::<u64>();
            if unpacked > MOST_BYTES {
                return Err(WorkbookError::TooLarge("it unpacks to more than 64 MB".to_owned()));
            }
            if unpacked > SMALL && unpacked / MOST_TIMES > bytes.len() as u64 {
                return Err(WorkbookError::TooLarge(format!("it unpacks to more than {MOST_TIMES} times its size")));
            }
            if marks > MOST_MARKS {
                return Err(WorkbookError::TooLarge("it has more cells than can be read".to_owned()));
            }
        }
    }
    Ok(())
}

/// The cells of a workbook, guarded first.
///
/// # Errors
/// As [`guard`], and when it is not a workbook that Excel would open.
pub fn read(bytes: &[u8]) -> Result<Workbook, WorkbookError> {
    guard(bytes)?;
    let broken = |error: XlsxError| WorkbookError::Broken(error.to_string());
    let mut file: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let from_1904 = file.has_1904_epoch();
    let names: Vec<String> =
        file.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet).map(|sheet| sheet.name.clone()).collect();
    let mut workbook = Workbook::default();
    let mut held = 0;
    for name in names {
        let mut cells = BTreeMap::new();
        let mut reader = file.worksheet_cells_reader(&name).map_err(broken)?;
        while let Some(cell) = reader.next_cell().map_err(broken)? {
            if let Some(value) = value(cell.get_value(), from_1904) {
                cells.insert(cell.get_position(), value);
                held += 1;
                if held > MOST_CELLS {
                    return Err(WorkbookError::TooLarge(format!("it has more than {MOST_CELLS} cells")));
                }
            }
        }
        workbook.sheets.push(Sheet { name, cells });
    }
    Ok(workbook)
}

fn value(cell: &DataRef<'_>, from_1904: bool) -> Option<Value> {
    match cell {
        DataRef::Empty => None,
        DataRef::String(text) | DataRef::DurationIso(text) => words(text),
        DataRef::SharedString(text) => words(text),
        DataRef::Int(number) => Some(number_of(*number)),
        DataRef::Float(number) => Some(Value::Number(*number)),
        DataRef::Bool(truth) => Some(Value::Truth(*truth)),
        DataRef::DateTime(day) if day.is_datetime() => {
            Some(day_of(day.as_f64(), from_1904).map_or(Value::Number(day.as_f64()), Value::Day))
        }
        DataRef::DateTime(length) => Some(Value::Number(length.as_f64())),
        DataRef::DateTimeIso(text) => text.get(..10).and_then(|day| day.parse().ok()).map(Value::Day).or_else(|| words(text)),
        DataRef::Error(error) => Some(Value::Broken(error.to_string())),
    }
}

fn words(text: &str) -> Option<Value> {
    (!text.trim().is_empty()).then(|| Value::Text(text.to_owned()))
}

#[expect(clippy::cast_precision_loss, reason = "a count of this size is no count of anything in a workbook")]
fn number_of(number: i64) -> Value {
    Value::Number(number as f64)
}

/// The day of a number, as Excel counts days. `None`: it counts none that Excel has.
pub fn day_of(number: f64, from_1904: bool) -> Option<Date> {
    // Day 0 to the end of the year 9999.
    if !(0.0..2_958_466.0).contains(&number) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "the range is checked above")]
    let days = number.floor() as i64;
    let first = match (from_1904, days) {
        (true, _) => date(1904, 1, 1),
        // Excel counts a 29 February 1900, which there never was.
        (false, ..60) => date(1899, 12, 31),
        (false, _) => date(1899, 12, 30),
    };
    first.checked_add(days.days()).ok()
}

/// The name of a cell, such as "F7". Row and column are counted from 0.
pub fn cell_name(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        let digit = u8::try_from((left - 1) % 26).expect("a remainder of 26 is small");
        letters.push(char::from(b'A' + digit));
        left = (left - 1) / 26;
    }
    letters.into_iter().rev().chain((row + 1).to_string().chars()).collect()
}

#[cfg(test)]
mod tests;
