//! Reaches what lies in a folder, and nothing that only seems to: below the folder that somebody named, no link, device
//! or pipe is followed, opened or waited for. A folder that was received may hold any of them.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::source::Source;
use crate::source::read::{ReadError, because, bytes_of, from_bytes};

/// So many names are looked through in one folder. A trust of a thousand schools stays far below it.
pub const MOST_ENTRIES: usize = 100_000;

/// What a name in a folder stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An ordinary file.
    File,
    /// A folder.
    Folder,
    /// A link, wherever it leads. On Windows also a junction; files that a cloud drive has not fetched yet are files.
    Link,
    /// A device, a pipe or a socket.
    Other,
}

/// A name in a folder, and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name, as the file system has it.
    pub name: OsString,
    /// What it is.
    pub kind: Kind,
}

/// Reads a file that lies in the folder `root` as text. `name` is its path in there, with forward slashes, by which
/// it is known from then on. The folder itself may be a link; what lies in it may not.
///
/// # Errors
/// Refuses links (also folders on the way that are links), devices and pipes without opening them, and otherwise
/// whatever [`read`](crate::source::read) refuses.
pub fn read_inside(root: &Path, name: &str) -> Result<Source, ReadError> {
    from_bytes(read_bytes_inside(root, name)?, &root.join(name), name)
}

/// Reads a file that lies in a folder below `root`, whose name may be any that the file system has. What is no text
/// in the name is shown as `�`.
///
/// # Errors
/// As [`read_inside`].
pub fn read_entry(root: &Path, folder: &str, file: &OsStr) -> Result<Source, ReadError> {
    let name = Path::new(folder).join(file);
    let shown = format!("{folder}/{}", file.to_string_lossy());
    from_bytes(read_bytes_inside(root, &name)?, &root.join(&name), &shown)
}

/// Reads the bytes of a file that lies in the folder `root`, whatever they are.
///
/// # Errors
/// As [`read_inside`], but for what the bytes are.
pub fn read_bytes_inside(root: &Path, name: impl AsRef<Path>) -> Result<Vec<u8>, ReadError> {
    let path = root.join(&name);
    let file = reach::open(root, name.as_ref())?;
    bytes_of(file, &path)
}

/// Returns what stands directly in a folder below `root`, sorted by name. An empty `name` is `root` itself.
///
/// # Errors
/// Refuses links, and folders with more than [`MOST_ENTRIES`] entries.
pub fn entries_inside(root: &Path, name: impl AsRef<Path>) -> Result<Vec<Entry>, ReadError> {
    let mut entries = reach::entries(root, name.as_ref())?;
    entries.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(entries)
}

/// Takes an ordinary file out of a folder below `root`, and makes that last. Links and folders are left as they are.
///
/// # Errors
/// As [`read_inside`], and what keeps the file from being removed.
pub fn remove_inside(root: &Path, name: impl AsRef<Path>) -> Result<(), ReadError> {
    reach::remove(root, name.as_ref())
}

/// The parts of a name, of which none may lead out of the folder.
fn parts<'n>(root: &Path, name: &'n Path) -> Result<Vec<&'n Path>, ReadError> {
    name.components()
        .map(|part| match part {
            Component::Normal(part) => Ok(Path::new(part)),
            Component::Prefix(_)
            | Component::RootDir
            | Component::CurDir
            | Component::ParentDir => Err(ReadError::Outside {
                path: root.join(name),
            }),
        })
        .collect()
}

/// The parts of the folder around a file, and the file's own name.
fn parts_and_last<'n>(root: &Path, name: &'n Path) -> Result<(Vec<&'n Path>, &'n Path), ReadError> {
    let mut parts = parts(root, name)?;
    match parts.pop() {
        Some(last) => Ok((parts, last)),
        None => Err(ReadError::Folder {
            path: root.to_owned(),
        }),
    }
}

/// Whether this can be read as a file; the reason, where it cannot.
fn is_a_file(kind: Kind, path: PathBuf) -> Result<(), ReadError> {
    match kind {
        Kind::File => Ok(()),
        Kind::Folder => Err(ReadError::Folder { path }),
        Kind::Link => Err(ReadError::Link { path, what: "file" }),
        Kind::Other => Err(ReadError::NotAFile { path }),
    }
}

