//! The plan on a page of its own: what is overdue, what is to do, what is done, and what nobody has planned yet.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::assessment::{Action, Assessment};
use crate::document::{Column, Document, Phrase, Table};
use crate::report::Edition;
use crate::report::lookup::Lookup;
use crate::report::plan::{ActionReport, DETAILS, one, without_action, words};
use crate::report::priority::{self, PriorityReport};
use crate::scoring::Profile;
use crate::words::{long_date, quoted, sentence};

/// The plan as it stands on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanToday {
    /// Its title, with the day.
    pub title: String,
    /// What there is to say of it as a whole, in sentences.
    pub words: Vec<String>,
    /// Its actions in parts: overdue, to do, done, and decided against. A part without an action is not there.
    pub parts: Vec<PlanPart>,
    /// The priorities that have neither an action nor a reason for none, the most urgent first.
    pub without: Vec<Unplanned>,
}

/// Actions that are as far as each other, by priority and then by due date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanPart {
    /// How far they are.
    pub heading: &'static str,
    /// The actions.
    pub actions: Vec<ActionReport>,
}

/// A priority without an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unplanned {
    /// The id of its criterion or standard.
    pub id: String,
    /// What to do.
    pub lead: String,
    /// Why, and where it belongs.
    pub reason: String,
}

/// What stands over the priorities without an action.
pub const WITHOUT: &str = "Priorities without an action yet";

/// The plan as it stands on a day: by priority and then by due date. An action is overdue where it is open and was due before that day.
pub fn plan_today(assessment: &Assessment, profile: &Profile, as_at: Date) -> PlanToday {
    let lookup = Lookup::new(assessment, profile, Edition::Full);
    let priorities = priority::compose(&lookup);
    let without = without_action(&assessment.plan, &priorities);
    let ranks: HashMap<&str, usize> = priorities
        .iter()
        .enumerate()
        .map(|(rank, priority)| (priority.id.as_str(), rank))
        .collect();
    let mut actions: Vec<&Action> = assessment.plan.iter().collect();
    // The sort is stable, so that equals stay in file order.
    actions.sort_by_key(|action| {
        (
            ranks
                .get(action.subject.as_str())
                .copied()
                .unwrap_or(usize::MAX),
            action.due(),
        )
    });
    let of = |wanted: &dyn Fn(&Action) -> bool| {
        actions
            .iter()
            .copied()
            .filter(|action| wanted(action))
            .collect::<Vec<_>>()
    };

    let setup = &assessment.setup;
    let parts = [
        ("Overdue", of(&|action| action.is_overdue(as_at))),
        (
            "To do",
            of(&|action| action.is_open() && !action.is_overdue(as_at)),
        ),
        (
            "Complete or stopped",
            of(&|action| action.status().is_some() && !action.is_open()),
        ),
        (
            "Where nothing will be done, with a reason",
            of(&|action| action.status().is_none()),
        ),
    ];
    let told = |(heading, actions): (&'static str, Vec<&Action>)| PlanPart {
        heading,
        actions: actions
            .into_iter()
            .map(|action| one(&lookup, action, as_at))
            .collect(),
    };
    let unplanned = |priority: &PriorityReport| {
        let domain = lookup
            .rubric()
            .domain(&priority.domain)
            .map_or("", |domain| &domain.title);
        let reason = format!(
            "{} ({domain}; {})",
            sentence(&priority.reason),
            quoted(&priority.id)
        );
        Unplanned {
            id: priority.id.clone(),
            lead: priority.lead(),
            reason,
        }
    };
    PlanToday {
        title: format!(
            "{}: the plan {}, on {}",
            setup.trust,
            setup.cycle,
            long_date(as_at)
        ),
        words: vec![
            words(&assessment.plan, without.len(), as_at),
            format!(
                "The next review is on {}.",
                long_date(assessment.next_review())
            ),
        ],
        parts: parts
            .into_iter()
            .filter(|(_, actions)| !actions.is_empty())
            .map(told)
            .collect(),
        without: without.into_iter().map(unplanned).collect(),
    }
}

/// The plan as it stands on a day, as a document.
pub fn plan_page(assessment: &Assessment, profile: &Profile, as_at: Date) -> Document {
    let plan = plan_today(assessment, profile, as_at);
    let mut document = Document::new(plan.title);
    for words in plan.words {
        document.paragraph(words);
    }
    for part in plan.parts {
        document.heading(2, part.heading);
        document.table(table(&part));
    }
    if !plan.without.is_empty() {
        document.heading(2, WITHOUT);
        document.bullets(
            plan.without
                .into_iter()
                .map(|one| Phrase::led(one.lead, one.reason)),
        );
    }
    document
}

fn table(part: &PlanPart) -> Table {
    let row = |report: &ActionReport| {
        vec![
            report.title.as_str().into(),
            format!("{} ({})", report.what.trim(), report.id).into(),
            report.details().into(),
            report.progress.as_str().into(),
        ]
    };
    Table {
        caption: format!("{}: by priority, then by date", part.heading),
        columns: vec![
            Column::text("For"),
            Column::text("What"),
            Column::text(DETAILS),
            Column::text("Progress"),
        ],
        rows: part.actions.iter().map(row).collect(),
    }
}
