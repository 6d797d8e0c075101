//! Answering in Excel: writing a form for somebody, reading one that came back, and deciding where both sides changed.

mod read;
mod write;

pub(crate) use read::{decide, read};
pub(crate) use write::{address, back, file, show};
