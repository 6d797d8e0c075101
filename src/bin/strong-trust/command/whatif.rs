//! `whatif DIR ID HOW …`: what would change if something stood otherwise. Nothing is saved.

use clap::Args;
use strong_trust::report::{CHANGE_WORDS, read_changes};
use strong_trust::scoring::whatif;
use strong_trust::{export, report};

use crate::args::Dir;
use crate::exit::{Exit, Failure, Outcome};
use crate::folder;
use crate::terminal::{Terminal, print};

/// Scores a copy in memory and says what would change. Nothing is saved.
#[derive(Debug, Args)]
#[command(after_help = CHANGE_WORDS)]
pub struct Whatif {
    #[command(flatten)]
    dir: Dir,
    /// Pairs of an id and how it would stand, such as: governance-board 3 governance-board S2 standard-members met
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
        print(&export::terminal::render(
            &page,
            terminal.width,
            terminal.colour,
        ))?;
        Ok(Exit::Done)
    }
}
