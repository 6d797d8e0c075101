use crate::report::sample::{Sample, everything};
use crate::report::{Draft, Edition, compose, document};
use crate::scoring::score;

/// The drafts of a sample whose rubric has both standards that drafts are tied to.
fn drafts(sample: &Sample, edition: Edition) -> Vec<Draft> {
    let sample = Sample {
        rename: vec![
            ("standard-care-law", super::GOVERNANCE_STATEMENT),
            ("standard-money-law", "standard-public-benefit-report"),
        ],
        ..sample.clone()
    };
    sample.report(edition).drafts
}

#[test]
fn a_draft_tells_what_was_agreed_what_is_done_and_what_is_open() {
    let drafts = drafts(&everything(), Edition::Full);
    let [governance, benefit] = drafts.as_slice() else {
        panic!("two drafts: {drafts:#?}")
    };
    let text = governance.paragraphs.join("\n");
    assert!(
        governance
            .title
            .starts_with("Draft for the governance statement")
    );
    assert!(
        governance
            .caution
            .starts_with("Draft, to be checked and edited")
    );
    for wanted in [
        "Three people answered for themselves first.",
        "A judgement was agreed on one of them, on a scale from Not in place to Sustained and shared.",
        "“care C” was judged Embedded: PRIVATE-reason.",
        "Six judgements are still to be agreed.",
        "One action is still to be done: “PRIVATE-what” (under way, due by 31 January 2027).",
        "The board will next review its work by 22 November 2027 [a year after this review:",
    ] {
        assert!(text.contains(wanted), "{wanted} in {text}");
    }
    // A level that one person gave is no finding of the board's, and dissent is for the trust to weigh.
    for unwanted in [
        "care A",
        "PRIVATE-note",
        "PRIVATE-dissent",
        "PRIVATE-no-action",
    ] {
        assert!(!text.contains(unwanted), "{unwanted} in {text}");
    }
    let text = benefit.paragraphs.join("\n");
    assert!(
        text.contains("“money D” does not apply to the trust: PRIVATE-reason."),
        "{text}"
    );
    assert!(
        text.contains("[The plan has no action on this yet: say what is being done.]"),
        "{text}"
    );
}

#[test]
fn regard_to_the_guidance_is_never_asserted() {
    let drafts = drafts(&everything(), Edition::Full);
    let regard: Vec<&String> = drafts[1]
        .paragraphs
        .iter()
        .filter(|text| text.contains("had regard"))
        .collect();
    assert_eq!(regard.len(), 1);
    assert!(
        regard[0].starts_with("[For the trustees to confirm or strike out:")
            && regard[0].ends_with(']')
    );
}

#[test]
fn where_nothing_is_agreed_there_is_no_draft_but_a_word_that_says_so() {
    let drafts = drafts(
        &Sample::default().levels("chair", "trustee", "care", &[2, 3]),
        Edition::Full,
    );
    for draft in &drafts {
        assert_eq!(draft.paragraphs, Vec::<String>::new());
        assert!(
            draft
                .caution
                .starts_with("No draft yet: a draft is made only of agreed judgements"),
            "{}",
            draft.caution
        );
    }
    assert_eq!(drafts.len(), 2);
}

#[test]
fn board_and_public_editions_have_no_drafts_nor_has_a_rubric_without_those_standards() {
    assert_eq!(drafts(&everything(), Edition::Board), []);
    assert_eq!(drafts(&everything(), Edition::Public), []);
    let assessment = everything().assessment();
    let report = compose(&assessment, &score(&assessment), Edition::Full);
    assert_eq!(report.drafts, []);
    assert!(!crate::export::markdown::render(&document(&report)).contains("Drafts, to be checked"));
}

#[test]
fn a_draft_tells_actions_taken_from_those_to_come_and_the_day_of_the_next_review() {
    let mut sample = everything();
    let action = |id: &str, due: &str, status: &str| {
        format!(
            "[[action]]\nid = {id:?}\nfor = \"care-a\"\nwhat = \"Do {id}.\"\nowner = \"chair\"\ndue = {due}\nmeasure = \"So\"\nstatus = {status:?}\n"
        )
    };
    let all = [
        ("one", "2026-01-01", "complete"),
        ("two", "2026-02-01", "complete"),
        ("three", "2026-11-01", "in-progress"),
        ("four", "2026-03-01", "stopped"),
    ];
    let actions: String = all
        .iter()
        .map(|(id, due, status)| action(id, due, status))
        .collect();
    sample.plan = format!("next-review = 2027-10-04\n{actions}");
    let text = drafts(&sample, Edition::Full)[0].paragraphs.join("\n");
    let wanted = "Two actions have been taken: “Do one” and “Do two”. One action is still to be done: “Do three” (under way, was due by 1 November 2026). The board will next review its work on 4 October 2027.";
    assert!(text.contains(wanted), "{text}");
    assert!(
        !text.contains("four"),
        "what was stopped is for the trust to tell: {text}"
    );
    sample.plan = action("one", "2026-01-01", "complete");
    let text = drafts(&sample, Edition::Full)[0].paragraphs.join("\n");
    assert!(
        text.contains("One action has been taken: “Do one”. The board"),
        "{text}"
    );
}
