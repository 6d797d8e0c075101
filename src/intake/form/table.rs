//! Where each box is on the sheets that came back: found by hidden names, wherever rows and columns went.

use std::collections::{BTreeSet, HashMap};

use crate::diagnostic::{Code, Diagnostic};
use crate::intake::form::choice::quoted;
use crate::intake::form::field::{Field, STATIC};
use crate::intake::form::hidden::Hidden;
use crate::intake::workbook::{Cell, Sheet, Value, cell_name};
use crate::rubric::{Criterion, CriterionId, Rubric};
use crate::text::{clean, list};

/// How many stray words are told of on a sheet, before the rest is only counted.
const TOLD: usize = 10;

/// A column of a domain's sheet that can be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// Names of boxes.
    Words,
    /// Answers, notes and what evidence is.
    Answer,
    /// Kinds of evidence, and ticks.
    Kind,
    /// Days.
    Date,
    /// Where evidence can be found.
    Where,
}

/// Every column that can be seen, from left to right.
pub const COLUMNS: [Column; 5] = [
    Column::Words,
    Column::Answer,
    Column::Kind,
    Column::Date,
    Column::Where,
];

impl Column {
    /// Its hidden name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Answer => "answer",
            Self::Kind => "kind",
            Self::Date => "date",
            Self::Where => "where",
        }
    }
}

/// The sheet of a domain, with its boxes found.
pub struct Table<'b> {
    /// The sheet as it is.
    pub sheet: &'b Sheet,
    columns: Vec<(Column, u32)>,
    rows: HashMap<(String, Field), u32>,
}

impl<'b> Table<'b> {
    /// Finds the boxes of a sheet of which the hidden names begin there.
    ///
    /// What is double, merged or outside the boxes goes to `problems`.
    pub fn find(
        sheet: &'b Sheet,
        (top, names): (u32, u32),
        rubric: &Rubric,
        domain: &str,
        problems: &mut Vec<Diagnostic>,
    ) -> Self {
        let column_named = |name: &str| {
            let mut row = sheet.cells.range((top, 0)..(top + 1, 0));
            row.find(|(_, cell)| matches!(&cell.value, Value::Text(text) if text.trim() == name))
                .map(|((_, column), _)| *column)
        };
        let columns: Vec<(Column, u32)> = COLUMNS
            .into_iter()
            .filter_map(|column| Some((column, column_named(column.name())?)))
            .collect();
        let mut table = Self {
            sheet,
            columns,
            rows: HashMap::new(),
        };
        if table.columns.len() < COLUMNS.len() {
            let message = format!("{}: a column of the form is missing", clean(&sheet.name));
            problems.push(
                Diagnostic::error(Code::File, message)
                    .help("undo what was deleted, or fill in a fresh form"),
            );
            return table;
        }
        let (mut stray, mut twice) = (Vec::new(), Vec::new());
        let mut kinds: HashMap<u32, Row> = HashMap::new();
        for ((row, _), cell) in sheet
            .cells
            .range((top + 1, 0)..)
            .filter(|((_, column), _)| *column == names)
        {
            let Value::Text(name) = &cell.value else {
                continue;
            };
            let name = name.trim();
            if name == STATIC {
                kinds.insert(*row, Row::Static);
                continue;
            }
            let known = |id: &str| {
                let id = CriterionId::new(id).ok();
                id.and_then(|id| rubric.domain_of(&id))
                    .is_some_and(|own| own.id.as_str() == domain)
            };
            let Some((criterion, field)) = Field::named(name).filter(|(id, _)| known(id)) else {
                continue;
            };
            kinds.insert(*row, Row::Boxes(field));
            if let Some(other) = table.rows.insert((criterion.to_owned(), field), *row) {
                twice.push((other, *row));
            }
        }
        table.tell_twice(&twice, problems);
        for (place, cell) in sheet
            .cells
            .range((top + 1, 0)..)
            .filter(|((_, column), _)| *column != names)
        {
            let allowed = match kinds.get(&place.0) {
                Some(Row::Static) => &COLUMNS[..],
                Some(Row::Boxes(field)) => of(*field),
                None => &[],
            };
            if !table
                .columns
                .iter()
                .any(|(column, at)| allowed.contains(column) && *at == place.1)
            {
                stray.push((*place, cell));
            }
        }
        table.tell_stray(&stray, problems);
        table.tell_merged(problems);
        table
    }

