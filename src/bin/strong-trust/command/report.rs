//! `report DIR`: the report, to the terminal or to files.

use std::path::PathBuf;

use clap::Args;
use strong_trust::export::Format;
use strong_trust::export::csv::What;
use strong_trust::report::{Edition, compose, unfinished};
use strong_trust::scoring::score;

use crate::args::Dir;
use crate::cycles;
use crate::error::{Failure, Outcome};
use crate::exit::Exit;
use crate::folder;
use crate::output::Outputs;
use crate::terminal::{Terminal, say};

#[derive(Debug, Args)]
pub struct Report {
    #[command(flatten)]
    dir: Dir,
    /// What a CSV file has a row for
    #[arg(long, value_enum, default_value_t = What::Criteria)]
    what: What,
    /// Which edition
    #[arg(long, value_enum, default_value_t = Edition::Full)]
    edition: Edition,
    /// Compare it with an earlier cycle: the folder of that assessment (may be repeated)
    #[arg(long, value_name = "DIR")]
    since: Vec<PathBuf>,
    /// The trust had another name in an earlier cycle, and is the same trust
    #[arg(long, requires = "since")]
    renamed: bool,
    #[command(flatten)]
    outputs: Outputs,
}

impl Report {
    pub fn run(&self, terminal: Terminal) -> Outcome {
        let outputs = self.outputs.open(terminal, Ok)?;
        let (_, loaded) = folder::load(&self.dir.dir)?;
        let assessment = &loaded.assessment;
        if let Some(caution) = unfinished(assessment) {
            say(&format!("Note: {caution}"));
        }
        let profile = score(assessment);
        let mut report = compose(assessment, &profile, self.edition);
        let is_csv = |form: Format| matches!(form, Format::Csv(_));
        if !self.since.is_empty() {
            let earlier = cycles::earlier(&self.dir.dir, assessment, &self.since, self.renamed)?;
            report = report.since(assessment, &earlier.iter().collect::<Vec<_>>());
        } else if self.what == What::Changes && outputs.iter().any(|(_, form)| is_csv(*form)) {
            return Err(Failure::usage(
                "--what changes needs an earlier cycle to compare the report with: add --since DIR.",
            ));
        }
        if outputs.iter().any(|(_, form)| form.lists_answers()) {
            report = report.with_answers(assessment, &profile);
        }
        for (output, form) in outputs {
            let form = if is_csv(form) {
                Format::Csv(self.what)
            } else {
                form
            };
            output.write_report(form, &report, terminal)?;
        }
        Ok(Exit::Done)
    }
}
