//! What an interviewer is asked to do, and what comes back.

use jiff::civil::Date;

use crate::questionnaire::{Choice, Page, Picked, read_date};
use crate::text::plain;

/// The longest text that one field takes, in characters. Longer text is refused, never cut.
pub const LONGEST_TEXT: usize = 4_000;

/// Someone or something that shows pages and asks: a terminal, a plain stream, a script in a test.
pub trait Interviewer {
    /// Shows a page.
    fn show(&mut self, page: &Page);

    /// Asks, again after each line that cannot be read, until there is a reply.
    /// The person stopping and the end of input are replies, not errors.
    fn ask(&mut self, prompt: &Prompt) -> Reply;

    /// Hears that the last reply cannot be used, or that something has to be asked which nobody could foresee.
    ///
    /// A person is asked again, or asked that (`None`). Where a file answers, what follows in it was written for other
    /// questions: it says why it stops there, and this is how it leaves.
    fn refuse(&mut self, why: &str) -> Option<Leaving> {
        let _ = why;
        None
    }
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Prompt {
    /// A choice among keyed options.
    Choice(Choice),
    /// A text.
    Text(TextPrompt),
    /// A day.
    Date(DatePrompt),
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

/// A question for a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatePrompt {
    /// The prompt, a few words.
    pub label: String,
    /// Today.
    pub today: Date,
    /// Whether an empty line leaves it out. Otherwise there must be a date.
    pub optional: bool,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// A choice was made.
    Picked(Picked),
    /// A text was given; it is never empty.
    Text(String),
    /// A day was given.
    Date(Date),
    /// The empty line: leave it as it is.
    Unchanged,
    /// Take away what there is.
    Removed,
    /// Back, without an answer to this prompt (b, or Esc).
    Back,
    /// The person leaves, or there is nobody left to ask.
    Leave(Leaving),
}

/// Why an interview ends before its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Leaving {
    /// The person chose to save and leave.
    Asked,
    /// The person stopped the program (Ctrl-C).
    Interrupted,
    /// The input ended.
    EndOfInput,
    /// A line of a file could not be used, and what follows it is not read.
    Refused,
}

impl Prompt {
    /// Reads a typed line as a reply.
    ///
    /// # Errors
    /// One clear sentence that says what is wrong with the line and what to type.
    pub fn read(&self, line: &str) -> Result<Reply, String> {
        match self {
            Self::Choice(choice) => choice.read(line).map(Reply::Picked),
            Self::Text(text) => text.read(line),
            Self::Date(date) => date.read(line),
        }
    }

    /// The prompt, a few words.
    pub fn label(&self) -> &str {
        match self {
            Self::Choice(choice) => &choice.label,
            Self::Text(text) => &text.label,
            Self::Date(date) => &date.label,
        }
    }
}

impl TextPrompt {
    fn read(&self, line: &str) -> Result<Reply, String> {
        let text = plain(line);
        let text = text.trim();
        match text {
            "" => self.required.clone().map_or(Ok(Reply::Unchanged), Err),
            "b" | "B" => Ok(Reply::Back),
            "q" | "Q" => Ok(Reply::Leave(Leaving::Asked)),
            "-" if self.current.is_some() && self.required.is_none() => Ok(Reply::Removed),
            _ if self.several_lines => read_text(text).map(Reply::Text),
            _ => read_text(&text.replace('\n', " ")).map(Reply::Text),
        }
    }
}

/// The text as [`plain`] reads it and without control codes, if it is not too long.
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

impl DatePrompt {
    fn read(&self, line: &str) -> Result<Reply, String> {
        match plain(line).trim() {
            "" if self.optional => Ok(Reply::Unchanged),
            "" => Err(
                "Please give a date, such as 14 March 2026, or b to go back without it.".to_owned(),
            ),
            "b" | "B" => Ok(Reply::Back),
            "q" | "Q" => Ok(Reply::Leave(Leaving::Asked)),
            text => read_date(text, self.today).map(Reply::Date),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_line_leaves_a_text_as_it_is_unless_it_is_required() {
        let optional = Prompt::Text(TextPrompt {
            current: Some("old".into()),
            ..TextPrompt::default()
        });
        assert_eq!(optional.read(" "), Ok(Reply::Unchanged));
        assert_eq!(optional.read("-"), Ok(Reply::Removed));
        assert_eq!(optional.read("new "), Ok(Reply::Text("new".into())));
        let required = Prompt::Text(TextPrompt {
            required: Some("Please say why.".into()),
            ..TextPrompt::default()
        });
        assert_eq!(required.read(""), Err("Please say why.".into()));
        assert_eq!(required.read("b"), Ok(Reply::Back));
        assert_eq!(required.read("q"), Ok(Reply::Leave(Leaving::Asked)));
    }

    #[test]
    fn a_text_keeps_no_control_codes_and_is_never_cut() {
        let prompt = Prompt::Text(TextPrompt::default());
        assert_eq!(
            prompt.read("a\u{1b}[31m\tb"),
            Ok(Reply::Text("a[31m b".into()))
        );
        assert_eq!(
            prompt.read(&"é".repeat(LONGEST_TEXT)),
            Ok(Reply::Text("é".repeat(LONGEST_TEXT)))
        );
        assert!(
            prompt
                .read(&"é".repeat(LONGEST_TEXT + 1))
                .unwrap_err()
                .contains("4000 is the most")
        );
        assert!(prompt.read("\u{1b}").is_err());
        assert_eq!(prompt.read("a\r\nb"), Ok(Reply::Text("a b".into())));
        let note = Prompt::Text(TextPrompt {
            several_lines: true,
            ..TextPrompt::default()
        });
        assert_eq!(note.read("a\nb"), Ok(Reply::Text("a\nb".into())));
    }

    #[test]
    fn a_date_that_is_asked_for_must_be_one() {
        let prompt = Prompt::Date(DatePrompt {
            label: String::new(),
            today: jiff::civil::date(2026, 11, 22),
            optional: false,
        });
        assert_eq!(
            prompt.read("today"),
            Ok(Reply::Date(jiff::civil::date(2026, 11, 22)))
        );
        assert!(prompt.read("").is_err());
        assert!(prompt.read("30 February 2026").is_err());
    }
}
