//! Making the folder of a new assessment: all of it, or nothing.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;
use toml_edit::{DocumentMut, value};

use crate::assessment::{self, AssessmentText, Depth};
use crate::rubric::{DomainId, MAIN_FILE, RubricText, parse};
use crate::source::Source;
use crate::store::error::first;
use crate::store::folder::{RESPONSES, RUBRIC, SETUP};
use crate::store::row::date;
use crate::store::{Folder, StoreError, durable};

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
        let mut made = Made::default();
        made.folder_and_its_parent(&path)?;
        let own = path.join(RUBRIC);
        // Of two programs that begin here at once, only one can make this folder.
        made.folder(&own)?;
        made.file(&own.join(MAIN_FILE), rubric.main.text())?;
        for source in &rubric.domains {
            if DomainId::new(source.stem()).is_ok() {
                made.file(&own.join(format!("{}.toml", source.stem())), source.text())?;
            }
        }
        made.folder(&path.join(RESPONSES))?;
        for source in [&text.standards, &text.agreed, &text.indicators, &text.plan]
            .into_iter()
            .flatten()
        {
            made.file(&path.join(source.name()), source.text())?;
        }
        // Last, because this file is what makes the folder an assessment.
        made.file(&path.join(SETUP), text.setup.text())?;
        made.keep();
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
    names.retain(|name| !NOT_COUNTED.contains(&name.as_str()));
    names.sort();
    if names.iter().any(|name| name == SETUP) {
        return Err(StoreError::AlreadyThere { path: about });
    }
    names.into_iter().next().map_or(Ok(()), |holds| {
        Err(StoreError::NotEmpty { path: about, holds })
    })
}

/// What was made so far. Dropped before it is kept, it takes all of it away again.
#[derive(Default)]
struct Made {
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
}

impl Made {
    fn folder_and_its_parent(&mut self, path: &Path) -> Result<(), StoreError> {
        if path.exists() {
            return Ok(());
        }
        let parent = |path: &Path| {
            path.parent()
                .filter(|parent| !parent.as_os_str().is_empty())
                .map(Path::to_owned)
        };
        if let Some(around) = parent(path)
            && !around.exists()
        {
            if parent(&around).is_some_and(|outer| !outer.exists()) {
                return Err(StoreError::NoParent { path: around });
            }
            self.folder(&around)?;
        }
        self.folder(path)
    }

    fn folder(&mut self, path: &Path) -> Result<(), StoreError> {
        fs::create_dir(path).map_err(StoreError::write(path))?;
        self.folders.push(path.to_owned());
        Ok(())
    }

    fn file(&mut self, path: &Path, text: &str) -> Result<(), StoreError> {
        durable::save(path, text.as_bytes())?;
        self.files.push(path.to_owned());
        Ok(())
    }

    fn keep(mut self) {
        self.files.clear();
        self.folders.clear();
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        // What cannot be taken away is left: the first error is the one that the person should read.
        for file in &self.files {
            let _ = fs::remove_file(file);
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
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

    #[test]
    fn what_was_made_before_a_failure_is_taken_away_again() {
        let outer = tempfile::tempdir().unwrap();
        let path = outer.path().join("cycles/2026");
        let mut made = Made::default();
        made.folder_and_its_parent(&path).unwrap();
        made.folder(&path.join(RUBRIC)).unwrap();
        made.file(&path.join(RUBRIC).join(MAIN_FILE), "x").unwrap();
        assert!(made.file(&path.join("none/x.toml"), "x").is_err());
        drop(made);
        assert_eq!(fs::read_dir(outer.path()).unwrap().count(), 0);
    }
}
