use super::*;
use crate::report::sample::{Sample, everything};
use crate::scoring::whatif as suppose;

fn told(sample: &Sample, words: &[&str]) -> String {
    let assessment = sample.assessment();
    let changes =
        read_changes(&assessment, words).unwrap_or_else(|problems| panic!("{problems:?}"));
    format!(
        "{:#?}",
        whatif(&assessment, &suppose(&assessment, &changes))
    )
}

#[test]
fn a_judgement_that_evidence_does_not_support_changes_no_position_and_says_why() {
    let sample = Sample::default().levels("a", "head", "money", &[1, 1, 1, 1]);
    let page = told(&sample, &["money-a", "3"]);
    for words in [
        NOTHING_SAVED,
        "is judged 3 Embedded; today: 1 Emerging",
        "it would stay where it is",
        "1 Emerging, as today",
        "What would still limit “money A”:",
        "No evidence is recorded yet, so nothing above Emerging is supported.",
        "No other domain would change.",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
}

#[test]
fn judgement_and_evidence_together_lift_a_domain_and_its_priorities_go() {
    let sample = Sample::default().levels("a", "head", "money", &[1, 3, 3, 3]);
    let words = [
        "money-a",
        "3",
        "money-a",
        "S2",
        "money-b",
        "S2",
        "money-c",
        "s2",
        "money-d",
        "Established",
    ];
    let page = told(&sample, &words);
    for words in [
        "it would rise",
        "Embedded; today 1 Emerging",
        "No longer a priority:",
        "First would come",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
}

#[test]
fn standards_and_warning_signs_can_be_supposed_otherwise() {
    let page = told(
        &everything(),
        &[
            "standard-care-law",
            "met",
            "care-a",
            "no-warning-signs",
            "care-f",
            "2",
            "money-d",
            "unknown",
        ],
    );
    for words in [
        "is met; today: not met",
        "No warning sign tells against",
        "is judged 2 Established; today: don't know",
        "is not known; today: not applicable",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
}

#[test]
fn everything_that_cannot_be_read_is_told_at_once() {
    let assessment = Sample::default().assessment();
    let words = [
        "care",
        "2",
        "care-z",
        "2",
        "care-a",
        "9",
        "standard-care-law",
        "3",
        "care-b",
        "1",
        "care-b",
        "unknown",
        "money-a",
        "not-aplicable",
        "care-c",
    ];
    let problems = read_changes(&assessment, &words).unwrap_err();
    assert_eq!(problems.len(), 7, "{problems:#?}");
    for words in [
        "is a domain",
        "Did you mean “care-",
        "level from 0 to 4",
        "give met, partly",
        "given twice",
        "Did you mean not-applicable?",
        "nothing behind it",
    ] {
        assert!(
            problems.iter().any(|problem| problem.contains(words)),
            "{words}: {problems:#?}"
        );
    }
    assert!(read_changes::<&str>(&assessment, &[]).unwrap_err()[0].contains("Say what to suppose"));
}

#[test]
fn what_is_written_as_arguments_is_read_back_as_it_was() {
    let assessment = Sample::default().assessment();
    let written = "care-a 3 care-b unknown care-c not-applicable care-d S2 care-e no-warning-signs standard-care-law partly";
    let words: Vec<&str> = written.split(' ').collect();
    assert_eq!(
        arguments(&read_changes(&assessment, &words).unwrap()),
        written
    );
}

#[test]
fn every_way_that_is_offered_is_taken() {
    let assessment = crate::assessment::northmoor();
    let rubric = &assessment.rubric;
    let [criterion, evidence, standard] = super::ways(rubric);
    let open = rubric
        .criteria()
        .find(|criterion| criterion.not_applicable.is_some())
        .expect("some criterion may not apply");
    for way in criterion.1.iter().chain(&evidence.1) {
        let read = super::read_changes(&assessment, &[open.id.as_str(), way.word.as_str()]);
        assert!(read.is_ok(), "{way:?}: {read:?}");
    }
    let first = rubric.standards().next().expect("there is a standard");
    for way in &standard.1 {
        assert!(
            super::read_changes(&assessment, &[first.id.as_str(), way.word.as_str()]).is_ok(),
            "{way:?}"
        );
    }
    assert_eq!(criterion.1.len(), rubric.scale().size() + 3);
}
