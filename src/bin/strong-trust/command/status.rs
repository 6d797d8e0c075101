//! `status DIR`: who has answered what, and what is next.

use std::collections::BTreeMap;

use clap::Args;
use jiff::civil::Date;
use strong_trust::assessment::Assessment;
use strong_trust::rubric::RespondentId;
use strong_trust::store::Folder;
use strong_trust::{export, report};

use crate::args::Dir;
use crate::day_of;
use crate::exit::{Exit, Failure, Outcome};
use crate::folder;
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
        let text = if self.json {
            export::json::status::render(&status, |step| command(step, &self.dir.dir))
        } else {
            let page = status.document(|step| command(step, &self.dir.dir));
            export::terminal::render(&page, terminal.width, terminal.colour)
        };
        print(&text)?;
        Ok(Exit::Done)
    }
}

/// How far the assessment in a folder is.
pub fn of(folder: &Folder, assessment: &Assessment) -> Result<report::Status, Failure> {
    Ok(report::progress(assessment, &last_saved(folder)?))
}

/// The day on which each respondent's file was last saved, by this computer's clock and place.
pub fn last_saved(folder: &Folder) -> Result<BTreeMap<RespondentId, Date>, Failure> {
    Ok(folder
        .last_saved()?
        .into_iter()
        .filter_map(|(id, time)| Some((id, day_of(time)?)))
        .collect())
}
