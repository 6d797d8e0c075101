//! `plan DIR add`, `update` and `close`: by flags, and by asking for what they leave open.

use std::path::Path;

use clap::{Args, ValueEnum};
use strong_trust::assessment::{
    Action, ActionDraft, ActionFault, ActionStatus, Assessment, Course, Explaining, FaultKind,
    take_out_outlived,
};
use strong_trust::questionnaire::{
    Interviewer, PlanOutcome, PlanSitting, Suggestion, action_saved,
};
use strong_trust::report::priorities_without;
use strong_trust::scoring::score;
use strong_trust::store::{Folder, PlanEdit};

use crate::clock::today;
use crate::error::{Failure, Outcome};
use crate::exit::Exit;
use crate::find;
use crate::folder;
use crate::interviewer::interviewer;
use crate::next_step::argument;
use crate::outlived;
use crate::terminal::{Asking, Terminal, say};

use super::fields::Fields;
use super::repository::FileStore;

/// Asks for what is not given, where somebody is there to answer.
#[derive(Debug, Default, Args)]
pub struct Add {
    #[command(flatten)]
    fields: Fields,
}

/// What is not named stays as it is. Without a flag it asks what is to change.
#[derive(Debug, Default, Args)]
pub struct Update {
    /// The action's id
    action: Option<String>,
    #[command(flatten)]
    fields: Fields,
}

/// Asks how it ended, where that is not given.
#[derive(Debug, Default, Args)]
pub struct Close {
    /// The action's id
    action: Option<String>,
    /// How it ended
    #[arg(long, value_enum)]
    status: Option<Ended>,
    /// What a reader should know of how it ended
    #[arg(long)]
    note: Option<String>,
}

/// How an action ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Ended {
    Complete,
    Stopped,
}

impl From<Ended> for ActionStatus {
    fn from(ended: Ended) -> Self {
        match ended {
            Ended::Complete => Self::Complete,
            Ended::Stopped => Self::Stopped,
        }
    }
}

/// Every fault with the flag that answers it.
fn refused(faults: &[ActionFault]) -> Failure {
    let line = |fault: &ActionFault| match fault.kind {
        FaultKind::Past => format!(
            "- {} (--{}, or add --past-due-ok)",
            fault.words,
            fault.field.word()
        ),
        FaultKind::Missing | FaultKind::Unknown | FaultKind::Both => {
            format!("- {} (--{})", fault.words, fault.field.word())
        }
    };
    let lines: Vec<String> = faults.iter().map(line).collect();
    Failure::usage(format!(
        "nothing was saved, because this is not a whole action yet:\n{}",
        lines.join("\n")
    ))
}

impl Add {
    pub fn run(&self, dir: &Path, terminal: Terminal) -> Outcome {
        let (folder, loaded) = folder::load(dir)?;
        let assessment = &loaded.assessment;
        let mut draft = ActionDraft::default();
        self.fields.fill(&mut draft);
        match draft.action("", &assessment.rubric, today(), None) {
            Ok(action) => {
                say(&action_saved(
                    &folder.add_action(&assessment.rubric, &action)?,
                ));
                Ok(Exit::Done)
            }
            Err(faults) if terminal.asking == Asking::Never || !can_be_asked(&faults) => {
                Err(refused(&faults))
            }
            Err(_) => {
                let suggestions: Vec<Suggestion> =
                    priorities_without(assessment, &score(assessment))
                        .into_iter()
                        .map(|priority| Suggestion {
                            words: priority.lead(),
                            id: priority.id,
                        })
                        .collect();
                asked(&folder, assessment, None, dir, terminal, |sitting| {
                    sitting.add(draft, &suggestions)
                })
            }
        }
    }
}

fn can_be_asked(faults: &[ActionFault]) -> bool {
    faults.iter().all(|fault| match fault.kind {
        FaultKind::Missing | FaultKind::Past => true,
        FaultKind::Unknown | FaultKind::Both => false,
    })
}

impl Update {
    pub fn run(&self, dir: &Path, terminal: Terminal) -> Outcome {
        let (folder, loaded) = folder::load(dir)?;
        let assessment = &loaded.assessment;
        if self.fields.is_empty() {
            let flags =
                "Name the action and what is to change, such as `update a1 --status in-progress`.";
            let chosen = self
                .action
                .as_deref()
                .map(|id| find::action(assessment, id))
                .transpose()?;
            let action = choose(assessment, &folder, chosen, |_| true, terminal, flags)?;
            let Some(action) = action else {
                return Ok(Exit::Done);
            };
            return asked(
                &folder,
                assessment,
                Some(action),
                dir,
                terminal,
                |sitting| sitting.update(action),
            );
        }
        let Some(id) = self.action.as_deref() else {
            return Err(Failure::usage(
                "name the action that is to change, such as `update a1 --status in-progress`.",
            ));
        };
        let before = find::action(assessment, id)?;
        let mut draft = ActionDraft::of(before);
        self.fields.fill(&mut draft);
        match &before.course {
            Course::Act { .. } if self.fields.no_action.is_some() => {
                return Err(Failure::usage(format!(
                    "{} has an owner and a due date, which would be lost. Close it with `close {} --status stopped`, and add the reason with `add --no-action`.",
                    before.id, before.id
                )));
            }
            Course::NoAction { reason }
                if self.fields.acts() && self.fields.no_action.is_none() =>
            {
                draft = draft.taken_up(reason);
            }
            Course::Act { .. } | Course::NoAction { .. } => {}
        }
        let after = draft
            .action(&before.id, &assessment.rubric, today(), Some(before))
            .map_err(|faults| refused(&faults))?;
        saved(
            &folder,
            assessment,
            before,
            after,
            self.fields.note.is_some(),
        )
    }
}

