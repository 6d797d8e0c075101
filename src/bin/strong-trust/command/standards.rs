//! `standards DIR`: the register of baselines, by asking or with `set`.

use std::path::Path;

use clap::{Args, Subcommand};
use jiff::civil::Date;
use strong_trust::assessment::{Entry, Explaining, Note, Status, take_out_outlived};
use strong_trust::questionnaire::{Interviewer, Options, Repository, SaveError, standards};
use strong_trust::rubric::Rubric;
use strong_trust::store::Folder;

use crate::args::{Dir, day};
use crate::clock::today;
use crate::error::Outcome;
use crate::exit::Exit;
use crate::find;
use crate::folder;
use crate::interviewer::interviewer;
use crate::next_step::argument;
use crate::outlived;
use crate::terminal::{Terminal, say};

#[derive(Debug, Args)]
pub struct Standards {
    #[command(flatten)]
    dir: Dir,
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Record whether one standard is met
    Set(Set),
}

/// What is not given stays as it is; but what explained another status is kept only if it is given again.
#[derive(Debug, Args)]
struct Set {
    /// The standard's id
    id: String,
    /// Whether it is met
    #[arg(value_enum)]
    status: Status,
    /// Where the proof is
    #[arg(long)]
    proof: Option<String>,
    /// Who looked
    #[arg(long)]
    by: Option<String>,
    /// When somebody last looked, such as 2026-11-22
    #[arg(long, value_name = "DATE", value_parser = day)]
    checked: Option<Date>,
    /// Why it is not met, or what is done instead
    #[arg(long)]
    explanation: Option<String>,
}

impl Standards {
    pub fn run(&self, terminal: Terminal) -> Outcome {
        match &self.what {
            Some(What::Set(set)) => set.run(&self.dir.dir),
            None => {
                let flags = "Use `strong-trust standards DIR set ID STATUS`.";
                ask_all(&self.dir.dir, interviewer(terminal, flags)?.as_mut())
            }
        }
    }
}

/// Asks about every standard.
pub fn ask_all(dir: &Path, interviewer: &mut dyn Interviewer) -> Outcome {
    let (folder, loaded) = folder::load(dir)?;
    let assessment = &loaded.assessment;
    let options = Options {
        domain: None,
        unanswered: false,
        today: today(),
        go_on: format!("strong-trust standards {}", argument(dir)),
        next: format!("strong-trust report {}", argument(dir)),
    };
    let mut repository = FileStore {
        folder: &folder,
        rubric: &assessment.rubric,
    };
    let outcome = standards(assessment, &mut repository, interviewer, &options);
    say(&outcome.lines().join("\n"));
    Ok(Exit::after(outcome.left))
}

/// Saves entries in the folder.
struct FileStore<'f> {
    folder: &'f Folder,
    rubric: &'f Rubric,
}

impl Repository<Entry> for FileStore<'_> {
    fn save(&mut self, entry: &Entry) -> Result<(), SaveError<Entry>> {
        self.folder
            .save_entry(self.rubric, entry)
            .map(|_| ())
            .map_err(|error| SaveError::Failed(error.to_string()))
    }
}

impl Set {
    fn run(&self, dir: &Path) -> Outcome {
        let (folder, loaded) = folder::load(dir)?;
        let assessment = &loaded.assessment;
        let id = &find::standard(&assessment.rubric, &self.id)?.id;
        let status = self.status;
        let before = assessment.entry(id);
        // What is not given stays as it was.
        let mut entry = Entry {
            standard: id.clone(),
            status,
            checked: self
                .checked
                .or_else(|| before.and_then(|before| before.checked)),
            by: given(
                self.by.as_ref(),
                before.and_then(|before| before.by.as_ref()),
            ),
            proof: given(
                self.proof.as_ref(),
                before.and_then(|before| before.proof.as_ref()),
            ),
            explanation: given(
                self.explanation.as_ref(),
                before.and_then(|before| before.explanation.as_ref()),
            ),
        };
        let said = outlived::said(&[
            (Explaining::Proof, self.proof.is_some()),
            (Explaining::Explanation, self.explanation.is_some()),
        ]);
        let former = before.map(|before| take_out_outlived(before, &mut entry, &said));
        folder.save_entry(&assessment.rubric, &entry)?;
        say(&format!("Saved: {id} is {}.", status.phrase()));
        if let Some((before, former)) = before.zip(former) {
            outlived::tell(&former, before.status.phrase());
        }
        Ok(Exit::Done)
    }
}

fn given(new: Option<&String>, before: Option<&Note>) -> Option<Note> {
    new.map_or_else(|| before.cloned(), |new| Note::new(new))
}
