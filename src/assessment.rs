//! One trust, one cycle: what people answered, and what is known beside it.
//!
//! [`parse`] is the only maker of an [`Assessment`] from files; whoever holds
//! one may trust that every level is on the rubric's scale and every role exists.

mod agreed;
mod answer;
mod case;
mod evidence;
mod example;
mod file;
mod fit;
mod former;
mod indicators;
mod judgement;
mod left_out;
mod note;
mod parse;
mod period;
mod plain;
mod plan;
mod policy;
mod register;
mod response;
mod schema;
mod setup;
mod target;

use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::Date;

pub use agreed::Agreed;
pub use answer::{Answer, Confidence};
pub use case::{About, Case, Expected, Fact};
pub use evidence::{Evidence, Kind};
pub use example::northmoor;
pub use fit::{Fit, fit};
pub use former::{Explained, Explaining, Former, outlived, take_out_outlived};
pub use indicators::OwnFigure;
pub use judgement::{Judgement, Rating};
pub use left_out::{LeftOut, WhyLeftOut};
pub use note::Note;
pub use parse::{
    AssessmentText, Parsed, parse, parse_case, read_agreed, read_figures, read_plan, read_register,
    read_response, read_setup,
};
pub use period::period_end;
pub use plan::{
    Action, ActionDraft, ActionFault, ActionField, ActionStatus, Course, FaultKind, Plan,
};
pub use register::{Entry, Status};
pub use response::{Misfit, Orphan, Response};
pub use schema::case_schema;
pub use setup::{Depth, OwnWeight, Setup};
pub use target::{Target, TargetOrigin};

use crate::rubric::{CriterionId, Level, RespondentId, Rubric, StandardId};

/// A valid assessment with the rubric it was made with.
#[derive(Debug, Clone)]
pub struct Assessment {
    /// Its rubric.
    pub rubric: Arc<Rubric>,
    /// Trust, cycle, date, depth, targets and weights.
    pub setup: Setup,
    /// One response for each respondent, by id.
    pub responses: Vec<Response>,
    /// Those whose answers could not be read, by respondent.
    pub left_out: Vec<LeftOut>,
    /// The baseline register, in rubric order.
    pub register: Vec<Entry>,
    /// Agreed judgements, in rubric order.
    pub agreed: Vec<Agreed>,
    /// The trust's own numbers.
    pub figures: Vec<OwnFigure>,
    /// Actions, in file order.
    pub plan: Vec<Action>,
    /// The day on which the trust means to assess itself again, if the plan says one.
    pub next_review: Option<Date>,
    /// Answers and judgements to criteria that the rubric does not have: kept and listed.
    pub orphans: Vec<Orphan>,
}

impl Assessment {
    /// The agreed judgement on a criterion, if there is one.
    pub fn agreed_on(&self, criterion: &CriterionId) -> Option<&Agreed> {
        self.agreed
            .iter()
            .find(|agreed| agreed.criterion == *criterion)
    }

    /// The register's entry for a standard, if there is one.
    pub fn entry(&self, standard: &StandardId) -> Option<&Entry> {
        self.register
            .iter()
            .find(|entry| entry.standard == *standard)
    }

    /// The response of a respondent, if there is one.
    pub fn response(&self, respondent: &RespondentId) -> Option<&Response> {
        self.responses
            .iter()
            .find(|response| response.respondent == *respondent)
    }

    /// Why a respondent's answers are left out, if they are.
    pub fn left_out(&self, respondent: &RespondentId) -> Option<&LeftOut> {
        self.left_out
            .iter()
            .find(|left_out| left_out.respondent.as_ref() == Some(respondent))
    }

    /// The day of the next review: the one that the plan says, else a year after the assessment's date.
    pub fn next_review(&self) -> Date {
        self.next_review
            .unwrap_or_else(|| self.setup.date.saturating_add(1.year()))
    }

    /// The target of a criterion: its own, else the assessment's default, else the rubric's.
    pub fn target(&self, criterion: &CriterionId) -> Option<Level> {
        self.aim(criterion).map(|target| target.level)
    }

    /// The weight of a criterion: the assessment's own, else the rubric's.
    pub fn weight(&self, criterion: &CriterionId) -> u32 {
        let own = self
            .setup
            .weights
            .iter()
            .find(|own| own.criterion == *criterion)
            .map(|own| own.weight);
        own.or_else(|| {
            self.rubric
                .criterion(criterion)
                .map(|criterion| criterion.weight)
        })
        .unwrap_or(1)
    }
}
