//! What is in a cell.

use std::sync::Arc;

use jiff::civil::Date;

/// What is in a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Its value, or the one that its formula had when it was saved.
    pub value: Value,
    /// Whether it is the result of a formula.
    pub formula: bool,
    /// The day that is shown in place of a number, or that is stored as one; the time of the day is left out.
    pub day: Option<Date>,
}

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Words.
    Text(Arc<str>),
    /// A number, or a day.
    Number(f64),
    /// Yes or no.
    Truth(bool),
    /// A mistake in a formula such as `#REF!`, or a picture in a cell.
    Error(String),
}

impl Cell {
    /// A cell with a value that somebody typed, and that is no day.
    pub fn of(value: Value) -> Self {
        Self {
            value,
            formula: false,
            day: None,
        }
    }

    /// What it says, as words: a day as 2026-03-14.
    pub fn words(&self) -> String {
        match (&self.value, self.day) {
            (Value::Text(text), _) => text.to_string(),
            (Value::Number(_), Some(day)) => day.to_string(),
            (Value::Number(number), None) => number.to_string(),
            (Value::Truth(yes), _) => yes.to_string(),
            (Value::Error(error), _) => error.clone(),
        }
    }
}
