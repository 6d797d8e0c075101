//! What is said when the next cycle has begun.

use crate::assessment::{Action, Course};
use crate::text::clean;
use crate::words::{counted, opened, sentence};

/// What was carried into a next cycle, and what has to be decided or brought up to date, in sentences, one a line.
pub fn next_begun(
    carried: &[Action],
    undecided: &[Action],
    closed: usize,
    indicators: &[String],
    remembers: bool,
) -> Vec<String> {
    let mut lines = vec!["Carried on: the rubric, depth, schools, targets and weights.".to_owned()];
    lines.push(match carried.len() {
        0 => "No action was open.".to_owned(),
        open => format!(
            "{} into the new plan.",
            opened(&counted(open, "open action goes on", "open actions go on"))
        ),
    });
    if closed > 0 {
        lines.push(format!(
            "{} where they were; a comparison with the earlier cycle sets them beside what moved.",
            opened(&counted(
                closed,
                "closed action stays",
                "closed actions stay"
            ))
        ));
    }
    for action in undecided {
        let reason = match &action.course {
            Course::NoAction { reason } => reason.as_str(),
            Course::Act { .. } => "",
        };
        lines.push(format!(
            "To be decided again: {} ({}). Last time nothing was to be done: {}",
            clean(&action.what),
            clean(&action.subject),
            sentence(&clean(reason))
        ));
    }
    if !indicators.is_empty() {
        lines.push(format!(
            "{} to be brought up to date; last cycle’s are not counted. They are named in indicators.toml.",
            opened(&counted(indicators.len(), "number of the trust’s own is", "numbers of the trust’s own are"))
        ));
    }
    lines.push(if remembers {
        "Each respondent will see their own notes of last time after a new answer, and never the level. For that the old folder stays where it is; without it, no notes are shown.".to_owned()
    } else {
        "The old folder cannot be named from the new one, so no notes of last time will be shown.".to_owned()
    });
    lines
}
