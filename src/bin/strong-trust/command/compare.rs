//! `compare DIR DIR…`: the cycles of one trust side by side.

use std::path::PathBuf;

use clap::Args;
use strong_trust::assessment::Assessment;
use strong_trust::document::DocumentInfo;
use strong_trust::export::Format;
use strong_trust::export::csv::What;
use strong_trust::report::{Edition, Report, comparison, compose};
use strong_trust::scoring::score;

use crate::cycles::{different, one_trust};
use crate::error::{Failure, Outcome};
use crate::exit::Exit;
use crate::folder;
use crate::output::{Output, Outputs};
use crate::terminal::Terminal;

#[derive(Debug, Args)]
pub struct Compare {
    /// The folders of the assessments, two or more, in any order
    #[arg(value_name = "DIR", required = true, num_args = 1..)]
    dirs: Vec<PathBuf>,
    /// Which edition
    #[arg(long, value_enum, default_value_t = Edition::Full)]
    edition: Edition,
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
        let outputs = self.outputs.open(terminal, Ok)?;
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
        let report = compose(latest, &score(latest), self.edition).since(latest, earlier);
        write(&report, outputs, terminal)
    }
}

fn write(report: &Report, outputs: Vec<(Output, Format)>, terminal: Terminal) -> Outcome {
    let page = comparison(report).expect("two cycles or more were compared");
    for (output, form) in outputs {
        let layout = output.layout(terminal);
        let bytes = if form.is_for_reading() {
            let info = DocumentInfo {
                trust: &report.trust,
                cycle: &report.cycle,
                kind: "comparison",
                date: report.date,
                long: false,
            };
            form.paper(&page, info, layout)?
        } else {
            let form = match form {
                Format::Csv(_) => Format::Csv(What::Changes),
                form => form,
            };
            form.bytes(report, layout)?
        };
        output.write(&bytes)?;
    }
    Ok(Exit::Done)
}
