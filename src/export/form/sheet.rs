//! The sheet of a domain: a card for each question, with boxes to type in and everything else locked.

use std::collections::BTreeSet;

use rust_xlsxwriter::{
    DataValidation, ExcelDateTime, Format, Formula, IgnoreError, ProtectionOptions, Worksheet,
    XlsxError,
};

use crate::assessment::{Kind, Response};
use crate::export::excel::fit::{cell_text, height, lines, margin_text};
use crate::export::excel::style::{BODY_LINE, BODY_ROOM};
use crate::export::form::answers::FIRST_YEAR;
use crate::export::form::choice::TICK;
use crate::export::form::field::{Field, STATIC};
use crate::export::form::hidden::List;
use crate::export::form::identity::MARK;
use crate::export::form::layout::{Line, card};
use crate::export::form::style::Styles;
use crate::export::form::table::{COLUMNS, Column};
use crate::questionnaire::said;
use crate::rubric::{Criterion, Domain, Rubric};

/// The widths of the columns that can be seen, in digits of the standard font.
const WIDTHS: [f64; 5] = [26.0, 46.0, 13.0, 13.0, 22.0];
/// The column of hidden names, and the last that can be seen.
const NAMES: u16 = 0;
const LAST: u16 = 5;
/// The first row of cards. Above: hidden names of columns, the title, how to type.
const FIRST: u32 = 3;
/// How much of a page is left for cards, in points as the screen counts them.
const PAGE: f64 = 800.0;
/// A4.
const PAPER: u8 = 9;
/// The height of a line that has no height of its own, in points.
const LINE: f64 = 17.0;

/// What stays the same on every sheet.
pub struct Common<'a> {
    /// The questions.
    pub rubric: &'a Rubric,
    /// The respondent's answers so far.
    pub response: Option<&'a Response>,
    /// How things look.
    pub styles: &'a Styles,
    /// What stands at the foot of a page.
    pub foot: &'a str,
}

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
    let mut pen = Pen {
        sheet,
        common,
        row: FIRST,
        page: 0.0,
        breaks: Vec::new(),
        growing: BTreeSet::new(),
    };
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
    let (last, breaks, growing) = (pen.row.saturating_sub(1), pen.breaks, pen.growing);
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

/// Writes rows one below another.
struct Pen<'s, 'a> {
    sheet: &'s mut Worksheet,
    common: &'a Common<'a>,
    row: u32,
    /// How much of the page is used, in points.
    page: f64,
    breaks: Vec<u32>,
    growing: BTreeSet<u32>,
}

impl Pen<'_, '_> {
    /// The hidden names of columns, the title and how to type; they stay in sight, and repeat in print.
    fn head(&mut self, domain: &Domain) -> Result<(), XlsxError> {
        let styles = self.common.styles;
        let sheet = &mut *self.sheet;
        sheet.write_string(0, NAMES, format!("{MARK}: {}", domain.id))?;
        for column in COLUMNS {
            sheet.write_string(0, place(column), column.name())?;
        }
        sheet.set_row_hidden(0)?;
        sheet
            .write_string_with_format(1, 1, cell_text(&domain.title), &styles.title)?
            .set_row_height(1, 26)?;
        let how = "Type in the pale boxes; everything else is locked. Tab goes to the next box. A question may be left open.";
        sheet
            .write_string_with_format(2, 1, how, &styles.words.clone().unset_text_wrap())?
            .set_row_height(2, 17)?;
        sheet.set_freeze_panes(FIRST, 0)?;
        sheet.set_repeat_rows(1, 2)?;
        for row in [1, 2] {
            sheet.write_string(row, NAMES, STATIC)?;
        }
        Ok(())
    }

    /// Writes a card, on a page of its own where it does not fit below the one before.
    fn card(&mut self, criterion: &Criterion, lines: &[Line]) -> Result<(), XlsxError> {
        let high: f64 = lines.iter().map(estimate).sum();
        if self.page > 0.0 && self.page + high > PAGE {
            self.breaks.push(self.row);
            self.page = 0.0;
        }
        for line in lines {
            self.line(line, Some(criterion))?;
        }
        self.page += high;
        Ok(())
    }

