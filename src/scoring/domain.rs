//! Where one domain stands.

use crate::assessment::Assessment;
use crate::rubric::{CriterionId, Domain, DomainId, Fraction, Level};
use crate::scoring::answers::Answers;
use crate::scoring::criterion::{CriterionProfile, Settled, profile as criterion_profile};
use crate::scoring::gap::{GroupGap, gaps};
use crate::scoring::position::Tally;
use crate::scoring::staircase::{Step, staircase};

/// How many criteria of a domain have been settled, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Coverage {
    /// Criteria that are not not-applicable.
    pub applicable: usize,
    /// Criteria with a level.
    pub levelled: usize,
    /// Criteria that nobody could tell.
    pub unknown: usize,
    /// Criteria that nobody answered.
    pub unanswered: usize,
    /// Criteria that could not exist here.
    pub not_applicable: usize,
}

/// A position with the distribution it is read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The position. `None` when nothing is levelled, or too much is not applicable.
    pub position: Option<Level>,
    /// How many criteria stand at each level.
    pub distribution: Vec<usize>,
}

/// One domain, scored.
#[derive(Debug, Clone, PartialEq)]
pub struct DomainProfile {
    /// The domain.
    pub domain: DomainId,
    /// Read from the supported levels.
    pub supported: Reading,
    /// Read from the judged levels.
    pub judged: Reading,
    /// What is settled, and how.
    pub coverage: Coverage,
    /// Whether so little is levelled that the position is shown as its range.
    pub provisional: bool,
    /// Whether so much is not applicable that there is no position.
    pub too_much_not_applicable: bool,
    /// The position with everything unlevelled at the lowest, and at the highest level.
    pub range: Option<(Level, Level)>,
    /// The weighted mean of supported levels, exact; for tracking, never a grade.
    pub index: Option<Fraction>,
    /// The position if all weights were 1, when weights differ.
    pub equal_weights: Option<Level>,
    /// The criteria at the lowest supported level.
    pub weakest: Vec<CriterionId>,
    /// The criteria at the highest supported level.
    pub strongest: Vec<CriterionId>,
    /// The one criterion whose raise alone would lift the position.
    pub held_by: Option<CriterionId>,
    /// What would lift the position by one.
    pub staircase: Vec<Step>,
    /// How far apart groups lie, the widest first.
    pub gaps: Vec<GroupGap>,
    /// Its criteria, in rubric order.
    pub criteria: Vec<CriterionProfile>,
}

/// Scores one domain.
pub fn profile(assessment: &Assessment, domain: &Domain, answers: &Answers<'_>) -> DomainProfile {
    let scale = assessment.rubric.scale();
    let rules = assessment.rubric.rules();
    let criteria: Vec<CriterionProfile> = domain
        .criteria
        .iter()
        .map(|criterion| {
            criterion_profile(
                assessment,
                criterion,
                answers,
                assessment.weight(&criterion.id),
            )
        })
        .collect();
    let coverage = coverage(&criteria);
    let too_much = exceeds(
        coverage.not_applicable,
        criteria.len(),
        rules.not_applicable_limit,
    );
    let supported = tally(scale.size(), &criteria, |profile| profile.supported);
    let judged = tally(scale.size(), &criteria, |profile| profile.judged);
    let position = |tally: &Tally| {
        if too_much {
            None
        } else {
            tally.position(scale, rules)
        }
    };
    let reading = |tally: &Tally| Reading {
        position: position(tally),
        distribution: tally.counts().to_vec(),
    };
    let with_rest_at = |level: Level| position(&filled(&supported, &criteria, level));
    let here = position(&supported);
    DomainProfile {
        domain: domain.id.clone(),
        coverage,
        provisional: is_provisional(&criteria, &supported, rules.enough),
        too_much_not_applicable: too_much,
        range: with_rest_at(Level::LOWEST).zip(with_rest_at(scale.top())),
        index: (supported.weight() > 0).then(|| Fraction::new(supported.sum(), supported.weight())),
        equal_weights: weights_differ(&criteria)
            .then(|| position(&supported.with_equal_weights()))
            .flatten(),
        weakest: at_level(
            &criteria,
            criteria
                .iter()
                .filter_map(|profile| profile.supported)
                .min(),
        ),
        strongest: at_level(
            &criteria,
            criteria
                .iter()
                .filter_map(|profile| profile.supported)
                .max(),
        ),
        held_by: here.and_then(|here| {
            held_by(&criteria, |profile, from| {
                position(&supported.moved(from, scale.top(), profile.weight)) > Some(here)
            })
        }),
        gaps: gaps(&criteria),
        staircase: staircase(&criteria, &supported, here, scale, rules),
        supported: reading(&supported),
        judged: reading(&judged),
        criteria,
    }
}

fn coverage(criteria: &[CriterionProfile]) -> Coverage {
    let mut coverage = Coverage::default();
    for profile in criteria {
        match profile.settled {
            Settled::Level(_) => coverage.levelled += 1,
            Settled::Unknown => coverage.unknown += 1,
            Settled::Unanswered => coverage.unanswered += 1,
            Settled::NotApplicable => coverage.not_applicable += 1,
        }
    }
    coverage.applicable = criteria.len() - coverage.not_applicable;
    coverage
}

fn tally(
    size: usize,
    criteria: &[CriterionProfile],
    level: impl Fn(&CriterionProfile) -> Option<Level>,
) -> Tally {
    Tally::of(
        size,
        criteria
            .iter()
            .filter_map(|profile| Some((level(profile)?, profile.weight))),
    )
}

/// The tally with every applicable criterion that has no level set to `level`.
fn filled(tally: &Tally, criteria: &[CriterionProfile], level: Level) -> Tally {
    let mut filled = tally.clone();
    for profile in criteria {
        match profile.settled {
            Settled::Unknown | Settled::Unanswered => filled.add(level, profile.weight),
            Settled::Level(_) | Settled::NotApplicable => {}
        }
    }
    filled
}

fn exceeds(part: usize, whole: usize, limit: Fraction) -> bool {
    let count = |number: usize| {
        Fraction::from_integer(u64::try_from(number).expect("a count of criteria fits"))
    };
    count(part) > limit * count(whole)
}

fn is_provisional(criteria: &[CriterionProfile], levelled: &Tally, enough: Fraction) -> bool {
    let applicable: u64 = criteria
        .iter()
        .filter(|profile| profile.settled != Settled::NotApplicable)
        .map(|profile| u64::from(profile.weight))
        .sum();
    Fraction::from_integer(levelled.weight()) < enough * Fraction::from_integer(applicable)
}

fn weights_differ(criteria: &[CriterionProfile]) -> bool {
    criteria
        .windows(2)
        .any(|pair| pair[0].weight != pair[1].weight)
}

fn at_level(criteria: &[CriterionProfile], level: Option<Level>) -> Vec<CriterionId> {
    let there = |profile: &&CriterionProfile| level.is_some() && profile.supported == level;
    criteria
        .iter()
        .filter(there)
        .map(|profile| profile.criterion.clone())
        .collect()
}

/// The only criterion of which `lifts` is true.
fn held_by(
    criteria: &[CriterionProfile],
    lifts: impl Fn(&CriterionProfile, Level) -> bool,
) -> Option<CriterionId> {
    let mut holding = criteria
        .iter()
        .filter(|profile| profile.supported.is_some_and(|from| lifts(profile, from)));
    let first = holding.next()?;
    holding.next().is_none().then(|| first.criterion.clone())
}
