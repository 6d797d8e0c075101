//! What to do next, and what that waits for.

use std::collections::{HashMap, HashSet};

use crate::assessment::{Assessment, LeftOut, Response, WhyLeftOut};
use crate::report::status::respondent::RespondentStatus;
use crate::rubric::{CriterionId, Force};
use crate::text::{capitalised, clean, count, list};
use crate::words::quoted;

/// The fewest people whose answers are worth comparing.
const FEW: usize = 3;
/// How many open questions are named by title before they are only counted.
const NAMED: usize = 3;

/// Something to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextStep {
    /// What kind of thing.
    pub kind: StepKind,
    /// Who is to do it, where it is one respondent.
    pub respondent: Option<String>,
    /// What it is, in words.
    pub what: String,
    /// What it had better wait for, in words. `None`: nothing.
    pub waits_for: Option<String>,
    /// The command.
    pub command: String,
}

/// The kinds of things to do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StepKind {
    /// Somebody's file is put right, so that their answers count again.
    Repair,
    /// Answers or judgements are looked at again, because the wording has changed.
    Review,
    /// A respondent finishes.
    Answer,
    /// More people are asked.
    AskMore,
    /// The register is filled in.
    Standards,
    /// A meeting agrees.
    Agree,
    /// The report is read.
    Report,
}

impl StepKind {
    /// The word, as JSON writes it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Repair => "repair",
            Self::Review => "review",
            Self::Answer => "answer",
            Self::AskMore => "ask-more",
            Self::Standards => "standards",
            Self::Agree => "agree",
            Self::Report => "report",
        }
    }
}

pub fn next(
    assessment: &Assessment,
    respondents: &[RespondentStatus],
    folder: &str,
) -> Vec<NextStep> {
    let mut next: Vec<NextStep> = assessment
        .left_out
        .iter()
        .map(|one| repair(one, folder))
        .collect();
    next.extend(reviews(assessment, folder));
    next.extend(
        respondents
            .iter()
            .filter(|one| one.open > 0)
            .map(|one| finish(assessment, one, folder)),
    );
    if respondents.len() < FEW {
        let few = match respondents.len() {
            0 => "nobody has answered yet",
            1 => "only one person has answered",
            _ => "only two people have answered",
        };
        let command = format!("strong-trust assess {folder} --as ID --role ROLE");
        next.push(NextStep {
            kind: StepKind::AskMore,
            respondent: None,
            what: format!("Ask more people; {few}"),
            waits_for: None,
            command,
        });
    }
    next.extend(register(assessment, folder));
    // Once a meeting has agreed on something, people have heard each other, and nobody waits for anybody.
    let alone = assessment.agreed.is_empty() && respondents.len() > 1;
    let unfinished: Vec<&str> = respondents
        .iter()
        .filter(|one| alone && one.open > 0)
        .map(|one| one.id.as_str())
        .collect();
    next.extend(agree(assessment, &unfinished, folder));
    if !respondents.is_empty() {
        next.push(NextStep {
            kind: StepKind::Report,
            respondent: None,
            what: "See the report".to_owned(),
            waits_for: (!unfinished.is_empty()).then(|| {
                format!(
                    "{} to finish, or at least not to see it before",
                    some(&unfinished)
                )
            }),
            command: format!("strong-trust report {folder}"),
        });
    }
    next
}

/// Somebody's file is put right: the problem is looked up, or the files are brought together.
fn repair(left_out: &LeftOut, folder: &str) -> NextStep {
    let files: Vec<String> = left_out.files.iter().map(|file| clean(file)).collect();
    let (what, command) = match (left_out.why, files.as_slice()) {
        (WhyLeftOut::Doubled, [_, copy, ..]) => (
            format!("Bring {} together", list(&files)),
            format!("strong-trust respondent merge {folder} {}", argument(copy)),
        ),
        (WhyLeftOut::Broken | WhyLeftOut::Doubled | WhyLeftOut::Misnamed, _) => (
            format!("Put {} right", list(&files)),
            format!("strong-trust check {folder}"),
        ),
    };
    NextStep {
        kind: StepKind::Repair,
        respondent: left_out.respondent.as_ref().map(ToString::to_string),
        what,
        waits_for: None,
        command,
    }
}

