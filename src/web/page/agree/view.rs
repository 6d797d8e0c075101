//! The page of an item: what is known of it, without names, and the fields for what is agreed.

use askama::Template;

use super::context::{Item, saved_notice};
use super::form::Form;
use crate::questionnaire::{agreed_recorded, agreed_told, evidence_sentence, said};
use crate::report::{AgendaItemReport, AnchorReport};
use crate::text::{capitalised, count};
use crate::web::form::{Faults, Summary};
use crate::web::frame::Frame;
use crate::web::page::part::{Choice, Text};
use crate::web::page::question::row::MOST_ROWS;
use crate::web::page::question::view::WARNING_NOTE;
use crate::web::page::question::view::{RowView, row_views, sign_choices};
use crate::web::response::{HandlerResult, Response};
use crate::words::long_date;

const MEETING_DATE: &str = "The day of the meeting";

const OUTSIDE: &str = "Why it is above or below every answer, if it is";

const NOBODY_CAN_TELL: &str = "Nobody can tell yet.";

const DISSENT: &str = "Did somebody see it otherwise?";

#[derive(Template)]
#[template(path = "web/agree-item.html")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "a template asks each of them by name"
)]
struct ItemPage<'a> {
    frame: Frame,
    summary: Summary<'a>,
    /// Whether what stands in the form is not saved.
    unsaved: bool,
    place: &'a str,
    /// Why it is on the agenda.
    words: Vec<&'a str>,
    caution: Option<&'a str>,
    known: Vec<Known<'a>>,
    /// What is agreed already, in a line and in full.
    agreed: Option<(String, Vec<String>)>,
    what_to_agree: &'static str,
    anchors: Vec<Anchor>,
    silences: Vec<Choice>,
    no_reason: String,
    answer_fault: Option<&'a str>,
    reason: Text,
    outside: Option<Text>,
    dissent: Text,
    uneven: Text,
    signs: Vec<Choice>,
    sign_hint: String,
    warning_note: Text,
    evidence_hint: String,
    rows: Vec<RowView>,
    more_rows: bool,
    more_open: bool,
    /// The address of this page.
    here: String,
    moderator: Text,
    date: Text,
    revision: &'a str,
    onward: String,
    example: bool,
}

/// An anchor, and how many chose it.
pub(crate) struct Anchor {
    pub(crate) level: String,
    pub(crate) label: String,
    pub(crate) text: String,
    /// "2 answers"; empty where nobody chose it.
    pub(crate) answers: String,
    /// As many marks as answers, as far as they can be taken in at a glance.
    pub(crate) marks: Vec<()>,
    pub(crate) chosen: bool,
}

/// The most marks in a row: beyond it, the number alone tells more.
const MOST_MARKS: usize = 12;

/// A list of what is known.
pub(crate) struct Known<'a> {
    pub(crate) title: &'static str,
    pub(crate) lines: Vec<&'a str>,
}

/// Returns how the answers spread over the anchors, lowest first.
pub(crate) fn anchors(report: &AgendaItemReport) -> Vec<Anchor> {
    let anchor = |anchor: &AnchorReport| Anchor {
        level: anchor.level.number.to_string(),
        label: anchor.level.both(),
        text: anchor.anchor.clone(),
        answers: if anchor.answers == 0 {
            String::new()
        } else {
            count(anchor.answers, "answer", "answers")
        },
        marks: vec![
            ();
            if anchor.answers > MOST_MARKS {
                0
            } else {
                anchor.answers
            }
        ],
        chosen: false,
    };
    report.anchors.iter().map(anchor).collect()
}

/// Returns what people wrote, what can be shown, and what holds it. What is empty is not there.
pub(crate) fn known(report: &AgendaItemReport) -> Vec<Known<'_>> {
    fn list<'a>(title: &'static str, lines: &'a [String]) -> Known<'a> {
        Known {
            title,
            lines: lines.iter().map(String::as_str).collect(),
        }
    }
    let criterion = &report.criterion;
    let caps = Known {
        title: "What holds it",
        lines: report.caps.iter().map(|cap| cap.reason.as_str()).collect(),
    };
    let all = [
        list("Notes, without names", &criterion.notes),
        list("Where it is uneven", &criterion.uneven),
        list("Evidence", &criterion.evidence.listed),
        caps,
    ];
    all.into_iter()
        .filter(|known| !known.lines.is_empty())
        .collect()
}

