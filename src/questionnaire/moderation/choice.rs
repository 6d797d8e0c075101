//! What can be chosen at a criterion that is to be agreed.

use crate::assessment::Assessment;
use crate::questionnaire::{Choice, Opt};
use crate::rubric::{Criterion, Level};

use super::beside::{self, Addition};

/// What a person may do at a criterion.
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

/// What can be chosen at a criterion, and what each choice does.
pub(super) fn point_choice(
    assessment: &Assessment,
    criterion: &Criterion,
    agreed: bool,
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
        refused
            .push(("x", "Not applicable cannot be agreed here, because this applies to every trust; d says that nobody knows.".to_owned()));
    }
    let open = menu.len();
    let extras: Vec<Opt> = beside::additions(criterion).map(Addition::opt).collect();
    if agreed {
        menu.push((Opt::new("g", "keep it and go on"), Act::GoOn));
        menu.extend(
            extras
                .iter()
                .cloned()
                .zip(beside::additions(criterion).map(Act::Add)),
        );
    }
    menu.extend([
        (Opt::new("s", "skip"), Act::Skip),
        (Opt::new("b", "back"), Act::Back),
        (Opt::new("m", "more"), Act::More),
        (Opt::new("t", "list"), Act::Tasks),
        (Opt::new("h", "help"), Act::Help),
        (Opt::new("q", "save and leave"), Act::Leave),
    ]);
    let (options, acts): (Vec<Opt>, Vec<Act>) = menu.into_iter().unzip();
    let choice = Choice {
        label: if agreed {
            "Agreed (Enter keeps it)".into()
        } else {
            format!("What is agreed, 0 to {}", scale.top())
        },
        question: criterion.question.clone(),
        on_enter: agreed.then_some(open),
        options,
        open,
        additions: extras,
        refused,
    };
    (choice, acts)
}
