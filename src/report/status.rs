//! Who has answered what, and what is next.

use std::collections::HashSet;

use crate::assessment::{Assessment, Response};
use crate::report::block::{Column, Document, Phrase, Table};
use crate::rubric::{CriterionId, Domain, Force, RespondentId, RoleId};
use crate::text::{capitalised, count, list};

/// Who has answered what in the assessment that stands in `folder`, and what is next, with the command for it.
pub fn status(assessment: &Assessment, folder: &str) -> Document {
    let mut document = answers_so_far(assessment);
    document.heading(2, "What is next");
    let folder = argument(folder);
    document.bullets(steps(assessment).into_iter().map(|step| Phrase::led(step.words, step.task.command(&folder))));
    document
}

/// Who has answered what so far.
pub fn answers_so_far(assessment: &Assessment) -> Document {
    let setup = &assessment.setup;
    let mut document = Document::new(format!("{}: self-assessment {}, so far", setup.trust, setup.cycle));
    if assessment.responses.is_empty() {
        document.paragraph("Nobody has answered yet.");
    }
    document.table(answered(assessment));
    if !assessment.responses.is_empty() {
        let titles = assessment.rubric.domains().iter().enumerate();
        let titles: Vec<String> = titles.map(|(place, domain)| format!("{} {}", place + 1, domain.title)).collect();
        document.paragraph(format!("The domains: {}.", list(&titles)));
    }
    document.bullets(so_far(assessment));
    document
}

/// How far the work is beside the answers, a sentence each.
pub fn so_far(assessment: &Assessment) -> Vec<String> {
    let all = assessment.rubric.criteria().count();
    let standards = assessment.rubric.standards().count();
    let mut facts = vec![format!("Agreed judgements: {} of {all} criteria.", assessment.agreed.len())];
    if standards > 0 {
        facts.push(format!("Standards with an answer: {} of {standards}.", assessment.register.len()));
    }
    facts.push(format!("Entries in the plan: {}.", assessment.plan.len()));
    facts
}

fn answered(assessment: &Assessment) -> Table {
    let domains = assessment.rubric.domains();
    let mut columns = vec![Column::text("Respondent")];
    // The domains' titles would leave no room for a respondent's id, which is typed again as it stands.
    columns.extend((1..=domains.len()).map(|place| Column::number(place.to_string())));
    columns.push(Column::number("Open"));
    let rows = assessment
        .responses
        .iter()
        .map(|response| {
            let given: HashSet<&CriterionId> = response.answers.iter().map(|answer| &answer.criterion).collect();
            let role = assessment.rubric.role(&response.role).map_or(response.role.as_str(), |role| &role.title);
            let mut row = vec![format!("{} ({role})", response.respondent).into()];
            let here = |domain: &Domain| domain.criteria.iter().filter(|criterion| given.contains(&criterion.id)).count();
            row.extend(domains.iter().map(|domain| format!("{}/{}", here(domain), domain.criteria.len()).into()));
            row.push(open(assessment, response).to_string().into());
            row
        })
        .collect();
    Table { caption: "Answers given, by respondent and domain".to_owned(), columns, rows }
}

fn open(assessment: &Assessment, response: &Response) -> usize {
    assessment.rubric.criteria().count().saturating_sub(response.answers.len())
}

/// Something that is next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What, as the beginning of a line.
    pub words: String,
    /// What is to be done.
    pub task: Task,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Task {
    /// Somebody has questions open.
    Answer {
        /// Who.
        respondent: RespondentId,
        /// In which role.
        role: RoleId,
    },
    /// More people should be asked.
    Ask,
    /// Standards have no answer.
    Standards,
    /// Judgements are to be agreed.
    Agree,
    /// There is a report to see.
    Report,
}

impl Task {
    /// The command for it.
    fn command(&self, folder: &str) -> String {
        match self {
            Self::Answer { respondent, role } => format!("strong-trust assess {folder} --as {respondent} --role {role} --unanswered"),
            Self::Ask => format!("strong-trust assess {folder} --as ID --role ROLE"),
            Self::Standards => format!("strong-trust standards {folder}"),
            Self::Agree => format!("strong-trust agree {folder}"),
            Self::Report => format!("strong-trust report {folder}"),
        }
    }
}

/// What is next, the most urgent first.
pub fn steps(assessment: &Assessment) -> Vec<Step> {
    let step = |words: String, task: Task| Step { words, task };
    let mut next: Vec<Step> = assessment
        .responses
        .iter()
        .filter(|response| open(assessment, response) > 0)
        .map(|response| {
            let open = count(open(assessment, response), "question", "questions");
            let (respondent, role) = (response.respondent.clone(), response.role.clone());
            step(format!("{respondent} has {open} open:"), Task::Answer { respondent, role })
        })
        .collect();
    if assessment.responses.len() < 3 {
        let few = match assessment.responses.len() {
            0 => "nobody has answered yet",
            1 => "only one person has answered",
            _ => "only two people have answered",
        };
        next.push(step(format!("Ask more people; {few}:"), Task::Ask));
    }
    let registered: HashSet<_> = assessment.register.iter().map(|entry| &entry.standard).collect();
    let missing: Vec<Force> =
        assessment.rubric.standards().filter(|standard| !registered.contains(&standard.id)).map(|standard| standard.force).collect();
    if !missing.is_empty() {
        let must = missing.iter().filter(|force| **force == Force::Must).count();
        let missing = capitalised(&count(missing.len(), "standard has", "standards have"));
        next.push(step(format!("{missing} no answer, {must} of them requirements:"), Task::Standards));
    }
    let agreed: HashSet<_> = assessment.agreed.iter().map(|agreed| &agreed.criterion).collect();
    let mut times: std::collections::HashMap<&CriterionId, usize> = std::collections::HashMap::new();
    for answer in assessment.responses.iter().flat_map(|response| &response.answers) {
        *times.entry(&answer.criterion).or_default() += 1;
    }
    let to_agree = times.iter().filter(|(criterion, times)| **times >= 2 && !agreed.contains(*criterion)).count();
    if to_agree > 0 {
        next.push(step(format!("{} to agree on in a meeting:", count(to_agree, "criterion is", "criteria are")), Task::Agree));
    }
    if !assessment.responses.is_empty() {
        next.push(step("See the report:".to_owned(), Task::Report));
    }
    next
}

/// A text to remind somebody of what is open, to be copied into a message. Nothing, if nothing is.
pub fn reminder(assessment: &Assessment, response: &Response) -> Option<String> {
    let given: HashSet<&CriterionId> = response.answers.iter().map(|answer| &answer.criterion).collect();
    let open = |domain: &Domain| domain.criteria.iter().filter(|criterion| !given.contains(&criterion.id)).count();
    let domains: Vec<String> = assessment
        .rubric
        .domains()
        .iter()
        .filter(|domain| open(domain) > 0)
        .map(|domain| format!("{} ({})", domain.title, count(open(domain), "question", "questions")))
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

/// A folder as a command line takes it.
fn argument(folder: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | '\\' | ':' | '~');
    if !folder.is_empty() && folder.chars().all(plain) { folder.to_owned() } else { format!("\"{folder}\"") }
}
