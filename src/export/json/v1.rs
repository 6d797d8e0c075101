//! The first version of the JSON report. Change nothing here that a reader could notice, except by adding.

mod change;
mod domain;
mod rest;

use serde::Serialize;

use crate::export::json::v1::change::{Comparison, Move};
use crate::export::json::v1::domain::Domain;
use crate::export::json::v1::rest::{Action, Agreement, Indicator, Lens, Priority, Standard};
use crate::report::{self, Edition};

#[derive(Serialize)]
pub struct Report<'r> {
    schema: &'static str,
    trust: &'r str,
    cycle: &'r str,
    date: String,
    depth: &'static str,
    edition: &'static str,
    rubric: Rubric<'r>,
    #[serde(skip_serializing_if = "Option::is_none")]
    respondents: Option<Vec<Respondent<'r>>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    left_out: Vec<LeftOut<'r>>,
    domains: Vec<Domain<'r>>,
    standards: Vec<Standard<'r>>,
    lenses: Vec<Lens<'r>>,
    agreement: Agreement,
    priorities: Vec<Priority<'r>>,
    plan: Vec<Action<'r>>,
    indicators: Vec<Indicator<'r>>,
    changes: Vec<Move<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    comparison: Option<Comparison<'r>>,
}

#[derive(Serialize)]
struct Rubric<'r> {
    id: &'r str,
    version: &'r str,
    title: &'r str,
    levels: Vec<LevelWords<'r>>,
}

#[derive(Serialize)]
struct LevelWords<'r> {
    label: &'r str,
    meaning: &'r str,
}

#[derive(Serialize)]
struct Respondent<'r> {
    id: &'r str,
    role: &'r str,
    group: &'static str,
    answered: usize,
}

/// Somebody whose answers could not be read. There is none of them in most reports.
#[derive(Serialize)]
struct LeftOut<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'r str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    files: &'r [String],
    why: &'static str,
}

impl<'r> Report<'r> {
    pub fn of(report: &'r report::Report) -> Self {
        let public = match report.edition {
            Edition::Full | Edition::Board => false,
            Edition::Public => true,
        };
        let respondent = |one: &'r report::RespondentReport| Respondent {
            id: &one.id,
            role: &one.role,
            group: one.group,
            answered: one.answered,
        };
        Self {
            schema: "strong-trust/report/1",
            trust: &report.trust,
            cycle: &report.cycle,
            date: report.date.to_string(),
            depth: report.depth.word(),
            edition: report.edition.word(),
            rubric: Rubric {
                id: &report.rubric.id,
                version: &report.rubric.version,
                title: &report.rubric.title,
                levels: report
                    .rubric
                    .levels
                    .iter()
                    .map(|(level, meaning)| LevelWords {
                        label: &level.label,
                        meaning,
                    })
                    .collect(),
            },
            respondents: (!public)
                .then(|| report.people.respondents.iter().map(respondent).collect()),
            left_out: report
                .people
                .left_out
                .iter()
                .map(|one| LeftOut {
                    id: one.respondent.as_deref(),
                    files: &one.files,
                    why: one.why.word(),
                })
                .collect(),
            domains: report
                .domains
                .iter()
                .map(|domain| Domain::of(domain, public))
                .collect(),
            standards: report
                .standards
                .all
                .iter()
                .map(|standard| Standard::of(standard, public))
                .collect(),
            lenses: report.lenses.iter().map(Lens::of).collect(),
            agreement: Agreement {
                alpha: report.agreement.alpha,
                respondents: report.agreement.respondents,
                compared: report.agreement.compared,
                reasons: report.agreement.words.clone(),
            },
            priorities: report.priorities.iter().map(Priority::of).collect(),
            plan: report.plan.actions.iter().map(Action::of).collect(),
            indicators: report.indicators.iter().map(Indicator::of).collect(),
            changes: change::moves(report),
            comparison: report.changes.as_ref().map(Comparison::of),
        }
    }
}
