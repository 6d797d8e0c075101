//! Copies that shared drives make when two computers saved the same file.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::read_inside;
use crate::store::layout::{AGREED, INDICATORS, PLAN, RESPONSES, SETUP, STANDARDS, toml_files};
use crate::store::{Folder, StoreError};
use crate::text::clean;

/// The files beside the folders, of which a drive may make copies too.
const SINGLE: [&str; 5] = [SETUP, STANDARDS, AGREED, INDICATORS, PLAN];

impl Folder {
    /// A warning for each file that looks like a copy which a shared drive made of another.
    ///
    /// # Errors
    /// When the folder cannot be looked into.
    pub fn conflicts(&self) -> Result<Vec<Diagnostic>, StoreError> {
        let mut found = self.copies_passed_over()?;
        let responses = names(self.response_files()?);
        for name in responses.iter().filter(|name| !self.is_its_own(name)) {
            let mut others = responses
                .iter()
                .filter(|other| is_copy(stem(name), stem(other)));
            let original = others
                .next()
                .cloned()
                .or_else(|| numbered(stem(name)).map(|original| format!("{original}.toml")));
            let name = format!("{RESPONSES}/{name}");
            found.extend(original.map(|original| {
                warning(
                    &name,
                    &format!("{RESPONSES}/{original}"),
                    "whoever answered in it is left out while it is there",
                )
            }));
        }
        Ok(found)
    }

    /// A warning for each copy of a file beside the folders. These copies stop nothing: without a warning, what
    /// somebody saved in one would be missing in silence.
    ///
    /// # Errors
    /// When the folder cannot be looked into.
    pub fn copies_passed_over(&self) -> Result<Vec<Diagnostic>, StoreError> {
        let mut found = Vec::new();
        for name in names(toml_files(self.path(), "")?)
            .into_iter()
            .filter(|name| !SINGLE.contains(&name.as_str()))
        {
            let original = SINGLE
                .iter()
                .find(|single| is_copy(stem(&name), stem(single)));
            found.extend(original.map(|original| warning(&name, original, "it is not read")));
        }
        Ok(found)
    }

    /// Whether the file holds the answers of the respondent whose name it has: then it is nobody's copy.
    /// (`head-2.toml` is a copy of `head.toml`, or the answers of the second head.)
    fn is_its_own(&self, name: &str) -> bool {
        let table = read_inside(self.path(), &format!("{RESPONSES}/{name}"))
            .ok()
            .and_then(|source| source.text().parse::<toml::Table>().ok());
        table.is_some_and(|table| {
            table.get("respondent").and_then(toml::Value::as_str) == Some(stem(name))
        })
    }
}

fn names(names: Vec<std::ffi::OsString>) -> Vec<String> {
    names
        .into_iter()
        .map(|name| name.to_string_lossy().into_owned())
        .collect()
}

fn warning(name: &str, original: &str, why: &str) -> Diagnostic {
    let (name, original) = (clean(name), clean(original));
    Diagnostic::warning(Code::File, format!("{name} looks like a copy of {original} that a shared drive made; {why}"))
        .help("compare the two, put into the right one what is missing there, and move the copy out of the folder")
}

fn stem(name: &str) -> &str {
    name.strip_suffix(".toml").unwrap_or(name)
}

/// `chair (1)`, `chair-LAPTOP`, `chair - Copy`, `Copy of chair` and the like, of `chair`.
fn is_copy(stem: &str, original: &str) -> bool {
    let stem = match stem.strip_prefix("Copy of ") {
        Some(named) if named == original => return true,
        Some(named) => named,
        None => stem,
    };
    stem.strip_prefix(original)
        .is_some_and(|rest| rest.starts_with([' ', '-', '_', '.', '(']))
}

/// The name before a bracket at the end, which no respondent can have: `chair` of `chair (1)`.
fn numbered(stem: &str) -> Option<&str> {
    let (original, rest) = stem.split_once('(')?;
    let original = original.trim_end();
    (rest.ends_with(')') && !original.is_empty()).then_some(original)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use crate::store::trial::{assessment, noted, respondent, role};

    #[test]
    fn copies_of_shared_drives_are_told_of_and_real_respondents_are_not() {
        let (_temporary, folder, rubric) = assessment(1);
        for id in ["head", "head-2"] {
            folder
                .save_answer(&rubric, &respondent(id), &role("head"), &noted(0, "x"))
                .unwrap();
        }
        assert_eq!(folder.conflicts().unwrap(), []);

        let responses = folder.path().join("responses");
        let copies = [
            "head (1).toml",
            "head (LAPTOP's conflicted copy 2026-11-22).toml",
            "head-LAPTOP.toml",
            "chair (2).toml",
            "head - Copy.toml",
            "head (Conflicted copy 2026-11-22).toml",
            "Copy of head.toml",
            "head.sync-conflict-20261122-101112-ABCDEFG.toml",
        ];
        for copy in copies {
            fs::copy(responses.join("head.toml"), responses.join(copy)).unwrap();
        }
        fs::write(folder.path().join("agreed-LAPTOP.toml"), "").unwrap();
        let said: Vec<String> = folder
            .conflicts()
            .unwrap()
            .into_iter()
            .map(|found| found.message)
            .collect();
        for copy in copies
            .iter()
            .map(|copy| format!("responses/{copy}"))
            .chain(["agreed-LAPTOP.toml".to_owned()])
        {
            assert_eq!(
                said.iter()
                    .filter(|said| said.starts_with(&format!("{copy} looks like a copy")))
                    .count(),
                1,
                "{copy}: {said:?}"
            );
        }
        assert_eq!(said.len(), copies.len() + 1);
    }

    #[test]
    fn a_copy_leaves_its_person_out_when_the_folder_is_loaded_and_says_why() {
        let (_temporary, folder, rubric) = assessment(1);
        folder
            .save_answer(&rubric, &respondent("head"), &role("head"), &noted(0, "x"))
            .unwrap();
        let responses = folder.path().join("responses");
        fs::copy(responses.join("head.toml"), responses.join("head (1).toml")).unwrap();
        let left_out = folder.load().unwrap().assessment.left_out;
        let said = left_out[0].problems[0].line();
        assert!(
            said.contains("responses/head (1).toml holds the answers of \"head\""),
            "{said}"
        );
    }
}
