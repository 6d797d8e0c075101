//! The fields of a form or of an address, read strictly, and what is wrong with them.

use askama::Template;

use crate::text::{is_noncharacter, plain};
use crate::web::error::ErrorKind;

/// The most fields that a form has: a question with all its evidence has fewer.
pub(crate) const MOST_FIELDS: usize = 400;

/// Names with their values, in the order sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads what a browser sends as `application/x-www-form-urlencoded`.
    ///
    /// # Errors
    /// When there are more fields than any form of ours has.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, ErrorKind> {
        let mut fields = Vec::new();
        for (name, value) in form_urlencoded::parse(bytes) {
            if fields.len() == MOST_FIELDS {
                return Err(ErrorKind::TooLarge);
            }
            fields.push((name.into_owned(), value.into_owned()));
        }
        Ok(Self::of(fields))
    }

    /// These fields, read as every text is. (Browsers send every line end as CRLF; files have LF.)
    pub(crate) fn of(fields: Vec<(String, String)>) -> Self {
        Self(
            fields
                .into_iter()
                .map(|(name, value)| (name, plain(&value).into_owned()))
                .collect(),
        )
    }

    /// Returns a field, trimmed; nothing when it is not there or holds nothing.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.raw(name)
            .map(str::trim)
            .filter(|value| !value.is_empty())
    }

    /// Returns a field as it was typed, to be shown again.
    pub(crate) fn raw(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(field, _)| field == name)
            .map(|(_, value)| value.as_str())
    }

    /// Returns the names of the fields, in the order sent.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// Returns every value of a field that may be there more than once, such as ticked boxes.
    pub(crate) fn all<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        self.0
            .iter()
            .filter(move |(field, _)| field == name)
            .map(|(_, value)| value.as_str())
    }

    /// Returns every field with its value, in the order sent.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Returns the names with their values, in the order sent.
    pub(crate) fn into_pairs(self) -> Vec<(String, String)> {
        self.0
    }

    /// Returns the same without a field.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.0.retain(|(field, _)| field != name);
        self
    }

    /// Refuses fields that the form does not have, and fields that are there twice without being meant to.
    ///
    /// # Errors
    /// [`ErrorKind::BadForm`]: no page of ours sends this.
    pub(crate) fn only(
        &self,
        once: &dyn Fn(&str) -> bool,
        often: &[&str],
    ) -> Result<(), ErrorKind> {
        for (place, (name, _)) in self.0.iter().enumerate() {
            let again = self.0[..place].iter().any(|(before, _)| before == name);
            let known = often.contains(&name.as_str()) || (once(name) && !again);
            if !known {
                return Err(ErrorKind::BadForm);
            }
        }
        Ok(())
    }
}

/// What is wrong with what was typed, field by field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Faults(Vec<Fault>);

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The id of the field that it is about. Empty: of the whole form.
    pub(crate) field: String,
    /// What is wrong and what to do.
    pub(crate) words: String,
    /// Whether the field may stay as it is if somebody says that it is still true.
    still: bool,
}

impl Faults {
    /// That nothing is wrong.
    pub(crate) const NONE: &'static Self = &Self(Vec::new());

    pub(crate) fn add(&mut self, field: impl Into<String>, words: impl Into<String>) {
        self.0.push(Fault {
            field: field.into(),
            words: words.into(),
            still: false,
        });
    }

    /// Adds one that is put right by saying that the field is still true.
    pub(crate) fn still(&mut self, field: impl Into<String>, words: impl Into<String>) {
        self.0.push(Fault {
            field: field.into(),
            words: words.into(),
            still: true,
        });
    }

    /// Returns the name of the box that says so, where this field needs one.
    pub(crate) fn box_of(&self, field: &str) -> Option<String> {
        self.0
            .iter()
            .any(|fault| fault.still && fault.field == field)
            .then(|| still_box(field))
    }

    /// Returns the value, or nothing with its fault noted.
    pub(crate) fn or<T>(&mut self, field: &str, read: Result<T, String>) -> Option<T> {
        read.map_err(|words| self.add(field, words)).ok()
    }

    /// Adds all of these.
    pub(crate) fn extend(&mut self, more: Self) {
        self.0.extend(more.0);
    }

    /// Returns whether nothing is wrong.
    pub(crate) fn none(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns what is wrong with this field.
    pub(crate) fn of(&self, field: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|fault| fault.field == field)
            .map(|fault| fault.words.as_str())
    }

    /// Returns the summary for the top of the page.
    pub(crate) fn summary(&self) -> Summary<'_> {
        Summary { faults: &self.0 }
    }
}

/// The list of what is wrong, with a link to each field.
#[derive(Template)]
#[template(path = "web/part/summary.html")]
pub(crate) struct Summary<'f> {
    faults: &'f [Fault],
}

/// What the name of the box ends with by which a person says that the text of a field is still true.
pub(crate) const STILL: &str = "-still";

/// Returns the name of the box of a field.
pub(crate) fn still_box(field: &str) -> String {
    format!("{field}{STILL}")
}

/// Returns what was typed, so that it stands in a field letter by letter, for it is saved again.
pub(crate) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in plain(text).chars() {
        match c {
            '&' | '<' | '>' | '"' | '\'' => html.push_str(&format!("&#{};", u32::from(c))),
            '\n' | '\t' => html.push(c),
            // HTML has no way to write these, and saving refuses them.
            _ if c.is_control() || is_noncharacter(c) => html.push('\u{FFFD}'),
            _ => html.push(c),
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Fields {
        Fields::read(text.as_bytes()).unwrap()
    }

    #[test]
    fn what_was_typed_stays_letter_by_letter_and_ends_no_element() {
        assert_eq!(
            escaped("</textarea>\n\"x\" & y"),
            "&#60;/textarea&#62;\n&#34;x&#34; &#38; y"
        );
        assert_eq!(escaped("a\u{202E}b\u{1}\u{B}c"), "ab\u{FFFD}\nc");
    }

    #[test]
    fn fields_are_read_trimmed_with_line_feeds() {
        let fields = read("a=+x+&b=one%0D%0Atwo&c=&sign=1&sign=2");
        assert_eq!((fields.get("a"), fields.raw("a")), (Some("x"), Some(" x ")));
        assert_eq!(fields.get("b"), Some("one\ntwo"));
        assert_eq!((fields.get("c"), fields.get("d")), (None, None));
        assert_eq!(fields.all("sign").collect::<Vec<_>>(), ["1", "2"]);
    }

    #[test]
    fn what_no_page_offers_is_refused() {
        let known = |name: &str| matches!(name, "a" | "b");
        assert!(
            read("a=1&b=2&sign=1&sign=2")
                .only(&known, &["sign"])
                .is_ok()
        );
        for forged in ["a=1&a=2", "z=1", "a=1&b=2&c=3"] {
            assert!(
                matches!(
                    read(forged).only(&known, &["sign"]),
                    Err(ErrorKind::BadForm)
                ),
                "{forged}"
            );
        }
        assert!(matches!(
            Fields::read("x&".repeat(MOST_FIELDS + 1).as_bytes()),
            Err(ErrorKind::TooLarge)
        ));
    }
}
