//! Where each box is on the sheets that came back: found by hidden names, wherever rows and columns went.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::export::form::choice::quoted;
use crate::export::form::field::{Field, STATIC};
use crate::export::form::hidden::Hidden;
use crate::export::form::identity::MARK;
use crate::export::form::names::COVER;
use crate::export::workbook::{Cell, Sheet, Value, Workbook, cell_name};
use crate::rubric::{Criterion, CriterionId, Rubric};
use crate::text::{clean, count, list};

/// How many stray words are told of on a sheet, before the rest is only counted.
const TOLD: usize = 10;
/// In how many rows from the top the hidden names of columns are looked for.
const TOP: u32 = 50;

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
    sheet: &'b Sheet,
    columns: Vec<(Column, u32)>,
    rows: HashMap<(String, Field), u32>,
}

/// The tables of a book, by domain id, and what is worth saying of the rest of it.
///
/// # Errors
/// Everything that is missing, double, merged or outside the boxes goes to `problems`.
pub fn tables<'b>(
    book: &'b Workbook,
    rubric: &Rubric,
    hidden: &Hidden,
    problems: &mut Vec<Diagnostic>,
) -> (HashMap<String, Table<'b>>, Vec<String>) {
    let mut tables: HashMap<String, Table<'b>> = HashMap::new();
    let mut notes = Vec::new();
    for sheet in &book.sheets {
        let Some((at, domain)) = mark(sheet) else {
            let is_ours = sheet.name == COVER
                || sheet.cells.get(&(0, 0)).is_some_and(
                    |cell| matches!(&cell.value, Value::Text(text) if text.trim() == MARK),
                );
            if !is_ours && !sheet.cells.is_empty() {
                notes.push(format!(
                    "The sheet {} is not part of the form, and was not read.",
                    quoted(&sheet.name)
                ));
            }
            continue;
        };
        if let Some(other) = tables.get(&domain) {
            let message = format!(
                "the sheets {} and {} are both the sheet of the same domain",
                quoted(&other.sheet.name),
                quoted(&sheet.name)
            );
            problems.push(Diagnostic::error(Code::DuplicateId, message).help(
                "delete the copy; if both were filled in, put the answers together in one first",
            ));
            continue;
        }
        let table = Table::find(sheet, at, rubric, &domain, problems);
        tables.insert(domain, table);
    }
    for domain in rubric.domains() {
        if let Some(table) = tables.get(domain.id.as_str()) {
            table.complete(&domain.criteria, hidden, problems);
            continue;
        }
        let questions = count(domain.criteria.len(), "question", "questions");
        let message = format!(
            "the sheet of {} is missing, with its {questions}",
            clean(&domain.title)
        );
        let help = "read the whole workbook, with every sheet of the form in it; questions may be left open";
        problems.push(Diagnostic::error(Code::File, message).help(help));
    }
    if book.beside.pictures {
        notes.push(
            "There are pictures or drawings in the form. They are not read: write in a box what they show, or name them as evidence."
                .to_owned(),
        );
    }
    if book.beside.comments {
        notes.push("There are comments on cells in the form. They are not read: what matters belongs in a note.".to_owned());
    }
    if book.beside.macros {
        notes.push("There are macros in the form. They were not run.".to_owned());
    }
    (tables, notes)
}

/// Where the hidden names of a sheet begin, and the domain that they name.
fn mark(sheet: &Sheet) -> Option<((u32, u32), String)> {
    let named = |cell: &Cell| match &cell.value {
        Value::Text(text) => text
            .strip_prefix(MARK)?
            .strip_prefix(": ")
            .map(|domain| domain.trim().to_owned()),
        Value::Number(_) | Value::Truth(_) | Value::Error(_) => None,
    };
    sheet
        .cells
        .range(..(TOP, 0))
        .find_map(|(at, cell)| Some((*at, named(cell)?)))
}

/// Whether this is a domain's sheet of a form.
pub fn is_marked(sheet: &Sheet) -> bool {
    mark(sheet).is_some()
}

impl<'b> Table<'b> {
    fn find(
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
        let mut stray = Vec::new();
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
                let message = format!(
                    "{}: rows {} and {} are the same row of the form twice",
                    clean(&sheet.name),
                    other + 1,
                    row + 1
                );
                problems.push(
                    Diagnostic::error(Code::DuplicateId, message)
                        .help("delete the one that was copied"),
                );
            }
        }
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
        if stray.len() > TOLD {
            let message = format!(
                "{}: {} more cells outside the boxes are filled",
                clean(&self.sheet.name),
                stray.len() - TOLD
            );
            problems.push(Diagnostic::error(Code::BadValue, message));
        }
    }

    /// Of merged cells only the first keeps its words, and nobody can say which box they were for.
    fn tell_merged(&self, problems: &mut Vec<Diagnostic>) {
        let place = |wanted: Column| {
            self.columns
                .iter()
                .find(|(column, _)| *column == wanted)
                .map(|(_, at)| *at)
        };
        let boxes: Vec<(u32, u32)> = self
            .rows
            .iter()
            .flat_map(|((_, field), row)| {
                inputs(*field)
                    .iter()
                    .filter_map(|column| Some((*row, place(*column)?)))
            })
            .collect();
        for [first, last] in &self.sheet.merges {
            let holds = |(row, column): &&(u32, u32)| {
                (first.0..=last.0).contains(row) && (first.1..=last.1).contains(column)
            };
            let inside: Vec<&(u32, u32)> = boxes.iter().filter(holds).collect();
            // One box that was made wider keeps its words.
            if inside.is_empty() || inside == [first] {
                continue;
            }
            let sheet = clean(&self.sheet.name);
            let message = format!(
                "{sheet}, cells {} to {}: they are merged, and the words of a box may be lost",
                cell_name(*first),
                cell_name(*last)
            );
            let help = "undo the merging (Home, Merge & Center), and fill in each box";
            problems.push(Diagnostic::error(Code::BadValue, message).help(help));
        }
    }

    /// Tells the rows that are no longer there.
    fn complete(&self, criteria: &[Criterion], hidden: &Hidden, problems: &mut Vec<Diagnostic>) {
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
