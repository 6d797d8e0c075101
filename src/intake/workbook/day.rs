//! Days, as spreadsheets count and show them.

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// The day of a number, as Excel counts days. `None`: it counts none that Excel has.
pub fn day_of(number: f64, from_1904: bool) -> Option<Date> {
    // Day 0 to the end of the year 9999.
    if !(0.0..2_958_466.0).contains(&number) {
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the range is checked above"
    )]
    let days = number.floor() as i64;
    let first = match (from_1904, days) {
        (true, _) => date(1904, 1, 1),
        // Excel counts a 29 February 1900, which there never was.
        (false, ..60) => date(1899, 12, 31),
        (false, _) => date(1899, 12, 30),
    };
    first.checked_add(days.days()).ok()
}

/// Whether the format of this number, one of those that every program knows, shows a day.
pub fn is_known_day(format: u32) -> bool {
    // 18 to 21 and 45 to 47 show a time of day, or a length of time.
    matches!(format, 14..=17 | 22 | 27..=36 | 50..=58)
}

/// Whether a format such as `d mmm yyyy` or `[$-809]dd/mm/yy;@` shows a day.
pub fn shows_day(format: &str) -> bool {
    // What follows the first semicolon is for negative numbers, and for words.
    let mut signs = format.chars();
    let (mut day, mut month, mut time) = (false, false, false);
    while let Some(sign) = signs.next() {
        match sign.to_ascii_lowercase() {
            ';' => break,
            '"' => drop(signs.by_ref().find(|sign| *sign == '"')),
            // A sign that is shown as it is, that is left as wide as it is, or that fills the cell.
            '\\' | '_' | '*' => drop(signs.next()),
            '[' => {
                let inside: String = signs.by_ref().take_while(|sign| *sign != ']').collect();
                // [h] counts hours past a day; all else in brackets is a colour, a language or a condition.
                time |= !inside.is_empty()
                    && inside
                        .chars()
                        .all(|sign| matches!(sign.to_ascii_lowercase(), 'h' | 'm' | 's'));
            }
            'g' if signs.as_str().to_ascii_lowercase().starts_with("eneral") => return false,
            'd' | 'y' => day = true,
            'm' => month = true,
            'h' | 's' => time = true,
            _ => {}
        }
    }
    // Beside hours, m is a minute.
    day || (month && !time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_as_excel_counts_them() {
        assert_eq!(day_of(46_107.0, false), Some(date(2026, 3, 26)));
        assert_eq!(day_of(46_107.75, false), Some(date(2026, 3, 26)));
        assert_eq!(day_of(1.0, false), Some(date(1900, 1, 1)));
        assert_eq!(day_of(61.0, false), Some(date(1900, 3, 1)));
        assert_eq!(day_of(0.0, true), Some(date(1904, 1, 1)));
        assert_eq!(day_of(46_107.0 - 1462.0, true), Some(date(2026, 3, 26)));
        for none in [-1.0, f64::NAN, f64::INFINITY, 3_000_000.0, 1e300] {
            assert_eq!(day_of(none, false), None);
        }
    }

    #[test]
    fn formats_that_show_a_day_are_told_from_those_of_numbers_times_and_words() {
        for day in [
            "d mmm yyyy",
            "dd/mm/yy;@",
            "[$-809]dddd, d mmmm yyyy",
            "[Red]yyyy-mm-dd",
            "dd\\-mm\\-yyyy hh:mm",
            "mmm",
            "DD.MM.YYYY",
            "yyyy\"年\"m\"月\"",
        ] {
            assert!(shows_day(day), "{day}");
        }
        for other in [
            "General",
            "@",
            "0.00",
            "h:mm AM/PM",
            "[h]:mm:ss",
            "mm:ss",
            "\"days\" 0",
            "0\\d",
            "[Red]0",
            "#,##0;[Red]-#,##0 \"y\"",
            "0;d",
            "",
            "\"",
            "[",
        ] {
            assert!(!shows_day(other), "{other}");
        }
        assert!(
            is_known_day(14)
                && is_known_day(22)
                && !is_known_day(0)
                && !is_known_day(20)
                && !is_known_day(46)
        );
    }
}
