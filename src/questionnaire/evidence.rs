//! Asking for evidence: what can be shown, of what kind, from when.

use std::ops::ControlFlow;

use jiff::civil::Date;

use crate::assessment::{Assessment, Evidence, Kind};
use crate::questionnaire::ask::pick;
use crate::questionnaire::caps::evidence_sentence;
use crate::questionnaire::interviewer::{Asking, Reply};
use crate::questionnaire::{
    DatePrompt, Interviewer, Leaving, Opt, Page, TextPrompt, said, spoken_date,
};
use crate::rubric::Criterion;

/// An entry of evidence in a line.
pub fn evidence_told(evidence: &Evidence) -> String {
    let place = evidence
        .place
        .as_ref()
        .map_or_else(String::new, |place| format!(", {place}"));
    format!(
        "{} ({}, {}{place})",
        evidence.what,
        evidence.kind.word(),
        spoken_date(evidence.date)
    )
}

/// What came of asking for a new entry.
pub(super) enum Asked {
    /// An entry, without its place yet.
    Entry(Evidence),
    /// What was said of it, and then the person went back or left.
    Begun(String, ControlFlow<Leaving>),
    /// Nothing.
    Nothing(ControlFlow<Leaving>),
}

/// Asks what can be shown, its kind and its date.
pub(super) fn new_evidence(
    interviewer: &mut dyn Interviewer,
    assessment: &Assessment,
    criterion: &Criterion,
    today: Date,
) -> Asked {
    let mut page = Page::new(format!("{}: evidence", criterion.title));
    page.paragraph(evidence_sentence(assessment));
    page.list("For example", &criterion.evidence);
    page.paragraph("What can be shown? (b goes back.)");
    interviewer.show(&page);
    let required = "Please say in a few words what can be shown, or type b to go back.".to_owned();
    let prompt = TextPrompt {
        label: "What".into(),
        required: Some(required),
        ..TextPrompt::default()
    };
    let what = match interviewer.reply(&Asking::Text(prompt)) {
        Reply::Text(what) => what,
        Reply::Leave(leaving) => return Asked::Nothing(ControlFlow::Break(leaving)),
        Reply::Picked(_) | Reply::Date(_) | Reply::Unchanged | Reply::Removed | Reply::Back => {
            return Asked::Nothing(ControlFlow::Continue(()));
        }
    };
    match kind_and_date(interviewer, today) {
        ControlFlow::Continue(Some((kind, date))) => Asked::Entry(Evidence {
            what,
            kind,
            date,
            place: None,
        }),
        ControlFlow::Continue(None) => Asked::Begun(what, ControlFlow::Continue(())),
        ControlFlow::Break(leaving) => Asked::Begun(what, ControlFlow::Break(leaving)),
    }
}

fn kind_and_date(
    interviewer: &mut dyn Interviewer,
    today: Date,
) -> ControlFlow<Leaving, Option<(Kind, Date)>> {
    let mut page = Page::new(said::KIND);
    let kinds = Kind::ALL.into_iter().enumerate();
    for (number, kind) in kinds.clone() {
        page.numbered(number + 1, kind.word(), said::kind(kind));
    }
    let options = kinds
        .map(|(number, kind)| Opt::new(number + 1, kind.word()))
        .collect();
    let Some(kind) = pick(interviewer, &page, "Kind", said::KIND, options)? else {
        return ControlFlow::Continue(None);
    };
    let mut page = Page::new(said::DATE);
    page.paragraph(format!("{} (b goes back.)", said::DATE_EXAMPLES));
    interviewer.show(&page);
    match interviewer.reply(&Asking::Date(DatePrompt {
        label: "Date".into(),
        today,
        optional: false,
    })) {
        Reply::Date(date) => ControlFlow::Continue(Some((Kind::ALL[kind], date))),
        Reply::Leave(leaving) => ControlFlow::Break(leaving),
        Reply::Picked(_) | Reply::Text(_) | Reply::Unchanged | Reply::Removed | Reply::Back => {
            ControlFlow::Continue(None)
        }
    }
}

/// What is said once an entry is saved.
pub(super) fn saved(assessment: &Assessment, date: Date) -> String {
    let date_in_words = spoken_date(date);
    if date > assessment.setup.date {
        format!(
            "The evidence is saved. Its date, {date_in_words}, is later than the assessment's, so it counts for nothing yet."
        )
    } else {
        format!("The evidence is saved, with the date {date_in_words}.")
    }
}

/// Which entry to take out; the number after the last is a new one. Nothing when the person goes back.
pub(super) fn which(
    interviewer: &mut dyn Interviewer,
    criterion: &Criterion,
    entries: &[Evidence],
) -> ControlFlow<Leaving, Option<usize>> {
    let mut page = Page::new(format!("{}: evidence so far", criterion.title));
    let mut options = Vec::new();
    for (number, entry) in entries.iter().enumerate() {
        page.numbered(number + 1, "take out", evidence_told(entry));
        options.push(Opt::new(number + 1, "take it out"));
    }
    options.push(Opt::new("a", "add another"));
    pick(
        interviewer,
        &page,
        "A number to take it out, or a to add",
        "Which evidence?",
        options,
    )
}
