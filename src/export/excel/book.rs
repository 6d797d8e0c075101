//! Sheets → bytes.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Formula, IgnoreError, Workbook, Worksheet,
    XlsxError, utility,
};

use crate::export::excel::fit::{cell_text, height, lines, margin_text};
use crate::export::excel::grid::{Cell, Column, Grid, Print};
use crate::export::excel::style::{BODY_LINE, BODY_ROOM, Styles};
use crate::export::excel::{ExcelError, heat, summary};
use crate::report::{Report, WHAT_IT_IS};
use crate::words::long_date;

/// The row of the headings, counted from 0: a title and a note stand above.
pub const HEADER_ROW: u32 = 2;
/// A4.
const PAPER: u8 = 9;
/// How much of a trust's name stands at the foot of a page, and twice as much as of a cycle: the whole may have 255 characters, and some count double.
const FOOT: usize = 56;
/// How much of a heading's column its filter button takes.
const BUTTON: f64 = 3.0;

/// The workbook: summary, heat map, then the other sheets.
pub fn write(report: &Report, grids: &[Grid]) -> Result<Vec<u8>, ExcelError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(report));
    let styles = Styles::new();
    summary::write(
        page(workbook.add_worksheet().set_name(summary::NAME)?, report),
        report,
        &styles,
    )?;
    heat::write(
        page(workbook.add_worksheet().set_name(heat::NAME)?, report),
        report,
        &styles,
    )?;
    for grid in grids {
        write_grid(
            page(workbook.add_worksheet().set_name(grid.name)?, report),
            grid,
            &styles,
        )?;
    }
    Ok(workbook.save_to_buffer()?)
}

fn properties(report: &Report) -> DocProperties {
    DocProperties::new()
        .set_title(cell_text(&format!(
            "{}: self-assessment {}",
            report.trust, report.cycle
        )))
        .set_subject(cell_text(&format!(
            "{}, version {}",
            report.rubric.title, report.rubric.version
        )))
        .set_author(cell_text(&report.trust))
        .set_comment(WHAT_IT_IS)
        .set_creation_datetime(&made_on(Some(report.date)))
}

/// A4, landscape, as wide as one page, with trust, cycle and page number at the foot.
fn page<'w>(sheet: &'w mut Worksheet, report: &Report) -> &'w mut Worksheet {
    let (trust, cycle) = (
        margin_text(&report.trust, FOOT),
        margin_text(&report.cycle, FOOT / 2),
    );
    // The space after the size keeps a name that begins with a digit from being read as part of it.
    let foot = format!(
        "&L&8 {trust} · {cycle} · {} edition · not a grade&R&8 &A, page &P of &N",
        report.edition.word()
    );
    sheet
        .set_landscape()
        .set_paper_size(PAPER)
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3)
        .set_footer(foot)
}

fn write_grid(sheet: &mut Worksheet, grid: &Grid, styles: &Styles) -> Result<(), XlsxError> {
    let last_column = u16::try_from(grid.columns.len().saturating_sub(1))
        .map_err(|_| XlsxError::RowColumnLimitError)?;
    let last_row = u32::try_from(grid.rows.len())
        .ok()
        .and_then(|rows| rows.checked_add(HEADER_ROW))
        .ok_or(XlsxError::RowColumnLimitError)?;
    for (column, at) in grid.columns.iter().zip(0..) {
        sheet.set_column_width(at, column.width)?;
    }
    // Where two pages stand side by side, the titles begin after the columns that stand on both.
    let (from, to) = match grid.print {
        Print::OneWide => (0, last_column),
        Print::TwoWide {
            second,
            repeat_to,
            scale,
            beside,
        } => {
            sheet
                .set_print_scale(scale)
                .set_page_order(true)
                .set_vertical_page_breaks(&[u32::from(second)])?;
            sheet.set_repeat_columns(0, repeat_to)?;
            sheet.write_string_with_format(0, second, beside, &styles.title)?;
            (repeat_to + 1, second - 1)
        }
    };
    sheet
        .write_string_with_format(0, from, &grid.title, &styles.title)?
        .set_row_height(0, 26)?;
    prose(
        sheet,
        1,
        (from, to),
        &grid.note,
        &styles.note,
        width(&grid.columns[usize::from(from)..=usize::from(to)]),
    )?;
    header(sheet, HEADER_ROW, &grid.columns, styles)?;
    for (cells, row) in grid.rows.iter().zip(HEADER_ROW + 1..) {
        write_row(sheet, row, cells, &grid.columns, styles)?;
    }
    sheet.autofilter(HEADER_ROW, 0, last_row, last_column)?;
    sheet.set_freeze_panes(HEADER_ROW + 1, from)?;
    sheet.set_repeat_rows(HEADER_ROW, HEADER_ROW)?;
    sheet.ignore_error_range(
        HEADER_ROW,
        0,
        last_row,
        last_column,
        IgnoreError::NumberStoredAsText,
    )?;
    Ok(())
}

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

fn write_row(
    sheet: &mut Worksheet,
    row: u32,
    cells: &[Cell],
    columns: &[Column],
    styles: &Styles,
) -> Result<(), XlsxError> {
    let mut most = 1;
    for ((cell, column), at) in cells.iter().zip(columns).zip(0..) {
        most = most.max(write_cell(sheet, row, at, cell, column.width, styles)?);
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
