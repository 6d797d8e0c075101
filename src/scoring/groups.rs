//! Medians of role groups, shown only where nobody can be found by them.

use crate::assessment::{Answer, Response};
use crate::rubric::{Group, Level, Rubric};
use crate::scoring::agreement::lower_median;
use crate::scoring::disclosure::{Shown, may_be_shown};

/// The fewest people whose median may be shown.
pub const SMALLEST_GROUP: usize = 3;

/// Whose median it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GroupName {
    /// A group of the rubric.
    Group(Group),
    /// Groups too small to be shown alone, together.
    Others,
}

impl GroupName {
    /// The word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Group(group) => group.word(),
            Self::Others => "others",
        }
    }
}

/// A median that may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupMedian {
    /// Whose.
    pub group: GroupName,
    /// How many gave a level: three or more.
    pub answers: usize,
    /// Their lower median.
    pub median: Level,
}

/// The medians of the groups that may be shown for one criterion.
///
/// Groups below three are put together as "others". Where "others" would be one
/// or two people, the smallest group that could be shown joins them: otherwise
/// all answers less the groups shown would be those one or two. None is shown where the medians, beside how many gave
/// each level (`spread`), would let somebody work out what one person answered.
pub fn group_medians(
    rubric: &Rubric,
    answers: &[(&Response, &Answer)],
    spread: &[usize],
) -> Vec<GroupMedian> {
    let mut shown: Vec<(GroupName, Vec<Level>)> = Vec::new();
    let mut others: Vec<Level> = Vec::new();
    for group in Group::ALL {
        let levels: Vec<Level> = answers
            .iter()
            .filter(|(response, _)| {
                rubric
                    .role(&response.role)
                    .is_some_and(|role| role.group == group)
            })
            .filter_map(|(_, answer)| answer.judgement.rating.level())
            .collect();
        if levels.len() >= SMALLEST_GROUP {
            shown.push((GroupName::Group(group), levels));
        } else {
            others.extend(levels);
        }
    }
    while !others.is_empty() && others.len() < SMALLEST_GROUP {
        let Some(smallest) = (0..shown.len()).min_by_key(|place| shown[*place].1.len()) else {
            return Vec::new();
        };
        others.extend(shown.remove(smallest).1);
    }
    if !others.is_empty() {
        shown.push((GroupName::Others, others));
    }
    // One group alone is everybody, which the median of the criterion says already.
    if shown.len() < 2 {
        return Vec::new();
    }
    let medians: Vec<GroupMedian> = shown
        .into_iter()
        .filter_map(|(group, mut levels)| {
            levels.sort_unstable();
            Some(GroupMedian {
                group,
                answers: levels.len(),
                median: lower_median(&levels)?,
            })
        })
        .collect();
    let beside: Vec<Shown> = medians
        .iter()
        .map(|group| Shown {
            answers: group.answers,
            median: group.median.index(),
        })
        .collect();
    if may_be_shown(spread, &beside) {
        medians
    } else {
        Vec::new()
    }
}
