//! The bytes of a workbook → the answers of a form that came back, or every problem.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use strong_trust::assessment::Assessment;
use strong_trust::intake::form::{Form, write};
use strong_trust_fuzz::book::Book;
use strong_trust_fuzz::world;

static BASE: LazyLock<(Assessment, Book)> = LazyLock::new(|| {
    let assessment = world::assessment();
    let response = &assessment.responses[0];
    let bytes =
        write(&assessment, &response.respondent, &response.role).expect("a form is written");
    let book = Book::of(&bytes);
    (assessment, book)
});

fuzz_target!(|input: &[u8]| {
    let (assessment, book) = &*BASE;
    let form = match Form::open(&book.changed(input)) {
        Ok(form) => form,
        Err(error) => return drop(error.to_string()),
    };
    if let Err(problems) = form.belongs(assessment, None) {
        world::said(&problems);
    }
    match form.read(assessment, &assessment.responses[0]) {
        Ok(reading) => drop((
            reading.lines(),
            reading.answers(true),
            reading.conflict_lines(),
        )),
        Err(problems) => drop(world::said(&problems)),
    }
});
