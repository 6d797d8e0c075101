//! Single answers, for those who lead the work: the full edition alone has them.

use crate::assessment::{Answer, Confidence, Note, Rating, Response};
use crate::report::Edition;
use crate::report::evidence::listed;
use crate::report::lookup::Lookup;
use crate::rubric::{Criterion, Domain};
use crate::scoring::Settled;
use crate::words::NamedLevel;

/// One respondent's answer to one criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerReport {
    /// The criterion, by id.
    pub criterion: String,
    /// Its title.
    pub title: String,
    /// The title of its domain.
    pub domain_title: String,
    /// Who answered: a post or a pseudonym.
    pub respondent: String,
    /// The title of the role.
    pub role_title: String,
    /// The word for the role's group.
    pub group: &'static str,
    /// What was answered; never [`Settled::Unanswered`].
    pub settled: Settled,
    /// The level, if it is one.
    pub level: Option<NamedLevel>,
    /// Why it is not applicable, if that was the answer.
    pub reason: Option<String>,
    /// How sure the respondent is.
    pub confidence: Option<Confidence>,
    /// A note in the respondent's words.
    pub note: Option<String>,
    /// Where it is lower, where it is higher.
    pub uneven: Option<String>,
    /// The warning signs ticked, in the rubric's words.
    pub warning_signs: Vec<String>,
    /// Why they do not tell against the level.
    pub warning_note: Option<String>,
    /// The entries of evidence, in the order given.
    pub evidence: Vec<String>,
}

/// Every answer, by criterion in rubric order and then by respondent.
///
/// Respondents stand in the order of their ids. Other editions have none: there is no reading an
/// answer without seeing whose it is.
pub fn compose(lookup: &Lookup<'_>) -> Vec<AnswerReport> {
    match lookup.edition {
        Edition::Full => {}
        Edition::Board | Edition::Public => return Vec::new(),
    }
    let criteria = lookup.rubric().domains().iter().flat_map(|domain| {
        domain
            .criteria
            .iter()
            .map(move |criterion| (domain, criterion))
    });
    criteria
        .flat_map(|(domain, criterion)| {
            lookup
                .answers(&criterion.id)
                .iter()
                .map(move |(response, answer)| one(lookup, domain, criterion, response, answer))
        })
        .collect()
}

fn one(
    lookup: &Lookup<'_>,
    domain: &Domain,
    criterion: &Criterion,
    response: &Response,
    answer: &Answer,
) -> AnswerReport {
    let role = lookup.rubric().role(&response.role);
    let given = |text: &Option<Note>| text.clone().map(String::from);
    let (settled, reason) = match &answer.judgement.rating {
        Rating::Level(level) => (Settled::Level(*level), None),
        Rating::Unknown => (Settled::Unknown, None),
        Rating::NotApplicable(reason) => (Settled::NotApplicable, Some(reason.clone())),
    };
    AnswerReport {
        criterion: criterion.id.to_string(),
        title: criterion.title.clone(),
        domain_title: domain.title.clone(),
        respondent: response.respondent.to_string(),
        role_title: role.map_or_else(|| response.role.to_string(), |role| role.title.clone()),
        group: role.map_or("", |role| role.group.word()),
        settled,
        level: answer
            .judgement
            .rating
            .level()
            .map(|level| lookup.named(level)),
        reason,
        confidence: answer.confidence,
        note: given(&answer.note),
        uneven: given(&answer.judgement.uneven),
        warning_signs: answer
            .judgement
            .warning_signs
            .iter()
            .filter_map(|number| criterion.warning_signs.get(number.checked_sub(1)?).cloned())
            .collect(),
        warning_note: given(&answer.judgement.warning_note),
        evidence: answer.judgement.evidence.iter().map(listed).collect(),
    }
}
