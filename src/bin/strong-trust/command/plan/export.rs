//! `plan DIR export`: the plan as a tracker, a paper, a table or a calendar.

use std::path::{Path, PathBuf};

use clap::Args;
use jiff::civil::Date;
use strong_trust::export::{Content, Layout, PlanFile};

use crate::args::day;
use crate::clock::{now, today};
use crate::error::Outcome;
use crate::exit::Exit;
use crate::folder;
use crate::output::{Output, by_ending};
use crate::terminal::Terminal;

/// Writes the plan to files. The ending of a name decides the format.
#[derive(Debug, Args)]
pub struct Export {
    /// Where to write it: .xlsx (a tracker to edit and read back), .docx, .pdf, .html, .md, .txt, .csv or .ics (may be repeated)
    #[arg(short, long, value_name = "FILE", required = true)]
    output: Vec<PathBuf>,
    /// The day of the next review in the calendar, such as 2027-11-22
    #[arg(long, value_name = "DATE", value_parser = day)]
    review: Option<Date>,
    /// Replace files that are there already
    #[arg(long)]
    force: bool,
}

impl Export {
    pub fn run(&self, dir: &Path, terminal: Terminal) -> Outcome {
        let formats = self
            .output
            .iter()
            .map(|path| by_ending(path, Content::Plan))
            .collect::<Result<Vec<_>, _>>()?;
        // Every place is opened before work starts.
        let outputs = self
            .output
            .iter()
            .map(|path| Output::open(path, self.force, terminal))
            .collect::<Result<Vec<_>, _>>()?;
        let (_, loaded) = folder::load(dir)?;
        let plan = PlanFile {
            assessment: &loaded.assessment,
            today: today(),
            now: now(),
            review: self.review,
        };
        let layout = Layout {
            width: terminal.width,
            colour: false,
        };
        for (format, output) in formats.into_iter().zip(outputs) {
            output.write(&plan.bytes(format, layout)?)?;
        }
        Ok(Exit::Done)
    }
}
