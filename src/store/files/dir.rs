//! The texts of an assessment in a folder.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::source::{ReadError, Source, from_bytes, read_entry, read_inside, remove_inside};
use crate::store::disk::{self, Kind, folder_of};
use crate::store::files::journal::{self, Journal, Left};
use crate::store::files::name::{belongs, single};
use crate::store::files::stage::{Change, namesakes, place};
use crate::store::files::{CommitError, Expect, Files, HalfWay, Revision, Snapshot, Text, Write};
use crate::store::layout::{RESPONSES, RUBRIC, SETUP, toml_files};
use crate::store::lock::Lock;
use crate::store::{StoreError, durable};

/// How often a snapshot is begun again before writers are asked to wait.
const PASSES: usize = 12;

/// The texts of an assessment in a folder.
#[derive(Debug, Clone)]
pub struct Dir {
    root: PathBuf,
}

impl Dir {
    pub fn at(root: PathBuf) -> Self {
        Self { root }
    }

    fn journal(&self) -> Result<Journal, StoreError> {
        journal::look(&self.root)
    }

    /// One reading of everything.
    fn pass(&self) -> Result<Vec<Text>, StoreError> {
        let journal = self.journal()?;
        let mut texts = Vec::new();
        for (folder, file) in self.names()? {
            let name = named(folder, &file);
            let text = if folder.is_empty() {
                read_inside(&self.root, &name)
            } else {
                read_entry(&self.root, folder, &file)
            };
            texts.push(Text { name, text });
        }
        if let Journal::Made(left) = journal {
            for one in left {
                texts.retain(|text| text.name != one.name && Some(&text.name) != one.from.as_ref());
                if let Some(text) = self.written(&one) {
                    texts.push(Text {
                        name: one.name,
                        text,
                    });
                }
            }
        }
        texts.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(texts)
    }

    /// The text that a file has once it is in its place.
    fn written(&self, left: &Left) -> Option<Result<Source, ReadError>> {
        let bytes = left.after.clone()?;
        Some(from_bytes(bytes, &self.root.join(&left.name), &left.name))
    }

    /// The files that are there: in which folder of the assessment (none: in itself), and their names.
    fn names(&self) -> Result<Vec<(&'static str, OsString)>, StoreError> {
        let mut names = Vec::new();
        for name in single() {
            let path = self.root.join(name);
            // What may not be looked at is told of when it is read.
            if disk::kind(&path).map_or(true, |kind| kind != Kind::Nothing) {
                names.push(("", OsString::from(name)));
            }
        }
        for inside in [RESPONSES, RUBRIC] {
            let files = toml_files(&self.root, inside)?;
            names.extend(files.into_iter().map(|file| (inside, file)));
        }
        Ok(names)
    }

    fn expected(&self, expect: &[Expect]) -> Result<(), CommitError> {
        for expected in expect {
            let is_so = match expected {
                Expect::Is(name, revision) => self
                    .read(name)?
                    .is_some_and(|source| Revision::of(source.text()) == *revision),
                Expect::Absent(name) => {
                    place(&self.root, name)?;
                    namesakes(&self.root, name)?.is_empty()
                }
                Expect::Same(revision) => Snapshot(self.pass()?).revision() == *revision,
            };
            if !is_so {
                return Err(CommitError::Moved);
            }
        }
        Ok(())
    }

    /// What these writes change.
    fn changes(&self, writes: &[Write]) -> Result<Vec<Change>, StoreError> {
        let changes = writes
            .iter()
            .map(|write| Change::of(&self.root, write))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(changes.into_iter().flatten().collect())
    }

    /// Makes the folder of a new assessment beside its place, and puts it there in one step.
    fn create_beside(&self, writes: &[Write]) -> Result<(), StoreError> {
        let around = folder_of(&self.root);
        let makes_around = !around.exists();
        if makes_around {
            let outer = folder_of(around);
            if !outer.exists() {
                return Err(StoreError::NoParent {
                    path: around.to_owned(),
                });
            }
            disk::make_folder(around).map_err(StoreError::write(around))?;
        }
        let failed = StoreError::write(&self.root);
        let made = disk::make_folder_beside(around).and_then(|staging| {
            let placed = fill(&staging, writes).and_then(|()| disk::rename(&staging, &self.root));
            if placed.is_err() {
                // The first error is the one that the person should read.
                let _ = disk::remove_folder(&staging);
            }
            placed
        });
        if let Err(error) = made {
            if makes_around {
                let _ = fs::remove_dir(around);
            }
            return Err(if self.root.join(SETUP).exists() {
                // Somebody else was quicker.
                StoreError::AlreadyThere {
                    path: self.root.clone(),
                }
            } else {
                failed(error)
            });
        }
        let settled = disk::sync_folder(around).and_then(|()| {
            if makes_around {
                disk::sync_folder(folder_of(around))
            } else {
                Ok(())
            }
        });
        settled.map_err(|source| StoreError::Unsettled {
            path: self.root.clone(),
            source,
        })
    }
}

impl Files for Dir {
    fn snapshot(&self) -> Result<Snapshot, StoreError> {
        let mut before = self.pass()?;
        for _ in 0..PASSES {
            let now = self.pass()?;
            if is_of_one_moment(&before, &now) {
                return Ok(Snapshot(now));
            }
            before = now;
        }
        // Somebody saves without a pause: for one reading they wait.
        match Lock::share(&self.root)? {
            Some(_lock) => self.pass().map(Snapshot),
            None => Err(StoreError::Busy {
                path: self.root.clone(),
            }),
        }
    }

