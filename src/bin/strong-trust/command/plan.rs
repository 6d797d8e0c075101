//! `plan DIR`: the actions, listed, added, changed, closed, written out and brought back.

pub mod change;
mod export;
mod fields;
mod read;
mod repository;

use std::path::Path;

use clap::{Args, Subcommand};
use jiff::civil::Date;
use strong_trust::assessment::Assessment;
use strong_trust::document::Document;
use strong_trust::report::{plan_page, unfit_review};
use strong_trust::scoring::score;
use strong_trust::words::long_date;

use crate::args::{Dir, day};
use crate::clock::today;
use crate::error::{Failure, Outcome};
use crate::exit::Exit;
use crate::folder;
use crate::next_step::argument;
use crate::terminal::{Terminal, say};

#[derive(Debug, Args)]
pub struct Plan {
    #[command(flatten)]
    dir: Dir,
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Add an action, or a reason for doing nothing
    Add(change::Add),
    /// Change an action
    Update(change::Update),
    /// Mark an action as complete or stopped
    Close(change::Close),
    /// Set the date of the next review
    Review(Review),
    /// Write the plan to a file: a tracker for Excel, a paper, a calendar
    Export(export::Export),
    /// Read a tracker that was edited in Excel
    Read(read::Read),
}

/// The day of the next review goes into the plan, the calendar and the drafts.
#[derive(Debug, Args)]
struct Review {
    /// The day, such as 2027-11-22
    #[arg(value_name = "DATE", value_parser = day)]
    day: Date,
}

impl Plan {
    pub fn run(&self, terminal: Terminal) -> Outcome {
        let dir = &self.dir.dir;
        match &self.what {
            None => listed(dir, terminal),
            Some(What::Add(add)) => add.run(dir, terminal),
            Some(What::Update(update)) => update.run(dir, terminal),
            Some(What::Close(close)) => close.run(dir, terminal),
            Some(What::Review(review)) => review.run(dir),
            Some(What::Export(export)) => export.run(dir, terminal),
            Some(What::Read(read)) => read.run(dir, terminal),
        }
    }
}

/// Returns the plan as of today.
pub fn page(assessment: &Assessment) -> Document {
    plan_page(assessment, &score(assessment), today())
}

/// Shows the plan with the commands that change it.
fn listed(dir: &Path, terminal: Terminal) -> Outcome {
    let (_, loaded) = folder::load(dir)?;
    let mut page = page(&loaded.assessment);
    page.heading(2, "What you can do");
    let dir = argument(dir);
    page.bullets([
        format!("Add an action: strong-trust plan {dir} add"),
        format!("Change or close one by its id: strong-trust plan {dir} update ID, strong-trust plan {dir} close ID"),
        format!("Keep it in Excel: strong-trust plan {dir} export -o plan.xlsx, and strong-trust plan {dir} read plan.xlsx"),
    ]);
    terminal.show(&page)?;
    Ok(Exit::Done)
}

impl Review {
    fn run(&self, dir: &Path) -> Outcome {
        let day = self.day;
        let (folder, loaded) = folder::load(dir)?;
        if let Some(why) = unfit_review(&loaded.assessment, day) {
            return Err(Failure::usage(why));
        }
        folder.save_next_review(&loaded.assessment.rubric, day)?;
        say(&format!("Saved: the next review is on {}.", long_date(day)));
        Ok(Exit::Done)
    }
}
