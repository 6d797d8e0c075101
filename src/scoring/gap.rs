//! How far apart the middle answers of two groups lie over a domain.
//!
//! It is worked out from the group medians that may be shown, and from nothing
//! else: whoever has those could work it out too, so it can tell of no group
//! that they do not tell of.

use num_rational::Ratio;

use crate::rubric::{CriterionId, Group};
use crate::scoring::{CriterionProfile, GroupName};

/// Two groups over the criteria of a domain on which both can be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupGap {
    /// The group that answers higher on average. Where neither does, the one that reports name first.
    pub higher: Group,
    /// The other.
    pub lower: Group,
    /// By how many levels its middle answers lie higher on average; never below nought.
    pub mean: Ratio<i64>,
    /// On how many criteria the first group's middle answer is above the other's.
    pub above: usize,
    /// On how many it is the same.
    pub same: usize,
    /// On how many it is below.
    pub below: usize,
    /// The criterion on which the two lie furthest apart, the first in rubric order, and by how many levels.
    pub widest: (CriterionId, u8),
}

impl GroupGap {
    /// On how many criteria both groups can be shown.
    pub fn criteria(&self) -> usize {
        self.above + self.same + self.below
    }
}

/// The gaps of a domain, the widest first. Groups that are put together as "others" have none.
pub fn gaps(criteria: &[CriterionProfile]) -> Vec<GroupGap> {
    let pairs = Group::ALL.iter().enumerate().flat_map(|(place, one)| {
        Group::ALL[place + 1..]
            .iter()
            .map(move |other| (*one, *other))
    });
    let mut gaps: Vec<GroupGap> = pairs
        .filter_map(|(one, other)| gap(criteria, one, other))
        .collect();
    gaps.sort_by_key(|gap| std::cmp::Reverse(gap.mean));
    gaps
}

fn gap(criteria: &[CriterionProfile], one: Group, other: Group) -> Option<GroupGap> {
    let median = |profile: &CriterionProfile, wanted: Group| {
        profile
            .groups
            .iter()
            .find(|group| group.group == GroupName::Group(wanted))
            .map(|group| i64::from(group.median.number()))
    };
    let differences: Vec<(&CriterionId, i64)> = criteria
        .iter()
        .filter_map(|profile| {
            Some((
                &profile.criterion,
                median(profile, one)? - median(profile, other)?,
            ))
        })
        .collect();
    let widest = differences
        .iter()
        .rev()
        .max_by_key(|(_, difference)| difference.abs())?;
    let widest = (
        widest.0.clone(),
        u8::try_from(widest.1.abs()).expect("two levels of one scale lie less than a scale apart"),
    );
    let sum: i64 = differences.iter().map(|(_, difference)| difference).sum();
    let count = i64::try_from(differences.len()).expect("a count of criteria fits");
    let on = |holds: fn(i64) -> bool| {
        differences
            .iter()
            .filter(|(_, difference)| holds(*difference))
            .count()
    };
    let (above, same, below) = (
        on(|difference| difference > 0),
        on(|difference| difference == 0),
        on(|difference| difference < 0),
    );
    let mean = Ratio::new(sum, count);
    Some(if sum >= 0 {
        GroupGap {
            higher: one,
            lower: other,
            mean,
            above,
            same,
            below,
            widest,
        }
    } else {
        GroupGap {
            higher: other,
            lower: one,
            mean: -mean,
            above: below,
            same,
            below: above,
            widest,
        }
    })
}
