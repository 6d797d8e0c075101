//! A sheet as plain cells.

use std::collections::BTreeMap;
use std::sync::Arc;

use roxmltree::Node;

use crate::intake::workbook::Unreadable;
use crate::intake::workbook::cell::{Cell, Value};
use crate::intake::workbook::day::day_of;
use crate::intake::workbook::name::position;
use crate::intake::workbook::string::{cell_text, rich_text};
use crate::intake::workbook::style::Styles;
use crate::intake::workbook::xml::{attribute, below, damaged, words};

/// The most cells with something in them, over all sheets.
const MOST_CELLS: usize = 200_000;
/// The most that all cells together may say, in bytes (64 MiB): one text can be shared by many.
const MOST_TEXT: usize = 64 * 1024 * 1024;
/// The most ranges of merged cells, over all sheets: a form has a thousand.
const MOST_MERGES: usize = 20_000;
/// The last row and column of a sheet, counted from 0.
const LAST: (u32, u32) = (1_048_575, 16_383);

/// A sheet.
#[derive(Debug, Default)]
pub struct Sheet {
    /// The name on its tab.
    pub name: String,
    /// Cells with something in them, by row and column, counted from 0.
    pub cells: BTreeMap<(u32, u32), Cell>,
    /// Ranges of merged cells: first and last row and column.
    pub merges: Vec<[(u32, u32); 2]>,
}

/// What is needed to read the cells of a book, and how many more there may be.
pub struct Cells {
    /// The words that they share.
    strings: Vec<Arc<str>>,
    styles: Styles,
    from_1904: bool,
    /// How many more cells there may be.
    left: usize,
    /// How many more bytes they may say.
    text_left: usize,
    /// How many more ranges of them may be merged.
    merges_left: usize,
}

impl Cells {
    /// The cells of a book, none of which was read yet.
    pub fn new(strings: Vec<Arc<str>>, styles: Styles, from_1904: bool) -> Self {
        Self {
            strings,
            styles,
            from_1904,
            left: MOST_CELLS,
            text_left: MOST_TEXT,
            merges_left: MOST_MERGES,
        }
    }

    /// Reads a sheet.
    ///
    /// # Errors
    /// When it is damaged, or there are more cells than a book may have.
    pub fn sheet(
        &mut self,
        name: String,
        root: Node<'_, '_>,
        source: &str,
    ) -> Result<Sheet, Unreadable> {
        let mut cells = BTreeMap::new();
        let mut next_row = 0;
        for row in below(root, "sheetData").flat_map(|data| below(data, "row").collect::<Vec<_>>())
        {
            let at = match attribute(row, "r") {
                Some(number) => number
                    .parse::<u32>()
                    .ok()
                    .and_then(|number| number.checked_sub(1))
                    .ok_or_else(|| damaged(source))?,
                None => next_row,
            };
            next_row = at.saturating_add(1);
            let mut next_column = 0;
            for node in below(row, "c") {
                let place = match attribute(node, "r") {
                    Some(place) => position(place).ok_or_else(|| damaged(source))?,
                    None => (at, next_column),
                };
                if place.0 > LAST.0 || place.1 > LAST.1 {
                    return Err(damaged(source));
                }
                next_column = place.1 + 1;
                let Some(cell) = self.cell(node, source)? else {
                    continue;
                };
                self.count(&cell)?;
                cells.insert(place, cell);
            }
        }
        let merges: Vec<_> = below(root, "mergeCells")
            .flat_map(|merges| below(merges, "mergeCell").collect::<Vec<_>>())
            .filter_map(|merge| {
                let (first, last) = attribute(merge, "ref")?.split_once(':')?;
                Some([position(first)?, position(last)?])
            })
            .collect();
        self.merges_left =
            self.merges_left
                .checked_sub(merges.len())
                .ok_or_else(|| Unreadable::TooMuch {
                    what: format!("has over {MOST_MERGES} ranges of merged cells"),
                })?;
        Ok(Sheet {
            name,
            cells,
            merges,
        })
    }

    /// Counts a cell against what a book may have.
    fn count(&mut self, cell: &Cell) -> Result<(), Unreadable> {
        let too_much = |what: String| Unreadable::TooMuch { what };
        self.left = self
            .left
            .checked_sub(1)
            .ok_or_else(|| too_much(format!("has over {MOST_CELLS} filled cells")))?;
        if let Value::Text(text) = &cell.value {
            let left = self.text_left.checked_sub(text.len());
            self.text_left = left.ok_or_else(|| {
                too_much(format!(
                    "says over {} MB in its cells",
                    MOST_TEXT / 1_000_000
                ))
            })?;
        }
        Ok(())
    }

    /// A cell, if there is anything in it.
    fn cell(&self, node: Node<'_, '_>, part: &str) -> Result<Option<Cell>, Unreadable> {
        let formula = below(node, "f").next().is_some();
        let raw = || below(node, "v").next().map(words).unwrap_or_default();
        let kind = attribute(node, "t").unwrap_or("n");
        let value = match kind {
            "s" => match raw().trim() {
                "" => None,
                number => Some(
                    number
                        .parse()
                        .ok()
                        .and_then(|place: usize| self.strings.get(place))
                        .cloned()
                        .ok_or_else(|| damaged(part))?,
                ),
            }
            .map(Value::Text),
            "str" | "d" => Some(Value::Text(cell_text(&raw(), part)?)),
            "inlineStr" => below(node, "is")
                .next()
                .map(|text| rich_text(text, part))
                .transpose()?
                .map(Value::Text),
            "b" => Some(Value::Truth(matches!(raw().trim(), "1" | "true"))),
            "e" => Some(Value::Error(raw())),
            _ => match raw().trim() {
                "" => None,
                number => Some(
                    number
                        .parse()
                        .ok()
                        .filter(|number: &f64| number.is_finite())
                        .map_or_else(
                            || cell_text(number, part).map(Value::Text),
                            |number| Ok(Value::Number(number)),
                        )?,
                ),
            },
        };
        let value =
            value.filter(|value| !matches!(value, Value::Text(text) if text.trim().is_empty()));
        let Some(value) = value else {
            return Ok(formula.then(|| Cell {
                formula,
                ..Cell::of(Value::Text("".into()))
            }));
        };
        let day = match &value {
            Value::Number(number)
                if attribute(node, "s").is_some_and(|format| self.styles.is_day(format)) =>
            {
                day_of(*number, self.from_1904)
            }
            // Some programs store a day as 2026-03-14T00:00:00.
            Value::Text(text) if kind == "d" => text.get(..10).and_then(|day| day.parse().ok()),
            Value::Text(_) | Value::Number(_) | Value::Truth(_) | Value::Error(_) => None,
        };
        Ok(Some(Cell {
            value,
            formula,
            day,
        }))
    }
}
