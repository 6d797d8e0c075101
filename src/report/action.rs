//! One action in a sentence, and how far it is.

use jiff::civil::Date;

use crate::assessment::{Action, Course};
use crate::report::lookup::Lookup;
use crate::words::{long_date, quoted, sentence};

/// The actions for a criterion or standard, each in a sentence with how far it is.
pub fn planned(lookup: &Lookup<'_>, subject: &str) -> Vec<String> {
    let as_at = lookup.assessment.setup.date;
    let told = |action: &&Action| {
        let what = quoted(action.what.trim().trim_end_matches('.'));
        match &action.course {
            Course::Act {
                owner, due, status, ..
            } => {
                let by = if status.is_open() {
                    format!(", due {}", long_date(*due))
                } else {
                    String::new()
                };
                format!("{what} ({}{by}; {}).", far(action, as_at), owner.trim())
            }
            Course::NoAction { reason } => {
                format!("Nothing will be done for now: {}", sentence(reason))
            }
        }
    };
    lookup.actions(subject).iter().map(told).collect()
}

/// How far an action is, in a few words: "in progress, overdue".
pub fn far(action: &Action, as_at: Date) -> String {
    match action.status() {
        Some(status) if action.is_overdue(as_at) => format!("{}, overdue", status.phrase()),
        Some(status) => status.phrase().to_owned(),
        None => "no action, with a reason".to_owned(),
    }
}
