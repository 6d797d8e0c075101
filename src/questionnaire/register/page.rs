//! What stands on each screen of the baseline register.

use crate::assessment::{Assessment, Entry, Status};
use crate::questionnaire::page::Page;
use crate::questionnaire::said;
use crate::questionnaire::summary::{entry_details, entry_summary};
use crate::rubric::{Force, Standard};
use crate::words::long_date;

use super::group::Group;

fn say(page: &mut Page, notices: &[String]) {
    for notice in notices {
        page.notice(notice);
    }
}

pub fn help() -> Page {
    let mut page = Page::to_read("Help");
    page.paragraph(said::STANDARD);
    page.list(
        "Keys",
        &[
            "1 met · 2 partly met · 3 not met: saves it and goes on",
            "d don't know: nobody has looked, or nobody could say. x not applicable: it does not bind this trust.",
            "p proof · w who looked · c date checked · e explanation; after a number too: 1p is met, with its proof",
            "s skip for now · b back · t the list · q save and leave. Ctrl-C keeps everything too.",
        ],
    );
    page.paragraph(said::EXPLAINED);
    page
}

pub fn standard(
    assessment: &Assessment,
    group: &Group<'_>,
    item: usize,
    entry: Option<&Entry>,
    notices: &[String],
) -> Page {
    let standard = group.standards[item];
    let mut page = Page::new(standard_place(group, item));
    say(&mut page, notices);
    page.paragraph(&standard.statement);
    page.paragraph(format!("{} Source: {}.", force(standard), source(standard)));
    if let Some(criterion) = assessment.rubric.criterion(&standard.criterion) {
        page.where_room(said::bears_on(criterion));
    }
    for status in Status::ALL {
        page.numbered(key(status), status.phrase(), "");
    }
    if let Some(entry) = entry {
        page.notice(format!(
            "Your answer: {}. Enter keeps it and goes on.",
            entry_summary(entry)
        ));
        page.list("Recorded", &entry_details(entry));
    }
    page
}

/// How binding a standard is, in a sentence.
pub fn force(standard: &Standard) -> &'static str {
    match (standard.force, standard.critical) {
        (Force::Must, true) => {
            "Must, and critical: required by law or contract, and before everything else."
        }
        (Force::Must, false) => "Must: required by law or contract.",
        (Force::Should, true) => {
            "Should, and critical: expected, or explained, and before everything else."
        }
        (Force::Should, false) => "Should: expected, or explained.",
    }
}

/// Where a standard comes from.
pub fn source(standard: &Standard) -> String {
    let url = standard
        .url
        .as_ref()
        .map_or_else(String::new, |url| format!(", {url}"));
    let read = standard.checked.map_or_else(
        || "not yet read by the rubric's authors".to_owned(),
        |date| format!("read on {}", long_date(date)),
    );
    let named = if standard.source.is_empty() {
        "not named"
    } else {
        standard.source.trim_end_matches('.')
    };
    format!("{named}{url} ({read})")
}

/// Where a standard stands among those of its group.
pub fn standard_place(group: &Group<'_>, item: usize) -> String {
    format!(
        "Standard {} of {}; usually known by: {}",
        item + 1,
        group.standards.len(),
        group.who
    )
}

/// What is asked for as an explanation.
pub const fn explanation_asked(force: Force, status: Status) -> &'static str {
    match (force, status) {
        (Force::Should, Status::NotMet) => "What is done instead, and why?",
        (Force::Must | Force::Should, Status::NotApplicable) => "Why does it not apply?",
        (Force::Must, Status::NotMet)
        | (Force::Must | Force::Should, Status::Met | Status::Partly | Status::Unknown) => {
            "What should a reader know?"
        }
    }
}

pub fn explanation(standard: &Standard, status: Status) -> Page {
    let mut page = Page::new(explanation_asked(standard.force, status));
    page.paragraph(&standard.statement);
    if (standard.force, status) == (Force::Should, Status::NotMet) {
        page.paragraph("This is expected or explained: with an explanation it holds nothing down.");
    }
    page
}

/// Returns what to type for a status.
pub(super) const fn key(status: Status) -> &'static str {
    match status {
        Status::Met => "1",
        Status::Partly => "2",
        Status::NotMet => "3",
        Status::Unknown => "d",
        Status::NotApplicable => "x",
    }
}
