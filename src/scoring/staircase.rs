//! The staircase: the fewest raises that lift a domain's position by one.

use std::collections::HashMap;

use crate::rubric::{CriterionId, Level, Rules, Scale};
use crate::scoring::caps::CapCause;
use crate::scoring::criterion::CriterionProfile;
use crate::scoring::position::Tally;

/// What lifts a criterion to a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lever {
    /// It is already judged that high, and only evidence is missing.
    Evidence,
    /// A standard must be put right first.
    Standard,
    /// A warning sign must be put right first.
    WarningSign,
    /// Practice must improve.
    Improvement,
}

impl Lever {
    /// The word, as the JSON report writes it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Evidence => "evidence",
            Self::Standard => "standard",
            Self::WarningSign => "warning-sign",
            Self::Improvement => "improvement",
        }
    }
}

/// One raise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The criterion to raise.
    pub criterion: CriterionId,
    /// Its supported level now.
    pub from: Level,
    /// The level it must reach.
    pub to: Level,
    /// By what.
    pub by: Lever,
}

/// The raises to the next position, in the order they are needed. Empty at the top and where there is no position.
pub fn staircase(
    criteria: &[CriterionProfile],
    tally: &Tally,
    position: Option<Level>,
    scale: &Scale,
    rules: &Rules,
) -> Vec<Step> {
    let Some(goal) = position
        .map(Level::above)
        .filter(|goal| *goal <= scale.top())
    else {
        return Vec::new();
    };
    let floor = goal.below(rules.reach);
    let mut raises: Vec<(&CriterionProfile, Level, Level)> = Vec::new();
    let mut tally = tally.clone();

    for profile in criteria {
        if let Some(from) = profile.supported.filter(|from| *from < floor) {
            tally = tally.moved(from, floor, profile.weight);
            raises.push((profile, from, floor));
        }
    }
    let places: HashMap<&CriterionId, usize> = raises
        .iter()
        .enumerate()
        .map(|(place, (profile, ..))| (&profile.criterion, place))
        .collect();
    for (profile, from) in candidates(criteria, goal) {
        if tally.has_share(goal, rules.share) {
            break;
        }
        tally = tally.moved(from.max(floor), goal, profile.weight);
        match places.get(&profile.criterion) {
            Some(place) => raises[*place].2 = goal,
            None => raises.push((profile, from, goal)),
        }
    }
    raises
        .into_iter()
        .map(|(profile, from, to)| Step {
            criterion: profile.criterion.clone(),
            from,
            to,
            by: lever(profile, to),
        })
        .collect()
}

/// Criteria below the goal: highest supported first, then larger weight, then rubric order.
fn candidates(criteria: &[CriterionProfile], goal: Level) -> Vec<(&CriterionProfile, Level)> {
    let below = |profile: &CriterionProfile| profile.supported.filter(|from| *from < goal);
    let mut candidates: Vec<(&CriterionProfile, Level)> = criteria
        .iter()
        .filter_map(|profile| Some((profile, below(profile)?)))
        .collect();
    candidates.sort_by(|(one, one_from), (other, other_from)| {
        other_from.cmp(one_from).then(other.weight.cmp(&one.weight))
    });
    candidates
}

fn lever(profile: &CriterionProfile, to: Level) -> Lever {
    let in_the_way = |wanted: fn(&CapCause) -> bool| {
        profile
            .all_caps
            .iter()
            .any(|cap| cap.level < to && wanted(&cap.cause))
    };
    if in_the_way(|cause| matches!(cause, CapCause::Standard { .. })) {
        Lever::Standard
    } else if in_the_way(|cause| matches!(cause, CapCause::WarningSign { .. })) {
        Lever::WarningSign
    } else if profile.judged.is_some_and(|judged| judged >= to) {
        Lever::Evidence
    } else {
        Lever::Improvement
    }
}
