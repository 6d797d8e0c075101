//! The form: an Excel workbook in which one respondent answers without the program, and its way back.
//!
//! Writing: a cover, a sheet for each domain with a card for each question (`layout` says what stands
//! on a card, `sheet` and `cover` write it), and a hidden sheet with the identity of the form and a
//! digest of each answer as it was (`identity`, `hidden`). Everything but the boxes is locked, without
//! a password and without macros.
//!
//! Reading is several steps, and each refuses what the next must not meet: [`workbook`](crate::intake::workbook)
//! holds the limits against hostile files and gives plain cells, [`Form::open`] finds out whether it is a form, [`Form::belongs`] whether it is a form of this assessment, and [`Form::read`] gives either
//! every problem, by sheet and cell, or a [`Reading`]: what is to be saved, and what is not. Rows and
//! columns are found by hidden names, never by their place.

mod answers;
mod choice;
mod compare;
mod cover;
mod field;
mod grow;
mod hidden;
mod identity;
mod layout;
mod names;
mod pen;
mod read;
mod room;
mod sheet;
mod shown;
mod style;
mod table;
mod tables;
#[cfg(test)]
pub(crate) mod tests;
mod write;

pub use compare::{Conflict, Reading};
pub use read::{Form, NotAForm, OpenError};
pub use write::{FormError, check, write};
