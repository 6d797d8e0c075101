//! What the files and folders of an assessment are called.

use std::ffi::OsString;
use std::path::Path;

use crate::source::{ReadError, entries_inside};
use crate::store::StoreError;

/// The file that makes a folder an assessment.
pub(super) const SETUP: &str = "assessment.toml";
/// The folder of the assessment's own rubric.
pub(super) const RUBRIC: &str = "rubric";
/// The folder of the responses.
pub(super) const RESPONSES: &str = "responses";
/// The baseline register.
pub(super) const STANDARDS: &str = "standards.toml";
/// Agreed judgements.
pub(super) const AGREED: &str = "agreed.toml";
/// The trust's own numbers.
pub(super) const INDICATORS: &str = "indicators.toml";
/// Actions.
pub(super) const PLAN: &str = "plan.toml";

/// The names of the TOML files in a folder below `root`, sorted; hidden and unfinished ones, and other programs' backups,
/// are passed over. A folder that is not there has none.
pub(super) fn toml_files(root: &Path, folder: &str) -> Result<Vec<OsString>, StoreError> {
    let entries = match entries_inside(root, folder) {
        Ok(entries) => entries,
        Err(ReadError::Missing { .. }) => return Ok(Vec::new()),
        Err(ReadError::Io { path, source }) => return Err(StoreError::Look { path, source }),
        Err(error) => return Err(error.into()),
    };
    let is_read = |name: &OsString| {
        let shown = name.to_string_lossy();
        // A name in other letters (CHAIR.TOML) is read, so that it is told of and not passed over in silence.
        shown.to_lowercase().ends_with(".toml") && !shown.starts_with(['.', '~'])
    };
    Ok(entries
        .into_iter()
        .map(|entry| entry.name)
        .filter(is_read)
        .collect())
}
