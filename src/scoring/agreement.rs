//! How far answers to one criterion agree.

use num_rational::Ratio;

use crate::rubric::Level;

/// The lower median: of an even number of levels, the lower of the middle two. `levels` must be sorted.
pub fn lower_median(levels: &[Level]) -> Option<Level> {
    levels.get(levels.len().checked_sub(1)? / 2).copied()
}

/// In a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// All gave the same level.
    Same,
    /// One level apart.
    Close,
    /// Two or more levels apart.
    Split,
}

impl Verdict {
    /// The word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Close => "close",
            Self::Split => "split",
        }
    }
}

/// The agreement of two or more level answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Agreement {
    /// How many gave a level.
    pub answers: usize,
    /// The lowest level given.
    pub lowest: Level,
    /// The highest level given.
    pub highest: Level,
    /// The lower median.
    pub median: Level,
    /// How many gave each level, lowest level first.
    pub spread: Vec<usize>,
    /// Van der Eijk's A over the rubric's levels, -1 to 1, exact. `None` on a scale of two.
    pub a: Option<Ratio<i128>>,
}

impl Agreement {
    /// The agreement of sorted level answers on a scale of `size` levels; `None` below two answers.
    pub fn of(levels: &[Level], size: usize) -> Option<Self> {
        let ([lowest, ..], [.., highest]) = (levels, levels) else {
            return None;
        };
        if levels.len() < 2 {
            return None;
        }
        let mut spread = vec![0; size];
        for level in levels {
            spread[level.index()] += 1;
        }
        let a = (size >= 3).then(|| van_der_eijk(&spread));
        Some(Self {
            answers: levels.len(),
            lowest: *lowest,
            highest: *highest,
            median: lower_median(levels)?,
            spread,
            a,
        })
    }

    /// How many levels lie between the lowest and the highest answer.
    pub fn range(&self) -> u8 {
        self.highest.number() - self.lowest.number()
    }

    /// In a word.
    pub fn verdict(&self) -> Verdict {
        match self.range() {
            0 => Verdict::Same,
            1 => Verdict::Close,
            2.. => Verdict::Split,
        }
    }
}

/// Van der Eijk's measure of agreement A in ordered scales (Quality and Quantity 35, 2001).
///
/// The frequencies are taken apart into layers, each a pattern of occupied and
/// empty levels; A is the mean of the layers' agreement, weighted by size. The
/// number of levels is the scale's, also where some are unused.
pub fn van_der_eijk(frequencies: &[usize]) -> Ratio<i128> {
    let total: usize = frequencies.iter().sum();
    let mut left = frequencies.to_vec();
    let mut agreement = Ratio::from_integer(0);
    while let Some(height) = left.iter().copied().filter(|count| *count > 0).min() {
        let pattern: Vec<bool> = left.iter().map(|count| *count > 0).collect();
        let occupied = pattern.iter().filter(|full| **full).count();
        agreement += Ratio::new(whole(occupied * height), whole(total)) * layer(&pattern, occupied);
        for count in left.iter_mut().filter(|count| **count > 0) {
            *count -= height;
        }
    }
    agreement
}

/// The agreement of one layer: unimodality, shrunk by how many levels are occupied.
fn layer(pattern: &[bool], occupied: usize) -> Ratio<i128> {
    let levels = whole(pattern.len());
    if occupied == 1 {
        return Ratio::from_integer(1);
    }
    if occupied == pattern.len() {
        return Ratio::from_integer(0);
    }
    // Of all triples of levels with two occupied, those with the empty one outside
    // speak for one peak, and those with it in the middle against.
    let (mut outside, mut between) = (0, 0);
    for (place, _) in pattern.iter().enumerate().filter(|(_, full)| !**full) {
        let below = whole(pattern[..place].iter().filter(|full| **full).count());
        let above = whole(occupied) - below;
        between += below * above;
        outside += pairs(below) + pairs(above);
    }
    let unimodality = Ratio::new(
        (levels - 2) * outside - (levels - 1) * between,
        (levels - 2) * (outside + between),
    );
    unimodality * (Ratio::from_integer(1) - Ratio::new(whole(occupied) - 1, levels - 1))
}

fn pairs(number: i128) -> i128 {
    number * (number - 1) / 2
}

