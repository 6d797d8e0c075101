//! Krippendorff's alpha for ordinal data, over the whole rubric.

use crate::rubric::Level;

/// Alpha over units, each the level answers of one criterion, on a scale of `size` levels.
///
/// Units with fewer than two answers do not enter. `None` when nothing can be
/// compared, or when no two answers differ. (K. Krippendorff, Content Analysis,
/// coincidence-matrix form with the ordinal metric.)
#[expect(
    clippy::cast_precision_loss,
    reason = "alpha is a decimal for people, and counts of answers are far below 2^52"
)]
pub fn ordinal(size: usize, units: impl Iterator<Item = Vec<Level>>) -> Option<f64> {
    let mut coincidences = vec![vec![0.0_f64; size]; size];
    for unit in units.filter(|unit| unit.len() >= 2) {
        let mut counts = vec![0_usize; size];
        for level in &unit {
            counts[level.index()] += 1;
        }
        let share = 1.0 / (unit.len() - 1) as f64;
        for (one, count) in counts.iter().enumerate() {
            for (other, others) in counts.iter().enumerate() {
                let pairs = if one == other {
                    count * (count.saturating_sub(1))
                } else {
                    count * others
                };
                coincidences[one][other] += pairs as f64 * share;
            }
        }
    }
    let totals: Vec<f64> = coincidences.iter().map(|row| row.iter().sum()).collect();
    let all: f64 = totals.iter().sum();
    let (mut observed, mut expected) = (0.0, 0.0);
    for one in 0..size {
        for other in 0..size {
            let apart = distance(&totals, one.min(other), one.max(other));
            observed += coincidences[one][other] * apart;
            expected += totals[one] * totals[other] * apart;
        }
    }
    (expected > 0.0).then(|| 1.0 - (all - 1.0) * observed / expected)
}

/// How far two levels lie apart: by how many answers lie between them, squared.
fn distance(totals: &[f64], low: usize, high: usize) -> f64 {
    if low == high {
        return 0.0;
    }
    let between: f64 = totals[low..=high].iter().sum();
    let apart = between - f64::midpoint(totals[low], totals[high]);
    apart * apart
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rubric::{LevelWords, Scale};

    fn units(rows: &[&[i64]]) -> Vec<Vec<Level>> {
        let words = LevelWords {
            label: String::new(),
            meaning: String::new(),
        };
        let scale = Scale::new(vec![words; 5]).unwrap();
        rows.iter()
            .map(|row| {
                row.iter()
                    .map(|level| scale.level(*level - 1).unwrap())
                    .collect()
            })
            .collect()
    }

    #[test]
    fn krippendorff_s_four_observers_and_twelve_units_give_his_value() {
        // Each row is a unit; missing ratings are left out.
        let rows: [&[i64]; 12] = [
            &[1, 1, 1],
            &[2, 2, 3, 2],
            &[3, 3, 3, 3],
            &[3, 3, 3, 3],
            &[2, 2, 2, 2],
            &[1, 2, 3, 4],
            &[4, 4, 4, 4],
            &[1, 1, 2, 1],
            &[2, 2, 2, 2],
            &[5, 5, 5],
            &[1, 1],
            &[3],
        ];
        let alpha = ordinal(5, units(&rows).into_iter()).unwrap();
        assert!((alpha - 0.815).abs() < 0.000_5, "{alpha}");
    }

    #[test]
    fn nothing_to_compare_is_not_computable() {
        assert_eq!(ordinal(5, units(&[]).into_iter()), None);
        assert_eq!(ordinal(5, units(&[&[3], &[4]]).into_iter()), None);
        assert_eq!(ordinal(5, units(&[&[3, 3], &[3, 3]]).into_iter()), None);
    }

    use proptest::prelude::*;

    fn alpha(size: usize, units: &[Vec<u8>]) -> Option<f64> {
        let words = LevelWords {
            label: String::new(),
            meaning: String::new(),
        };
        let scale = Scale::new(vec![words; size]).unwrap();
        ordinal(
            size,
            units.iter().map(|unit| {
                unit.iter()
                    .map(|level| scale.level(i64::from(*level)).unwrap())
                    .collect()
            }),
        )
    }

    fn alike(one: Option<f64>, other: Option<f64>) -> bool {
        match (one, other) {
            (Some(one), Some(other)) => (one - other).abs() < 1e-9,
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        }
    }

    proptest! {
        #[test]
        fn it_does_not_mind_who_is_who_which_end_is_up_or_levels_that_nobody_uses(
            units in prop::collection::vec(prop::collection::vec(0..5_u8, 0..6), 0..12), turns in 0..5_usize,
        ) {
            let alpha_here = alpha(5, &units);
            prop_assert!(alpha_here.is_none_or(|alpha| alpha <= 1.0 + 1e-9));
            let relabelled: Vec<Vec<u8>> = units
                .iter()
                .map(|unit| {
                    let mut unit = unit.clone();
                    let by = turns % unit.len().max(1);
                    unit.rotate_left(by);
                    unit
                })
                .rev()
                .collect();
            let reversed: Vec<Vec<u8>> = units.iter().map(|unit| unit.iter().map(|level| 4 - level).collect()).collect();
            let shifted: Vec<Vec<u8>> = units.iter().map(|unit| unit.iter().map(|level| level + 2).collect()).collect();
            prop_assert!(alike(alpha_here, alpha(5, &relabelled)));
            prop_assert!(alike(alpha_here, alpha(5, &reversed)));
            prop_assert!(alike(alpha_here, alpha(7, &units)) && alike(alpha_here, alpha(9, &shifted)));
        }

        #[test]
        fn everybody_alike_on_things_that_differ_is_one(levels in prop::collection::vec(0..5_u8, 2..9), people in 2..5_usize) {
            prop_assume!(levels.iter().any(|level| *level != levels[0]));
            let units: Vec<Vec<u8>> = levels.iter().map(|level| vec![*level; people]).collect();
            prop_assert!(alike(alpha(5, &units), Some(1.0)));
        }
    }
}
