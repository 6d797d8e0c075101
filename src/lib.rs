//! Library.
pub mod assessment;
pub mod diagnostic;
pub mod questionnaire;
pub mod rubric;
pub mod source;
pub mod text;
