//! What belongs in a calendar: the days on which actions are due, and the day of the next review.

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::assessment::{Action, Assessment, Course};
use crate::report::Edition;
use crate::report::lookup::Lookup;
use crate::report::plan::title;
use crate::scoring::Profile;
use crate::text::capitalised;
use crate::words::{long_date, quoted, sentence};

/// Days to remember.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// What the calendar is called.
    pub name: String,
    /// Its days, the earliest first.
    pub events: Vec<Event>,
}

/// One day to remember, the whole of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// What tells it from every other event in the world. It stays the same for the same action of the same
    /// assessment, so that a calendar that takes the file a second time changes its entry and adds none.
    pub uid: String,
    /// The day.
    pub day: Date,
    /// What it says in the calendar.
    pub summary: String,
    /// What it says when it is opened.
    pub description: String,
}

/// The due dates of what is still to be done, and the next review: on `review`, else on the day that the plan
/// says, else a year after the assessment.
pub fn calendar(assessment: &Assessment, profile: &Profile, review: Option<Date>) -> Calendar {
    let lookup = Lookup::new(assessment, profile, Edition::Full);
    let setup = &assessment.setup;
    let mut events: Vec<Event> = assessment
        .plan
        .iter()
        .filter_map(|action| due(&lookup, action))
        .collect();
    events.push(Event {
        uid: uid(assessment, "review", ""),
        day: review.unwrap_or_else(|| assessment.next_review()),
        summary: format!("Next self-assessment of {}", setup.trust.trim()),
        description: format!(
            "The last one was on {} ({}). The next cycle begins from it: its rubric, its targets and the actions that are still open.",
            long_date(setup.date),
            setup.cycle.trim()
        ),
    });
    // The sort is stable, so that the same plan always gives the same calendar.
    events.sort_by_key(|event| event.day);
    Calendar {
        name: format!("{}: plan {}", setup.trust.trim(), setup.cycle.trim()),
        events,
    }
}

fn due(lookup: &Lookup<'_>, action: &Action) -> Option<Event> {
    let Course::Act {
        owner,
        due,
        measure,
        status,
    } = &action.course
    else {
        return None;
    };
    if !status.is_open() {
        return None;
    }
    let mut lines = vec![
        format!("Owner: {}", owner.trim()),
        format!(
            "For: {} ({})",
            quoted(title(lookup, &action.subject)),
            action.subject
        ),
        format!("How we shall know: {}", sentence(measure)),
        format!(
            "{} on {}, in the plan as {}.",
            capitalised(status.phrase()),
            long_date(lookup.assessment.setup.date),
            action.id
        ),
    ];
    lines.extend(
        action
            .note
            .as_deref()
            .map(|note| format!("Note: {}", sentence(note))),
    );
    Some(Event {
        uid: uid(lookup.assessment, "action", &action.id),
        day: *due,
        summary: format!("Due: {}", action.what.trim()),
        description: lines.join("\n"),
    })
}

/// A name from what stays the same. It is hashed, because an id may hold anything and a trust's name is nobody else's business.
fn uid(assessment: &Assessment, kind: &str, id: &str) -> String {
    let mut hash = Sha256::new();
    for part in [
        assessment.rubric.id().as_str(),
        &assessment.setup.trust,
        &assessment.setup.cycle,
        kind,
        id,
    ] {
        // The length keeps "a" and "bc" apart from "ab" and "c".
        hash.update(part.len().to_le_bytes());
        hash.update(part);
    }
    let bytes: [u8; 16] = hash.finalize()[..16]
        .try_into()
        .expect("a SHA-256 has 32 bytes");
    format!("{:032x}@strong-trust", u128::from_be_bytes(bytes))
}
