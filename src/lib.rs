//! Library.
pub mod assessment;
pub mod diagnostic;
pub mod export;
pub mod report;
pub mod rubric;
pub mod scoring;
pub mod source;
pub mod text;
