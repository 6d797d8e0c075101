//! Small questions that are asked in more than one place.

use std::ops::ControlFlow;

use crate::questionnaire::interviewer::{Asking, Reply};
use crate::questionnaire::{Choice, Interviewer, Leaving, Opt, Page, TextPrompt};

/// What became of a text.
pub(super) enum Edit {
    /// It is to be this, or nothing.
    To(Option<String>),
    /// The person went back.
    Back,
}

/// A text that may stay, change or be taken away.
pub(super) fn edit(
    interviewer: &mut dyn Interviewer,
    mut page: Page,
    label: &str,
    current: Option<String>,
    several_lines: bool,
) -> ControlFlow<Leaving, Edit> {
    if let Some(text) = &current {
        page.paragraph(format!("Now: {text}"));
        page.paragraph("Enter leaves it as it is, - takes it away, b goes back.");
    } else {
        page.paragraph("Enter leaves it out, b goes back.");
    }
    interviewer.show(&page);
    let prompt = TextPrompt {
        label: label.to_owned(),
        current: current.clone(),
        required: None,
        several_lines,
    };
    ControlFlow::Continue(match interviewer.reply(&Asking::Text(prompt)) {
        Reply::Text(text) => Edit::To(Some(text)),
        Reply::Removed => Edit::To(None),
        Reply::Unchanged => Edit::To(current),
        Reply::Leave(leaving) => return ControlFlow::Break(leaving),
        Reply::Picked(_) | Reply::Date(_) | Reply::Back => Edit::Back,
    })
}

/// A choice among options; nothing when the person goes back.
pub(super) fn pick(
    interviewer: &mut dyn Interviewer,
    page: &Page,
    label: &str,
    question: &str,
    mut options: Vec<Opt>,
) -> ControlFlow<Leaving, Option<usize>> {
    interviewer.show(page);
    let own = options.len();
    options.extend([Opt::new("b", "back"), Opt::new("q", "save and leave")]);
    let choice = Choice {
        label: label.to_owned(),
        question: question.to_owned(),
        options,
        ..Choice::default()
    };
    match interviewer.reply(&Asking::Choice(choice)) {
        Reply::Picked(picked) if picked.option < own => ControlFlow::Continue(Some(picked.option)),
        Reply::Picked(picked) if picked.option > own => ControlFlow::Break(Leaving::Asked),
        Reply::Leave(leaving) => ControlFlow::Break(leaving),
        Reply::Picked(_)
        | Reply::Text(_)
        | Reply::Date(_)
        | Reply::Unchanged
        | Reply::Removed
        | Reply::Back => ControlFlow::Continue(None),
    }
}
