//! Whether the medians of groups, shown beside the spread of all, let somebody work out what one person answered.
//!
//! Whoever reads a report knows the spread of all answers to a criterion, how many of each group answered, and the
//! medians that are shown; and this rule is no secret. So three things hold:
//!
//! 1. Every way in which the answers could be spread over the groups is put with those that give the same medians.
//!    Medians are *safe* if, in the ways that give them, no person's answer is always the same: for somebody from
//!    outside, and for each respondent, who knows their own.
//! 2. Medians that are not safe are withheld.
//! 3. That they are withheld tells something too. Where that alone would give somebody away, medians are withheld
//!    for every way in which these answers could be spread.
//!
//! So which medians would be withheld follows from the spread and the sizes alone, and both are known anyway.
//!
//! The ways are counted by groups and levels, never by persons, and are not walked through one by one: whether there
//! is one at all with a person here and another there is a question of flows, answered by Hall's condition.

use std::cmp::Ordering;

/// The most steps that a table may take. One that would take more, of five groups over ten levels, is withheld.
const MOST_STEPS: usize = 4_000_000;

/// How many answered in a group, and their lower median, by the number of the level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Shown {
    /// How many: three or more.
    pub answers: usize,
    /// The lower median's number.
    pub median: usize,
}

/// Returns whether the medians of groups, which together are everybody, may be shown beside the spread of all.
pub fn may_be_shown(spread: &[usize], groups: &[Shown]) -> bool {
    let levels: Vec<usize> = (0..spread.len())
        .filter(|level| spread[*level] > 0)
        .collect();
    let counts: Vec<usize> = levels.iter().map(|level| spread[*level]).collect();
    let sizes: Vec<usize> = groups.iter().map(|group| group.answers).collect();
    let medians: Option<Vec<usize>> = groups
        .iter()
        .map(|group| levels.iter().position(|level| *level == group.median))
        .collect();
    let Some(own) = medians.and_then(|medians| Ways::new(&counts, &sizes, &medians)) else {
        return false;
    };
    if is_broad(&counts, &sizes) {
        return true;
    }
    if steps(counts.len(), sizes.len()).is_none_or(|steps| steps > MOST_STEPS)
        || !Told::by(&own).is_safe()
    {
        return false;
    }
    every(counts.len(), sizes.len())
        .filter_map(|medians| Ways::new(&counts, &sizes, &medians))
        .map(|ways| Told::by(&ways))
        .filter(|told| !told.is_safe())
        .reduce(|one, other| one.or(&other))
        .is_none_or(|withheld| withheld.is_safe())
}

/// Whether nothing can be told whatever the medians are, as a glance shows.
///
/// Somebody can tell only what a group's people answered who are all at one level in every way. None of them can
/// then exchange their answer with anybody in another group who is at another level, which is so only where that
/// group has as many at the level as its median allows: nearly half. A level has to be that full.
fn is_broad(counts: &[usize], sizes: &[usize]) -> bool {
    let fullest = counts.iter().max().copied().unwrap_or(0);
    let halves: usize = sizes.iter().map(|size| (size - 1) / 2).sum();
    sizes
        .iter()
        .all(|size| *size >= 5 && fullest + 2 < size + halves - (size - 1) / 2)
}

/// How many steps it takes to look at every table of medians once.
fn steps(levels: usize, groups: usize) -> Option<usize> {
    let tables = levels.checked_pow(u32::try_from(groups).ok()?)?;
    tables.checked_mul(groups << levels.min(20))
}

/// Every table of medians: a level for each group.
fn every(levels: usize, groups: usize) -> impl Iterator<Item = Vec<usize>> {
    let mut next = Some(vec![0; groups]);
    std::iter::from_fn(move || {
        let table = next.take()?;
        let mut after = table.clone();
        if let Some(place) = after.iter().rposition(|level| level + 1 < levels) {
            after[place] += 1;
            after[place + 1..].fill(0);
            next = Some(after);
        }
        Some(table)
    })
}

/// A group whose median is known: how many of it may still be below, and above, and how many are left at all.
#[derive(Debug, Clone, Copy)]
struct Room {
    median: usize,
    below: usize,
    above: usize,
    left: usize,
}

impl Room {
    /// The same after one person at a level is in it. `None`: nobody can be.
    fn less(self, level: usize) -> Option<Self> {
        let Self {
            median,
            below,
            above,
            left,
        } = self;
        let left = left.checked_sub(1)?;
        let (below, above) = match level.cmp(&median) {
            Ordering::Less => (below.checked_sub(1)?, above),
            Ordering::Equal => (below, above),
            Ordering::Greater => (below, above.checked_sub(1)?),
        };
        Some(Self {
            median,
            below,
            above,
            left,
        })
    }

    /// How many answers at these levels the group can take. `levels` has a bit for each.
    fn takes(self, levels: usize) -> usize {
        if levels >> self.median & 1 == 1 {
            return self.left;
        }
        let under = levels & ((1 << self.median) - 1);
        let below = if under == 0 { 0 } else { self.below };
        let above = if levels == under { 0 } else { self.above };
        (below + above).min(self.left)
    }
}

