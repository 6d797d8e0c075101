use proptest::prelude::*;

use super::*;
use crate::rubric::{Builtin, RubricText, parse as parse_rubric};

fn rubric() -> Arc<Rubric> {
    let text = Builtin::find("strong-trust").unwrap().text();
    let text = RubricText {
        main: text.main,
        domains: text.domains,
        unread: Vec::new(),
    };
    Arc::new(parse_rubric(&text).unwrap())
}

const HEAD: &str = "format = 1\ntitle = \"T\"\ndate = 2026-11-22\ndepth = \"full\"\n";

#[test]
fn each_answer_to_a_criterion_is_one_more_persons() {
    let text = "[answers]\ngovernance-purpose = [3, \"unknown\"]\ngovernance-board = [1]\n[[answer]]\ncriterion = \"governance-board\"\nlevel = 2\nnote = \"n\"\n[[answer]]\ncriterion = \"governance-board\"\nunknown = true\n[expect.domain.governance]\nprovisional = true\n";
    let case = parse_case(
        &rubric(),
        &Source::new("cases/x.toml", format!("{HEAD}{text}")),
    )
    .unwrap();
    let counts: Vec<usize> = case
        .assessment
        .responses
        .iter()
        .map(|response| response.answers.len())
        .collect();
    assert_eq!(counts, [2, 2, 1]);
    assert_eq!(
        case.assessment.responses[1].answers[1].note.as_deref(),
        Some("n")
    );
    assert_eq!(case.expected.len(), 1);
}

#[test]
fn everything_that_is_wrong_with_a_case_is_told_at_once() {
    let text = "surplus = 1\n[answers]\ngovernance-purpose = [9, \"maybe\"]\ngovernance-bord = [1]\ngovernance-board = [\"not-applicable\"]\n[[answer]]\ncriterion = \"governance-integrity\"\n[[standard]]\nid = \"standard-member\"\nstatus = \"met\"\n[expect.domain.governence]\nposition = 2\n[expect.domain.education]\nposition = \"many\"\nrange = [1]\ndistribution = [1]\nstaircase = [\"education-inclusion up\"]\n[expect.criterion.civic-family-voice]\nbasis = \"agred\"\n[[expect.cap]]\ncriterion = \"civic-family-voice\"\nrule = \"evidence\"\nby = \"S0\"\nlevel = 7\n[[expect.reason]]\nof = \"nothing\"\nsays = \"x\"\n[[expect.priority]]\nid = \"civic-family-voice\"\ntier = 6\n";
    let problems = parse_case(
        &rubric(),
        &Source::new("cases/x.toml", format!("{HEAD}{text}")),
    )
    .unwrap_err();
    let told: Vec<String> = problems
        .iter()
        .map(|problem| {
            format!(
                "{} {}",
                problem.message,
                problem.help.clone().unwrap_or_default()
            )
        })
        .collect();
    for words in [
        "`surplus` is not a key",
        "level 9 is not on the scale",
        "\"maybe\" is neither a level",
        "did you mean \"governance-board\"",
        "does not allow \"governance-board\" to be not applicable",
        "gives no answer",
        "did you mean \"standard-members\"",
        "did you mean \"governance\"",
        "\"many\" is neither a level",
        "a range has two levels",
        "a distribution has 5 counts",
        "\"education-inclusion up\" is not a step",
        "did you mean \"agreed\"",
        "level 7 is not on the scale",
        "\"nothing\" in the rubric",
        "6 is no tier",
    ] {
        assert!(
            told.iter().any(|told| told.contains(words)),
            "{words}: {told:#?}"
        );
    }
    assert!(problems.iter().all(|problem| problem.place.is_some()));
}

#[test]
fn a_case_that_expects_nothing_or_speaks_of_what_is_gone_is_refused() {
    let refused = |text: &str| {
        let problems = parse_case(
            &rubric(),
            &Source::new("cases/x.toml", format!("{HEAD}{text}")),
        )
        .unwrap_err();
        problems
            .iter()
            .map(|problem| problem.message.clone())
            .collect::<Vec<_>>()
            .join("; ")
    };
    assert!(refused("[expect]\n").contains("expects nothing"));
    assert!(refused("").contains("`expect` is missing"));
    let gone = "[[answer]]\ncriterion = \"governance-gone\"\nlevel = 1\n[expect.domain.governance]\nposition = 1\n";
    assert!(refused(gone).contains("no criterion \"governance-gone\""));
}

proptest! {
    #[test]
    fn no_text_breaks_it(text in "[a-z\\[\\]=\"0-9\n .-]{0,120}|\\PC{0,60}") {
        let rubric = rubric();
        let _ = parse_case(&rubric, &Source::new("cases/x.toml", format!("{HEAD}{text}")));
        let _ = parse_case(&rubric, &Source::new("cases/x.toml", text));
    }
}
