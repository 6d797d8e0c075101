//! Nothing below a folder is followed, opened or waited for but files and folders.

use std::fs;

use super::*;

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("a/b")).unwrap();
    fs::write(folder.path().join("a/b/c.toml"), "x = 1\n").unwrap();
    folder
}

#[test]
fn a_file_is_read_by_its_path_in_the_folder_and_known_by_it() {
    let folder = folder();
    let source = read_inside(folder.path(), "a/b/c.toml").unwrap();
    assert_eq!((source.name(), source.text()), ("a/b/c.toml", "x = 1\n"));
    assert!(matches!(
        read_inside(folder.path(), "a/b/none.toml"),
        Err(ReadError::Missing { .. })
    ));
    assert!(matches!(
        read_inside(folder.path(), "none/c.toml"),
        Err(ReadError::Missing { .. })
    ));
    for name in ["a/b", ""] {
        assert!(matches!(
            read_inside(folder.path(), name),
            Err(ReadError::Folder { .. })
        ));
    }
}

#[test]
fn no_name_leads_out_of_the_folder() {
    let folder = folder();
    let inner = folder.path().join("a");
    let whole = folder.path().join("a/b/c.toml");
    for name in ["../a/b/c.toml", "b/../b/c.toml", whole.to_str().unwrap()] {
        assert!(matches!(
            read_bytes_inside(&inner, name),
            Err(ReadError::Outside { .. })
        ));
        assert!(remove_inside(&inner, name).is_err());
    }
    assert!(whole.exists());
}

#[test]
fn entries_are_sorted_and_a_folder_that_is_not_there_is_missing() {
    let folder = folder();
    fs::write(folder.path().join("a/Z.toml"), "").unwrap();
    let entries = entries_inside(folder.path(), "a").unwrap();
    let found: Vec<(&str, Kind)> = entries
        .iter()
        .map(|entry| (entry.name.to_str().unwrap(), entry.kind))
        .collect();
    assert_eq!(found, [("Z.toml", Kind::File), ("b", Kind::Folder)]);
    assert!(matches!(
        entries_inside(folder.path(), "none"),
        Err(ReadError::Missing { .. })
    ));
    assert_eq!(entries_inside(folder.path(), "").unwrap().len(), 1);
}

#[test]
fn a_file_is_removed_and_a_folder_is_not() {
    let folder = folder();
    remove_inside(folder.path(), "a/b/c.toml").unwrap();
    assert!(!folder.path().join("a/b/c.toml").exists());
    assert!(matches!(
        remove_inside(folder.path(), "a/b"),
        Err(ReadError::Folder { .. })
    ));
}

#[cfg(unix)]
mod links {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    use std::process::Command;

    use super::*;

    fn pipe(path: &Path) {
        assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
    }

    #[test]
    fn links_are_refused_wherever_they_stand_and_lead_and_are_never_removed() {
        let (outside, folder) = (folder(), folder());
        let at = |name: &str| folder.path().join(name);
        symlink(outside.path().join("a/b/c.toml"), at("file.toml")).unwrap();
        symlink("a/b/c.toml", at("inner.toml")).unwrap();
        symlink("nowhere", at("dangling.toml")).unwrap();
        symlink("circle.toml", at("circle.toml")).unwrap();
        symlink("/dev/zero", at("device.toml")).unwrap();
        symlink(outside.path().join("a"), at("linked")).unwrap();
        symlink("..", at("a/up")).unwrap();
        for name in [
            "file.toml",
            "inner.toml",
            "dangling.toml",
            "circle.toml",
            "device.toml",
            "linked/b/c.toml",
            "a/up/a/b/c.toml",
        ] {
            let said = read_inside(folder.path(), name).unwrap_err().to_string();
            assert!(said.contains("is a link to another place"), "{said}");
            assert!(remove_inside(folder.path(), name).is_err());
        }
        assert!(
            read_inside(folder.path(), "linked/b/c.toml")
                .unwrap_err()
                .to_string()
                .ends_with("put a copy of the folder there")
        );
        assert!(matches!(
            entries_inside(folder.path(), "linked"),
            Err(ReadError::Link { .. })
        ));
        let kinds = entries_inside(folder.path(), "").unwrap();
        assert_eq!(kinds.iter().filter(|one| one.kind == Kind::Link).count(), 6);
        assert!(outside.path().join("a/b/c.toml").exists());
    }

    #[test]
    fn the_folder_itself_may_be_a_link() {
        let folder = folder();
        let link = folder.path().join("link");
        symlink(folder.path().join("a"), &link).unwrap();
        assert_eq!(read_inside(&link, "b/c.toml").unwrap().text(), "x = 1\n");
        remove_inside(&link, "b/c.toml").unwrap();
    }

    #[test]
    fn nobody_waits_for_a_pipe_or_a_socket() {
        let folder = folder();
        pipe(&folder.path().join("pipe.toml"));
        let _socket =
            std::os::unix::net::UnixListener::bind(folder.path().join("socket.toml")).unwrap();
        for name in ["pipe.toml", "socket.toml"] {
            assert!(matches!(
                read_inside(folder.path(), name),
                Err(ReadError::NotAFile { .. })
            ));
            assert!(remove_inside(folder.path(), name).is_err());
        }
        // A pipe where a folder should be does not hang either.
        assert!(entries_inside(folder.path(), "pipe.toml").is_err());
        assert!(read_inside(folder.path(), "pipe.toml/x").is_err());
        assert!(entries_inside(&folder.path().join("pipe.toml"), "").is_err());
    }

    #[test]
    fn a_name_that_is_no_text_is_read_as_it_stands() {
        let folder = folder();
        let name = OsStr::from_bytes(b"ch\xe4ir\n.toml");
        if fs::write(folder.path().join("a").join(name), "x = 1\n").is_err() {
            // Some file systems take no such name.
            return;
        }
        let source = read_entry(folder.path(), "a", name).unwrap();
        assert_eq!(source.name(), "a/ch\u{FFFD}ir\n.toml");
        remove_inside(folder.path(), Path::new("a").join(name)).unwrap();
    }
}
