//! A file that is either wholly there or not at all, whenever the power goes.

use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::store::StoreError;
use crate::store::disk::{self, Kind, NEW_FILE, folder_of};

pub(super) use crate::store::disk::TEMPORARY;

/// A file that is written beside its place, and put there whole.
///
/// A new file has the rights that the person's mask leaves it. One that takes the place of another has the rights of
/// that one, and at no moment wider ones. Nothing but a plain file is ever replaced, and no link is followed.
/// Dropped before it is finished, it leaves nothing behind.
#[derive(Debug)]
pub struct NewFile {
    file: File,
    beside: PathBuf,
    path: PathBuf,
    replaces: bool,
    rights: Option<Permissions>,
    placed: bool,
}

/// Why a [`NewFile`] is not finished.
#[derive(Debug)]
pub enum Unfinished {
    /// It is not in its place; what was there is as it was.
    NotThere(io::Error),
    /// It is in its place, and the drive did not confirm that it keeps it.
    Unsettled(io::Error),
}

impl From<Unfinished> for io::Error {
    fn from(unfinished: Unfinished) -> Self {
        match unfinished {
            Unfinished::NotThere(error) | Unfinished::Unsettled(error) => error,
        }
    }
}

impl NewFile {
    /// Begins a file for this path, beside it. `replaces` says whether a file that is there may be replaced.
    ///
    /// # Errors
    /// When something other than a plain file is there, or it is read-only, or the folder cannot be written.
    pub fn begin(path: &Path, replaces: bool) -> io::Result<Self> {
        let there = match disk::kind(path)? {
            Kind::Nothing => None,
            Kind::File => Some(fs::symlink_metadata(path)?),
            Kind::Folder => return Err(io::ErrorKind::IsADirectory.into()),
            Kind::Other => return Err(io::Error::other(NOT_PLAIN)),
        };
        if there
            .as_ref()
            .is_some_and(|facts| facts.permissions().readonly())
        {
            // Renaming would get past the mark on some systems, and whoever set it meant it.
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        let narrow = if there.is_some() { 0o600 } else { NEW_FILE };
        let (file, beside) = disk::make_beside(folder_of(path), narrow)?;
        let mut new = Self {
            file,
            beside,
            path: path.to_owned(),
            replaces,
            rights: None,
            placed: false,
        };
        new.rights = there.map(|facts| rights(&new.file, &facts)).transpose()?;
        Ok(new)
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    /// See [`Unfinished`].
    pub fn finish(mut self) -> Result<(), Unfinished> {
        self.place().map_err(Unfinished::NotThere)?;
        self.placed = true;
        let folder = folder_of(&self.path);
        disk::sync_folder(folder)
            .or_else(|_| disk::sync_folder(folder))
            .map_err(Unfinished::Unsettled)
    }

    fn place(&mut self) -> io::Result<()> {
        if let Some(rights) = self.rights.take() {
            self.file.set_permissions(rights)?;
        }
        disk::sync(&self.file, &self.beside)?;
        if self.replaces {
            // It was looked at when this began, and may be something else by now.
            match disk::kind(&self.path)? {
                Kind::Nothing | Kind::File => disk::rename(&self.beside, &self.path),
                Kind::Folder => Err(io::ErrorKind::IsADirectory.into()),
                Kind::Other => Err(io::Error::other(NOT_PLAIN)),
            }
        } else {
            disk::rename_to_new(&self.beside, &self.path)
        }
    }
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        disk::write(&mut self.file, &self.beside, bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if !self.placed {
            // The first error is the one that the person should read.
            let _ = disk::remove(&self.beside);
        }
    }
}

/// Why nothing is written at a path.
const NOT_PLAIN: &str =
    "a link, a pipe or a device is there, and only a plain file is ever written over";

/// Puts the bytes in the place of the file, whole. On an error before that it is as it was, and nothing else is left.
pub(super) fn save(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let begun =
        NewFile::begin(path, true).and_then(|mut file| file.write_all(bytes).map(|()| file));
    match begun
        .map_err(Unfinished::NotThere)
        .and_then(NewFile::finish)
    {
        Ok(()) => Ok(()),
        Err(Unfinished::NotThere(source)) => Err(StoreError::write(path)(source)),
        Err(Unfinished::Unsettled(source)) => Err(StoreError::Unsettled {
            path: path.to_owned(),
            source,
        }),
    }
}

/// Makes a file that has this name already at its making, with the rights of another that it will replace.
pub(super) fn stage(path: &Path, bytes: &[u8], replaced: Option<&Path>) -> io::Result<()> {
    let there = match replaced {
        Some(replaced) if disk::kind(replaced)? == Kind::File => {
            Some(fs::symlink_metadata(replaced)?)
        }
        Some(_) | None => None,
    };
    let narrow = if there.is_some() { 0o600 } else { NEW_FILE };
    let mut file = disk::make_file(path, narrow)?;
    disk::write(&mut file, path, bytes)?;
    if let Some(facts) = there {
        file.set_permissions(rights(&file, &facts)?)?;
    }
    disk::sync(&file, path)
}

/// The rights that a file has to have to stand where another stood, and to be open to nobody new.
#[cfg(unix)]
fn rights(file: &File, there: &fs::Metadata) -> io::Result<Permissions> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
    let (owner, group) = (there.uid(), there.gid());
    let facts = file.metadata()?;
    if (facts.uid(), facts.gid()) != (owner, group) {
        // Only some may give a file away; whoever may not at least keeps the group, if it is one of theirs.
        let _ = fchown(file, Some(owner), Some(group)).or_else(|_| fchown(file, None, Some(group)));
    }
    let mode = there.mode() & 0o777;
    let mode = if file.metadata()?.gid() == group {
        mode
    } else {
        // What was granted to that group must not go to another.
        mode & (0o707 | (mode & 0o7) << 3)
    };
    Ok(Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn rights(_: &File, there: &fs::Metadata) -> io::Result<Permissions> {
    Ok(there.permissions())
}

/// Takes a file or a link away for good; what a link leads to stays.
pub(super) fn remove(path: &Path) -> Result<(), StoreError> {
    disk::remove(path).map_err(|source| StoreError::Discard {
        path: path.to_owned(),
        source,
    })?;
    let folder = folder_of(path);
    disk::sync_folder(folder)
        .or_else(|_| disk::sync_folder(folder))
        .map_err(|source| StoreError::Unsettled {
            path: path.to_owned(),
            source,
        })
}

#[cfg(test)]
mod tests;
