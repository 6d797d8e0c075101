//! The sheet of a domain: a card for each question, with boxes to type in and everything else locked.

use std::collections::BTreeSet;

use rust_xlsxwriter::{Formula, IgnoreError, ProtectionOptions, Worksheet, XlsxError};

use crate::assessment::Response;
use crate::export::excel::fit::margin_text;
use crate::export::excel::style::BODY_LINE;
use crate::intake::form::layout::{Line, card};
use crate::intake::form::pen::{Common, FIRST, LAST, NAMES, Pen};
use crate::intake::form::room::WIDTHS;
use crate::rubric::Domain;

/// A4.
const PAPER: u8 = 9;

/// How many questions of a sheet are answered, as a formula for a cell of another sheet or of this one.
pub fn progress(domain: &Domain, sheet: &str, last: u32) -> String {
    let (first, last) = (FIRST + 1, last + 1);
    format!(
        "=SUMPRODUCT((RIGHT({sheet}$A${first}:$A${last},7)=\"/answer\")*({sheet}$C${first}:$C${last}<>\"\"))&\" of {} answered\"",
        domain.criteria.len()
    )
}

/// The same in words, as it stands when the form is written.
pub fn progress_now(domain: &Domain, response: Option<&Response>) -> String {
    let done = domain.criteria.iter().filter(|criterion| {
        response.is_some_and(|response| response.answer(&criterion.id).is_some())
    });
    format!("{} of {} answered", done.count(), domain.criteria.len())
}

/// A sheet that was written.
pub struct Written {
    /// Its last row, counted from 0.
    pub last: u32,
    /// The rows that may grow with what is typed in them.
    pub growing: BTreeSet<u32>,
}

/// Writes the sheet.
pub fn write(
    sheet: &mut Worksheet,
    name: &str,
    domain: &Domain,
    common: &Common<'_>,
) -> Result<Written, XlsxError> {
    sheet.set_name(name)?;
    page(sheet, common.foot);
    sheet.set_column_width(NAMES, 4)?.set_column_hidden(NAMES)?;
    for (width, column) in WIDTHS.into_iter().zip(1..) {
        sheet.set_column_width(column, width)?;
    }
    let mut pen = Pen::new(sheet, common);
    pen.head(domain)?;
    for text in [&domain.question, &domain.summary]
        .into_iter()
        .filter(|text| !text.trim().is_empty())
    {
        pen.across(text, &common.styles.words, BODY_LINE, 1.0)?;
    }
    pen.line(&Line::Gap, None)?;
    for (place, criterion) in domain.criteria.iter().enumerate() {
        let before = common
            .response
            .and_then(|response| response.answer(&criterion.id));
        pen.card(
            criterion,
            &card(
                common.rubric,
                criterion,
                (place + 1, domain.criteria.len()),
                before,
            ),
        )?;
    }
    let (last, breaks, growing) = pen.done();
    let progress =
        Formula::new(progress(domain, "", last)).set_result(progress_now(domain, common.response));
    sheet.write_formula_with_format(1, LAST, progress, &common.styles.progress)?;
    sheet.set_page_breaks(&breaks)?;
    sheet.ignore_error_range(FIRST, 1, last, LAST, IgnoreError::NumberStoredAsText)?;
    if let Some(row) = growing.first().copied() {
        sheet.set_selection(row, 2, row, 2)?;
    }
    Ok(Written { last, growing })
}

/// A4, upright, one page wide; boxes open, everything else locked without a password; heights and widths may be changed.
pub fn page(sheet: &mut Worksheet, foot: &str) {
    sheet
        .set_portrait()
        .set_paper_size(PAPER)
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3)
        .set_footer(foot);
    sheet.set_screen_gridlines(false);
    sheet.protect_with_options(&ProtectionOptions {
        format_rows: true,
        format_columns: true,
        ..ProtectionOptions::default()
    });
}

/// The foot of every page.
pub fn foot(trust: &str, cycle: &str, respondent: &str) -> String {
    // The space after the size keeps a name that begins with a digit from being read as part of it.
    format!(
        "&L&8 {} · {} · {}&R&8 &A, page &P of &N",
        margin_text(trust, 40),
        margin_text(cycle, 20),
        margin_text(respondent, 40)
    )
}
