//! Sheets → bytes.

use rust_xlsxwriter::{DocProperties, IgnoreError, Workbook, Worksheet, XlsxError};

use crate::export::excel::cell::{header, made_on, prose, width, write_cell};
use crate::export::excel::fit::{cell_text, height, margin_text};
use crate::export::excel::grid::{Cell, Column, Grid, Print};
use crate::export::excel::style::{BODY_LINE, Styles};
use crate::export::excel::{heat, summary};
use crate::report::{Report, WHAT_IT_IS};

/// The row of the headings, counted from 0: a title and a note stand above.
pub const HEADER_ROW: u32 = 2;
/// A4.
const PAPER: u8 = 9;
/// How much of a trust's name stands at the foot of a page, and twice as much as of a cycle: the whole may have 255 characters, and some count double.
const FOOT: usize = 56;
/// The workbook: summary, heat map, then the other sheets.
pub fn write(report: &Report, grids: &[Grid]) -> Result<Vec<u8>, XlsxError> {
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
    workbook.save_to_buffer()
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
