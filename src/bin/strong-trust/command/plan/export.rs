//! `plan DIR export`: the plan as a tracker, a paper, a table or a calendar.

use std::path::{Path, PathBuf};

use clap::Args;
use jiff::civil::Date;
use strong_trust::assessment::Assessment;
use strong_trust::export::csv::What;
use strong_trust::export::{self, Form, Layout, Paper};
use strong_trust::report::{Edition, calendar, came_back, compose, plan_page, tracker};
use strong_trust::scoring::score;

use crate::args::day;
use crate::clock::{now, today};
use crate::error::{Failure, Outcome};
use crate::exit::Exit;
use crate::folder;
use crate::output::{Output, by_ending, ending};
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

/// How the plan is written.
#[derive(Debug, Clone, Copy)]
enum Kind {
    /// A workbook that is edited and read back.
    Tracker,
    /// A paper, or a table.
    Form(Form),
    /// Due dates for a calendar.
    Calendar,
}

impl Kind {
    fn by_ending(path: &Path) -> Result<Self, Failure> {
        match ending(path).as_str() {
            "xlsx" => Ok(Self::Tracker),
            "ics" => Ok(Self::Calendar),
            "pdf" | "docx" | "html" | "htm" | "md" | "markdown" | "txt" | "csv" => {
                by_ending(path).map(Self::Form)
            }
            _ => Err(Failure::usage(format!(
                "cannot tell the format from the name {}.",
                path.display()
            ))
            .hint("Let it end in .xlsx, .docx, .pdf, .html, .md, .txt, .csv or .ics.")),
        }
    }
}

impl Export {
    pub fn run(&self, dir: &Path, terminal: Terminal) -> Outcome {
        let kinds = self
            .output
            .iter()
            .map(|path| Kind::by_ending(path))
            .collect::<Result<Vec<_>, _>>()?;
        // Every place is opened before work starts.
        let outputs = self
            .output
            .iter()
            .map(|path| Output::open(path, self.force, terminal))
            .collect::<Result<Vec<_>, _>>()?;
        let (_, loaded) = folder::load(dir)?;
        let assessment = &loaded.assessment;
        let profile = score(assessment);
        let layout = Layout {
            width: terminal.width,
            colour: false,
        };
        for (kind, output) in kinds.into_iter().zip(outputs) {
            let bytes = match kind {
                Kind::Tracker => tracked(assessment)?,
                Kind::Form(Form::Csv(_)) => Form::Csv(What::Plan)
                    .bytes(&compose(assessment, &profile, Edition::Full), layout)?,
                Kind::Form(format) => {
                    let setup = &assessment.setup;
                    let paper = Paper {
                        trust: &setup.trust,
                        cycle: &setup.cycle,
                        kind: "plan",
                        date: today(),
                        long: false,
                    };
                    format.paper(&plan_page(assessment, &profile, today()), paper, layout)?
                }
                Kind::Calendar => {
                    export::calendar::render(&calendar(assessment, &profile, self.review), now())
                        .into_bytes()
                }
            };
            output.write(&bytes)?;
        }
        Ok(Exit::Done)
    }
}

fn failed(error: impl std::fmt::Display) -> Failure {
    Failure::io(format!(
        "the plan could not be written in this form: {error}"
    ))
}

/// The tracker, read back: it must change nothing.
fn tracked(assessment: &Assessment) -> Result<Vec<u8>, Failure> {
    let bytes =
        export::excel::tracker::render(&tracker(assessment, &score(assessment))).map_err(failed)?;
    let read = strong_trust::intake::tracker::read(&bytes).map_err(failed)?;
    came_back(assessment, &read, today()).map_err(failed)?;
    Ok(bytes)
}
