//! Every test that stands outside the library: one program, a module for each concern.

mod house;
mod rubric;
mod scoring;
mod world;
