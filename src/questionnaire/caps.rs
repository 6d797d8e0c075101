//! What holds a criterion down, as one sentence beside it.

use crate::assessment::{Assessment, Depth, Status};
use crate::rubric::{Criterion, Level, Rubric, Standard};

/// A level with its label, as people read it: "2 Established".
pub fn named(rubric: &Rubric, level: Level) -> String {
    format!("{level} {}", rubric.scale().label(level))
}

/// The standards that cap this criterion now, the lowest cap first.
pub fn capping<'a>(
    assessment: &'a Assessment,
    criterion: &Criterion,
) -> Vec<(Level, &'a Standard, Status)> {
    let rubric = &assessment.rubric;
    let mut caps: Vec<_> = rubric
        .standards()
        .filter(|standard| standard.criterion == criterion.id)
        .filter_map(|standard| {
            let entry = assessment.entry(&standard.id)?;
            let level = assessment.standard_cap(standard, entry)?;
            Some((level, standard, entry.status))
        })
        .collect();
    caps.sort_by_key(|(level, ..)| *level);
    caps
}

/// The sentence that says what the standards let be supported, if they hold the criterion down.
pub fn standards_sentence(assessment: &Assessment, criterion: &Criterion) -> Option<String> {
    let caps = capping(assessment, criterion);
    let first = first_cap(assessment, criterion)?;
    let more = match caps.len() {
        1 => String::new(),
        2 => " One more standard holds it down; m shows it.".to_owned(),
        number => format!(" {} more standards hold it down; m shows them.", number - 1),
    };
    Some(format!("{first}{more}"))
}

/// The sentence about the standard that holds the criterion down most.
pub fn first_cap(assessment: &Assessment, criterion: &Criterion) -> Option<String> {
    let (level, standard, status) = capping(assessment, criterion).into_iter().next()?;
    let level = named(&assessment.rubric, level);
    let statement = standard.statement.trim_end_matches('.');
    Some(format!(
        "At most {level} is supported here, because the register says \"{}\" for: {statement}.",
        status.phrase()
    ))
}

/// The level that can be supported without any evidence, where evidence is tested.
pub fn without_evidence(assessment: &Assessment) -> Option<Level> {
    assessment.evidence_caps().map(|[none, ..]| none)
}

/// What keeps a level that was just given from being supported, as sentences that each begin with a space.
///
/// `signs`: a warning sign is ticked, and nothing says why it does not tell
/// against the level. `bare`: there is no evidence at all. `back` says how to go back and add what is missing.
pub fn held_down(
    assessment: &Assessment,
    criterion: &Criterion,
    level: Level,
    signs: bool,
    bare: bool,
    back: &str,
) -> String {
    let rubric = &assessment.rubric;
    let mut words = String::new();
    if let Some((cap, standard, status)) = capping(assessment, criterion)
        .first()
        .filter(|(cap, ..)| *cap < level)
    {
        let statement = standard.statement.trim_end_matches('.');
        words += &format!(
            " At most {} is supported while this is {}: {statement}.",
            named(rubric, *cap),
            status.phrase()
        );
    }
    if let Some(cap) = rubric
        .caps()
        .warning_sign
        .filter(|cap| signs && *cap < level)
    {
        words += &format!(
            " A warning sign is ticked, so at most {} is supported.",
            named(rubric, cap)
        );
    }
    // This is said at nearly every question of a full assessment, so it is short.
    if let Some(cap) = without_evidence(assessment).filter(|cap| bare && *cap < level) {
        words += &format!(" Without evidence, at most {cap} is supported{back}.");
    }
    words
}

/// What evidence does at this depth, as one sentence.
pub fn evidence_sentence(assessment: &Assessment) -> String {
    match (assessment.setup.depth, without_evidence(assessment)) {
        (Depth::Full, Some(level)) if level < assessment.rubric.scale().top() => {
            format!(
                "Without evidence, nothing above {} is supported.",
                named(&assessment.rubric, level)
            )
        }
        (Depth::Full, _) => {
            "Evidence is recorded; this rubric caps no level for want of it.".to_owned()
        }
        (Depth::Quick, _) => {
            "This is a quick assessment: evidence is recorded, and not tested.".to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire::said::saved;
    use crate::questionnaire::script::assessment;
    use crate::scoring::score;

    fn sentence(register: &str) -> Option<String> {
        let assessment = assessment("full", "", register);
        let criterion = assessment.rubric.criteria().next().unwrap().clone();
        standards_sentence(&assessment, &criterion)
    }

    #[test]
    fn a_must_that_is_not_met_is_said_with_its_level_and_its_words() {
        assert_eq!(
            sentence("[[standard]]\nid = \"contract\"\nstatus = \"not-met\"").as_deref(),
            Some(
                "At most 1 Begun is supported here, because the register says \"not met\" for: The contract is kept."
            )
        );
        assert_eq!(
            sentence("[[standard]]\nid = \"contract\"\nstatus = \"met\""),
            None
        );
        assert_eq!(sentence(""), None);
    }

    #[test]
    fn a_should_caps_only_while_nobody_explains() {
        let capped = |explanation: &str| {
            let entry =
                format!("[[standard]]\nid = \"handbook\"\nstatus = \"not-met\"\n{explanation}");
            let assessment = assessment("full", "", &entry);
            let criterion = assessment.rubric.criteria().nth(2).unwrap().clone();
            capping(&assessment, &criterion).len()
        };
        assert_eq!(
            (
                capped(""),
                capped("explanation = \"We tell it.\""),
                capped("explanation = \" \"")
            ),
            (1, 0, 1)
        );
    }

    #[test]
    fn a_note_of_blanks_explains_no_warning_sign_while_answering_nor_in_the_report() {
        let held = |note: &str| {
            let answers = format!(
                "[[answer]]\ncriterion = \"people-welcome\"\nlevel = 3\nwarning-signs = [1]\n{note}\n"
            );
            let assessment = assessment("quick", &answers, "");
            let criterion = assessment.rubric.criteria().next().unwrap().clone();
            let answer = &assessment.responses[0].answers[0];
            let asked = saved(&assessment, &criterion, answer, "").contains("at most 1 Begun");
            let scored = score(&assessment).criteria().next().unwrap().warning_cap();
            (asked, scored.is_some())
        };
        assert_eq!(held(""), (true, true));
        assert_eq!(held("warning-note = \" \\n\""), (true, true));
        assert_eq!(held("warning-note = \"Put right.\""), (false, false));
    }
}
