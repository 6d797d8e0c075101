//! One file for each command: its arguments, and the one function that does it.

pub mod answer;
pub mod assess;
pub mod check;
pub mod compare;
pub mod completions;
pub mod explain;
pub mod man;
pub mod menu;
pub mod new;
pub mod next;
pub mod report;
pub mod rubric;
pub mod standards;
pub mod status;
pub mod upgrade;
