//! Every test that stands outside the library: one program, a module for each concern.

mod bad_input;
mod cli;
mod house;
mod rubric;
mod run;
mod scoring;
mod world;
