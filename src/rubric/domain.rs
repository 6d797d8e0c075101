//! A domain: one of the areas of a rubric.

use crate::rubric::{Citation, Criterion, DomainId, Indicator, Standard};

/// An area with its criteria, standards and indicators, each in file order.
#[derive(Debug, Clone)]
pub struct Domain {
    /// Its id, the name of its file.
    pub id: DomainId,
    /// Its title.
    pub title: String,
    /// Its core question.
    pub question: String,
    /// What it is about.
    pub summary: String,
    /// What it is informed by.
    pub sources: Vec<Citation>,
    /// What is judged.
    pub criteria: Vec<Criterion>,
    /// What must not go wrong.
    pub standards: Vec<Standard>,
    /// Numbers for context.
    pub indicators: Vec<Indicator>,
}
