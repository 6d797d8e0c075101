//! Self-assessment for school trusts in England.
//!
//! A rubric (data, in TOML) drives a questionnaire; a scorer turns the answers
//! into a profile with reasons; a report tells it domain by domain and is
//! written in the forms that boards use.
//!
//! The flow, each arrow one public function:
//!
//! ```text
//! rubric text → Rubric → questions → answers → Assessment → Profile → Report → bytes
//! ```
//!
//! The library has no clock, reads no environment and prints nothing: dates,
//! widths and colour are passed in. Modules stand on floors and import only
//! downward; `tests/it/house.rs` holds them to it.

pub mod assessment;
pub mod diagnostic;
pub mod document;
pub mod export;
pub mod intake;
pub mod questionnaire;
pub mod report;
pub mod rubric;
pub mod scoring;
pub mod source;
pub mod store;
pub mod text;
#[cfg(feature = "web")]
pub mod web;
pub mod words;
