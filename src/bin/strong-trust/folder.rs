//! Opening an assessment's folder for a command, and keeping what is answered in it.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;
use strong_trust::diagnostic::{Diagnostic, Severity};
use strong_trust::report::left_out;
use strong_trust::rubric::RespondentId;
use strong_trust::store::{Folder, Loaded, StoreError};

use crate::clock::day_of;
use crate::error::Failure;
use crate::next_step;
use crate::problems;
use crate::terminal::say;

/// Opens and reads a folder. Warnings are shown, and it goes on.
pub fn load(dir: &Path) -> Result<(Folder, Loaded), Failure> {
    let folder = Folder::open(dir)?;
    let loaded = folder.load()?;
    let warnings: Vec<Diagnostic> = loaded
        .warnings
        .iter()
        .filter(|warning| warning.severity == Severity::Warning)
        .cloned()
        .collect();
    problems::show(&warnings);
    say_half_way(&folder)?;
    problems::show(&folder.copies_passed_over()?);
    for sentence in left_out(&loaded.assessment) {
        say(&format!("{sentence} `strong-trust check` tells more."));
    }
    Ok((folder, loaded))
}

/// Says what to type where a change of several files was left half-way.
pub fn say_half_way(folder: &Folder) -> Result<(), StoreError> {
    let left = folder.half_way()?;
    if let Some(next) = left.and_then(|left| next_step::half_way(left, folder.path())) {
        say(&next);
    }
    Ok(())
}

/// Returns the day on which each respondent's file was last saved.
pub fn last_saved(folder: &Folder) -> Result<BTreeMap<RespondentId, Date>, StoreError> {
    Ok(folder
        .last_saved()?
        .into_iter()
        .filter_map(|(id, time)| Some((id, day_of(time)?)))
        .collect())
}
