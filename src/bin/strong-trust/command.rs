//! One file for each command: its arguments, and the one function that does it.

pub mod agree;
pub mod answer;
pub mod assess;
pub mod check;
pub mod compare;
pub mod completions;
pub mod explain;
pub mod form;
pub mod indicator;
pub mod man;
pub mod menu;
pub mod new;
pub mod next;
pub mod plan;
pub mod report;
pub mod respondent;
pub mod rubric;
pub mod serve;
pub mod staircase;
pub mod standards;
pub mod status;
pub mod target;
pub mod upgrade;
pub mod whatif;
