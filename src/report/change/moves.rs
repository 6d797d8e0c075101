//! What moved from one cycle to the next, and what was done: the values that every export renders.

use crate::report::criterion::silence;
use crate::scoring::{ChangeCause, Movement, Settled};
use crate::words::NamedLevel;

/// What changed between two neighbouring cycles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpanReport {
    /// The earlier cycle, as written.
    pub since: String,
    /// The later one.
    pub until: String,
    /// What happened over all, in sentences.
    pub words: Vec<String>,
    /// What became of each domain.
    pub domains: Vec<MoveReport>,
    /// What became of each criterion, domain by domain.
    pub criteria: Vec<MoveReport>,
    /// Actions of the earlier plan that are closed by now. Empty in the public edition.
    pub done: Vec<DoneReport>,
    /// What was said and what was done, counted.
    pub done_words: String,
}

/// An action that is closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoneReport {
    /// Its id.
    pub id: String,
    /// The criterion or standard it was for, by the id that it had.
    pub subject: String,
    /// The title of that criterion, or of the criterion of that standard.
    pub title: String,
    /// What was to be done.
    pub what: String,
    /// Who answered for it.
    pub owner: String,
    /// How it would be known.
    pub measure: String,
    /// How it was closed: "Complete" or "Stopped".
    pub closed: String,
    /// What has become of the criterion or standard.
    pub moved: String,
}

/// What became of a domain or of a criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoveReport {
    /// Its id now; the one that it had, if it is gone.
    pub id: String,
    /// The id that it had, where that was another.
    pub was: Option<String>,
    /// Its title.
    pub title: String,
    /// The id of its domain; a domain's own.
    pub domain: String,
    /// The title of its domain.
    pub domain_title: String,
    /// What happened.
    pub movement: Movement,
    /// Whether the two cannot be set side by side: a break in the series.
    pub is_break: bool,
    /// The level then.
    pub from: Option<NamedLevel>,
    /// The level now.
    pub to: Option<NamedLevel>,
    /// How it stood then. `None`: it was not there, or, of a domain, had no position.
    pub from_standing: Option<Settled>,
    /// How it stands now.
    pub to_standing: Option<Settled>,
    /// Why, where it is one of the known causes.
    pub causes: Vec<ChangeCause>,
    /// What happened and why, in sentences.
    pub words: String,
}

impl MoveReport {
    /// How it stood then, in a word or two.
    pub fn then(&self) -> String {
        in_words(self.from.as_ref(), self.from_standing)
    }

    /// How it stands now, in a word or two.
    pub fn now(&self) -> String {
        in_words(self.to.as_ref(), self.to_standing)
    }
}

/// A level with its number, a silence, or a dash where there is nothing.
fn in_words(level: Option<&NamedLevel>, standing: Option<Settled>) -> String {
    match (level, standing) {
        (Some(level), _) => level.both(),
        (None, Some(settled)) => silence(settled).to_owned(),
        (None, None) => "–".to_owned(),
    }
}
