//! Why a folder could not be read, or an answer could not be saved.

mod words;

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::assessment::{Agreed, Answer};
use crate::diagnostic::{Diagnostic, Severity};
use crate::rubric::{CriterionId, RespondentId, RoleId};
use crate::source::ReadError;
use crate::store::ChangedAction;

use words::{actions, plain};

/// Why a folder of an assessment could not be read or changed.
#[derive(Debug, Error)]
pub enum StoreError {
    /// Nothing is at this path.
    #[error("there is no folder {path}")]
    Missing {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// A file is where a folder should be.
    #[error("{path} is a file, and a folder is needed here")]
    NotAFolder {
        /// Where the file is.
        path: PathBuf,
    },
    /// A folder without `assessment.toml`.
    #[error("{path} is not the folder of an assessment: there is no assessment.toml in it")]
    NotAnAssessment {
        /// The folder.
        path: PathBuf,
    },
    /// A folder that holds an assessment already, where a new one was to be made.
    #[error("{path} holds an assessment already")]
    AlreadyThere {
        /// The folder.
        path: PathBuf,
    },
    /// A folder that holds other things, where a new assessment was to be made.
    #[error(
        "{path} is not empty (it holds \"{holds}\"): give the new assessment a folder of its own"
    )]
    NotEmpty {
        /// The folder.
        path: PathBuf,
        /// The first thing that is in it.
        holds: String,
    },
    /// Neither the folder nor the one it should stand in exists.
    #[error(
        "there is no folder {path} in which the assessment could be made: make it first, or check the spelling"
    )]
    NoParent {
        /// The folder that is missing.
        path: PathBuf,
    },
    /// A file could not be read as text.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A folder could not be looked into.
    #[error("{path} could not be looked into: {}", plain(.source))]
    Look {
        /// The folder.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// A file or folder could not be written. What was there before is as it was.
    #[error("{path} could not be saved: {}", plain(.source))]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// The file that was to be changed is not valid, so nothing was changed in it.
    #[error("{path} has to be put right before anything can be saved in it{}", first(.problems))]
    Invalid {
        /// The file.
        path: PathBuf,
        /// Every problem of it.
        problems: Vec<Diagnostic>,
    },
    /// What was to be saved would not be valid, or would not come back as it was given.
    #[error("this was not saved in {path}: {why}")]
    Unfit {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// The respondent has another role in the file.
    #[error(
        "{path} holds the answers of \"{respondent}\" as {holds}, not as {asked}: use the role {holds}, or another name"
    )]
    OtherRole {
        /// The file.
        path: PathBuf,
        /// Whose answers it holds.
        respondent: RespondentId,
        /// The role in the file.
        holds: RoleId,
        /// The role that was asked for.
        asked: RoleId,
    },
    /// A file of the same name in other letters is there: Windows and Mac would take the two for one.
    #[error(
        "there is a file {there} already: {path} would differ from it in capital letters only, and many computers take the two for one"
    )]
    SameButForCase {
        /// The file that would have been made.
        path: PathBuf,
        /// The name of the file that is there.
        there: String,
    },
    /// Somebody else changed this answer since it was read. Nothing was written.
    #[error(
        "the answer to {criterion} in {path} was changed by someone else in the meantime, so nothing was saved over it"
    )]
    Changed {
        /// The file.
        path: PathBuf,
        /// The criterion.
        criterion: CriterionId,
        /// The answer that is there now, if there is one.
        theirs: Option<Box<Answer>>,
    },
    /// Somebody else changed actions of the plan since they were read. Nothing was written.
    #[error("{path}: {} changed by someone else in the meantime, so nothing was saved over it", actions(.changed))]
    PlanChanged {
        /// The file.
        path: PathBuf,
        /// The actions that say something else now.
        changed: Vec<ChangedAction>,
    },
    /// Somebody else changed this agreed judgement, or took it away, since it was read. Nothing was written.
    #[error(
        "the agreed judgement on {criterion} in {path} was changed by someone else in the meantime, so nothing was saved over it"
    )]
    AgreedMeanwhile {
        /// The file.
        path: PathBuf,
        /// The criterion.
        criterion: CriterionId,
        /// The judgement that is there now, if there is one.
        theirs: Option<Box<Agreed>>,
    },
    /// The file with the respondent's answers was taken away since it was read. Nothing was written.
    #[error("{path} was removed by someone else in the meantime, so nothing was saved")]
    Gone {
        /// Where the file was.
        path: PathBuf,
    },
    /// Nothing in the folder belongs to a respondent of this id.
    #[error("nothing in {path} belongs to a respondent \"{respondent}\"")]
    NobodyOfThisId {
        /// The folder.
        path: PathBuf,
        /// The id that was looked for.
        respondent: RespondentId,
    },
    /// The id that a respondent was to be given is somebody's already. Nothing was changed.
    #[error("{there} is there already: choose an id that nobody has")]
    IdInUse {
        /// The file of the respondent who has it.
        there: PathBuf,
    },
    /// An upgrade was asked for to another rubric.
    #[error(
        "{path} has the rubric {has}, and {asked} is another rubric, not a version of it: to use that one, begin an assessment with it"
    )]
    OtherRubric {
        /// The folder.
        path: PathBuf,
        /// The rubric it has, with its version.
        has: String,
        /// The rubric that was asked for.
        asked: String,
    },
    /// An upgrade was asked for to an older version.
    #[error(
        "{path} has the rubric {has}, and {asked} is older: what was renamed or split since could not be traced back"
    )]
    OlderRubric {
        /// The folder.
        path: PathBuf,
        /// The rubric it has, with its version.
        has: String,
        /// The version that was asked for.
        asked: String,
    },
    /// Respondents have roles that the newer rubric does not have.
    #[error("{path} has respondents whose role the newer rubric does not have: {}", roles.join(", "))]
    RolesGone {
        /// The folder.
        path: PathBuf,
        /// Each role with the respondent who has it.
        roles: Vec<String>,
    },
    /// A change of several files was begun elsewhere, and not all of it is here.
    #[error(
        "a change of several files was begun in {path}, and not all of it is here, or a file was changed since; nothing was saved: wait until the shared drive has finished, and try again"
    )]
    HalfThere {
        /// The folder.
        path: PathBuf,
    },
    /// A change of several files is made, and not every file of it is in its place.
    #[error(
        "the change is made, and everybody who opens {path} sees it, but not every file of it could be put in its place yet ({}): the next save does it, once that is put right", plain(.source)
    )]
    HalfDone {
        /// The folder.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// An earlier change could still not be put in place, so nothing else is.
    #[error(
        "an earlier change of several files in {path} could not be put in its place ({}), so nothing else was saved: once that is put right, save again", plain(.source)
    )]
    StillHalfDone {
        /// The folder.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// A file is in its place, and the drive did not confirm that it keeps it.
    #[error(
        "what was to be done in {path} is done, but the drive did not confirm that it will last ({}): look at it once more before you go on", plain(.source)
    )]
    Unsettled {
        /// The file or folder.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// A file could not be taken away.
    #[error("{path} could not be removed: {}", plain(.source))]
    Discard {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// A link, a pipe or a device is where a file or a folder of an assessment should be.
    #[error(
        "{path} is a link, a pipe or something else that is no plain file or folder, and none is followed: put the file or folder itself there"
    )]
    NotPlain {
        /// What it is.
        path: PathBuf,
    },
    /// The lock cannot be taken, so others could save over it.
    #[error(
        "nothing was saved, because others could save at the same moment: the lock {path} cannot be taken ({}). Whoever may delete that file can put this right", plain(.source)
    )]
    NoLock {
        /// The lock file.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// A program that was stopped left its lock on a drive that knows no others.
    #[error(
        "nothing was saved: another program is saving, or one was stopped and left {path} behind. If no other is running, delete that file"
    )]
    LeftLocked {
        /// The file that is the lock.
        path: PathBuf,
    },
    /// Another program kept the folder locked.
    #[error(
        "another program is saving in {path} and has not finished: nothing was saved, try again in a moment"
    )]
    Busy {
        /// The folder.
        path: PathBuf,
    },
}

