//! Problems that the parsers of rubrics and of assessments tell in the same words.

use crate::diagnostic::{Code, Diagnostic, Words};
use crate::rubric::Scale;
use crate::source::{At, Source, TomlDate};
use crate::text::nearest;

/// A weight that a criterion can have: 1 to a million.
pub(crate) fn weight(written: i64) -> Option<u32> {
    u32::try_from(written)
        .ok()
        .filter(|weight| (1..=1_000_000).contains(weight))
}

/// A level that the scale does not have.
pub(crate) fn outside_scale(source: &Source, written: &At<i64>, scale: &Scale) -> Diagnostic {
    Diagnostic::error(
        Code::Level,
        format!("level {} is not on the scale", written.value),
    )
    .at(source, written.span.clone(), "not a level")
    .help(Words::ours(format!(
        "the scale goes from 0 to {}",
        scale.top()
    )))
}

/// A day that the calendar does not have.
pub(crate) fn no_such_date(source: &Source, written: &At<TomlDate>) -> Diagnostic {
    Diagnostic::error(
        Code::Date,
        format!("{} is not a date that exists", written.value.written()),
    )
    .at(source, written.span.clone(), "no such day")
    .help("write year, month and day, such as 2026-11-22")
}

/// A name that nothing bears.
pub(crate) fn unknown<'a>(
    source: &Source,
    kind: &str,
    name: &At<String>,
    names: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let problem = Diagnostic::error(
        Code::UnknownId,
        format!("there is no {kind} \"{}\" in the rubric", name.value),
    )
    .at(source, name.span.clone(), "not known");
    match nearest(&name.value, names) {
        Some(near) => problem.help(Words::ours(format!("did you mean \"{near}\"?"))),
        None => problem.help(Words::ours(format!("use the id of a {kind} that is there"))),
    }
}

/// An id that stands twice.
pub(crate) fn twice(source: &Source, kind: &str, id: &At<String>) -> Diagnostic {
    Diagnostic::error(
        Code::DuplicateId,
        format!("the {kind} \"{}\" stands here a second time", id.value),
    )
    .at(source, id.span.clone(), "the second time")
    .help("keep one of the two, or give this one another id")
}
