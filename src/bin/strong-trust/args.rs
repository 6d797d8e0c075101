//! Arguments that many commands share.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;
use strong_trust::questionnaire::read_date;

use crate::clock::today;

/// The folder of an assessment.
#[derive(Debug, Clone, Args)]
pub struct Dir {
    /// The folder of the assessment
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
}

/// Reads a date from a flag as it would be read at a prompt.
pub fn day(text: &str) -> Result<Date, String> {
    read_date(text, today())
}
