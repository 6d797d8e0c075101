//! Evidence strength: what the entries show, whatever people claim for them.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::assessment::{Evidence, Kind};

/// How much evidence there is for a criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// No entry.
    S0,
    /// At least one entry.
    S1,
    /// At least two kinds, and an entry within 12 months.
    S2,
    /// An independent entry within 24 months.
    S3,
}

impl Strength {
    /// Every strength, weakest first.
    pub const ALL: [Self; 4] = [Self::S0, Self::S1, Self::S2, Self::S3];

    /// Its name: "S0" to "S3".
    pub const fn name(self) -> &'static str {
        match self {
            Self::S0 => "S0",
            Self::S1 => "S1",
            Self::S2 => "S2",
            Self::S3 => "S3",
        }
    }

    /// Its place, to find its cap by.
    pub const fn index(self) -> usize {
        match self {
            Self::S0 => 0,
            Self::S1 => 1,
            Self::S2 => 2,
            Self::S3 => 3,
        }
    }
}

/// The evidence of one criterion, weighed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EvidenceStrength {
    /// How much it shows.
    pub strength: Strength,
    /// Entries that count: those dated up to the assessment's date.
    pub entries: usize,
    /// Entries dated later than the assessment, which count for nothing.
    pub later: usize,
    /// The date of the newest entry that counts.
    pub newest: Option<Date>,
}

impl EvidenceStrength {
    /// Weighs entries as of `date`.
    pub fn of<'e>(entries: impl IntoIterator<Item = &'e Evidence>, date: Date) -> Self {
        let (counting, later): (Vec<&Evidence>, Vec<&Evidence>) =
            entries.into_iter().partition(|entry| entry.date <= date);
        let kinds: BTreeSet<Kind> = counting.iter().map(|entry| entry.kind).collect();
        let independent = counting
            .iter()
            .any(|entry| entry.kind == Kind::Independent && within_months(entry.date, date, 24));
        let strength = if independent {
            Strength::S3
        } else if kinds.len() >= 2
            && counting
                .iter()
                .any(|entry| within_months(entry.date, date, 12))
        {
            Strength::S2
        } else if counting.is_empty() {
            Strength::S0
        } else {
            Strength::S1
        };
        Self {
            strength,
            entries: counting.len(),
            later: later.len(),
            newest: counting.iter().map(|entry| entry.date).max(),
        }
    }

    /// Whether there is evidence, and none of it is within 12 months of `date`.
    pub fn is_old(&self, date: Date) -> bool {
        self.newest
            .is_some_and(|newest| !within_months(newest, date, 12))
    }
}

/// Whether a day is up to `date` and later than `date` minus `months` calendar months.
pub fn within_months(day: Date, date: Date, months: i32) -> bool {
    // Before the first day of the calendar there is nothing that could be too old.
    let earliest = date.checked_sub(months.months()).unwrap_or(Date::MIN);
    day <= date && day > earliest
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn entry(kind: Kind, date: Date) -> Evidence {
        Evidence {
            what: "a thing".into(),
            kind,
            date,
            place: None,
        }
    }

    fn strength(entries: &[Evidence]) -> Strength {
        EvidenceStrength::of(entries, date(2026, 11, 22)).strength
    }

    #[test]
    fn strength_follows_kinds_and_dates() {
        let fresh = date(2026, 1, 1);
        let old = date(2025, 11, 22);
        assert_eq!(strength(&[]), Strength::S0);
        assert_eq!(strength(&[entry(Kind::Document, old)]), Strength::S1);
        assert_eq!(
            strength(&[entry(Kind::Document, fresh), entry(Kind::Document, fresh)]),
            Strength::S1
        );
        assert_eq!(
            strength(&[entry(Kind::Document, old), entry(Kind::Voice, old)]),
            Strength::S1
        );
        assert_eq!(
            strength(&[entry(Kind::Document, old), entry(Kind::Voice, fresh)]),
            Strength::S2
        );
        assert_eq!(
            strength(&[entry(Kind::Independent, date(2024, 11, 23))]),
            Strength::S3
        );
        assert_eq!(
            strength(&[entry(Kind::Independent, date(2024, 11, 22))]),
            Strength::S1
        );
    }

    #[test]
    fn a_later_date_counts_for_nothing() {
        let weighed = EvidenceStrength::of(
            &[entry(Kind::Independent, date(2026, 11, 23))],
            date(2026, 11, 22),
        );
        assert_eq!(
            (
                weighed.strength,
                weighed.entries,
                weighed.later,
                weighed.newest
            ),
            (Strength::S0, 0, 1, None)
        );
    }

    #[test]
    fn months_are_calendar_months() {
        assert!(within_months(date(2025, 3, 1), date(2026, 2, 28), 12));
        assert!(!within_months(date(2025, 2, 28), date(2026, 2, 28), 12));
        assert!(within_months(date(2026, 2, 28), date(2026, 2, 28), 12));
        assert!(
            !within_months(date(2024, 2, 29), date(2026, 2, 28), 24)
                || date(2024, 2, 29) > date(2024, 2, 28)
        );
    }
}
