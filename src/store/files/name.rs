//! The names that the files of an assessment have. Nothing else is ever written.

use crate::rubric::{DomainId, MAIN_FILE, RespondentId};
use crate::store::layout::{AGREED, INDICATORS, PLAN, RESPONSES, RUBRIC, SETUP, STANDARDS};

/// The files beside the folders.
const SINGLE: [&str; 8] = [
    SETUP,
    "people.toml",
    "facts.toml",
    STANDARDS,
    AGREED,
    INDICATORS,
    PLAN,
    "signed.toml",
];

/// Whether an assessment has a file of this name.
pub fn belongs(name: &str) -> bool {
    match name.split_once('/') {
        None => SINGLE.contains(&name),
        Some((folder, file)) => {
            let stem = file.strip_suffix(".toml");
            match folder {
                RUBRIC => file == MAIN_FILE || stem.is_some_and(|stem| DomainId::new(stem).is_ok()),
                RESPONSES => stem.is_some_and(|stem| RespondentId::new(stem).is_ok()),
                _ => false,
            }
        }
    }
}

/// The names beside the folders.
pub fn single() -> impl Iterator<Item = &'static str> {
    SINGLE.into_iter()
}

/// Whether two names differ by nothing but capital letters.
pub fn same_but_for_case(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_an_assessment_has_belongs_to_it() {
        for name in [
            "assessment.toml",
            "agreed.toml",
            "signed.toml",
            "rubric/rubric.toml",
            "rubric/work.toml",
            "responses/head-1.toml",
        ] {
            assert!(belongs(name), "{name}");
        }
        for name in [
            "",
            "x",
            "d/file",
            ".commit",
            ".strong-trust.lock",
            "rubric",
            "rubric/",
            "rubric/x/y.toml",
            "rubric/../agreed.toml",
            "responses/../../victim.toml",
            "responses/.toml",
            "responses/.tmp-x.toml",
            "responses/a/b.toml",
            "responses\\x.toml",
            "/etc/agreed.toml",
            "C:agreed.toml",
            "../agreed.toml",
            "./agreed.toml",
        ] {
            assert!(!belongs(name), "{name}");
        }
    }
}
