//! Keeping what was answered, and what is said when that fails.

use std::ops::ControlFlow;

use crate::questionnaire::interviewer::{Asking, Reply};
use crate::questionnaire::{Choice, Interviewer, Leaving, Opt, Page, said};

/// Keeps things (answers, entries of the register) for good, one at a time.
pub trait Keeper<T> {
    /// Keeps a thing in place of the one before. When this returns, the thing is safe.
    ///
    /// # Errors
    /// [`KeepError`] says why it is not kept. After [`KeepError::Changed`] the
    /// keeper counts what it found as read: the next thing is compared with that.
    fn keep(&mut self, thing: &T) -> Result<(), KeepError<T>>;

    /// Keeps a thing although somebody else changed it meanwhile.
    ///
    /// # Errors
    /// As [`keep`](Self::keep).
    fn keep_over(&mut self, thing: &T) -> Result<(), KeepError<T>>;
}

/// Why a thing was not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeepError<T> {
    /// Somebody else changed it meanwhile; this is how it stands now. `None`: it is gone.
    Changed {
        /// How it stands now.
        theirs: Option<Box<T>>,
    },
    /// It could not be written; the words say why and what to do.
    Failed(String),
}

/// What became of a thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kept<T> {
    /// It is kept.
    Mine,
    /// The person chose what somebody else wrote.
    Theirs(Option<Box<T>>),
    /// It is not kept, and the person goes on without it.
    Not,
}

/// Keeps a thing, and asks what to do while that fails. It breaks when the person leaves without it.
pub(super) fn keep<T>(
    keeper: &mut dyn Keeper<T>,
    interviewer: &mut dyn Interviewer,
    thing: &T,
    told: &dyn Fn(&T) -> String,
) -> ControlFlow<Leaving, Kept<T>> {
    let mut outcome = keeper.keep(thing);
    loop {
        match outcome {
            Ok(()) => return ControlFlow::Continue(Kept::Mine),
            Err(KeepError::Failed(words)) => {
                if let Some(leaving) = interviewer.refuse(&words) {
                    return ControlFlow::Break(leaving);
                }
                match failed(interviewer, &words, &told(thing))? {
                    Remedy::Again => outcome = keeper.keep(thing),
                    Remedy::Without => return ControlFlow::Continue(Kept::Not),
                }
            }
            Err(KeepError::Changed { theirs }) => {
                if let Some(leaving) = interviewer.refuse(said::CHANGED_BY) {
                    return ControlFlow::Break(leaving);
                }
                let theirs_told = theirs.as_deref().map(told);
                match changed(interviewer, &told(thing), theirs_told.as_deref())? {
                    Side::Mine => outcome = keeper.keep_over(thing),
                    Side::Theirs => return ControlFlow::Continue(Kept::Theirs(theirs)),
                }
            }
        }
    }
}

enum Remedy {
    Again,
    Without,
}

fn failed(
    interviewer: &mut dyn Interviewer,
    words: &str,
    mine: &str,
) -> ControlFlow<Leaving, Remedy> {
    let mut page = Page::new("Not saved");
    page.notice(words);
    page.paragraph(format!("Not saved yet: {mine}"));
    page.paragraph(
        "Everything you answered before this is safe. You can put the cause right and try again.",
    );
    interviewer.show(&page);
    let choice = Choice {
        label: "Try again?".into(),
        question: "This is not saved yet.".into(),
        options: vec![
            Opt::new("t", "try again"),
            Opt::new("b", "back to the question, without saving"),
            Opt::new("q", "leave without it"),
        ],
        on_enter: Some(0),
        ..Choice::default()
    };
    match interviewer.reply(&Asking::Choice(choice)) {
        Reply::Picked(picked) => match picked.option {
            0 => ControlFlow::Continue(Remedy::Again),
            1 => ControlFlow::Continue(Remedy::Without),
            _ => ControlFlow::Break(Leaving::Asked),
        },
        Reply::Leave(leaving) => ControlFlow::Break(leaving),
        Reply::Text(_) | Reply::Date(_) | Reply::Unchanged | Reply::Removed | Reply::Back => {
            ControlFlow::Continue(Remedy::Without)
        }
    }
}

enum Side {
    Mine,
    Theirs,
}

fn changed(
    interviewer: &mut dyn Interviewer,
    mine: &str,
    theirs: Option<&str>,
) -> ControlFlow<Leaving, Side> {
    let mut page = Page::new(said::CHANGED);
    page.notice(said::CHANGED_BY);
    page.numbered(1, "Yours", mine);
    page.numbered(2, "In the file now", theirs.unwrap_or(said::TAKEN_OUT));
    interviewer.show(&page);
    let choice = Choice {
        label: "Which is to stay, 1 or 2?".into(),
        question: said::WHICH_STAYS.into(),
        options: vec![
            Opt::new(1, "yours"),
            Opt::new(2, "what is in the file now"),
            Opt::new("q", "leave; what is in the file stays"),
        ],
        ..Choice::default()
    };
    match interviewer.reply(&Asking::Choice(choice)) {
        Reply::Picked(picked) => match picked.option {
            0 => ControlFlow::Continue(Side::Mine),
            1 => ControlFlow::Continue(Side::Theirs),
            _ => ControlFlow::Break(Leaving::Asked),
        },
        Reply::Leave(leaving) => ControlFlow::Break(leaving),
        Reply::Text(_) | Reply::Date(_) | Reply::Unchanged | Reply::Removed | Reply::Back => {
            ControlFlow::Continue(Side::Theirs)
        }
    }
}
