//! The files of a rubric → a rubric or every problem, and what the linter says of its wording.
#![no_main]

use libfuzzer_sys::fuzz_target;
use strong_trust::export::markdown;
use strong_trust::report::rubric_page;
use strong_trust::rubric::{RubricText, lint, parse};
use strong_trust_fuzz::{files, world};

fuzz_target!(|input: &str| {
    let mut files = files::split(input, "rubric.toml").into_iter();
    let Some(main) = files.next() else { return };
    let text = RubricText {
        main,
        domains: files.collect(),
        unread: Vec::new(),
    };
    world::said(&lint(&text, world::TODAY));
    match parse(&text) {
        Ok(rubric) => drop(markdown::render(&rubric_page(&rubric))),
        Err(problems) => drop(world::said(&problems)),
    }
});
