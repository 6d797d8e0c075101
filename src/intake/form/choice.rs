//! What the lists of a form offer, and how a typed word is read as one of their entries.

use crate::assessment::{Confidence, Kind};
use crate::questionnaire::said;
use crate::rubric::{Level, Scale};
use crate::text::{choice, clean, nearest};

/// An entry of the list of answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Given {
    /// A level of the scale.
    Level(Level),
    /// Looked at, and not known.
    Unknown,
    /// Could not exist here.
    NotApplicable,
}

/// The tick of a warning sign.
pub const TICK: &str = "yes";

/// The list of answers, not applicable the last: some questions are without it.
pub fn answers(scale: &Scale) -> Vec<(Given, String)> {
    let levels = scale.levels().map(|level| {
        (
            Given::Level(level),
            format!("{level} {}", scale.label(level).trim()),
        )
    });
    levels
        .chain([
            (Given::Unknown, "Don't know".to_owned()),
            (Given::NotApplicable, "Not applicable".to_owned()),
        ])
        .collect()
}

/// How an entry of the list of answers reads.
pub fn answer_text(scale: &Scale, given: Given) -> String {
    answers(scale)
        .into_iter()
        .find(|(other, _)| *other == given)
        .map_or_else(String::new, |(_, text)| text)
}

/// How sure, as the list offers it.
pub fn confidence_text(confidence: Confidence) -> String {
    format!("{}: {}", confidence.word(), said::confidence(confidence))
}

/// Reads an answer: an entry of the list, or its number or its word alone.
///
/// # Errors
/// What is wrong, as a sentence without a full stop.
pub fn read_answer(scale: &Scale, text: &str) -> Result<Given, String> {
    let typed = plain(text);
    let offered = answers(scale);
    if let Some((given, _)) = offered.iter().find(|(_, text)| plain(text) == typed) {
        return Ok(*given);
    }
    if let Some(level) = scale
        .levels()
        .find(|level| plain(scale.label(*level)) == typed)
    {
        return Ok(Given::Level(level));
    }
    match typed.as_str() {
        "dont know" | "do not know" | "don t know" | "unknown" => return Ok(Given::Unknown),
        "n a" | "na" | "n.a" => return Ok(Given::NotApplicable),
        _ => {}
    }
    let typed = typed.strip_prefix("level ").unwrap_or(&typed);
    let (number, word) = typed.split_once(' ').unwrap_or((typed, ""));
    let shown = quoted(text);
    // A minus is no dash between number and word.
    let below = text
        .trim()
        .strip_prefix(['-', '\u{2212}'])
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    if let Ok(number) = number.parse::<i64>() {
        return match scale.level(if below { -1 } else { number }) {
            None => Err(format!(
                "{shown} is not on the scale, which goes from 0 to {}",
                scale.top()
            )),
            Some(level) if word.is_empty() || word == plain(scale.label(level)) => {
                Ok(Given::Level(level))
            }
            Some(level) => Err(format!(
                "{shown} can be read in two ways: {level} is {}",
                clean(scale.label(level))
            )),
        };
    }
    let names: Vec<String> = offered.iter().map(|(_, text)| clean(text)).collect();
    let labels: Vec<String> = scale
        .levels()
        .map(|level| scale.label(level))
        .chain(["don't know", "not applicable"])
        .map(plain)
        .collect();
    let near = nearest(typed, labels.iter().map(String::as_str))
        .and_then(|near| labels.iter().position(|label| label == near));
    Err(near.map_or_else(
        || {
            format!(
                "{shown} is not an answer; the answers are {}",
                choice(&names)
            )
        },
        |near| format!("{shown} is not an answer; did you mean {}?", names[near]),
    ))
}

/// Reads the kind of an entry of evidence.
///
/// # Errors
/// What is wrong, as a sentence without a full stop.
pub fn read_kind(text: &str) -> Result<Kind, String> {
    let typed = plain(text);
    let words = Kind::ALL.map(Kind::word);
    Kind::ALL
        .into_iter()
        .find(|kind| kind.word() == typed)
        .ok_or_else(|| not_one_of(text, &typed, "a kind of evidence", &words))
}

/// Reads how sure somebody is.
///
/// # Errors
/// What is wrong, as a sentence without a full stop.
pub fn read_confidence(text: &str) -> Result<Confidence, String> {
    let typed = plain(text);
    let words = Confidence::ALL.map(Confidence::word);
    let found = Confidence::ALL.into_iter().find(|confidence| {
        typed == confidence.word()
            || typed == plain(said::confidence(*confidence))
            || typed == plain(&confidence_text(*confidence))
    });
    found.ok_or_else(|| not_one_of(text, &typed, "a way to say how sure you are", &words))
}