fn whole(number: usize) -> i128 {
    i128::try_from(number).expect("a count of answers fits")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn a(frequencies: &[usize]) -> f64 {
        let a = van_der_eijk(frequencies);
        #[expect(clippy::cast_precision_loss, reason = "a test compares to four places")]
        let decimal = *a.numer() as f64 / *a.denom() as f64;
        decimal
    }

    #[test]
    fn van_der_eijk_s_own_example_gives_his_value() {
        assert!((a(&[30, 40, 210, 130, 530, 50, 10]) - 0.6113).abs() < 0.000_05);
    }

    #[test]
    fn one_peak_is_agreement_two_camps_are_not_and_evenness_is_nought() {
        assert!((a(&[0, 7, 0, 0]) - 1.0).abs() < 1e-9);
        assert!((a(&[1, 0, 0, 1]) + 1.0).abs() < 1e-9);
        assert!(a(&[3, 3, 3, 3]).abs() < 1e-9);
        assert!((a(&[0, 4, 0, 1]) - 0.5333).abs() < 0.001);
    }

    #[test]
    fn an_unused_level_counts() {
        assert!((a(&[1, 1, 0, 0]) - 0.667).abs() < 0.001);
        assert!((a(&[1, 1, 0, 0, 0]) - 0.75).abs() < 0.001);
    }

    /// The measure by its definition: every triple of levels looked at, one after another.
    fn by_definition(frequencies: &[usize]) -> Ratio<i128> {
        let total: usize = frequencies.iter().sum();
        let mut left = frequencies.to_vec();
        let mut agreement = Ratio::from_integer(0);
        while let Some(height) = left.iter().copied().filter(|count| *count > 0).min() {
            let full: Vec<bool> = left.iter().map(|count| *count > 0).collect();
            let (levels, occupied) = (full.len(), full.iter().filter(|full| **full).count());
            let (mut one_peak, mut two_peaks) = (0_i128, 0_i128);
            for first in 0..levels {
                for second in first + 1..levels {
                    for third in second + 1..levels {
                        match (full[first], full[second], full[third]) {
                            (true, true, false) | (false, true, true) => one_peak += 1,
                            (true, false, true) => two_peaks += 1,
                            _ => {}
                        }
                    }
                }
            }
            let (k, s) = (whole(levels), whole(occupied));
            let unimodality = match (occupied, one_peak + two_peaks) {
                (1, _) => Ratio::from_integer(1),
                (_, 0) => Ratio::from_integer(0),
                (_, all) => Ratio::new((k - 2) * one_peak - (k - 1) * two_peaks, (k - 2) * all),
            };
            let layer = unimodality * (Ratio::from_integer(1) - Ratio::new(s - 1, k - 1));
            agreement += Ratio::new(whole(occupied * height), whole(total)) * layer;
            left.iter_mut()
                .filter(|count| **count > 0)
                .for_each(|count| *count -= height);
        }
        agreement
    }

    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_is_what_the_definition_says_with_unused_levels_too(
            frequencies in prop::collection::vec(0..9_usize, 3..9), below in 0..3_usize, above in 0..3_usize,
        ) {
            prop_assume!(frequencies.iter().sum::<usize>() > 0);
            let mut more = vec![0; below];
            more.extend(&frequencies);
            more.extend(vec![0; above]);
            prop_assert_eq!(van_der_eijk(&frequencies), by_definition(&frequencies));
            prop_assert_eq!(van_der_eijk(&more), by_definition(&more));
        }

        #[test]
        fn neighbouring_levels_used_evenly_give_one_less_their_share_of_the_scale(used in 1..7_i128, unused in 1..7_i128, each in 1..20_usize) {
            // U is 1 for one block, so that A = 1 - (S - 1) / (K - 1); each unused level adds one to K.
            let frequencies: Vec<usize> = (0..used).map(|_| each).chain((0..unused).map(|_| 0)).collect();
            prop_assume!(frequencies.len() >= 3);
            prop_assert_eq!(van_der_eijk(&frequencies), Ratio::from_integer(1) - Ratio::new(used - 1, used + unused - 1));
        }

        #[test]
        fn it_lies_between_its_ends_and_does_not_mind_the_scale_turned_round_or_everybody_counted_twice(
            frequencies in prop::collection::vec(0..9_usize, 3..9),
        ) {
            prop_assume!(frequencies.iter().sum::<usize>() > 0);
            let a = van_der_eijk(&frequencies);
            prop_assert!(a >= Ratio::from_integer(-1) && a <= Ratio::from_integer(1));
            let turned: Vec<usize> = frequencies.iter().rev().copied().collect();
            let doubled: Vec<usize> = frequencies.iter().map(|count| count * 2).collect();
            prop_assert_eq!(van_der_eijk(&turned), a);
            prop_assert_eq!(van_der_eijk(&doubled), a);
        }
    }
}
