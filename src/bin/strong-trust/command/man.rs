//! `man`: the manual page, on standard output.

use clap::Args;

use crate::error::Outcome;
use crate::exit::Exit;
use crate::terminal::print;

#[derive(Debug, Args)]
pub struct Man {}

impl Man {
    #[expect(clippy::unused_self, reason = "every command runs in the same way")]
    pub fn run(&self, program: clap::Command) -> Outcome {
        let mut page = Vec::new();
        clap_mangen::Man::new(program).render(&mut page)?;
        print(&String::from_utf8_lossy(&page))?;
        Ok(Exit::Done)
    }
}
