//! The texts of one assessment, and how several of them change at once.
//!
//! Whatever holds an assessment keeps these promises, be it a folder ([`Dir`]) or something else: reading changes
//! nothing, a reader never sees half of a change, and a change of several texts happens wholly or not at all, and only
//! where nothing that it builds on has moved.

mod dir;
mod journal;
mod name;
mod stage;

use std::fmt::Debug;

use sha2::{Digest, Sha256};

use crate::source::{ReadError, Source};
use crate::store::StoreError;

pub(super) use dir::Dir;

/// What a text was when it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Revision(String);

impl Revision {
    pub fn of(text: &str) -> Self {
        Self(digest(text.as_bytes()))
    }
}

/// The digest of bytes, in letters.
fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

/// One text, or why it cannot be read as one.
#[derive(Debug)]
pub(super) struct Text {
    /// Its name, with forward slashes.
    pub name: String,
    pub text: Result<Source, ReadError>,
}

/// Every text as of one moment, by name.
#[derive(Debug)]
pub(super) struct Snapshot(pub Vec<Text>);

impl Snapshot {
    /// Takes the text of this name out.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn take(&mut self, name: &str) -> Result<Option<Source>, ReadError> {
        let place = self.0.iter().position(|text| text.name == name);
        place
            .map(|place| self.0.swap_remove(place).text)
            .transpose()
    }

    /// Returns what the whole was.
    pub fn revision(&self) -> Revision {
        let all = self.0.iter().fold(String::new(), |all, text| {
            let is = match &text.text {
                Ok(source) => digest(source.text().as_bytes()),
                Err(error) => error.to_string(),
            };
            format!("{all}{}\n{is}\n", text.name)
        });
        Revision::of(&all)
    }
}

/// What must still be so for a change to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Expect {
    /// The text of this name is what it was.
    Is(String, Revision),
    /// There is no text of this name, not even in other letters.
    Absent(String),
    /// Nothing at all has moved.
    Same(Revision),
}

/// One part of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Write {
    /// The text of this name is this from now on.
    Put { name: String, text: String },
    /// There is no text of this name any more.
    Remove { name: String },
    /// The text has another name from now on, and says this.
    Move {
        from: String,
        to: String,
        text: String,
    },
}

impl Write {
    pub fn put(name: &str, text: impl Into<String>) -> Self {
        Self::Put {
            name: name.to_owned(),
            text: text.into(),
        }
    }
}

/// Why a change was not made.
#[derive(Debug)]
pub(super) enum CommitError {
    /// Something that it builds on has moved; nothing was written.
    Moved,
    /// It could not be written, or not all of it is in its place: the error says which.
    Failed(StoreError),
}

impl From<StoreError> for CommitError {
    fn from(error: StoreError) -> Self {
        Self::Failed(error)
    }
}

/// What somebody left half-way in an assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HalfWay {
    /// A change of several files is made and on the disk, and not every file is in its place yet.
    Made,
    /// Of such a change not everything is here, or a file was changed since.
    NotAllHere,
    /// Something has the name of such a change and is none.
    Foreign,
}

/// The texts of one assessment.
pub(super) trait Files: Debug + Send + Sync {
    /// Returns every text, as of one moment.
    fn snapshot(&self) -> Result<Snapshot, StoreError>;

    /// Returns the names of all texts, sorted.
    fn list(&self) -> Result<Vec<String>, StoreError>;

    /// Returns one text, if there is one of this name.
    fn read(&self, name: &str) -> Result<Option<Source>, StoreError>;

    /// Makes a change: all of it or nothing. What says so already is not written.
    fn commit(&self, expect: &[Expect], writes: &[Write]) -> Result<(), CommitError>;

    /// Makes a new assessment of these texts, whole, where there is nothing.
    fn create(&self, writes: &[Write]) -> Result<(), StoreError>;

    /// Returns what was left half-way, if anything was.
    fn half_way(&self) -> Result<Option<HalfWay>, StoreError>;

    /// Finishes what was left half-way. Returns whether there was such a thing.
    fn finish(&self) -> Result<bool, StoreError>;

    /// Puts aside what was left half-way and cannot be finished.
    fn set_aside(&self) -> Result<(), StoreError>;

    /// Takes away a copy or a leftover, whatever its name is, and neither a link nor anything that lies elsewhere.
    fn discard(&self, name: &str) -> Result<(), StoreError>;

    /// Takes away what killed programs prepared and never did.
    fn sweep(&self) -> Result<(), StoreError>;
}

#[cfg(test)]
mod tests;
