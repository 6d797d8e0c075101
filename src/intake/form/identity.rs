//! What a form is: of which assessment, rubric and respondent. It stands in a hidden sheet and is compared when the form comes back.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use crate::assessment::Assessment;
use crate::diagnostic::{Code, Diagnostic};
use crate::intake::form::choice::quoted;
use crate::intake::form::shown::{short_hex, shown_text};
use crate::rubric::{RespondentId, RoleId, Rubric};
use crate::text::{choice, clean};
use crate::words::long_date;

/// What marks a workbook as a form: the name of a document property, and the first word of its hidden sheets.
pub const MARK: &str = "strong-trust form";
/// The version of forms that this program writes and reads.
const FORMAT: &str = "1";

/// The identity of a form: facts by name, as they stand in its hidden sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Identity {
    facts: HashMap<String, String>,
}

/// The facts, in the order of the hidden sheet.
pub const FACTS: [&str; 9] = [
    "format",
    "trust",
    "cycle",
    "date",
    "rubric",
    "version",
    "digest",
    "respondent",
    "role",
];

impl Identity {
    /// The identity of a form of this assessment for this respondent.
    pub fn of(assessment: &Assessment, respondent: &RespondentId, role: &RoleId) -> Self {
        let (setup, rubric) = (&assessment.setup, &assessment.rubric);
        let values = [
            FORMAT.to_owned(),
            shown_text(&setup.trust),
            shown_text(&setup.cycle),
            setup.date.to_string(),
            rubric.id().to_string(),
            rubric.version().to_string(),
            rubric_digest(rubric),
            respondent.to_string(),
            role.to_string(),
        ];
        Self {
            facts: FACTS
                .iter()
                .map(|name| (*name).to_owned())
                .zip(values)
                .collect(),
        }
    }

    /// The identity that these facts give.
    pub fn from_facts(facts: HashMap<String, String>) -> Self {
        Self { facts }
    }

    /// A fact; nothing where it is missing.
    pub fn fact(&self, name: &str) -> &str {
        self.facts.get(name).map_or("", String::as_str)
    }

    /// Whose answers it is for, and a note where the assessment has another date now.
    ///
    /// # Errors
    /// Every reason why it is not a form of this assessment, or of the respondent who is expected.
    pub fn belongs(
        &self,
        assessment: &Assessment,
        expected: Option<&RespondentId>,
    ) -> Result<Belongs, Vec<Diagnostic>> {
        if self.fact("format") != FORMAT {
            let message = format!(
                "this form has the format {}, and this program reads format {FORMAT}",
                quoted(self.fact("format"))
            );
            return Err(vec![
                Diagnostic::error(Code::Format, message)
                    .help("get a newer strong-trust, or fill in a fresh form"),
            ]);
        }
        let mut problems = Vec::new();
        problems.extend(self.other_assessment(assessment));
        problems.extend(self.other_rubric(&assessment.rubric));
        let respondent = RespondentId::new(self.fact("respondent"));
        let role = assessment
            .rubric
            .roles()
            .iter()
            .find(|role| role.id.as_str() == self.fact("role"))
            .map(|role| role.id.clone());
        if let Some(expected) =
            expected.filter(|expected| expected.as_str() != self.fact("respondent"))
        {
            let message = format!(
                "this is the form of {}, not of {expected}",
                clean(self.fact("respondent"))
            );
            problems.push(
                Diagnostic::error(Code::UnknownId, message)
                    .help("name the right form, or name nobody: the form says whose it is"),
            );
        }
        // A role that the rubric does not have is a consequence of another rubric, which is told above.
        if role.is_none() && problems.is_empty() {
            let roles: Vec<&str> = assessment
                .rubric
                .roles()
                .iter()
                .map(|role| role.id.as_str())
                .collect();
            let message = format!(
                "the rubric has no role {}, which this form names",
                quoted(self.fact("role"))
            );
            problems.push(Diagnostic::error(Code::UnknownId, message).help(format!(
                "the roles are {}: fill in a fresh form",
                choice(&roles)
            )));
        }
        if respondent.is_err() {
            let message = format!(
                "{} cannot be a respondent's id",
                quoted(self.fact("respondent"))
            );
            problems.push(
                Diagnostic::error(Code::BadId, message)
                    .help("the form's hidden sheet was changed: fill in a fresh form"),
            );
        }
        match (respondent, role) {
            (Ok(respondent), Some(role)) if problems.is_empty() => {
                let now = assessment.setup.date;
                let note = (self.fact("date") != now.to_string()).then(|| {
                    let then = self.fact("date").parse().map_or_else(|_| quoted(self.fact("date")), long_date);
                    format!(
                        "The form was written for {then}, and the assessment's date is {} now. The answers stay the same.",
                        long_date(now)
                    )
                });
                Ok(Belongs {
                    respondent,
                    role,
                    note,
                })
            }
            (Ok(_) | Err(_), Some(_) | None) => Err(problems),
        }
    }

    fn other_assessment(&self, assessment: &Assessment) -> Option<Diagnostic> {
        let (trust, cycle) = (self.fact("trust"), self.fact("cycle"));
        let (trust_now, cycle_now) = (
            shown_text(&assessment.setup.trust),
            shown_text(&assessment.setup.cycle),
        );
        (trust != trust_now || cycle != cycle_now).then(|| {
            let message = format!(
                "this form belongs to another assessment: {}, {}; this one is {}, {}",
                clean(trust),
                clean(cycle),
                clean(&trust_now),
                clean(&cycle_now)
            );
            Diagnostic::error(Code::File, message)
                .help("name the folder that the form was written from, or fill in a fresh form")
        })
    }

    fn other_rubric(&self, rubric: &Rubric) -> Option<Diagnostic> {
        let fresh = "its questions may mean something else: fill in a fresh form";
        let (id, version) = (self.fact("rubric"), self.fact("version"));
        if id != rubric.id().as_str() || version != rubric.version().to_string() {
            let message = format!(
                "this form has the questions of the rubric {} {}, and the assessment has {} {}",
                clean(id),
                clean(version),
                rubric.id(),
                rubric.version()
            );
            return Some(Diagnostic::error(Code::File, message).help(fresh));
        }
        (self.fact("digest") != rubric_digest(rubric)).then(|| {
            let message = format!("the assessment's own copy of the rubric {id} {version} was changed since this form was written");
            Diagnostic::error(Code::File, message).help(fresh)
        })
    }
}

/// Whose form it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Belongs {
    /// Who.
    pub respondent: RespondentId,
    /// What they are to the trust.
    pub role: RoleId,
    /// Something worth saying about it.
    pub note: Option<String>,
}

/// A digest of what a form is made of: the questions, levels and numbers of signs, by id and not by their words.
fn rubric_digest(rubric: &Rubric) -> String {
    let mut hash = Sha256::new();
    hash.update(format!("{}\n", rubric.scale().size()));
    for domain in rubric.domains() {
        hash.update(format!("[{}]\n", domain.id));
        for criterion in &domain.criteria {
            hash.update(format!(
                "{} {} {}\n",
                criterion.id,
                criterion.warning_signs.len(),
                criterion.not_applicable.is_some()
            ));
        }
    }
    short_hex(&hash.finalize())
}
