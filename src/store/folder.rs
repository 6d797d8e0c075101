//! The folder of an assessment, and what is in it.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::assessment::{self, Assessment, AssessmentText, Parsed};
use crate::diagnostic::Diagnostic;
use crate::rubric::{self, RubricText};
use crate::source::{ReadError, Source, entries_inside, read_entry, read_inside};
use crate::store::{LoadError, StoreError};

/// The file that makes a folder an assessment.
pub(super) const SETUP: &str = "assessment.toml";
/// The folder of the assessment's own rubric.
pub(super) const RUBRIC: &str = "rubric";
/// The folder of the responses.
pub(super) const RESPONSES: &str = "responses";
/// The baseline register.
pub(super) const STANDARDS: &str = "standards.toml";
/// Agreed judgements.
pub(super) const AGREED: &str = "agreed.toml";
/// The trust's own numbers.
pub(super) const INDICATORS: &str = "indicators.toml";
/// Actions.
pub(super) const PLAN: &str = "plan.toml";

/// The folder of one assessment.
#[derive(Debug, Clone)]
pub struct Folder {
    path: PathBuf,
}

/// An assessment that was read from its folder.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The assessment.
    pub assessment: Assessment,
    /// Warnings and notes: the assessment can be used with them.
    pub warnings: Vec<Diagnostic>,
}

