//! Boxes → an answer, or every reason why they are none, each with its cell.

use jiff::civil::Date;

use crate::assessment::Answer;
use crate::diagnostic::{Code, Diagnostic};
use crate::intake::form::choice::{
    Given, quoted, read_answer, read_confidence, read_kind, read_tick,
};
use crate::intake::form::field::Field;
use crate::intake::form::shown::{Shown, ShownEvidence, ShownStanding, shown_text};
use crate::intake::form::table::{Column, Table};
use crate::intake::workbook::{Cell, Value, day_of};
use crate::questionnaire::{LONGEST_TEXT, read_date};
use crate::rubric::{Criterion, Scale};
use crate::text::{clean, list};

/// The first year of days that are counted: a smaller number in a box for a day is a year, or a slip.
pub const FIRST_YEAR: i16 = 1950;

/// Reads the boxes of a criterion's card.
pub struct Reader<'a, 'b> {
    /// Where they are.
    pub table: &'a Table<'b>,
    /// Whose card it is.
    pub criterion: &'a Criterion,
    /// The levels.
    pub scale: &'a Scale,
    /// The answer in the folder.
    pub before: Option<&'a Answer>,
    /// Days are counted from 1904.
    pub from_1904: bool,
    /// What is wrong.
    pub problems: Vec<Diagnostic>,
}

impl Reader<'_, '_> {
    /// The answer that the boxes give. `None`: the question is open, or there are problems.
    pub fn shown(&mut self) -> Option<Shown> {
        let given = self
            .words(Field::Answer, Column::Answer)
            .map(|text| self.given(&text));
        let reason = self.words(Field::Reason, Column::Answer);
        let note = self.words(Field::Note, Column::Answer);
        let uneven = self.words(Field::Uneven, Column::Answer);
        let confidence = self
            .words(Field::Confidence, Column::Answer)
            .and_then(|text| {
                let read = read_confidence(&text);
                self.kept(Field::Confidence, Column::Answer, read)
            });
        let signs: Vec<usize> = (1..=self.criterion.warning_signs.len())
            .filter(|sign| self.is_ticked(*sign))
            .collect();
        let signs_note = self.words(Field::SignsNote, Column::Answer);
        let rows = self.table.evidence_rows(self.criterion);
        let evidence: Vec<ShownEvidence> = rows
            .into_iter()
            .filter_map(|row| self.evidence(row))
            .collect();
        let Some(given) = given else {
            let beside = [
                (reason.is_some(), "a reason for not applicable"),
                (note.is_some(), "a note"),
                (uneven.is_some(), "where it is uneven"),
                (confidence.is_some(), "how sure you are"),
                (!signs.is_empty(), "a warning sign"),
                (signs_note.is_some(), "words about the warning signs"),
                (!evidence.is_empty(), "evidence"),
            ];
            let beside: Vec<&str> = beside
                .into_iter()
                .filter(|(there, _)| *there)
                .map(|(_, what)| what)
                .collect();
            if !beside.is_empty() && self.problems.is_empty() {
                let message = format!(
                    "\u{201c}{}\u{201d} has {}, and no answer",
                    clean(&self.criterion.title),
                    list(&beside)
                );
                self.problem(
                    Code::NoAnswer,
                    Field::Answer,
                    Column::Answer,
                    &message,
                    "choose one (don't know is an answer), or empty the other boxes too",
                );
            }
            return None;
        };
        let standing = self.standing(given?, reason)?;
        let shown = Shown {
            standing,
            note: note.unwrap_or_default(),
            uneven: uneven.unwrap_or_default(),
            confidence,
            signs,
            signs_note: signs_note.unwrap_or_default(),
            evidence,
        };
        self.problems.is_empty().then_some(shown)
    }

    fn given(&mut self, text: &str) -> Option<Given> {
        let read = read_answer(self.scale, text);
        let given = self.kept(Field::Answer, Column::Answer, read)?;
        if given == Given::NotApplicable && self.criterion.not_applicable.is_none() {
            let message = format!(
                "\u{201c}{}\u{201d} applies to every trust, so it cannot be not applicable",
                clean(&self.criterion.title)
            );
            self.problem(
                Code::NotAllowed,
                Field::Answer,
                Column::Answer,
                &message,
                "choose a level, or don't know",
            );
            return None;
        }
        Some(given)
    }

    fn standing(&mut self, given: Given, reason: Option<String>) -> Option<ShownStanding> {
        match (given, reason) {
            (Given::NotApplicable, Some(reason)) => Some(ShownStanding::NotApplicable(reason)),
            (Given::NotApplicable, None) => {
                let message = format!(
                    "\u{201c}{}\u{201d} is answered not applicable, without a reason",
                    clean(&self.criterion.title)
                );
                self.problem(
                    Code::NoAnswer,
                    Field::Reason,
                    Column::Answer,
                    &message,
                    "write in this box why it could not exist in your trust",
                );
                None
            }
            (Given::Level(_) | Given::Unknown, Some(_)) => {
                let message = format!(
                    "\u{201c}{}\u{201d} has a reason for not applicable, and another answer",
                    clean(&self.criterion.title)
                );
                self.problem(
                    Code::TwoAnswers,
                    Field::Reason,
                    Column::Answer,
                    &message,
                    "empty this box (the words may be a note), or choose not applicable",
                );
                None
            }
            (Given::Level(level), None) => Some(ShownStanding::Level(level)),
            (Given::Unknown, None) => Some(ShownStanding::Unknown),
        }
    }

