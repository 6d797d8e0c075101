//! Parts that many pages have: a field for a text, an error summary, blocks of the questionnaire.

use askama::Template;

use crate::export::Layout;
use crate::questionnaire::Block;
use crate::web::form::{Faults, escaped};

/// How a file of plain text is laid out.
pub(crate) const TEXT_FILE: Layout = Layout {
    width: 80,
    colour: false,
};

/// A field for a text.
#[derive(Template)]
#[template(path = "web/part/text.html")]
pub(crate) struct Text {
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
    /// Returns a field for one line.
    pub(crate) fn line(
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
            value: escaped(value),
            fault,
            still,
            lines: 1,
            id,
        }
    }

    /// Returns a field for several lines.
    pub(crate) fn area(
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
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// Returns what `aria-describedby` names: hint and fault, as far as there are any.
    fn described(&self) -> String {
        let parts = [
            (!self.hint.is_empty()).then(|| format!("{}-hint", self.id)),
            self.fault.as_ref().map(|_| format!("{}-error", self.id)),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// One of several things to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Choice {
    /// What the form sends.
    pub(crate) value: String,
    pub(crate) label: String,
    /// More about it; may be empty.
    pub(crate) text: String,
    /// Whether it is chosen.
    pub(crate) chosen: bool,
}

/// The blocks of a page of the questionnaire, with what belongs together taken together.
pub(crate) enum Group {
    Heading(String),
    Text(String),
    Notice(String),
    List(Vec<String>),
    Terms(Vec<(String, String)>),
}

/// Blocks as the parts of a web page.
pub(crate) fn grouped(blocks: &[Block]) -> Vec<Group> {
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
