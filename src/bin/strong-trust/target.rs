//! Where an export goes: opened before the work, filled beside its place, moved there whole.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use strong_trust::questionnaire::Page;
use strong_trust::store::may_export;
use tempfile::NamedTempFile;

use crate::ask;
use crate::exit::Failure;
use crate::terminal::{Asking, Terminal, say};

/// A place for an export.
pub enum Target {
    /// Standard output.
    Screen,
    /// A file.
    File {
        /// Its name.
        path: PathBuf,
        /// What becomes the file once it is whole.
        beside: NamedTempFile,
        /// Whether a file that is there is replaced.
        replace: bool,
    },
}

impl Target {
    /// Opens a place. A file that is there is replaced only if that was said, or the person says so now.
    pub fn open(path: &Path, force: bool, terminal: Terminal) -> Result<Self, Failure> {
        may_export(path)?;
        let there = path.exists();
        let replace = force || there && may_replace(path, terminal)?;
        if there && !replace {
            return Err(Failure::usage(format!(
                "{} is there already. Add --force to replace it.",
                path.display()
            )));
        }
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
            .unwrap_or(Path::new("."));
        let beside = tempfile::Builder::new()
            .prefix(".tmp-")
            .tempfile_in(folder)
            .map_err(|error| failed(path, &error))?;
        Ok(Self::File {
            path: path.to_owned(),
            beside,
            replace,
        })
    }

    /// Whether it is standard output.
    pub const fn is_screen(&self) -> bool {
        matches!(self, Self::Screen)
    }

    /// Writes the export, and says where it is.
    pub fn write(self, bytes: &[u8]) -> Result<(), Failure> {
        self.fill(|out| out.write_all(bytes))
    }

    /// Has the export written, and says where it is.
    pub fn fill(self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
        match self {
            Self::Screen => {
                let mut out = BufWriter::new(io::stdout().lock());
                write(&mut out)?;
                Ok(out.flush()?)
            }
            Self::File {
                path,
                mut beside,
                replace,
            } => {
                let failed = |error: io::Error| failed(&path, &error);
                let mut out = BufWriter::new(beside.as_file_mut());
                write(&mut out).map_err(failed)?;
                out.flush().map_err(failed)?;
                drop(out);
                readable(beside.as_file()).map_err(failed)?;
                beside.as_file().sync_all().map_err(failed)?;
                if replace {
                    beside.persist(&path)
                } else {
                    beside.persist_noclobber(&path)
                }
                .map_err(|error| failed(error.error))?;
                say(&format!("Wrote {}.", path.display()));
                Ok(())
            }
        }
    }
}

fn failed(path: &Path, error: &io::Error) -> Failure {
    Failure::Io(format!("{} could not be written: {error}", path.display()))
}

/// Asks, where there is somebody to ask.
fn may_replace(path: &Path, terminal: Terminal) -> Result<bool, Failure> {
    if terminal.asking != Asking::Prompts {
        return Ok(false);
    }
    let mut interviewer = ask::somebody(terminal, "")?;
    let mut page = Page::new(format!("{} is there already", path.display()));
    let options = ["Replace it".to_owned(), "Leave it".to_owned()];
    Ok(ask::one_of(interviewer.as_mut(), &mut page, "Its number", &options) == Ok(0))
}

/// A temporary file is for its owner alone; a report is for whoever may read the folder.
#[cfg(unix)]
fn readable(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_: &File) -> io::Result<()> {
    Ok(())
}