    fn is_ticked(&mut self, sign: usize) -> bool {
        let field = Field::Sign(sign);
        match self.plain(field, Column::Kind) {
            Some(text) => {
                let read = read_tick(&text);
                self.kept(field, Column::Kind, read).unwrap_or_default()
            }
            None => false,
        }
    }

    /// One row of evidence. Nothing when it is empty, or when it is not whole, which is a problem.
    fn evidence(&mut self, field: Field) -> Option<ShownEvidence> {
        let what = self.words(field, Column::Answer);
        let kind = self.plain(field, Column::Kind);
        let date = self.table.cell(self.criterion, field, Column::Date);
        let place = self.words(field, Column::Where);
        let parts = [
            (what.is_some(), Column::Answer, "what it is"),
            (kind.is_some(), Column::Kind, "its kind"),
            (date.is_some(), Column::Date, "its date"),
        ];
        let missing: Vec<(Column, &str)> = parts
            .iter()
            .filter(|(there, ..)| !there)
            .map(|(_, column, name)| (*column, *name))
            .collect();
        if missing.len() == parts.len() && place.is_none() {
            return None;
        }
        if let Some((column, _)) = missing.first().copied() {
            let names: Vec<&str> = missing.iter().map(|(_, name)| *name).collect();
            let title = clean(&self.criterion.title);
            let message = format!(
                "{} for \u{201c}{title}\u{201d} is without {}",
                field.label().to_lowercase(),
                list(&names)
            );
            self.problem(
                Code::MissingKey,
                field,
                column,
                &message,
                "fill in the row, or empty it",
            );
        }
        let kind = kind.and_then(|text| {
            let read = read_kind(&text);
            self.kept(field, Column::Kind, read)
        });
        let date = date.and_then(|cell| self.date(field, cell));
        Some(ShownEvidence {
            what: what?,
            kind: kind?,
            date: date?,
            place: place.unwrap_or_default(),
        })
    }

    fn date(&mut self, field: Field, cell: &Cell) -> Option<Date> {
        let text = match &cell.value {
            Value::Number(days) if !cell.formula => {
                let found = day_of(*days, self.from_1904).filter(|day| day.year() >= FIRST_YEAR);
                let message = format!("{} is a number and not a day", quoted(&days.to_string()));
                return self.kept(
                    field,
                    Column::Date,
                    found.ok_or(format!("{message}: {LIKE}")),
                );
            }
            Value::Number(_) | Value::Text(_) | Value::Truth(_) | Value::Error(_) => {
                self.plain(field, Column::Date)?
            }
        };
        // A time of day, as some programs write one after a day.
        let day = text
            .split_once('T')
            .filter(|(day, _)| day.len() == 10)
            .map_or(text.as_str(), |(day, _)| day);
        let relative = ["today", "yesterday"].contains(&text.to_lowercase().as_str());
        let found = read_date(day, Date::MIN).ok().filter(|_| !relative);
        self.kept(
            field,
            Column::Date,
            found.ok_or_else(|| format!("{} cannot be read as one day: {LIKE}", quoted(&text))),
        )
    }

    /// The words of a box for words: not longer than one may be, unless they stand in the folder already.
    fn words(&mut self, field: Field, column: Column) -> Option<String> {
        let text = self.plain(field, column)?;
        let letters = text.chars().count();
        let stands = || {
            self.before
                .is_some_and(|before| Shown::of(before).texts().any(|other| other == text))
        };
        if letters > LONGEST_TEXT && !stands() {
            let message =
                format!("this is {letters} characters long, and {LONGEST_TEXT} is the most");
            self.problem(
                Code::BadValue,
                field,
                column,
                &message,
                "say it more briefly",
            );
        }
        Some(text)
    }

    /// The words of a box, whatever they are. Nothing when it is empty.
    fn plain(&mut self, field: Field, column: Column) -> Option<String> {
        let cell = self.table.cell(self.criterion, field, column)?;
        if cell.formula {
            let help = "type what it should say; put an apostrophe (') before words that begin with =, +, - or @";
            self.problem(
                Code::WrongType,
                field,
                column,
                "this box holds a formula, and its result may not be what you mean",
                help,
            );
            return None;
        }
        if let Value::Error(error) = &cell.value {
            let message = format!(
                "this box holds a mistake of the spreadsheet ({}), or a picture",
                clean(error)
            );
            self.problem(
                Code::WrongType,
                field,
                column,
                &message,
                "empty it, and type what it should say",
            );
            return None;
        }
        let text = shown_text(&cell.words());
        (!text.is_empty()).then_some(text)
    }

    fn kept<T>(&mut self, field: Field, column: Column, read: Result<T, String>) -> Option<T> {
        read.map_err(|message| self.problem(Code::UnknownValue, field, column, &message, ""))
            .ok()
    }

    fn problem(&mut self, code: Code, field: Field, column: Column, message: &str, help: &str) {
        let problem = Diagnostic::error(
            code,
            format!(
                "{}: {message}",
                self.table.place(self.criterion, field, column)
            ),
        );
        self.problems.push(if help.is_empty() {
            problem
        } else {
            problem.help(help.to_owned())
        });
    }
}

/// How a day is written.
const LIKE: &str = "write it like 14 March 2026, 14/3/2026 (the day first) or March 2026";
