//! Writes the rows of a domain's sheet: what can be seen of each, its boxes, and its hidden name.

use std::collections::BTreeSet;

use rust_xlsxwriter::{DataValidation, ExcelDateTime, Format, Formula, Worksheet, XlsxError};

use crate::assessment::{Kind, Response};
use crate::export::excel::fit::{cell_text, height, lines};
use crate::export::excel::style::BODY_ROOM;
use crate::intake::form::answers::FIRST_YEAR;
use crate::intake::form::choice::TICK;
use crate::intake::form::field::{Field, STATIC};
use crate::intake::form::hidden::List;
use crate::intake::form::identity::MARK;
use crate::intake::form::layout::Line;
use crate::intake::form::room::{PAGE, WIDTHS, estimate, words_height};
use crate::intake::form::style::Styles;
use crate::intake::form::table::{COLUMNS, Column};
use crate::questionnaire::said;
use crate::rubric::{Criterion, Domain, Rubric};

/// The column of hidden names.
pub const NAMES: u16 = 0;
/// The last column that can be seen.
pub const LAST: u16 = 5;
/// The first row of cards. Above: hidden names of columns, the title, how to type.
pub const FIRST: u32 = 3;

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

/// Writes rows one below another.
pub struct Pen<'s, 'a> {
    sheet: &'s mut Worksheet,
    common: &'a Common<'a>,
    row: u32,
    /// How much of the page is used, in points.
    page: f64,
    breaks: Vec<u32>,
    growing: BTreeSet<u32>,
}

impl<'s, 'a> Pen<'s, 'a> {
    /// At the first row of cards of a sheet.
    pub fn new(sheet: &'s mut Worksheet, common: &'a Common<'a>) -> Self {
        Self {
            sheet,
            common,
            row: FIRST,
            page: 0.0,
            breaks: Vec::new(),
            growing: BTreeSet::new(),
        }
    }

    /// The last row that was written, where pages begin, and the rows that may grow.
    pub fn done(self) -> (u32, Vec<u32>, BTreeSet<u32>) {
        (self.row.saturating_sub(1), self.breaks, self.growing)
    }

    /// The hidden names of columns, the title and how to type; they stay in sight, and repeat in print.
    pub fn head(&mut self, domain: &Domain) -> Result<(), XlsxError> {
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
    pub fn card(&mut self, criterion: &Criterion, lines: &[Line]) -> Result<(), XlsxError> {
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

    /// Writes a line of a card, or of what stands above the cards.
    pub fn line(&mut self, line: &Line, criterion: Option<&Criterion>) -> Result<(), XlsxError> {
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
                let text = |text: fn(&crate::intake::form::shown::ShownEvidence) -> &str| {
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
    pub fn across(
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
