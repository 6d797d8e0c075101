//! Phrases that several parts of a report share.

use jiff::civil::Date;

use crate::rubric::{Fraction, Level, Scale};
use crate::text::{capitalised, list};

/// A level with its number and its word, as tables and strips show it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NamedLevel {
    /// The number, 0 the lowest.
    pub number: u8,
    /// The word.
    pub label: String,
}

impl NamedLevel {
    /// The level with the scale's word for it.
    pub fn of(scale: &Scale, level: Level) -> Self {
        Self {
            number: level.number(),
            label: scale.label(level).to_owned(),
        }
    }

    /// Number and word: "2 Established".
    pub fn both(&self) -> String {
        format!("{} {}", self.number, self.label)
    }
}

/// What a text ends with that a cell of a spreadsheet could not hold.
pub const CUT: &str = " […] Cut here: a cell of a spreadsheet holds no more.";

/// The text in quotation marks.
pub fn quoted(text: &str) -> String {
    format!("“{}”", text.trim())
}

/// The text as a sentence: with a full stop, unless it ends one.
pub fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() || text.ends_with(['.', '!', '?', '…', ':']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}

/// A date as a letter writes it: "3 May 2026".
pub fn long_date(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// A small number as a word, a larger one in figures.
pub fn number(number: usize) -> String {
    const WORDS: [&str; 10] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    ];
    WORDS
        .get(number)
        .map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

/// The text as the beginning of a sentence: a capital, and a number in words rather than figures.
pub fn opened(text: &str) -> String {
    let digits = text
        .find(|letter: char| !letter.is_ascii_digit())
        .unwrap_or(text.len());
    let (figures, rest) = text.split_at(digits);
    match figures.parse::<usize>() {
        Ok(number) if number < 100 => capitalised(&format!("{}{rest}", spelled(number))),
        Ok(_) => format!("In all, {text}"),
        Err(_) => capitalised(text),
    }
}

/// A number below a hundred in words: "twenty-two".
fn spelled(number: usize) -> String {
    const TEENS: [&str; 10] = [
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = [
        "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ];
    match (number / 10, number % 10) {
        (0, ones) => self::number(ones),
        (1, ones) => TEENS[ones].to_owned(),
        (tens, 0) => TENS[tens - 2].to_owned(),
        (tens, ones) => format!("{}-{}", TENS[tens - 2], self::number(ones)),
    }
}

/// A number of levels: "one level", "two levels".
pub fn levels(count: u8) -> String {
    format!(
        "{} {}",
        number(usize::from(count)),
        if count == 1 { "level" } else { "levels" }
    )
}

/// A number with its noun, a small one as a word: "one criterion", "12 criteria".
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", number(count), if count == 1 { one } else { many })
}

/// A part of a whole with its noun: "one of seven criteria", "12 of 35 criteria".
pub fn part(part: usize, whole: usize, one: &str, many: &str) -> String {
    if part == whole {
        return match whole {
            1 => format!("the only {one}"),
            2 => format!("both {many}"),
            _ => format!("all {} {many}", number(whole)),
        };
    }
    format!(
        "{} of {} {}",
        number(part),
        number(whole),
        if whole == 1 { one } else { many }
    )
}

/// A share as people say it: "three quarters".
pub fn share(fraction: Fraction) -> String {
    match (*fraction.numer(), *fraction.denom()) {
        (1, 1) => "all".to_owned(),
        (1, 2) => "half".to_owned(),
        (1, 3) => "a third".to_owned(),
        (2, 3) => "two thirds".to_owned(),
        (1, 4) => "a quarter".to_owned(),
        (3, 4) => "three quarters".to_owned(),
        (4, 5) => "four fifths".to_owned(),
        (numerator, denominator) => format!("{numerator}/{denominator}"),
    }
}

/// Names as a list, cut after `most` with the number of the rest.
pub fn some_of<S: AsRef<str>>(names: &[S], most: usize) -> String {
    let mut shown: Vec<String> = names
        .iter()
        .take(most)
        .map(|name| name.as_ref().to_owned())
        .collect();
    if names.len() > most {
        shown.push(format!("{} more", number(names.len() - most)));
    }
    list(&shown)
}

/// A distribution in words: "1 at Emerging, 5 at Established".
pub fn distribution(scale: &Scale, counts: &[usize]) -> String {
    let at: Vec<String> = scale
        .levels()
        .zip(counts)
        .filter(|(_, count)| **count > 0)
        .map(|(level, count)| format!("{count} at {}", scale.label(level)))
        .collect();
    list(&at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_never_begins_with_figures() {
        assert_eq!(opened("one of seven is"), "One of seven is");
        assert_eq!(opened("12 of 35 criteria"), "Twelve of 35 criteria");
        assert_eq!(opened("22 priorities"), "Twenty-two priorities");
        assert_eq!(opened("40 priorities"), "Forty priorities");
        assert_eq!(opened("120 priorities"), "In all, 120 priorities");
        assert_eq!(opened(""), "");
    }

    #[test]
    fn parts_and_counts_read_as_people_say_them() {
        assert_eq!(part(7, 7, "criterion", "criteria"), "all seven criteria");
        assert_eq!(part(1, 1, "criterion", "criteria"), "the only criterion");
        assert_eq!(
            part(3, 7, "criterion", "criteria"),
            "three of seven criteria"
        );
        assert_eq!(part(12, 35, "criterion", "criteria"), "12 of 35 criteria");
        assert_eq!(counted(1, "criterion", "criteria"), "one criterion");
        assert_eq!(levels(3), "three levels");
        assert_eq!(some_of(&["a", "b", "c", "d"], 2), "a, b and two more");
        assert_eq!(long_date(jiff::civil::date(2026, 5, 3)), "3 May 2026");
        assert_eq!(sentence("Done"), "Done.");
        assert_eq!(share(Fraction::new(3, 4)), "three quarters");
    }
}
