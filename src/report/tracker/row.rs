//! A tracker as it was read: each cell with its place, before anybody knows what it means.

use jiff::civil::Date;

use crate::assessment::ActionField;
use crate::text::clean_lines;
use crate::words::CUT;

/// A tracker as it was read from a workbook.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TrackerRead {
    /// What tells whose it is.
    pub about: Vec<(String, String)>,
    /// What each action said when the tracker was written: its id, and its fields in the order of [`ActionField::ALL`].
    pub base: Vec<(String, [Option<String>; 8])>,
    /// Its rows, in the order in which they stand. Empty rows are not among them.
    pub rows: Vec<ReadRow>,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadRow {
    /// The action's id; empty for a new one.
    pub id: Given,
    /// Its fields, in the order of [`ActionField::ALL`].
    pub fields: [Given; 8],
}

/// A cell with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// Where it stands: "sheet Plan, cell F7".
    pub place: String,
    /// What it says.
    pub cell: GivenCell,
}

/// What a cell says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GivenCell {
    /// Nothing.
    Nothing,
    /// Words, or a number in figures.
    Text(String),
    /// A day.
    Day(Date),
    /// A formula without a result, such as `#REF!`.
    Broken(String),
}

impl Given {
    /// The words of the cell, if it has any.
    pub fn text(&self) -> Option<String> {
        match &self.cell {
            GivenCell::Nothing => None,
            GivenCell::Text(text) | GivenCell::Broken(text) => tidy(text),
            GivenCell::Day(day) => Some(day.to_string()),
        }
    }
}

impl ReadRow {
    /// The cell of a field.
    pub fn field(&self, field: ActionField) -> &Given {
        let place = ActionField::ALL
            .iter()
            .position(|one| *one == field)
            .expect("every field is among all fields");
        &self.fields[place]
    }
}

/// The most of a text that a cell of a tracker holds, in UTF-16 units: somewhat less than Excel's own limit.
const CELL: usize = 32_000;

/// A text as a cell of a tracker carries it: without control codes, and cut visibly where it is too long.
pub fn carried(text: &str) -> String {
    let text = clean_lines(text);
    if text.encode_utf16().count() <= CELL {
        return text;
    }
    let mut room = CELL - CUT.encode_utf16().count();
    let fits = |letter: &char| {
        let fits = letter.len_utf16() <= room;
        room = room.saturating_sub(letter.len_utf16());
        fits
    };
    text.chars().take_while(fits).chain(CUT.chars()).collect()
}

/// Whether a text was cut.
pub fn is_cut(text: &str) -> bool {
    text.ends_with(CUT)
}

/// A text as it is compared: as a cell carries it, without space around it. Empty texts are none.
pub fn tidy(text: &str) -> Option<String> {
    let text = carried(text);
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_cell_carries_is_carried_again_unchanged() {
        for text in [
            "",
            "a",
            " a\r\nb\t",
            "\u{0}\u{1b}\u{202e}\u{ffff}\u{fdd0}",
            &"😀é".repeat(30_000),
        ] {
            let once = carried(text);
            assert_eq!(carried(&once), once);
            assert!(once.encode_utf16().count() <= CELL);
            assert_eq!(
                tidy(&once),
                tidy(text).as_deref().and_then(tidy),
                "{text:?}"
            );
        }
        assert!(is_cut(&carried(&"x".repeat(40_000))) && !is_cut("x"));
        assert_eq!(tidy(" \u{feff}\n"), None);
    }
}
