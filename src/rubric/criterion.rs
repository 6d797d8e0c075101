//! A criterion: one question with a picture for each level.

use crate::rubric::{Citation, CriterionId, FacetRef, IndicatorId, Level};

/// One thing that is judged.
#[derive(Debug, Clone)]
pub struct Criterion {
    /// Its id, which begins with its domain's.
    pub id: CriterionId,
    /// A short title.
    pub title: String,
    /// The question, ending in a question mark.
    pub question: String,
    /// Why it is asked.
    pub why: String,
    /// The words that describe each level, lowest first: one for each level of the scale.
    pub anchors: Vec<String>,
    /// What would worry a sceptic; numbered from 1 where they are ticked.
    pub warning_signs: Vec<String>,
    /// Examples of evidence.
    pub evidence: Vec<String>,
    /// What it is informed by.
    pub sources: Vec<Citation>,
    /// Where it stands in each lens.
    pub facets: Vec<FacetRef>,
    /// To whom it does not apply. `None`: not applicable is not an answer here.
    pub not_applicable: Option<String>,
    /// What is rated here, and what elsewhere.
    pub boundary: Option<String>,
    /// How much it counts, at least 1.
    pub weight: u32,
    /// Context numbers to show beside it.
    pub indicators: Vec<IndicatorId>,
    /// What it was called in earlier versions of the rubric; none of these is the id of a criterion now.
    pub was: Vec<CriterionId>,
}

impl Criterion {
    /// The words for a level of this criterion.
    pub fn anchor(&self, level: Level) -> &str {
        self.anchors.get(level.index()).map_or("", String::as_str)
    }
}
