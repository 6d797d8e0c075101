//! `report DIR`: the report, to the terminal or to files.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use strong_trust::assessment::Assessment;
use strong_trust::export;
use strong_trust::report::{Edition, Report as Composed, compose, document};
use strong_trust::scoring::score;

use crate::args::{Dir, EditionArg};
use crate::exit::{Exit, Failure, Outcome};
use crate::folder;
use crate::terminal::{Terminal, print, say};

#[derive(Debug, Args)]
pub struct Report {
    #[command(flatten)]
    dir: Dir,
    /// How to write it; otherwise by the ending of the output's name
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Where to write it; `-` is standard output (may be repeated)
    #[arg(short, long, value_name = "PATH")]
    output: Vec<PathBuf>,
    /// Which edition
    #[arg(long, value_enum, default_value_t = EditionArg::Full)]
    edition: EditionArg,
    /// Replace files that are there already
    #[arg(long)]
    force: bool,
}

/// The forms that a report can take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Text for a terminal (.txt)
    Terminal,
    /// Markdown (.md)
    Markdown,
    /// Data for other programs (.json)
    Json,
}

impl Report {
    pub fn run(&self, terminal: Terminal) -> Outcome {
        let outputs = self.outputs()?;
        let (_, loaded) = folder::load(&self.dir.dir)?;
        let report = composed(&loaded.assessment, self.edition);
        for (path, format) in outputs {
            match path {
                None => print(&rendered(&report, format, terminal.width, terminal.colour))?,
                Some(path) => write(&path, &rendered(&report, format, terminal.width, false), self.force)?,
            }
        }
        Ok(Exit::Done)
    }

    /// Where to write what. `None` is standard output. Every name is looked at before work starts.
    fn outputs(&self) -> Result<Vec<(Option<PathBuf>, Format)>, Failure> {
        if self.output.is_empty() {
            return Ok(vec![(None, self.format.unwrap_or(Format::Terminal))]);
        }
        self.output
            .iter()
            .map(|path| {
                if path == Path::new("-") {
                    return Ok((None, self.format.unwrap_or(Format::Terminal)));
                }
                let format = self.format.map_or_else(|| by_ending(path), Ok)?;
                if path.exists() && !self.force {
                    return Err(Failure::usage(format!("{} is there already. Add --force to replace it.", path.display())));
                }
                Ok((Some(path.clone()), format))
            })
            .collect()
    }
}

fn by_ending(path: &Path) -> Result<Format, Failure> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "txt" => Ok(Format::Terminal),
        "md" | "markdown" => Ok(Format::Markdown),
        "json" => Ok(Format::Json),
        _ => Err(Failure::usage(format!(
            "it cannot be told from the name {} how to write it. Let it end in .txt, .md or .json, or add --format.",
            path.display()
        ))),
    }
}

/// The report of an assessment.
pub fn composed(assessment: &Assessment, edition: EditionArg) -> Composed {
    let edition = match edition {
        EditionArg::Full => Edition::Full,
        EditionArg::Board => Edition::Board,
        EditionArg::Public => Edition::Public,
    };
    compose(assessment, &score(assessment), edition)
}

fn rendered(report: &Composed, format: Format, width: usize, colour: bool) -> String {
    match format {
        Format::Terminal => export::terminal::render(&document(report), width, colour),
        Format::Markdown => export::markdown::render(&document(report)),
        Format::Json => export::json::render(report),
    }
}

/// Writes a file beside its place, then moves it there: a failed export leaves no half file.
pub fn write(path: &Path, text: &str, replace: bool) -> Result<(), Failure> {
    let failed = |error: io::Error| Failure::Io(format!("{} could not be written: {error}", path.display()));
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".tmp-").tempfile_in(folder).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    readable(file.as_file()).map_err(failed)?;
    if replace { file.persist(path) } else { file.persist_noclobber(path) }.map_err(|error| failed(error.error))?;
    say(&format!("Wrote {}.", path.display()));
    Ok(())
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
