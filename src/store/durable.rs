//! A save that is either wholly there or not at all, whenever the power goes.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use tempfile::NamedTempFile;

use crate::store::StoreError;

/// How the names of unfinished files begin; readers pass over them.
pub(super) const TEMPORARY: &str = ".tmp-";

/// Puts the bytes in the place of the file, whole. The file keeps its permissions;
/// on an error it is as it was, and nothing else is left behind.
pub(super) fn save(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    save_with(path, |file| file.write_all(bytes)).map_err(StoreError::write(path))
}

/// Gives a file another name in the same folder. The caller has seen that the name is free.
pub(super) fn rename(from: &Path, to: &Path) -> Result<(), StoreError> {
    fs::rename(from, to)
        .and_then(|()| sync_folder(to.parent().unwrap_or(Path::new("."))))
        .map_err(StoreError::write(from))
}

/// The same with any writer, so that a test can let the disk be full.
fn save_with(path: &Path, write: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    // A link stays a link: the file that it leads to is replaced, in the folder where that one stands.
    let target = if path.is_symlink() {
        fs::canonicalize(path)?
    } else {
        path.to_owned()
    };
    let folder = target
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let permissions = fs::metadata(&target).ok().map(|facts| facts.permissions());
    if permissions.as_ref().is_some_and(fs::Permissions::readonly) {
        // Renaming would get past the mark on some systems, and whoever set it meant it.
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let mut file = temporary(folder)?;
    write(file.as_file_mut())?;
    if let Some(permissions) = permissions
        && file.as_file().metadata()?.permissions() != permissions
    {
        file.as_file().set_permissions(permissions)?;
    }
    file.as_file().sync_all()?;
    persist(file, &target)?;
    sync_folder(folder)
}

fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY);
    // The file is to be as readable as one that any other program makes here, not for its owner alone.
    #[cfg(unix)]
    builder.permissions(<fs::Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o666));
    builder.tempfile_in(folder)
}

fn persist(mut file: NamedTempFile, target: &PathBuf) -> io::Result<()> {
    // On Windows a virus scanner or a syncing drive holds a fresh file for a moment.
    let mut tries = if cfg!(windows) { 20 } else { 0 };
    loop {
        match file.persist(target) {
            Ok(_) => return Ok(()),
            Err(failed) if tries > 0 && failed.error.kind() == io::ErrorKind::PermissionDenied => {
                tries -= 1;
                file = failed.file;
                thread::sleep(Duration::from_millis(50));
            }
            Err(failed) => return Err(failed.error),
        }
    }
}

/// Makes the new name itself last. Windows has no such call, and some shares refuse it; the file is there all the same.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(windows) {
        return Ok(());
    }
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        Err(error)
            if !matches!(
                error.kind(),
                io::ErrorKind::InvalidInput
                    | io::ErrorKind::Unsupported
                    | io::ErrorKind::PermissionDenied
                    | io::ErrorKind::IsADirectory
            ) =>
        {
            Err(error)
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    }

    #[test]
    fn a_full_disk_leaves_the_old_file_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("chair.toml");
        save(&path, b"old\n").unwrap();
        let failed = save_with(&path, |file| {
            file.write_all(b"ne")?;
            Err(io::ErrorKind::StorageFull.into())
        });
        assert_eq!(failed.unwrap_err().kind(), io::ErrorKind::StorageFull);
        assert_eq!(fs::read(&path).unwrap(), b"old\n");
        assert_eq!(names(folder.path()), ["chair.toml"]);
    }

    #[test]
    fn a_folder_that_is_a_file_or_missing_is_named() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("responses"), "").unwrap();
        let error = save(&folder.path().join("responses/chair.toml"), b"")
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("chair.toml") && error.contains("a file is where a folder should be"),
            "{error}"
        );
        let error = save(&folder.path().join("none/chair.toml"), b"")
            .unwrap_err()
            .to_string();
        assert!(error.contains("its folder is not there"), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn permissions_are_kept_a_read_only_file_is_not_replaced_and_a_link_stays_one() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("chair.toml");
        save(&path, b"one").unwrap();
        assert_ne!(
            fs::metadata(&path).unwrap().permissions().mode() & 0o044,
            0,
            "others can read a new file, as the mask allows"
        );
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        save(&path, b"two").unwrap();
        assert_eq!(
            fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o640
        );
        fs::set_permissions(&path, fs::Permissions::from_mode(0o440)).unwrap();
        assert!(
            save(&path, b"three")
                .unwrap_err()
                .to_string()
                .contains("read-only")
        );
        assert_eq!(fs::read(&path).unwrap(), b"two");

        let elsewhere = tempfile::tempdir().unwrap();
        let (real, link) = (
            elsewhere.path().join("real.toml"),
            folder.path().join("link.toml"),
        );
        fs::write(&real, "old").unwrap();
        symlink(&real, &link).unwrap();
        save(&link, b"new").unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read(&real).unwrap(), b"new");
    }
}
