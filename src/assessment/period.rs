//! When the time that a number speaks of has ended, as far as its words tell.
//!
//! People write "2024/25", "autumn 2025", "31 August 2026" or "2025/26, nine
//! trustees". What can be read as a date is; what cannot is left without an
//! age, and never guessed at.

use jiff::civil::{Date, date};

/// The years that a number can be taken for.
const YEARS: std::ops::RangeInclusive<i16> = 1980..=2100;

/// The last day of a period; of several, the latest. `None`: its words tell no date.
///
/// A year is the calendar's, a pair of years ("2024/25") the school year, which
/// ends on 31 August. Terms end in December, April and August. What stands
/// before the first comma, bracket or semicolon goes before the rest.
pub fn period_end(period: &str) -> Option<Date> {
    let (first, rest) = period.split_at(period.find([',', ';', '(']).unwrap_or(period.len()));
    latest(first).or_else(|| latest(rest))
}

fn latest(text: &str) -> Option<Date> {
    let words: Vec<Word> = text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')' | ':'))
        .filter(|word| !word.is_empty())
        .map(|word| Word::read(&word.to_lowercase()))
        .collect();
    let ends = words.iter().enumerate().filter_map(|(place, word)| {
        let before = |steps: usize| {
            place
                .checked_sub(steps)
                .map_or(Word::Other, |place| words[place])
        };
        match (before(2), before(1), *word) {
            (_, _, Word::End(end)) => Some(end),
            (Word::Day(day), Word::Month(month), Word::Year(year)) => {
                date_of(year, month, day).or_else(|| end_of(year, month))
            }
            (_, Word::Month(month), Word::Year(year)) => end_of(year, month),
            (_, Word::Term(term), Word::Year(year))
            | (Word::Term(term), Word::Filler, Word::Year(year)) => end_of(year, term.month()),
            (_, Word::Term(term), Word::SchoolYear(end))
            | (Word::Term(term), Word::Filler, Word::SchoolYear(end)) => end_of(
                if term == Term::Autumn { end - 1 } else { end },
                term.month(),
            ),
            (_, _, Word::SchoolYear(end)) => end_of(end, 8),
            (_, _, Word::Year(year)) => end_of(year, 12),
            (_, _, Word::Day(_) | Word::Month(_) | Word::Term(_) | Word::Filler | Word::Other) => {
                None
            }
        }
    });
    ends.max()
}

/// What one word is to a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    /// A whole date: its last day.
    End(Date),
    Day(i8),
    Month(i8),
    Term(Term),
    Year(i16),
    /// A pair of years, by the second.
    SchoolYear(i16),
    /// "term", "of".
    Filler,
    Other,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Term {
    Autumn,
    Spring,
    Summer,
}

impl Term {
    /// The month at whose end the term is over.
    const fn month(self) -> i8 {
        match self {
            Self::Autumn => 12,
            Self::Spring => 4,
            Self::Summer => 8,
        }
    }
}

impl Word {
    fn read(word: &str) -> Self {
        let word = word.trim_matches(['.', '"', '\'']);
        match word {
            "autumn" | "michaelmas" => return Self::Term(Term::Autumn),
            "spring" | "lent" => return Self::Term(Term::Spring),
            "summer" => return Self::Term(Term::Summer),
            "term" | "of" => return Self::Filler,
            _ => {}
        }
        if let Some(month) = month(word) {
            return Self::Month(month);
        }
        if let Some(end) = numeric(word) {
            return end;
        }
        let day = ["st", "nd", "rd", "th"]
            .iter()
            .find_map(|ending| word.strip_suffix(ending))
            .unwrap_or(word);
        match (year(word), day.parse::<i8>()) {
            (Some(year), _) => Self::Year(year),
            (None, Ok(day @ 1..=31)) => Self::Day(day),
            (None, _) => Self::Other,
        }
    }
}

/// "2024/25", "2024–2025", "2024-09", "2024-09-30", "30/09/2024".
fn numeric(word: &str) -> Option<Word> {
    let parts: Vec<&str> = word.split(['/', '-', '–']).collect();
    let number = |text: &str| text.parse::<i8>().ok();
    match parts.as_slice() {
        [first, second] => {
            let start = year(first)?;
            let follows = |end: i16| (end == start + 1).then_some(Word::SchoolYear(end));
            match second.len() {
                2 => follows(
                    start - start % 100
                        + i16::from(number(second)?)
                        + if start % 100 == 99 { 100 } else { 0 },
                )
                .or_else(|| end_of(start, number(second)?).map(Word::End)),
                _ => follows(year(second)?),
            }
        }
        [first, month, day] if year(first).is_some() => {
            date_of(year(first)?, number(month)?, number(day)?).map(Word::End)
        }
        [day, month, last] => date_of(year(last)?, number(month)?, number(day)?).map(Word::End),
        _ => None,
    }
}

fn year(text: &str) -> Option<i16> {
    if text.len() != 4 {
        return None;
    }
    text.parse().ok().filter(|year| YEARS.contains(year))
}

fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let named = |name: &&str| {
        *name == word || (word.len() >= 3 && word.len() <= 4 && name.starts_with(word))
    };
    MONTHS
        .iter()
        .zip(1..)
        .find(|(name, _)| named(name))
        .map(|(_, number)| number)
}

fn date_of(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

fn end_of(year: i16, month: i8) -> Option<Date> {
    (1..=12)
        .contains(&month)
        .then(|| date(year, month, 1).last_of_month())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn end(period: &str) -> Option<String> {
        period_end(period).map(|date| date.to_string())
    }

    #[test]
    fn periods_end_where_their_words_say() {
        for (period, expected) in [
            ("2025", "2025-12-31"),
            ("2024/25", "2025-08-31"),
            ("2024-25", "2025-08-31"),
            ("2024–2025", "2025-08-31"),
            ("1999/00", "2000-08-31"),
            ("2024-09", "2024-09-30"),
            ("2024-09-15", "2024-09-15"),
            ("15/09/2024", "2024-09-15"),
            ("September 2024", "2024-09-30"),
            ("Sept. 2024", "2024-09-30"),
            ("31 August 2026", "2026-08-31"),
            ("1st May 2026", "2026-05-01"),
            ("autumn 2025", "2025-12-31"),
            ("Autumn term 2025/26, early figure", "2025-12-31"),
            ("spring term 2025/26", "2026-04-30"),
            ("summer 2026", "2026-08-31"),
            ("September 2025 to August 2026", "2026-08-31"),
            ("accounts to 31 August 2026, before audit", "2026-08-31"),
            ("2025/26, nine trustees, six meetings", "2026-08-31"),
            (
                "2016/17 to 2019/20 (older), median multi-academy trust",
                "2020-08-31",
            ),
            ("2025 (academic year 2024/25)", "2025-12-31"),
            ("survey report covering 2019 to 2024", "2024-12-31"),
            ("average of seven schools (July 2026)", "2026-07-31"),
        ] {
            assert_eq!(end(period).as_deref(), Some(expected), "{period}");
        }
    }

    #[test]
    fn what_tells_no_date_has_no_age() {
        for period in [
            "",
            "last year",
            "this term",
            "cohort of 1850 pupils",
            "in May",
            "2024/27",
            "2024-13",
            "12",
            "99999/00",
            "31 31 31",
        ] {
            assert_eq!(end(period), None, "{period}");
        }
    }

    proptest! {
        #[test]
        fn no_words_break_it(period in "[0-9/ –a-z,(-]{0,30}|\\PC{0,20}") {
            let _ = period_end(&period);
        }
    }
}
