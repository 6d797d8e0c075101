//! The plan on a page of its own: what is overdue, what is to do, what is done, and what nobody has planned yet.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::assessment::{Action, Assessment};
use crate::report::Edition;
use crate::report::block::{Column, Document, Phrase, Table};
use crate::report::lookup::Lookup;
use crate::report::plan::{one, without_action, words};
use crate::report::priority;
use crate::report::words::{long_date, quoted, sentence};
use crate::scoring::Profile;

/// The plan as it stands on a day: by priority and then by due date. An action is overdue where it is open and was due before that day.
pub fn plan_page(assessment: &Assessment, profile: &Profile, as_at: Date) -> Document {
    let lookup = Lookup::new(assessment, profile, Edition::Full);
    let priorities = priority::compose(&lookup);
    let without = without_action(&assessment.plan, &priorities);
    let ranks: HashMap<&str, usize> = priorities.iter().enumerate().map(|(rank, priority)| (priority.id.as_str(), rank)).collect();
    let mut actions: Vec<&Action> = assessment.plan.iter().collect();
    // The sort is stable, so that equals stay in file order.
    actions.sort_by_key(|action| (ranks.get(action.subject.as_str()).copied().unwrap_or(usize::MAX), action.due()));
    let of = |wanted: &dyn Fn(&Action) -> bool| actions.iter().copied().filter(|action| wanted(action)).collect::<Vec<_>>();

    let setup = &assessment.setup;
    let mut document = Document::new(format!("{}: the plan {}, on {}", setup.trust, setup.cycle, long_date(as_at)));
    document.paragraph(words(&assessment.plan, without.len(), as_at));
    document.paragraph(format!("The next review is on {}.", long_date(assessment.next_review())));
    let parts = [
        ("Overdue", of(&|action| action.is_overdue(as_at))),
        ("To do", of(&|action| action.is_open() && !action.is_overdue(as_at))),
        ("Complete or stopped", of(&|action| action.status().is_some() && !action.is_open())),
        ("Where nothing will be done, with a reason", of(&|action| action.status().is_none())),
    ];
    for (heading, actions) in parts.into_iter().filter(|(_, actions)| !actions.is_empty()) {
        document.heading(2, heading);
        document.table(table(&lookup, heading, &actions, as_at));
    }
    if !without.is_empty() {
        document.heading(2, "Priorities without an action yet");
        document.bullets(without.into_iter().map(|priority| {
            let domain = lookup.rubric().domain(&priority.domain).map_or("", |domain| &domain.title);
            Phrase::led(priority.lead(), format!("{} ({domain}; {})", sentence(&priority.reason), quoted(&priority.id)))
        }));
    }
    document
}

fn table(lookup: &Lookup<'_>, caption: &str, actions: &[&Action], as_at: Date) -> Table {
    let row = |action: &&Action| {
        let report = one(lookup, action, as_at);
        vec![
            report.title.as_str().into(),
            format!("{} ({})", report.what.trim(), report.id).into(),
            report.details().into(),
            report.progress.as_str().into(),
        ]
    };
    Table {
        caption: format!("{caption}: by priority, then by date"),
        columns: vec![
            Column::text("For"),
            Column::text("What"),
            Column::text("Who, when, and how we shall know"),
            Column::text("Progress"),
        ],
        rows: actions.iter().map(row).collect(),
    }
}
