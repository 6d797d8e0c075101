//! The lock that two programs take in turn before they change a file.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;
use std::thread;
use std::time::Duration;

use crate::store::StoreError;

/// The file on which the lock is held. It stays, empty, in the folder.
pub(super) const LOCK_FILE: &str = ".strong-trust.lock";

/// Between two tries. Short, so that one who waits is not passed over by one who saves without a pause.
const PAUSE: Duration = Duration::from_micros(500);

/// Tries before giving up: two seconds' worth.
const TRIES: u32 = 4_000;

/// A lock that is held until it is dropped.
///
/// It is advisory, and where a share has no locks there is none: the fresh read
/// before each save, and the whole replacement of the file, then still keep
/// what others saved a moment before.
#[derive(Debug)]
pub(super) struct Lock(
    #[expect(dead_code, reason = "held open for as long as the lock is held")] Option<File>,
);

impl Lock {
    /// Takes the lock of an assessment's folder, waiting up to two seconds.
    pub fn take(folder: &Path) -> Result<Self, StoreError> {
        let Some(file) = lock_file(folder) else {
            return Ok(Self(None));
        };
        for _ in 0..TRIES {
            match file.try_lock() {
                Ok(()) => return Ok(Self(Some(file))),
                Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
                Err(TryLockError::Error(_)) => return Ok(Self(None)),
            }
        }
        Err(StoreError::Busy {
            path: folder.to_owned(),
        })
    }
}

fn lock_file(folder: &Path) -> Option<File> {
    let path = folder.join(LOCK_FILE);
    OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(path)
        .ok()
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
    fn where_no_lock_can_be_made_there_is_none() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join(LOCK_FILE)).unwrap();
        let one = Lock::take(folder.path()).unwrap();
        let other = Lock::take(folder.path()).unwrap();
        drop((one, other));
    }
}
