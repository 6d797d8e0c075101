//! One domain: its position in words, why it is that, and what would lift it.

use crate::assessment::Depth;
use crate::report::criterion::{CriterionReport, compose as compose_criterion};
use crate::report::gap::{self, GapReport};
use crate::report::lookup::Lookup;
use crate::report::position;
use crate::report::priority::PriorityReport;
use crate::rubric::{Domain, Fraction, Level};
use crate::scoring::{Coverage, DomainProfile, Lever, Step};
use crate::words::{NamedLevel, quoted};

/// One domain of a report.
#[derive(Debug, Clone, PartialEq)]
pub struct DomainReport {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its core question.
    pub question: String,
    /// The position that is supported.
    pub position: Option<NamedLevel>,
    /// The trust's own judgement.
    pub judged_position: Option<NamedLevel>,
    /// Whether too little is levelled for a position to be more than provisional.
    pub provisional: bool,
    /// The lowest and highest that the position may turn out to be.
    pub range: Option<(NamedLevel, NamedLevel)>,
    /// How many criteria are supported at each level.
    pub distribution: Vec<usize>,
    /// How many criteria are judged at each level.
    pub judged_distribution: Vec<usize>,
    /// What is settled, and how.
    pub coverage: Coverage,
    /// The weighted mean; for tracking, never a grade.
    pub index: Option<IndexReport>,
    /// The position if all weights were 1, when weights differ.
    pub equal_weights: Option<NamedLevel>,
    /// The criteria at the lowest supported level, by id.
    pub weakest: Vec<String>,
    /// The criteria at the highest supported level, by id.
    pub strongest: Vec<String>,
    /// The trust's own judgement, as a table shows it.
    pub judged_words: String,
    /// What is supported, as a table shows it.
    pub supported_words: String,
    /// The finding, as a heading says it.
    pub finding: String,
    /// Why it stands where it does, sentence by sentence.
    pub reasons: Vec<String>,
    /// The fewest raises to the next position.
    pub staircase: Vec<StepReport>,
    /// The staircase as one sentence; empty when there is none.
    pub staircase_words: String,
    /// How far apart groups lie in it, the widest first. Empty in the public edition.
    pub gaps: Vec<GapReport>,
    /// What is good, in sentences.
    pub good: Vec<String>,
    /// Its criteria, in rubric order.
    pub criteria: Vec<CriterionReport>,
}

/// One raise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepReport {
    /// The criterion, by id.
    pub criterion: String,
    /// Its title.
    pub title: String,
    /// Where it is supported now.
    pub from: NamedLevel,
    /// Where it must come to.
    pub to: NamedLevel,
    /// By what.
    pub by: Lever,
    /// The raise in words, without a full stop.
    pub words: String,
}

/// An index, exact and as shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexReport {
    /// Above the line, reduced.
    pub numerator: u64,
    /// Below the line.
    pub denominator: u64,
    /// To one decimal, half up.
    pub shown: String,
}

impl IndexReport {
    /// The index of a fraction.
    pub fn of(index: Fraction) -> Self {
        let (numerator, denominator) = (*index.numer(), *index.denom());
        // Half up, in whole tenths: floor(10·n/d + 1/2).
        let tenths =
            (u128::from(numerator) * 20 + u128::from(denominator)) / (u128::from(denominator) * 2);
        Self {
            numerator,
            denominator,
            shown: format!("{}.{}", tenths / 10, tenths % 10),
        }
    }
}

