//! The example inside the program, for people who have no folder yet.

use std::sync::Arc;

use crate::assessment::{Assessment, AssessmentText, parse};
use crate::rubric::Builtin;
use crate::source::Source;

macro_rules! northmoor {
    ($file:literal) => {
        Source::new(
            $file,
            include_str!(concat!("../../examples/northmoor/", $file)),
        )
    };
}

/// Northmoor, an invented trust of seven schools.
///
/// # Panics
/// Never: a test reads it.
pub fn northmoor() -> Assessment {
    let rubric = Builtin::find("strong-trust")
        .expect("the five-domain rubric is inside the program")
        .rubric();
    let text = AssessmentText {
        setup: northmoor!("assessment.toml"),
        responses: responses(),
        unread: Vec::new(),
        standards: Some(northmoor!("standards.toml")),
        agreed: Some(northmoor!("agreed.toml")),
        indicators: Some(northmoor!("indicators.toml")),
        plan: Some(northmoor!("plan.toml")),
    };
    parse(Arc::new(rubric), &text)
        .expect("a test reads the example")
        .assessment
}

fn responses() -> Vec<Source> {
    vec![
        northmoor!("responses/chair.toml"),
        northmoor!("responses/chief-executive.toml"),
        northmoor!("responses/finance-director.toml"),
        northmoor!("responses/governance-professional.toml"),
        northmoor!("responses/headteacher-primary.toml"),
        northmoor!("responses/headteacher-secondary.toml"),
        northmoor!("responses/trustee-education.toml"),
        northmoor!("responses/trustee-finance.toml"),
    ]
}
