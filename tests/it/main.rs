//! Every test that stands outside the library: one program, a module for each concern.

mod bad_input;
mod cli;
mod examples;
#[expect(dead_code, reason = "the tests inside the library use the rest of it")]
mod fill;
mod form;
mod formats;
mod house;
mod readme;
mod rubric;
mod run;
mod scoring;
mod screen;
mod terminal;
mod world;