fn finish(assessment: &Assessment, one: &RespondentStatus, folder: &str) -> NextStep {
    let open: Vec<String> = one
        .domains
        .iter()
        .flat_map(|domain| &domain.open)
        .filter_map(|id| {
            assessment
                .rubric
                .criteria()
                .find(|criterion| criterion.id.as_str() == id)
        })
        .map(|criterion| quoted(&criterion.title))
        .take(NAMED + 1)
        .collect();
    let named = if open.len() <= NAMED {
        format!(", {}", list(&open))
    } else {
        String::new()
    };
    NextStep {
        kind: StepKind::Answer,
        respondent: Some(one.id.clone()),
        what: format!(
            "{} has {} open{named}",
            one.id,
            count(one.open, "question", "questions")
        ),
        waits_for: None,
        command: format!(
            "strong-trust assess {folder} --as {} --role {} --unanswered",
            one.id, one.role
        ),
    }
}

fn register(assessment: &Assessment, folder: &str) -> Option<NextStep> {
    let registered: HashSet<_> = assessment
        .register
        .iter()
        .map(|entry| &entry.standard)
        .collect();
    let missing: Vec<Force> = assessment
        .rubric
        .standards()
        .filter(|standard| !registered.contains(&standard.id))
        .map(|standard| standard.force)
        .collect();
    let must = missing
        .iter()
        .filter(|force| **force == Force::Must)
        .count();
    (!missing.is_empty()).then(|| NextStep {
        kind: StepKind::Standards,
        respondent: None,
        what: format!(
            "{} no answer{}",
            capitalised(&count(missing.len(), "standard has", "standards have")),
            required(must)
        ),
        waits_for: None,
        command: format!("strong-trust standards {folder}"),
    })
}

fn agree(assessment: &Assessment, unfinished: &[&str], folder: &str) -> Option<NextStep> {
    let agreed: HashSet<_> = assessment
        .agreed
        .iter()
        .map(|agreed| &agreed.criterion)
        .collect();
    let mut times: HashMap<&CriterionId, usize> = HashMap::new();
    for answer in assessment
        .responses
        .iter()
        .flat_map(|response| &response.answers)
    {
        *times.entry(&answer.criterion).or_default() += 1;
    }
    let to_agree = times
        .iter()
        .filter(|(criterion, times)| **times >= 2 && !agreed.contains(*criterion))
        .count();
    let (what, waits_for) = match to_agree {
        0 if !agreed.is_empty() || assessment.responses.is_empty() => return None,
        0 => (
            "Agree in a meeting".to_owned(),
            Some("two people's answers to the same criterion: so far there are none".to_owned()),
        ),
        _ => {
            let what = format!(
                "{} to agree on in a meeting",
                count(to_agree, "criterion is", "criteria are")
            );
            (
                what,
                (!unfinished.is_empty()).then(|| format!("{} to finish first", some(unfinished))),
            )
        }
    };
    Some(NextStep {
        kind: StepKind::Agree,
        respondent: None,
        what,
        waits_for,
        command: format!("strong-trust agree {folder}"),
    })
}

/// How many of the standards without an answer are requirements.
fn required(must: usize) -> String {
    match must {
        0 => String::new(),
        1 => ", one of them a requirement".to_owned(),
        must => format!(", {must} of them requirements"),
    }
}

/// What was answered or agreed before the wording changed, and should be looked at again.
fn reviews(assessment: &Assessment, folder: &str) -> Vec<NextStep> {
    let marked = |response: &Response| {
        response
            .answers
            .iter()
            .filter(|answer| answer.review)
            .count()
    };
    let answers = assessment
        .responses
        .iter()
        .filter(|response| marked(response) > 0)
        .map(|response| {
            let (respondent, role) = (&response.respondent, &response.role);
            NextStep {
                kind: StepKind::Review,
                respondent: Some(respondent.to_string()),
                what: format!(
                    "{respondent} has {} to look at again, because the wording has changed",
                    count(marked(response), "answer", "answers")
                ),
                waits_for: None,
                command: format!(
                    "strong-trust assess {folder} --as {respondent} --role {role} --unanswered"
                ),
            }
        });
    let agreed = assessment
        .agreed
        .iter()
        .filter(|agreed| agreed.review)
        .count();
    let judgements = (agreed > 0).then(|| NextStep {
        kind: StepKind::Review,
        respondent: None,
        what: format!(
            "{} to look at again, because the wording has changed",
            count(agreed, "agreed judgement is", "agreed judgements are")
        ),
        waits_for: None,
        command: format!("strong-trust agree {folder}"),
    });
    answers.chain(judgements).collect()
}

/// A folder as a command line takes it.
pub fn argument(folder: &str) -> String {
    let plain =
        |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | '\\' | ':' | '~');
    if !folder.is_empty() && folder.chars().all(plain) {
        folder.to_owned()
    } else {
        format!("\"{folder}\"")
    }
}

/// A few people by name, more of them by number.
pub fn some(ids: &[&str]) -> String {
    if ids.len() <= NAMED {
        list(ids)
    } else {
        format!("{} people", ids.len())
    }
}
