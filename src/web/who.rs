//! Who answers, as the address says it: `head-3.headteacher` is the respondent head-3 in the role of a headteacher.

use crate::assessment::{Assessment, Response};
use crate::rubric::{RespondentId, RoleId};
use crate::web::asked::Asked;
use crate::web::found::Opened;
use crate::web::trouble::Trouble;

/// A respondent with a role. There need be no answer yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whom {
    /// The respondent.
    pub respondent: RespondentId,
    /// The role.
    pub role: RoleId,
}

impl Whom {
    /// Who answers on this page. Ids are valid as ids, the role is the rubric's, and nobody changes roles.
    ///
    /// # Errors
    /// [`Trouble::Gone`] with the reason.
    pub fn find(asked: &Asked, opened: &Opened) -> Result<Self, Trouble> {
        let part = asked.part("who");
        let nobody = || Trouble::Gone("The address names no respondent with a role of this rubric.".to_owned());
        // An id has no full stop in it.
        let (respondent, role) = part.split_once('.').ok_or_else(nobody)?;
        let (Ok(respondent), Ok(role)) = (RespondentId::new(respondent), RoleId::new(role)) else { return Err(nobody()) };
        opened.assessment.rubric.role(&role).ok_or_else(nobody)?;
        let whom = Self { respondent, role };
        match whom.response(&opened.assessment) {
            Some(response) if response.role != whom.role => {
                Err(Trouble::Gone(format!("{} answers in another role here.", whom.respondent)))
            }
            Some(_) | None => Ok(whom),
        }
    }

    /// What they have answered, if there is anything.
    pub fn response<'a>(&self, assessment: &'a Assessment) -> Option<&'a Response> {
        assessment.response(&self.respondent)
    }

    /// The address of one of their pages: `at(opened, "tasks")`.
    pub fn at(&self, opened: &Opened, page: &str) -> String {
        opened.at(&format!("as/{}.{}/{page}", self.respondent, self.role))
    }

    /// Who it is, in words: "head-3, Headteacher".
    pub fn words(&self, assessment: &Assessment) -> String {
        let role = assessment.rubric.role(&self.role).map_or(self.role.as_str(), |role| &role.title);
        format!("{}, {role}", self.respondent)
    }
}
