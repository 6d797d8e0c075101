//! `rubric upgrade DIR`: an assessment taken over to a newer version of its rubric.

use std::collections::BTreeMap;

use clap::Args;
use strong_trust::questionnaire::Page;
use strong_trust::report;
use strong_trust::rubric::{Builtin, RoleId};
use strong_trust::store::{Folder, LoadError, StoreError, Upgrade as Prepared};
use strong_trust::text::count;

use crate::args::Dir;
use crate::error::{Failure, Outcome};
use crate::exit::Exit;
use crate::find;
use crate::folder;
use crate::interviewer::{agreed, interviewer};
use crate::next_step::argument;
use crate::terminal::{Asking, Terminal, say};

/// What would change is always shown first. Nothing is deleted.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag")]
pub struct Upgrade {
    #[command(flatten)]
    dir: Dir,
    /// A rubric inside the program, or the folder of another; otherwise the one inside the program
    #[arg(long, value_name = "ID|PATH")]
    to: Option<String>,
    /// What a role that the newer version no longer has is now (may be repeated)
    #[arg(long, value_name = "OLD=NEW", value_parser = role)]
    role: Vec<(RoleId, RoleId)>,
    /// Continue even if answers will no longer count; they are kept in their files
    #[arg(long)]
    keep: bool,
    /// Do it without asking
    #[arg(long)]
    yes: bool,
    /// Only show what would change
    #[arg(long, conflicts_with = "yes")]
    dry_run: bool,
    /// Leave out a change that was begun and cannot be finished, because not all of it has arrived
    #[arg(long, conflicts_with = "dry_run")]
    set_aside: bool,
}

fn role(text: &str) -> Result<(RoleId, RoleId), String> {
    let (old, new) = text
        .split_once('=')
        .ok_or("write it as OLD=NEW, such as clerk=governance-professional")?;
    let id = |text: &str| {
        RoleId::new(text.trim())
            .map_err(|error| format!("\"{text}\" cannot be a role's id: {error}"))
    };
    Ok((id(old)?, id(new)?))
}

impl Upgrade {
    pub fn run(&self, terminal: Terminal) -> Outcome {
        if !self.dry_run {
            self.finish_what_was_begun()?;
        }
        let (folder, loaded) = folder::load(&self.dir.dir)?;
        let id = loaded.assessment.rubric.id().as_str();
        let to = match &self.to {
            Some(to) => to.as_str(),
            None if Builtin::find(id).is_some() => id,
            None => {
                return Err(Failure::usage(format!(
                    "the rubric {id} is not inside the program: name the folder of its newer version with --to PATH."
                )));
            }
        };
        let newer = find::rubric(to)?;
        let roles: BTreeMap<RoleId, RoleId> = self.role.iter().cloned().collect();
        let prepared = folder
            .prepare_upgrade(&newer, &roles)
            .map_err(|error| match error {
                LoadError::Store(error @ StoreError::RolesGone { .. }) => Failure::usage(error)
                    .hint("Say what each is now with --role OLD=NEW. Nothing was changed."),
                LoadError::Store(
                    error @ (StoreError::OtherRubric { .. } | StoreError::OlderRubric { .. }),
                ) => Failure::from(error).into_usage(),
                other => other.into(),
            })?;
        let version = prepared.after.rubric.version();
        if prepared.is_nothing() {
            say(&format!(
                "{} has version {version} of the rubric {id} already. Nothing was changed.",
                argument(&self.dir.dir)
            ));
            return Ok(Exit::Done);
        }
        terminal.show(&report::upgrade_page(&prepared.before, &prepared.after))?;
        if self.dry_run {
            say("This only shows what would change. Nothing was changed.");
            return Ok(Exit::Done);
        }
        if self.yes {
            self.agrees_to_set_aside(&prepared)?;
        } else if !self.ask(&prepared, terminal)? {
            return Ok(Exit::Done);
        }
        folder.upgrade(&prepared)?;
        say(&format!(
            "{} has version {version} of the rubric now. Next: strong-trust status {0}",
            argument(&self.dir.dir)
        ));
        Ok(Exit::Done)
    }

    /// Finishes a change that was stopped half-way, or leaves it out, if that was said.
    fn finish_what_was_begun(&self) -> Result<(), Failure> {
        let folder = Folder::open(&self.dir.dir)?;
        if self.set_aside {
            folder.set_aside()?;
        }
        if folder.finish()? {
            say("A change that was stopped half-way is finished now.");
        }
        Ok(())
    }

    /// With flags alone, answers are only set aside if that was said.
    fn agrees_to_set_aside(&self, prepared: &Prepared) -> Result<(), Failure> {
        match prepared.set_aside() {
            0 => Ok(()),
            _ if self.keep => Ok(()),
            many => Err(Failure::usage(format!(
                "{} would count for nothing (kept in the files, and listed). Add --keep to go on so. Nothing was changed.",
                judgements(many)
            ))),
        }
    }

    /// Asks whether to do it.
    fn ask(&self, prepared: &Prepared, terminal: Terminal) -> Result<bool, Failure> {
        let aside = prepared.set_aside();
        let keep = if aside > 0 && !self.keep {
            " --keep"
        } else {
            ""
        };
        if terminal.asking == Asking::Never {
            return Err(Failure::usage("nothing was changed.").hint(format!(
                "Add --yes{keep} to do it, or --dry-run only to see it."
            )));
        }
        let mut page = Page::new("Upgrade the rubric of this assessment?");
        if aside > 0 {
            page.notice(format!(
                "{} will count for nothing. They stay in their files and are listed in the report.",
                judgements(aside)
            ));
        }
        agreed(
            interviewer(terminal, "")?.as_mut(),
            page,
            "Upgrade now",
            "Leave it as it is",
        )
    }
}

fn judgements(number: usize) -> String {
    count(
        number,
        "answer or agreed judgement",
        "answers and agreed judgements",
    )
}
