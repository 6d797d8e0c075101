//! `completions SHELL`: completions for a shell, on standard output.

use clap::Args;
use clap_complete::{Shell, generate};

use crate::error::Outcome;
use crate::exit::Exit;
use crate::terminal::print;

#[derive(Debug, Args)]
pub struct Completions {
    /// The shell to complete in
    shell: Shell,
}

impl Completions {
    pub fn run(&self, mut program: clap::Command) -> Outcome {
        let mut script = Vec::new();
        generate(self.shell, &mut program, "strong-trust", &mut script);
        print(&String::from_utf8_lossy(&script))?;
        Ok(Exit::Done)
    }
}
