//! The thresholds of the scoring rules and the caps, as the rubric sets them.

use num_rational::Ratio;

use crate::rubric::Level;

/// An exact fraction, always reduced.
pub type Fraction = Ratio<u64>;

/// Reads a fraction as a rubric writes it: "3/4", or a whole number such as "1".
/// The parts are at most a million, so that exact arithmetic never overflows.
pub fn fraction(text: &str) -> Option<Fraction> {
    let part = |text: &str| {
        text.trim()
            .parse::<u64>()
            .ok()
            .filter(|number| *number <= 1_000_000)
    };
    let (numerator, denominator) = match text.split_once('/') {
        Some((numerator, denominator)) => (part(numerator)?, part(denominator)?),
        None => (part(text)?, 1),
    };
    (denominator > 0).then(|| Fraction::new(numerator, denominator))
}

/// The thresholds that turn levels into a position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// The share of levelled weight that must be at a level or above for it to be the position (over 0, at most 1).
    pub share: Fraction,
    /// How many levels below the position a criterion may be.
    pub reach: u8,
    /// The coverage (levelled weight of applicable weight) below which a position is provisional (0 to 1).
    pub enough: Fraction,
    /// The share of a domain's criteria, by count, above which not-applicable answers leave no position (0 to 1).
    pub not_applicable_limit: Fraction,
    /// The target of every criterion that has none of its own.
    pub target: Option<Level>,
}

/// The level above which a fault does not let a judged level stand. `None`: that cap does not exist.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Caps {
    /// A must standard is not met.
    pub must_not_met: Option<Level>,
    /// A must standard is partly met.
    pub must_partly: Option<Level>,
    /// Nobody knows whether a must standard is met.
    pub must_unknown: Option<Level>,
    /// A should standard is not met, and nobody has explained why.
    pub should_not_met: Option<Level>,
    /// A warning sign is ticked without a note.
    pub warning_sign: Option<Level>,
    /// The caps of evidence strength S0, S1, S2 and S3.
    pub evidence: Option<[Level; 4]>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_are_read_and_reduced() {
        assert_eq!(fraction("3/4"), Some(Fraction::new(3, 4)));
        assert_eq!(fraction(" 2 / 4 "), Some(Fraction::new(1, 2)));
        assert_eq!(fraction("1"), Some(Fraction::new(1, 1)));
        for bad in ["", "3/0", "a/b", "-1/2", "0.75", "1/2/3", "99999999999/2"] {
            assert_eq!(fraction(bad), None, "{bad}");
        }
    }
}
