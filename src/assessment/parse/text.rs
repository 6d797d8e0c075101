//! The texts of an assessment, unread.

use crate::source::Source;

/// The texts of an assessment's files, before anyone knows whether they are valid.
#[derive(Debug, Clone)]
pub struct AssessmentText {
    /// `assessment.toml`.
    pub setup: Source,
    /// The files in `responses/`.
    pub responses: Vec<Source>,
    /// Files in `responses/` that could not be read as text: the name, and why.
    pub unread: Vec<(String, String)>,
    /// `standards.toml`.
    pub standards: Option<Source>,
    /// `agreed.toml`.
    pub agreed: Option<Source>,
    /// `indicators.toml`.
    pub indicators: Option<Source>,
    /// `plan.toml`.
    pub plan: Option<Source>,
}

impl AssessmentText {
    /// An assessment of which there is only the heading yet.
    pub fn new(setup: Source) -> Self {
        Self {
            setup,
            responses: Vec::new(),
            unread: Vec::new(),
            standards: None,
            agreed: None,
            indicators: None,
            plan: None,
        }
    }
}
