//! What the menus offer.

/// What the first menu offers.
#[derive(Debug, Clone, Copy)]
pub enum Start {
    Browser,
    New,
    Continue,
    Example,
    Questions,
}

/// What can be done with an assessment.
#[derive(Debug, Clone, Copy)]
pub enum Open {
    Answer,
    Standards,
    Status,
    Agree,
    Report,
    Save,
    Plan,
    Explain,
    Check,
}

/// What can be done with the plan.
#[derive(Debug, Clone, Copy)]
pub enum Actions {
    See,
    Add,
    Change,
    Close,
}

/// One item of a menu: what it stands for, its name, and more about it.
pub type Item<T> = (T, &'static str, &'static str);

pub const START: [Item<Start>; 5] = [
    (
        Start::Browser,
        "Open in my browser",
        "everything as pages, on this computer only",
    ),
    (
        Start::New,
        "Start",
        "a new assessment, in a folder of its own",
    ),
    (Start::Continue, "Go on", "with an assessment that is there"),
    (Start::Example, "Example", "the report of an invented trust"),
    (Start::Questions, "Questions", "read them before you answer"),
];

pub const OPEN: [Item<Open>; 9] = [
    (Open::Answer, "Answer", "the questionnaire"),
    (Open::Standards, "Standards", "fill in the register"),
    (
        Open::Status,
        "Status",
        "who has answered what, and what is next",
    ),
    (
        Open::Agree,
        "Agree",
        "in a meeting, on what people differ about",
    ),
    (Open::Report, "Report", "read it here"),
    (Open::Save, "Save", "the report as a file"),
    (Open::Plan, "Plan", "what will be done, by whom, by when"),
    (Open::Explain, "Why", "is something where it is"),
    (Open::Check, "Check", "the folder for problems"),
];

pub const ACTIONS: [Item<Actions>; 4] = [
    (Actions::See, "See", "the plan as it is"),
    (
        Actions::Add,
        "Add",
        "an action, or a reason for doing nothing",
    ),
    (Actions::Change, "Change", "an action"),
    (
        Actions::Close,
        "Close",
        "an action that is complete or stopped",
    ),
];