impl Close {
    pub fn run(&self, dir: &Path, terminal: Terminal) -> Outcome {
        let (folder, loaded) = folder::load(dir)?;
        let assessment = &loaded.assessment;
        let chosen = self
            .action
            .as_deref()
            .map(|id| find::action(assessment, id))
            .transpose()?;
        if let Some(action) = chosen.filter(|action| action.status().is_none()) {
            return Err(Failure::usage(format!(
                "{} is a decision to do nothing, so there is nothing to close. `update {} --no-action \"…\"` changes its reason.",
                action.id, action.id
            )));
        }
        if let (Some(status), Some(before)) = (self.status, chosen) {
            let mut draft = ActionDraft {
                status: Some(status.into()),
                ..ActionDraft::of(before)
            };
            if self.note.is_some() {
                draft.note.clone_from(&self.note);
            }
            let after = draft
                .action(&before.id, &assessment.rubric, today(), Some(before))
                .map_err(|faults| refused(&faults))?;
            return saved(&folder, assessment, before, after, self.note.is_some());
        }
        let flags = "Name the action and how it ended: `close ID --status complete`, or `--status stopped`.";
        let action = choose(
            assessment,
            &folder,
            chosen,
            Action::is_open,
            terminal,
            flags,
        )?;
        let Some(action) = action else {
            return Ok(Exit::Done);
        };
        asked(
            &folder,
            assessment,
            Some(action),
            dir,
            terminal,
            |sitting| sitting.close(action),
        )
    }
}

/// Saves what an action says now. The note on how it ended is kept where it ends otherwise only if a flag said it.
fn saved(
    folder: &Folder,
    assessment: &Assessment,
    before: &Action,
    mut after: Action,
    noted: bool,
) -> Outcome {
    let said = outlived::said(&[(Explaining::ClosingNote, noted)]);
    let former = take_out_outlived(before, &mut after, &said);
    let edit = PlanEdit::Change {
        before: before.clone(),
        after,
    };
    let (_, written) = folder.save_plan(&assessment.rubric, &[edit])?;
    for action in &written {
        say(&action_saved(action));
    }
    if let Some(status) = before.status() {
        outlived::tell(&former, status.phrase());
    }
    Ok(Exit::Done)
}

/// Returns the action that was named, or the one that the person chooses; `None` where there is none to choose from.
fn choose<'a>(
    assessment: &'a Assessment,
    folder: &Folder,
    named: Option<&'a Action>,
    wanted: impl Fn(&Action) -> bool,
    terminal: Terminal,
    flags: &str,
) -> Result<Option<&'a Action>, Failure> {
    let mut interviewer = interviewer(terminal, flags)?;
    if named.is_some() {
        return Ok(named);
    }
    let actions: Vec<&Action> = assessment
        .plan
        .iter()
        .filter(|action| wanted(action))
        .collect();
    if actions.is_empty() {
        say("There is no such action in the plan.");
        return Ok(None);
    }
    let mut repository = FileStore::new(folder, &assessment.rubric, None);
    let chosen = sitting(assessment, &mut repository, interviewer.as_mut()).choose(&actions)?;
    Ok(Some(chosen))
}

fn sitting<'a>(
    assessment: &'a Assessment,
    repository: &'a mut FileStore<'_>,
    interviewer: &'a mut dyn Interviewer,
) -> PlanSitting<'a> {
    PlanSitting {
        rubric: &assessment.rubric,
        today: today(),
        repository,
        interviewer,
    }
}

/// Asks, and says what came of it.
fn asked(
    folder: &Folder,
    assessment: &Assessment,
    action: Option<&Action>,
    dir: &Path,
    terminal: Terminal,
    run: impl FnOnce(&mut PlanSitting<'_>) -> PlanOutcome,
) -> Outcome {
    let mut interviewer = interviewer(terminal, "")?;
    let mut repository = FileStore::new(folder, &assessment.rubric, action);
    let outcome = run(&mut sitting(
        assessment,
        &mut repository,
        interviewer.as_mut(),
    ));
    match (repository.saved(), outcome.kept, &outcome.unsaved) {
        (Some(action), 1.., _) => say(&action_saved(action)),
        (_, _, Some(unsaved)) => say(&format!("Not saved: {unsaved}.")),
        (_, _, None) => say("Nothing was changed."),
    }
    if outcome.kept > 0 || outcome.left.is_some() {
        say(&format!(
            "The whole plan: strong-trust plan {}",
            argument(dir)
        ));
    }
    Ok(Exit::after(outcome.left))
}
