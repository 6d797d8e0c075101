//! What is to be agreed, and the meeting that agrees it.

use jiff::civil::Date;

use crate::questionnaire::page::Page;
use crate::rubric::{CriterionId, Level};

/// What is to be agreed, with the pages that tell of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Moderation {
    /// The first screen: who has not finished, and how it works.
    pub welcome: Page,
    /// The parts of the agenda, in order; none is empty.
    pub parts: Vec<Part>,
}

/// A part of the agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is called.
    pub title: String,
    /// Its criteria, in order.
    pub points: Vec<Point>,
    /// It is opened when somebody asks for it, and not on the way.
    pub on_request: bool,
}

/// One criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// The criterion.
    pub criterion: CriterionId,
    /// The lowest and the highest level that anybody gave. `None`: nobody gave one.
    pub given: Option<(Level, Level)>,
    /// The highest level that the evidence in the answers supports, and the sentence why. `None`: any, or it is not known.
    pub evidence_cap: Option<(Level, String)>,
    /// What is known of it, without names.
    pub page: Page,
}

/// The meeting that agrees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// Who leads it. `None`: asked once, before the first judgement is saved.
    pub moderator: Option<String>,
    /// The day of the judgements.
    pub date: Date,
    /// Today, for dates of evidence.
    pub today: Date,
    /// Parts on request are walked through, too.
    pub all: bool,
    /// The command that goes on from here another time.
    pub go_on: String,
    /// The command that comes next when nothing is open.
    pub next: String,
}
