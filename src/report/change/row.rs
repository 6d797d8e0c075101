//! The assessments that are set side by side.

use crate::assessment::Assessment;
use crate::report::Edition;
use crate::rubric::{Level, Rubric};
use crate::scoring::Compared;
use crate::words::NamedLevel;

/// Assessments of one trust, to be set side by side.
pub(super) struct Row<'a> {
    pub(super) assessments: Vec<&'a Assessment>,
    pub(super) edition: Edition,
    pub(super) compared: Compared,
}

/// How many people gave at least one answer.
pub(super) fn answered(assessment: &Assessment) -> usize {
    assessment
        .responses
        .iter()
        .filter(|response| !response.answers.is_empty())
        .count()
}

pub(super) fn named(rubric: &Rubric, level: Option<Level>) -> Option<NamedLevel> {
    level.map(|level| NamedLevel::of(rubric.scale(), level))
}
