//! Standards, lenses, priorities, plan and indicators in the JSON report.

use serde::Serialize;

use crate::report::{self, Course};

#[derive(Serialize)]
pub struct Standard<'r> {
    id: &'r str,
    criterion: &'r str,
    force: &'static str,
    critical: bool,
    status: &'static str,
    statement: &'r str,
    source: &'r str,
    checked: Option<String>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    words: Option<StandardWords<'r>>,
}

#[derive(Serialize)]
struct StandardWords<'r> {
    by: Option<&'r str>,
    proof: Option<&'r str>,
    explanation: Option<&'r str>,
}

#[derive(Serialize)]
pub struct Lens<'r> {
    id: &'r str,
    title: &'r str,
    facets: Vec<Facet<'r>>,
}

#[derive(Serialize)]
struct Facet<'r> {
    id: &'r str,
    title: &'r str,
    distribution: &'r [usize],
    criteria: usize,
    weakest: &'r [String],
    thin: bool,
}

#[derive(Serialize)]
pub struct Agreement {
    pub alpha: Option<f64>,
    pub respondents: usize,
    pub compared: usize,
    pub reasons: Vec<String>,
}

#[derive(Serialize)]
pub struct Priority<'r> {
    tier: u8,
    kind: &'static str,
    id: &'r str,
    reason: &'r str,
}

#[derive(Serialize)]
pub struct Action<'r> {
    id: &'r str,
    #[serde(rename = "for")]
    subject: &'r str,
    what: &'r str,
    owner: Option<&'r str>,
    due: Option<String>,
    measure: Option<&'r str>,
    status: Option<&'static str>,
    #[serde(rename = "no_action")]
    nothing_because: Option<&'r str>,
    note: Option<&'r str>,
    title: &'r str,
    progress: &'r str,
    overdue: bool,
}

#[derive(Serialize)]
pub struct Indicator<'r> {
    id: &'r str,
    domain: &'r str,
    title: &'r str,
    unit: &'r str,
    better: &'static str,
    own: Vec<Figure<'r>>,
    national: Vec<National<'r>>,
    caution: &'r str,
}

#[derive(Serialize)]
struct Figure<'r> {
    value: &'r str,
    period: &'r str,
    stale: Option<bool>,
    note: Option<&'r str>,
}

#[derive(Serialize)]
struct National<'r> {
    value: &'r str,
    period: &'r str,
    stale: Option<bool>,
    source: &'r str,
}

impl<'r> Standard<'r> {
    pub fn of(standard: &'r report::StandardReport, public: bool) -> Self {
        let words = || StandardWords {
            by: standard.by.as_deref(),
            proof: standard.proof.as_deref(),
            explanation: standard.explanation.as_deref(),
        };
        Self {
            id: &standard.id,
            criterion: &standard.criterion,
            force: standard.force.word(),
            critical: standard.critical,
            status: report::status_word(standard.status),
            statement: &standard.statement,
            source: &standard.source,
            checked: standard.checked.map(|date| date.to_string()),
            words: (!public).then(words),
        }
    }
}

impl<'r> Lens<'r> {
    pub fn of(lens: &'r report::LensReport) -> Self {
        let facet = |facet: &'r report::FacetReport| Facet {
            id: &facet.id,
            title: &facet.title,
            distribution: &facet.distribution,
            criteria: facet.criteria,
            weakest: &facet.weakest,
            thin: facet.thin,
        };
        Self {
            id: &lens.id,
            title: &lens.title,
            facets: lens.facets.iter().map(facet).collect(),
        }
    }
}

impl<'r> Priority<'r> {
    pub fn of(priority: &'r report::PriorityReport) -> Self {
        Self {
            tier: priority.tier.number(),
            kind: priority.kind.word(),
            id: &priority.id,
            reason: &priority.reason,
        }
    }
}

impl<'r> Action<'r> {
    pub fn of(action: &'r report::ActionReport) -> Self {
        let bare = Self {
            id: &action.id,
            subject: &action.subject,
            what: &action.what,
            owner: None,
            due: None,
            measure: None,
            status: None,
            nothing_because: None,
            note: action.note.as_deref(),
            title: &action.title,
            progress: &action.progress,
            overdue: action.overdue,
        };
        match &action.course {
            Course::Act {
                owner,
                due,
                measure,
                status,
            } => Self {
                owner: Some(owner),
                due: Some(due.to_string()),
                measure: Some(measure),
                status: Some(status.word()),
                ..bare
            },
            Course::NoAction { reason } => Self {
                nothing_because: Some(reason),
                ..bare
            },
        }
    }
}

impl<'r> Indicator<'r> {
    pub fn of(indicator: &'r report::IndicatorReport) -> Self {
        Self {
            id: &indicator.id,
            domain: &indicator.domain,
            title: &indicator.title,
            unit: &indicator.unit,
            better: indicator.better_word(),
            own: indicator
                .own
                .iter()
                .map(|figure| Figure {
                    value: &figure.value,
                    period: &figure.period,
                    stale: figure.age.is_stale(),
                    note: figure.note.as_deref(),
                })
                .collect(),
            national: indicator
                .national
                .iter()
                .zip(&indicator.national_ages)
                .map(|(figure, age)| National {
                    value: &figure.value,
                    period: &figure.period,
                    stale: age.is_stale(),
                    source: &figure.source,
                })
                .collect(),
            caution: &indicator.caution,
        }
    }
}
