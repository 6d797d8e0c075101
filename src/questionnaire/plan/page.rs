//! What stands on each screen about the plan.

use jiff::civil::Date;

use crate::assessment::{Action, ActionField, Course};
use crate::questionnaire::choice::Menu;
use crate::questionnaire::page::Page;
use crate::words::long_date;

/// Something that has no action yet: a criterion or standard by its id, and why it is suggested.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// Its id.
    pub id: String,
    /// Why.
    pub words: String,
}

/// An action in a line: what, who, by when and how far; or why nothing will be done.
pub fn action_told(action: &Action) -> String {
    match &action.course {
        Course::Act {
            owner, due, status, ..
        } => {
            format!(
                "{} ({owner}, due {}, {})",
                action.what.trim().trim_end_matches('.'),
                long_date(*due),
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

/// Returns the subjects without an action; `None` is another one.
pub fn subjects(shown: &[Suggestion], all: usize) -> (Page, Menu<Option<String>>) {
    let (asks, _) = action_asks(ActionField::For);
    let mut page = Page::new(asks);
    page.paragraph("These have no action yet, the most urgent first.");
    let mut menu = Menu::new("A number, or o for another one", asks);
    for (number, suggestion) in (1..).zip(shown) {
        page.numbered(number, &suggestion.words, &suggestion.id);
        menu.option(number, &suggestion.id, Some(suggestion.id.clone()));
    }
    if all > shown.len() {
        page.where_room(format!(
            "{} more have none; type o for one of them, or for anything else.",
            all - shown.len()
        ));
    }
    menu.option("o", "another one", None);
    (page, menu.back("back").leave("save and leave"))
}

pub fn typed_subject() -> Page {
    let mut page = Page::new("What is the action for?");
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
        page.paragraph(format!("Now: {}.", long_date(now)));
    }
    page.paragraph(format!("{helps} b goes back."));
    page
}

/// Returns the day of an action's due date in words.
fn due_told(action: &Action) -> Option<String> {
    match &action.course {
        Course::Act { due, .. } => Some(long_date(*due)),
        Course::NoAction { .. } => None,
    }
}

/// Returns the action with everything in it, each field by a number; `None` is done.
pub fn fields(action: &Action, today: Date) -> (Page, Menu<Option<ActionField>>) {
    let fields: &[ActionField] = match &action.course {
        Course::Act { .. } => &[
            ActionField::Status,
            ActionField::Due,
            ActionField::Owner,
            ActionField::Measure,
            ActionField::What,
            ActionField::Note,
        ],
        Course::NoAction { .. } => &[ActionField::NoAction, ActionField::What, ActionField::Note],
    };
    let mut page = Page::new(format!("{}, for {}", action.id, action.subject));
    if action.is_overdue(today) {
        page.notice("It is overdue.");
    }
    let mut menu = Menu::new(
        "A number to change it, or g when you are done",
        "What is to change?",
    );
    for (number, field) in (1..).zip(fields) {
        let text = match field {
            ActionField::Due => due_told(action),
            ActionField::For
            | ActionField::What
            | ActionField::Owner
            | ActionField::Measure
            | ActionField::Status
            | ActionField::NoAction
            | ActionField::Note => action.field(*field),
        };
        let text = text.unwrap_or_else(|| "nothing".to_owned());
        page.numbered(number, field.title(), text);
        menu.option(number, field.title(), Some(*field));
    }
    menu.option("g", "done", None);
    (page, menu.back("back").leave("save and leave"))
}
