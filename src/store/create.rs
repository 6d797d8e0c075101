//! Making the folder of a new assessment: all of it, or nothing.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;
use toml_edit::{DocumentMut, value};

use crate::assessment::{self, AssessmentText, Depth};
use crate::rubric::{DomainId, MAIN_FILE, RubricText, parse};
use crate::source::Source;
use crate::store::disk::TEMPORARY;
use crate::store::error::first;
use crate::store::files::Write;
use crate::store::layout::{RESPONSES, RUBRIC, SETUP};
use crate::store::lock::LOCK_FILE;
use crate::store::row::date;
use crate::store::{Folder, StoreError};

/// What has to be known to begin an assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAssessment {
    /// The trust's name.
    pub trust: String,
    /// The cycle's name, such as "2026".
    pub cycle: String,
    /// The day to which evidence ages are counted.
    pub date: Date,
    /// How deep it goes.
    pub depth: Depth,
    /// How many schools the trust has.
    pub schools: Option<u32>,
}

/// Files that computers put into folders by themselves; a folder with only these is empty.
const NOT_COUNTED: [&str; 3] = [".DS_Store", "desktop.ini", "Thumbs.db"];

impl Folder {
    /// Makes the folder of a new assessment with its own copy of the rubric. The folder may be there already if
    /// it is empty; it and the folder around it are made if the one around that is there.
    ///
    /// # Errors
    /// When the path is a file or a folder with something in it, the rubric is not valid, or something cannot
    /// be written. Nothing half-made is left behind.
    pub fn create(
        path: impl Into<PathBuf>,
        new: &NewAssessment,
        rubric: &RubricText,
    ) -> Result<Self, StoreError> {
        Self::make(
            path.into(),
            &AssessmentText::new(Source::new(SETUP, setup_text(new))),
            rubric,
        )
    }

    /// Makes the folder of an assessment that begins with these texts. Responses are not among them.
    pub(super) fn make(
        path: PathBuf,
        text: &AssessmentText,
        rubric: &RubricText,
    ) -> Result<Self, StoreError> {
        fits(&path, text, rubric)?;
        free(&path)?;
        let mut writes = vec![Write::put(
            &format!("{RUBRIC}/{MAIN_FILE}"),
            rubric.main.text(),
        )];
        for source in &rubric.domains {
            if DomainId::new(source.stem()).is_ok() {
                let name = format!("{RUBRIC}/{}.toml", source.stem());
                writes.push(Write::put(&name, source.text()));
            }
        }
        let others = [&text.standards, &text.agreed, &text.indicators, &text.plan];
        for source in std::iter::once(&text.setup).chain(others.into_iter().flatten()) {
            writes.push(Write::put(source.name(), source.text()));
        }
        Self::at(path.clone()).files().create(&writes)?;
        Self::open(path)
    }
}

fn setup_text(new: &NewAssessment) -> String {
    let mut setup = DocumentMut::new();
    setup["format"] = value(1);
    setup["trust"] = value(new.trust.as_str());
    setup["cycle"] = value(new.cycle.as_str());
    setup["date"] = value(date(new.date));
    setup["depth"] = value(new.depth.word());
    if let Some(schools) = new.schools {
        setup["schools"] = value(i64::from(schools));
    }
    setup.to_string()
}

/// Refuses what would not be valid once it is on the disk.
fn fits(path: &Path, text: &AssessmentText, rubric: &RubricText) -> Result<(), StoreError> {
    let rubric = parse(rubric).map_err(|problems| StoreError::Invalid {
        path: PathBuf::from(rubric.main.name()),
        problems,
    })?;
    let unfit = |problems: Vec<_>| StoreError::Unfit {
        path: path.join(SETUP),
        why: format!("it would not be valid{}", first(&problems)),
    };
    assessment::parse(Arc::new(rubric), text)
        .map(|_| ())
        .map_err(unfit)
}

