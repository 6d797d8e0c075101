//! Changing several files of a folder as if they were one.
//!
//! No file system replaces several files at once, so it is done in two steps. First everything new is written into a
//! folder beside the old, with a list of what each file was and is to be, to the disk. Then that folder is given the
//! name [`READY`]: this one renaming is the moment at which the change is made. From there on whoever reads sees it
//! whole, without writing anything, and whoever writes next puts each file in its place first; doing that twice does
//! no harm. Stopped before that moment, nothing has changed.
//!
//! A folder may come from anybody. The list is believed only where every name in it is one that an assessment has,
//! each new text is what the list says, each file is still what it was or is already what it is to be, and nothing on
//! the way is a link. Nothing else is ever written or taken away, whatever the list says.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::source::read_bytes;
use crate::store::StoreError;
use crate::store::disk::{self, Kind, TEMPORARY, folder_of};
use crate::store::durable::stage;
use crate::store::files::name::belongs;
use crate::store::files::stage::{Change, held, stands_as};
use crate::store::files::{HalfWay, digest};

/// The folder of a change that is made and not yet put in place.
pub const READY: &str = ".commit";
/// The list in it.
const LIST: &str = "list.toml";
/// The longest list, in bytes.
const LONGEST: usize = 4 * 1024 * 1024;
/// What a list says of itself.
const FORMAT: &str = "strong-trust/commit/1";

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    format: String,
    file: Vec<Entry>,
}

/// One file of the list. Its new text is the file of the same number, from 0, beside the list.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    /// The name before, where that is another.
    from: Option<String>,
    /// What it was, as a digest. Absent: it was not there.
    before: Option<String>,
    /// What it is to be, as a digest. Absent: it is taken away.
    after: Option<String>,
}

/// What stands in the folder as a change that was left half-way.
#[derive(Debug)]
pub enum Journal {
    None,
    /// It is made, and on the disk.
    Made(Vec<Left>),
    NotAllHere,
    Foreign,
}

/// What is left to do of one file.
#[derive(Debug, PartialEq, Eq)]
pub struct Left {
    /// Its name.
    pub name: String,
    /// The name that it had before, where that was another.
    pub from: Option<String>,
    /// What it holds. `None`: it is not there.
    pub after: Option<Vec<u8>>,
    /// Where its new text lies until it is in its place. `None`: it is there already.
    staged: Option<PathBuf>,
}

impl Journal {
    pub fn half_way(&self) -> Option<HalfWay> {
        match self {
            Self::None => None,
            Self::Made(_) => Some(HalfWay::Made),
            Self::NotAllHere => Some(HalfWay::NotAllHere),
            Self::Foreign => Some(HalfWay::Foreign),
        }
    }
}

/// Looks for a change that was left half-way. Nothing is written.
pub fn look(root: &Path) -> Result<Journal, StoreError> {
    let ready = root.join(READY);
    match disk::kind(&ready).map_err(StoreError::look(&ready))? {
        Kind::Nothing => return Ok(Journal::None),
        Kind::File | Kind::Other => return Ok(Journal::Foreign),
        Kind::Folder => {}
    }
    let Some(list) = list(&ready) else {
        return Ok(Journal::Foreign);
    };
    let mut left = Vec::new();
    for (number, entry) in list.file.iter().enumerate() {
        match remaining(root, &ready.join(number.to_string()), entry) {
            Some(one) => left.push(one),
            None => return Ok(Journal::NotAllHere),
        }
    }
    Ok(Journal::Made(left))
}

/// The list, if it is one of ours and names nothing but what an assessment has.
fn list(ready: &Path) -> Option<List> {
    let path = ready.join(LIST);
    let facts = std::fs::symlink_metadata(&path).ok()?;
    if !facts.is_file() || facts.len() > LONGEST as u64 {
        return None;
    }
    let text = String::from_utf8(read_bytes(&path).ok()?).ok()?;
    let list: List = toml::from_str(&text).ok()?;
    let mut names = BTreeSet::new();
    let ours = |entry: &Entry| belongs(&entry.name) && entry.from.as_deref().is_none_or(belongs);
    let once = list
        .file
        .iter()
        .all(|entry| ours(entry) && names.insert(entry.name.as_str()));
    (list.format == FORMAT && once).then_some(list)
}

