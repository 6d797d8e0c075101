//! Every test that stands outside the library: one program, a module for each concern.

mod agree;
mod bad_input;
mod cases;
mod change;
mod cli;
mod compare;
mod coverage;
mod examples;
#[expect(dead_code, reason = "the tests inside the library use the rest of it")]
mod fill;
mod foreign;
mod form;
mod formats;
#[cfg(unix)]
mod hostile_folder;
mod house;
mod inference;
mod killed;
mod left_out;
mod lift;
mod next;
mod plan;
mod privacy;
mod readme;
mod respondent;
mod rubric;
mod run;
mod scoring;
mod screen;
mod terminal;
mod together;
mod typed;
mod upgrade;
#[cfg(unix)]
mod users;
#[cfg(feature = "web")]
mod web;
mod world;
