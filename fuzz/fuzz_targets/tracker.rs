//! The bytes of a workbook → what a tracker that came back changes in the plan, or every fault.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use strong_trust::assessment::Assessment;
use strong_trust::export::excel::tracker;
use strong_trust::intake;
use strong_trust::report::compare_tracker;
use strong_trust::scoring::score;
use strong_trust_fuzz::book::Book;
use strong_trust_fuzz::world;

static BASE: LazyLock<(Assessment, Book)> = LazyLock::new(|| {
    let assessment = world::assessment();
    let written = strong_trust::report::tracker(&assessment, &score(&assessment));
    let book = Book::of(&tracker::render(&written).expect("a tracker is written"));
    (assessment, book)
});

fuzz_target!(|input: &[u8]| {
    let (assessment, book) = &*BASE;
    match intake::tracker::read(&book.changed(input)) {
        Ok(read) => {
            for past_due_ok in [true, false] {
                if let Ok(changes) = compare_tracker(assessment, &read, world::TODAY, past_due_ok) {
                    drop((changes.lines(), changes.summary()));
                }
            }
        }
        Err(error) => drop(error.to_string()),
    }
});
