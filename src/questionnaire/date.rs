//! Dates as people type them.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::questionnaire::choice::short;
use crate::text::plain;

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

/// Reads a date: 2026-03-14, 14/3/2026 (the day first), 14 March 2026, March 2026 (its first day), today, yesterday.
///
/// # Errors
/// One sentence with an example.
pub fn read_date(text: &str, today: Date) -> Result<Date, String> {
    let typed = plain(text).trim().to_lowercase();
    let found = match typed.as_str() {
        "today" => Some(today),
        "yesterday" => today.checked_sub(1.day()).ok(),
        _ => numbers(&typed).or_else(|| words(&typed)),
    };
    found.ok_or_else(|| format!("\"{}\" is not a date that the calendar has; type it like 14 March 2026, 14/3/2026 or today.", short(text)))
}

/// Year, month and day, or day, month and year, in figures.
fn numbers(typed: &str) -> Option<Date> {
    let parts: Vec<&str> = typed.split(['-', '/', '.']).collect();
    let [first, month, last] = parts.as_slice() else {
        return None;
    };
    if first.len() == 4 {
        date(first, month.parse().ok()?, last)
    } else {
        date(last, month.parse().ok()?, first)
    }
}

/// A month in words, with or without a day.
fn words(typed: &str) -> Option<Date> {
    let parts: Vec<&str> = typed
        .split([' ', ','])
        .filter(|part| !part.is_empty())
        .collect();
    match parts.as_slice() {
        [name, year] => date(year, month(name)?, "1"),
        [first, second, year] => match month(second) {
            Some(month) => date(year, month, day(first)),
            None => date(year, month(first)?, day(second)),
        },
        _ => None,
    }
}

fn month(name: &str) -> Option<i8> {
    // "mar" is March; "m" could be two months.
    let found = MONTHS
        .iter()
        .position(|month| name.len() >= 3 && month.starts_with(name))?;
    i8::try_from(found + 1).ok()
}

/// "14th" is "14".
fn day(text: &str) -> &str {
    ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|end| text.strip_suffix(end))
        .unwrap_or(text)
}

fn date(year: &str, month: i8, day: &str) -> Option<Date> {
    // Two figures could be any century.
    let year: i16 = if year.len() == 4 {
        year.parse().ok()?
    } else {
        return None;
    };
    Date::new(year, month, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_are_read_as_people_in_england_type_them() {
        let today = date(2026, 11, 22);
        let march = date(2026, 3, 14);
        for text in [
            "2026-03-14",
            "14/3/2026",
            "14/03/2026",
            "14.3.2026",
            "14 March 2026",
            "14 mar 2026",
            "14th March, 2026",
            "March 14 2026",
        ] {
            assert_eq!(read_date(text, today), Ok(march), "{text}");
        }
        assert_eq!(read_date("March 2026", today), Ok(date(2026, 3, 1)));
        assert_eq!(read_date("Today", today), Ok(today));
        assert_eq!(read_date("yesterday", today), Ok(date(2026, 11, 21)));
    }

    #[test]
    fn what_is_no_date_is_refused_with_an_example() {
        for text in [
            "",
            "soon",
            "3/14/2026",
            "30 February 2026",
            "1/2/26",
            "2026",
            "m 2026",
            "--",
            "é/é/2026",
            "99999-1-1",
        ] {
            let said = read_date(text, date(2026, 11, 22)).unwrap_err();
            assert!(said.contains("14 March 2026"), "{text}");
        }
    }
}
