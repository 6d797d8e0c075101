//! Asking: which screen comes next, what is on it, and what the answers become.
//!
//! Nothing here knows a terminal, a disk or a clock. An [`Interviewer`] shows
//! pages and asks, a [`Repository`] saves what was answered, and today's date
//! is passed in. [`Navigation`] decides which screen comes next and can be
//! tested alone; [`interview`] asks the questions of a rubric, [`standards`]
//! the baseline register, [`moderate`] what a meeting agrees: one sitting for
//! three subjects, which saves an answer before it shows the next question.

mod caps;
mod choice;
mod date;
mod details;
mod interview;
mod interviewer;
mod last;
mod leaving;
mod moderation;
mod navigation;
mod outcome;
mod page;
mod plan;
mod prompt;
mod question;
mod register;
mod repository;
pub mod said;
mod saved;
mod scale;
mod screens;
#[cfg(test)]
mod script;
mod sitting;
#[cfg(test)]
mod sittings;
mod still_true;
mod straightlining;
mod summary;
mod who;

pub use caps::{evidence_sentence, first_cap, named};
pub use choice::{Choice, Menu, Opt, Picked};
pub use date::read_date;
pub use interview::{interview, interview_again};
pub use interviewer::Interviewer;
pub use last::LastTime;
pub use leaving::{Leaving, NoAnswer};
pub use moderation::{Meeting, Moderation, Outside, Part, Point, agreed_saved, moderate, outside};
pub use navigation::{Navigation, Place, Scope, Screen};
pub use outcome::{Options, Outcome};
pub use page::{Block, Page, Room, wrap};
pub use plan::{
    COURSES, PlanOutcome, PlanSitting, Suggestion, action_asks, action_saved, action_told,
};
pub use prompt::{DatePrompt, LONGEST_TEXT, Prompt, TextPrompt, read_text};
pub use register::{Group, explanation_asked, force, groups, source, standard_place, standards};
pub use repository::{Repository, SaveError};
pub use screens::{
    WHO_SEES_WHAT, check_title, help, place, progress, progress_of, remarks, tasks_title, welcome,
};
pub use straightlining::{Straightlining, straightlining};
pub use summary::{
    agreed_details as agreed_recorded, agreed_summary as agreed_told, answer_details as recorded,
    answer_summary as told, entry_details as standard_recorded, entry_summary as standard_told,
    evidence_in_words as evidence_told, rating as standing_told,
};
pub use who::{WHO_YOU_ARE, name_note, newcomer_note, not_a_respondent};
