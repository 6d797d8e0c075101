//! The sheets of a book that are a form's, and what is worth saying of the others.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::intake::form::choice::quoted;
use crate::intake::form::hidden::Hidden;
use crate::intake::form::identity::MARK;
use crate::intake::form::names::COVER;
use crate::intake::form::table::Table;
use crate::intake::workbook::{Cell, Sheet, Value, Workbook};
use crate::rubric::Rubric;
use crate::text::{clean, count};

/// In how many rows from the top the hidden names of columns are looked for.
const TOP: u32 = 50;

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
