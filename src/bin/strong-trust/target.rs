//! Where an export goes: opened before the work, filled beside its place, moved there whole.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use strong_trust::questionnaire::Page;
use strong_trust::store::{NewFile, Unfinished, may_export};

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
        beside: NewFile,
    },
}

impl Target {
    /// Opens a place. A file that is there is replaced only if that was said, or the person says so now.
    pub fn open(path: &Path, force: bool, terminal: Terminal) -> Result<Self, Failure> {
        may_export(path)?;
        let there = path.symlink_metadata().is_ok();
        let replace = force || there && may_replace(path, terminal)?;
        if there && !replace {
            return Err(Failure::usage(format!(
                "{} is there already. Add --force to replace it.",
                path.display()
            )));
        }
        let beside = NewFile::begin(path, replace).map_err(|error| failed(path, &error))?;
        Ok(Self::File {
            path: path.to_owned(),
            beside,
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
            Self::File { path, mut beside } => {
                let failed = |error: io::Error| failed(&path, &error);
                let mut out = BufWriter::new(&mut beside);
                write(&mut out).map_err(failed)?;
                out.flush().map_err(failed)?;
                drop(out);
                match beside.finish() {
                    Ok(()) => say(&format!("Wrote {}.", path.display())),
                    Err(Unfinished::Unsettled(error)) => say(&format!(
                        "Wrote {}, but the drive did not confirm that it will last: {error}.",
                        path.display()
                    )),
                    Err(Unfinished::NotThere(error)) => return Err(failed(error)),
                }
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