/// The ways in which answers can be spread over groups with these medians. There is at least one.
struct Ways {
    counts: Vec<usize>,
    rooms: Vec<Room>,
    /// Sets of levels, a bit for each, of which the groups can take one more than there are answers at them, or none:
    /// with how many. Two people who are put in their places take no more than two, so that no other set matters.
    tight: Vec<(usize, usize)>,
}

impl Ways {
    /// `None`: there is no way.
    fn new(counts: &[usize], sizes: &[usize], medians: &[usize]) -> Option<Self> {
        let room = |(size, median): (&usize, &usize)| {
            // The lower median stands at this place, counted from 0.
            let place = (size - 1) / 2;
            Room {
                median: *median,
                below: place,
                above: size - place - 1,
                left: *size,
            }
        };
        let rooms: Vec<Room> = sizes.iter().zip(medians).map(room).collect();
        let mut tight = Vec::new();
        // All levels together fit exactly, and are not looked at.
        for levels in 1..(1 << counts.len()) - 1 {
            let there: usize = (0..counts.len())
                .filter(|level| levels >> level & 1 == 1)
                .map(|level| counts[level])
                .sum();
            let most: usize = rooms.iter().map(|room| room.takes(levels)).sum();
            let slack = most.checked_sub(there)?;
            if slack < 2 {
                tight.push((levels, slack));
            }
        }
        Some(Self {
            counts: counts.to_vec(),
            rooms,
            tight,
        })
    }

    /// Whether there is a way in which these people, by group and level, are in these places. They are one or two.
    fn with(&self, people: &[(usize, usize)]) -> bool {
        let taken = |level: usize| people.iter().filter(|person| person.1 == level).count();
        if people
            .iter()
            .any(|(_, level)| taken(*level) > self.counts[*level])
        {
            return false;
        }
        let mut changed: [Option<(usize, Room)>; 2] = [None; 2];
        for (group, level) in people {
            let place = changed
                .iter()
                .position(|one| one.is_none_or(|(other, _)| other == *group))
                .expect("two people are of two groups at the most");
            let before = changed[place].map_or(self.rooms[*group], |(_, room)| room);
            let Some(after) = before.less(*level) else {
                return false;
            };
            changed[place] = Some((*group, after));
        }
        self.tight.iter().all(|(levels, slack)| {
            let lost: usize = changed
                .iter()
                .flatten()
                .map(|(group, after)| self.rooms[*group].takes(*levels) - after.takes(*levels))
                .sum();
            let gone = people
                .iter()
                .filter(|(_, level)| levels >> level & 1 == 1)
                .count();
            slack + gone >= lost
        })
    }
}

/// What each respondent, who knows their own group and answer, can tell of the other people of each group.
///
/// Whoever is from outside can tell less than each of them.
struct Told {
    /// By the respondent's group, their level, and the group looked at.
    of: Vec<Known>,
}

/// What is known of the other people of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Known {
    /// There is no such respondent.
    Nobody,
    /// They are all at this level.
    All(usize),
    /// It cannot be told.
    Open,
}

impl Told {
    fn by(ways: &Ways) -> Self {
        let (groups, levels) = (ways.rooms.len(), ways.counts.len());
        let mut of = Vec::with_capacity(groups * levels * groups);
        for own in 0..groups {
            for level in 0..levels {
                let me = (own, level);
                if !ways.with(&[me]) {
                    of.extend(std::iter::repeat_n(Known::Nobody, groups));
                    continue;
                }
                for group in 0..groups {
                    // People of a group who all answered the same answered its median.
                    let median = ways.rooms[group].median;
                    let open = (0..levels)
                        .any(|other| other != median && ways.with(&[me, (group, other)]));
                    of.push(if open {
                        Known::Open
                    } else {
                        Known::All(median)
                    });
                }
            }
        }
        Self { of }
    }

    fn is_safe(&self) -> bool {
        self.of.iter().all(|known| !matches!(known, Known::All(_)))
    }

