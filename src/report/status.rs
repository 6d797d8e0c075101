//! Who has answered what, and what is next.

use std::collections::HashSet;

use crate::assessment::{Assessment, Response};
use crate::report::block::{Column, Document, Phrase, Table};
use crate::rubric::{CriterionId, Domain, Force};
use crate::text::{capitalised, count, list};

/// Who has answered what in the assessment that stands in `folder`, and what is next, with the command for it.
pub fn status(assessment: &Assessment, folder: &str) -> Document {
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
    let all = assessment.rubric.criteria().count();
    let standards = assessment.rubric.standards().count();
    let mut facts = vec![format!("Agreed judgements: {} of {all} criteria.", assessment.agreed.len())];
    if standards > 0 {
        facts.push(format!("Standards with an answer: {} of {standards}.", assessment.register.len()));
    }
    facts.push(format!("Entries in the plan: {}.", assessment.plan.len()));
    document.bullets(facts);
    document.heading(2, "What is next");
    document.bullets(next(assessment, &argument(folder)));
    document
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

fn next(assessment: &Assessment, folder: &str) -> Vec<Phrase> {
    let mut next: Vec<Phrase> = reviews(assessment, folder);
    let open_questions = assessment.responses.iter().filter(|response| open(assessment, response) > 0).map(|response| {
        let open = count(open(assessment, response), "question", "questions");
        Phrase::led(
            format!("{} has {open} open:", response.respondent),
            format!("strong-trust assess {folder} --as {} --role {} --unanswered", response.respondent, response.role),
        )
    });
    next.extend(open_questions);
    if assessment.responses.len() < 3 {
        let few = match assessment.responses.len() {
            0 => "nobody has answered yet",
            1 => "only one person has answered",
            _ => "only two people have answered",
        };
        next.push(Phrase::led(format!("Ask more people; {few}:"), format!("strong-trust assess {folder} --as ID --role ROLE")));
    }
    let registered: HashSet<_> = assessment.register.iter().map(|entry| &entry.standard).collect();
    let missing: Vec<Force> =
        assessment.rubric.standards().filter(|standard| !registered.contains(&standard.id)).map(|standard| standard.force).collect();
    if !missing.is_empty() {
        let must = missing.iter().filter(|force| **force == Force::Must).count();
        next.push(Phrase::led(
            format!("{} no answer, {must} of them requirements:", capitalised(&count(missing.len(), "standard has", "standards have"))),
            format!("strong-trust standards {folder}"),
        ));
    }
    let agreed: HashSet<_> = assessment.agreed.iter().map(|agreed| &agreed.criterion).collect();
    let mut times: std::collections::HashMap<&CriterionId, usize> = std::collections::HashMap::new();
    for answer in assessment.responses.iter().flat_map(|response| &response.answers) {
        *times.entry(&answer.criterion).or_default() += 1;
    }
    let to_agree = times.iter().filter(|(criterion, times)| **times >= 2 && !agreed.contains(*criterion)).count();
    if to_agree > 0 {
        next.push(Phrase::led(
            format!("{} to agree on in a meeting:", count(to_agree, "criterion is", "criteria are")),
            format!("strong-trust agree {folder}"),
        ));
    }
    if !assessment.responses.is_empty() {
        next.push(Phrase::led("See the report:", format!("strong-trust report {folder}")));
    }
    next
}

/// What was answered or agreed before the wording changed, and should be looked at again.
fn reviews(assessment: &Assessment, folder: &str) -> Vec<Phrase> {
    let mut next: Vec<Phrase> = assessment
        .responses
        .iter()
        .map(|response| (response, response.answers.iter().filter(|answer| answer.review).count()))
        .filter(|(_, marked)| *marked > 0)
        .map(|(response, marked)| {
            let answers = count(marked, "answer", "answers");
            Phrase::led(
                format!("{} has {answers} to look at again, because the wording has changed:", response.respondent),
                format!("strong-trust assess {folder} --as {} --role {} --unanswered", response.respondent, response.role),
            )
        })
        .collect();
    let agreed = assessment.agreed.iter().filter(|agreed| agreed.review).count();
    if agreed > 0 {
        next.push(Phrase::led(
            format!("{} to look at again, because the wording has changed:", count(agreed, "agreed judgement", "agreed judgements")),
            format!("strong-trust agree {folder}"),
        ));
    }
    next
}

/// A folder as a command line takes it.
fn argument(folder: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | '\\' | ':' | '~');
    if !folder.is_empty() && folder.chars().all(plain) { folder.to_owned() } else { format!("\"{folder}\"") }
}