/// What is left to do of a file. `None`: its new text is not here, or somebody changed it since, or a link is in the
/// way.
fn remaining(root: &Path, staged: &Path, entry: &Entry) -> Option<Left> {
    let now = |name: &str| held(root, name).ok();
    let is =
        |there: &Option<Vec<u8>>, wanted: &Option<String>| there.as_deref().map(digest) == *wanted;
    let there = now(&entry.name)?;
    let from = entry.from.as_deref().map(&now);
    let left = |after, staged| {
        Some(Left {
            name: entry.name.clone(),
            from: entry.from.clone(),
            after,
            staged,
        })
    };
    if is(&there, &entry.after) && matches!(from, None | Some(Some(None))) {
        return left(there, None);
    }
    let is_as_it_was = match from {
        // It has its new name already, and not yet its new text.
        Some(Some(None)) | None => is(&there, &entry.before),
        Some(Some(before)) => is(&before, &entry.before) && there.is_none(),
        Some(None) => false,
    };
    if !is_as_it_was {
        return None;
    }
    let Some(wanted) = &entry.after else {
        return left(None, None);
    };
    if disk::kind(staged).ok()? != Kind::File {
        return None;
    }
    let text = read_bytes(staged).ok()?;
    if digest(&text) != *wanted {
        return None;
    }
    left(Some(text), Some(staged.to_owned()))
}

/// Makes a change of several files. The lock must be held, and nothing be left half-way.
pub fn commit(root: &Path, changes: &[Change]) -> Result<(), StoreError> {
    let staging = staging(root);
    disk::remove_folder(&staging).map_err(StoreError::write(&staging))?;
    let ready = root.join(READY);
    let made = reachable(root, changes)
        .and_then(|()| prepare(root, &staging, changes))
        .and_then(|()| {
            make_way(root)
                .and_then(|()| disk::rename(&staging, &ready))
                .map_err(StoreError::write(root))
        });
    if made.is_err() {
        // Nothing has changed yet; what was prepared is of no use to anybody.
        let _ = disk::remove_folder(&staging);
    }
    made?;
    finish_or(root, |path, source| StoreError::HalfDone { path, source }).map(|_| ())
}

/// Puts everything in place that a change left half-way, and returns whether there was one. The lock must be held.
pub fn finish(root: &Path) -> Result<bool, StoreError> {
    finish_or(root, |path, source| StoreError::StillHalfDone {
        path,
        source,
    })
}

fn finish_or(
    root: &Path,
    failed: impl FnOnce(PathBuf, io::Error) -> StoreError,
) -> Result<bool, StoreError> {
    match look(root)? {
        Journal::None | Journal::Foreign => Ok(false),
        Journal::NotAllHere => Err(StoreError::HalfThere {
            path: root.to_owned(),
        }),
        Journal::Made(left) => {
            put_in_place(root, &left).map_err(|source| failed(root.to_owned(), source))?;
            Ok(true)
        }
    }
}

fn put_in_place(root: &Path, left: &[Left]) -> io::Result<()> {
    // Until the change itself is sure to last, no file of it may stand alone.
    disk::sync_folder(root)?;
    let at = |name: &str| root.join(name);
    let mut touched = BTreeSet::new();
    for one in left {
        let (place, folder) = (at(&one.name), folder_of(&at(&one.name)).to_owned());
        if disk::kind(&folder)? == Kind::Nothing {
            // An empty folder does not travel with every copying program.
            disk::make_folder(&folder)?;
        }
        if let Some(from) = &one.from
            && stands_as(root, from).map_err(io::Error::other)?
        {
            disk::rename(&at(from), &place)?;
        }
        match (&one.after, &one.staged) {
            (Some(_), Some(staged)) => disk::rename(staged, &place)?,
            (None, _) if disk::kind(&place)? == Kind::File => disk::remove(&place)?,
            (Some(_) | None, _) => {}
        }
        touched.insert(folder);
    }
    for folder in &touched {
        disk::sync_folder(folder)?;
    }
    // All is in its place and lasts. One renaming says so, and what is then left is rubbish that every reader passes
    // over; where that fails, the next one who writes finds nothing left to do.
    let done = root.join(format!("{TEMPORARY}commit-done"));
    let _ = disk::remove_folder(&done)
        .and_then(|()| disk::rename(&root.join(READY), &done))
        .and_then(|()| disk::sync_folder(root))
        .and_then(|()| disk::remove_folder(&done));
    Ok(())
}

