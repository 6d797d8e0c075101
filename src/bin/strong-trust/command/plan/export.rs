//! `plan DIR export`: the plan as a tracker, a paper, a table or a calendar.

use std::path::{Path, PathBuf};

use clap::Args;
use strong_trust::assessment::Assessment;
use strong_trust::export::{self, Paper};
use strong_trust::report::{Edition, calendar, came_back, compose, plan_page, tracker};
use strong_trust::scoring::score;

use crate::command::plan::day;
use crate::exit::{Exit, Failure, Outcome};
use crate::folder;
use crate::format::{Format, Layout, WhatArg};
use crate::target::Target;
use crate::terminal::Terminal;
use crate::{now, today};

/// Writes the plan out. The ending of the file's name says how.
#[derive(Debug, Args)]
pub struct Export {
    /// Where to write it: .xlsx (a tracker to edit and bring back), .docx, .pdf, .html, .md, .txt, .csv or .ics (may be repeated)
    #[arg(short, long, value_name = "FILE", required = true)]
    output: Vec<PathBuf>,
    /// The day of the next review in the calendar, such as 2027-11-22
    #[arg(long, value_name = "DATE")]
    review: Option<String>,
    /// Replace files that are there already
    #[arg(long)]
    force: bool,
}

/// How the plan is written.
#[derive(Debug, Clone, Copy)]
enum Kind {
    /// A workbook that is edited and brought back.
    Tracker,
    /// A paper, or a table.
    Form(Format),
    /// Due dates for a calendar.
    Calendar,
}

impl Kind {
    fn by_ending(path: &Path) -> Result<Self, Failure> {
        let ending = path
            .extension()
            .map(|ending| ending.to_string_lossy().to_lowercase())
            .unwrap_or_default();
        match ending.as_str() {
            "xlsx" => Ok(Self::Tracker),
            "ics" => Ok(Self::Calendar),
            "pdf" | "docx" | "html" | "htm" | "md" | "markdown" | "txt" | "csv" => {
                Format::by_ending(path).map(Self::Form)
            }
            _ => Err(Failure::usage(format!(
                "it cannot be told from the name {} how to write the plan. Let it end in .xlsx, .docx, .pdf, .html, .md, .txt, .csv or .ics.",
                path.display()
            ))),
        }
    }
}

impl Export {
    pub fn run(&self, dir: &Path, terminal: Terminal) -> Outcome {
        let review = self
            .review
            .as_deref()
            .map(|text| day(text, "--review"))
            .transpose()?;
        let kinds = self
            .output
            .iter()
            .map(|path| Kind::by_ending(path))
            .collect::<Result<Vec<_>, _>>()?;
        // Every place is opened before work starts.
        let targets = self
            .output
            .iter()
            .map(|path| Target::open(path, self.force, terminal))
            .collect::<Result<Vec<_>, _>>()?;
        let (_, loaded) = folder::load(dir)?;
        let assessment = &loaded.assessment;
        let profile = score(assessment);
        let layout = Layout {
            width: terminal.width,
            colour: false,
            what: WhatArg::Plan,
        };
        for (kind, target) in kinds.into_iter().zip(targets) {
            let bytes = match kind {
                Kind::Tracker => tracked(assessment)?,
                Kind::Form(Format::Csv) => {
                    Format::Csv.bytes(&compose(assessment, &profile, Edition::Full), layout)?
                }
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
                    export::calendar::render(&calendar(assessment, &profile, review), now())
                        .into_bytes()
                }
            };
            target.write(&bytes)?;
        }
        Ok(Exit::Done)
    }
}

fn failed(error: impl std::fmt::Display) -> Failure {
    Failure::Io(format!(
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
