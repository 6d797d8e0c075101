//! Report → bytes: one file for each format. An export says how a block looks; it computes nothing and words nothing.
//!
//! [`form`] is the exception: a questionnaire on paper, so to say. It sees rubric and questionnaire, takes its words from there,
//! and reads what comes back.

pub mod calendar;
pub mod csv;
pub mod excel;
pub mod form;
mod format;
pub mod html;
pub mod json;
pub mod markdown;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod picture;
pub mod terminal;
pub mod word;
pub mod workbook;

pub use format::{Form, FormError, Layout, Paper};