/// By descriptors of the folders on the way: what was looked at is what is then opened, even if somebody puts a link in
/// its place in between.
#[cfg(unix)]
mod reach {
    use std::ffi::OsStr;
    use std::os::fd::{AsFd, OwnedFd};
    use std::os::unix::ffi::OsStrExt;

    use rustix::fs::{AtFlags, Dir, FileType, Mode, OFlags, fsync, open as open_at_once};
    use rustix::fs::{openat, statat, unlinkat};
    use rustix::io::Errno;

    use super::{
        Entry, File, Kind, MOST_ENTRIES, Path, PathBuf, ReadError, because, io, is_a_file, parts,
        parts_and_last,
    };

    const FOLDER: OFlags = OFlags::RDONLY
        .union(OFlags::DIRECTORY)
        .union(OFlags::CLOEXEC);
    /// Opening a pipe waits for who writes into it, if not told otherwise.
    const FILE: OFlags = OFlags::RDONLY
        .union(OFlags::NOFOLLOW)
        .union(OFlags::NONBLOCK)
        .union(OFlags::NOCTTY)
        .union(OFlags::CLOEXEC);

    pub(super) fn open(root: &Path, name: &Path) -> Result<File, ReadError> {
        let path = root.join(name);
        let (around, last) = parts_and_last(root, name)?;
        let folder = enter(root, &around)?;
        is_a_file(kind(&folder, last, &path)?, path.clone())?;
        let file = openat(&folder, last, FILE, Mode::empty());
        let file = File::from(file.map_err(|errno| refused(errno, &path))?);
        // It may have become another thing since it was looked at.
        let facts = file.metadata().map_err(|error| because(&path, error))?;
        if facts.is_file() {
            Ok(file)
        } else {
            Err(ReadError::NotAFile { path })
        }
    }

    pub(super) fn entries(root: &Path, name: &Path) -> Result<Vec<Entry>, ReadError> {
        let path = root.join(name);
        let folder = enter(root, &parts(root, name)?)?;
        let failed = |errno| refused(errno, &path);
        let mut found = Vec::new();
        for entry in Dir::read_from(&folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let name = OsStr::from_bytes(entry.file_name().to_bytes());
            if name == "." || name == ".." {
                continue;
            }
            if found.len() == MOST_ENTRIES {
                return Err(ReadError::TooMany { path });
            }
            let kind = match entry.file_type() {
                // Some file systems do not say it beside the name.
                FileType::Unknown => match kind(&folder, Path::new(name), &path.join(name)) {
                    Ok(kind) => kind,
                    Err(ReadError::Missing { .. }) => continue,
                    Err(error) => return Err(error),
                },
                known => kind_of(known),
            };
            found.push(Entry {
                name: name.to_owned(),
                kind,
            });
        }
        Ok(found)
    }

    pub(super) fn remove(root: &Path, name: &Path) -> Result<(), ReadError> {
        let path = root.join(name);
        let (around, last) = parts_and_last(root, name)?;
        let folder = enter(root, &around)?;
        is_a_file(kind(&folder, last, &path)?, path.clone())?;
        unlinkat(&folder, last, AtFlags::empty()).map_err(|errno| refused(errno, &path))?;
        match fsync(&folder) {
            // Some shares have no such call. The file is gone all the same.
            Ok(()) | Err(Errno::INVAL | Errno::OPNOTSUPP | Errno::ACCESS | Errno::ISDIR) => Ok(()),
            Err(errno) => Err(refused(errno, &path)),
        }
    }

    /// Goes down from the root, through folders alone.
    fn enter(root: &Path, parts: &[&Path]) -> Result<OwnedFd, ReadError> {
        let mut path = root.to_owned();
        let at = if root.as_os_str().is_empty() {
            Path::new(".")
        } else {
            root
        };
        let mut folder =
            open_at_once(at, FOLDER, Mode::empty()).map_err(|errno| refused(errno, root))?;
        for part in parts {
            path.push(part);
            let deeper = openat(
                &folder,
                *part,
                FOLDER.union(OFlags::NOFOLLOW),
                Mode::empty(),
            );
            folder = match deeper {
                Ok(deeper) => deeper,
                Err(_) if matches!(kind(&folder, part, &path), Ok(Kind::Link)) => {
                    return Err(ReadError::Link {
                        path,
                        what: "folder",
                    });
                }
                Err(errno) => return Err(refused(errno, &path)),
            };
        }
        Ok(folder)
    }

