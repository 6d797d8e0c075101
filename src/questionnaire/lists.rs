//! The two lists of every sitting: the groups of questions, and the answers of one group.

use std::ops::ControlFlow;

use crate::questionnaire::interviewer::{Asking, Reply};
use crate::questionnaire::{Choice, Interviewer, Leaving, Opt, Page, Walk};

/// Whether the person asks for help instead of going on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wish {
    /// The walk stands on its next screen.
    Walk,
    /// Help is to be shown.
    Help,
}

/// What can be opened from the list of groups.
pub(super) struct Groups<'l> {
    /// The titles of the groups, in order.
    pub(super) titles: Vec<&'l str>,
    /// Which group Enter opens. `None`: Enter finishes.
    pub(super) next: Option<usize>,
    /// What is asked.
    pub(super) question: &'static str,
    /// The prompt where Enter finishes.
    pub(super) at_end: &'static str,
}

/// Shows the list of groups, and opens the one that is chosen.
pub(super) fn groups(
    interviewer: &mut dyn Interviewer,
    walk: &mut Walk,
    page: &Page,
    groups: &Groups<'_>,
) -> ControlFlow<Leaving, Wish> {
    let mut options: Vec<Opt> = groups
        .titles
        .iter()
        .enumerate()
        .map(|(group, title)| Opt::new(group + 1, title))
        .collect();
    let numbers = options.len();
    let on = groups.next.map_or_else(
        || "finish".to_owned(),
        |group| format!("go on with {}", groups.titles[group]),
    );
    options.extend([
        Opt::new("g", on),
        Opt::new("h", "help"),
        Opt::new("q", "save and leave"),
    ]);
    let label = if groups.next.is_some() {
        "A number, or Enter to go on"
    } else {
        groups.at_end
    };
    let choice = Choice {
        label: label.into(),
        question: groups.question.into(),
        options,
        on_enter: Some(numbers),
        ..Choice::default()
    };
    interviewer.show(page);
    match interviewer.reply(&Asking::Choice(choice)) {
        Reply::Picked(picked) if picked.option < numbers => walk.open(picked.option),
        Reply::Picked(picked) if picked.option == numbers => match groups.next {
            Some(group) => walk.open(group),
            None => walk.finish(),
        },
        Reply::Picked(picked) if picked.option == numbers + 1 => {
            return ControlFlow::Continue(Wish::Help);
        }
        Reply::Leave(leaving) => return ControlFlow::Break(leaving),
        // The list is the top: stepping back from it leaves.
        Reply::Picked(_)
        | Reply::Text(_)
        | Reply::Date(_)
        | Reply::Unchanged
        | Reply::Removed
        | Reply::Back => {
            return ControlFlow::Break(Leaving::Asked);
        }
    }
    ControlFlow::Continue(Wish::Walk)
}

/// Shows the answers of a group, and opens the one that is to be changed.
pub(super) fn check<S: AsRef<str>>(
    interviewer: &mut dyn Interviewer,
    walk: &mut Walk,
    page: &Page,
    names: impl Iterator<Item = S>,
) -> ControlFlow<Leaving, Wish> {
    let mut options: Vec<Opt> = names
        .enumerate()
        .map(|(item, name)| Opt::new(item + 1, name))
        .collect();
    let numbers = options.len();
    options.extend([
        Opt::new("g", "go on"),
        Opt::new("b", "back"),
        Opt::new("h", "help"),
        Opt::new("q", "save and leave"),
    ]);
    let choice = Choice {
        label: "A number to change it, or Enter to go on".into(),
        question: "Are these your answers?".into(),
        options,
        on_enter: Some(numbers),
        ..Choice::default()
    };
    interviewer.show(page);
    match interviewer.reply(&Asking::Choice(choice)) {
        Reply::Picked(picked) if picked.option < numbers => walk.change(picked.option),
        Reply::Picked(picked) if picked.option == numbers => walk.checked(),
        Reply::Picked(picked) if picked.option == numbers + 2 => {
            return ControlFlow::Continue(Wish::Help);
        }
        Reply::Picked(picked) if picked.option == numbers + 3 => {
            return ControlFlow::Break(Leaving::Asked);
        }
        Reply::Leave(leaving) => return ControlFlow::Break(leaving),
        Reply::Picked(_)
        | Reply::Text(_)
        | Reply::Date(_)
        | Reply::Unchanged
        | Reply::Removed
        | Reply::Back => {
            if !walk.back() {
                return ControlFlow::Break(Leaving::Asked);
            }
        }
    }
    ControlFlow::Continue(Wish::Walk)
}
