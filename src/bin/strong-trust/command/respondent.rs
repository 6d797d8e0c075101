//! `respondent list|remove|rename|merge`: those who answered.

mod merge;

use clap::{Args, Subcommand};
use strong_trust::assessment::Assessment;
use strong_trust::document::Document;
use strong_trust::export;
use strong_trust::questionnaire::{self, Page};
use strong_trust::report;
use strong_trust::report::REMOVED;
use strong_trust::rubric::RespondentId;
use strong_trust::store::{Folder, StoreError, Traces};
use strong_trust::text::{clean, did_you_mean, list};

use crate::args::Dir;
use crate::ask;
use crate::command::assess::respondent;
use crate::command::status::last_saved;
use crate::exit::{Exit, Failure, Outcome};
use crate::folder;
use crate::terminal::{Terminal, print, say};

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
        /// Leave the id where it stands as moderator, as owner of an action, or as who looked at a standard
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
                show(
                    &report::respondents(&loaded.assessment, &last_saved(&folder)?),
                    terminal,
                )?;
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

fn show(page: &Document, terminal: Terminal) -> Result<(), Failure> {
    print(&export::terminal::render(
        page,
        terminal.width,
        terminal.colour,
    ))
}

/// Tells what will go, asks unless that was answered before, and takes it away.
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
        let mut interviewer = ask::somebody(terminal, "Add --yes to remove without being asked.")?;
        show(&report::before_removal(id, &traces, instead), terminal)?;
        let options = [
            format!("Remove {id}"),
            "Leave everything as it is".to_owned(),
        ];
        let mut page = Page::new(format!("Remove {id}?"));
        match ask::one_of(interviewer.as_mut(), &mut page, "Its number", &options) {
            Ok(0) => {}
            Ok(_) => return Ok(unchanged(Exit::Done)),
            Err(left) => return Ok(unchanged(left.exit())),
        }
    }
    let traces = folder.remove_respondent(id, instead)?;
    show(&report::removed(id, &traces, instead), terminal)?;
    Ok(Exit::Done)
}

fn unchanged(exit: Exit) -> Exit {
    say("Nothing was changed.");
    exit
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
    show(&report::renamed(id, new, &traces), terminal)?;
    if let Ok(loaded) = folder.load()
        && let Some(note) = questionnaire::name_note(new, &loaded.assessment.rubric)
    {
        say(&note);
    }
    Ok(Exit::Done)
}

/// What to say to somebody who answers for the first time under an id that looks like a personal name.
pub fn name_note(who: &RespondentId, assessment: &Assessment) -> Option<String> {
    questionnaire::newcomer_note(who, assessment)
        .map(|note| format!("{note} (`strong-trust respondent rename`)"))
}

/// Nobody has this id: the nearest that somebody has, and where the id stands nevertheless.
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