impl StoreError {
    /// Whether it is about what a file says, rather than about reading and writing.
    pub fn is_invalid_file(&self) -> bool {
        match self {
            Self::Invalid { .. } | Self::Unfit { .. } => true,
            Self::Read(error) => error.is_about_contents(),
            Self::Missing { .. }
            | Self::NotAFolder { .. }
            | Self::NotAnAssessment { .. }
            | Self::AlreadyThere { .. }
            | Self::NotEmpty { .. }
            | Self::NoParent { .. }
            | Self::Look { .. }
            | Self::Write { .. }
            | Self::OtherRole { .. }
            | Self::SameButForCase { .. }
            | Self::Changed { .. }
            | Self::PlanChanged { .. }
            | Self::AgreedMeanwhile { .. }
            | Self::Gone { .. }
            | Self::NobodyOfThisId { .. }
            | Self::IdInUse { .. }
            | Self::OtherRubric { .. }
            | Self::OlderRubric { .. }
            | Self::RolesGone { .. }
            | Self::HalfThere { .. }
            | Self::HalfDone { .. }
            | Self::StillHalfDone { .. }
            | Self::Unsettled { .. }
            | Self::Discard { .. }
            | Self::NotPlain { .. }
            | Self::NoLock { .. }
            | Self::LeftLocked { .. }
            | Self::Busy { .. } => false,
        }
    }

