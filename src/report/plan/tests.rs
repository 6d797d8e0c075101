use jiff::civil::date;

use crate::export;
use crate::report::sample::{Sample, answer, everything};
use crate::report::{Edition, document, plan_page, priorities_without};
use crate::scoring::score;

fn action(id: &str, subject: &str, due: &str, status: &str) -> String {
    format!(
        "[[action]]\nid = {id:?}\nfor = {subject:?}\nwhat = \"Do {id}.\"\nowner = \"chair\"\ndue = {due}\nmeasure = \"It is so\"\nstatus = {status:?}\n"
    )
}

/// Four actions and a reason: one overdue on the day of the assessment.
fn planned() -> Sample {
    let mut sample = Sample::default().respondent(
        "wren",
        "trustee",
        &(answer("care-a", 0) + &answer("care-b", 1) + &answer("care-c", 1)),
    );
    sample.standards =
        "[[standard]]\nid = \"standard-care-law\"\nstatus = \"not-met\"\n".to_owned();
    sample.plan = action("late", "care-b", "2026-11-21", "in-progress")
        + &action("today", "care-b", "2026-11-22", "not-started")
        + &action("law", "standard-care-law", "2027-05-01", "not-started")
        + &action("done", "care-c", "2026-01-01", "complete")
        + "[[action]]\nid = \"wait\"\nfor = \"money-a\"\nwhat = \"Wait\"\nno-action = \"Others first\"\n";
    sample
}

#[test]
fn the_plan_counts_how_far_its_actions_are_and_what_is_overdue_on_the_day_of_the_assessment() {
    let report = planned().report(Edition::Full);
    assert!(
        report.plan.words.starts_with(
            "The plan has five entries: two not started, one in progress, one complete and one where the trust decided to do nothing, with a reason. One action is overdue on 22 November 2026."
        ),
        "{}",
        report.plan.words
    );
    let progress: Vec<(&str, bool)> = report
        .plan
        .actions
        .iter()
        .map(|action| (action.progress.as_str(), action.overdue))
        .collect();
    let expected = [
        ("In progress, overdue", true),
        ("Not started", false),
        ("Not started", false),
        ("Complete", false),
        ("No action, with a reason", false),
    ];
    assert_eq!(progress, expected);
}

#[test]
fn progress_stands_beside_the_judgement_of_each_criterion_and_standard() {
    let report = planned().report(Edition::Full);
    let text = export::markdown::render(&document(&report));
    for wanted in [
        "**In the plan:** “Do late” (in progress, overdue, due 21 November 2026; chair).",
        "**In the plan:** “Do done” (complete; chair).",
        "**In the plan:** Nothing will be done for now: Others first.",
        "In the plan: “Do law” (not started, due 1 May 2027; chair).",
    ] {
        assert!(text.contains(wanted), "{wanted} in {text}");
    }
    let public = planned().report(Edition::Public);
    assert!(
        public
            .domains
            .iter()
            .flat_map(|domain| &domain.criteria)
            .all(|criterion| criterion.planned.is_empty())
    );
    assert!(
        public
            .standards
            .all
            .iter()
            .all(|standard| standard.planned.is_empty())
    );
    assert!(
        public.plan.words.contains("One action is overdue"),
        "how far it is may be told; in whose words it is, not"
    );
}

#[test]
fn the_page_lists_by_priority_and_date_and_says_what_is_overdue_today() {
    let assessment = planned().assessment();
    let page = plan_page(&assessment, &score(&assessment), date(2026, 11, 30));
    let text = export::markdown::render(&page);
    let order = [
        "## Overdue",
        "Do late. (late)",
        "Do today. (today)",
        "## To do",
        "Do law. (law)",
        "## Complete or stopped",
        "Do done.",
        "## Where nothing",
        "## Priorities without an action yet",
    ];
    let places: Vec<usize> = order
        .iter()
        .map(|wanted| {
            text.find(wanted)
                .unwrap_or_else(|| panic!("{wanted} in {text}"))
        })
        .collect();
    assert!(places.is_sorted(), "{text}");
    assert!(
        text.contains("Two actions are overdue on 30 November 2026."),
        "{text}"
    );
    assert!(
        text.contains("The next review is on 22 November 2027."),
        "{text}"
    );
    // On the day of the assessment itself, the must standard comes before the earlier date.
    let text = export::markdown::render(&plan_page(
        &assessment,
        &score(&assessment),
        date(2026, 1, 1),
    ));
    assert!(text.find("Do law.") < text.find("Do late."), "{text}");
}

#[test]
fn what_has_an_action_or_a_reason_is_no_longer_without_one() {
    let assessment = planned().assessment();
    let ids: Vec<String> = priorities_without(&assessment, &score(&assessment))
        .into_iter()
        .map(|priority| priority.id)
        .collect();
    assert_eq!(ids, ["care-a"]);
    let empty = Sample {
        plan: String::new(),
        ..planned()
    }
    .assessment();
    let ids: Vec<String> = priorities_without(&empty, &score(&empty))
        .into_iter()
        .map(|priority| priority.id)
        .collect();
    assert_eq!(ids, ["standard-care-law", "care-a", "care-b", "care-c"]);
}

#[test]
fn an_empty_plan_says_so_and_hostile_words_do_no_harm() {
    let empty = Sample::default().assessment();
    let text = export::markdown::render(&plan_page(&empty, &score(&empty), date(2026, 11, 22)));
    assert!(
        text.contains("There is no action in the plan yet."),
        "{text}"
    );
    let mut sample = everything();
    sample.plan = "[[action]]\nid = \"\\u001b[2J|\"\nfor = \"care-a\"\nwhat = \"<script>|\\n\\u0000\"\nowner = \"\\u202e\"\ndue = 2027-01-01\nmeasure = \"**\"\n".to_owned();
    let assessment = sample.assessment();
    let page = plan_page(&assessment, &score(&assessment), date(2026, 11, 22));
    let shown = export::terminal::render(&page, 80, false);
    assert!(!shown.contains('\u{1b}') && !shown.contains('\u{202e}') && !shown.contains('\0'));
}
