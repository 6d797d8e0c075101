//! `report DIR`: the report, to the terminal or to files.

use std::path::{Path, PathBuf};

use clap::Args;
use strong_trust::assessment::Assessment;
use strong_trust::report::{Edition, Report as Composed, compose, unfinished};
use strong_trust::scoring::score;

use crate::args::{Dir, EditionArg};
use crate::command::compare;
use crate::exit::{Exit, Failure, Outcome};
use crate::folder;
use crate::format::{Format, Layout, WhatArg};
use crate::target::Target;
use crate::terminal::{Terminal, say};

#[derive(Debug, Args)]
pub struct Report {
    #[command(flatten)]
    dir: Dir,
    /// What a CSV file holds
    #[arg(long, value_enum, default_value_t = WhatArg::Criteria)]
    what: WhatArg,
    /// Which edition
    #[arg(long, value_enum, default_value_t = EditionArg::Full)]
    edition: EditionArg,
    /// Set it beside an earlier cycle: the folder of that assessment (may be repeated)
    #[arg(long, value_name = "DIR")]
    since: Vec<PathBuf>,
    /// The trust had another name in an earlier cycle, and is the same trust
    #[arg(long, requires = "since")]
    renamed: bool,
    #[command(flatten)]
    outputs: Outputs,
}

/// Where something is written, and in which form.
#[derive(Debug, Args)]
pub struct Outputs {
    /// How to write it; otherwise by the ending of the output's name
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Where to write it; `-` is standard output (may be repeated)
    #[arg(short, long, value_name = "PATH")]
    output: Vec<PathBuf>,
    /// Replace files that are there already
    #[arg(long)]
    force: bool,
}

impl Report {
    pub fn run(&self, terminal: Terminal) -> Outcome {
        let targets = self.outputs.open(terminal)?;
        let (_, loaded) = folder::load(&self.dir.dir)?;
        if let Some(caution) = unfinished(&loaded.assessment) {
            say(&format!("Note: {caution}"));
        }
        let mut report = composed(&loaded.assessment, self.edition);
        if !self.since.is_empty() {
            let earlier =
                compare::earlier(&self.dir.dir, &loaded.assessment, &self.since, self.renamed)?;
            report = report.since(&loaded.assessment, &earlier.iter().collect::<Vec<_>>());
        } else if self.what == WhatArg::Changes
            && targets.iter().any(|(_, format)| *format == Format::Csv)
        {
            return Err(Failure::usage(
                "--what changes needs an earlier cycle to set the report beside: add --since DIR.",
            ));
        }
        if targets.iter().any(|(_, format)| format.lists_answers()) {
            report = report.with_answers(&loaded.assessment, &score(&loaded.assessment));
        }
        for (target, format) in targets {
            let colour = terminal.colour && target.is_screen();
            let layout = Layout {
                width: terminal.width,
                colour,
                what: self.what,
            };
            let ready = format.ready(&report, layout)?;
            target.fill(|out| ready.write(out))?;
        }
        Ok(Exit::Done)
    }
}

impl Outputs {
    /// Where to write what. Every place is opened before work starts.
    pub fn open(&self, terminal: Terminal) -> Result<Vec<(Target, Format)>, Failure> {
        if self.output.is_empty() {
            return Ok(vec![(Target::Screen, self.on_screen()?)]);
        }
        let open = |path: &PathBuf| {
            if path == Path::new("-") {
                return Ok((Target::Screen, self.format.unwrap_or(Format::Terminal)));
            }
            let format = self.format.map_or_else(|| Format::by_ending(path), Ok)?;
            Ok((Target::open(path, self.force, terminal)?, format))
        };
        self.output.iter().map(open).collect()
    }

    /// The form for a terminal, which shows no Word file.
    fn on_screen(&self) -> Result<Format, Failure> {
        let format = self.format.unwrap_or(Format::Terminal);
        if format.is_text() {
            return Ok(format);
        }
        Err(Failure::usage(
            "this form is a file, not text: name one with --output FILE (or --output - to pass it on).",
        ))
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
