//! `status DIR`: who has answered what, and what is next.

use clap::Args;
use strong_trust::assessment::Assessment;
use strong_trust::store::{Folder, StoreError};
use strong_trust::{export, report};

use crate::args::Dir;
use crate::error::Outcome;
use crate::exit::Exit;
use crate::folder::{self, last_saved};
use crate::next_step::command;
use crate::terminal::{Terminal, print};

#[derive(Debug, Args)]
pub struct Status {
    #[command(flatten)]
    dir: Dir,
    /// As JSON (schema strong-trust/status/1)
    #[arg(long)]
    json: bool,
}

impl Status {
    pub fn run(&self, terminal: Terminal) -> Outcome {
        let (folder, loaded) = folder::load(&self.dir.dir)?;
        let status = of(&folder, &loaded.assessment)?;
        if self.json {
            let json = export::json::status::render(&status, |step| command(step, &self.dir.dir));
            print(&json)?;
        } else {
            terminal.show(&status.document(|step| command(step, &self.dir.dir)))?;
        }
        Ok(Exit::Done)
    }
}

/// Returns how far the assessment in a folder is.
pub fn of(folder: &Folder, assessment: &Assessment) -> Result<report::Status, StoreError> {
    Ok(report::progress(assessment, &last_saved(folder)?))
}
