//! The lock that two programs take in turn before they change a file.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use crate::store::StoreError;
use crate::store::disk::{self, Kind};

/// The file on which the lock is held. It stays, empty, in the folder.
pub(super) const LOCK_FILE: &str = ".strong-trust.lock";

/// The file that is the lock where a drive knows no locks. It is there for as long as the lock is held.
const HELD_FILE: &str = ".strong-trust.lock.held";

/// Between two tries. Short, so that one who waits is not passed over by one who saves without a pause.
const PAUSE: Duration = Duration::from_micros(500);

/// Tries before giving up: two seconds' worth.
const TRIES: u32 = 4_000;

/// A lock that is held until it is dropped.
///
/// Whoever may write the folder can take it, whoever made the file. Nothing is ever saved without it: where it cannot
/// be taken, the save is refused. It is advisory: programs that know nothing of it are not kept out.
#[derive(Debug)]
pub(super) enum Lock {
    /// The operating system holds it.
    System {
        #[expect(dead_code, reason = "held open for as long as the lock is held")]
        file: File,
    },
    /// The drive knows no locks, and this file is there instead.
    Held { file: PathBuf },
}

/// What came of one try.
enum Try {
    Taken(Lock),
    Later,
}

impl Lock {
    /// Takes the lock of an assessment's folder, waiting up to two seconds.
    pub fn take(folder: &Path) -> Result<Self, StoreError> {
        let path = folder.join(LOCK_FILE);
        for _ in 0..TRIES {
            match one_try(folder, &path)? {
                Try::Taken(lock) => return Ok(lock),
                Try::Later => thread::sleep(PAUSE),
            }
        }
        let held = folder.join(HELD_FILE);
        Err(if matches!(disk::kind(&held), Ok(Kind::File)) {
            StoreError::LeftLocked { path: held }
        } else {
            StoreError::Busy {
                path: folder.to_owned(),
            }
        })
    }

    /// Keeps writers out while somebody reads. Nothing is made for it: where there is no lock file, or no lock, nobody
    /// is kept out.
    pub fn share(folder: &Path) -> Result<Option<File>, StoreError> {
        let path = folder.join(LOCK_FILE);
        if !matches!(disk::kind(&path), Ok(Kind::File)) {
            return Ok(None);
        }
        let Ok(file) = File::open(&path) else {
            return Ok(None);
        };
        for _ in 0..TRIES {
            match file.try_lock_shared() {
                Ok(()) => return Ok(Some(file)),
                Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
                Err(TryLockError::Error(_)) => return Ok(None),
            }
        }
        Err(StoreError::Busy {
            path: folder.to_owned(),
        })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        match self {
            Self::System { .. } => {}
            // Should it stay, the next save says which file to delete.
            Self::Held { file } => drop(fs::remove_file(file)),
        }
    }
}

fn one_try(folder: &Path, path: &Path) -> Result<Try, StoreError> {
    let refused = |source| StoreError::NoLock {
        path: path.to_owned(),
        source,
    };
    let (file, writable) = match disk::kind(path).map_err(StoreError::look(folder))? {
        Kind::Nothing => match make(folder, path) {
            Ok(file) => (file, true),
            // Somebody else made it just now.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(Try::Later),
            // Where that cannot be written, nothing can.
            Err(error) => return Err(StoreError::write(folder)(error)),
        },
        Kind::File => match open(path) {
            // Somebody took it away just now.
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Try::Later),
            opened => opened.map_err(refused)?,
        },
        Kind::Folder | Kind::Other => return Err(refused(io::Error::other(NOT_PLAIN))),
    };
    match file.try_lock() {
        Ok(()) if is_still_there(&file, path) => Ok(Try::Taken(Lock::System { file })),
        Ok(()) | Err(TryLockError::WouldBlock) => Ok(Try::Later),
        // Some shares lock only what was opened for writing; others may hold such a lock.
        Err(TryLockError::Error(error)) if !writable => Err(refused(error)),
        Err(TryLockError::Error(_)) => by_making(folder).map_err(refused),
    }
}

const NOT_PLAIN: &str = "a link, a folder or a device has the name of the lock file";