    fn line(&mut self, line: &Line, criterion: Option<&Criterion>) -> Result<(), XlsxError> {
        let styles = self.common.styles;
        match line {
            Line::Band(text) => self.across(text, &styles.band, 15.0, 1.1),
            Line::Question(text) => self.across(text, &styles.question, 15.8, 1.25),
            Line::Words(name, text) => self.words(name, text),
            Line::Head(names) => {
                self.sheet.set_row_height(self.row, estimate(line))?;
                for (name, column) in names.iter().zip(1..) {
                    self.sheet
                        .write_string_with_format(self.row, column, *name, &styles.head)?;
                }
                self.next(STATIC)
            }
            // No hidden name: whatever is typed here is noticed.
            Line::Gap => {
                self.row += 1;
                Ok(())
            }
            Line::Box { field, hint, value } => {
                let criterion = criterion.expect("boxes stand on the cards of criteria");
                self.label(*field, hint)?;
                let format = if *field == Field::Answer {
                    &styles.answer
                } else {
                    &styles.text
                };
                self.boxed(Column::Answer, value, list(*field, criterion), format)?;
                self.grows(line)?;
                self.next(&field.name(criterion))
            }
            Line::Sign {
                number,
                text,
                ticked,
            } => {
                let criterion = criterion.expect("signs stand on the cards of criteria");
                let field = Field::Sign(*number);
                self.label(field, "")?;
                self.sheet.write_string_with_format(
                    self.row,
                    place(Column::Answer),
                    cell_text(text),
                    &styles.words,
                )?;
                self.boxed(
                    Column::Kind,
                    if *ticked { TICK } else { "" },
                    Some(List::Ticks),
                    &styles.text,
                )?;
                self.grows(line)?;
                self.next(&field.name(criterion))
            }
            Line::Evidence { row, entry } => {
                let criterion = criterion.expect("evidence stands on the cards of criteria");
                let field = Field::Evidence(*row);
                self.label(field, "")?;
                let text = |text: fn(&crate::export::form::shown::ShownEvidence) -> &str| {
                    entry.as_ref().map_or("", text)
                };
                self.boxed(
                    Column::Answer,
                    text(|entry| &entry.what),
                    None,
                    &styles.text,
                )?;
                self.boxed(
                    Column::Kind,
                    text(|entry| entry.kind.word()),
                    Some(List::Kinds),
                    &styles.text,
                )?;
                self.date(entry.as_ref().map(|entry| entry.date))?;
                self.boxed(
                    Column::Where,
                    text(|entry| &entry.place),
                    None,
                    &styles.text,
                )?;
                self.grows(line)?;
                self.next(&field.name(criterion))
            }
        }
    }

    /// The row is as high as it has to be now, and grows.
    fn grows(&mut self, line: &Line) -> Result<(), XlsxError> {
        self.sheet.set_row_height(self.row, estimate(line))?;
        self.growing.insert(self.row);
        Ok(())
    }

    /// Ends a row: its hidden name, and on to the next.
    fn next(&mut self, name: &str) -> Result<(), XlsxError> {
        self.sheet.write_string(self.row, NAMES, name)?;
        self.row += 1;
        Ok(())
    }

    /// Words over all columns, in a row as high as they need.
    fn across(
        &mut self,
        text: &str,
        format: &Format,
        line: f64,
        size: f64,
    ) -> Result<(), XlsxError> {
        let text = cell_text(text);
        let high = height(
            lines(&text, WIDTHS.iter().sum::<f64>() * BODY_ROOM / size),
            line,
        );
        self.sheet
            .merge_range(self.row, 1, self.row, LAST, &text, format)?
            .set_row_height(self.row, high + 2.0)?;
        self.next(STATIC)
    }

    fn words(&mut self, name: &str, text: &str) -> Result<(), XlsxError> {
        let styles = self.common.styles;
        let (name, text) = (cell_text(name), cell_text(text));
        self.sheet
            .write_string_with_format(self.row, 1, &name, &styles.label)?;
        self.sheet
            .merge_range(self.row, 2, self.row, LAST, &text, &styles.words)?;
        self.sheet
            .set_row_height(self.row, words_height(&name, &text))?;
        self.next(STATIC)
    }

    /// The name of a box, with what explains it below.
    fn label(&mut self, field: Field, hint: &str) -> Result<(), XlsxError> {
        let styles = self.common.styles;
        let label = field.label();
        let hint = cell_text(hint.trim());
        if hint.is_empty() {
            self.sheet
                .write_string_with_format(self.row, 1, label, &styles.label)?;
        } else {
            let parts = [(&styles.label, format!("{label}\n")), (&styles.hint, hint)];
            let parts: Vec<(&Format, &str)> = parts
                .iter()
                .map(|(format, text)| (*format, text.as_str()))
                .collect();
            self.sheet
                .write_rich_string_with_format(self.row, 1, &parts, &styles.words)?;
        }
        Ok(())
    }

