//! What is typed as evidence, row by row, and the entries that it makes.

use jiff::civil::Date;

use crate::assessment::{Evidence, Kind, Note};
use crate::questionnaire::{read_date, read_text};
use crate::web::error::{AppError, ErrorKind};
use crate::web::form::{Faults, Fields};
use crate::words::long_date;

/// The most rows of evidence that the form shows. More, written by hand, stay in the file as they are.
pub(crate) const MOST_ROWS: usize = 30;

/// One entry of evidence, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) what: String,
    pub(crate) kind: String,
    pub(crate) date: String,
    pub(crate) place: String,
}

impl Row {
    /// Returns the entry, as its row is opened.
    pub(crate) fn of(evidence: &Evidence) -> Self {
        Self {
            what: evidence.what.clone(),
            kind: evidence.kind.word().to_owned(),
            date: long_date(evidence.date),
            place: evidence.place.clone().unwrap_or_default(),
        }
    }

    /// Returns whether nothing is typed or chosen.
    pub(crate) fn is_empty(&self) -> bool {
        [&self.what, &self.kind, &self.date, &self.place]
            .iter()
            .all(|text| text.trim().is_empty())
    }
}

/// Returns the rows of evidence as they were sent.
///
/// # Errors
/// [`ErrorKind::BadForm`]: more of them than the page has.
pub(crate) fn rows(fields: &Fields) -> Result<Vec<Row>, AppError> {
    let rows: usize = fields
        .raw("rows")
        .unwrap_or("0")
        .parse()
        .ok()
        .filter(|rows| *rows <= MOST_ROWS)
        .ok_or(ErrorKind::BadForm)?;
    let row = |number: usize| {
        let part = |part: &str| {
            fields
                .raw(&row_field(number, part))
                .unwrap_or_default()
                .to_owned()
        };
        Row {
            what: part("what"),
            kind: part("kind"),
            date: part("date"),
            place: part("place"),
        }
    };
    Ok((0..rows).map(row).collect())
}

/// Returns the entries that the rows make, each fault noted; those that the page had no room for stay.
pub(crate) fn entries(
    rows: &[Row],
    listed: &[Evidence],
    today: Date,
    faults: &mut Faults,
) -> Vec<Evidence> {
    let filled = rows.iter().enumerate().filter(|(_, row)| !row.is_empty());
    let mut evidence: Vec<Evidence> = filled
        .filter_map(|(place, row)| entry(place, row, listed, today, faults))
        .collect();
    evidence.extend(listed.iter().skip(MOST_ROWS).cloned());
    evidence
}

/// Returns the name of a field of a row, which is counted from 1 for people.
pub(crate) fn row_field(row: usize, part: &str) -> String {
    format!("evidence-{}-{part}", row + 1)
}

/// Returns whether it is a field of a row of evidence.
pub(crate) fn is_row_field(name: &str) -> bool {
    (0..MOST_ROWS).any(|row| {
        ["what", "kind", "date", "place"]
            .iter()
            .any(|part| name == row_field(row, part))
    })
}

/// Returns a text, if there is one. What stands in the file already, letter by letter, stays.
pub(crate) fn text(
    field: &str,
    typed: &str,
    before: Option<&str>,
    faults: &mut Faults,
) -> Option<String> {
    if before == Some(typed) {
        return before.map(str::to_owned);
    }
    let trimmed = typed.trim();
    if trimmed.is_empty() {
        None
    } else {
        faults.or(field, read_text(trimmed))
    }
}

/// The same as a note.
pub fn noted(field: &str, typed: &str, before: Option<&Note>, faults: &mut Faults) -> Option<Note> {
    text(field, typed, before.map(|before| &**before), faults)
        .as_deref()
        .and_then(Note::new)
}

fn entry(
    place: usize,
    row: &Row,
    listed: &[Evidence],
    today: Date,
    faults: &mut Faults,
) -> Option<Evidence> {
    if let Some(same) = listed.iter().find(|entry| Row::of(entry) == *row) {
        return Some(same.clone());
    }
    let field = |part: &str| row_field(place, part);
    let what = text(&field("what"), &row.what, None, faults);
    if what.is_none() && faults.of(&field("what")).is_none() {
        faults.add(
            field("what"),
            format!("Evidence {}: say what it is.", place + 1),
        );
    }
    let kind = Kind::ALL.into_iter().find(|kind| kind.word() == row.kind);
    if kind.is_none() {
        faults.add(
            field("kind"),
            format!("Evidence {}: choose what kind it is.", place + 1),
        );
    }
    let date = if row.date.trim().is_empty() {
        Err(format!(
            "Evidence {}: say when it was made or seen.",
            place + 1
        ))
    } else {
        read_date(&row.date, today).map_err(|words| format!("Evidence {}: {words}", place + 1))
    };
    let date = faults.or(&field("date"), date);
    let found_at = text(&field("place"), &row.place, None, faults);
    Some(Evidence {
        what: what?,
        kind: kind?,
        date: date?,
        place: found_at,
    })
}
