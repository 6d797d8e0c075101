//! Report → bytes: one file for each format. An export says how a block looks; it computes nothing and words nothing.

pub mod calendar;
pub mod csv;
pub mod excel;
mod format;
pub mod html;
pub mod json;
pub mod markdown;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod picture;
mod plan;
pub mod terminal;
pub mod word;

pub use format::{Content, ExportError, Format, Layout};
pub use plan::{PlanFile, plan_formats, plan_name};