pub fn compose(lookup: &Lookup<'_>, domain: &Domain, profile: &DomainProfile) -> DomainReport {
    let named = |level: Level| lookup.named(level);
    let ids = |ids: &[crate::rubric::CriterionId]| ids.iter().map(ToString::to_string).collect();
    let words = position::words(lookup, profile);
    let staircase: Vec<StepReport> = profile
        .staircase
        .iter()
        .map(|step| step_report(lookup, step))
        .collect();
    DomainReport {
        id: domain.id.to_string(),
        title: domain.title.clone(),
        question: domain.question.clone(),
        position: profile.supported.position.map(named),
        judged_position: profile.judged.position.map(named),
        provisional: profile.provisional,
        range: profile.range.map(|(low, high)| (named(low), named(high))),
        distribution: profile.supported.distribution.clone(),
        judged_distribution: profile.judged.distribution.clone(),
        coverage: profile.coverage,
        index: profile.index.map(IndexReport::of),
        equal_weights: profile.equal_weights.map(named),
        weakest: ids(&profile.weakest),
        strongest: ids(&profile.strongest),
        finding: format!("{}: {}", domain.title, words.finding),
        judged_words: words.judged,
        supported_words: words.supported,
        reasons: position::reasons(lookup, profile),
        staircase_words: staircase_words(lookup, profile, &staircase),
        staircase,
        gaps: gap::compose(lookup, profile),
        good: good(lookup, profile),
        criteria: domain
            .criteria
            .iter()
            .zip(&profile.criteria)
            .map(|(criterion, profile)| compose_criterion(lookup, criterion, profile))
            .collect(),
    }
}

pub fn step_report(lookup: &Lookup<'_>, step: &Step) -> StepReport {
    let title = lookup.title(&step.criterion);
    let (from, to) = (lookup.label(step.from), lookup.label(step.to));
    let judged_there = lookup
        .standing(&step.criterion)
        .is_some_and(|(_, profile)| profile.judged.is_some_and(|judged| judged >= step.to));
    let practice = if judged_there {
        ""
    } else {
        ", and then improving practice"
    };
    let by = match step.by {
        Lever::Evidence => {
            format!("by recording evidence, since it is already judged {to} or above")
        }
        Lever::Standard => format!("by putting right the standard that limits it{practice}"),
        Lever::WarningSign => format!("by putting right the warning sign that limits it{practice}"),
        Lever::Improvement => "by improving practice".to_owned(),
    };
    StepReport {
        criterion: step.criterion.to_string(),
        title: title.to_owned(),
        from: lookup.named(step.from),
        to: lookup.named(step.to),
        by: step.by,
        words: format!("raise {} from {from} to {to}, {by}", quoted(title)),
    }
}

fn staircase_words(lookup: &Lookup<'_>, profile: &DomainProfile, steps: &[StepReport]) -> String {
    let Some(goal) = profile.supported.position.map(Level::above) else {
        return String::new();
    };
    if steps.is_empty() {
        return String::new();
    }
    let steps: Vec<&str> = steps.iter().map(|step| step.words.as_str()).collect();
    format!("To stand at {}: {}.", lookup.label(goal), steps.join("; "))
}

/// What is good: the criteria at the highest supported level, where they stand out.
fn good(lookup: &Lookup<'_>, profile: &DomainProfile) -> Vec<String> {
    let Some(best) = profile
        .strongest
        .first()
        .and_then(|id| lookup.standing(id))
        .and_then(|(_, best)| best.supported)
    else {
        return Vec::new();
    };
    let label = lookup.label(best);
    if best == Level::LOWEST {
        return vec![format!(
            "Nothing in this domain is supported above {label} yet."
        )];
    }
    if profile.strongest.len() > 3 && profile.strongest == profile.weakest {
        return vec![format!(
            "All {} criteria with a level are supported at {label}; none stands out.",
            crate::words::number(profile.strongest.len())
        )];
    }
    let supported = match lookup.assessment.setup.depth {
        Depth::Full => "supported at",
        Depth::Quick => "at",
    };
    profile
        .strongest
        .iter()
        .filter_map(|id| lookup.criterion(id))
        .map(|criterion| {
            format!(
                "{} is {supported} {label}: {}",
                quoted(&criterion.title),
                criterion.anchor(best)
            )
        })
        .collect()
}

/// What to improve in a domain: its share of the priorities.
pub fn to_improve<'p>(
    domain: &DomainReport,
    priorities: &'p [PriorityReport],
) -> Vec<&'p PriorityReport> {
    priorities
        .iter()
        .filter(|priority| priority.domain == domain.id)
        .collect()
}
