//! What to do first: five tiers by rule, not by formula.

use std::cmp::Reverse;

use crate::assessment::{Assessment, Status};
use crate::rubric::{CriterionId, Force, Level, StandardId};
use crate::scoring::caps::{Cap, CapCause};
use crate::scoring::criterion::{Basis, CriterionProfile};
use crate::scoring::{DomainProfile, Verdict};

/// Why something is a priority, the most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// A must standard is not met, or nobody knows whether a critical one is.
    PutRight,
    /// Below target for another reason than evidence, or holding the domain down.
    CloseTheGap,
    /// Evidence is what is missing, or it is old.
    ProveIt,
    /// People see it two or more levels apart, and nothing is agreed.
    AgreeIt,
    /// One below the top, with the top as target.
    StretchAndShare,
}

impl Tier {
    /// Its number, 1 to 5.
    pub const fn number(self) -> u8 {
        match self {
            Self::PutRight => 1,
            Self::CloseTheGap => 2,
            Self::ProveIt => 3,
            Self::AgreeIt => 4,
            Self::StretchAndShare => 5,
        }
    }

    /// Its name, as people read it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::PutRight => "put right",
            Self::CloseTheGap => "close the gap",
            Self::ProveIt => "prove it",
            Self::AgreeIt => "agree it",
            Self::StretchAndShare => "stretch and share",
        }
    }
}

/// What a priority is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A criterion.
    Criterion(CriterionId),
    /// A standard.
    Standard(StandardId),
}

/// The fact that put it there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// A must standard is not met.
    MustNotMet,
    /// Nobody knows whether a critical must standard is met.
    CriticalUnknown,
    /// The level that practice and standards allow is below the target.
    BelowTarget {
        /// The least of the judged level and the caps of standards and warning signs.
        reached: Level,
        /// The target.
        target: Level,
    },
    /// It alone holds its domain's position down.
    HoldsDomain,
    /// Evidence does not support the judged level.
    EvidenceShort {
        /// The judged level.
        judged: Level,
        /// What evidence supports.
        supported: Level,
    },
    /// The newest evidence is older than 12 months.
    EvidenceOld,
    /// Answers are this many levels apart.
    Split {
        /// Levels between the lowest and the highest answer.
        range: u8,
    },
    /// One below the top, which is the target.
    NearTop,
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Priority {
    /// Its tier.
    pub tier: Tier,
    /// What it is about.
    pub subject: Subject,
    /// Why.
    pub reason: Reason,
    /// Whether a critical standard is concerned.
    pub critical: bool,
}

/// Every priority, each criterion and standard once, in its first tier; most urgent first.
pub fn priorities(assessment: &Assessment, domains: &[DomainProfile]) -> Vec<Priority> {
    let mut found = Vec::new();
    standards(assessment, &mut found);
    for domain in domains {
        for profile in &domain.criteria {
            let facets = assessment
                .rubric
                .criterion(&profile.criterion)
                .map_or(0, |criterion| criterion.facets.len());
            if let Some((tier, reason)) = tier(assessment, domain, profile) {
                let subject = Subject::Criterion(profile.criterion.clone());
                let priority = Priority {
                    tier,
                    subject,
                    reason,
                    critical: false,
                };
                found.push((urgency(&priority, gap(profile), facets), priority));
            }
        }
    }
    // The sort is stable, so what is equal stays in rubric order.
    found.sort_by_key(|(urgency, _)| *urgency);
    found.into_iter().map(|(_, priority)| priority).collect()
}

/// Tier, then critical first, then the larger gap, then the more facets.
type Urgency = (Tier, Reverse<bool>, Reverse<u8>, Reverse<usize>);

fn urgency(priority: &Priority, gap: u8, facets: usize) -> Urgency {
    (
        priority.tier,
        Reverse(priority.critical),
        Reverse(gap),
        Reverse(facets),
    )
}

/// How many levels the supported level lies below the target.
fn gap(profile: &CriterionProfile) -> u8 {
    profile
        .target
        .zip(profile.supported)
        .map_or(0, |(target, supported)| {
            target.number().saturating_sub(supported.number())
        })
}

/// Standards have no target and no facets of their own: critical ones come first, then rubric order.
fn standards(assessment: &Assessment, found: &mut Vec<(Urgency, Priority)>) {
    for standard in assessment
        .rubric
        .standards()
        .filter(|standard| standard.force == Force::Must)
    {
        let reason = match assessment.entry(&standard.id).map(|entry| entry.status) {
            Some(Status::NotMet) => Reason::MustNotMet,
            Some(Status::Unknown) if standard.critical => Reason::CriticalUnknown,
            Some(Status::Met | Status::Partly | Status::Unknown | Status::NotApplicable) | None => {
                continue;
            }
        };
        let subject = Subject::Standard(standard.id.clone());
        let priority = Priority {
            tier: Tier::PutRight,
            subject,
            reason,
            critical: standard.critical,
        };
        found.push((urgency(&priority, 0, 0), priority));
    }
}

fn tier(
    assessment: &Assessment,
    domain: &DomainProfile,
    profile: &CriterionProfile,
) -> Option<(Tier, Reason)> {
    let judged = profile.judged?;
    let supported = profile.supported?;
    let reached = reached_without_evidence(profile, judged);
    if let Some(target) = profile.target.filter(|target| reached < *target) {
        return Some((Tier::CloseTheGap, Reason::BelowTarget { reached, target }));
    }
    if domain.held_by.as_ref() == Some(&profile.criterion) {
        return Some((Tier::CloseTheGap, Reason::HoldsDomain));
    }
    let evidence_binds =
        |cap: &Cap| matches!(cap.cause, CapCause::Evidence { .. }) && cap.level == supported;
    if profile.biting().any(evidence_binds) {
        return Some((Tier::ProveIt, Reason::EvidenceShort { judged, supported }));
    }
    if profile.evidence.is_old(assessment.setup.date) {
        return Some((Tier::ProveIt, Reason::EvidenceOld));
    }
    let split = profile
        .agreement
        .as_ref()
        .filter(|agreement| agreement.verdict() == Verdict::Split);
    if let Some(agreement) = split.filter(|_| profile.basis != Some(Basis::Agreed)) {
        return Some((
            Tier::AgreeIt,
            Reason::Split {
                range: agreement.range(),
            },
        ));
    }
    let top = assessment.rubric.scale().top();
    (supported.above() == top && profile.target == Some(top))
        .then_some((Tier::StretchAndShare, Reason::NearTop))
}

/// The least of the judged level and the caps of standards and warning signs.
fn reached_without_evidence(profile: &CriterionProfile, judged: Level) -> Level {
    profile
        .all_caps
        .iter()
        .filter(|cap| match cap.cause {
            CapCause::Standard { .. } | CapCause::WarningSign { .. } => true,
            CapCause::Evidence { .. } => false,
        })
        .map(|cap| cap.level)
        .fold(judged, Level::min)
}
