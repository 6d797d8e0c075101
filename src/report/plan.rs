//! The plan: actions, and the priorities that have none.

mod page;

use std::collections::HashSet;

use jiff::civil::Date;

use crate::assessment::{Action, ActionStatus, Assessment, Course};
use crate::report::Edition;
use crate::report::action::far;
use crate::report::lookup::Lookup;
use crate::report::priority::{self, BOARD_PRIORITIES, PriorityReport, SubjectKind};
use crate::rubric::{CriterionId, StandardId};
use crate::scoring::Profile;
use crate::text::{capitalised, list};
use crate::words::{counted, long_date, number, opened, sentence};

pub use page::{PlanPart, PlanToday, Unplanned, WITHOUT, plan_page, plan_today};

/// The heading over [`ActionReport::details`].
pub(crate) const DETAILS: &str = "Who, when, and how we shall know";

/// The plan of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Its actions, in file order. Empty in the public edition.
    pub actions: Vec<ActionReport>,
    /// What there is to say of the plan as a whole.
    pub words: String,
    /// The priorities that have neither an action nor a reason for none, in words. Empty in the public edition.
    pub without: Vec<String>,
}

/// One action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionReport {
    /// Its id.
    pub id: String,
    /// The criterion or standard it is for, by id.
    pub subject: String,
    /// The title of that criterion, or of the criterion of that standard.
    pub title: String,
    /// What is to be done.
    pub what: String,
    /// How.
    pub course: Course,
    /// A note.
    pub note: Option<String>,
    /// How it is going, in words.
    pub progress: String,
    /// Whether it is still to be done, and was due before the day of the report.
    pub overdue: bool,
}

pub fn compose(lookup: &Lookup<'_>, priorities: &[PriorityReport]) -> Plan {
    let plan = &lookup.assessment.plan;
    let as_at = lookup.assessment.setup.date;
    let without = without_action(plan, priorities);
    let words = words(plan, without.len(), as_at);
    if !lookup.shows_words() {
        return Plan {
            actions: Vec::new(),
            words,
            without: Vec::new(),
        };
    }
    let shown = match lookup.edition {
        Edition::Full | Edition::Public => without.len(),
        // A board looks at its first priorities; the sentence above counts the rest.
        Edition::Board => {
            without_action(plan, &priorities[..priorities.len().min(BOARD_PRIORITIES)]).len()
        }
    };
    let without = without.into_iter().take(shown).map(told).collect();
    Plan {
        actions: plan
            .iter()
            .map(|action| one(lookup, action, as_at))
            .collect(),
        words,
        without,
    }
}

/// Why the next review cannot be on a day. `None`: it can.
pub fn unfit_review(assessment: &Assessment, day: Date) -> Option<String> {
    let assessed = assessment.setup.date;
    (day <= assessed).then(|| {
        format!(
            "{} is not after the assessment itself, which is of {}: give a later day.",
            long_date(day),
            long_date(assessed)
        )
    })
}

/// The priorities of an assessment that have neither an action nor a reason for none, the most urgent first.
pub fn priorities_without(assessment: &Assessment, profile: &Profile) -> Vec<PriorityReport> {
    let priorities = priority::compose(&Lookup::new(assessment, profile, Edition::Full));
    without_action(&assessment.plan, &priorities)
        .into_iter()
        .cloned()
        .collect()
}

pub fn without_action<'p>(
    plan: &[Action],
    priorities: &'p [PriorityReport],
) -> Vec<&'p PriorityReport> {
    let planned: HashSet<&str> = plan.iter().map(|action| action.subject.as_str()).collect();
    priorities
        .iter()
        .filter(|priority| !planned.contains(priority.id.as_str()))
        .collect()
}

/// A priority in a list. Several standards may belong to one criterion, so a standard is told with its reason.
fn told(priority: &PriorityReport) -> String {
    match priority.kind {
        SubjectKind::Criterion => priority.lead(),
        SubjectKind::Standard => format!("{} {}", priority.lead(), priority.reason),
    }
}

/// How many entries there are, how far they are, and how many priorities have none.
fn words(plan: &[Action], without: usize, as_at: Date) -> String {
    let open = if without > 0 {
        format!(
            " {} no action yet.",
            opened(&counted(without, "priority has", "priorities have"))
        )
    } else {
        String::new()
    };
    if plan.is_empty() {
        return "There is no action in the plan yet.".to_owned();
    }
    let count = |wanted: ActionStatus| {
        plan.iter()
            .filter(|action| action.status() == Some(wanted))
            .count()
    };
    let decided = plan
        .iter()
        .filter(|action| action.status().is_none())
        .count();
    let mut parts: Vec<String> = ActionStatus::ALL
        .into_iter()
        .map(|status| (count(status), status))
        .filter(|(count, _)| *count > 0)
        .map(|(count, status)| format!("{} {}", number(count), status.phrase()))
        .collect();
    if decided > 0 {
        parts.push(format!(
            "{} where the trust decided to do nothing, with a reason",
            number(decided)
        ));
    }
    let late = match plan
        .iter()
        .filter(|action| action.is_overdue(as_at))
        .count()
    {
        0 => String::new(),
        late => format!(
            " {} overdue on {}.",
            opened(&counted(late, "action is", "actions are")),
            long_date(as_at)
        ),
    };
    format!(
        "The plan has {}: {}.{late}{open}",
        counted(plan.len(), "entry", "entries"),
        list(&parts)
    )
}

fn one(lookup: &Lookup<'_>, action: &Action, as_at: Date) -> ActionReport {
    ActionReport {
        id: action.id.clone(),
        subject: action.subject.clone(),
        title: title(lookup, &action.subject).to_owned(),
        what: action.what.clone(),
        course: action.course.clone(),
        note: action.note.clone().map(String::from),
        progress: capitalised(&far(action, as_at)),
        overdue: action.is_overdue(as_at),
    }
}

/// The title of a criterion, or of the criterion of a standard.
pub fn title<'a>(lookup: &Lookup<'a>, subject: &str) -> &'a str {
    let criterion = CriterionId::new(subject)
        .ok()
        .filter(|id| lookup.criterion(id).is_some());
    let standard = StandardId::new(subject)
        .ok()
        .and_then(|id| lookup.standard(&id));
    criterion
        .as_ref()
        .or(standard.map(|standard| &standard.criterion))
        .map_or("", |id| lookup.title(id))
}

impl ActionReport {
    /// Owner, due date and measure in words, or the reason for doing nothing.
    pub fn details(&self) -> String {
        let details = match &self.course {
            Course::Act {
                owner,
                due,
                measure,
                ..
            } => {
                format!(
                    "Owner: {}. Due: {}. How we shall know: {}",
                    owner.trim(),
                    long_date(*due),
                    sentence(measure)
                )
            }
            Course::NoAction { reason } => format!("Why: {}", sentence(reason)),
        };
        match &self.note {
            Some(note) => format!("{details} Note: {}", sentence(note)),
            None => details,
        }
    }
}

#[cfg(test)]
mod tests;
