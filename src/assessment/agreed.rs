//! An agreed judgement: what a meeting decided, and why.

use jiff::civil::Date;

use crate::assessment::{Evidence, Standing};
use crate::rubric::CriterionId;

/// The outcome of moderation for one criterion. Individual answers stay as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreed {
    /// The criterion.
    pub criterion: CriterionId,
    /// What was agreed.
    pub standing: Standing,
    /// Why.
    pub reason: String,
    /// Who led the discussion.
    pub moderator: String,
    /// When.
    pub date: Date,
    /// What somebody saw otherwise.
    pub dissent: Option<String>,
    /// Where it is lower, where it is higher.
    pub uneven: Option<String>,
    /// Warning signs ticked, by number from 1.
    pub warning_signs: Vec<usize>,
    /// Why a ticked warning sign does not tell against the level.
    pub warning_note: Option<String>,
    /// What can be shown.
    pub evidence: Vec<Evidence>,
    /// Whether it was agreed on an earlier wording and should be looked at again. Saving it takes this away.
    pub review: bool,
}
