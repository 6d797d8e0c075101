//! Where an export may be written: never over an assessment's own files, and onto nothing but a plain file.
//!
//! A paper beside the files of an assessment (`my-trust/board.docx`) is what people want, and is allowed.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use thiserror::Error;

use crate::store::layout::{AGREED, INDICATORS, PLAN, RESPONSES, RUBRIC, SETUP, STANDARDS};

/// The folders that hold nothing but the assessment.
const FOLDERS: [&str; 2] = [RESPONSES, RUBRIC];

/// The files that an assessment has, or may have, directly in its folder. (No other TOML goes there either.)
const FILES: [&str; 5] = [SETUP, STANDARDS, AGREED, INDICATORS, PLAN];

/// Why an export may not be written to a place.
#[derive(Debug, Error)]
pub enum NoExport {
    /// A folder is there.
    #[error("{path} is a folder, and a file is needed here")]
    Folder {
        /// The place.
        path: PathBuf,
    },
    /// A link is there.
    #[error(
        "{path} is a link to another place, and only a plain file can be replaced: name the file that it leads to, or another. Nothing was written"
    )]
    Link {
        /// The place.
        path: PathBuf,
    },
    /// A device, a pipe or a socket is there.
    #[error(
        "{path} is a device or a pipe, and only a plain file can be replaced: name a file, or write to standard output. Nothing was written"
    )]
    NotAFile {
        /// The place.
        path: PathBuf,
    },
    /// The place is, or would be taken for, a part of an assessment.
    #[error(
        "{path} would stand among the assessment's own files in {assessment}, which could then not be read any more: choose another name, such as {}. Nothing was written",
        .assessment.join("report.docx").display()
    )]
    Own {
        /// The place.
        path: PathBuf,
        /// The folder of the assessment.
        assessment: PathBuf,
    },
    /// It cannot be seen what is there.
    #[error("{path} could not be looked at: {source}")]
    Io {
        /// The place.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
}

/// Whether an export may be written here, whether or not a file is there already.
///
/// # Errors
/// The reason why not, for people.
pub fn may_export(path: &Path) -> Result<(), NoExport> {
    let about = path.to_owned();
    match fs::symlink_metadata(path).map(|facts| facts.file_type()) {
        Ok(kind) if kind.is_symlink() => return Err(NoExport::Link { path: about }),
        Ok(kind) if kind.is_dir() => return Err(NoExport::Folder { path: about }),
        Ok(kind) if !kind.is_file() => return Err(NoExport::NotAFile { path: about }),
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(source) => {
            return Err(NoExport::Io {
                path: about,
                source,
            });
        }
    }
    match own(path) {
        Some(assessment) => Err(NoExport::Own {
            path: about,
            assessment,
        }),
        None => Ok(()),
    }
}

/// The assessment of whose own files this is one, or would be taken for one. By the folders as they really are: a link
/// on the way, or another way of writing a name, changes nothing.
fn own(path: &Path) -> Option<PathBuf> {
    let folder = real(path.parent()?)?;
    let place = folder.join(path.file_name()?);
    let found = folder.ancestors().find(|around| {
        fs::symlink_metadata(around.join(SETUP)).is_ok() && is_among(around, &place)
    })?;
    // Shown as people know it, where the folder was named so.
    let named = path
        .ancestors()
        .skip(1)
        .map(or_here)
        .find(|shown| fs::canonicalize(shown).is_ok_and(|real| real == found));
    Some(named.unwrap_or(found).to_owned())
}

/// The real place of a folder, also of one that is yet to be made.
fn real(folder: &Path) -> Option<PathBuf> {
    let (there, found) = folder
        .ancestors()
        .find_map(|there| Some((there, fs::canonicalize(or_here(there)).ok()?)))?;
    Some(found.join(folder.strip_prefix(there).ok()?))
}

fn or_here(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    }
}