    fn boxed(
        &mut self,
        column: Column,
        value: &str,
        offered: Option<List>,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let (row, at) = (self.row, place(column));
        if value.is_empty() {
            self.sheet.write_blank(row, at, format)?;
        } else {
            self.sheet
                .write_string_with_format(row, at, value, format)?;
        }
        if let Some(list) = offered {
            self.sheet.add_data_validation(
                row,
                at,
                row,
                at,
                &validation(list, self.common.rubric)?,
            )?;
        }
        Ok(())
    }

    fn date(&mut self, day: Option<jiff::civil::Date>) -> Result<(), XlsxError> {
        let (row, at, format) = (self.row, place(Column::Date), &self.common.styles.date);
        // Early days are counted differently from program to program, so they stand as words.
        let counted = day.and_then(|day| {
            let year = u16::try_from(day.year())
                .ok()
                .filter(|year| i32::from(*year) >= i32::from(FIRST_YEAR))?;
            ExcelDateTime::from_ymd(year, day.month().unsigned_abs(), day.day().unsigned_abs()).ok()
        });
        match (day, counted) {
            (_, Some(counted)) => self
                .sheet
                .write_datetime_with_format(row, at, counted, format)?,
            (Some(day), None) => {
                self.sheet
                    .write_string_with_format(row, at, day.to_string(), format)?
            }
            (None, None) => self.sheet.write_blank(row, at, format)?,
        };
        Ok(())
    }
}

/// The place of a column, counted from 0.
fn place(column: Column) -> u16 {
    match column {
        Column::Words => 1,
        Column::Answer => 2,
        Column::Kind => 3,
        Column::Date => 4,
        Column::Where => 5,
    }
}

/// The list that a box offers.
fn list(field: Field, criterion: &Criterion) -> Option<List> {
    match field {
        Field::Answer if criterion.not_applicable.is_some() => Some(List::AllAnswers),
        Field::Answer => Some(List::Answers),
        Field::Confidence => Some(List::Confidence),
        Field::Reason
        | Field::Note
        | Field::Uneven
        | Field::SignsNote
        | Field::Sign(_)
        | Field::Evidence(_) => None,
    }
}

fn validation(list: List, rubric: &Rubric) -> Result<DataValidation, XlsxError> {
    let offers = DataValidation::new()
        .allow_list_formula(Formula::new(list.range(rubric)))
        .set_error_title("Please choose from the list")?
        .set_error_message("Press Alt and the down arrow, or click the small arrow beside the box. Delete empties the box.")?;
    match list {
        List::Answers | List::AllAnswers | List::Confidence | List::Ticks => Ok(offers),
        List::Kinds => {
            let kinds = Kind::ALL.map(|kind| format!("{}: {}", kind.word(), said::kind(kind)));
            offers.set_input_message(kinds.join("\n"))
        }
    }
}

fn words_height(name: &str, text: &str) -> f64 {
    let words = lines(text, WIDTHS[1..].iter().sum::<f64>() * BODY_ROOM);
    // Bold letters are a little wider.
    height(
        words.max(lines(name, WIDTHS[0] * BODY_ROOM * 0.93)),
        BODY_LINE,
    )
}

/// About how high a line of a card will be, in points.
fn estimate(line: &Line) -> f64 {
    let boxed = |text: &str| lines(text, WIDTHS[1] * BODY_ROOM);
    match line {
        Line::Band(_) => 20.0,
        Line::Question(text) => {
            height(
                lines(text, WIDTHS.iter().sum::<f64>() * BODY_ROOM / 1.25),
                15.8,
            ) + 2.0
        }
        Line::Words(name, text) => words_height(name, text),
        Line::Head(_) | Line::Gap => LINE,
        Line::Box { hint, value, .. } => height(
            boxed(value).max(1 + lines(hint, WIDTHS[0] * BODY_ROOM)),
            BODY_LINE,
        )
        .max(LINE),
        Line::Sign { text, .. } => height(boxed(text), BODY_LINE).max(LINE),
        Line::Evidence { entry, .. } => entry.as_ref().map_or(LINE, |entry| {
            let most = boxed(&entry.what).max(lines(&entry.place, WIDTHS[4] * BODY_ROOM));
            height(most, BODY_LINE).max(LINE)
        }),
    }
}
