//! Position: the level that most of a domain has reached, with no criterion far below.

use crate::rubric::{Fraction, Level, Rules, Scale};

/// How much weight and how many criteria stand at each level: all that a position depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    weights: Vec<u64>,
    counts: Vec<usize>,
}

impl Tally {
    /// An empty tally for a scale of this size.
    pub fn new(size: usize) -> Self {
        Self {
            weights: vec![0; size],
            counts: vec![0; size],
        }
    }

    /// A tally of levels with their weights.
    pub fn of(size: usize, levels: impl IntoIterator<Item = (Level, u32)>) -> Self {
        let mut tally = Self::new(size);
        for (level, weight) in levels {
            tally.add(level, weight);
        }
        tally
    }

    /// Adds one criterion.
    pub fn add(&mut self, level: Level, weight: u32) {
        self.weights[level.index()] += u64::from(weight);
        self.counts[level.index()] += 1;
    }

    /// Moves one criterion to another level.
    pub fn moved(&self, from: Level, to: Level, weight: u32) -> Self {
        let mut moved = self.clone();
        moved.weights[from.index()] -= u64::from(weight);
        moved.counts[from.index()] -= 1;
        moved.add(to, weight);
        moved
    }

    /// The same criteria, each with a weight of 1.
    pub fn with_equal_weights(&self) -> Self {
        let weights = self
            .counts
            .iter()
            .map(|count| u64::try_from(*count).expect("a count of criteria fits"))
            .collect();
        Self {
            weights,
            counts: self.counts.clone(),
        }
    }

    /// How many criteria stand at each level.
    pub fn counts(&self) -> &[usize] {
        &self.counts
    }

    /// All weight.
    pub fn weight(&self) -> u64 {
        self.weights.iter().sum()
    }

    /// Σ weight · level, exactly.
    pub fn sum(&self) -> u64 {
        self.weights
            .iter()
            .zip(0u64..)
            .map(|(weight, level)| weight * level)
            .sum()
    }

    /// Whether the weight at `level` or above is at least `share` of all weight.
    pub fn has_share(&self, level: Level, share: Fraction) -> bool {
        let above: u64 = self.weights[level.index()..].iter().sum();
        Fraction::from_integer(above) >= share * Fraction::from_integer(self.weight())
    }

    /// Whether no criterion is more than `reach` levels below `level`.
    pub fn within_reach(&self, level: Level, reach: u8) -> bool {
        self.counts[..level.below(reach).index()]
            .iter()
            .all(|count| *count == 0)
    }

    /// The highest level that has the share and leaves nothing out of reach. `None` when the tally is empty.
    pub fn position(&self, scale: &Scale, rules: &Rules) -> Option<Level> {
        if self.counts.iter().all(|count| *count == 0) {
            return None;
        }
        scale.levels().rev().find(|level| {
            self.has_share(*level, rules.share) && self.within_reach(*level, rules.reach)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rubric::LevelWords;

    fn position(levels: &[i64]) -> Option<u8> {
        let words = LevelWords {
            label: String::new(),
            meaning: String::new(),
        };
        let scale = Scale::new(vec![words; 5]).unwrap();
        let rules = Rules {
            share: Fraction::new(3, 4),
            reach: 1,
            enough: Fraction::new(4, 5),
            not_applicable_limit: Fraction::new(1, 4),
            target: None,
        };
        let tally = Tally::of(
            5,
            levels.iter().map(|level| (scale.level(*level).unwrap(), 1)),
        );
        tally.position(&scale, &rules).map(Level::number)
    }

    #[test]
    fn the_worked_example_stands_at_established_and_falls_with_its_weakest() {
        assert_eq!(position(&[3, 2, 3, 2, 3, 1, 2]), Some(2));
        assert_eq!(position(&[3, 2, 3, 2, 3, 0, 2]), Some(1));
    }

    #[test]
    fn an_empty_domain_has_no_position_and_a_domain_of_zeros_has_one() {
        assert_eq!(position(&[]), None);
        assert_eq!(position(&[0, 0]), Some(0));
        assert_eq!(position(&[4, 4, 4, 4, 0]), Some(1));
        assert_eq!(position(&[4, 4, 4, 3]), Some(4));
    }
}