impl Folder {
    /// The assessment at this path. Its files are looked at later, when they are needed.
    ///
    /// # Errors
    /// When nothing is there, or a file, or a folder without `assessment.toml`, or it may not be looked into, or an
    /// upgrade was stopped halfway and cannot be finished.
    pub fn open(path: impl Into<PathBuf>) -> Result<Self, StoreError> {
        let path = path.into();
        match fs::metadata(&path) {
            Ok(facts) if !facts.is_dir() => return Err(StoreError::NotAFolder { path }),
            Ok(_) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(StoreError::Missing { path });
            }
            Err(error) => return Err(StoreError::look(&path)(error)),
        }
        // Where a link would lead is not looked at: reading says that it is one.
        match fs::symlink_metadata(path.join(SETUP)) {
            Ok(_) => {
                let folder = Self { path };
                folder.finish_upgrade()?;
                Ok(folder)
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                Err(StoreError::NotAnAssessment { path })
            }
            Err(error) => Err(StoreError::look(&path)(error)),
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The texts of the rubric and of every other file. Names are paths in the folder, with forward slashes.
    ///
    /// # Errors
    /// The first file that cannot be read as text.
    pub fn text(&self) -> Result<(RubricText, AssessmentText), StoreError> {
        let rubric = RubricText::read_inside(&self.path, RUBRIC)?;
        let setup = read_inside(&self.path, SETUP)?;
        let mut responses = Vec::new();
        for file in self.response_files()? {
            responses.push(read_entry(&self.path, RESPONSES, &file)?);
        }
        let text = AssessmentText {
            setup,
            responses,
            standards: self.find(STANDARDS)?,
            agreed: self.find(AGREED)?,
            indicators: self.find(INDICATORS)?,
            plan: self.find(PLAN)?,
        };
        Ok((rubric, text))
    }

    /// The assessment, valid as a whole.
    ///
    /// # Errors
    /// What cannot be read; else every problem of every file, those of the rubric first.
    /// (Where the rubric is not valid, the answers to it cannot be judged.)
    pub fn load(&self) -> Result<Loaded, LoadError> {
        let (rubric, text) = self.text()?;
        let rubric = rubric::parse(&rubric).map_err(LoadError::Invalid)?;
        let Parsed {
            assessment,
            warnings,
        } = assessment::parse(Arc::new(rubric), &text).map_err(LoadError::Invalid)?;
        Ok(Loaded {
            assessment,
            warnings,
        })
    }

    /// The text of a file that need not be there. The name has forward slashes.
    pub(super) fn find(&self, name: &str) -> Result<Option<Source>, StoreError> {
        match read_inside(&self.path, name) {
            Ok(source) => Ok(Some(source)),
            Err(ReadError::Missing { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Where a file of this name is.
    pub(super) fn place(&self, name: &str) -> PathBuf {
        name.split('/')
            .fold(self.path.clone(), |path, part| path.join(part))
    }

    /// The names of the files in `responses/`, sorted. A folder that is not there has none.
    pub(super) fn response_files(&self) -> Result<Vec<OsString>, StoreError> {
        toml_files(&self.path, RESPONSES)
    }
}

/// The names of the TOML files in a folder below `root`, sorted; hidden and unfinished ones, and other programs' backups,
/// are passed over. A folder that is not there has none.
pub(super) fn toml_files(root: &Path, folder: &str) -> Result<Vec<OsString>, StoreError> {
    let entries = match entries_inside(root, folder) {
        Ok(entries) => entries,
        Err(ReadError::Missing { .. }) => return Ok(Vec::new()),
        Err(ReadError::Io { path, source }) => return Err(StoreError::Look { path, source }),
        Err(error) => return Err(error.into()),
    };
    let is_read = |name: &OsString| {
        let shown = name.to_string_lossy();
        // A name in other letters (CHAIR.TOML) is read, so that it is told of and not passed over in silence.
        shown.to_lowercase().ends_with(".toml") && !shown.starts_with(['.', '~'])
    };
    Ok(entries
        .into_iter()
        .map(|entry| entry.name)
        .filter(is_read)
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::trial::{assessment, noted, respondent, role};

    #[test]
    fn what_is_not_an_assessment_says_so() {
        let outer = tempfile::tempdir().unwrap();
        let open = |name: &str| Folder::open(outer.path().join(name));
        fs::write(outer.path().join("file"), "").unwrap();
        fs::create_dir(outer.path().join("empty")).unwrap();
        assert!(matches!(open("none"), Err(StoreError::Missing { .. })));
        assert!(matches!(open("file"), Err(StoreError::NotAFolder { .. })));
        assert!(matches!(
            open("empty"),
            Err(StoreError::NotAnAssessment { .. })
        ));
        assert!(open("file/under").is_err());
    }

    #[test]
    fn unfinished_hidden_and_foreign_files_are_passed_over_and_names_are_sorted() {
        let (_temporary, folder, rubric) = assessment(1);
        for id in ["head", "chair"] {
            folder
                .save_answer(&rubric, &respondent(id), &role(id), &noted(0, "x"))
                .unwrap();
        }
        // What a save leaves behind that was killed, and what other programs leave.
        for name in [
            ".tmp-Ab12",
            ".tmp-x.toml",
            ".hidden.toml",
            "~$chair.toml",
            "chair.toml~",
            "chair.bak",
            "desktop.ini",
        ] {
            fs::write(folder.path().join("responses").join(name), "half an ans").unwrap();
        }
        fs::write(folder.path().join(".tmp-agreed"), "half").unwrap();
        let (_, text) = folder.text().unwrap();
        let names: Vec<&str> = text.responses.iter().map(Source::name).collect();
        assert_eq!(names, ["responses/chair.toml", "responses/head.toml"]);
        assert_eq!(folder.load().unwrap().assessment.responses.len(), 2);
    }

    #[test]
    fn problems_of_the_rubric_come_first_and_a_missing_responses_folder_is_an_empty_one() {
        let (_temporary, folder, _) = assessment(1);
        fs::remove_dir(folder.path().join(RESPONSES)).unwrap();
        assert!(folder.load().unwrap().assessment.responses.is_empty());
        fs::write(folder.path().join("agreed.toml"), "x = 1\n").unwrap();
        let problem = |folder: &Folder| match folder.load() {
            Err(LoadError::Invalid(problems)) => {
                problems[0].place.as_ref().unwrap().source.name().to_owned()
            }
            other => panic!("{other:?}"),
        };
        assert_eq!(problem(&folder), "agreed.toml");
        fs::write(folder.path().join("rubric/rubric.toml"), "x = 1\n").unwrap();
        assert_eq!(problem(&folder), "rubric/rubric.toml");
    }

    #[cfg(unix)]
    #[test]
    fn pipes_folders_and_links_in_a_circle_are_refused_at_once() {
        let (_temporary, folder, rubric) = assessment(1);
        let path = folder.path().join("responses/chair.toml");
        let both = |expected: &str| {
            let loaded = folder.load().unwrap_err().to_string();
            let saved = folder
                .save_answer(
                    &rubric,
                    &respondent("chair"),
                    &role("chair"),
                    &noted(0, "x"),
                )
                .unwrap_err()
                .to_string();
            for said in [loaded, saved] {
                assert!(
                    said.contains("chair.toml") && said.contains(expected),
                    "{said}"
                );
            }
        };
        assert!(
            std::process::Command::new("mkfifo")
                .arg(&path)
                .status()
                .unwrap()
                .success()
        );
        both("it is a device or a pipe");
        fs::remove_file(&path).unwrap();
        fs::create_dir(&path).unwrap();
        both("is a folder, and a file is needed");
        fs::remove_dir(&path).unwrap();
        std::os::unix::fs::symlink("chair.toml", &path).unwrap();
        both("is a link to another place");
        fs::remove_file(&path).unwrap();
        std::os::unix::fs::symlink("nowhere.toml", &path).unwrap();
        both("is a link to another place");
        fs::remove_file(&path).unwrap();
        fs::write(&path, [0xFF, 0xFE, b'a', 0]).unwrap();
        both("UTF-16");
        assert!(folder.load().unwrap_err().is_invalid_file());
    }
}
