//! A small rubric, and an assessment by it with something in every file.

use std::sync::Arc;

use jiff::civil::{Date, date};
use strong_trust::assessment::{Assessment, AssessmentText, parse};
use strong_trust::diagnostic::{Diagnostic, render};
use strong_trust::rubric::{Builtin, Rubric, RubricId, RubricText, starter};
use strong_trust::source::Source;

/// The day on which everything is read.
pub const TODAY: Date = date(2026, 11, 22);

/// The heading of an assessment.
pub const SETUP: &str =
    "format = 1\ntrust = \"Northmoor\"\ncycle = \"2026\"\ndate = 2026-11-22\ndepth = \"full\"\n";

/// The rubric that `rubric new` writes: one domain, quickly read.
pub fn small() -> Rubric {
    let id = RubricId::new("small").expect("it is an id");
    let mut files = starter(&id)
        .into_iter()
        .filter(|(name, _)| !name.contains('/'))
        .map(|(name, text)| Source::new(name, text));
    let text = RubricText {
        main: files.next().expect("a rubric has a main file"),
        domains: files.collect(),
        unread: Vec::new(),
    };
    strong_trust::rubric::parse(&text).expect("the starter is valid")
}

/// A rubric inside the program with lenses, indicators and standards.
pub fn large() -> Rubric {
    Builtin::find("joining-a-trust")
        .expect("it is inside the program")
        .rubric()
}

/// An assessment by the small rubric: two people, and a plan.
pub fn assessment() -> Assessment {
    let rubric = small();
    let criterion = rubric.criteria().next().expect("it has one").id.to_string();
    let role = rubric.roles()[0].id.to_string();
    let mut text = AssessmentText::new(Source::new("assessment.toml", SETUP));
    text.responses = ["one", "two"]
        .map(|who| {
            Source::new(
                format!("responses/{who}.toml"),
                format!(
                    "format = 1\nrespondent = \"{who}\"\nrole = \"{role}\"\n[[answer]]\ncriterion = \"{criterion}\"\nlevel = 1\nnote = \"Seen\"\n"
                ),
            )
        })
        .to_vec();
    text.plan = Some(Source::new(
        "plan.toml",
        format!(
            "format = 1\n[[action]]\nid = \"action-1\"\nfor = \"{criterion}\"\nwhat = \"Do it\"\nowner = \"chair\"\ndue = 2027-03-01\nmeasure = \"Done\"\nstatus = \"not-started\"\n"
        ),
    ));
    parse(Arc::new(rubric), &text)
        .unwrap_or_else(|problems| panic!("it is valid: {}", said(&problems)))
        .assessment
}

/// Every problem as people see it, with its place in the text.
pub fn said(problems: &[Diagnostic]) -> String {
    problems
        .iter()
        .map(|problem| problem.line() + &render(problem, false))
        .collect()
}
