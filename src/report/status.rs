//! Who has answered what, what is next, and what that waits for. Counts only: nobody's answer stands in it.

mod page;

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::civil::Date;

use crate::assessment::{Assessment, LeftOut, Response, WhyLeftOut};
use crate::report::Edition;
use crate::report::block::Document;
use crate::report::left_out::{LeftOutReport, left_out_count, words as left_out_words};
use crate::report::words::{counted, opened, quoted};
use crate::rubric::{CriterionId, Domain, Force, RespondentId};
use crate::text::{capitalised, clean, count, list};

/// The fewest people whose answers are worth comparing.
const FEW: usize = 3;
/// How many open questions are named by title before they are only counted.
const NAMED: usize = 3;

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
    /// What can be done next, in the order of the work.
    pub next: Vec<NextStep>,
}

/// How far one respondent is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RespondentStatus {
    /// A post or a pseudonym.
    pub id: String,
    /// The id of the role.
    pub role: String,
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
    pub id: String,
    /// Its title.
    pub title: String,
    /// How many of its questions have an answer.
    pub answered: usize,
    /// Those that have none, by id, in rubric order.
    pub open: Vec<String>,
}

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

/// Who has answered what in the assessment that stands in `folder`, and what is next, with the command for it.
pub fn status(assessment: &Assessment, folder: &str) -> Document {
    progress(assessment, &BTreeMap::new(), folder).document()
}

/// How far the assessment in `folder` is; `saved` is when each respondent's file was last saved, where that is known.
pub fn progress(
    assessment: &Assessment,
    saved: &BTreeMap<RespondentId, Date>,
    folder: &str,
) -> Status {
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
    let next = next(assessment, &respondents, &argument(folder));
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
    let open: Vec<&str> = open.map(|response| response.respondent.as_str()).collect();
    (!open.is_empty() && assessment.responses.len() > 1 && assessment.agreed.is_empty()).then(|| {
        let have = if open.len() == 1 { "has" } else { "have" };
        format!("{} still {have} questions open. Everybody answers alone: show this to nobody who has not finished.", some(&open))
    })
}

/// A few people by name, more of them by number.
fn some(ids: &[&str]) -> String {
    if ids.len() <= NAMED {
        list(ids)
    } else {
        format!("{} people", ids.len())
    }
}

fn respondent(
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
            let open: Vec<String> = domain
                .criteria
                .iter()
                .filter(|one| !given.contains(&one.id))
                .map(|one| one.id.to_string())
                .collect();
            DomainStatus {
                id: domain.id.to_string(),
                title: domain.title.clone(),
                answered: domain.criteria.len() - open.len(),
                open,
            }
        })
        .collect();
    RespondentStatus {
        id: response.respondent.to_string(),
        role: response.role.to_string(),
        role_title: role.map_or_else(|| response.role.to_string(), |role| role.title.clone()),
        group: role.map_or("", |role| role.group.word()),
        last_saved,
        answered: domains.iter().map(|domain| domain.answered).sum(),
        open: domains.iter().map(|domain| domain.open.len()).sum(),
        domains,
    }
}

fn next(assessment: &Assessment, respondents: &[RespondentStatus], folder: &str) -> Vec<NextStep> {
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

/// How far the work is beside the answers, a sentence each.
pub fn so_far(assessment: &Assessment) -> Vec<String> {
    let all = assessment.rubric.criteria().count();
    let standards = assessment.rubric.standards().count();
    let mut facts = vec![format!(
        "Agreed judgements: {} of {all} criteria.",
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
