//! `whatif DIR ID HOW …`: what would change if something were otherwise. Nothing is saved.

use clap::Args;
use strong_trust::report::{self, CHANGE_WORDS, read_changes};
use strong_trust::scoring::whatif;

use crate::args::Dir;
use crate::error::{Failure, Outcome};
use crate::exit::Exit;
use crate::folder;
use crate::terminal::Terminal;

/// Scores a copy in memory and says what would change. Nothing is saved.
#[derive(Debug, Args)]
#[command(after_help = CHANGE_WORDS)]
pub struct Whatif {
    #[command(flatten)]
    dir: Dir,
    /// Pairs of an id and how it would be, such as: governance-board 3 governance-board S2 standard-members met
    #[arg(value_name = "ID HOW")]
    changes: Vec<String>,
}

impl Whatif {
    pub fn run(&self, terminal: Terminal) -> Outcome {
        let (_, loaded) = folder::load(&self.dir.dir)?;
        let assessment = &loaded.assessment;
        let changes = read_changes(assessment, &self.changes)
            .map_err(|problems| Failure::usage(problems.join("\n")))?;
        let page = report::whatif(assessment, &whatif(assessment, &changes));
        terminal.show(&page)?;
        Ok(Exit::Done)
    }
}
