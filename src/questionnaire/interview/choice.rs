//! What can be chosen at a question.

use crate::assessment::Assessment;
use crate::questionnaire::beside::{Addition, additions};
use crate::questionnaire::{Choice, Opt, said};
use crate::rubric::{Criterion, Level};

/// What a person may do at a question.
#[derive(Clone, Copy)]
pub(super) enum Act {
    Level(Level),
    Unknown,
    NotApplicable,
    GoOn,
    Add(Addition),
    Skip,
    Back,
    More,
    Help,
    Tasks,
    Leave,
}

/// What can be chosen at a question, and what each choice does.
pub(super) fn question_choice(
    assessment: &Assessment,
    criterion: &Criterion,
    answered: bool,
    has_tasks: bool,
) -> (Choice, Vec<Act>) {
    let scale = assessment.rubric.scale();
    let mut menu: Vec<(Opt, Act)> = scale
        .levels()
        .map(|level| (Opt::new(level, scale.label(level)), Act::Level(level)))
        .collect();
    menu.push((Opt::new("d", "don't know"), Act::Unknown));
    let mut refused = Vec::new();
    if criterion.not_applicable.is_some() {
        menu.push((Opt::new("x", "not applicable"), Act::NotApplicable));
    } else {
        refused.push((
            "x",
            format!("{}; d says that you don't know.", said::APPLIES),
        ));
    }
    let open = menu.len();
    let extras: Vec<Opt> = additions(criterion)
        .map(|addition| Opt::new(addition.key(), addition.word()))
        .collect();
    if criterion.warning_signs.is_empty() {
        refused.push((
            Addition::Warnings.key(),
            "This question lists no warning signs.".to_owned(),
        ));
    }
    if answered {
        menu.push((Opt::new("g", "keep it and go on"), Act::GoOn));
        menu.extend(
            extras
                .iter()
                .cloned()
                .zip(additions(criterion).map(Act::Add)),
        );
    }
    menu.extend([
        (Opt::new("s", "skip"), Act::Skip),
        (Opt::new("b", "back"), Act::Back),
        (Opt::new("m", "more"), Act::More),
    ]);
    if has_tasks {
        menu.push((Opt::new("t", "domains"), Act::Tasks));
    }
    menu.extend([
        (Opt::new("h", "help"), Act::Help),
        (Opt::new("q", "save and leave"), Act::Leave),
    ]);
    let (options, acts): (Vec<Opt>, Vec<Act>) = menu.into_iter().unzip();
    let choice = Choice {
        label: if answered {
            "Your answer (Enter keeps it)".into()
        } else {
            format!("Your answer, 0 to {}", scale.top())
        },
        question: criterion.question.clone(),
        on_enter: answered.then_some(open),
        options,
        open,
        additions: extras,
        refused,
    };
    (choice, acts)
}
