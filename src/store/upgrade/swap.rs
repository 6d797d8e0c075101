//! Replacing many files as if they were one.
//!
//! No file system replaces several files at once, so it is done in two steps. First everything new is written into a
//! folder beside the old, with a list of it and of what each text has to be, to the disk. Then that folder is given
//! the name [`READY`]: this one renaming is the moment at which the upgrade is done. From there on everything needed
//! is on the disk, and whoever opens the folder, the program that began or another, goes on where that one stopped:
//! each text is put in its place, and doing it twice does no harm. Stopped before that moment, nothing has changed.
//!
//! On a shared drive the folder may arrive piece by piece. Nothing is done before the list and all that it names is
//! there whole; until then the folder says that it is not all there yet.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::store::durable::{self, TEMPORARY, sync_folder};
use crate::store::{Folder, StoreError};

/// The folder of an upgrade that is done and not yet put in place.
const READY: &str = ".upgrade";
/// The list in it.
const LIST: &str = "list.toml";

/// A file with what it is and what it is to be. `None`: it is not there, or not to be there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    /// Its name in the folder, with forward slashes.
    pub name: String,
    /// Its text now.
    pub before: Option<String>,
    /// Its text then.
    pub after: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
struct List {
    file: Vec<Entry>,
}

/// One file of the list. Its new text is the file of the same number, from 0, beside the list.
#[derive(Debug, Serialize, Deserialize)]
struct Entry {
    name: String,
    /// What its text has to be, as a digest. Absent: the file is taken away.
    digest: Option<String>,
}

/// Between which steps a test stops. Outside of tests nothing stops.
pub type Stop<'s> = &'s mut dyn FnMut() -> io::Result<()>;

/// Replaces the files. The lock must be held.
pub fn replace(folder: &Folder, files: &[Replaced]) -> Result<(), StoreError> {
    replace_with(folder, files, &mut || Ok(()))
}

pub fn replace_with(folder: &Folder, files: &[Replaced], stop: Stop<'_>) -> Result<(), StoreError> {
    let staging = folder.path().join(format!("{TEMPORARY}upgrade"));
    clear(&staging)?;
    if let Err(error) = stage(&staging, files, stop) {
        // Nothing has changed yet; what was prepared is of no use to anybody.
        drop(fs::remove_dir_all(&staging));
        return Err(error);
    }
    let ready = folder.path().join(READY);
    let failed = |error: io::Error| StoreError::write(&ready)(error);
    stop().map_err(failed)?;
    fs::rename(&staging, &ready).map_err(failed)?;
    sync_folder(folder.path()).map_err(failed)?;
    stop().map_err(failed)?;
    finish_with(folder, stop)
}

fn stage(staging: &Path, files: &[Replaced], stop: Stop<'_>) -> Result<(), StoreError> {
    let failed = |error: io::Error| StoreError::write(staging)(error);
    fs::create_dir(staging).map_err(failed)?;
    let mut list = List { file: Vec::new() };
    for (number, file) in files.iter().enumerate() {
        stop().map_err(failed)?;
        if let Some(text) = &file.after {
            durable::save(&staging.join(number.to_string()), text.as_bytes())?;
        }
        list.file.push(Entry {
            name: file.name.clone(),
            digest: file.after.as_ref().map(|text| digest(text.as_bytes())),
        });
    }
    stop().map_err(failed)?;
    let text = toml::to_string(&list).expect("a list of names and digests is plain TOML");
    durable::save(&staging.join(LIST), text.as_bytes())
}

/// Whether an upgrade was stopped after the moment at which it was done.
pub fn is_unfinished(folder: &Folder) -> bool {
    folder.path().join(READY).is_dir()
}

/// Puts everything in place that an upgrade left. The lock must be held. Nothing where there is no such thing.
pub fn finish(folder: &Folder) -> Result<(), StoreError> {
    // Another program may have finished it while this one waited for the lock.
    if is_unfinished(folder) {
        finish_with(folder, &mut || Ok(()))
    } else {
        Ok(())
    }
}

fn finish_with(folder: &Folder, stop: Stop<'_>) -> Result<(), StoreError> {
    let ready = folder.path().join(READY);
    let partly = || StoreError::HalfThere {
        path: folder.path().to_owned(),
    };
    let failed = |error: io::Error| StoreError::write(&ready)(error);
    let text = fs::read_to_string(ready.join(LIST)).map_err(|_| partly())?;
    let list: List = toml::from_str(&text).map_err(|_| partly())?;
    let places: Vec<PathBuf> = list
        .file
        .iter()
        .map(|entry| place(folder, &entry.name).ok_or_else(partly))
        .collect::<Result<_, _>>()?;
    // Before anything is put in place, all of it must be here, or in its place already.
    for (number, (entry, place)) in list.file.iter().zip(&places).enumerate() {
        let Some(wanted) = &entry.digest else {
            continue;
        };
        let is = |path: &Path| fs::read(path).is_ok_and(|bytes| digest(&bytes) == *wanted);
        if !is(&ready.join(number.to_string())) && !is(place) {
            return Err(partly());
        }
    }
    for (number, (entry, place)) in list.file.iter().zip(&places).enumerate() {
        stop().map_err(failed)?;
        if entry.digest.is_none() {
            match fs::remove_file(place) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(StoreError::write(place)(error));
                }
                Ok(()) | Err(_) => continue,
            }
        }
        let staged = ready.join(number.to_string());
        let bytes = fs::read(&staged).map_err(failed)?;
        if fs::read(place).is_ok_and(|there| there == bytes) {
            continue;
        }
        durable::save(place, &bytes)?;
    }
    stop().map_err(failed)?;
    // One renaming ends it; what is then left is rubbish that every reader passes over.
    let done = folder.path().join(format!("{TEMPORARY}upgraded"));
    clear(&done)?;
    fs::rename(&ready, &done).map_err(failed)?;
    sync_folder(folder.path()).map_err(failed)?;
    stop().map_err(failed)?;
    clear(&done)
}

/// Erases what killed upgrades prepared and never did, or did and did not clear: copies of everybody's answers.
/// A drive that keeps two versions puts the name of a computer behind the name. The lock must be held.
pub fn sweep(folder: &Folder) -> Result<(), StoreError> {
    let begins = format!("{TEMPORARY}upgrade");
    for entry in fs::read_dir(folder.path()).map_err(StoreError::look(folder.path()))? {
        let entry = entry.map_err(StoreError::look(folder.path()))?;
        if entry.file_name().to_string_lossy().starts_with(&begins)
            && entry.file_type().is_ok_and(|kind| kind.is_dir())
        {
            clear(&entry.path())?;
        }
    }
    sync_folder(folder.path()).map_err(StoreError::write(folder.path()))
}

/// The place of a file of the list. `None`: a name that leads out of the folder, which no upgrade writes.
fn place(folder: &Folder, name: &str) -> Option<PathBuf> {
    let plain =
        |part: &str| !part.is_empty() && part != "." && part != ".." && !part.contains(['\\', ':']);
    name.split('/').all(plain).then(|| folder.place(name))
}

fn clear(path: &Path) -> Result<(), StoreError> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(StoreError::write(path)(error))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}
