//! `plan DIR read FILE`: a tracker that was edited in Excel comes back. What it changes is shown first.

use std::path::{Path, PathBuf};

use clap::Args;
use strong_trust::document::Document;
use strong_trust::intake::tracker::read;
use strong_trust::questionnaire::{Page, action_saved};
use strong_trust::report::{TrackerChange, compare_tracker};
use strong_trust::source::read_bytes;
use strong_trust::store::PlanEdit;

use crate::clock::today;
use crate::error::{Failure, Outcome};
use crate::exit::Exit;
use crate::folder;
use crate::interviewer::{agreed, interviewer};
use crate::terminal::{Asking, Terminal, say};

/// Shows every change, and makes all of them or none.
#[derive(Debug, Args)]
pub struct Read {
    /// The tracker, as `export -o plan.xlsx` wrote it and people edited it
    file: PathBuf,
    /// Make the changes without asking
    #[arg(long)]
    yes: bool,
    /// Only show what would change
    #[arg(long, conflicts_with = "yes")]
    dry_run: bool,
    /// Accept due dates in the past
    #[arg(long)]
    past_due_ok: bool,
}

impl Read {
    pub fn run(&self, dir: &Path, terminal: Terminal) -> Outcome {
        let (folder, loaded) = folder::load(dir)?;
        let bytes = read_bytes(&self.file)?;
        let named =
            |words: String| Failure::invalid_file(format!("{}: {words}", self.file.display()));
        let tracker = read(&bytes).map_err(|error| named(error.to_string()))?;
        let changes = compare_tracker(&loaded.assessment, &tracker, today(), self.past_due_ok)
            .map_err(|faults| {
                let lines: Vec<String> = faults.iter().map(|fault| format!("- {fault}")).collect();
                named(format!(
                    "this cannot be brought back as it is, and nothing was changed.\n{}",
                    lines.join("\n")
                ))
            })?;
        let mut page = Document::new("What the tracker changes in the plan");
        page.bullets(changes.lines());
        page.paragraph(changes.summary());
        terminal.show(&page)?;
        if changes.changes.is_empty() {
            return Ok(Exit::Done);
        }
        if self.dry_run {
            say("Nothing was changed, because of --dry-run.");
            return Ok(Exit::Done);
        }
        if !self.agreed(terminal)? {
            return Ok(Exit::Done);
        }
        let edit = |change: &TrackerChange| match change {
            TrackerChange::New(action) => PlanEdit::Add(action.clone()),
            TrackerChange::Changed { before, after } => PlanEdit::Change {
                before: before.clone(),
                after: after.clone(),
            },
        };
        let edits: Vec<PlanEdit> = changes.changes.iter().map(edit).collect();
        let (_, written) = folder.save_plan(&loaded.assessment.rubric, &edits)?;
        for action in &written {
            say(&action_saved(action));
        }
        Ok(Exit::Done)
    }

    /// Returns whether the changes are to be made.
    fn agreed(&self, terminal: Terminal) -> Result<bool, Failure> {
        if self.yes {
            return Ok(true);
        }
        if terminal.asking == Asking::Never {
            return Err(
                Failure::usage("nothing was changed: nobody is at a terminal to agree.")
                    .hint("Add --yes to make these changes, or --dry-run to see them only."),
            );
        }
        agreed(
            interviewer(terminal, "")?.as_mut(),
            Page::new("Make these changes?"),
            "Make them all",
            "Leave the plan as it is",
        )
    }
}
