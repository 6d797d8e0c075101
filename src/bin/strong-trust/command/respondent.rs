//! `respondent list|remove|rename|merge`: those who answered.

mod merge;

use clap::{Args, Subcommand};
use strong_trust::questionnaire::{self, Page};
use strong_trust::report::{self, REMOVED};
use strong_trust::rubric::RespondentId;
use strong_trust::store::{Folder, StoreError, Traces};
use strong_trust::text::{clean, did_you_mean, list};

use crate::args::Dir;
use crate::error::{Failure, Outcome};
use crate::exit::Exit;
use crate::find::respondent;
use crate::folder::{self, last_saved};
use crate::interviewer::{agreed, interviewer};
use crate::terminal::{Terminal, say};

#[derive(Debug, Args)]
pub struct Respondent {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Who is there
    List {
        #[command(flatten)]
        dir: Dir,
    },
    /// Erase somebody's answers and every trace of the id in the folder
    Remove {
        #[command(flatten)]
        dir: Dir,
        /// Whose answers
        id: String,
        /// Do not ask first
        #[arg(long)]
        yes: bool,
        /// Leave the id where it is a moderator, the owner of an action, or who looked at a standard
        #[arg(long)]
        keep_posts: bool,
    },
    /// Give somebody another id
    Rename {
        #[command(flatten)]
        dir: Dir,
        /// The id now
        id: String,
        /// The new id: a post or a pseudonym
        new: String,
    },
    /// Bring two files of one person together, answer by answer
    Merge(merge::Merge),
}

impl Respondent {
    pub fn run(&self, terminal: Terminal) -> Outcome {
        match &self.what {
            What::List { dir } => {
                let (folder, loaded) = folder::load(&dir.dir)?;
                let saved = last_saved(&folder)?;
                terminal.show(&report::respondents(&loaded.assessment, &saved))?;
                Ok(Exit::Done)
            }
            What::Remove {
                dir,
                id,
                yes,
                keep_posts,
            } => {
                let instead = (!keep_posts).then_some(REMOVED);
                remove(
                    &Folder::open(&dir.dir)?,
                    &respondent(id)?,
                    *yes,
                    instead,
                    terminal,
                )
            }
            What::Merge(merge) => merge.run(terminal),
            What::Rename { dir, id, new } => rename(
                &Folder::open(&dir.dir)?,
                &respondent(id)?,
                &respondent(new)?,
                terminal,
            ),
        }
    }
}

/// Shows what will be removed, asks unless that was answered before, and removes it.
fn remove(
    folder: &Folder,
    id: &RespondentId,
    yes: bool,
    instead: Option<&str>,
    terminal: Terminal,
) -> Outcome {
    let traces = folder.traces(id)?;
    if !traces.has_answers() {
        return Err(nobody(folder, id, &traces)?);
    }
    if !yes {
        let mut interviewer = interviewer(terminal, "Add --yes to remove without being asked.")?;
        terminal.show(&report::before_removal(id, &traces, instead))?;
        let page = Page::new(format!("Remove {id}?"));
        if !agreed(
            interviewer.as_mut(),
            page,
            &format!("Remove {id}"),
            "Leave everything as it is",
        )? {
            return Ok(Exit::Done);
        }
    }
    let traces = folder.remove_respondent(id, instead)?;
    terminal.show(&report::removed(id, &traces, instead))?;
    Ok(Exit::Done)
}

fn rename(folder: &Folder, id: &RespondentId, new: &RespondentId, terminal: Terminal) -> Outcome {
    let traces = match folder.rename_respondent(id, new) {
        Ok(traces) => traces,
        Err(StoreError::NobodyOfThisId { .. }) => {
            return Err(nobody(folder, id, &Traces::default())?);
        }
        Err(StoreError::IdInUse { .. } | StoreError::SameButForCase { .. }) => {
            return Err(Failure::usage(format!(
                "somebody has answered as {new} already: choose another id. Nothing was changed."
            )));
        }
        Err(error) => return Err(error.into()),
    };
    terminal.show(&report::renamed(id, new, &traces))?;
    if let Ok(loaded) = folder.load()
        && let Some(note) = questionnaire::name_note(new, &loaded.assessment.rubric)
    {
        say(&note);
    }
    Ok(Exit::Done)
}

/// Returns that nobody has this id, with the nearest that somebody has, and where the id is found nevertheless.
fn nobody(folder: &Folder, id: &RespondentId, traces: &Traces) -> Result<Failure, Failure> {
    let ids = folder.respondents()?;
    let none = if ids.is_empty() {
        "Nobody has answered yet.".to_owned()
    } else {
        format!("Those who have are {}.", list(&ids))
    };
    let hint = did_you_mean(id.as_str(), ids.iter().map(String::as_str), none);
    let mut places: Vec<&str> = traces
        .named
        .iter()
        .map(|named| named.file.as_str())
        .chain(traces.mentions.iter().map(|mention| mention.file.as_str()))
        .collect();
    places.dedup();
    let also = if places.is_empty() {
        String::new()
    } else {
        format!(" The id stands in {}.", list(&places))
    };
    // Where somebody's answers are a link, there are none here; but that is worth a word.
    let left = traces
        .unread
        .iter()
        .filter(|left| left.file.contains(id.as_str()))
        .fold(String::new(), |text, left| {
            text + &format!(" {} {}.", clean(&left.file), report::why_left(left.why))
        });
    Ok(Failure::usage(format!(
        "nobody has answered as \"{id}\". {hint}{also}{left} Nothing was changed."
    )))
}
