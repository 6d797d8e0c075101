//! One cell, and how it is written.

use crate::text::clean_lines;

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// No fact.
    None,
    /// Words, whoever wrote them.
    Text(String),
    /// A number, made by this program: it may begin with a minus sign.
    Number(String),
}

impl Value {
    /// Words.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// Words, if there are any.
    pub fn optional(text: Option<&str>) -> Self {
        text.map_or(Self::None, Self::text)
    }

    /// Several texts, each on a line of its own.
    pub fn lines<S: AsRef<str>>(texts: &[S]) -> Self {
        let texts: Vec<&str> = texts.iter().map(AsRef::as_ref).collect();
        Self::Text(texts.join("\n"))
    }

    /// A number.
    pub fn number(number: impl std::fmt::Display) -> Self {
        Self::Number(format!("{number}"))
    }

    /// The cell as it stands in the file, before quotation marks.
    pub fn written(&self) -> String {
        match self {
            Self::None => String::new(),
            Self::Text(text) => guarded(text),
            Self::Number(number) => number.clone(),
        }
    }
}

/// The text without control codes, and with an apostrophe if a spreadsheet would take it for a formula.
fn guarded(text: &str) -> String {
    let text = clean_lines(text);
    if text.starts_with(is_active) {
        format!("'{text}")
    } else {
        text
    }
}

/// Whether a cell that begins so is more than text to some spreadsheet. The last four are the wide
/// forms of the first four, which a Japanese or Chinese Excel reads alike.
fn is_active(first: char) -> bool {
    matches!(
        first,
        '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_begins_with_what_a_spreadsheet_would_run() {
        for hostile in ["=HYPERLINK(\"x\")", "+1", "-1", "@SUM(A1)", "\n=1", "＝1"] {
            assert_eq!(Value::text(hostile).written(), format!("'{hostile}"));
        }
        assert_eq!(Value::text("\t=1").written(), " =1");
        assert_eq!(Value::text("\r\n=1").written(), "'\n=1");
        assert_eq!(Value::text("a=1").written(), "a=1");
    }

    #[test]
    fn a_negative_number_stays_a_number() {
        assert_eq!(Value::number(-2).written(), "-2");
    }
}