    fn list(&self) -> Result<Vec<String>, StoreError> {
        let found = self.names()?;
        let mut names: Vec<String> = found
            .iter()
            .map(|(folder, file)| named(folder, file))
            .collect();
        if let Journal::Made(left) = self.journal()? {
            for one in left {
                names.retain(|name| *name != one.name && Some(name) != one.from.as_ref());
                if one.after.is_some() {
                    names.push(one.name);
                }
            }
        }
        names.sort();
        Ok(names)
    }

    fn read(&self, name: &str) -> Result<Option<Source>, StoreError> {
        if let Journal::Made(left) = self.journal()? {
            for one in &left {
                if one.name == name {
                    return Ok(self.written(one).transpose()?);
                }
                if one.from.as_deref() == Some(name) {
                    return Ok(None);
                }
            }
        }
        match read_inside(&self.root, name) {
            Ok(source) => Ok(Some(source)),
            Err(ReadError::Missing { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    fn commit(&self, expect: &[Expect], writes: &[Write]) -> Result<(), CommitError> {
        let _lock = Lock::take(&self.root)?;
        journal::finish(&self.root)?;
        let changes = self.changes(writes)?;
        if changes.is_empty() {
            return Ok(());
        }
        self.expected(expect)?;
        match changes.as_slice() {
            [one] if one.from.is_none() => {
                let path = place(&self.root, &one.name)?;
                match &one.after {
                    Some(text) => {
                        let folder = folder_of(&path);
                        if disk::kind(folder).map_err(StoreError::look(folder))? == Kind::Nothing {
                            // An empty folder does not travel with every copying program.
                            disk::make_folder(folder).map_err(StoreError::write(folder))?;
                        }
                        durable::save(&path, text.as_bytes())?;
                    }
                    None => durable::remove(&path)?,
                }
            }
            _ => journal::commit(&self.root, &changes)?,
        }
        Ok(())
    }

    fn create(&self, writes: &[Write]) -> Result<(), StoreError> {
        if !self.root.exists() {
            return self.create_beside(writes);
        }
        let _lock = Lock::take(&self.root)?;
        if self.journal()?.half_way() == Some(HalfWay::Made) || self.root.join(SETUP).exists() {
            return Err(StoreError::AlreadyThere {
                path: self.root.clone(),
            });
        }
        let changes = self.changes(writes)?;
        journal::commit(&self.root, &changes)?;
        // The first answer makes it too, should that fail.
        let _ = disk::make_folder(&self.root.join(RESPONSES));
        Ok(())
    }

    fn half_way(&self) -> Result<Option<HalfWay>, StoreError> {
        Ok(self.journal()?.half_way())
    }

    fn finish(&self) -> Result<bool, StoreError> {
        match self.journal()?.half_way() {
            None | Some(HalfWay::Foreign) => Ok(false),
            Some(HalfWay::Made | HalfWay::NotAllHere) => {
                let _lock = Lock::take(&self.root)?;
                journal::finish(&self.root)
            }
        }
    }

    fn set_aside(&self) -> Result<(), StoreError> {
        let _lock = Lock::take(&self.root)?;
        match self.journal()?.half_way() {
            Some(HalfWay::NotAllHere | HalfWay::Foreign) => journal::make_way(&self.root)
                .and_then(|()| disk::sync_folder(&self.root))
                .map_err(StoreError::write(&self.root)),
            None | Some(HalfWay::Made) => Ok(()),
        }
    }

    fn discard(&self, name: &str) -> Result<(), StoreError> {
        match remove_inside(&self.root, name) {
            Ok(()) | Err(ReadError::Missing { .. }) => Ok(()),
            Err(ReadError::Io { path, source }) => Err(StoreError::Write { path, source }),
            Err(error) => Err(error.into()),
        }
    }

    fn sweep(&self) -> Result<(), StoreError> {
        let _lock = Lock::take(&self.root)?;
        journal::sweep(&self.root)
    }
}

/// The name of a file, with forward slashes.
fn named(folder: &str, file: &OsStr) -> String {
    if folder.is_empty() {
        file.to_string_lossy().into_owned()
    } else {
        format!("{folder}/{}", file.to_string_lossy())
    }
}

/// Whether two readings, one after the other, say the same of every text. Then both are of one moment: a change that
/// came in the middle of the second would be in one text of it and not in the other, and the first would have neither.
fn is_of_one_moment(before: &[Text], now: &[Text]) -> bool {
    let same = |one: &Text, other: &Text| match (&one.text, &other.text) {
        (Ok(one), Ok(other)) => one.text() == other.text(),
        (Err(one), Err(other)) => one.to_string() == other.to_string(),
        (Ok(_), Err(_)) | (Err(_), Ok(_)) => false,
    };
    // Both are sorted by name.
    before.len() == now.len()
        && before
            .iter()
            .zip(now)
            .all(|(one, other)| one.name == other.name && same(one, other))
}

/// Writes the files of a new assessment into its folder.
fn fill(folder: &Path, writes: &[Write]) -> io::Result<()> {
    for inside in [RUBRIC, RESPONSES] {
        disk::make_folder(&folder.join(inside))?;
    }
    for write in writes {
        match write {
            Write::Put { name, text } if belongs(name) => {
                durable::stage(&folder.join(name), text.as_bytes(), None)?;
            }
            Write::Put { .. } | Write::Remove { .. } | Write::Move { .. } => {
                return Err(io::ErrorKind::InvalidInput.into());
            }
        }
    }
    for inside in [RUBRIC, RESPONSES] {
        disk::sync_folder(&folder.join(inside))?;
    }
    disk::sync_folder(folder)
}
