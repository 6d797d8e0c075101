//! The plan as a workbook that people edit: drop-down lists, real dates, ids that are not typed over.
//!
//! The ids are kept from being typed over by a rule on their cells, not by protecting the sheet: a
//! protected sheet can no longer be sorted, and rows can no longer be taken out. What a person does to
//! an id all the same is noticed when the tracker comes back.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, DocProperties, ExcelDateTime,
    Formula, IgnoreError, Workbook, Worksheet, XlsxError,
};

use crate::export::excel::cell::{day_of, header, made_on, prose, width, write_cell};
use crate::export::excel::fit::{cell_text, height, margin_text};
use crate::export::excel::grid::{Cell, Column};
use crate::export::excel::style::{BODY_LINE, Styles};
use crate::report::{ActionField, ActionStatus, NEW_ACTION, TRACKER_ID, Tracker, TrackerRow};
use crate::text::capitalised;

/// The sheet with the actions.
pub(crate) const PLAN: &str = "Plan";
/// The sheet with the priorities that have none.
const WITHOUT: &str = "No action yet";
/// The sheet with what an action can be for.
const SUBJECTS: &str = "Criteria and standards";
/// The sheet out of sight, with what the plan said.
pub(crate) const BASE: &str = "strong-trust";
/// The row of the headings, counted from 0.
const HEADER_ROW: u32 = 2;
/// Empty rows, ready for new actions.
const SPARE: u32 = 30;
/// How far down the lists and rules go.
const RULED: u32 = 2_002;
/// A4.
const PAPER: u8 = 9;

/// The heading of the column with the title of what an action is for.
const TITLE: &str = "What that is";
/// The heading of the column with the priority.
const WHY: &str = "Why it is a priority";

/// The columns of the plan: the id, the fields, and two that only tell. The title stands behind what it explains.
fn columns() -> Vec<Column> {
    let width = |field: ActionField| match field {
        ActionField::For => 20,
        ActionField::What | ActionField::Measure => 36,
        ActionField::Owner => 17,
        ActionField::Due | ActionField::Status => 13,
        ActionField::NoAction | ActionField::Note => 24,
    };
    let mut columns = vec![Column::new(TRACKER_ID, 14)];
    columns.extend(ActionField::ALL.map(|field| Column::new(field.title(), width(field))));
    columns.insert(2, Column::new(TITLE, 22));
    columns.push(Column::new(WHY, 32));
    columns
}

/// The column of a field, counted from 0.
fn column_of(field: ActionField) -> u16 {
    let place = columns()
        .iter()
        .position(|column| column.title == field.title());
    place
        .and_then(|place| u16::try_from(place).ok())
        .expect("every field has a column")
}

/// The tracker as the bytes of an `.xlsx` file. The same tracker gives the same bytes.
///
/// # Errors
/// When the plan has more actions than a sheet has rows.
pub fn render(tracker: &Tracker) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let title = cell_text(&tracker.title);
    workbook.set_properties(
        &DocProperties::new()
            .set_title(&title)
            .set_author(cell_text(&tracker.trust))
            .set_creation_datetime(&made_on(None)),
    );
    let styles = Styles::new();
    plan(
        page(workbook.add_worksheet().set_name(PLAN)?, tracker),
        tracker,
        &styles,
    )?;
    let list = |sheet: &mut Worksheet, columns: &[Column], rows: &[Vec<&str>], note: &str| {
        heading(sheet, &title, note, columns, &styles)?;
        for (row, at) in rows.iter().zip(HEADER_ROW + 1..) {
            row_of(
                sheet,
                at,
                &row.iter().map(|text| Cell::text(*text)).collect::<Vec<_>>(),
                columns,
                &styles,
            )?;
        }
        Ok::<(), XlsxError>(())
    };
    if !tracker.without.is_empty() {
        let columns = [
            Column::new("For", 26),
            Column::new("What to do", 40),
            Column::new("Why", 70),
            Column::new("Domain", 26),
        ];
        let rows: Vec<Vec<&str>> = tracker
            .without
            .iter()
            .map(|row| row.iter().map(String::as_str).collect())
            .collect();
        list(
            page(workbook.add_worksheet().set_name(WITHOUT)?, tracker),
            &columns,
            &rows,
            &tracker.how_without,
        )?;
    }
    let columns = [
        Column::new("For", 32),
        Column::new(TITLE, 90),
        Column::new("Domain", 30),
    ];
    let rows: Vec<Vec<&str>> = tracker
        .subjects
        .iter()
        .map(|row| row.iter().map(String::as_str).collect())
        .collect();
    list(
        page(workbook.add_worksheet().set_name(SUBJECTS)?, tracker),
        &columns,
        &rows,
        "What an action can be for.",
    )?;
    base(
        workbook
            .add_worksheet()
            .set_name(BASE)?
            .set_very_hidden(true),
        tracker,
    )?;
    workbook.save_to_buffer()
}

