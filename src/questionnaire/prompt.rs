//! What an interviewer can be asked for: a choice, a text, a date.

use jiff::civil::Date;

use crate::questionnaire::choice::Choice;
use crate::questionnaire::date::read_date;
use crate::questionnaire::leaving::{Leaving, NoAnswer};
use crate::text::plain;

/// The longest text that one field takes, in characters. Longer text is refused, never cut.
pub const LONGEST_TEXT: usize = 4_000;

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prompt<'p> {
    /// A choice among keyed options.
    Choice(&'p Choice),
    /// A text.
    Text(&'p TextPrompt),
    /// A date.
    Date(&'p DatePrompt),
}

impl<'p> Prompt<'p> {
    /// Returns the prompt in a few words.
    pub fn label(self) -> &'p str {
        match self {
            Self::Choice(choice) => &choice.label,
            Self::Text(text) => &text.label,
            Self::Date(date) => &date.label,
        }
    }
}

/// A question for a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TextPrompt {
    /// The prompt, a few words.
    pub label: String,
    /// What there is already.
    pub current: Option<String>,
    /// The sentence for an empty line, where there must be a text. `None`: an empty line leaves things as they are.
    pub required: Option<String>,
    /// Line feeds, which come from pasting, stay. Otherwise they become spaces.
    pub several_lines: bool,
}

/// A question for a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatePrompt {
    /// The prompt, a few words.
    pub label: String,
    /// Today.
    pub today: Date,
    /// Whether an empty line leaves it out. Otherwise there must be a date.
    pub optional: bool,
}

/// What came of a question for a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Typed {
    /// A text; it is never empty.
    Text(String),
    /// The empty line: leave it as it is.
    Unchanged,
    /// Take away what there is.
    Removed,
}

/// A line that was read: an answer, or the wish to go back or leave.
pub(super) type Line<T> = Result<T, NoAnswer>;

/// Reads the keys that lead away from every question for a text or a date.
fn away(line: &str) -> Option<NoAnswer> {
    match line {
        "b" | "B" => Some(NoAnswer::Back),
        "q" | "Q" => Some(NoAnswer::Left(Leaving::Asked)),
        _ => None,
    }
}

impl TextPrompt {
    /// Reads a typed line.
    ///
    /// # Errors
    /// One sentence that says what is wrong with the line.
    pub(super) fn read(&self, line: &str) -> Result<Line<Typed>, String> {
        let text = plain(line);
        let text = text.trim();
        if let Some(away) = away(text) {
            return Ok(Err(away));
        }
        match text {
            "" => self.required.clone().map_or(Ok(Typed::Unchanged), Err),
            "-" if self.current.is_some() && self.required.is_none() => Ok(Typed::Removed),
            _ if self.several_lines => read_text(text).map(Typed::Text),
            _ => read_text(&text.replace('\n', " ")).map(Typed::Text),
        }
        .map(Ok)
    }
}

impl DatePrompt {
    /// Reads a typed line; `None` where an empty line leaves the date out.
    ///
    /// # Errors
    /// One sentence that says what is wrong with the line.
    pub(super) fn read(&self, line: &str) -> Result<Line<Option<Date>>, String> {
        let text = plain(line);
        let text = text.trim();
        if let Some(away) = away(text) {
            return Ok(Err(away));
        }
        match text {
            "" if self.optional => Ok(Ok(None)),
            "" => Err(
                "Please give a date, such as 14 March 2026, or b to go back without it.".to_owned(),
            ),
            text => read_date(text, self.today).map(|date| Ok(Some(date))),
        }
    }
}

/// Returns the text as [`plain`] reads it and without control codes.
///
/// # Errors
/// One sentence: it is too long, or there are no words in it.
pub fn read_text(text: &str) -> Result<String, String> {
    let text = plain(text);
    let letters = text.chars().count();
    if letters > LONGEST_TEXT {
        return Err(format!(
            "This is {letters} characters long, and {LONGEST_TEXT} is the most; please say it more briefly."
        ));
    }
    let kept: String = text
        .chars()
        .map(|c| if c == '\t' { ' ' } else { c })
        .filter(|c| *c == '\n' || !c.is_control())
        .collect();
    if kept.trim().is_empty() {
        Err("There are no words in this line; please type it again.".to_owned())
    } else {
        Ok(kept.trim().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_line_leaves_a_text_as_it_is_unless_it_is_required() {
        let optional = TextPrompt {
            current: Some("old".into()),
            ..TextPrompt::default()
        };
        assert_eq!(optional.read(" "), Ok(Ok(Typed::Unchanged)));
        assert_eq!(optional.read("-"), Ok(Ok(Typed::Removed)));
        assert_eq!(optional.read("new "), Ok(Ok(Typed::Text("new".into()))));
        let required = TextPrompt {
            required: Some("Please say why.".into()),
            ..TextPrompt::default()
        };
        assert_eq!(required.read(""), Err("Please say why.".into()));
        assert_eq!(required.read("b"), Ok(Err(NoAnswer::Back)));
        assert_eq!(required.read("q"), Ok(Err(NoAnswer::Left(Leaving::Asked))));
    }

    #[test]
    fn a_text_keeps_no_control_codes_and_is_never_cut() {
        let prompt = TextPrompt::default();
        assert_eq!(
            prompt.read("a\u{1b}[31m\tb"),
            Ok(Ok(Typed::Text("a[31m b".into())))
        );
        assert_eq!(
            prompt.read(&"é".repeat(LONGEST_TEXT)),
            Ok(Ok(Typed::Text("é".repeat(LONGEST_TEXT))))
        );
        assert!(
            prompt
                .read(&"é".repeat(LONGEST_TEXT + 1))
                .unwrap_err()
                .contains("4000 is the most")
        );
        assert!(prompt.read("\u{1b}").is_err());
        assert_eq!(prompt.read("a\r\nb"), Ok(Ok(Typed::Text("a b".into()))));
        let note = TextPrompt {
            several_lines: true,
            ..TextPrompt::default()
        };
        assert_eq!(note.read("a\nb"), Ok(Ok(Typed::Text("a\nb".into()))));
    }

    #[test]
    fn a_date_that_is_asked_for_must_be_one() {
        let prompt = DatePrompt {
            label: String::new(),
            today: jiff::civil::date(2026, 11, 22),
            optional: false,
        };
        assert_eq!(
            prompt.read("today"),
            Ok(Ok(Some(jiff::civil::date(2026, 11, 22))))
        );
        assert!(prompt.read("").is_err());
        assert!(prompt.read("30 February 2026").is_err());
    }
}