fn is_among(assessment: &Path, place: &Path) -> bool {
    let Ok(inside) = place.strip_prefix(assessment) else {
        return false;
    };
    let parts: Vec<String> = inside
        .components()
        .filter_map(|part| match part {
            Component::Normal(part) => Some(plain(&part.to_string_lossy())),
            Component::Prefix(_)
            | Component::RootDir
            | Component::CurDir
            | Component::ParentDir => None,
        })
        .collect();
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
        return true;
    };
    let is_toml = Path::new(last)
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
    // What begins with a full stop is where saves and upgrades are prepared, and the lock.
    let is_ours = first.starts_with('.') || FOLDERS.contains(&first.as_str());
    let leads_there = |name: &&str| same(&assessment.join(name), place);
    let through = |name: &&str| {
        place
            .ancestors()
            .skip(1)
            .take_while(|around| *around != assessment)
            .any(|around| same(&assessment.join(name), around))
    };
    is_toml || is_ours || FILES.iter().any(leads_there) || FOLDERS.iter().any(through)
}

/// A name as the file systems of Windows and macOS may take it: capitals, and full stops and spaces at the end, count
/// for nothing; what comes after a colon is a part of the same file.
fn plain(name: &str) -> String {
    let name = name.split_once(':').map_or(name, |(name, _)| name);
    name.trim_end_matches(['.', ' ']).to_lowercase()
}

/// Whether two paths are one and the same file or folder.
#[cfg(unix)]
fn same(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let facts = |path: &Path| {
        fs::metadata(path)
            .ok()
            .map(|facts| (facts.dev(), facts.ino()))
    };
    facts(one).is_some_and(|one| facts(other) == Some(one))
}

#[cfg(not(unix))]
fn same(one: &Path, other: &Path) -> bool {
    fs::canonicalize(one).is_ok_and(|one| fs::canonicalize(other).is_ok_and(|other| one == other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::trial::assessment;

    #[test]
    fn papers_may_stand_beside_an_assessments_files_and_nothing_may_stand_among_them() {
        let (temporary, folder, _) = assessment(1);
        let at = |name: &str| folder.path().join(name);
        fs::create_dir_all(at("papers/rubric")).unwrap();
        for name in [
            "board.docx",
            "papers/board.pdf",
            "papers/rubric/x.md",
            "plan.ics",
            "plan.csv",
            "agreed.toml.docx",
        ] {
            may_export(&at(name)).unwrap();
        }
        may_export(&temporary.path().join("x.toml")).unwrap();
        fs::create_dir(at("responses/old")).unwrap();
        for name in [
            "assessment.toml",
            "plan.toml",
            "signed.toml",
            "PLAN.TOML",
            "plan.toml.",
            "plan.toml::$DATA",
            "responses/x.toml",
            "responses/board.docx",
            "responses/old/board.docx",
            "papers/../responses/x.md",
            "rubric/report.html",
            "papers/x.toml",
            "not/yet/there/x.toml",
            "rubric/not yet there/x.md",
            ".strong-trust.lock",
            ".tmp-x",
        ] {
            let error = may_export(&at(name)).unwrap_err();
            assert!(matches!(error, NoExport::Own { .. }), "{name}: {error}");
        }
        assert!(matches!(
            may_export(&at("papers")),
            Err(NoExport::Folder { .. })
        ));
    }

    #[cfg(unix)]
    #[test]
    fn links_devices_and_pipes_are_no_place_and_no_way_around() {
        use std::os::unix::fs::symlink;

        let (temporary, folder, _) = assessment(1);
        let outside = |name: &str| temporary.path().join(name);
        symlink(folder.path().join("responses"), outside("way")).unwrap();
        let error = may_export(&outside("way/x.docx")).unwrap_err();
        assert!(matches!(error, NoExport::Own { .. }), "{error}");
        fs::write(outside("real.docx"), "").unwrap();
        symlink(outside("real.docx"), outside("link.docx")).unwrap();
        symlink(outside("none.docx"), outside("dangling.docx")).unwrap();
        for link in ["link.docx", "dangling.docx"] {
            let error = may_export(&outside(link)).unwrap_err();
            assert!(matches!(error, NoExport::Link { .. }), "{error}");
        }
        let made = std::process::Command::new("mkfifo")
            .arg(outside("pipe"))
            .status();
        assert!(made.unwrap().success());
        for device in [outside("pipe"), "/dev/null".into(), "/dev/zero".into()] {
            let error = may_export(&device).unwrap_err();
            assert!(matches!(error, NoExport::NotAFile { .. }), "{error}");
        }
        // Another name of one of the files, as a second hard link is.
        fs::hard_link(folder.path().join(SETUP), folder.path().join("note.md")).unwrap();
        assert!(may_export(&folder.path().join("note.md")).is_err());
        may_export(&outside("real.docx")).unwrap();
    }
}
