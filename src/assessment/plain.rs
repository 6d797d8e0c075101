//! What is about to be saved, in the letters in which it will be read again.

use crate::assessment::{Action, Agreed, Answer, Course, Entry, Evidence, OwnFigure, Rating};
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

fn standing(standing: &mut Rating) {
    match standing {
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
    /// Returns the same with all its texts as [`plain`] reads them.
    #[must_use]
    pub fn plainly(mut self) -> Self {
        standing(&mut self.judgement.rating);
        all([
            &mut self.note,
            &mut self.judgement.uneven,
            &mut self.judgement.warning_note,
        ]
        .into_iter()
        .flatten());
        evidence(&mut self.judgement.evidence);
        self
    }
}

impl Agreed {
    /// Returns the same with all its texts as [`plain`] reads them.
    #[must_use]
    pub fn plainly(mut self) -> Self {
        standing(&mut self.judgement.rating);
        all([&mut self.reason, &mut self.moderator]);
        all([
            &mut self.dissent,
            &mut self.judgement.uneven,
            &mut self.judgement.warning_note,
        ]
        .into_iter()
        .flatten());
        evidence(&mut self.judgement.evidence);
        self
    }
}

impl Entry {
    /// Returns the same with all its texts as [`plain`] reads them.
    #[must_use]
    pub fn plainly(mut self) -> Self {
        all([&mut self.by, &mut self.proof, &mut self.explanation]
            .into_iter()
            .flatten());
        self
    }
}

impl OwnFigure {
    /// Returns the same with all its texts as [`plain`] reads them; the number also without space around it.
    #[must_use]
    pub fn plainly(mut self) -> Self {
        all([&mut self.value, &mut self.period]);
        all(&mut self.note);
        self.value = self.value.trim().to_owned();
        self
    }
}

impl Action {
    /// Returns the same with all its texts as [`plain`] reads them.
    #[must_use]
    pub fn plainly(mut self) -> Self {
        all([&mut self.subject, &mut self.what]);
        all(&mut self.note);
        match &mut self.course {
            Course::Act { owner, measure, .. } => all([owner, measure]),
            Course::NoAction { reason } => read(reason),
        }
        self
    }
}