/// The page with what stands in the form.
pub(crate) fn page(item: &Item<'_>, form: &Form, faults: &Faults, unsaved: bool) -> HandlerResult {
    let assessment = &item.opened.assessment;
    let (report, criterion) = (item.report, item.criterion);
    let back = if item.large {
        item.address(report)
    } else {
        item.list()
    };
    let mut frame = item
        .request
        .frame(criterion.question.as_str())
        .in_section(format!("Agree, {}", report.domain))
        .of(item.opened, "agree")
        .large(item.large)
        .back_to(back);
    frame.error = !faults.none();
    let words = report
        .reasons
        .iter()
        .map(String::as_str)
        .chain([report.silences.as_str(), report.groups.as_str()]);
    let anchors = anchors(report).into_iter().map(|anchor| Anchor {
        chosen: form.answer == anchor.level,
        ..anchor
    });
    let agreed = item.agreed().map(|agreed| {
        let rubric = &assessment.rubric;
        let line = format!(
            "Agreed: {}, led by {}, {}.",
            agreed_told(rubric, agreed),
            agreed.moderator,
            long_date(agreed.date)
        );
        (line, agreed_recorded(rubric, criterion, agreed))
    });
    let outside = outside(item, form, faults);
    let beside = faults.of("uneven").is_some() || faults.of("warning-note").is_some();
    Response::page(&ItemPage {
        frame: frame
            .saying(saved_notice(item.request, item.opened, item.table).filter(|_| !unsaved)),
        summary: faults.summary(),
        unsaved,
        place: &item.point.page.heading,
        // Large, these stood on the pages before.
        words: words
            .filter(|text| !item.large && !text.is_empty())
            .collect(),
        caution: report.caution.as_deref().filter(|_| !item.large),
        known: if item.large {
            Vec::new()
        } else {
            known(report)
        },
        agreed,
        what_to_agree: said::WHAT_TO_AGREE,
        anchors: anchors.collect(),
        silences: silences(item, form),
        no_reason: format!("{}.", said::APPLIES),
        answer_fault: faults.of("answer-0"),
        reason: Text::area("reason", "Why", &form.reason, faults).hint(said::AGREED_WHY),
        outside,
        dissent: Text::area("dissent", DISSENT, &form.dissent, faults).hint(said::DISSENT_HINT),
        uneven: Text::area("uneven", "Where it is uneven", &form.uneven, faults)
            .hint(said::AGREED_UNEVEN),
        signs: sign_choices(criterion, &form.signs),
        sign_hint: [
            Some(said::AGREED_SIGNS.to_owned()),
            said::warning_sign(&assessment.rubric),
        ]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" "),
        warning_note: Text::area("warning-note", WARNING_NOTE, &form.warning_note, faults),
        evidence_hint: evidence_sentence(assessment),
        rows: row_views(&form.rows, faults),
        more_rows: form.rows.len() < MOST_ROWS,
        more_open: beside
            || !form.rows.is_empty()
            || !form.signs.is_empty()
            || !form.uneven.is_empty(),
        here: item.record(),
        moderator: Text::line("moderator", said::LEADER, &form.moderator, faults)
            .hint(said::LEADER_HINT),
        date: Text::line("date", MEETING_DATE, &form.date, faults).hint(said::DATE_EXAMPLES),
        revision: &form.revision,
        onward: item.onward(),
        example: item.opened.is_example(),
    })
}

fn silences(item: &Item<'_>, form: &Form) -> Vec<Choice> {
    let choice = |value: &str, label: &str, text: String| Choice {
        value: value.to_owned(),
        label: label.to_owned(),
        text,
        chosen: form.answer == value,
    };
    let unknown = choice("unknown", "Don’t know", NOBODY_CAN_TELL.to_owned());
    let audience = item.criterion.not_applicable.as_ref();
    let not_applicable = audience.map(|audience| {
        choice(
            "not-applicable",
            "Not applicable",
            format!(
                "{} {}",
                capitalised(said::NOT_APPLICABLE),
                said::meant_for(audience)
            ),
        )
    });
    std::iter::once(unknown).chain(not_applicable).collect()
}

/// Returns the field for why the level is above or below every answer, where there is room above or below.
fn outside(item: &Item<'_>, form: &Form, faults: &Faults) -> Option<Text> {
    let rubric = &item.opened.assessment.rubric;
    let given = item
        .report
        .given
        .filter(|(lowest, highest)| lowest.index() > 0 || *highest < rubric.scale().top())?;
    let hint = format!(
        "{} {}",
        said::answers_reach(rubric, given),
        said::AGREED_OUTSIDE
    );
    Some(Text::area("outside", OUTSIDE, &form.outside, faults).hint(hint))
}
