//! Every test that stands outside the library: one program, a module for each concern.

mod bad_input;
mod cases;
mod cli;
mod examples;
mod foreign;
mod formats;
mod house;
mod lift;
mod readme;
mod rubric;
mod run;
mod scoring;
mod screen;
mod terminal;
mod world;
