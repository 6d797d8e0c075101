//! Every test that stands outside the library: one program, a module for each concern.

mod bad_input;
mod cli;
mod examples;
mod formats;
mod house;
mod privacy;
mod readme;
mod respondent;
mod rubric;
mod run;
mod scoring;
mod screen;
mod terminal;
mod together;
mod world;
