//! `next DIR NEWDIR`: the next cycle from the last.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;
use strong_trust::questionnaire::{Interviewer, NoAnswer, Page, said};
use strong_trust::report;
use strong_trust::store::{LoadError, NextCycle, StoreError};

use crate::args::{Dir, day};
use crate::clock::today;
use crate::error::{Failure, Outcome};
use crate::exit::Exit;
use crate::folder;
use crate::interviewer::interviewer;
use crate::next_step::argument;
use crate::setup::ask_date;
use crate::terminal::{Asking, Terminal, say};

#[derive(Debug, Args)]
pub struct Next {
    #[command(flatten)]
    dir: Dir,
    /// The folder of the new assessment; it may be there already if it is empty
    #[arg(value_name = "NEWDIR")]
    new: PathBuf,
    /// The name of the new cycle; otherwise the year
    #[arg(long)]
    cycle: Option<String>,
    /// The day to which the age of evidence is counted, such as 2027-11-22; otherwise today
    #[arg(long, value_name = "DATE", value_parser = day)]
    date: Option<Date>,
}

impl Next {
    pub fn run(&self, terminal: Terminal) -> Outcome {
        let (folder, loaded) = folder::load(&self.dir.dir)?;
        let next =
            if terminal.asking == Asking::Never || (self.cycle.is_some() && self.date.is_some()) {
                let date = self.date.unwrap_or_else(today);
                NextCycle {
                    cycle: self
                        .cycle
                        .clone()
                        .unwrap_or_else(|| date.year().to_string()),
                    date,
                }
            } else {
                self.asked(interviewer(terminal, "")?.as_mut())?
            };
        if let Some(why) = next.unfit_after(&loaded.assessment) {
            return Err(Failure::usage(format!("{why} (--cycle, --date).")));
        }
        let started = folder.next(&self.new, &next).map_err(|error| match error {
            LoadError::Store(
                error @ (StoreError::NotEmpty { .. } | StoreError::AlreadyThere { .. }),
            ) => Failure::io(error).hint("Nothing was changed."),
            other => other.into(),
        })?;
        say(&report::next_begun(
            &started.carried,
            &started.undecided,
            started.closed,
            &started.indicators,
            started.remembers,
        )
        .join("\n"));
        say(&format!(
            "Set up {0}. Next: strong-trust assess {0}",
            argument(&self.new)
        ));
        Ok(Exit::Done)
    }

    fn asked(&self, interviewer: &mut dyn Interviewer) -> Result<NextCycle, NoAnswer> {
        let mut page = Page::new("The next cycle");
        page.paragraph("Targets, weights and open actions are carried on. Answers are given anew, and the old folder stays as it is.");
        interviewer.show(&page);
        let date = match self.date {
            Some(date) => date,
            None => ask_date(interviewer, said::NEW_DATE)?,
        };
        let cycle = match &self.cycle {
            Some(cycle) => cycle.clone(),
            None => interviewer.text_or(said::CYCLE, &date.year().to_string(), |cycle| {
                Ok(cycle.to_owned())
            })?,
        };
        Ok(NextCycle { cycle, date })
    }
}
