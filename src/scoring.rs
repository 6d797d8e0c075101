//! Assessment → profile: exact arithmetic, no words.
//!
//! The rules are those of the method page in README. In one breath: a
//! criterion's *judged* level comes from agreement or the lower median; caps
//! turn it into a *supported* level; a domain's *position* is read from the
//! distribution of supported levels, never from an average.

mod agenda;
mod agreement;
mod alpha;
mod answers;
mod caps;
mod change;
mod criterion;
mod disclosure;
mod domain;
mod gap;
mod groups;
mod lens;
mod position;
mod priority;
mod staircase;
mod strength;
mod whatif;

pub use agenda::{Agenda, AgendaItem, Concern, Matter, agenda};
pub use agreement::{Agreement, Verdict};
pub use caps::{Cap, CapCause};
pub use change::{
    Change, ChangeCause, Compared, CriterionChange, DomainBreak, DomainChange, Movement, Side,
    change, change_in,
};
pub use criterion::{Basis, CriterionProfile, Settled};
pub use domain::{Coverage, DomainProfile, Reading};
pub use gap::GroupGap;
pub use groups::{GroupMedian, GroupName};
pub use lens::{FacetProfile, LensProfile};
pub use priority::{Priority, Reason, Subject, Tier};
pub use staircase::{Lever, Step};
pub use strength::{EvidenceStrength, Strength};
pub use whatif::{Supposition, WhatIf, whatif};

use crate::assessment::Assessment;

/// Everything that follows from an assessment by rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// One for each domain, in rubric order.
    pub domains: Vec<DomainProfile>,
    /// One for each lens, in rubric order.
    pub lenses: Vec<LensProfile>,
    /// Krippendorff's ordinal alpha over the whole rubric. `None`: not computable.
    pub alpha: Option<f64>,
    /// What to do first, in order.
    pub priorities: Vec<Priority>,
}

impl Profile {
    /// Every criterion's profile, in rubric order.
    pub fn criteria(&self) -> impl Iterator<Item = &CriterionProfile> {
        self.domains.iter().flat_map(|domain| &domain.criteria)
    }
}

/// Scores an assessment. The same assessment always gives the same profile, whatever the order of its files.
pub fn score(assessment: &Assessment) -> Profile {
    let answers = answers::by_criterion(assessment);
    let domains: Vec<DomainProfile> = assessment
        .rubric
        .domains()
        .iter()
        .map(|domain| domain::profile(assessment, domain, &answers))
        .collect();
    let lenses = lens::profiles(assessment, &domains);
    let alpha = alpha::ordinal(assessment.rubric.scale().size(), answers.units());
    let priorities = priority::priorities(assessment, &domains);
    Profile {
        domains,
        lenses,
        alpha,
        priorities,
    }
}
