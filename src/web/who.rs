//! Who answers, as the address says it: `head-3.headteacher` is the respondent head-3 in the role of a headteacher.

use crate::assessment::{Assessment, Response};
use crate::report::left_out_words;
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
        let nobody = || {
            Trouble::Gone("The address names no respondent with a role of this rubric.".to_owned())
        };
        let whom = Self::named(asked).ok_or_else(nobody)?;
        opened
            .assessment
            .rubric
            .role(&whom.role)
            .ok_or_else(nobody)?;
        if let Some(left_out) = opened.assessment.left_out(&whom.respondent) {
            return Err(Trouble::Gone(left_out_words(left_out)));
        }
        match whom.response(&opened.assessment) {
            Some(response) if response.role != whom.role => Err(Trouble::Gone(format!(
                "{} answers in another role here.",
                whom.respondent
            ))),
            Some(_) | None => Ok(whom),
        }
    }

    /// Who the address names, by its form alone; nothing where it names nobody.
    pub fn named(asked: &Asked) -> Option<Self> {
        Self::read(asked.part("who"))
    }

    /// Who is meant, as addresses and forms write it. An id has no full stop in it.
    pub fn read(part: &str) -> Option<Self> {
        let (respondent, role) = part.split_once('.')?;
        Some(Self {
            respondent: RespondentId::new(respondent).ok()?,
            role: RoleId::new(role).ok()?,
        })
    }

    /// As addresses and forms write it.
    pub fn part(&self) -> String {
        format!("{}.{}", self.respondent, self.role)
    }

    /// What they have answered, if there is anything.
    pub fn response<'a>(&self, assessment: &'a Assessment) -> Option<&'a Response> {
        assessment.response(&self.respondent)
    }

    /// The address of one of their pages: `at(opened, "tasks")`.
    pub fn at(&self, opened: &Opened, page: &str) -> String {
        opened.at(&format!("as/{}/{page}", self.part()))
    }

    /// Who it is, in words: "head-3, Headteacher".
    pub fn words(&self, assessment: &Assessment) -> String {
        let role = assessment
            .rubric
            .role(&self.role)
            .map_or(self.role.as_str(), |role| &role.title);
        format!("{}, {role}", self.respondent)
    }
}
