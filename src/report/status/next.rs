//! What to do next, and what that waits for.

use std::collections::{HashMap, HashSet};

use crate::assessment::{Assessment, LeftOut, Response, WhyLeftOut};
use crate::report::status::respondent::RespondentStatus;
use crate::rubric::{CriterionId, Force, RespondentId, RoleId};
use crate::text::{capitalised, clean, count, list};
use crate::words::quoted;

/// The fewest people whose answers are worth comparing.
const FEW: usize = 3;
/// How many open questions, or people, are named before they are only counted.
const NAMED: usize = 3;

/// Something to do next, with what the program needs to make a command of it, and a page a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NextStep {
    /// Somebody's file is put right, so that their answers count again.
    Repair {
        /// Whose it is, where that is known.
        respondent: Option<RespondentId>,
        /// The files, cleaned for showing.
        files: Vec<String>,
        /// What is wrong with them.
        why: WhyLeftOut,
    },
    /// A respondent looks at answers again, because the wording has changed.
    ReviewAnswers {
        /// Who.
        respondent: RespondentId,
        /// Their role.
        role: RoleId,
        /// How many answers.
        answers: usize,
    },
    /// A meeting looks at judgements again, because the wording has changed.
    ReviewAgreed {
        /// How many judgements.
        judgements: usize,
    },
    /// A respondent finishes.
    Answer {
        /// Who.
        respondent: RespondentId,
        /// Their role.
        role: RoleId,
        /// The titles of the open questions.
        open: Vec<String>,
    },
    /// More people are asked.
    AskMore {
        /// How many have answered.
        answered: usize,
    },
    /// The register is filled in.
    Standards {
        /// How many standards have no answer.
        missing: usize,
        /// How many of these are requirements.
        must: usize,
    },
    /// A meeting agrees.
    Agree {
        /// How many criteria there are to agree on; with none, it waits for a second answer to one of them.
        criteria: usize,
        /// Who should finish first.
        unfinished: Vec<RespondentId>,
    },
    /// The report is read.
    Report {
        /// Who should finish first.
        unfinished: Vec<RespondentId>,
    },
}

impl NextStep {
    /// The kind of step, as JSON writes it.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Repair { .. } => "repair",
            Self::ReviewAnswers { .. } | Self::ReviewAgreed { .. } => "review",
            Self::Answer { .. } => "answer",
            Self::AskMore { .. } => "ask-more",
            Self::Standards { .. } => "standards",
            Self::Agree { .. } => "agree",
            Self::Report { .. } => "report",
        }
    }

    /// Who is to do it, where it is one respondent.
    pub const fn respondent(&self) -> Option<&RespondentId> {
        match self {
            Self::Repair { respondent, .. } => respondent.as_ref(),
            Self::ReviewAnswers { respondent, .. } | Self::Answer { respondent, .. } => {
                Some(respondent)
            }
            Self::ReviewAgreed { .. }
            | Self::AskMore { .. }
            | Self::Standards { .. }
            | Self::Agree { .. }
            | Self::Report { .. } => None,
        }
    }

    /// What it is, in words.
    pub fn what(&self) -> String {
        match self {
            Self::Repair { files, why, .. } => match why {
                WhyLeftOut::Doubled if files.len() > 1 => {
                    format!("Bring {} together", list(files))
                }
                WhyLeftOut::Doubled | WhyLeftOut::Broken | WhyLeftOut::Misnamed => {
                    format!("Put {} right", list(files))
                }
            },
            Self::ReviewAnswers {
                respondent,
                answers,
                ..
            } => format!(
                "{respondent} has {}{LOOK_AGAIN}",
                count(*answers, "answer", "answers")
            ),
            Self::ReviewAgreed { judgements } => format!(
                "{}{LOOK_AGAIN}",
                count(*judgements, "agreed judgement is", "agreed judgements are")
            ),
            Self::Answer {
                respondent, open, ..
            } => {
                let titles: Vec<String> = open.iter().map(|title| quoted(title)).collect();
                let named = if open.len() <= NAMED {
                    format!(", {}", list(&titles))
                } else {
                    String::new()
                };
                let open = count(open.len(), "question", "questions");
                format!("{respondent} has {open} open{named}")
            }
            Self::AskMore { answered } => {
                let few = match answered {
                    0 => "nobody has answered yet",
                    1 => "only one person has answered",
                    _ => "only two people have answered",
                };
                format!("Ask more people; {few}")
            }
            Self::Standards { missing, must } => format!(
                "{} no answer{}",
                capitalised(&count(*missing, "standard has", "standards have")),
                required(*must)
            ),
            Self::Agree { criteria: 0, .. } => "Agree in a meeting".to_owned(),
            Self::Agree { criteria, .. } => format!(
                "{} to agree on in a meeting",
                count(*criteria, "criterion is", "criteria are")
            ),
            Self::Report { .. } => "See the report".to_owned(),
        }
    }

    /// What it had better wait for, in words. `None`: it need not wait.
    pub fn waits_for(&self) -> Option<String> {
        match self {
            Self::Agree { criteria: 0, .. } => {
                Some("two people's answers to the same criterion: so far there are none".to_owned())
            }
            Self::Agree { unfinished, .. } => {
                (!unfinished.is_empty()).then(|| format!("{} to finish first", some(unfinished)))
            }
            Self::Report { unfinished } => (!unfinished.is_empty()).then(|| {
                format!(
                    "{} to finish, or at least not to see it before",
                    some(unfinished)
                )
            }),
            Self::Repair { .. }
            | Self::ReviewAnswers { .. }
            | Self::ReviewAgreed { .. }
            | Self::Answer { .. }
            | Self::AskMore { .. }
            | Self::Standards { .. } => None,
        }
    }

    /// What it is and what it waits for, as the beginning of a line.
    pub fn words(&self) -> String {
        match self.waits_for() {
            Some(waits_for) => format!("{} (waits for: {waits_for}):", self.what()),
            None => format!("{}:", self.what()),
        }
    }
}

