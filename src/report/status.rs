//! Who has answered what, what is next, and what that waits for. Counts only: nobody's answer stands in it.

mod next;
mod page;
mod respondent;

use std::collections::{BTreeMap, HashSet};

use jiff::civil::Date;

use crate::assessment::{Assessment, Response};
use crate::report::Edition;
use crate::report::left_out::{LeftOutReport, left_out_count, words as left_out_words};
use crate::rubric::{CriterionId, Domain, RespondentId};
use crate::text::{count, list};
use crate::words::{counted, opened};

use next::{next_steps, some};
use respondent::respondent;

pub use next::NextStep;
pub use respondent::{DomainStatus, RespondentStatus};

/// How far an assessment is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// The trust's name.
    pub trust: String,
    /// The cycle, as written.
    pub cycle: String,
    /// The day of the assessment.
    pub date: Date,
    /// The rubric's id and version.
    pub rubric: (String, String),
    /// How many criteria there are.
    pub criteria: usize,
    /// How many of them have an agreed judgement.
    pub agreed: usize,
    /// How many standards there are.
    pub standards: usize,
    /// How many of them have an entry in the register.
    pub registered: usize,
    /// How many entries the plan has.
    pub actions: usize,
    /// Everybody who has begun, by id.
    pub respondents: Vec<RespondentStatus>,
    /// Those whose answers could not be read, each with a sentence.
    pub left_out: Vec<(LeftOutReport, String)>,
    /// How far the work is besides the answers, a sentence each.
    pub facts: Vec<String>,
    /// What can be done next, in the order of the work.
    pub next: Vec<NextStep>,
}

/// Returns how far the assessment is; `saved` is when each respondent's file was last saved, where that is known.
pub fn progress(assessment: &Assessment, saved: &BTreeMap<RespondentId, Date>) -> Status {
    let respondents: Vec<RespondentStatus> = assessment
        .responses
        .iter()
        .map(|response| {
            respondent(
                assessment,
                response,
                saved.get(&response.respondent).copied(),
            )
        })
        .collect();
    let next = next_steps(assessment, &respondents);
    Status {
        trust: assessment.setup.trust.clone(),
        cycle: assessment.setup.cycle.clone(),
        date: assessment.setup.date,
        rubric: (
            assessment.rubric.id().to_string(),
            assessment.rubric.version().to_string(),
        ),
        criteria: assessment.rubric.criteria().count(),
        agreed: assessment.agreed.len(),
        standards: assessment.rubric.standards().count(),
        registered: assessment.register.len(),
        actions: assessment.plan.len(),
        respondents,
        left_out: assessment
            .left_out
            .iter()
            .map(|one| (LeftOutReport::of(one, Edition::Full), left_out_words(one)))
            .collect(),
        facts: so_far(assessment),
        next,
    }
}

/// Who has questions open, as a caution for whoever is about to show answers: those people should answer first.
/// Once a meeting has agreed on something, people have heard each other, and nothing is said.
pub fn unfinished(assessment: &Assessment) -> Option<String> {
    let all = assessment.rubric.criteria().count();
    let open = assessment
        .responses
        .iter()
        .filter(|response| response.answers.len() < all);
    let open: Vec<RespondentId> = open.map(|response| response.respondent.clone()).collect();
    (!open.is_empty() && assessment.responses.len() > 1 && assessment.agreed.is_empty()).then(|| {
        let have = if open.len() == 1 { "has" } else { "have" };
        format!("{} still {have} questions open. Everybody answers alone: show this to nobody who has not finished.", some(&open))
    })
}

/// How many people have answered, as a sentence.
pub fn have_answered(assessment: &Assessment) -> String {
    let answered = match assessment.responses.len() {
        0 => "Nobody has answered yet.".to_owned(),
        people => format!(
            "{}.",
            opened(&counted(
                people,
                "person has answered",
                "people have answered"
            ))
        ),
    };
    match left_out_count(assessment) {
        Some(count) => format!("{answered} {count}"),
        None => answered,
    }
}

/// Returns how far the work is besides the answers, a sentence each.
pub fn so_far(assessment: &Assessment) -> Vec<String> {
    let (criteria, standards) = (
        assessment.rubric.criteria().count(),
        assessment.rubric.standards().count(),
    );
    let mut facts = vec![format!(
        "Agreed judgements: {} of {criteria} criteria.",
        assessment.agreed.len()
    )];
    if standards > 0 {
        facts.push(format!(
            "Standards with an answer: {} of {standards}.",
            assessment.register.len()
        ));
    }
    facts.push(format!("Entries in the plan: {}.", assessment.plan.len()));
    facts
}

/// A text to remind somebody of what is open, to be copied into a message. Nothing, if nothing is.
pub fn reminder(assessment: &Assessment, response: &Response) -> Option<String> {
    let given: HashSet<&CriterionId> = response
        .answers
        .iter()
        .map(|answer| &answer.criterion)
        .collect();
    let open = |domain: &Domain| {
        domain
            .criteria
            .iter()
            .filter(|criterion| !given.contains(&criterion.id))
            .count()
    };
    let domains: Vec<String> = assessment
        .rubric
        .domains()
        .iter()
        .filter(|domain| open(domain) > 0)
        .map(|domain| {
            format!(
                "{} ({})",
                domain.title,
                count(open(domain), "question", "questions")
            )
        })
        .collect();
    let setup = &assessment.setup;
    (!domains.is_empty()).then(|| {
        format!(
            "For {}: in the self-assessment of {}, {}, these are open: {}. Everything you answered is kept, and you can go on where you stopped. A question that you cannot judge may be answered with \u{201c}don't know\u{201d}.",
            response.respondent,
            setup.trust,
            setup.cycle,
            list(&domains)
        )
    })
}
