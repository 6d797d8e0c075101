//! Who answers, as addresses write it: `head-3.headteacher` is the respondent head-3 in the role of a headteacher.

use crate::assessment::{Assessment, Response};
use crate::rubric::{RespondentId, RoleId};
use crate::web::assessments::OpenAssessment;

/// A respondent with a role. They need not have answered yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Participant {
    pub(crate) respondent: RespondentId,
    pub(crate) role: RoleId,
}

impl Participant {
    /// Parses a participant as addresses and forms write it. An id has no full stop in it.
    pub(crate) fn read(part: &str) -> Option<Self> {
        let (respondent, role) = part.split_once('.')?;
        Some(Self {
            respondent: RespondentId::new(respondent).ok()?,
            role: RoleId::new(role).ok()?,
        })
    }

    /// Returns the participant of a response.
    pub(crate) fn of(response: &Response) -> Self {
        Self {
            respondent: response.respondent.clone(),
            role: response.role.clone(),
        }
    }

    /// Returns the participant as addresses and forms write it.
    pub(crate) fn part(&self) -> String {
        format!("{}.{}", self.respondent, self.role)
    }

    /// Returns their response, if there is one.
    pub(crate) fn response<'a>(&self, assessment: &'a Assessment) -> Option<&'a Response> {
        assessment.response(&self.respondent)
    }

    /// Returns the address of one of their pages: `at(opened, "tasks")`.
    pub(crate) fn at(&self, opened: &OpenAssessment, page: &str) -> String {
        opened.at(&format!("as/{}/{page}", self.part()))
    }

    /// Returns who it is in words: "head-3, Headteacher".
    pub(crate) fn words(&self, assessment: &Assessment) -> String {
        let role = assessment
            .rubric
            .role(&self.role)
            .map_or(self.role.as_str(), |role| &role.title);
        format!("{}, {role}", self.respondent)
    }
}
