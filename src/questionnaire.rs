//! Asking: which screen comes next, what stands on it, and what the answers become.
//!
//! Nothing here knows a terminal, a disk or a clock. An [`Interviewer`] shows
//! pages and reads replies, a [`Keeper`] keeps what was answered, and today's
//! date is passed in. [`Walk`] decides which screen comes next and can be
//! tested alone; [`interview`] asks the questions of a rubric, [`standards`]
//! the baseline register, [`moderate`] what a meeting agrees; each keeps an
//! answer before it shows the next.

mod ask;
mod beside;
mod caps;
mod choice;
mod date;
mod evidence;
mod haste;
mod interview;
mod interviewer;
mod keeper;
mod last;
mod leaving;
mod ledger;
mod lists;
mod moderation;
mod outcome;
mod page;
mod plan;
mod prompt;
mod register;
pub mod said;
mod screens;
#[cfg(test)]
mod script;
mod signs;
#[cfg(test)]
mod sittings;
mod still;
mod walk;
mod who;

pub use caps::{evidence_sentence, first_cap, named};
pub use choice::{Choice, Menu, Opt, Picked};
pub use date::{read_date, spoken_date};
pub use evidence::evidence_told;
pub use haste::{Haste, haste};
pub use interview::{interview, interview_again};
pub use interviewer::Interviewer;
pub use keeper::{KeepError, Keeper};
pub use last::LastTime;
pub use leaving::{Leaving, NoAnswer};
pub use moderation::{
    Meeting, Moderation, Outside, Part, Point, agreed_recorded, agreed_saved, agreed_told,
    moderate, outside,
};
pub use outcome::{Options, Outcome};
pub use page::{Block, Page, Room, wrap};
pub use plan::{
    COURSES, PlanOutcome, PlanSitting, Suggestion, action_asks, action_saved, action_told,
};
pub use prompt::{DatePrompt, LONGEST_TEXT, Prompt, TextPrompt, read_text};
pub use register::{
    Group, explanation_asked, force, groups, recorded as standard_recorded, source, standard_place,
    standards, told as standard_told,
};
pub use screens::{
    WHO_SEES_WHAT, check_title, help, place, progress, progress_of, recorded, remarks,
    standing as standing_told, tasks_title, told, welcome,
};
pub use walk::{Place, Scope, Screen, Walk};
pub use who::{WHO_YOU_ARE, name_note, newcomer_note, not_a_respondent};