/// Reads a tick.
///
/// # Errors
/// What is wrong, as a sentence without a full stop.
pub fn read_tick(text: &str) -> Result<bool, String> {
    match crate::text::plain(text).trim().to_lowercase().as_str() {
        "yes" | "y" | "x" | "true" | "1" | "✓" | "✔" | "☑" | "✅" | "tick" | "ticked" => {
            Ok(true)
        }
        "no" | "n" | "false" | "0" | "-" | "–" | "☐" => Ok(false),
        _ => Err(format!(
            "{} is not a tick; write yes, or leave it empty",
            quoted(text)
        )),
    }
}

fn not_one_of(text: &str, typed: &str, what: &str, words: &[&str]) -> String {
    let near = nearest(typed, words.iter().copied());
    let hint = near.map_or_else(
        || format!("write {}", choice(words)),
        |near| format!("did you mean {near}?"),
    );
    format!("{} is not {what}; {hint}", quoted(text))
}

/// Small letters and digits with single spaces: "3 – Embedded" and "3 embedded" are the same.
fn plain(text: &str) -> String {
    let letters = |c: char| match c {
        '\u{2018}' | '\u{2019}' => '\'',
        c if c.is_alphanumeric() || matches!(c, '\'' | '.') => c,
        _ => ' ',
    };
    let text: String = crate::text::plain(text)
        .to_lowercase()
        .chars()
        .map(letters)
        .collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    // "3.0" is the number 3 in some programs, and "Established." is a word with a full stop.
    let text = text.trim_end_matches('.');
    text.strip_suffix(".0").unwrap_or(text).to_owned()
}

/// What was typed, safe to show and at most 40 characters long.
pub fn quoted(text: &str) -> String {
    let text = clean(text.trim());
    let short: String = text.chars().take(40).collect();
    if short.len() < text.len() {
        format!("\"{short}…\"")
    } else {
        format!("\"{text}\"")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::rubric;

    #[test]
    fn every_entry_of_the_lists_is_read_back() {
        let rubric = rubric();
        let scale = rubric.scale();
        for (given, text) in answers(scale) {
            assert_eq!(read_answer(scale, &text), Ok(given));
            assert_eq!(answer_text(scale, given), text);
        }
        for kind in Kind::ALL {
            assert_eq!(read_kind(kind.word()), Ok(kind));
        }
        for confidence in Confidence::ALL {
            assert_eq!(
                read_confidence(&confidence_text(confidence)),
                Ok(confidence)
            );
            assert_eq!(read_confidence(confidence.word()), Ok(confidence));
        }
        assert_eq!(read_tick(TICK), Ok(true));
    }

    #[test]
    fn levels_are_read_as_people_write_them() {
        let rubric = rubric();
        let three = Ok(Given::Level(rubric.scale().level(3).unwrap()));
        for text in [
            "3",
            " 3 ",
            "3.0",
            "Embedded",
            "EMBEDDED.",
            "3 – Embedded",
            "3: embedded",
            "Level 3",
            "level 3 (Embedded)",
        ] {
            assert_eq!(read_answer(rubric.scale(), text), three, "{text}");
        }
        for text in ["don’t know", "Dont know", "do not know", "unknown"] {
            assert_eq!(
                read_answer(rubric.scale(), text),
                Ok(Given::Unknown),
                "{text}"
            );
        }
        for text in ["n/a", "N.A.", "NA", "not applicable"] {
            assert_eq!(
                read_answer(rubric.scale(), text),
                Ok(Given::NotApplicable),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_answer_is_refused_with_what_to_write() {
        let rubric = rubric();
        let said = |text: &str| read_answer(rubric.scale(), text).unwrap_err();
        assert_eq!(
            said("B"),
            "\"B\" is not an answer; the answers are 0 Not in place, 1 Emerging, 2 Established, 3 Embedded, 4 Sustained and shared, Don't know or Not applicable"
        );
        assert_eq!(
            said("7"),
            "\"7\" is not on the scale, which goes from 0 to 4"
        );
        assert_eq!(
            said("-1"),
            "\"-1\" is not on the scale, which goes from 0 to 4"
        );
        assert!(said("2-3").contains("two ways") && said("3/4").contains("two ways"));
        assert_eq!(
            said("2 Embedded"),
            "\"2 Embedded\" can be read in two ways: 2 is Established"
        );
        assert_eq!(
            said("Establishd"),
            "\"Establishd\" is not an answer; did you mean 2 Established?"
        );
        assert!(said("2.5").contains("is not an answer"));
        assert!(said(&"x".repeat(1_000_000)).len() < 300);
        assert!(said("\u{1b}[2J").contains('\u{fffd}'));
        assert!(
            read_kind("dokument")
                .unwrap_err()
                .ends_with("did you mean document?")
        );
        assert!(
            read_kind("hearsay")
                .unwrap_err()
                .ends_with("write document, data, voice, observation or independent")
        );
        assert!(read_confidence("very").is_err() && read_tick("perhaps").is_err());
        assert_eq!((read_tick("✓"), read_tick("No")), (Ok(true), Ok(false)));
    }
}
