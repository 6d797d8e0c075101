use icalendar::parser::{Component, read_calendar, unfold};
use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::report::Event;
use crate::report::calendar as composed;
use crate::report::sample::{Sample, everything};
use crate::scoring::score;

fn written(sample: &Sample, review: Option<Date>) -> String {
    let assessment = sample.assessment();
    render(
        &composed(&assessment, &score(&assessment), review),
        Timestamp::UNIX_EPOCH,
    )
}

/// The events that a parser reads, each as the values of its properties by name, without backslashes.
fn events(text: &str) -> Vec<Vec<(String, String)>> {
    let unfolded = unfold(text);
    let calendar = read_calendar(&unfolded).unwrap_or_else(|error| panic!("{error}: {text}"));
    let event = |component: &Component<'_>| {
        component
            .properties
            .iter()
            .map(|one| (one.name.to_string(), one.val.to_string()))
            .collect()
    };
    calendar.components.iter().map(event).collect()
}

fn value<'e>(event: &'e [(String, String)], name: &str) -> &'e str {
    &event
        .iter()
        .find(|(key, _)| key == name)
        .unwrap_or_else(|| panic!("{name} in {event:?}"))
        .1
}

fn lines_are_as_the_standard_says(text: &str) {
    assert!(
        text.ends_with("\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']),
        "{text:?}"
    );
    for line in text.split("\r\n") {
        assert!(line.len() <= LINE, "{line:?}");
    }
}

#[test]
fn due_dates_of_open_actions_and_the_next_review_are_days_in_a_calendar() {
    let mut sample = everything();
    sample.plan += "[[action]]\nid = \"done\"\nfor = \"care-b\"\nwhat = \"Done\"\nowner = \"x\"\ndue = 2027-02-01\nmeasure = \"m\"\nstatus = \"complete\"\n";
    let text = written(&sample, None);
    lines_are_as_the_standard_says(&text);
    let events = events(&text);
    let [due, review] = events.as_slice() else {
        panic!("what is done and what nobody will do has no day: {events:?}")
    };
    assert_eq!(
        (value(due, "DTSTART"), value(due, "DTEND")),
        ("20270131", "20270201")
    );
    assert_eq!(value(due, "DTSTAMP"), "19700101T000000Z");
    assert_eq!(value(due, "SUMMARY"), "Due: PRIVATE-what");
    assert!(
        value(due, "DESCRIPTION")
            .starts_with("Owner: PRIVATE-owner\nFor: “care A” (standard-care-law)\n"),
        "{due:?}"
    );
    assert_eq!(
        (value(review, "DTSTART"), value(review, "SUMMARY")),
        ("20271122", "Next self-assessment of Harbour Trust")
    );
    let moved = written(&sample, Some(date(2027, 3, 1)));
    assert!(moved.contains("DTSTART;VALUE=DATE:20270301"), "{moved}");
    sample.plan = format!("next-review = 2027-09-09\n{}", sample.plan);
    assert!(written(&sample, None).contains("DTSTART;VALUE=DATE:20270909"));
}

#[test]
fn an_event_keeps_its_name_when_its_action_changes_and_no_two_share_one() {
    let uids = |sample: &Sample| {
        events(&written(sample, None))
            .iter()
            .map(|event| value(event, "UID").to_owned())
            .collect::<Vec<_>>()
    };
    let before = uids(&everything());
    let mut sample = everything();
    sample.plan = sample
        .plan
        .replace("2027-01-31", "2027-01-30")
        .replace("PRIVATE-what", "Other words");
    assert_eq!(uids(&sample), before);
    assert_ne!(before[0], before[1]);
    sample.trust = Some("Another Trust".into());
    assert!(uids(&sample).iter().all(|uid| !before.contains(uid)));
}

#[test]
fn the_last_day_of_all_and_a_year_of_three_figures_are_days_too() {
    let calendar = |day| Calendar {
        name: "n".into(),
        events: vec![Event {
            uid: "u".into(),
            day,
            summary: "s".into(),
            description: "d".into(),
        }],
    };
    let last = render(&calendar(date(9999, 12, 31)), Timestamp::UNIX_EPOCH);
    assert!(
        last.contains("DTSTART;VALUE=DATE:99991231\r\n") && !last.contains("DTEND"),
        "{last}"
    );
    assert!(
        render(&calendar(date(900, 1, 2)), Timestamp::UNIX_EPOCH)
            .contains("DTSTART;VALUE=DATE:09000102\r\n")
    );
}

proptest! {
    #[test]
    fn any_text_is_read_back_and_adds_no_line_of_its_own(text in prop_oneof!["(BEGIN:VEVENT|END:VCALENDAR|\\r\\n|[\\\\;,:é🌳\u{7}\u{2028}\n ])*", any::<String>()]) {
        let event = Event { uid: "u".into(), day: date(2027, 1, 1), summary: text.clone(), description: text.clone() };
        let ics = render(&Calendar { name: text.clone(), events: vec![event] }, Timestamp::UNIX_EPOCH);
        lines_are_as_the_standard_says(&ics);
        let events = events(&ics);
        prop_assert_eq!(events.len(), 1);
        prop_assert_eq!(value(&events[0], "SUMMARY"), clean_lines(&text));
        prop_assert_eq!(value(&events[0], "DESCRIPTION"), clean_lines(&text));
    }
}
