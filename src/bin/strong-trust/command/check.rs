//! `check DIR`: every problem in an assessment's folder, at once.

use std::path::Path;

use clap::Args;
use strong_trust::store::{Folder, LoadError};

use crate::args::Dir;
use crate::error::Outcome;
use crate::folder::say_half_way;
use crate::problems;

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
    let mut found = folder.conflicts()?;
    match folder.load() {
        Ok(loaded) => {
            let left_out = loaded.assessment.left_out.into_iter();
            found.extend(left_out.flat_map(|one| one.problems));
            found.extend(loaded.warnings);
        }
        Err(LoadError::Invalid(problems)) => found.extend(problems),
        Err(LoadError::Store(error)) => return Err(error.into()),
    }
    let exit = problems::report(&found)?;
    say_half_way(&folder)?;
    Ok(exit)
}
