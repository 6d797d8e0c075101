//! A small rubric to start from: valid, clean, and commented for its author.

use crate::rubric::RubricId;

const MAIN: &str = include_str!("starter/rubric.toml");
const DOMAIN: &str = include_str!("starter/people.toml");
const CASE: &str = include_str!("starter/one-newcomer.toml");

/// The files of a starter rubric: names with forward slashes, and texts; `rubric.toml` first, cases last.
pub fn starter(id: &RubricId) -> Vec<(&'static str, String)> {
    vec![
        ("rubric.toml", MAIN.replace("my-rubric", id.as_str())),
        ("people.toml", DOMAIN.to_owned()),
        ("cases/one-newcomer.toml", CASE.to_owned()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rubric::{RubricText, lint, parse};
    use crate::source::Source;

    #[test]
    fn the_starter_is_valid_and_its_wording_is_clean() {
        let id = RubricId::new("our-own").unwrap();
        let mut files = starter(&id)
            .into_iter()
            .filter(|(name, _)| !name.contains('/'))
            .map(|(name, text)| Source::new(name, text));
        let text = RubricText {
            main: files.next().unwrap(),
            domains: files.collect(),
            unread: Vec::new(),
        };
        let rubric = parse(&text).unwrap();
        assert_eq!(rubric.id().as_str(), "our-own");
        assert_eq!(lint(&text, jiff::civil::date(2026, 11, 22)), []);
    }
}