    /// Of two rows for the same box nobody can say which one holds.
    fn tell_twice(&self, twice: &[(u32, u32)], problems: &mut Vec<Diagnostic>) {
        for (first, second) in twice.iter().take(TOLD) {
            let message = format!(
                "{}: rows {} and {} are the same row of the form twice",
                clean(&self.sheet.name),
                first + 1,
                second + 1
            );
            problems.push(
                Diagnostic::error(Code::DuplicateId, message)
                    .help("delete the one that was copied"),
            );
        }
        self.tell_more(twice.len(), "rows stand twice", problems);
    }

    /// Counts what was not told one by one.
    fn tell_more(&self, all: usize, what: &str, problems: &mut Vec<Diagnostic>) {
        if all > TOLD {
            let message = format!("{}: {} more {what}", clean(&self.sheet.name), all - TOLD);
            problems.push(Diagnostic::error(Code::BadValue, message));
        }
    }

    /// Words outside the boxes would be lost without anybody noticing.
    fn tell_stray(&self, stray: &[((u32, u32), &Cell)], problems: &mut Vec<Diagnostic>) {
        for (place, cell) in stray.iter().take(TOLD) {
            let message = format!(
                "{}: {} stands outside the boxes",
                self.place_of(*place),
                quoted(&cell.words())
            );
            problems.push(
                Diagnostic::error(Code::BadValue, message)
                    .help("move it into a box of the question that it belongs to, or delete it"),
            );
        }
        self.tell_more(stray.len(), "cells outside the boxes are filled", problems);
    }

    /// Of merged cells only the first keeps its words, and nobody can say which box they were for.
    fn tell_merged(&self, problems: &mut Vec<Diagnostic>) {
        let place = |wanted: Column| {
            self.columns
                .iter()
                .find(|(column, _)| *column == wanted)
                .map(|(_, at)| *at)
        };
        let boxes: BTreeSet<(u32, u32)> = self
            .rows
            .iter()
            .flat_map(|((_, field), row)| {
                inputs(*field)
                    .iter()
                    .filter_map(|column| Some((*row, place(*column)?)))
            })
            .collect();
        let lossy = |[first, last]: &&[(u32, u32); 2]| {
            let mut inside = boxes
                .range(*first..=(last.0.max(first.0), u32::MAX))
                .filter(|(_, column)| (first.1..=last.1).contains(column));
            // One box that was made wider keeps its words.
            match (inside.next(), inside.next()) {
                (None, _) => false,
                (Some(only), None) => only != first,
                (Some(_), Some(_)) => true,
            }
        };
        let merged: Vec<&[(u32, u32); 2]> = self.sheet.merges.iter().filter(lossy).collect();
        for [first, last] in merged.iter().take(TOLD) {
            let message = format!(
                "{}, cells {} to {}: they are merged, and the words of a box may be lost",
                clean(&self.sheet.name),
                cell_name(*first),
                cell_name(*last)
            );
            let help = "undo the merging (Home, Merge & Center), and fill in each box";
            problems.push(Diagnostic::error(Code::BadValue, message).help(help));
        }
        self.tell_more(merged.len(), "ranges of cells are merged", problems);
    }

