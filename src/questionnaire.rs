//! Asking: which screen comes next, what stands on it, and what the answers become.
//!
//! Nothing here knows a terminal, a disk or a clock. An [`Interviewer`] shows
//! pages and reads replies, a [`Keeper`] keeps what was answered, and today's
//! date is passed in. [`Walk`] decides which screen comes next and can be
//! tested alone; [`interview`] asks the questions of a rubric, [`standards`]
//! the baseline register.

mod choice;
mod date;
mod keeper;
mod page;
mod prompt;
#[cfg(test)]
mod script;
mod walk;

pub use choice::{Choice, Opt, Picked};
pub use date::{read_date, spoken_date};
pub use keeper::{KeepError, Keeper};
pub use page::{Block, Page, Room, wrap};
pub use prompt::{DatePrompt, Interviewer, LONGEST_TEXT, Leaving, Prompt, Reply, TextPrompt};
pub use walk::{Place, Scope, Screen, Walk};