/// A4, landscape, as wide as one page.
fn page<'w>(sheet: &'w mut Worksheet, tracker: &Tracker) -> &'w mut Worksheet {
    let foot = format!(
        "&L&8 {} · {}&R&8 &A, page &P of &N",
        margin_text(&tracker.trust, 56),
        margin_text(&tracker.cycle, 28)
    );
    sheet
        .set_landscape()
        .set_paper_size(PAPER)
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3)
        .set_footer(foot)
}

fn heading(
    sheet: &mut Worksheet,
    title: &str,
    note: &str,
    columns: &[Column],
    styles: &Styles,
) -> Result<(), XlsxError> {
    for (column, at) in columns.iter().zip(0..) {
        sheet.set_column_width(at, column.width)?;
    }
    let last = u16::try_from(columns.len() - 1).map_err(|_| XlsxError::RowColumnLimitError)?;
    sheet
        .write_string_with_format(0, 0, title, &styles.title)?
        .set_row_height(0, 26)?;
    prose(sheet, 1, (0, last), note, &styles.note, width(columns))?;
    header(sheet, HEADER_ROW, columns, styles)?;
    sheet.set_freeze_panes(HEADER_ROW + 1, 0)?;
    sheet.set_repeat_rows(HEADER_ROW, HEADER_ROW)?;
    Ok(())
}

fn row_of(
    sheet: &mut Worksheet,
    at: u32,
    cells: &[Cell],
    columns: &[Column],
    styles: &Styles,
) -> Result<(), XlsxError> {
    let mut most = 1;
    for ((cell, column), place) in cells.iter().zip(columns).zip(0..) {
        most = most.max(write_cell(sheet, at, place, cell, column.width, styles)?);
    }
    sheet.set_row_height(at, height(most, BODY_LINE))?;
    Ok(())
}

fn plan(sheet: &mut Worksheet, tracker: &Tracker, styles: &Styles) -> Result<(), XlsxError> {
    let columns = columns();
    heading(
        sheet,
        &cell_text(&tracker.title),
        &tracker.how,
        &columns,
        styles,
    )?;
    let first = HEADER_ROW + 1;
    for (row, at) in tracker.rows.iter().zip(first..) {
        row_of(sheet, at, &cells(row), &columns, styles)?;
    }
    let filled = u32::try_from(tracker.rows.len()).map_err(|_| XlsxError::RowColumnLimitError)?;
    let empty: Vec<Cell> = columns.iter().map(|_| Cell::None).collect();
    for at in (first + filled)..(first + filled + SPARE) {
        row_of(sheet, at, &empty, &columns, styles)?;
        sheet.write_blank(at, column_of(ActionField::Due), &styles.date)?;
    }
    let last_column =
        u16::try_from(columns.len() - 1).map_err(|_| XlsxError::RowColumnLimitError)?;
    let last_row = first + filled + SPARE - 1;
    sheet.autofilter(HEADER_ROW, 0, last_row, last_column)?;
    // The id and what it is for stay in sight when one goes right.
    sheet.set_freeze_panes(first, 1)?;
    sheet.ignore_error_range(
        HEADER_ROW,
        0,
        last_row,
        last_column,
        IgnoreError::NumberStoredAsText,
    )?;
    rules(sheet, tracker, RULED.max(last_row))
}