    /// Tells the rows that are no longer there.
    pub fn complete(
        &self,
        criteria: &[Criterion],
        hidden: &Hidden,
        problems: &mut Vec<Diagnostic>,
    ) {
        if self.columns.len() < COLUMNS.len() {
            return;
        }
        for criterion in criteria {
            let rows = hidden
                .answers
                .get(criterion.id.as_str())
                .map_or(0, |(_, rows)| *rows);
            let wanted = Field::of(criterion, rows.min(MOST_EVIDENCE));
            let missing: Vec<String> = wanted
                .iter()
                .filter(|field| self.row(criterion, **field).is_none())
                .map(|field| field.label())
                .collect();
            let which = match missing.len() {
                0 => continue,
                all if all == wanted.len() => "all its rows".to_owned(),
                1 => format!("the row \u{201c}{}\u{201d}", missing[0]),
                many if many > TOLD => format!(
                    "the row \u{201c}{}\u{201d} and {} more",
                    missing[0],
                    many - 1
                ),
                _ => format!(
                    "the rows {}",
                    list(
                        &missing
                            .iter()
                            .map(|label| format!("\u{201c}{label}\u{201d}"))
                            .collect::<Vec<_>>()
                    )
                ),
            };
            let are = if missing.len() == 1 { "is" } else { "are" };
            let message = format!(
                "{}: of the question \u{201c}{}\u{201d} {which} {are} missing",
                clean(&self.sheet.name),
                clean(&criterion.title)
            );
            problems.push(Diagnostic::error(Code::File, message).help(
                "undo what was deleted, or fill in a fresh form; questions may be left open",
            ));
        }
    }

    fn row(&self, criterion: &Criterion, field: Field) -> Option<u32> {
        self.rows.get(&(criterion.id.to_string(), field)).copied()
    }

    /// The rows of evidence that a criterion's card has, in order.
    pub fn evidence_rows(&self, criterion: &Criterion) -> Vec<Field> {
        // Where a row is missing, the form is refused whatever stands in those after it.
        (1..=MOST_EVIDENCE)
            .map(Field::Evidence)
            .take_while(|field| self.row(criterion, *field).is_some())
            .collect()
    }

    /// What is in a box, if anything is.
    pub fn cell(&self, criterion: &Criterion, field: Field, column: Column) -> Option<&'b Cell> {
        self.at(criterion, field, column)
            .and_then(|place| self.sheet.cells.get(&place))
    }

    /// The name of a box as people see it: "Expert governance, cell C12".
    pub fn place(&self, criterion: &Criterion, field: Field, column: Column) -> String {
        self.at(criterion, field, column)
            .map_or_else(|| clean(&self.sheet.name), |place| self.place_of(place))
    }

    fn place_of(&self, place: (u32, u32)) -> String {
        format!("{}, cell {}", clean(&self.sheet.name), cell_name(place))
    }

    fn at(&self, criterion: &Criterion, field: Field, column: Column) -> Option<(u32, u32)> {
        let (_, at) = self.columns.iter().find(|(other, _)| *other == column)?;
        Some((self.row(criterion, field)?, *at))
    }
}

/// The most rows of evidence that a hidden sheet is believed to name for a question.
const MOST_EVIDENCE: usize = 10_000;

/// What a row of a sheet is.
enum Row {
    /// Words of the form itself.
    Static,
    /// Boxes.
    Boxes(Field),
}

/// The columns of a row in which the form itself or its respondent writes.
fn of(field: Field) -> &'static [Column] {
    match field {
        Field::Answer
        | Field::Reason
        | Field::Note
        | Field::Uneven
        | Field::Confidence
        | Field::SignsNote => &COLUMNS[..2],
        Field::Sign(_) => &COLUMNS[..3],
        Field::Evidence(_) => &COLUMNS,
    }
}

/// The columns of a row that are boxes.
fn inputs(field: Field) -> &'static [Column] {
    match field {
        Field::Answer
        | Field::Reason
        | Field::Note
        | Field::Uneven
        | Field::Confidence
        | Field::SignsNote => &COLUMNS[1..2],
        Field::Sign(_) => &COLUMNS[2..3],
        Field::Evidence(_) => &COLUMNS[1..],
    }
}
