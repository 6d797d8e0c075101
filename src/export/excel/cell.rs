//! Cells and headings of a sheet, and the rows as high as their words need.

use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, Formula, Worksheet, XlsxError, utility};

use crate::export::excel::fit::{cell_text, height, lines};
use crate::export::excel::grid::{Cell, Column};
use crate::export::excel::style::{BODY_LINE, BODY_ROOM, Styles};
use crate::words::long_date;

/// How much of a heading's column its filter button takes.
const BUTTON: f64 = 3.0;

/// The headings, the row as high as the longest needs beside its filter button.
pub fn header(
    sheet: &mut Worksheet,
    row: u32,
    columns: &[Column],
    styles: &Styles,
) -> Result<(), XlsxError> {
    let mut most = 1;
    for (column, at) in columns.iter().zip(0..) {
        sheet.write_string_with_format(row, at, column.title, &styles.header)?;
        most = most.max(lines(
            column.title,
            (f64::from(column.width) - BUTTON) * BODY_ROOM,
        ));
    }
    sheet.set_row_height(row, height(most, BODY_LINE))?;
    Ok(())
}

/// Writes a cell, and tells how many lines it takes.
pub fn write_cell(
    sheet: &mut Worksheet,
    row: u32,
    at: u16,
    cell: &Cell,
    width: u16,
    styles: &Styles,
) -> Result<usize, XlsxError> {
    match cell {
        Cell::None => {
            sheet.write_blank(row, at, &styles.text)?;
        }
        Cell::Text(text) => return write_text(sheet, row, at, text, width, &styles.text),
        Cell::LevelWord(text, shade) => {
            return write_text(sheet, row, at, text, width, &styles.shaded(*shade));
        }
        Cell::Number(number) => {
            sheet.write_number_with_format(row, at, whole(*number), &styles.number)?;
        }
        Cell::Level(number, shade) => {
            sheet.write_number_with_format(
                row,
                at,
                whole(*number),
                &styles.shaded_number(*shade),
            )?;
        }
        Cell::Date(day) => match day_of(*day) {
            Some(day) => {
                sheet.write_datetime_with_format(row, at, day, &styles.date)?;
            }
            None => return write_text(sheet, row, at, &long_date(*day), width, &styles.text),
        },
        Cell::Difference { from, less, result } => {
            let (from, less) = (
                utility::row_col_to_cell(row, *from),
                utility::row_col_to_cell(row, *less),
            );
            let formula = Formula::new(format!("={from}-{less}")).set_result(result.to_string());
            sheet.write_formula_with_format(row, at, formula, &styles.number)?;
        }
    }
    Ok(1)
}

/// Writes words as text, whatever they begin with, and tells how many lines they take.
fn write_text(
    sheet: &mut Worksheet,
    row: u32,
    at: u16,
    text: &str,
    width: u16,
    format: &Format,
) -> Result<usize, XlsxError> {
    let text = cell_text(text);
    let most = lines(&text, f64::from(width) * BODY_ROOM);
    sheet.write_string_with_format(row, at, text, format)?;
    Ok(most)
}

/// Writes words over several columns, in a row as high as they need.
pub fn prose(
    sheet: &mut Worksheet,
    row: u32,
    (from, to): (u16, u16),
    text: &str,
    format: &Format,
    width: f64,
) -> Result<usize, XlsxError> {
    let text = cell_text(text);
    let most = lines(&text, width * BODY_ROOM);
    if from == to {
        sheet.write_string_with_format(row, from, text, format)?;
    } else {
        sheet.merge_range(
            row,
            from,
            row,
            to,
            &text,
            &format.clone().set_align(FormatAlign::Left),
        )?;
    }
    sheet.set_row_height(row, height(most, BODY_LINE))?;
    Ok(most)
}

/// The width of columns together.
pub fn width(columns: &[Column]) -> f64 {
    columns.iter().map(|column| f64::from(column.width)).sum()
}

/// Returns the day on which a workbook says that it was made: without one of its own it would take the clock's.
pub(crate) fn made_on(day: Option<jiff::civil::Date>) -> ExcelDateTime {
    day.and_then(day_of).unwrap_or_else(|| {
        ExcelDateTime::from_ymd(1900, 1, 1).expect("Excel has the first day of 1900")
    })
}

/// A day as Excel counts it. `None` before 1900.
pub fn day_of(day: jiff::civil::Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year())
        .ok()
        .filter(|year| *year >= 1900)?;
    ExcelDateTime::from_ymd(year, day.month().unsigned_abs(), day.day().unsigned_abs()).ok()
}

#[expect(
    clippy::cast_precision_loss,
    reason = "levels and counts are far below 2^52"
)]
pub fn whole(number: i64) -> f64 {
    number as f64
}
