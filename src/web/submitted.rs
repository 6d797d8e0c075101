//! What was typed in a form that was refused, shown once more to the browser that sent it, to be copied.

use crate::text::capitalised;
use crate::web::form::{Fields, STILL, escaped};

/// The most lines that a text is shown in; it can be scrolled.
const MOST_LINES: usize = 12;
/// About how many letters stand in a line.
const LINE: usize = 70;

/// Fields that nobody types: a page keeps them for itself.
const ITS_OWN: [&str; 10] = [
    "token",
    "revision",
    "rows",
    "do",
    "change",
    "view",
    "to",
    "who",
    "keep",
    "past-due-ok",
];

/// What was typed, field by field.
#[derive(Debug, Default)]
pub(crate) struct SubmittedText(Vec<SubmittedField>);

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct SubmittedField {
    pub(crate) label: String,
    /// What stood in it, escaped already.
    pub(crate) escaped: String,
    /// In how many lines it is shown.
    pub(crate) lines: usize,
}

impl SubmittedText {
    /// Returns what somebody typed or chose in these fields.
    pub(crate) fn of(fields: &Fields) -> Self {
        let own = |name: &str| {
            ITS_OWN.contains(&name)
                || name.starts_with("revision.")
                || name.ends_with(".revision")
                || name.ends_with(STILL)
        };
        let texts = fields
            .pairs()
            .filter(|(name, text)| !own(name) && !text.trim().is_empty());
        Self(
            texts
                .map(|(name, text)| SubmittedField::of(name, text))
                .collect(),
        )
    }

    /// Returns the fields in the order of the form.
    pub(crate) fn fields(&self) -> &[SubmittedField] {
        &self.0
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl SubmittedField {
    fn of(name: &str, text: &str) -> Self {
        let lines = text.lines().map(|line| 1 + line.chars().count() / LINE);
        Self {
            label: capitalised(&name.replace(['-', '.', '_'], " ")),
            escaped: escaped(text),
            lines: lines.sum::<usize>().clamp(1, MOST_LINES),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_kept_apart_from_what_a_page_remembers() {
        let fields = Fields::read(
            b"token=t&revision=s&note=One%0D%0A%3Ctwo%3E&evidence-1-what=x&gias.revision=s&revision.a=s&reason=+&rows=1&answer=3",
        )
        .unwrap();
        let shown = SubmittedText::of(&fields);
        let shown: Vec<(&str, &str, usize)> = shown
            .fields()
            .iter()
            .map(|text| (text.label.as_str(), text.escaped.as_str(), text.lines))
            .collect();
        assert_eq!(
            shown,
            [
                ("Note", "One\n&#60;two&#62;", 2),
                ("Evidence 1 what", "x", 1),
                ("Answer", "3", 1)
            ]
        );
    }
}
