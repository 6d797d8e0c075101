//! Where a command writes, and in which format: opened before the work, filled in a temporary file, moved there whole.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use strong_trust::export::{self, Content, Format, Layout};
use strong_trust::questionnaire::Page;
use strong_trust::report::{Report, document};
use strong_trust::store::{NewFile, Unfinished, may_export};
use strong_trust::text::choice;

use crate::error::Failure;
use crate::interviewer::interviewer;
use crate::terminal::{Asking, Terminal, say};

/// Where something is written, and in which format.
#[derive(Debug, Args)]
pub struct Outputs {
    /// The format; otherwise by the ending of the output's name
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Where to write it; `-` is standard output (may be repeated)
    #[arg(short, long, value_name = "PATH")]
    output: Vec<PathBuf>,
    /// Replace files that are there already
    #[arg(long)]
    force: bool,
}

impl Outputs {
    /// Opens every place before work starts, each with its format, as far as `check` allows it.
    pub fn open(
        &self,
        terminal: Terminal,
        check: fn(Format) -> Result<Format, Failure>,
    ) -> Result<Vec<(Output, Format)>, Failure> {
        let screen = self.format.unwrap_or(Format::Terminal);
        if self.output.is_empty() {
            if !screen.is_text() {
                return Err(Failure::usage(
                    "this form is a file, not text: name one with --output FILE (or --output - to pass it on).",
                ));
            }
            return Ok(vec![(Output::Screen, check(screen)?)]);
        }
        let open = |path: &PathBuf| {
            if path == Path::new("-") {
                return Ok((Output::Screen, check(screen)?));
            }
            let form = check(
                self.format
                    .map_or_else(|| by_ending(path, Content::Report), Ok)?,
            )?;
            Ok((Output::open(path, self.force, terminal)?, form))
        };
        self.output.iter().map(open).collect()
    }
}

/// Returns the format that the ending of a file's name stands for.
pub fn by_ending(path: &Path, content: Content) -> Result<Format, Failure> {
    let ending = ending(path);
    if cfg!(not(feature = "pdf")) && ending == "pdf" {
        return Err(Failure::usage(
            "this program was built without its PDF writer. Write .docx or .html and save that as PDF, or build the whole program: cargo install --path . --locked",
        ));
    }
    Format::by_extension(&ending, content).ok_or_else(|| {
        Failure::usage(format!(
            "cannot tell the format from the name {}.",
            path.display()
        ))
        .hint(match content {
            Content::Report => {
                format!("Let it end in {}, or add --format.", extensions(content))
            }
            Content::Paper | Content::Plan => format!("Let it end in {}.", extensions(content)),
        })
    })
}

/// Returns the endings of files that can hold this, as a choice.
pub fn extensions(content: Content) -> String {
    let mut endings: Vec<String> = Format::all_for(content)
        .map(|format| format!(".{}", format.extension()))
        .collect();
    endings.dedup();
    choice(&endings)
}

/// Returns the ending of a file's name in small letters.
pub fn ending(path: &Path) -> String {
    path.extension()
        .map(|ending| ending.to_string_lossy().to_lowercase())
        .unwrap_or_default()
}

/// A place for an export.
pub enum Output {
    /// Standard output.
    Screen,
    /// A file.
    File {
        /// Its name.
        path: PathBuf,
        /// What becomes the file once it is whole.
        unfinished: NewFile,
    },
}

impl Output {
    /// Opens a place. A file that is there is replaced only by `force`, or if the person says so now.
    pub fn open(path: &Path, force: bool, terminal: Terminal) -> Result<Self, Failure> {
        may_export(path)?;
        let there = path.symlink_metadata().is_ok();
        let replace = force || there && may_replace(path, terminal)?;
        if there && !replace {
            return Err(
                Failure::usage(format!("{} is there already.", path.display()))
                    .hint("Add --force to replace it."),
            );
        }
        let unfinished =
            NewFile::begin(path, replace).map_err(|error| not_written(path, &error))?;
        Ok(Self::File {
            path: path.to_owned(),
            unfinished,
        })
    }

    /// Returns whether it is standard output.
    pub const fn is_screen(&self) -> bool {
        matches!(self, Self::Screen)
    }

    /// Returns how text is laid out there.
    pub const fn layout(&self, terminal: Terminal) -> Layout {
        Layout {
            width: terminal.width,
            colour: terminal.colour && self.is_screen(),
        }
    }

    /// Writes the export, and says where it is.
    pub fn write(self, bytes: &[u8]) -> Result<(), Failure> {
        self.fill(|out| out.write_all(bytes))
    }

    /// Writes a report. A web page goes out piece by piece: that of a large rubric is larger than all that it is made from.
    pub fn write_report(
        self,
        form: Format,
        report: &Report,
        terminal: Terminal,
    ) -> Result<(), Failure> {
        if form == Format::Html {
            let page = document(report);
            return self.fill(|out| export::html::write(&page, out));
        }
        let bytes = form.bytes(report, self.layout(terminal))?;
        self.write(&bytes)
    }

    fn fill(self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
        match self {
            Self::Screen => {
                let mut out = BufWriter::new(io::stdout().lock());
                write(&mut out)?;
                Ok(out.flush()?)
            }
            Self::File {
                path,
                mut unfinished,
            } => {
                let failed = |error: io::Error| not_written(&path, &error);
                let mut out = BufWriter::new(&mut unfinished);
                write(&mut out).map_err(failed)?;
                out.flush().map_err(failed)?;
                drop(out);
                match unfinished.finish() {
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

/// Returns that something could not be written.
pub fn not_written(path: &Path, error: &io::Error) -> Failure {
    Failure::io(format!("{} could not be written: {error}", path.display()))
}

/// Asks, where there is anybody to ask.
fn may_replace(path: &Path, terminal: Terminal) -> Result<bool, Failure> {
    if terminal.asking != Asking::Prompts {
        return Ok(false);
    }
    let page = Page::new(format!("{} is there already", path.display()));
    let answer = interviewer(terminal, "")?.confirm(page, "Replace it", "Leave it");
    Ok(answer == Ok(true))
}
