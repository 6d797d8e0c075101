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
        self.answers.iter().find(|answer| answer.criterion == *criterion)
    }
}

/// An answer or judgement to a criterion that the rubric does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Orphan {
    /// The file it stands in.
    pub file: String,
    /// The criterion it names.
    pub criterion: String,
}