/// Opens a lock file that is there. Reading is enough for a lock on most drives, so whoever may not write somebody
/// else's file can lock it all the same. Returns whether it was opened for writing too.
fn open(path: &Path) -> io::Result<(File, bool)> {
    match OpenOptions::new().read(true).write(true).open(path) {
        Ok(file) => Ok((file, true)),
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            File::open(path).map(|file| (file, false))
        }
        Err(error) => Err(error),
    }
}

/// Makes the lock file, so that whoever may write the folder can open it, whatever the mask of the one who makes it.
fn make(folder: &Path, path: &Path) -> io::Result<File> {
    let file = OpenOptions::new()
        .read(true)
        .write(true)
        .create_new(true)
        .open(path)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let writers = fs::metadata(folder)?.permissions().mode() & 0o022;
        file.set_permissions(fs::Permissions::from_mode(0o644 | writers))?;
    }
    #[cfg(not(unix))]
    let _ = folder;
    Ok(file)
}

/// Whether the file that was locked is the one that others will lock.
#[cfg(unix)]
fn is_still_there(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let same = |one: &fs::Metadata, other: &fs::Metadata| {
        (one.dev(), one.ino()) == (other.dev(), other.ino())
    };
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(locked), Ok(there)) => same(&locked, &there),
        (Ok(_) | Err(_), Ok(_) | Err(_)) => false,
    }
}

#[cfg(not(unix))]
fn is_still_there(_: &File, path: &Path) -> bool {
    path.exists()
}

/// The lock of a drive that knows no locks: a file that only one can make.
fn by_making(folder: &Path) -> io::Result<Try> {
    let file = folder.join(HELD_FILE);
    match OpenOptions::new().write(true).create_new(true).open(&file) {
        Ok(_) => Ok(Try::Taken(Lock::Held { file })),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(Try::Later),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_program_waits_and_then_says_that_the_folder_is_busy() {
        let folder = tempfile::tempdir().unwrap();
        let held = Lock::take(folder.path()).unwrap();
        assert!(matches!(
            Lock::take(folder.path()),
            Err(StoreError::Busy { .. })
        ));
        drop(held);
        assert!(Lock::take(folder.path()).is_ok());
    }

    #[test]
    fn where_the_lock_cannot_be_taken_nothing_is_saved_without_it() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join(LOCK_FILE)).unwrap();
        let error = Lock::take(folder.path()).unwrap_err();
        assert!(matches!(error, StoreError::NoLock { .. }), "{error}");
        assert!(error.to_string().contains("nothing was saved"), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_never_taken_for_the_lock_file() {
        let folder = tempfile::tempdir().unwrap();
        let elsewhere = folder.path().join("elsewhere");
        std::os::unix::fs::symlink(&elsewhere, folder.path().join(LOCK_FILE)).unwrap();
        assert!(matches!(
            Lock::take(folder.path()),
            Err(StoreError::NoLock { .. })
        ));
        assert!(!elsewhere.exists());
    }

    #[test]
    fn a_lock_file_that_is_exchanged_meanwhile_is_no_lock() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(LOCK_FILE);
        let first = Lock::take(folder.path()).unwrap();
        fs::remove_file(&path).unwrap();
        let _second = Lock::take(folder.path()).unwrap();
        drop(first);
        assert!(matches!(
            Lock::take(folder.path()),
            Err(StoreError::Busy { .. })
        ));
    }

    #[test]
    fn on_a_drive_without_locks_a_file_that_one_alone_can_make_is_the_lock() {
        let folder = tempfile::tempdir().unwrap();
        let Try::Taken(held) = by_making(folder.path()).unwrap() else {
            panic!("nobody has it")
        };
        assert!(matches!(by_making(folder.path()).unwrap(), Try::Later));
        drop(held);
        assert!(matches!(by_making(folder.path()).unwrap(), Try::Taken(_)));
    }

    #[cfg(unix)]
    #[test]
    fn the_lock_file_is_open_to_whoever_may_write_the_folder() {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        for (of_folder, of_file) in [(0o700, 0o644), (0o775, 0o664), (0o777, 0o666)] {
            let folder = tempfile::tempdir().unwrap();
            fs::set_permissions(folder.path(), fs::Permissions::from_mode(of_folder)).unwrap();
            drop(Lock::take(folder.path()).unwrap());
            assert_eq!(mode(&folder.path().join(LOCK_FILE)), of_file);
        }
    }
}
