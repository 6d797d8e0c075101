//! One respondent's answers.

use crate::assessment::Answer;
use crate::rubric::{CriterionId, RespondentId, RoleId};

/// All that one respondent answered, in rubric order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// Who: a post or a pseudonym.
    pub respondent: RespondentId,
    /// What they are to the trust.
    pub role: RoleId,
    /// Their answers, one for each criterion answered.
    pub answers: Vec<Answer>,
}

impl Response {
    /// The answer to a criterion, if there is one.
    pub fn answer(&self, criterion: &CriterionId) -> Option<&Answer> {
        self.answers
            .iter()
            .find(|answer| answer.criterion == *criterion)
    }
}

/// An answer or judgement that the rubric has no place for: it is kept, and counts for nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Orphan {
    /// The file it stands in.
    pub file: String,
    /// The criterion it names.
    pub criterion: String,
    /// What the rubric has no place for.
    pub misfit: Misfit,
}

/// What a rubric has no place for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Misfit {
    /// It has no such criterion.
    Criterion,
    /// Its scale has no such level.
    Level(i64),
    /// The criterion applies to every trust now.
    NotApplicable,
}
