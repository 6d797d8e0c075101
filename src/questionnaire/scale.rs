//! What can be chosen at a criterion, in an answer and in an agreed judgement alike.

use crate::questionnaire::interviewer::Interviewer;
use crate::questionnaire::leaving::NoAnswer;
use crate::questionnaire::page::Page;
use crate::questionnaire::prompt::TextPrompt;
use crate::questionnaire::said;
use crate::rubric::{Criterion, Level, Rubric};

/// What can be chosen at a criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Chosen {
    Level(Level),
    Unknown,
    NotApplicable,
}

/// Returns what can be chosen at a criterion: what to type, its name, and what it is.
pub(super) fn ratings(rubric: &Rubric, criterion: &Criterion) -> Vec<(String, String, Chosen)> {
    let scale = rubric.scale();
    let level = |level| {
        let name = scale.label(level).to_owned();
        (format!("{level}"), name, Chosen::Level(level))
    };
    let unknown = ("d".into(), "don't know".into(), Chosen::Unknown);
    let not_applicable = ("x".into(), "not applicable".into(), Chosen::NotApplicable);
    let applies = criterion.not_applicable.is_some();
    let levels = scale.levels().map(level);
    levels
        .chain([unknown])
        .chain(applies.then_some(not_applicable))
        .collect()
}

/// Asks why a criterion does not apply.
pub(super) fn not_applicable(
    interviewer: &mut dyn Interviewer,
    criterion: &Criterion,
    current: Option<String>,
) -> Result<String, NoAnswer> {
    let mut page = Page::new(format!("{}: not applicable", criterion.title));
    if let Some(whom) = &criterion.not_applicable {
        page.paragraph(said::meant_for(whom));
    }
    page.paragraph(format!("{} (b goes back.)", said::REASON));
    interviewer.show(&page);
    let prompt = TextPrompt {
        label: "Reason".into(),
        current,
        required: Some(format!("{}, or type b to go back.", said::NO_REASON)),
        several_lines: false,
    };
    let reason = interviewer.edit(&prompt)?;
    Ok(reason.expect("an empty line is refused where there must be a text"))
}
