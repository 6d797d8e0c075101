//! The pages: one file each. Every page is a plain function from what was asked to what is given.

pub mod agree;
pub mod asset;
pub mod check;
pub mod compare;
pub mod entry;
pub mod form;
pub mod home;
pub mod new;
pub mod next;
pub mod numbers;
pub mod overview;
mod part;
pub mod people;
pub mod plan;
pub mod question;
pub mod report;
pub mod respondent;
pub mod rubric;
pub mod seat;
pub mod standards;
pub mod status;
pub mod stop;
mod subject;
pub mod targets;
pub mod tasks;
pub mod upgrade;
pub mod whatif;
