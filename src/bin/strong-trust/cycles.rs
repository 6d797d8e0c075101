//! The folders of several cycles of one trust.

use std::path::{Path, PathBuf};

use strong_trust::assessment::Assessment;
use strong_trust::report::several_trusts;
use strong_trust::words::long_date;

use crate::error::Failure;
use crate::folder;
use crate::next_step::argument;

/// Reads the earlier cycles that a report is to be compared with.
pub fn earlier(
    dir: &Path,
    assessment: &Assessment,
    since: &[PathBuf],
    renamed: bool,
) -> Result<Vec<Assessment>, Failure> {
    let all: Vec<PathBuf> = since.iter().cloned().chain([dir.to_owned()]).collect();
    different(&all)?;
    let mut earlier = Vec::new();
    for since in since {
        let found = folder::load(since)?.1.assessment;
        if found.setup.date > assessment.setup.date {
            return Err(Failure::usage(format!(
                "{} is dated {}, after {} ({}): --since is for earlier cycles. `strong-trust compare` puts cycles in order by itself.",
                since.display(),
                long_date(found.setup.date),
                dir.display(),
                long_date(assessment.setup.date)
            )));
        }
        earlier.push(found);
    }
    one_trust(
        &earlier.iter().chain([assessment]).collect::<Vec<_>>(),
        renamed,
    )?;
    Ok(earlier)
}

/// Refuses a folder that is named twice, under whatever names.
pub fn different(dirs: &[PathBuf]) -> Result<(), Failure> {
    let real = |dir: &PathBuf| dir.canonicalize().unwrap_or_else(|_| dir.clone());
    for (place, dir) in dirs.iter().enumerate() {
        if let Some(twin) = dirs[..place].iter().find(|other| real(other) == real(dir)) {
            return Err(Failure::usage(format!(
                "{} and {} are the same folder: name the folders of two cycles or more, such as {} and the one of the year before.",
                argument(twin),
                argument(dir),
                argument(dir)
            )));
        }
    }
    Ok(())
}

/// Cycles of one trust are compared, and not trusts with each other.
pub fn one_trust(assessments: &[&Assessment], renamed: bool) -> Result<(), Failure> {
    match several_trusts(assessments).filter(|_| !renamed) {
        Some(why) => Err(Failure::usage(format!(
            "{why} If it is one trust that has changed its name, add --renamed."
        ))),
        None => Ok(()),
    }
}
