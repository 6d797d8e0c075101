use super::*;
use crate::store::disk::watch::{At, with};

fn names(folder: &Path) -> Vec<String> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

#[test]
fn whatever_step_fails_the_file_is_the_old_or_the_new_and_the_message_says_which() {
    let mut step = 0;
    loop {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("chair.toml");
        save(&path, b"old\n").unwrap();
        let full = At::Fails(step, io::ErrorKind::StorageFull);
        let (saved, reached) = with(full, || save(&path, b"new\n"));
        if !reached {
            break;
        }
        let there = fs::read(&path).unwrap();
        match saved {
            Ok(()) => assert_eq!(there, b"new\n", "step {step}"),
            Err(error) => {
                let told = error.told();
                assert!(
                    told.starts_with("Not saved: ") && told.contains("the disk is full"),
                    "{told}"
                );
                assert_eq!(there, b"old\n", "step {step}");
            }
        }
        assert_eq!(names(folder.path()), ["chair.toml"], "step {step}");
        step += 1;
    }
    assert!(step >= 6, "{step}");
}

#[test]
fn what_is_in_its_place_is_never_called_unsaved() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("chair.toml");
    let mut told = Vec::new();
    for step in 0.. {
        let (saved, reached) = with(At::StoppedAfter(step), || save(&path, b"new\n"));
        if !reached {
            break;
        }
        if let Err(error @ StoreError::Unsettled { .. }) = saved {
            assert_eq!(fs::read(&path).unwrap(), b"new\n");
            told.push(error.told());
        }
        let _ = fs::remove_file(&path);
    }
    assert!(
        !told.is_empty()
            && told
                .iter()
                .all(|told| told.contains("is done, but the drive did not confirm")),
        "{told:?}"
    );
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

#[test]
fn a_file_that_may_not_be_replaced_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.html");
    let begun = NewFile::begin(&path, false).unwrap();
    fs::write(&path, "somebody was quicker").unwrap();
    assert!(matches!(begun.finish(), Err(Unfinished::NotThere(_))));
    assert_eq!(fs::read(&path).unwrap(), b"somebody was quicker");
    assert_eq!(names(folder.path()), ["report.html"]);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::symlink_metadata(path).unwrap().permissions().mode() & 0o777
    }

    /// The rights that any other program's new file has here.
    fn usual(folder: &Path) -> u32 {
        let path = folder.join("any");
        fs::write(&path, "").unwrap();
        let usual = mode(&path);
        fs::remove_file(&path).unwrap();
        usual
    }

    #[test]
    fn a_new_file_has_what_the_mask_leaves_and_one_that_replaces_another_has_the_rights_of_that() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("chair.toml");
        save(&path, b"one").unwrap();
        assert_eq!(mode(&path), usual(folder.path()));
        for rights in [0o600, 0o640, 0o664, 0o666, 0o604] {
            fs::set_permissions(&path, fs::Permissions::from_mode(rights)).unwrap();
            save(&path, b"two").unwrap();
            assert_eq!(mode(&path), rights);
        }
    }

    #[test]
    fn at_no_moment_is_what_will_be_private_open_to_others() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("chair.toml");
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        for step in 0.. {
            let (_, reached) = with(At::StoppedAfter(step), || save(&path, b"private"));
            for name in names(folder.path()) {
                assert_eq!(mode(&folder.path().join(&name)), 0o600, "{name}");
            }
            if !reached {
                break;
            }
        }
    }

    #[test]
    fn a_read_only_file_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("chair.toml");
        fs::write(&path, "two").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o440)).unwrap();
        let error = save(&path, b"three").unwrap_err().to_string();
        assert!(error.contains("read-only"), "{error}");
        assert_eq!(fs::read(&path).unwrap(), b"two");
    }

    #[test]
    fn neither_a_link_nor_a_pipe_is_written_over_or_followed() {
        let folder = tempfile::tempdir().unwrap();
        let (real, link, pipe) = (
            folder.path().join("real"),
            folder.path().join("link"),
            folder.path().join("pipe"),
        );
        fs::write(&real, "old").unwrap();
        symlink(&real, &link).unwrap();
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.unwrap().success());
        symlink("/dev/null", folder.path().join("device")).unwrap();
        for path in [link, pipe, folder.path().join("device")] {
            for replaces in [true, false] {
                let error = NewFile::begin(&path, replaces).unwrap_err().to_string();
                assert!(error.contains("only a plain file"), "{error}");
            }
            assert!(!fs::symlink_metadata(&path).unwrap().is_file());
        }
        assert_eq!(fs::read(&real).unwrap(), b"old");
        assert_eq!(names(folder.path()).len(), 4);
    }
}
