//! `man`: the manual page, on standard output.

use clap::{Args, CommandFactory};

use crate::args::Cli;
use crate::exit::{Exit, Outcome};
use crate::terminal::print;

#[derive(Debug, Args)]
pub struct Man {}

impl Man {
    #[expect(clippy::unused_self, reason = "every command runs in the same way")]
    pub fn run(&self) -> Outcome {
        let mut page = Vec::new();
        clap_mangen::Man::new(Cli::command()).render(&mut page)?;
        print(&String::from_utf8_lossy(&page))?;
        Ok(Exit::Done)
    }
}
