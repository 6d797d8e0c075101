//! What stands on each screen about the plan.

use jiff::civil::Date;

use crate::assessment::{Action, ActionField, Course};
use crate::questionnaire::plan::{Suggestion, due_told};
use crate::questionnaire::{Opt, Page, spoken_date};

/// An action in a line: what, who, by when and how far; or why nothing will be done.
pub fn action_told(action: &Action) -> String {
    match &action.course {
        Course::Act { owner, due, status, .. } => {
            format!("{} ({owner}, due {}, {})", action.what.trim().trim_end_matches('.'), spoken_date(*due), status.phrase())
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

pub fn subjects(shown: &[Suggestion], all: usize) -> (Page, Vec<Opt>) {
    let mut page = Page::new("What is the action for?");
    page.paragraph("These have no action yet, the most urgent first.");
    let mut options = Vec::new();
    for (place, suggestion) in shown.iter().enumerate() {
        page.numbered(place + 1, &suggestion.words, &suggestion.id);
        options.push(Opt::new(place + 1, &suggestion.id));
    }
    if all > shown.len() {
        page.where_room(format!("{} more have none; type o for one of them, or for anything else.", all - shown.len()));
    }
    (page, options)
}

pub fn typed_subject(notice: Option<String>) -> Page {
    let mut page = Page::new("What is the action for?");
    if let Some(notice) = notice {
        page.notice(notice);
    }
    page.paragraph("Type the id of a criterion or a standard, as the report shows it. b goes back.");
    page
}

pub fn what() -> Page {
    let mut page = Page::new("What will be done?");
    page.paragraph("One thing that somebody can finish. b goes back.");
    page
}

pub fn owner() -> Page {
    let mut page = Page::new("Who answers for it?");
    page.paragraph("One post, such as chief-executive; a name is not needed. b goes back.");
    page
}

pub fn measure() -> Page {
    let mut page = Page::new("How will you know that it has worked?");
    page.paragraph("What somebody could look at on the day. b goes back.");
    page
}

pub fn reason() -> Page {
    let mut page = Page::new("Why will nothing be done for now?");
    page.paragraph("The report shows the reason beside the priority. b goes back.");
    page
}

pub fn due(now: Option<Date>) -> Page {
    let mut page = Page::new("By when is it due?");
    if let Some(now) = now {
        page.paragraph(format!("Now: {}.", spoken_date(now)));
    }
    page.paragraph("Such as 26 March 2027 or 26/3/2027. b goes back.");
    page
}

/// The action with everything in it, each field by a number.
pub fn fields(action: &Action, today: Date) -> (Page, Vec<Opt>, Vec<ActionField>) {
    let fields: Vec<ActionField> = match &action.course {
        Course::Act { .. } => {
            vec![ActionField::Status, ActionField::Due, ActionField::Owner, ActionField::Measure, ActionField::What, ActionField::Note]
        }
        Course::NoAction { .. } => vec![ActionField::NoAction, ActionField::What, ActionField::Note],
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
        page.numbered(place + 1, field.title(), said.unwrap_or_else(|| "nothing".to_owned()));
        options.push(Opt::new(place + 1, field.title()));
    }
    options.push(Opt::new("g", "done"));
    (page, options, fields)
}
