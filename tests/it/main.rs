//! Every test that stands outside the library: one program, a module for each concern.

mod bad_input;
mod change;
mod cli;
mod compare;
mod examples;
mod formats;
mod house;
mod next;
mod readme;
mod rubric;
mod run;
mod scoring;
mod screen;
mod terminal;
mod upgrade;
mod world;
