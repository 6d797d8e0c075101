//! Parts that many pages have: a field for a text, an error summary, blocks of the questionnaire.

use askama::Template;

use crate::questionnaire::Block;
use crate::text::{is_noncharacter, plain};
use crate::web::page::still::box_of;

/// What is wrong with what was typed, field by field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Faults(Vec<Fault>);

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The id of the field that it is about. Empty: of the whole form.
    pub field: String,
    /// What is wrong and what to do.
    pub words: String,
    /// Whether the field may stay as it is if somebody says that it is still true.
    still: bool,
}

impl Faults {
    /// That nothing is wrong.
    pub const NONE: &'static Self = &Self(Vec::new());

    /// Adds one.
    pub fn add(&mut self, field: impl Into<String>, words: impl Into<String>) {
        self.0.push(Fault {
            field: field.into(),
            words: words.into(),
            still: false,
        });
    }

    /// Adds one that is put right by saying that the field is still true.
    pub fn still(&mut self, field: impl Into<String>, words: impl Into<String>) {
        self.0.push(Fault {
            field: field.into(),
            words: words.into(),
            still: true,
        });
    }

    /// The name of the box that says so, where this field needs one.
    pub fn box_of(&self, field: &str) -> Option<String> {
        self.0
            .iter()
            .any(|fault| fault.still && fault.field == field)
            .then(|| box_of(field))
    }

    /// The value, or nothing with its fault noted.
    pub fn or<T>(&mut self, field: &str, read: Result<T, String>) -> Option<T> {
        read.map_err(|words| self.add(field, words)).ok()
    }

    /// Adds all of these.
    pub fn extend(&mut self, more: Self) {
        self.0.extend(more.0);
    }

    /// Whether nothing is wrong.
    pub fn none(&self) -> bool {
        self.0.is_empty()
    }

    /// What is wrong with this field.
    pub fn of(&self, field: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|fault| fault.field == field)
            .map(|fault| fault.words.as_str())
    }

    /// The summary for the top of the page.
    pub fn summary(&self) -> Summary<'_> {
        Summary { faults: &self.0 }
    }
}

/// The list of what is wrong, with a link to each field.
#[derive(Template)]
#[template(path = "web/part/summary.html")]
pub struct Summary<'f> {
    faults: &'f [Fault],
}

/// A field for a text.
#[derive(Template)]
#[template(path = "web/part/text.html")]
pub struct Text {
    id: String,
    label: String,
    hint: String,
    /// As it stands in the page: escaped already.
    value: String,
    fault: Option<String>,
    /// The name of the box that says that the text is still true.
    still: Option<String>,
    /// How many lines are shown; 1 is a field for one line.
    lines: u8,
}

impl Text {
    /// A field for one line.
    pub fn line(
        id: impl Into<String>,
        label: impl Into<String>,
        value: &str,
        faults: &Faults,
    ) -> Self {
        let id = id.into();
        let fault = faults.of(&id).map(str::to_owned);
        let still = faults.box_of(&id);
        Self {
            label: label.into(),
            hint: String::new(),
            value: typed(value),
            fault,
            still,
            lines: 1,
            id,
        }
    }

    /// A field for several lines.
    pub fn area(
        id: impl Into<String>,
        label: impl Into<String>,
        value: &str,
        faults: &Faults,
    ) -> Self {
        Self {
            lines: 3,
            ..Self::line(id, label, value, faults)
        }
    }

    /// With a sentence that helps.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// What `aria-describedby` names: hint and fault, as far as there are any.
    fn described(&self) -> String {
        let parts = [
            (!self.hint.is_empty()).then(|| format!("{}-hint", self.id)),
            self.fault.as_ref().map(|_| format!("{}-error", self.id)),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// What was typed, so that it stands in a field letter by letter, for it is saved again.
pub fn typed(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in plain(text).chars() {
        match c {
            '&' | '<' | '>' | '"' | '\'' => escaped.push_str(&format!("&#{};", u32::from(c))),
            '\n' | '\t' => escaped.push(c),
            // HTML has no way to write these, and saving refuses them.
            _ if c.is_control() || is_noncharacter(c) => escaped.push('\u{FFFD}'),
            _ => escaped.push(c),
        }
    }
    escaped
}

/// One of several things to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    /// Its name.
    pub label: String,
    /// More about it; may be empty.
    pub text: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// The blocks of a page of the questionnaire, with what belongs together taken together.
pub enum Group {
    Heading(String),
    Text(String),
    Notice(String),
    List(Vec<String>),
    Terms(Vec<(String, String)>),
}

/// Blocks as the parts of a web page.
pub fn grouped(blocks: &[Block]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for block in blocks {
        match block {
            Block::Notice(text) => groups.push(Group::Notice(text.clone())),
            Block::Paragraph(text) | Block::WhereRoom(text) => {
                groups.push(Group::Text(text.clone()));
            }
            Block::Subheading(text) => groups.push(Group::Heading(text.clone())),
            Block::Item(text) => match groups.last_mut() {
                Some(Group::List(items)) => items.push(text.clone()),
                _ => groups.push(Group::List(vec![text.clone()])),
            },
            Block::Numbered {
                number,
                label,
                text,
            } => {
                let term = (format!("{number} {label}").trim().to_owned(), text.clone());
                match groups.last_mut() {
                    Some(Group::Terms(terms)) => terms.push(term),
                    _ => groups.push(Group::Terms(vec![term])),
                }
            }
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_stays_letter_by_letter_and_ends_no_element() {
        assert_eq!(
            typed("</textarea>\n\"x\" & y"),
            "&#60;/textarea&#62;\n&#34;x&#34; &#38; y"
        );
        assert_eq!(typed("a\u{202E}b\u{1}\u{B}c"), "ab\u{FFFD}\nc");
    }

    #[test]
    fn a_field_names_its_hint_and_its_fault() {
        let mut faults = Faults::default();
        assert_eq!(faults.or::<()>("note", Err("Too long.".into())), None);
        let html = Text::area("note", "Note", "x", &faults)
            .hint("Say it.")
            .render()
            .unwrap();
        assert!(
            html.contains("aria-describedby=\"note-hint note-error\"")
                && html.contains("Too long."),
            "{html}"
        );
        assert!(
            Text::line("a", "A", "x", &faults)
                .render()
                .unwrap()
                .contains("value=\"x\"")
        );
    }
}