fn cells(row: &TrackerRow) -> Vec<Cell> {
    let mut cells = vec![Cell::text(row.id.as_str())];
    for (field, text) in ActionField::ALL.into_iter().zip(&row.fields) {
        cells.push(match (field, row.due) {
            (ActionField::Due, Some(due)) if day_of(due).is_some() => Cell::Date(due),
            _ => Cell::optional(text.as_deref()),
        });
    }
    cells.insert(2, Cell::text(row.subject_title.as_str()));
    cells.push(Cell::text(row.why.as_str()));
    cells
}

/// The lists to choose from, and what a cell takes.
fn rules(sheet: &mut Worksheet, tracker: &Tracker, last: u32) -> Result<(), XlsxError> {
    let first = HEADER_ROW + 1;
    let mut rule = |column: u16, rule: &DataValidation| {
        sheet
            .add_data_validation(first, column, last, column, rule)
            .map(|_| ())
    };
    let fixed = DataValidation::new()
        .allow_custom(Formula::new("=FALSE()"))
        .ignore_blank(true)
        .set_error_title("Leave this as it is")?
        .set_error_message(format!(
            "It ties the row to the action in the plan. {NEW_ACTION}"
        ))?;
    rule(0, &fixed)?;
    if let Some(rows) = u32::try_from(tracker.subjects.len())
        .ok()
        .filter(|rows| *rows > 0)
    {
        let choices = Formula::new(format!(
            "='{SUBJECTS}'!$A${}:$A${}",
            HEADER_ROW + 2,
            HEADER_ROW + 1 + rows
        ));
        let subjects = DataValidation::new()
            .allow_list_formula(choices)
            .set_error_title("Choose from the list")?
            .set_error_message("An action is for a criterion or a standard. The sheet of criteria and standards says which is which.")?;
        rule(column_of(ActionField::For), &subjects)?;
    }
    let words: Vec<String> = ActionStatus::ALL
        .into_iter()
        .map(|status| capitalised(status.phrase()))
        .collect();
    let status = DataValidation::new()
        .allow_list_strings(&words)?
        .set_error_title("Choose from the list")?
        .set_error_message(format!("One of: {}.", words.join(", ")))?;
    rule(column_of(ActionField::Status), &status)?;
    let earliest = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let due = DataValidation::new()
        .allow_date(DataValidationRule::GreaterThanOrEqualTo(earliest))
        .set_error_style(DataValidationErrorStyle::Warning)
        .set_error_title("Is this a date?")?
        .set_error_message("Excel does not take this for a day. Type it like 26/3/2027.")?;
    rule(column_of(ActionField::Due), &due)
}

/// What the plan said, as text, for whoever compares.
fn base(sheet: &mut Worksheet, tracker: &Tracker) -> Result<(), XlsxError> {
    let mut at = 0;
    let mut row = |texts: &[&str]| {
        for (text, column) in texts.iter().zip(0..) {
            if !text.trim().is_empty() {
                sheet.write_string(at, column, cell_text(text))?;
            }
        }
        at += 1;
        Ok::<(), XlsxError>(())
    };
    row(&["tracker", "1"])?;
    for (name, value) in &tracker.about {
        row(&[name, value])?;
    }
    for one in &tracker.rows {
        let mut texts = vec!["action", one.id.as_str()];
        texts.extend(
            one.fields
                .iter()
                .map(|field| field.as_deref().unwrap_or_default()),
        );
        row(&texts)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
