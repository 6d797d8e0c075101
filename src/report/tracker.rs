//! The plan as a tracker: a table that people edit in Excel, and what they changed in it.
//!
//! A tracker carries, out of sight, whose it is and what every action said when it was written. So a
//! cell that nobody touched changes nothing, although the plan has moved on meanwhile; a cell that was
//! touched changes one field; and where both changed, neither is lost without a word.

mod change;
mod compare;
mod owner;
mod row;

use jiff::civil::Date;

use crate::assessment::{Action, ActionField, Assessment};
use crate::report::Edition;
use crate::report::lookup::Lookup;
use crate::report::plan::{title, without_action};
use crate::report::priority;
use crate::report::tracker::row::carried;
use crate::scoring::Profile;
use crate::text::capitalised;
use crate::words::long_date;

pub use change::{TrackerChange, TrackerChanges};
pub use compare::compare_tracker;
pub use row::{Given, GivenCell, ReadRow, TrackerRead};

/// What to do in the cell of the id for a new action.
pub const NEW_ACTION: &str = "For a new action, leave the cell empty.";

/// The heading over the ids.
pub const TRACKER_ID: &str = "Action";

/// The plan, to be edited in a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tracker {
    /// The trust's name.
    pub trust: String,
    /// The cycle, as written.
    pub cycle: String,
    /// Its title.
    pub title: String,
    /// How to use it.
    pub how: String,
    /// What tells whose it is: a name and a value each.
    pub about: Vec<(&'static str, String)>,
    /// One row for each action, in file order.
    pub rows: Vec<TrackerRow>,
    /// What an action can be for: id, what it is, domain.
    pub subjects: Vec<[String; 3]>,
    /// The priorities that have no action: id, what to do, why, domain.
    pub without: Vec<[String; 4]>,
    /// How to plan for one of them.
    pub how_without: String,
}

/// One action in a tracker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrackerRow {
    /// Its id.
    pub id: String,
    /// Its fields, in the order of [`ActionField::ALL`].
    pub fields: [Option<String>; 8],
    /// By when, if somebody will do it.
    pub due: Option<Date>,
    /// The title of what it is for.
    pub subject_title: String,
    /// Why that is a priority; empty where it is none.
    pub why: String,
}

/// What tells whose tracker it is.
fn about(assessment: &Assessment) -> Vec<(&'static str, String)> {
    let setup = &assessment.setup;
    vec![
        ("trust", setup.trust.clone()),
        ("cycle", setup.cycle.clone()),
        ("rubric", assessment.rubric.id().to_string()),
    ]
}

/// The fields of an action, in the order of [`ActionField::ALL`].
pub fn fields_of(action: &Action) -> [Option<String>; 8] {
    ActionField::ALL.map(|field| action.field(field))
}

/// The plan as a tracker.
pub fn tracker(assessment: &Assessment, profile: &Profile) -> Tracker {
    let lookup = Lookup::new(assessment, profile, Edition::Full);
    let setup = &assessment.setup;
    let priorities = priority::compose(&lookup);
    let row = |action: &Action| {
        let priority = priorities
            .iter()
            .find(|priority| priority.id == action.subject);
        TrackerRow {
            id: carried(&action.id),
            fields: fields_of(action).map(|text| text.as_deref().map(carried)),
            due: action.due(),
            subject_title: title(&lookup, &action.subject).to_owned(),
            why: priority.map_or_else(String::new, |priority| {
                format!("{}: {}", capitalised(priority.tier.name()), priority.reason)
            }),
        }
    };
    let subjects = lookup.rubric().domains().iter().flat_map(|domain| {
        let criteria = domain.criteria.iter().map(|criterion| {
            [
                criterion.id.to_string(),
                criterion.title.clone(),
                domain.title.clone(),
            ]
        });
        let standards = domain.standards.iter().map(|standard| {
            [
                standard.id.to_string(),
                standard.statement.clone(),
                domain.title.clone(),
            ]
        });
        criteria.chain(standards)
    });
    let without = without_action(&assessment.plan, &priorities)
        .into_iter()
        .map(|priority| {
            let domain = lookup
                .rubric()
                .domain(&priority.domain)
                .map_or_else(String::new, |domain| domain.title.clone());
            [
                priority.id.clone(),
                priority.lead(),
                priority.reason.clone(),
                domain,
            ]
        });
    Tracker {
        trust: setup.trust.clone(),
        cycle: setup.cycle.clone(),
        title: format!("{}: the plan {}", setup.trust, setup.cycle),
        how: format!(
            "Change what you like in the columns {} to {}; sort and filter as you please. For a new action, fill an empty row and leave the column {TRACKER_ID} empty. A row that is taken out changes nothing: set its status to Stopped instead. Then have it read, on the page of the plan in the browser or in a terminal: every change is shown before one is made. The plan as of the assessment on {}.",
            ActionField::For.title(),
            ActionField::Note.title(),
            long_date(setup.date)
        ),
        about: about(assessment),
        rows: assessment.plan.iter().map(row).collect(),
        subjects: subjects.collect(),
        without: without.collect(),
        how_without: "To plan for one of these, add a row on the sheet of the plan with the words of the first column under “For”. Where nothing will be done, give the reason there.".to_owned(),
    }
}
