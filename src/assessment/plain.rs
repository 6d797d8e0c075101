//! What is about to be saved, in the letters in which it will be read again.

use crate::assessment::{Action, Agreed, Answer, Course, Evidence, OwnFigure, Rating};
use crate::text::plain;

/// Reads a text as every way into the program reads it.
fn read(text: &mut String) {
    if let std::borrow::Cow::Owned(read) = plain(text) {
        *text = read;
    }
}

fn all<'t>(texts: impl IntoIterator<Item = &'t mut String>) {
    texts.into_iter().for_each(read);
}

fn rating(rating: &mut Rating) {
    match rating {
        Rating::NotApplicable(reason) => read(reason),
        Rating::Level(_) | Rating::Unknown => {}
    }
}

fn evidence(entries: &mut [Evidence]) {
    for entry in entries {
        read(&mut entry.what);
        all(&mut entry.place);
    }
}

impl Answer {
    /// Returns the same with its texts as [`plain`] reads them.
    #[must_use]
    pub fn plainly(mut self) -> Self {
        rating(&mut self.judgement.rating);
        evidence(&mut self.judgement.evidence);
        self
    }
}

impl Agreed {
    /// Returns the same with its texts as [`plain`] reads them.
    #[must_use]
    pub fn plainly(mut self) -> Self {
        rating(&mut self.judgement.rating);
        read(&mut self.moderator);
        evidence(&mut self.judgement.evidence);
        self
    }
}

impl OwnFigure {
    /// Returns the same with its texts as [`plain`] reads them; the number also without space around it.
    #[must_use]
    pub fn plainly(mut self) -> Self {
        all([&mut self.value, &mut self.period]);
        self.value = self.value.trim().to_owned();
        self
    }
}

impl Action {
    /// Returns the same with its texts as [`plain`] reads them.
    #[must_use]
    pub fn plainly(mut self) -> Self {
        all([&mut self.subject, &mut self.what]);
        match &mut self.course {
            Course::Act { owner, measure, .. } => all([owner, measure]),
            Course::NoAction { reason } => read(reason),
        }
        self
    }
}
