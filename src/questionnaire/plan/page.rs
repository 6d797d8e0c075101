//! What stands on each screen about the plan.

use jiff::civil::Date;

use crate::assessment::{Action, ActionField, Course};
use crate::questionnaire::plan::{Suggestion, due_told};
use crate::questionnaire::{Opt, Page, spoken_date};

/// An action in a line: what, who, by when and how far; or why nothing will be done.
pub fn action_told(action: &Action) -> String {
    match &action.course {
        Course::Act {
            owner, due, status, ..
        } => {
            format!(
                "{} ({owner}, due {}, {})",
                action.what.trim().trim_end_matches('.'),
                spoken_date(*due),
                status.phrase()
            )
        }
        Course::NoAction { reason } => {
            let what = action.what.trim().trim_end_matches('.');
            let reason = reason.trim().trim_end_matches('.');
            if what.eq_ignore_ascii_case("no action") {
                format!("no action, because: {reason}")
            } else {
                format!("{what} (no action, because: {reason})")
            }
        }
    }
}

/// What was saved, with its id.
pub fn action_saved(action: &Action) -> String {
    format!(
        "Saved as {}, for {}: {}.",
        action.id,
        action.subject,
        action_told(action)
    )
}

/// How a field of an action is asked for, and what helps to answer.
pub const fn action_asks(field: ActionField) -> (&'static str, &'static str) {
    match field {
        ActionField::For => (
            "What is the action for?",
            "A criterion or a standard. Those without an action stand first, the most urgent on top.",
        ),
        ActionField::What => ("What will be done?", "One thing that somebody can finish."),
        ActionField::Owner => (
            "Who answers for it?",
            "One post, such as chief-executive; a name is not needed.",
        ),
        ActionField::Due => ("By when is it due?", "Such as 26 March 2027 or 26/3/2027."),
        ActionField::Measure => (
            "How will you know that it has worked?",
            "What somebody could look at on the day.",
        ),
        ActionField::Status => ("How far is it?", ""),
        ActionField::NoAction => (
            "Why will nothing be done for now?",
            "The report shows the reason beside the priority.",
        ),
        ActionField::Note => (
            "A note, if there is one",
            "What a reader should know beside it.",
        ),
    }
}

/// The two ways in which a plan can speak of something, each with what belongs to it.
pub const COURSES: [(&str, &str); 2] = [
    (
        "Something",
        "with an owner, a due date, and how you will know",
    ),
    (
        "Nothing",
        "with the reason, so that a reader sees it was decided",
    ),
];

/// The page that asks for a field.
fn asking(field: ActionField) -> Page {
    let (asks, helps) = action_asks(field);
    let mut page = Page::new(asks);
    page.paragraph(format!("{helps} b goes back."));
    page
}

pub fn subjects(shown: &[Suggestion], all: usize) -> (Page, Vec<Opt>) {
    let mut page = Page::new("What is the action for?");
    page.paragraph("These have no action yet, the most urgent first.");
    let mut options = Vec::new();
    for (place, suggestion) in shown.iter().enumerate() {
        page.numbered(place + 1, &suggestion.words, &suggestion.id);
        options.push(Opt::new(place + 1, &suggestion.id));
    }
    if all > shown.len() {
        page.where_room(format!(
            "{} more have none; type o for one of them, or for anything else.",
            all - shown.len()
        ));
    }
    (page, options)
}

pub fn typed_subject(notice: Option<String>) -> Page {
    let mut page = Page::new("What is the action for?");
    if let Some(notice) = notice {
        page.notice(notice);
    }
    page.paragraph(
        "Type the id of a criterion or a standard, as the report shows it. b goes back.",
    );
    page
}

pub fn what() -> Page {
    asking(ActionField::What)
}

pub fn owner() -> Page {
    asking(ActionField::Owner)
}

pub fn measure() -> Page {
    asking(ActionField::Measure)
}

pub fn reason() -> Page {
    asking(ActionField::NoAction)
}

pub fn due(now: Option<Date>) -> Page {
    let (asks, helps) = action_asks(ActionField::Due);
    let mut page = Page::new(asks);
    if let Some(now) = now {
        page.paragraph(format!("Now: {}.", spoken_date(now)));
    }
    page.paragraph(format!("{helps} b goes back."));
    page
}

/// The action with everything in it, each field by a number.
pub fn fields(action: &Action, today: Date) -> (Page, Vec<Opt>, Vec<ActionField>) {
    let fields: Vec<ActionField> = match &action.course {
        Course::Act { .. } => {
            vec![
                ActionField::Status,
                ActionField::Due,
                ActionField::Owner,
                ActionField::Measure,
                ActionField::What,
                ActionField::Note,
            ]
        }
        Course::NoAction { .. } => {
            vec![ActionField::NoAction, ActionField::What, ActionField::Note]
        }
    };
    let mut page = Page::new(format!("{}, for {}", action.id, action.subject));
    if action.is_overdue(today) {
        page.notice("It is overdue.");
    }
    let mut options = Vec::new();
    for (place, field) in fields.iter().enumerate() {
        let said = match field {
            ActionField::Due => due_told(action),
            ActionField::For
            | ActionField::What
            | ActionField::Owner
            | ActionField::Measure
            | ActionField::Status
            | ActionField::NoAction
            | ActionField::Note => action.field(*field),
        };
        page.numbered(
            place + 1,
            field.title(),
            said.unwrap_or_else(|| "nothing".to_owned()),
        );
        options.push(Opt::new(place + 1, field.title()));
    }
    options.push(Opt::new("g", "done"));
    (page, options, fields)
}
