//! `status DIR`: who has answered what, and what is next.

use clap::Args;
use strong_trust::{export, report};

use crate::args::Dir;
use crate::exit::{Exit, Outcome};
use crate::folder;
use crate::terminal::{Terminal, print};

#[derive(Debug, Args)]
pub struct Status {
    #[command(flatten)]
    dir: Dir,
}

impl Status {
    pub fn run(&self, terminal: Terminal) -> Outcome {
        let (_, loaded) = folder::load(&self.dir.dir)?;
        let page = report::status(&loaded.assessment, &self.dir.dir.display().to_string());
        print(&export::terminal::render(&page, terminal.width, terminal.colour))?;
        Ok(Exit::Done)
    }
}