    fn kind(folder: impl AsFd, name: &Path, path: &Path) -> Result<Kind, ReadError> {
        statat(folder, name, AtFlags::SYMLINK_NOFOLLOW)
            .map(|facts| kind_of(FileType::from_raw_mode(facts.st_mode)))
            .map_err(|errno| refused(errno, path))
    }

    const fn kind_of(kind: FileType) -> Kind {
        match kind {
            FileType::RegularFile => Kind::File,
            FileType::Directory => Kind::Folder,
            FileType::Symlink => Kind::Link,
            FileType::Fifo
            | FileType::Socket
            | FileType::CharacterDevice
            | FileType::BlockDevice
            | FileType::Unknown => Kind::Other,
        }
    }

    fn refused(errno: Errno, path: &Path) -> ReadError {
        // What became a link since it was looked at.
        if errno == Errno::LOOP {
            let path: PathBuf = path.to_owned();
            return ReadError::Link { path, what: "file" };
        }
        because(path, io::Error::from(errno))
    }
}

/// By looking at each folder on the way. The system says "link" of links and junctions, and not of files that a cloud
/// drive has yet to fetch.
#[cfg(not(unix))]
mod reach {
    use std::fs::{self, FileType};

    use super::{
        Entry, File, Kind, MOST_ENTRIES, Path, PathBuf, ReadError, because, io, is_a_file, parts,
        parts_and_last,
    };

    pub(super) fn open(root: &Path, name: &Path) -> Result<File, ReadError> {
        let path = plain(root, name)?;
        let file = File::open(&path).map_err(|error| because(&path, error))?;
        let facts = file.metadata().map_err(|error| because(&path, error))?;
        if facts.is_file() {
            Ok(file)
        } else {
            Err(ReadError::NotAFile { path })
        }
    }

    pub(super) fn entries(root: &Path, name: &Path) -> Result<Vec<Entry>, ReadError> {
        let folder = enter(root, &parts(root, name)?)?;
        let failed = |error: io::Error| because(&folder, error);
        let mut found = Vec::new();
        for entry in fs::read_dir(&folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            if found.len() == MOST_ENTRIES {
                return Err(ReadError::TooMany { path: folder });
            }
            found.push(Entry {
                name: entry.file_name(),
                kind: kind_of(entry.file_type().map_err(failed)?),
            });
        }
        Ok(found)
    }

    pub(super) fn remove(root: &Path, name: &Path) -> Result<(), ReadError> {
        let path = plain(root, name)?;
        fs::remove_file(&path).map_err(|error| because(&path, error))
    }

    /// The path of an ordinary file that is reached through folders alone.
    fn plain(root: &Path, name: &Path) -> Result<PathBuf, ReadError> {
        let (around, last) = parts_and_last(root, name)?;
        let path = enter(root, &around)?.join(last);
        is_a_file(kind(&path)?, path.clone())?;
        Ok(path)
    }

    fn enter(root: &Path, parts: &[&Path]) -> Result<PathBuf, ReadError> {
        let mut path = root.to_owned();
        for part in parts {
            path.push(part);
            if kind(&path)? == Kind::Link {
                return Err(ReadError::Link {
                    path,
                    what: "folder",
                });
            }
        }
        Ok(path)
    }

    fn kind(path: &Path) -> Result<Kind, ReadError> {
        fs::symlink_metadata(path)
            .map(|facts| kind_of(facts.file_type()))
            .map_err(|error| because(path, error))
    }

    fn kind_of(kind: FileType) -> Kind {
        if kind.is_symlink() {
            Kind::Link
        } else if kind.is_dir() {
            Kind::Folder
        } else if kind.is_file() {
            Kind::File
        } else {
            Kind::Other
        }
    }
}

#[cfg(test)]
mod tests;
