//! The status as JSON: `strong-trust/status/1`. Keys are stable; new ones may be added.

use serde::Serialize;

use crate::report;

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
    open: &'s [String],
}

#[derive(Serialize)]
struct Next<'s> {
    step: &'static str,
    respondent: Option<&'s str>,
    what: &'s str,
    waits_for: Option<&'s str>,
    command: &'s str,
}

fn domain(one: &report::DomainStatus) -> Domain<'_> {
    Domain {
        id: &one.id,
        answered: one.answered,
        open: &one.open,
    }
}

/// The status as indented JSON, ending in a line feed.
pub fn render(status: &report::Status) -> String {
    let respondents = status
        .respondents
        .iter()
        .map(|one| Respondent {
            id: &one.id,
            role: &one.role,
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
            step: step.kind.word(),
            respondent: step.respondent.as_deref(),
            what: &step.what,
            waits_for: step.waits_for.as_deref(),
            command: &step.command,
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