/// Sees that every folder can be written, before it would be too late.
fn reachable(root: &Path, changes: &[Change]) -> Result<(), StoreError> {
    let folders: BTreeSet<PathBuf> = changes
        .iter()
        .map(|change| folder_of(&root.join(&change.name)).to_owned())
        .filter(|folder| folder != root)
        .collect();
    for folder in folders {
        if disk::kind(&folder).map_err(StoreError::look(&folder))? == Kind::Nothing {
            disk::make_folder(&folder).map_err(StoreError::write(&folder))?;
        }
        let (_, path) = disk::make_beside(&folder, 0o600).map_err(StoreError::write(&folder))?;
        disk::remove(&path)
            .or_else(|_| disk::remove(&path))
            .map_err(StoreError::write(&folder))?;
    }
    Ok(())
}

fn prepare(root: &Path, staging: &Path, changes: &[Change]) -> Result<(), StoreError> {
    let failed = |error: io::Error| StoreError::write(root)(error);
    disk::make_folder(staging).map_err(failed)?;
    let mut list = List {
        format: FORMAT.to_owned(),
        file: Vec::new(),
    };
    for (number, change) in changes.iter().enumerate() {
        if let Some(text) = &change.after {
            let stands = root.join(change.from.as_deref().unwrap_or(&change.name));
            stage(
                &staging.join(number.to_string()),
                text.as_bytes(),
                Some(&stands),
            )
            .map_err(StoreError::write(&root.join(&change.name)))?;
        }
        list.file.push(Entry {
            name: change.name.clone(),
            from: change.from.clone(),
            before: change.before.as_deref().map(digest),
            after: change.after.as_ref().map(|text| digest(text.as_bytes())),
        });
    }
    let text = toml::to_string(&list).expect("a list of names and digests is plain TOML");
    stage(&staging.join(LIST), text.as_bytes(), None).map_err(failed)?;
    disk::sync_folder(staging).map_err(failed)
}

/// Gives another name to what has the name of a change and is none.
pub fn make_way(root: &Path) -> io::Result<()> {
    let ready = root.join(READY);
    if disk::kind(&ready)? == Kind::Nothing {
        return Ok(());
    }
    let mut names = (1u32..).map(|number| root.join(format!("{READY}-set-aside-{number}")));
    let free = names.find(|path| matches!(disk::kind(path), Ok(Kind::Nothing)));
    disk::rename(
        &ready,
        &free.expect("a folder does not hold four thousand million files"),
    )
}

/// Erases what killed programs prepared and never did, or did and did not clear: copies of everybody's answers.
/// A drive that keeps two versions puts the name of a computer behind the name. The lock must be held.
pub fn sweep(root: &Path) -> Result<(), StoreError> {
    let begins = format!("{TEMPORARY}commit");
    for entry in std::fs::read_dir(root).map_err(StoreError::look(root))? {
        let entry = entry.map_err(StoreError::look(root))?;
        if entry.file_name().to_string_lossy().starts_with(&begins)
            && entry.file_type().is_ok_and(|kind| kind.is_dir())
        {
            disk::remove_folder(&entry.path()).map_err(|source| StoreError::Discard {
                path: entry.path(),
                source,
            })?;
        }
    }
    disk::sync_folder(root).map_err(|source| StoreError::Unsettled {
        path: root.to_owned(),
        source,
    })
}

fn staging(root: &Path) -> PathBuf {
    root.join(format!("{TEMPORARY}commit"))
}
