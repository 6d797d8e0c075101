//! The folder of an assessment, and what is in it.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::assessment::{self, Assessment, AssessmentText, Parsed};
use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;
use crate::rubric::{self, MAIN_FILE, RubricText};
use crate::source::{ReadError, Source};
use crate::store::files::{Dir, Files, HalfWay, Revision, Snapshot};
use crate::store::layout::{
    AGREED, INDICATORS, PLAN, RESPONSES, RUBRIC, SETUP, STANDARDS, toml_files,
};
use crate::store::{LoadError, StoreError};

/// The folder of one assessment.
#[derive(Debug, Clone)]
pub struct Folder {
    path: PathBuf,
    files: Arc<dyn Files>,
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
    /// When nothing is there, or a file, or a folder without `assessment.toml`, or it may not be looked into.
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
        let is_there = match fs::symlink_metadata(path.join(SETUP)) {
            Ok(_) => true,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => false,
            Err(error) => return Err(StoreError::look(&path)(error)),
        };
        let folder = Self::at(path);
        // A new assessment that was stopped half-way is one all the same.
        if is_there || matches!(folder.files.read(SETUP), Ok(Some(_))) {
            Ok(folder)
        } else {
            Err(StoreError::NotAnAssessment { path: folder.path })
        }
    }

    /// The folder at this path, whatever is there.
    pub(super) fn at(path: PathBuf) -> Self {
        Self {
            files: Arc::new(Dir::at(path.clone())),
            path,
        }
    }

    /// The same assessment, with its texts held by something else.
    #[cfg(test)]
    pub(super) fn held_by(&self, files: Arc<dyn Files>) -> Self {
        Self {
            path: self.path.clone(),
            files,
        }
    }

    /// Whatever holds the texts.
    pub(super) fn files(&self) -> &dyn Files {
        self.files.as_ref()
    }

    /// What was left half-way in the folder, if anything was. Nothing is written.
    ///
    /// # Errors
    /// When the folder cannot be looked into.
    pub fn half_way(&self) -> Result<Option<HalfWay>, StoreError> {
        self.files.half_way()
    }

    /// Finishes a change of several files that was left half-way. Returns whether there was one.
    ///
    /// # Errors
    /// When it cannot be finished: the error says why, and nothing that anybody saved is lost.
    pub fn finish(&self) -> Result<bool, StoreError> {
        self.files.finish()
    }

    /// Leaves out a change that was left half-way and cannot be finished. It stays in the folder under another name.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn set_aside(&self) -> Result<(), StoreError> {
        self.files.set_aside()
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The texts of the rubric and of every other file, as of one moment. Names are paths in the folder, with forward
    /// slashes.
    ///
    /// # Errors
    /// The first file that cannot be read as text, of those that all have in common.
    pub fn text(&self) -> Result<(RubricText, AssessmentText), StoreError> {
        self.gathered(self.files.snapshot()?)
    }

    /// The same with what the whole was.
    pub(super) fn text_as_of(&self) -> Result<(Revision, RubricText, AssessmentText), StoreError> {
        let snapshot = self.files.snapshot()?;
        let revision = snapshot.revision();
        let (rubric, text) = self.gathered(snapshot)?;
        Ok((revision, rubric, text))
    }

    fn gathered(&self, mut snapshot: Snapshot) -> Result<(RubricText, AssessmentText), StoreError> {
        let main = self.needed(&mut snapshot, &format!("{RUBRIC}/{MAIN_FILE}"))?;
        let rubric = RubricText::gathered(main, |file| {
            self.needed(&mut snapshot, &format!("{RUBRIC}/{file}"))
        });
        let setup = self.needed(&mut snapshot, SETUP)?;
        let (standards, agreed) = (snapshot.take(STANDARDS)?, snapshot.take(AGREED)?);
        let (indicators, plan) = (snapshot.take(INDICATORS)?, snapshot.take(PLAN)?);
        let (responses, unread) = responses(snapshot);
        let text = AssessmentText {
            setup,
            responses,
            unread,
            standards,
            agreed,
            indicators,
            plan,
        };
        Ok((rubric, text))
    }

    fn needed(&self, snapshot: &mut Snapshot, name: &str) -> Result<Source, ReadError> {
        let missing = || ReadError::Missing {
            path: self.place(name),
        };
        snapshot.take(name)?.ok_or_else(missing)
    }

    /// The assessment, valid as a whole.
    ///
    /// # Errors
    /// What cannot be read; else every problem of every file, those of the rubric first.
    /// (Where the rubric is not valid, the answers to it cannot be judged.)
    pub fn load(&self) -> Result<Loaded, LoadError> {
        let (rubric, text) = self.text()?;
        let rubric = rubric::parse(&rubric).map_err(|problems| self.invalid(problems))?;
        let Parsed {
            assessment,
            mut warnings,
        } = assessment::parse(Arc::new(rubric), &text)
            .map_err(|problems| self.invalid(problems))?;
        warnings.extend(self.half_way()?.map(half_way));
        Ok(Loaded {
            assessment,
            warnings,
        })
    }

    /// The problems, with what was left half-way, which may be the cause of them.
    fn invalid(&self, mut problems: Vec<Diagnostic>) -> LoadError {
        if let Ok(Some(left)) = self.half_way() {
            problems.push(half_way(left));
        }
        LoadError::Invalid(problems)
    }

    /// The text of a file that need not be there. The name has forward slashes.
    pub(super) fn find(&self, name: &str) -> Result<Option<Source>, StoreError> {
        self.files.read(name)
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

/// The responses, sorted by the names of their files, and those that cannot be read as text, with the reason: they stop
/// nobody else, and the assessment says who is left out.
fn responses(snapshot: Snapshot) -> (Vec<Source>, Vec<(String, String)>) {
    let mut texts = snapshot.0;
    texts.sort_by(|one, other| one.name.cmp(&other.name));
    let (mut responses, mut unread) = (Vec::new(), Vec::new());
    for text in texts {
        if !text.name.starts_with(RESPONSES) {
            continue;
        }
        match text.text {
            Ok(source) => responses.push(source),
            Err(error) => unread.push((text.name, error.to_string())),
        }
    }
    (responses, unread)
}

/// What was left half-way, as a warning with what to do.
fn half_way(left: HalfWay) -> Diagnostic {
    match left {
        HalfWay::Made => Diagnostic::warning(Code::File, "a change of several files of this assessment was stopped half-way; everything is shown as it is after it, and not every file is in its place yet")
            .help("the next save puts them in their places"),
        HalfWay::NotAllHere => Diagnostic::warning(Code::File, "a change of several files was begun in this folder, and not all of it is here, or a file was changed since; everything is shown as the files are, and nothing can be saved")
            .help("wait until the shared drive has finished; if it stays so, that change can be set aside when the rubric is upgraded"),
        HalfWay::Foreign => Diagnostic::warning(Code::File, "something with the name .commit is in this folder and is not used: it is no change that strong-trust made")
            .help("it can be deleted"),
    }
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
    fn pipes_folders_and_links_in_a_circle_leave_one_person_out_and_are_refused_at_once() {
        let (_temporary, folder, rubric) = assessment(1);
        let path = folder.path().join("responses/chair.toml");
        let both = |expected: &str| {
            let assessment = folder.load().unwrap().assessment;
            let left_out = assessment.left_out(&respondent("chair")).unwrap();
            let loaded = left_out.problems[0].line();
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
    }
}
