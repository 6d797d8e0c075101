//! `new DIR`: a new assessment, by flags or by asking.

use clap::Args;

use crate::args::Dir;
use crate::error::Outcome;
use crate::exit::Exit;
use crate::interviewer::interviewer;
use crate::next_step::argument;
use crate::setup::{Setup, create};
use crate::terminal::{Asking, Terminal, say};

#[derive(Debug, Args)]
pub struct New {
    #[command(flatten)]
    dir: Dir,
    #[command(flatten)]
    setup: Setup,
}

impl New {
    pub fn run(&self, terminal: Terminal) -> Outcome {
        if self.setup.trust.is_none() && terminal.asking != Asking::Never {
            let mut interviewer = interviewer(terminal, "")?;
            create(&self.dir.dir, &self.setup.asked(interviewer.as_mut())?)?;
        } else {
            create(&self.dir.dir, &self.setup)?;
        }
        say(&format!(
            "Set up {0}. Next: strong-trust assess {0}",
            argument(&self.dir.dir)
        ));
        Ok(Exit::Done)
    }
}
