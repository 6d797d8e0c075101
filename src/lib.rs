//! Library.
pub mod assessment;
pub mod diagnostic;
pub mod rubric;
pub mod scoring;
pub mod source;
pub mod store;
pub mod text;
