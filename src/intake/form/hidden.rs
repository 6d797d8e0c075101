//! The hidden sheet: the identity of the form, what each answer was, and the lists that boxes offer.

use std::collections::HashMap;

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::assessment::{Confidence, Kind, Response};
use crate::intake::form::choice::{TICK, answers, confidence_text};
use crate::intake::form::identity::{FACTS, Identity, MARK};
use crate::intake::form::layout::evidence_rows;
use crate::intake::form::names::{HIDDEN, in_formula};
use crate::intake::form::shown::digest_of;
use crate::intake::workbook::{Sheet, Value};
use crate::rubric::Rubric;

/// How the name of a row with an answer's digest begins.
const ANSWER: &str = "answer ";
/// The columns of the lists: answers, how sure, kinds, ticks.
const LISTS: [(u16, &str); 4] = [(4, "E"), (5, "F"), (6, "G"), (7, "H")];

/// A list that a box offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// The answers, without the last of them, not applicable.
    Answers,
    /// The answers, with not applicable.
    AllAnswers,
    /// How sure.
    Confidence,
    /// Kinds of evidence.
    Kinds,
    /// The tick of a warning sign.
    Ticks,
}

impl List {
    /// Where the list stands, as a formula.
    pub fn range(self, rubric: &Rubric) -> String {
        let answers = rubric.scale().size() + 2;
        let (column, rows) = match self {
            Self::Answers => (LISTS[0].1, answers - 1),
            Self::AllAnswers => (LISTS[0].1, answers),
            Self::Confidence => (LISTS[1].1, Confidence::ALL.len()),
            Self::Kinds => (LISTS[2].1, Kind::ALL.len()),
            Self::Ticks => (LISTS[3].1, 1),
        };
        format!("={}!${column}$1:${column}${rows}", in_formula(HIDDEN))
    }
}

/// Writes the hidden sheet.
pub fn write(
    sheet: &mut Worksheet,
    identity: &Identity,
    rubric: &Rubric,
    response: Option<&Response>,
) -> Result<(), XlsxError> {
    sheet.set_name(HIDDEN)?.set_very_hidden(true);
    sheet.write_string(0, 0, MARK)?;
    for (name, row) in FACTS.iter().zip(1..) {
        sheet
            .write_string(row, 0, *name)?
            .write_string(row, 1, identity.fact(name))?;
    }
    for (criterion, row) in rubric
        .criteria()
        .zip(u32::try_from(FACTS.len() + 1).unwrap_or(u32::MAX)..)
    {
        let before = response.and_then(|response| response.answer(&criterion.id));
        sheet
            .write_string(row, 0, format!("{ANSWER}{}", criterion.id))?
            .write_string(row, 1, digest_of(before))?;
        sheet.write_string(row, 2, evidence_rows(before).to_string())?;
    }
    let lists: [Vec<String>; 4] = [
        answers(rubric.scale())
            .into_iter()
            .map(|(_, text)| text)
            .collect(),
        Confidence::ALL.into_iter().map(confidence_text).collect(),
        Kind::ALL
            .into_iter()
            .map(|kind| kind.word().to_owned())
            .collect(),
        vec![TICK.to_owned()],
    ];
    for ((column, _), texts) in LISTS.into_iter().zip(lists) {
        for (text, row) in texts.into_iter().zip(0..) {
            sheet.write_string(row, column, text)?;
        }
    }
    sheet.protect();
    Ok(())
}

/// What the hidden sheet says.
#[derive(Debug)]
pub struct Hidden {
    /// What the form is.
    pub identity: Identity,
    /// For each criterion's id the digest of the answer when the form was written, and the rows for evidence.
    pub answers: HashMap<String, (String, usize)>,
}

/// Reads the hidden sheet, if this is one.
pub fn read(sheet: &Sheet) -> Option<Hidden> {
    let text = |row: u32, column: u32| match sheet.cells.get(&(row, column)).map(|cell| &cell.value)
    {
        Some(Value::Text(text)) => Some(text.trim().to_owned()),
        // Some programs turn words that look like numbers into numbers.
        Some(Value::Number(number)) => Some(number.to_string()),
        Some(Value::Truth(_) | Value::Error(_)) | None => None,
    };
    if text(0, 0).as_deref() != Some(MARK) {
        return None;
    }
    let mut facts = HashMap::new();
    let mut answers = HashMap::new();
    let rows: Vec<u32> = sheet
        .cells
        .keys()
        .filter(|(_, column)| *column == 0)
        .map(|(row, _)| *row)
        .collect();
    for row in rows {
        let (Some(name), Some(value)) = (text(row, 0), text(row, 1)) else {
            continue;
        };
        match name.strip_prefix(ANSWER) {
            Some(criterion) => {
                let rows = text(row, 2).and_then(|rows| rows.parse().ok()).unwrap_or(0);
                answers.insert(criterion.to_owned(), (value, rows));
            }
            None => drop(facts.insert(name, value)),
        }
    }
    Some(Hidden {
        identity: Identity::from_facts(facts),
        answers,
    })
}
