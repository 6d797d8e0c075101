//! The files of an assessment → every problem, or the report in each edition.
#![no_main]

use std::sync::{Arc, LazyLock};

use libfuzzer_sys::fuzz_target;
use strong_trust::assessment::{AssessmentText, parse};
use strong_trust::export::{json, markdown};
use strong_trust::report::{Edition, compose, document};
use strong_trust::rubric::Rubric;
use strong_trust::scoring::score;
use strong_trust_fuzz::{files, world};

static RUBRICS: LazyLock<[Arc<Rubric>; 2]> =
    LazyLock::new(|| [Arc::new(world::small()), Arc::new(world::large())]);

fuzz_target!(|input: &str| {
    // An input that begins with a space is read by the larger rubric.
    let rubric = &RUBRICS[usize::from(input.starts_with(' '))];
    let mut files = files::split(input, "assessment.toml").into_iter();
    let Some(setup) = files.next() else { return };
    let mut text = AssessmentText::new(setup);
    for file in files {
        match file.name() {
            "standards.toml" => text.standards = Some(file),
            "agreed.toml" => text.agreed = Some(file),
            "indicators.toml" => text.indicators = Some(file),
            "plan.toml" => text.plan = Some(file),
            _ => text.responses.push(file),
        }
    }
    match parse(Arc::clone(rubric), &text) {
        Err(problems) => drop(world::said(&problems)),
        Ok(parsed) => {
            world::said(&parsed.warnings);
            let profile = score(&parsed.assessment);
            for edition in Edition::ALL {
                let report = compose(&parsed.assessment, &profile, edition);
                json::render(&report);
                markdown::render(&document(&report));
            }
        }
    }
});
