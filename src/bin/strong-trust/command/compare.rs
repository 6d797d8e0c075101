//! `compare DIR DIR…`: the cycles of one trust side by side.

use std::path::{Path, PathBuf};

use clap::Args;
use strong_trust::assessment::Assessment;
use strong_trust::export::Paper;
use strong_trust::report::{Report, comparison, several_trusts};
use strong_trust::words::long_date;

use crate::args::EditionArg;
use crate::command::report::{Outputs, composed};
use crate::exit::{Exit, Failure, Outcome};
use crate::folder;
use crate::format::{Layout, WhatArg};
use crate::next_step::argument;
use crate::terminal::Terminal;

#[derive(Debug, Args)]
pub struct Compare {
    /// The folders of the assessments, two or more, in any order
    #[arg(value_name = "DIR", required = true, num_args = 1..)]
    dirs: Vec<PathBuf>,
    /// Which edition
    #[arg(long, value_enum, default_value_t = EditionArg::Full)]
    edition: EditionArg,
    /// The trust has another name in some of the cycles, and is the same trust
    #[arg(long)]
    renamed: bool,
    #[command(flatten)]
    outputs: Outputs,
}

impl Compare {
    pub fn run(&self, terminal: Terminal) -> Outcome {
        let [_, _, ..] = self.dirs.as_slice() else {
            return Err(Failure::usage(
                "a comparison needs two folders or more: strong-trust compare DIR DIR",
            ));
        };
        let targets = self.outputs.open(terminal)?;
        different(&self.dirs)?;
        let loaded = self
            .dirs
            .iter()
            .map(|dir| Ok(folder::load(dir)?.1.assessment))
            .collect::<Result<Vec<Assessment>, Failure>>()?;
        let mut assessments: Vec<&Assessment> = loaded.iter().collect();
        assessments.sort_by_key(|assessment| assessment.setup.date);
        one_trust(&assessments, self.renamed)?;
        let (latest, earlier) = assessments.split_last().expect("there are two or more");
        let report = composed(latest, self.edition).since(latest, earlier);
        write(&report, targets, terminal)
    }
}

fn write(
    report: &Report,
    targets: Vec<(crate::target::Target, crate::format::Format)>,
    terminal: Terminal,
) -> Outcome {
    let page = comparison(report).expect("two cycles or more were compared");
    for (target, format) in targets {
        let colour = terminal.colour && target.is_screen();
        let layout = Layout {
            width: terminal.width,
            colour,
            what: WhatArg::Changes,
        };
        let bytes = if format.is_for_reading() {
            let paper = Paper {
                trust: &report.trust,
                cycle: &report.cycle,
                kind: "comparison",
                date: report.date,
                long: false,
            };
            format.paper(&page, paper, layout)?
        } else {
            format.bytes(report, layout)?
        };
        target.write(&bytes)?;
    }
    Ok(Exit::Done)
}

/// Reads the earlier cycles that a report is to be set beside.
pub fn earlier(
    dir: &Path,
    assessment: &Assessment,
    since: &[PathBuf],
    renamed: bool,
) -> Result<Vec<Assessment>, Failure> {
    different(
        &since
            .iter()
            .map(PathBuf::as_path)
            .chain([dir])
            .map(Path::to_owned)
            .collect::<Vec<_>>(),
    )?;
    let mut earlier = Vec::new();
    for since in since {
        let found = folder::load(since)?.1.assessment;
        if found.setup.date > assessment.setup.date {
            return Err(Failure::usage(format!(
                "{} is dated {}, after {} ({}): --since is for earlier cycles. `strong-trust compare` puts cycles in order by itself.",
                since.display(),
                long_date(found.setup.date),
                dir.display(),
                long_date(assessment.setup.date)
            )));
        }
        earlier.push(found);
    }
    one_trust(
        &earlier.iter().chain([assessment]).collect::<Vec<_>>(),
        renamed,
    )?;
    Ok(earlier)
}

/// Refuses a folder that is named twice, under whatever names.
fn different(dirs: &[PathBuf]) -> Result<(), Failure> {
    let real = |dir: &PathBuf| dir.canonicalize().unwrap_or_else(|_| dir.clone());
    for (place, dir) in dirs.iter().enumerate() {
        if let Some(twin) = dirs[..place].iter().find(|other| real(other) == real(dir)) {
            return Err(Failure::usage(format!(
                "{} and {} are the same folder: name the folders of two cycles or more, such as {} and the one of the year before.",
                argument(twin),
                argument(dir),
                argument(dir)
            )));
        }
    }
    Ok(())
}

/// Cycles of one trust are compared, and not trusts with each other.
fn one_trust(assessments: &[&Assessment], renamed: bool) -> Result<(), Failure> {
    match several_trusts(assessments).filter(|_| !renamed) {
        Some(why) => Err(Failure::usage(format!(
            "{why} If it is one trust that has changed its name, add --renamed."
        ))),
        None => Ok(()),
    }
}