    /// What is told where it is one or the other, and nobody knows which.
    fn or(&self, other: &Self) -> Self {
        let either = |(one, other): (&Known, &Known)| match (*one, *other) {
            (Known::Nobody, known) | (known, Known::Nobody) => known,
            (Known::All(one), Known::All(other)) if one == other => Known::All(one),
            (Known::All(_) | Known::Open, Known::All(_) | Known::Open) => Known::Open,
        };
        Self {
            of: self.of.iter().zip(&other.of).map(either).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(spread: &[usize], groups: &[(usize, usize)]) -> bool {
        let groups: Vec<Shown> = groups
            .iter()
            .map(|(answers, median)| Shown {
                answers: *answers,
                median: *median,
            })
            .collect();
        may_be_shown(spread, &groups)
    }

    #[test]
    fn three_people_whose_answers_follow_from_the_other_groups_are_not_shown() {
        // Three of the board and three heads: two chose 1 and four chose 2. Heads at 1 have both of them, so that the
        // board all chose 2.
        assert!(!shown(&[0, 2, 4], &[(3, 1), (3, 2)]));
        // Everybody chose the same: the spread says so already, and a median would say it of three.
        assert!(!shown(&[0, 0, 6], &[(3, 2), (3, 2)]));
        // Who alone chose 1 knows the rest.
        assert!(!shown(&[0, 1, 5], &[(3, 2), (3, 2)]));
    }

    #[test]
    fn medians_that_leave_everybody_s_answer_open_are_shown() {
        assert!(shown(&[1, 4, 1], &[(3, 1), (3, 1)]));
        assert!(shown(&[2, 5, 5, 3], &[(5, 1), (5, 2), (5, 2)]));
        assert!(shown(
            &[5, 9, 14, 12, 8, 2],
            &[(12, 2), (14, 2), (12, 3), (12, 2)]
        ));
    }

    #[test]
    fn what_would_take_too_long_is_withheld() {
        let groups = [(4, 5); 5];
        assert!(!shown(&[1, 1, 1, 1, 2, 8, 2, 2, 1, 1], &groups));
    }

    /// Every way of spreading counts over groups of these sizes: for each group, how many at each level.
    fn ways(counts: &[usize], sizes: &[usize]) -> Vec<Vec<Vec<usize>>> {
        let Some((first, rest)) = sizes.split_first() else {
            return vec![Vec::new()];
        };
        let mut all = Vec::new();
        for group in picks(counts, *first) {
            let left: Vec<usize> = counts
                .iter()
                .zip(&group)
                .map(|(all, one)| all - one)
                .collect();
            for mut way in ways(&left, rest) {
                way.insert(0, group.clone());
                all.push(way);
            }
        }
        all
    }

    fn picks(counts: &[usize], size: usize) -> Vec<Vec<usize>> {
        let Some((first, rest)) = counts.split_first() else {
            return if size == 0 {
                vec![Vec::new()]
            } else {
                Vec::new()
            };
        };
        let mut all = Vec::new();
        for taken in 0..=size.min(*first) {
            for mut pick in picks(rest, size - taken) {
                pick.insert(0, taken);
                all.push(pick);
            }
        }
        all
    }

    fn median(group: &[usize]) -> usize {
        let levels: Vec<usize> = group
            .iter()
            .enumerate()
            .flat_map(|(level, count)| std::iter::repeat_n(level, *count))
            .collect();
        levels[(levels.len() - 1) / 2]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn whether_a_way_has_two_people_in_their_places_is_answered_as_by_walking_through_all_ways(
            groups in prop::collection::vec(prop::collection::vec(0..4_usize, 3..6), 2..4), own in 0..3_usize,
            other in 0..3_usize, level in 0..4_usize, beside in 0..4_usize,
        ) {
            let mut counts = vec![0; 4];
            groups.iter().flatten().for_each(|level| counts[*level] += 1);
            prop_assume!(counts.iter().all(|count| *count > 0));
            let sizes: Vec<usize> = groups.iter().map(Vec::len).collect();
            let (own, other) = (own % sizes.len(), other % sizes.len());
            for medians in every(4, sizes.len()) {
                let walked: Vec<Vec<Vec<usize>>> = ways(&counts, &sizes)
                    .into_iter()
                    .filter(|way| way.iter().map(|group| median(group)).eq(medians.iter().copied()))
                    .collect();
                let asked = Ways::new(&counts, &sizes, &medians);
                prop_assert_eq!(asked.is_some(), !walked.is_empty());
                let Some(asked) = asked else { continue };
                let there = |way: &Vec<Vec<usize>>| {
                    let both = (own, level) == (other, beside);
                    way[own][level] > usize::from(both) && way[other][beside] > 0
                };
                prop_assert_eq!(asked.with(&[(own, level), (other, beside)]), walked.iter().any(there));
            }
        }

        #[test]
        fn what_is_broad_at_a_glance_is_broad_when_looked_at(
            groups in prop::collection::vec(prop::collection::vec(0..5_usize, 5..9), 2..4), lean in 0..5_usize,
        ) {
            let mut counts = vec![0; 5];
            // Half of the people lean to one level, so that some tables are nearly not broad.
            for (place, level) in groups.iter().flatten().enumerate() {
                counts[if place % 2 == 0 { lean } else { *level }] += 1;
            }
            counts.retain(|count| *count > 0);
            let sizes: Vec<usize> = groups.iter().map(Vec::len).collect();
            if is_broad(&counts, &sizes) {
                for medians in every(counts.len(), sizes.len()) {
                    if let Some(ways) = Ways::new(&counts, &sizes, &medians) {
                        prop_assert!(Told::by(&ways).is_safe(), "{:?} {:?} {:?}", counts, sizes, medians);
                    }
                }
            }
        }
    }
}
