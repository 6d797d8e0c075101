//! `plan DIR`: the actions, listed, added, changed, closed, written out and brought back.

pub mod change;
mod export;
mod keeper;
mod read;

use std::path::Path;

use clap::{Args, Subcommand};
use jiff::civil::Date;
use strong_trust::assessment::{Action, Assessment};
use strong_trust::document::Document;
use strong_trust::export as formats;
use strong_trust::report::{plan_page, unfit_review};
use strong_trust::scoring::score;
use strong_trust::text::{did_you_mean, list};
use strong_trust::words::long_date;

use crate::args::{self, Dir};
use crate::exit::{Exit, Failure, Outcome};
use crate::folder;
use crate::next_step::argument;
use crate::terminal::{Terminal, print, say};
use crate::today;

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
    /// Say that an action is complete or stopped
    Close(change::Close),
    /// Say when the trust will assess itself again
    Review(Review),
    /// Write the plan out: a tracker for Excel, a paper, a calendar
    Export(export::Export),
    /// Bring a tracker back that was edited in Excel
    Read(read::Read),
}

/// The day of the next review goes into the plan, the calendar and the drafts.
#[derive(Debug, Args)]
struct Review {
    /// The day, such as 2027-11-22
    #[arg(value_name = "DATE")]
    day: String,
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

/// The plan as it stands today.
pub fn page(assessment: &Assessment) -> Document {
    plan_page(assessment, &score(assessment), today())
}

/// The plan with the commands that change it.
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
    print(&formats::terminal::render(
        &page,
        terminal.width,
        terminal.colour,
    ))?;
    Ok(Exit::Done)
}

impl Review {
    fn run(&self, dir: &Path) -> Outcome {
        let day = day(&self.day, "DATE")?;
        let (folder, loaded) = folder::load(dir)?;
        if let Some(why) = unfit_review(&loaded.assessment, day) {
            return Err(Failure::usage(why));
        }
        folder.save_next_review(&loaded.assessment.rubric, day)?;
        say(&format!("Saved: the next review is on {}.", long_date(day)));
        Ok(Exit::Done)
    }
}

/// A day that was given with a flag.
fn day(text: &str, flag: &str) -> Result<Date, Failure> {
    args::day(text).map_err(|words| Failure::usage(format!("{flag}: {words}")))
}

/// The action of this id.
fn find<'a>(assessment: &'a Assessment, id: &str) -> Result<&'a Action, Failure> {
    let plan = &assessment.plan;
    let found = plan.iter().find(|action| action.id == id).or_else(|| {
        plan.iter()
            .find(|action| action.id.eq_ignore_ascii_case(id))
    });
    found.ok_or_else(|| {
        let ids: Vec<&str> = plan.iter().map(|action| action.id.as_str()).collect();
        let none = match ids.len() {
            0 => "There is no action in it yet.".to_owned(),
            1..=12 => format!("It has {}.", list(&ids)),
            _ => "`strong-trust plan DIR` lists them.".to_owned(),
        };
        let hint = did_you_mean(id, ids, none);
        Failure::usage(format!("the plan has no action \"{id}\". {hint}"))
    })
}