/// Refuses a path where something is.
fn free(path: &Path) -> Result<(), StoreError> {
    let about = path.to_owned();
    let entries = match fs::read_dir(path) {
        Ok(entries) => entries,
        Err(_) if path.is_file() => return Err(StoreError::NotAFolder { path: about }),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && !path.is_symlink() => {
            return Ok(());
        }
        Err(error) => return Err(StoreError::look(path)(error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        names.push(
            entry
                .map_err(StoreError::look(path))?
                .file_name()
                .to_string_lossy()
                .into_owned(),
        );
    }
    names.retain(|name| !is_passed_over(path, name));
    names.sort();
    // One that was stopped half-way is there all the same.
    let is_half_way = || matches!(Folder::at(path.to_owned()).files().read(SETUP), Ok(Some(_)));
    if names.iter().any(|name| name == SETUP) || is_half_way() {
        return Err(StoreError::AlreadyThere { path: about });
    }
    names.into_iter().next().map_or(Ok(()), |holds| {
        Err(StoreError::NotEmpty { path: about, holds })
    })
}

/// Whether a folder with this in it is empty all the same: what computers put there, and what a killed program left
/// that had made nothing yet.
fn is_passed_over(folder: &Path, name: &str) -> bool {
    let is_temporary = |entry: fs::DirEntry| {
        let name = entry.file_name();
        name.to_string_lossy().starts_with(TEMPORARY)
    };
    let is_empty = |name: &str| {
        fs::read_dir(folder.join(name))
            .is_ok_and(|mut entries| entries.all(|entry| entry.is_ok_and(is_temporary)))
    };
    NOT_COUNTED.contains(&name)
        || name == LOCK_FILE
        || name.starts_with(TEMPORARY)
        || (matches!(name, RUBRIC | RESPONSES) && is_empty(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::trial::{new, rubric_text};

    #[test]
    fn a_new_folder_holds_the_heading_and_the_rubric_as_it_was() {
        let outer = tempfile::tempdir().unwrap();
        let text = rubric_text(3);
        let asked = NewAssessment {
            trust: "Elm \"Trust\" \\ =1+1 🌳".into(),
            schools: None,
            ..new()
        };
        let folder = Folder::create(outer.path().join("cycles/2026"), &asked, &text).unwrap();
        assert_eq!(
            fs::read_to_string(folder.path().join("rubric/work.toml")).unwrap(),
            text.domains[0].text()
        );
        assert_eq!(
            fs::read_to_string(folder.path().join("rubric/rubric.toml")).unwrap(),
            text.main.text()
        );
        let setup = fs::read_to_string(folder.path().join("assessment.toml")).unwrap();
        assert!(
            setup.ends_with("cycle = \"2026\"\ndate = 2026-11-22\ndepth = \"full\"\n"),
            "{setup}"
        );
        let loaded = folder.load().unwrap();
        assert_eq!(loaded.assessment.setup.trust, asked.trust);
        assert!(loaded.assessment.responses.is_empty() && loaded.warnings.is_empty());
    }

    #[test]
    fn a_place_that_is_taken_or_has_no_parent_is_refused() {
        let outer = tempfile::tempdir().unwrap();
        let make = |name: &str| {
            Folder::create(outer.path().join(name), &new(), &rubric_text(1)).map(|_| ())
        };
        fs::create_dir(outer.path().join("empty")).unwrap();
        fs::write(outer.path().join("empty/desktop.ini"), "").unwrap();
        make("empty").unwrap();
        assert!(matches!(
            make("empty"),
            Err(StoreError::AlreadyThere { .. })
        ));
        fs::create_dir_all(outer.path().join("full/letters")).unwrap();
        assert!(
            matches!(make("full"), Err(StoreError::NotEmpty { holds, .. }) if holds == "letters")
        );
        fs::write(outer.path().join("file"), "").unwrap();
        assert!(matches!(make("file"), Err(StoreError::NotAFolder { .. })));
        assert!(make("file/trust").is_err());
        assert!(matches!(make("a/b/c"), Err(StoreError::NoParent { .. })));
        assert!(!outer.path().join("a").exists());
    }

    #[test]
    fn a_rubric_that_is_not_valid_makes_no_folder() {
        let outer = tempfile::tempdir().unwrap();
        let mut text = rubric_text(1);
        text.domains.clear();
        let error = Folder::create(outer.path().join("trust"), &new(), &text).unwrap_err();
        assert!(error.is_invalid_file() && !outer.path().join("trust").exists());
    }
}
