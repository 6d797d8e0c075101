//! How far one respondent is.

use std::collections::HashSet;

use jiff::civil::Date;

use crate::assessment::{Assessment, Response};
use crate::rubric::{CriterionId, DomainId, RespondentId, RoleId};

/// How far one respondent is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RespondentStatus {
    /// A post or a pseudonym.
    pub id: RespondentId,
    /// The id of the role.
    pub role: RoleId,
    /// The title of the role.
    pub role_title: String,
    /// The word for the role's group.
    pub group: &'static str,
    /// When the file was last saved, as far as the file system knows: a copying program may have put a later day there.
    pub last_saved: Option<Date>,
    /// The domains, in rubric order.
    pub domains: Vec<DomainStatus>,
    /// How many questions have an answer.
    pub answered: usize,
    /// How many have none.
    pub open: usize,
}

/// How far one respondent is in one domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DomainStatus {
    /// Its id.
    pub id: DomainId,
    /// Its title.
    pub title: String,
    /// How many of its questions have an answer.
    pub answered: usize,
    /// Those that have none, by id, in rubric order.
    pub open: Vec<CriterionId>,
}

pub fn respondent(
    assessment: &Assessment,
    response: &Response,
    last_saved: Option<Date>,
) -> RespondentStatus {
    let given: HashSet<&CriterionId> = response
        .answers
        .iter()
        .map(|answer| &answer.criterion)
        .collect();
    let role = assessment.rubric.role(&response.role);
    let domains: Vec<DomainStatus> = assessment
        .rubric
        .domains()
        .iter()
        .map(|domain| {
            let open: Vec<CriterionId> = domain
                .criteria
                .iter()
                .filter(|one| !given.contains(&one.id))
                .map(|one| one.id.clone())
                .collect();
            DomainStatus {
                id: domain.id.clone(),
                title: domain.title.clone(),
                answered: domain.criteria.len() - open.len(),
                open,
            }
        })
        .collect();
    RespondentStatus {
        id: response.respondent.clone(),
        role: response.role.clone(),
        role_title: role.map_or_else(|| response.role.to_string(), |role| role.title.clone()),
        group: role.map_or("", |role| role.group.word()),
        last_saved,
        answered: domains.iter().map(|domain| domain.answered).sum(),
        open: domains.iter().map(|domain| domain.open.len()).sum(),
        domains,
    }
}
