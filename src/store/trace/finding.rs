//! What is found of one respondent in a folder.

use crate::source::ReadError;
use crate::store::layout::{AGREED, PLAN, STANDARDS};

/// The keys that hold who somebody is, by file and list: the only places where an id is put for another.
pub(in crate::store) const NAMING: [(&str, &str, &str); 3] = [
    (AGREED, "agreed", "moderator"),
    (PLAN, "action", "owner"),
    (STANDARDS, "standard", "by"),
];

/// What a folder says of one respondent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Traces {
    /// The file of their answers, as a path in the folder.
    pub response: Option<String>,
    /// Other files that hold their answers, wherever they stand and whatever they are called: copies that a person, a
    /// shared drive or a program made, and what a killed save left.
    pub copies: Vec<String>,
    /// Where the id stands as the one who led, owns or looked.
    pub named: Vec<Named>,
    /// Where the id, or something that they wrote, stands among other words.
    pub mentions: Vec<Mention>,
    /// Documents and archives in the folder that may hold the answers, or have been made from them.
    pub documents: Vec<String>,
    /// What could not be looked through, or is not this assessment's to change.
    pub unread: Vec<Unread>,
}

/// An id that stands as the one who led, owns or looked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The file, as a path in the folder.
    pub file: String,
    /// The criterion, action or standard, by id.
    pub entry: String,
    /// The key: `moderator`, `owner` or `by`.
    pub key: &'static str,
}

/// Words that tell of somebody.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mention {
    /// The file, as a path in the folder.
    pub file: String,
    /// Where in it: an entry with its key, or a comment.
    pub place: String,
    /// Whether the place repeats what the respondent wrote, rather than naming the id.
    pub repeats: bool,
}

/// A file or folder that was left as it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unread {
    /// Its path in the folder.
    pub file: String,
    /// Why.
    pub why: Why,
}

/// Why a file or folder was left as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It is a link: what it leads to lies elsewhere.
    Link,
    /// It is a device, a pipe or a socket.
    NotAFile,
    /// Its name is not one that can be written.
    Name,
    /// It could not be read.
    Unreadable,
    /// It is no valid TOML, so that only its lines were looked at.
    Invalid,
    /// It is too large to be searched.
    TooLarge,
    /// It lies too deep.
    TooDeep,
    /// There are too many files.
    TooMany,
    /// A version control program keeps earlier states in it.
    History,
    /// It holds answers of this id, and belongs to another assessment that stands in this folder.
    OtherAssessment,
}

impl Why {
    /// The reason why a file or folder could not be read.
    pub(super) fn of(error: &ReadError) -> Self {
        match error {
            ReadError::Link { .. } => Self::Link,
            ReadError::NotAFile { .. } => Self::NotAFile,
            ReadError::TooLarge { .. } => Self::TooLarge,
            ReadError::TooMany { .. } => Self::TooMany,
            ReadError::Missing { .. }
            | ReadError::Folder { .. }
            | ReadError::Outside { .. }
            | ReadError::Io { .. }
            | ReadError::Encoding { .. } => Self::Unreadable,
        }
    }
}

impl Traces {
    /// Whether there is anything that belongs to the respondent alone.
    pub fn has_answers(&self) -> bool {
        self.response.is_some() || !self.copies.is_empty()
    }
}
