//! What is done to the disk, one step at a time.
//!
//! Every change that the store makes goes through these functions, so that a test can stop before and after each of
//! them, as a power cut does, and can make each of them fail.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

#[cfg(test)]
pub(super) mod watch;

/// How the names of unfinished files begin; readers pass over them.
pub(super) const TEMPORARY: &str = ".tmp-";

/// The rights that a new file asks for; the person's mask takes from them.
pub(super) const NEW_FILE: u32 = 0o666;

/// What stands at a path. A link is a link, wherever it leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Nothing,
    File,
    Folder,
    /// A link, a pipe, a device or a socket.
    Other,
}

/// Says what stands at a path, without following a link at its end.
pub(super) fn kind(path: &Path) -> io::Result<Kind> {
    match fs::symlink_metadata(path) {
        Ok(facts) if facts.is_file() => Ok(Kind::File),
        Ok(facts) if facts.is_dir() => Ok(Kind::Folder),
        Ok(_) => Ok(Kind::Other),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Kind::Nothing),
        Err(error) => Err(error),
    }
}

/// Makes a file of a name that nobody has, in this folder.
pub(super) fn make_beside(folder: &Path, rights: u32) -> io::Result<(File, PathBuf)> {
    step(folder, || {
        let made = tempfile::Builder::new()
            .prefix(TEMPORARY)
            .make_in(folder, |path| open_new(path, rights))?;
        let (file, path) = made.into_parts();
        Ok((file, path.keep()?))
    })
}

/// Makes a folder of a name that nobody has, in this folder.
pub(super) fn make_folder_beside(folder: &Path) -> io::Result<PathBuf> {
    step(folder, || {
        let made = tempfile::Builder::new()
            .prefix(TEMPORARY)
            .make_in(folder, |path| fs::create_dir(path))?;
        Ok(made.into_temp_path().keep()?)
    })
}

/// Makes a file where there is none.
pub(super) fn make_file(path: &Path, rights: u32) -> io::Result<File> {
    step(path, || open_new(path, rights))
}

/// Makes a folder where there is none.
pub(super) fn make_folder(path: &Path) -> io::Result<()> {
    step(path, || fs::create_dir(path))
}

/// Writes bytes into a file.
pub(super) fn write(file: &mut File, path: &Path, bytes: &[u8]) -> io::Result<()> {
    // In two steps in tests, so that they stop with half of it written.
    let half = if cfg!(test) { bytes.len() / 2 } else { 0 };
    step(path, || file.write_all(&bytes[..half]))?;
    step(path, || file.write_all(&bytes[half..]))
}

/// Brings what a file holds onto the disk.
pub(super) fn sync(file: &File, path: &Path) -> io::Result<()> {
    step(path, || file.sync_all())
}

/// Gives a file or a folder another name. What had that name goes, if it is a file.
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    // On Windows a virus scanner or a syncing drive holds a fresh file for a moment.
    let mut tries = if cfg!(windows) { 20 } else { 0 };
    step(to, || {
        loop {
            match fs::rename(from, to) {
                Err(error) if tries > 0 && error.kind() == io::ErrorKind::PermissionDenied => {
                    tries -= 1;
                    thread::sleep(Duration::from_millis(50));
                }
                done => return done,
            }
        }
    })
}

/// Gives a file a name that nothing has.
pub(super) fn rename_to_new(from: &Path, to: &Path) -> io::Result<()> {
    step(to, || {
        tempfile::TempPath::try_from_path(from)?
            .persist_noclobber(to)
            .map_err(|failed| {
                // The caller takes it away, as after every other failure.
                let error = failed.error;
                drop(failed.path.keep());
                error
            })
    })
}

/// Takes a file or a link away; what a link leads to stays.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    step(path, || fs::remove_file(path))
}

/// Takes a folder away with all that is in it, if it is there; what links in it lead to stays.
pub(super) fn remove_folder(path: &Path) -> io::Result<()> {
    step(path, || match fs::remove_dir_all(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    })
}

/// Makes the names in a folder last. Windows has no such call, and some shares refuse it; the files are there all the
/// same.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(windows) {
        return Ok(());
    }
    let done = step(folder, || File::open(folder)?.sync_all());
    match done {
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::InvalidInput
                    | io::ErrorKind::Unsupported
                    | io::ErrorKind::PermissionDenied
                    | io::ErrorKind::IsADirectory
            ) =>
        {
            Ok(())
        }
        done => done,
    }
}

/// The folder in which a file stands.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

#[cfg_attr(
    not(unix),
    expect(unused_variables, reason = "only Unix has such rights")
)]
fn open_new(path: &Path, rights: u32) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, rights);
    options.open(path)
}

#[cfg(not(test))]
fn step<T>(_: &Path, act: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    act()
}

#[cfg(test)]
fn step<T>(path: &Path, act: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    watch::before(path)?;
    let done = act()?;
    watch::after(path)?;
    Ok(done)
}
