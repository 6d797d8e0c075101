//! Asking: which screen comes next, what stands on it, and what the answers become.
//!
//! Nothing here knows a terminal, a disk or a clock. An [`Interviewer`] shows
//! pages and reads replies, a [`Keeper`] keeps what was answered, and today's
//! date is passed in. [`Walk`] decides which screen comes next and can be
//! tested alone; [`interview`] asks the questions of a rubric, [`standards`]
//! the baseline register; both keep each answer before they show the next.

mod ask;
mod beside;
mod caps;
mod choice;
mod date;
mod interview;
mod keeper;
mod outcome;
mod page;
mod prompt;
mod register;
pub mod said;
mod screens;
#[cfg(test)]
mod script;
#[cfg(test)]
mod sittings;
mod walk;

pub use beside::evidence_told;
pub use caps::{evidence_sentence, first_cap, named};
pub use choice::{Choice, Opt, Picked};
pub use date::{read_date, spoken_date};
pub use interview::interview;
pub use keeper::{KeepError, Keeper};
pub use outcome::{Options, Outcome};
pub use page::{Block, Page, Room, wrap};
pub use prompt::{DatePrompt, Interviewer, LONGEST_TEXT, Leaving, Prompt, Reply, TextPrompt, read_text};
pub use register::{
    Group, explanation_asked, force, groups, recorded as standard_recorded, source, standard_place, standards, told as standard_told,
};
pub use screens::{WHO_SEES_WHAT, check_title, help, place, progress, progress_of, recorded, remarks, tasks_title, told, welcome};
pub use walk::{Place, Scope, Screen, Walk};
