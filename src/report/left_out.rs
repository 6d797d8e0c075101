//! Those whose answers could not be read: said on every paper, so that nobody takes it for a paper of everybody.

use crate::assessment::{Assessment, LeftOut, WhyLeftOut};
use crate::report::Edition;
use crate::text::{clean, list};
use crate::words::{counted, opened};

/// One person, or one file, that is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOutReport {
    /// Who, where that can be told. `None` in the public edition.
    pub respondent: Option<String>,
    /// The files. None in the public edition.
    pub files: Vec<String>,
    /// Why.
    pub why: WhyLeftOut,
}

impl LeftOutReport {
    /// What an edition may say of it.
    pub fn of(left_out: &LeftOut, edition: Edition) -> Self {
        let shown = edition != Edition::Public;
        Self {
            respondent: left_out
                .respondent
                .as_ref()
                .filter(|_| shown)
                .map(ToString::to_string),
            files: left_out
                .files
                .iter()
                .filter(|_| shown)
                .map(|file| clean(file))
                .collect(),
            why: left_out.why,
        }
    }
}

/// Everybody who is left out, as an edition may say it.
pub fn compose(assessment: &Assessment, edition: Edition) -> Vec<LeftOutReport> {
    assessment
        .left_out
        .iter()
        .map(|left_out| LeftOutReport::of(left_out, edition))
        .collect()
}

/// How many are left out, without names. `None`: nobody is.
pub fn left_out_count(assessment: &Assessment) -> Option<String> {
    let many = assessment.left_out.len();
    (many > 0).then(|| {
        format!(
            "{} could not be read and are left out.",
            opened(&counted(many, "person's answers", "people's answers"))
        )
    })
}

/// Who is left out, in which file and why: a sentence for each, without a word of what stands in the file.
pub fn left_out(assessment: &Assessment) -> Vec<String> {
    assessment.left_out.iter().map(words).collect()
}

/// Why one person's answers are left out, in a sentence.
pub fn words(left_out: &LeftOut) -> String {
    let files: Vec<String> = left_out.files.iter().map(|file| clean(file)).collect();
    let files = list(&files);
    let whose = left_out.respondent.as_ref().map_or_else(
        || "Somebody's answers are left out".to_owned(),
        |who| format!("The answers of {who} are left out"),
    );
    match left_out.why {
        WhyLeftOut::Broken => {
            let place = left_out
                .problems
                .iter()
                .find_map(super::super::diagnostic::Diagnostic::position)
                .map_or_else(String::new, |at| {
                    format!(" (line {}, column {})", at.line, at.column)
                });
            format!("{whose}: the file {files} cannot be read{place}.")
        }
        WhyLeftOut::Doubled => format!(
            "{whose}: they stand in {files}, and nobody has said yet which of them hold. A shared drive makes such copies when two computers save at once."
        ),
        WhyLeftOut::Misnamed => {
            format!("{whose}: they stand in {files}, which is not the name of their file.")
        }
    }
}
