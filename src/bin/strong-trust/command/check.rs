//! `check DIR`: every problem in an assessment's folder, at once.

use std::path::Path;

use clap::Args;
use strong_trust::diagnostic::{Diagnostic, Severity, render, worst};
use strong_trust::store::{Folder, LoadError};

use crate::args::Dir;
use crate::exit::{Exit, Outcome};
use crate::folder::{say_half_way, summary};
use crate::terminal::{print, say};

#[derive(Debug, Args)]
pub struct Check {
    #[command(flatten)]
    dir: Dir,
}

impl Check {
    pub fn run(&self) -> Outcome {
        check(&self.dir.dir)
    }
}

/// Finds every problem in a folder.
pub fn check(dir: &Path) -> Outcome {
    let folder = Folder::open(dir)?;
    let mut problems = folder.conflicts()?;
    match folder.load() {
        Ok(loaded) => {
            let left_out = loaded.assessment.left_out.into_iter();
            problems.extend(left_out.flat_map(|one| one.problems));
            problems.extend(loaded.warnings);
        }
        Err(LoadError::Invalid(found)) => problems.extend(found),
        Err(LoadError::Store(error)) => return Err(error.into()),
    }
    let exit = finish(&problems)?;
    say_half_way(&folder)?;
    Ok(exit)
}

/// Prints what a check found. Notes alone are no fault.
pub fn finish(problems: &[Diagnostic]) -> Outcome {
    let text: Vec<String> = problems
        .iter()
        .map(|problem| render(problem, false))
        .collect();
    if !text.is_empty() {
        print(&format!("{}\n", text.join("\n")))?;
    }
    say(&summary(problems));
    match worst(problems) {
        None | Some(Severity::Note) => Ok(Exit::Done),
        Some(Severity::Warning | Severity::Error) => Ok(Exit::ProblemsFound),
    }
}
