//! Library.
pub mod assessment;
pub mod diagnostic;
pub mod rubric;
pub mod source;
pub mod text;
