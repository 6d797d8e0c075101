//! An agreed judgement: what a meeting decided, and why.

use jiff::civil::Date;

use crate::assessment::judgement::Judgement;
use crate::assessment::note::Note;
use crate::rubric::CriterionId;

/// The outcome of moderation for one criterion. Individual answers stay as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreed {
    /// The criterion.
    pub criterion: CriterionId,
    /// What was agreed.
    pub judgement: Judgement,
    /// Why.
    pub reason: Note,
    /// Who led the discussion.
    pub moderator: String,
    /// When.
    pub date: Date,
    /// What somebody saw otherwise.
    pub dissent: Option<Note>,
}
