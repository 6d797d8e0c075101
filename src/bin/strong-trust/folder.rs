//! Opening an assessment's folder for a command, and saying what is wrong with it.

use std::path::Path;

use strong_trust::diagnostic::{Diagnostic, Severity};
use strong_trust::report::left_out;
use strong_trust::store::{Folder, Loaded};
use strong_trust::text::{count, list};

use crate::exit::Failure;
use crate::next_step;
use crate::terminal;

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
    terminal::show(&warnings);
    say_half_way(&folder)?;
    terminal::show(&folder.copies_passed_over()?);
    for sentence in left_out(&loaded.assessment) {
        terminal::say(&format!("{sentence} `strong-trust check` tells more."));
    }
    Ok((folder, loaded))
}

/// Says what to type where a change of several files was left half-way.
pub fn say_half_way(folder: &Folder) -> Result<(), Failure> {
    let left = folder.half_way()?;
    if let Some(next) = left.and_then(|left| next_step::half_way(left, folder.path())) {
        terminal::say(&next);
    }
    Ok(())
}

/// The number of problems of each severity, in a sentence.
pub fn summary(problems: &[Diagnostic]) -> String {
    let number = |severity| {
        problems
            .iter()
            .filter(|problem| problem.severity == severity)
            .map(Diagnostic::stands_for)
            .sum()
    };
    let (errors, warnings, notes) = (
        number(Severity::Error),
        number(Severity::Warning),
        number(Severity::Note),
    );
    let mut parts = Vec::new();
    if errors > 0 {
        parts.push(count(
            errors,
            "problem that must be put right",
            "problems that must be put right",
        ));
    }
    if warnings > 0 {
        parts.push(count(warnings, "warning", "warnings"));
    }
    if notes > 0 {
        parts.push(count(notes, "note", "notes"));
    }
    if parts.is_empty() {
        "No problems found.".into()
    } else {
        format!("Found {}. Nothing was changed.", list(&parts))
    }
}