    /// What became of what was to be saved, as a sentence: nothing of it was, or all of it is and something else is wrong.
    pub fn told(&self) -> String {
        if self.is_saved() {
            format!("{self}.")
        } else {
            format!("Not saved: {self}.")
        }
    }

    /// Whether what was to be saved is saved all the same.
    pub fn is_saved(&self) -> bool {
        matches!(self, Self::HalfDone { .. } | Self::Unsettled { .. })
    }

    /// Whether something in the folder is other than it was, although this went wrong.
    pub fn has_changed_something(&self) -> bool {
        self.is_saved() || matches!(self, Self::Discard { .. })
    }

    /// For `map_err`: the folder could not be looked into.
    pub(super) fn look(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Look { path, source }
    }

    /// For `map_err`: the file could not be written.
    pub(super) fn write(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Write { path, source }
    }
}

/// Why a folder could not be loaded as an assessment.
#[derive(Debug, Error)]
pub enum LoadError {
    /// It could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Its files are not valid: every problem, those of the rubric first.
    #[error("the files of the assessment have to be put right{}", first(.0))]
    Invalid(Vec<Diagnostic>),
}

impl LoadError {
    /// Whether it is about what a file says, rather than about reading and writing.
    pub fn is_invalid_file(&self) -> bool {
        match self {
            Self::Store(error) => error.is_invalid_file(),
            Self::Invalid(_) => true,
        }
    }
}

/// The first error, as the end of a sentence.
pub(super) fn first(problems: &[Diagnostic]) -> String {
    let gravest = problems
        .iter()
        .find(|problem| problem.severity == Severity::Error);
    gravest.map_or_else(String::new, |problem| format!(": {}", problem.message))
}

/// Why a text could not be changed. What the parser says may repeat a line of it, and somebody else may have written that.
pub(super) fn not_toml(_: toml_edit::TomlError) -> String {
    "what stands in it is not TOML that can be changed".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_causes_are_told_in_plain_words_with_the_path() {
        let said = |kind: io::ErrorKind| {
            StoreError::write(Path::new("my-trust/agreed.toml"))(kind.into()).to_string()
        };
        assert_eq!(
            said(io::ErrorKind::StorageFull),
            "my-trust/agreed.toml could not be saved: the disk is full"
        );
        assert_eq!(
            said(io::ErrorKind::ReadOnlyFilesystem),
            "my-trust/agreed.toml could not be saved: this drive is read-only"
        );
    }

    #[test]
    fn contents_and_reading_are_told_apart() {
        let path = PathBuf::from("chair.toml");
        assert!(
            StoreError::Invalid {
                path: path.clone(),
                problems: Vec::new()
            }
            .is_invalid_file()
        );
        assert!(
            StoreError::from(ReadError::Encoding {
                path: path.clone(),
                encoding: "UTF-16"
            })
            .is_invalid_file()
        );
        assert!(!StoreError::Busy { path: path.clone() }.is_invalid_file());
        assert!(!LoadError::from(StoreError::Missing { path }).is_invalid_file());
        assert!(LoadError::Invalid(Vec::new()).is_invalid_file());
    }
}
