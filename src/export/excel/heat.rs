//! The heat map: domains by level, and the criteria of each domain, with number and word in every cell.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::export::excel::cell::{prose, write_cell};
use crate::export::excel::fit::{cell_text, height, lines};
use crate::export::excel::grid::Cell;
use crate::export::excel::style::{BODY_LINE, BODY_ROOM, Styles};
use crate::export::excel::summary::{counts, settled};
use crate::report::{CriterionReport, DomainReport, Report, level_shade, silence};
use crate::text::capitalised;
use crate::words::NamedLevel;

/// The name of the sheet.
pub const NAME: &str = "Heat map";
/// The width of the column of domains.
const DOMAIN: u16 = 32;
/// The width of the others.
const CELL: u16 = 19;
/// How many criteria stand in a row: more go on in the next.
const ACROSS: usize = 8;

pub fn write(sheet: &mut Worksheet, report: &Report, styles: &Styles) -> Result<(), XlsxError> {
    let levels =
        u16::try_from(report.rubric.levels.len()).map_err(|_| XlsxError::RowColumnLimitError)?;
    let most = report
        .domains
        .iter()
        .map(|domain| domain.criteria.len().min(ACROSS))
        .max()
        .unwrap_or(0);
    let last = (levels + 1).max(u16::try_from(most).expect("no more than stand in a row"));
    sheet.set_column_width(0, DOMAIN)?;
    for at in 1..=last {
        sheet.set_column_width(at, CELL)?;
    }
    let wide = f64::from(DOMAIN + CELL * last);
    sheet
        .write_string_with_format(0, 0, cell_text(&report.page_one.finding), &styles.title)?
        .set_row_height(0, 26)?;
    prose(
        sheet,
        1,
        (0, last),
        "A cell counts the criteria of a domain at a level, or names a criterion with its level. The darker, the higher the level; number and word say the same.",
        &styles.note,
        wide,
    )?;
    let row = by_level(
        sheet,
        2,
        report,
        styles,
        "Supported: criteria at each level",
        |domain| {
            (
                &domain.distribution,
                domain.position.as_ref(),
                &domain.supported_words,
            )
        },
    )?;
    let row = by_level(
        sheet,
        row,
        report,
        styles,
        "As judged: criteria at each level",
        |domain| {
            (
                &domain.judged_distribution,
                domain.judged_position.as_ref(),
                &domain.judged_words,
            )
        },
    )?;
    by_criterion(sheet, row, report, styles)
}

/// One row for each domain and one column for each level; then the position in words.
fn by_level<'r>(
    sheet: &mut Worksheet,
    start: u32,
    report: &'r Report,
    styles: &Styles,
    title: &str,
    facts: impl Fn(&'r DomainReport) -> (&'r Vec<usize>, Option<&'r NamedLevel>, &'r String),
) -> Result<u32, XlsxError> {
    sheet
        .write_string_with_format(start, 0, title, &styles.section)?
        .set_row_height(start, 24)?;
    let mut row = start + 1;
    let mut most = 1;
    sheet.write_string_with_format(row, 0, "Domain", &styles.header)?;
    let mut after = 1;
    for ((level, _), at) in report.rubric.levels.iter().zip(1..) {
        let title = cell_text(&level.both());
        most = most.max(lines(&title, f64::from(CELL) * BODY_ROOM));
        sheet.write_string_with_format(row, at, title, &styles.header_centre)?;
        after = at + 1;
    }
    sheet
        .write_string_with_format(row, after, "Position", &styles.header)?
        .set_row_height(row, height(most, BODY_LINE))?;
    for domain in &report.domains {
        row += 1;
        let (distribution, position, words) = facts(domain);
        let name = Cell::text(domain.title.as_str());
        let most = write_cell(sheet, row, 0, &name, DOMAIN, styles)?;
        counts(
            sheet,
            (row, 1),
            report,
            distribution,
            settled(position, domain),
            styles,
        )?;
        let most = most.max(write_cell(
            sheet,
            row,
            after,
            &Cell::text(capitalised(words)),
            CELL,
            styles,
        )?);
        sheet.set_row_height(row, height(most, BODY_LINE))?;
    }
    Ok(row + 1)
}

fn by_criterion(
    sheet: &mut Worksheet,
    start: u32,
    report: &Report,
    styles: &Styles,
) -> Result<(), XlsxError> {
    sheet
        .write_string_with_format(
            start,
            0,
            "Each criterion, and the level that is supported",
            &styles.section,
        )?
        .set_row_height(start, 24)?;
    let scale = report.rubric.levels.len();
    let mut row = start + 1;
    for domain in &report.domains {
        for (place, across) in domain.criteria.chunks(ACROSS).enumerate() {
            let again = if place == 0 { "" } else { ", continued" };
            let name = Cell::text(format!("{}{again}", domain.title));
            let mut most = write_cell(sheet, row, 0, &name, DOMAIN, styles)?;
            for (criterion, at) in across.iter().zip(1..) {
                most = most.max(write_cell(
                    sheet,
                    row,
                    at,
                    &cell(criterion, scale),
                    CELL,
                    styles,
                )?);
            }
            sheet.set_row_height(row, height(most, BODY_LINE))?;
            row += 1;
        }
    }
    Ok(())
}

fn cell(criterion: &CriterionReport, scale: usize) -> Cell {
    match &criterion.supported {
        Some(level) => Cell::LevelWord(
            format!("{}\n{}", level.both(), criterion.title),
            level_shade(level.number, scale),
        ),
        None => Cell::text(format!(
            "{}\n{}",
            capitalised(silence(criterion.settled)),
            criterion.title
        )),
    }
}