const LOOK_AGAIN: &str = " to look at again, because the wording has changed";

/// Returns what can be done next, in the order of the work.
pub(super) fn next_steps(
    assessment: &Assessment,
    respondents: &[RespondentStatus],
) -> Vec<NextStep> {
    let mut next: Vec<NextStep> = assessment.left_out.iter().map(repair).collect();
    next.extend(reviews(assessment));
    let open = respondents.iter().filter(|one| one.open > 0);
    next.extend(open.clone().map(|one| finish(assessment, one)));
    if respondents.len() < FEW {
        next.push(NextStep::AskMore {
            answered: respondents.len(),
        });
    }
    next.extend(register(assessment));
    // Once a meeting has agreed on something, people have heard each other, and nobody waits for anybody.
    let unfinished: Vec<RespondentId> = if assessment.agreed.is_empty() && respondents.len() > 1 {
        open.map(|one| one.id.clone()).collect()
    } else {
        Vec::new()
    };
    next.extend(agree(assessment, unfinished.clone()));
    if !respondents.is_empty() {
        next.push(NextStep::Report { unfinished });
    }
    next
}

fn repair(left_out: &LeftOut) -> NextStep {
    NextStep::Repair {
        respondent: left_out.respondent.clone(),
        files: left_out.files.iter().map(|file| clean(file)).collect(),
        why: left_out.why,
    }
}

fn finish(assessment: &Assessment, one: &RespondentStatus) -> NextStep {
    let open = one.domains.iter().flat_map(|domain| &domain.open);
    NextStep::Answer {
        respondent: one.id.clone(),
        role: one.role.clone(),
        open: open
            .filter_map(|id| assessment.rubric.criterion(id))
            .map(|criterion| criterion.title.clone())
            .collect(),
    }
}

fn register(assessment: &Assessment) -> Option<NextStep> {
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
    (!missing.is_empty()).then(|| NextStep::Standards {
        missing: missing.len(),
        must: missing
            .iter()
            .filter(|force| **force == Force::Must)
            .count(),
    })
}

fn agree(assessment: &Assessment, unfinished: Vec<RespondentId>) -> Option<NextStep> {
    let agreed: HashSet<_> = assessment
        .agreed
        .iter()
        .map(|agreed| &agreed.criterion)
        .collect();
    let mut times: HashMap<&CriterionId, usize> = HashMap::new();
    let responses = assessment.responses.iter();
    for answer in responses.flat_map(|response| &response.answers) {
        *times.entry(&answer.criterion).or_default() += 1;
    }
    let criteria = times
        .iter()
        .filter(|(criterion, times)| **times >= 2 && !agreed.contains(*criterion))
        .count();
    if criteria == 0 && (!agreed.is_empty() || assessment.responses.is_empty()) {
        return None;
    }
    Some(NextStep::Agree {
        criteria,
        unfinished,
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
fn reviews(assessment: &Assessment) -> Vec<NextStep> {
    let marked = |response: &Response| {
        let answers = response.answers.iter();
        answers.filter(|answer| answer.judgement.review).count()
    };
    let answers = assessment
        .responses
        .iter()
        .filter(|response| marked(response) > 0)
        .map(|response| NextStep::ReviewAnswers {
            respondent: response.respondent.clone(),
            role: response.role.clone(),
            answers: marked(response),
        });
    let judgements = assessment
        .agreed
        .iter()
        .filter(|agreed| agreed.judgement.review)
        .count();
    let judgements = (judgements > 0).then_some(NextStep::ReviewAgreed { judgements });
    answers.chain(judgements).collect()
}

/// Returns a few people by name, more of them by number.
pub(super) fn some(ids: &[RespondentId]) -> String {
    if ids.len() <= NAMED {
        list(&ids.iter().map(RespondentId::as_str).collect::<Vec<_>>())
    } else {
        format!("{} people", ids.len())
    }
}
