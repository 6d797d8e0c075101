//! The plan: actions, and the priorities that have none.

use std::collections::HashSet;

use crate::assessment::{Action, ActionStatus, Course};
use crate::report::Edition;
use crate::report::lookup::Lookup;
use crate::report::priority::{BOARD_PRIORITIES, PriorityReport, SubjectKind};
use crate::report::words::{counted, long_date, number, opened};
use crate::rubric::{CriterionId, StandardId};
use crate::text::capitalised;

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
}

pub fn compose(lookup: &Lookup<'_>, priorities: &[PriorityReport]) -> Plan {
    let plan = &lookup.assessment.plan;
    let planned: HashSet<&str> = plan.iter().map(|action| action.subject.as_str()).collect();
    let without = without_action(priorities, &planned);
    let words = words(plan, without.len());
    if !lookup.shows_words() {
        return Plan { actions: Vec::new(), words, without: Vec::new() };
    }
    let without = match lookup.edition {
        Edition::Full | Edition::Public => without,
        // A board looks at its first priorities; the sentence above counts the rest.
        Edition::Board => without_action(&priorities[..priorities.len().min(BOARD_PRIORITIES)], &planned),
    };
    Plan { actions: plan.iter().map(|action| one(lookup, action)).collect(), words, without }
}

fn without_action(priorities: &[PriorityReport], planned: &HashSet<&str>) -> Vec<String> {
    priorities.iter().filter(|priority| !planned.contains(priority.id.as_str())).map(told).collect()
}

/// A priority in a list. Several standards may belong to one criterion, so a standard is told with its reason.
fn told(priority: &PriorityReport) -> String {
    match priority.kind {
        SubjectKind::Criterion => priority.lead(),
        SubjectKind::Standard => format!("{} {}", priority.lead(), priority.reason),
    }
}

fn words(plan: &[Action], without: usize) -> String {
    if plan.is_empty() {
        return "There is no action in the plan yet.".to_owned();
    }
    let count = |wanted: ActionStatus| {
        plan.iter()
            .filter(|action| match &action.course {
                Course::Act { status, .. } => *status == wanted,
                Course::NoAction { .. } => false,
            })
            .count()
    };
    let decided = plan.iter().filter(|action| matches!(action.course, Course::NoAction { .. })).count();
    let mut parts: Vec<String> = [ActionStatus::NotStarted, ActionStatus::InProgress, ActionStatus::Complete, ActionStatus::Stopped]
        .into_iter()
        .map(|status| (count(status), status))
        .filter(|(count, _)| *count > 0)
        .map(|(count, status)| format!("{} {}", number(count), status.phrase()))
        .collect();
    if decided > 0 {
        parts.push(format!("{} where the trust decided to do nothing, with a reason", number(decided)));
    }
    let mut words = format!("The plan has {}: {}.", counted(plan.len(), "entry", "entries"), crate::text::list(&parts));
    if without > 0 {
        words.push_str(&format!(" {} no action yet.", opened(&counted(without, "priority has", "priorities have"))));
    }
    words
}

fn one(lookup: &Lookup<'_>, action: &Action) -> ActionReport {
    let criterion = CriterionId::new(action.subject.as_str()).ok().filter(|id| lookup.criterion(id).is_some());
    let standard = StandardId::new(action.subject.as_str()).ok().and_then(|id| lookup.standard(&id));
    let title = criterion.as_ref().or(standard.map(|standard| &standard.criterion)).map_or("", |id| lookup.title(id));
    let progress = match &action.course {
        Course::Act { due, status, .. } => {
            let open = match status {
                ActionStatus::NotStarted | ActionStatus::InProgress => true,
                ActionStatus::Complete | ActionStatus::Stopped => false,
            };
            let late = if open && *due < lookup.assessment.setup.date { ", due before this assessment" } else { "" };
            capitalised(&format!("{}{late}", status.phrase()))
        }
        Course::NoAction { .. } => "No action, with a reason".to_owned(),
    };
    ActionReport {
        id: action.id.clone(),
        subject: action.subject.clone(),
        title: title.to_owned(),
        what: action.what.clone(),
        course: action.course.clone(),
        note: action.note.clone(),
        progress,
    }
}

impl ActionReport {
    /// Owner, due date and measure in words, or the reason for doing nothing.
    pub fn details(&self) -> String {
        let details = match &self.course {
            Course::Act { owner, due, measure, .. } => {
                format!("Owner: {}. Due: {}. How we shall know: {}", owner.trim(), long_date(*due), crate::report::words::sentence(measure))
            }
            Course::NoAction { reason } => format!("Why: {}", crate::report::words::sentence(reason)),
        };
        match self.note.as_deref().filter(|note| !note.trim().is_empty()) {
            Some(note) => format!("{details} Note: {}", crate::report::words::sentence(note)),
            None => details,
        }
    }
}
