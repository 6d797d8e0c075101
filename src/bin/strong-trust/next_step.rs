//! What to type next: the command for a step, and for what a message advises.

use std::path::Path;

use strong_trust::assessment::WhyLeftOut;
use strong_trust::report::NextStep;
use strong_trust::store::{HalfWay, StoreError};

/// Returns the command for a step in the assessment of this folder.
pub fn command(step: &NextStep, dir: &Path) -> String {
    let dir = argument(dir);
    match step {
        NextStep::Repair { files, why, .. } => match (why, files.as_slice()) {
            (WhyLeftOut::Doubled, [_, copy, ..]) => format!(
                "strong-trust respondent merge {dir} {}",
                argument(Path::new(copy))
            ),
            (WhyLeftOut::Broken | WhyLeftOut::Doubled | WhyLeftOut::Misnamed, _) => {
                format!("strong-trust check {dir}")
            }
        },
        NextStep::ReviewAnswers {
            respondent, role, ..
        }
        | NextStep::Answer {
            respondent, role, ..
        } => format!("strong-trust assess {dir} --as {respondent} --role {role} --unanswered"),
        NextStep::AskMore { .. } => format!("strong-trust assess {dir} --as ID --role ROLE"),
        NextStep::Standards { .. } => format!("strong-trust standards {dir}"),
        NextStep::Agree { .. } | NextStep::ReviewAgreed { .. } => {
            format!("strong-trust agree {dir}")
        }
        NextStep::Report { .. } => format!("strong-trust report {dir}"),
    }
}

/// Returns what to type after a failure of the store, where a command helps.
pub fn after(error: &StoreError) -> Option<String> {
    if let StoreError::OtherRubric { .. } = error {
        Some("`strong-trust new DIR --rubric PATH` begins one.".to_owned())
    } else if let StoreError::HalfThere { path } = error {
        Some(set_aside(path))
    } else if let StoreError::HalfDone { path, .. } = error {
        Some(format!(
            "To try it now: strong-trust rubric upgrade {}",
            argument(path)
        ))
    } else {
        None
    }
}

/// Returns what to type where a change of several files was left half-way.
pub fn half_way(left: HalfWay, dir: &Path) -> Option<String> {
    match left {
        HalfWay::Made => Some(format!(
            "To put the files in their places now: strong-trust rubric upgrade {}",
            argument(dir)
        )),
        HalfWay::NotAllHere => Some(set_aside(dir)),
        HalfWay::Foreign => None,
    }
}

fn set_aside(dir: &Path) -> String {
    format!(
        "If it stays so, this leaves that change out: strong-trust rubric upgrade {} --set-aside",
        argument(dir)
    )
}

/// Returns a path as a person would type it again.
pub fn argument(path: &Path) -> String {
    let path = path.display().to_string();
    let plain =
        |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | '\\' | ':' | '~');
    if !path.is_empty() && path.chars().all(plain) {
        path
    } else {
        format!("\"{path}\"")
    }
}

#[cfg(test)]
mod tests {
    use strong_trust::rubric::{RespondentId, RoleId};

    use super::*;

    #[test]
    fn a_step_is_a_command_that_can_be_typed_as_it_is_written() {
        let folder = Path::new("our trust");
        let step = NextStep::Answer {
            respondent: RespondentId::new("finch-head").unwrap(),
            role: RoleId::new("head").unwrap(),
            open: Vec::new(),
        };
        assert_eq!(
            command(&step, folder),
            "strong-trust assess \"our trust\" --as finch-head --role head --unanswered"
        );
        let (missing, must) = (2, 1);
        assert_eq!(
            command(&NextStep::Standards { missing, must }, folder),
            "strong-trust standards \"our trust\""
        );
        assert_eq!(
            command(&NextStep::AskMore { answered: 0 }, Path::new("trust")),
            "strong-trust assess trust --as ID --role ROLE"
        );
        let copy = NextStep::Repair {
            respondent: None,
            files: vec![
                "responses/a.toml".to_owned(),
                "responses/a (2).toml".to_owned(),
            ],
            why: WhyLeftOut::Doubled,
        };
        assert_eq!(
            command(&copy, Path::new("t")),
            "strong-trust respondent merge t \"responses/a (2).toml\""
        );
    }
}
