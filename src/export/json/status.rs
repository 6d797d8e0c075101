//! The status as JSON: `strong-trust/status/1`. Keys are stable; new ones may be added.

use serde::Serialize;

use crate::report::{self, NextStep};
use crate::rubric::{CriterionId, RespondentId};

#[derive(Serialize)]
struct Status<'s> {
    schema: &'static str,
    trust: &'s str,
    cycle: &'s str,
    date: String,
    rubric: Rubric<'s>,
    criteria: usize,
    agreed: usize,
    standards: Standards,
    plan: usize,
    respondents: Vec<Respondent<'s>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    left_out: Vec<LeftOut<'s>>,
    next: Vec<Next<'s>>,
}

#[derive(Serialize)]
struct Rubric<'s> {
    id: &'s str,
    version: &'s str,
}

#[derive(Serialize)]
struct Standards {
    all: usize,
    answered: usize,
}

#[derive(Serialize)]
struct Respondent<'s> {
    id: &'s str,
    role: &'s str,
    group: &'static str,
    last_saved: Option<String>,
    answered: usize,
    open: usize,
    domains: Vec<Domain<'s>>,
}

/// Somebody whose answers could not be read.
#[derive(Serialize)]
struct LeftOut<'s> {
    id: Option<&'s str>,
    files: &'s [String],
    why: &'static str,
}

#[derive(Serialize)]
struct Domain<'s> {
    id: &'s str,
    answered: usize,
    open: Vec<&'s str>,
}

#[derive(Serialize)]
struct Next<'s> {
    step: &'static str,
    respondent: Option<&'s str>,
    what: String,
    waits_for: Option<String>,
    command: String,
}

fn domain(one: &report::DomainStatus) -> Domain<'_> {
    Domain {
        id: one.id.as_str(),
        answered: one.answered,
        open: one.open.iter().map(CriterionId::as_str).collect(),
    }
}

/// Returns the status as indented JSON, ending in a line feed, with the command for each step.
pub fn render(status: &report::Status, command: impl Fn(&NextStep) -> String) -> String {
    let respondents = status
        .respondents
        .iter()
        .map(|one| Respondent {
            id: one.id.as_str(),
            role: one.role.as_str(),
            group: one.group,
            last_saved: one.last_saved.map(|day| day.to_string()),
            answered: one.answered,
            open: one.open,
            domains: one.domains.iter().map(domain).collect(),
        })
        .collect();
    let next = status
        .next
        .iter()
        .map(|step| Next {
            step: step.word(),
            respondent: step.respondent().map(RespondentId::as_str),
            what: step.what(),
            waits_for: step.waits_for(),
            command: command(step),
        })
        .collect();
    let written = Status {
        schema: "strong-trust/status/1",
        trust: &status.trust,
        cycle: &status.cycle,
        date: status.date.to_string(),
        rubric: Rubric {
            id: &status.rubric.0,
            version: &status.rubric.1,
        },
        criteria: status.criteria,
        agreed: status.agreed,
        standards: Standards {
            all: status.standards,
            answered: status.registered,
        },
        plan: status.actions,
        respondents,
        left_out: status
            .left_out
            .iter()
            .map(|(one, _)| LeftOut {
                id: one.respondent.as_deref(),
                files: &one.files,
                why: one.why.word(),
            })
            .collect(),
        next,
    };
    let mut text = serde_json::to_string_pretty(&written)
        .expect("a status holds only texts, numbers and lists");
    text.push('\n');
    text
}
