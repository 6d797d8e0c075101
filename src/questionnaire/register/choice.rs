//! What can be chosen at a standard.

use crate::assessment::Status;
use crate::questionnaire::{Choice, Opt};
use crate::rubric::Standard;

/// What a person may do at a standard.
#[derive(Clone, Copy)]
pub(super) enum Act {
    Is(Status),
    GoOn,
    Add(Addition),
    Skip,
    Back,
    Help,
    Tasks,
    Leave,
}

/// What can stand beside the status of a standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Addition {
    Proof,
    By,
    Checked,
    Explanation,
}

impl Addition {
    pub(super) const ALL: [Self; 4] = [Self::Proof, Self::By, Self::Checked, Self::Explanation];

    pub(super) fn opt(self) -> Opt {
        match self {
            Self::Proof => Opt::new("p", "proof"),
            Self::By => Opt::new("w", "who looked"),
            Self::Checked => Opt::new("c", "date checked"),
            Self::Explanation => Opt::new("e", "explanation"),
        }
    }
}

/// What can be chosen at a standard, and what each choice does.
pub(super) fn choice(standard: &Standard, answered: bool) -> (Choice, Vec<Act>) {
    let mut menu: Vec<(Opt, Act)> = Status::ALL
        .into_iter()
        .map(|status| (Opt::new(key(status), status.phrase()), Act::Is(status)))
        .collect();
    let open = menu.len();
    if answered {
        menu.push((Opt::new("g", "keep it and go on"), Act::GoOn));
        menu.extend(
            Addition::ALL
                .into_iter()
                .map(|addition| (addition.opt(), Act::Add(addition))),
        );
    }
    menu.extend([
        (Opt::new("s", "skip"), Act::Skip),
        (Opt::new("b", "back"), Act::Back),
        (Opt::new("t", "list"), Act::Tasks),
    ]);
    menu.extend([
        (Opt::new("h", "help"), Act::Help),
        (Opt::new("q", "save and leave"), Act::Leave),
    ]);
    let (options, acts): (Vec<Opt>, Vec<Act>) = menu.into_iter().unzip();
    let choice = Choice {
        label: if answered {
            "Your answer (Enter keeps it)".into()
        } else {
            "1 met, 2 partly, 3 not met, or d or x".into()
        },
        question: standard.statement.clone(),
        on_enter: answered.then_some(open),
        options,
        open,
        additions: Addition::ALL.map(Addition::opt).to_vec(),
        refused: Vec::new(),
    };
    (choice, acts)
}

pub(super) const fn key(status: Status) -> &'static str {
    match status {
        Status::Met => "1",
        Status::Partly => "2",
        Status::NotMet => "3",
        Status::Unknown => "d",
        Status::NotApplicable => "x",
    }
}
