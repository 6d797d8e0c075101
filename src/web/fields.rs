//! The fields of a form or of an address, read strictly: what the page did not offer is refused.

use crate::text::plain;
use crate::web::trouble::Trouble;

/// The most fields that a form has: a question with all its evidence has fewer.
pub const MOST_FIELDS: usize = 400;

/// Names with their values, in the order sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads what a browser sends as `application/x-www-form-urlencoded`.
    ///
    /// # Errors
    /// When there are more fields than any form of ours has.
    pub fn read(bytes: &[u8]) -> Result<Self, Trouble> {
        let mut fields = Vec::new();
        for (name, value) in form_urlencoded::parse(bytes) {
            if fields.len() == MOST_FIELDS {
                return Err(Trouble::TooMuch);
            }
            fields.push((name.into_owned(), value.into_owned()));
        }
        Ok(Self::of(fields))
    }

    /// These fields, read as every text is. (Browsers send every line end as CRLF; files have LF.)
    pub fn of(fields: Vec<(String, String)>) -> Self {
        Self(
            fields
                .into_iter()
                .map(|(name, value)| (name, plain(&value).into_owned()))
                .collect(),
        )
    }

    /// A field, trimmed; nothing when it is not there or holds nothing.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.raw(name)
            .map(str::trim)
            .filter(|value| !value.is_empty())
    }

    /// A field as it was typed, to be shown again.
    pub fn raw(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(field, _)| field == name)
            .map(|(_, value)| value.as_str())
    }

    /// The names of the fields, in the order sent.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// Every value of a field that may be there more than once, such as ticked boxes.
    pub fn all<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        self.0
            .iter()
            .filter(move |(field, _)| field == name)
            .map(|(_, value)| value.as_str())
    }

    /// Every field with its value, in the order sent.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The names with their values, in the order sent.
    pub fn into_pairs(self) -> Vec<(String, String)> {
        self.0
    }

    /// The same without a field.
    pub fn without(mut self, name: &str) -> Self {
        self.0.retain(|(field, _)| field != name);
        self
    }

    /// Refuses fields that the form does not have, and fields that are there twice without being meant to.
    ///
    /// # Errors
    /// [`Trouble::Forged`]: no page of ours sends this.
    pub fn only(&self, once: &dyn Fn(&str) -> bool, often: &[&str]) -> Result<(), Trouble> {
        for (place, (name, _)) in self.0.iter().enumerate() {
            let again = self.0[..place].iter().any(|(before, _)| before == name);
            let known = often.contains(&name.as_str()) || (once(name) && !again);
            if !known {
                return Err(Trouble::Forged);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Fields {
        Fields::read(text.as_bytes()).unwrap()
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
                matches!(read(forged).only(&known, &["sign"]), Err(Trouble::Forged)),
                "{forged}"
            );
        }
        assert!(matches!(
            Fields::read("x&".repeat(MOST_FIELDS + 1).as_bytes()),
            Err(Trouble::TooMuch)
        ));
    }
}
