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
mod last;
mod outcome;
mod page;
mod prompt;
mod register;
mod screens;
#[cfg(test)]
mod script;
#[cfg(test)]
mod sittings;
mod walk;

pub use choice::{Choice, Opt, Picked};
pub use date::{read_date, spoken_date};
pub use interview::{interview, interview_again};
pub use keeper::{KeepError, Keeper};
pub use last::LastTime;
pub use outcome::{Options, Outcome};
pub use page::{Block, Page, Room, wrap};
pub use prompt::{DatePrompt, Interviewer, LONGEST_TEXT, Leaving, Prompt, Reply, TextPrompt};
pub use register::standards;
pub use walk::{Place, Scope, Screen, Walk};
