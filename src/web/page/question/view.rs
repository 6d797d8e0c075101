//! The page of a question.

use askama::Template;

use super::context::{QuestionContext, last_time};
use super::form::Form;
use super::row::{MOST_ROWS, Row, row_field};
use crate::assessment::{Confidence, Explaining, Kind};
use crate::questionnaire::{evidence_sentence, first_cap, place, said};
use crate::rubric::Criterion;
use crate::text::capitalised;
use crate::web::form::{Faults, Summary};
use crate::web::frame::Frame;
use crate::web::page::part::{Choice, Text};
use crate::web::response::{HandlerResult, Response};

pub(crate) const WARNING_NOTE: &str = "Why a ticked sign does not tell against the level";

#[derive(Template)]
#[template(path = "web/question.html")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one line of the template"
)]
struct Question<'a> {
    frame: Frame,
    summary: Summary<'a>,
    /// Whether what stands in the form is not saved.
    unsaved: bool,
    /// What they wrote last time on the question before, now that it is answered, and where to add to it.
    last_of_saved: Option<(String, String)>,
    /// What they wrote last time on this one, once it is answered.
    last: Option<String>,
    place: String,
    title: &'a str,
    why: &'a str,
    boundary_title: &'static str,
    boundary: &'a str,
    held_title: &'static str,
    /// What a standard takes away here, first in a sentence, then in full.
    held_down: Option<String>,
    held_by: Vec<String>,
    levels: Vec<Choice>,
    silences: Vec<Choice>,
    reason: Option<Text>,
    no_reason: String,
    answer_fault: Option<&'a str>,
    signs: Vec<Choice>,
    sign_hint: String,
    warning_note: Text,
    evidence_hint: String,
    examples: &'a [String],
    rows: Vec<RowView>,
    more_rows: bool,
    note: Text,
    uneven: Text,
    confidence: Vec<Choice>,
    confidence_asks: &'static str,
    confidence_fault: Option<String>,
    more_open: bool,
    revision: &'a str,
    changing: bool,
    /// The address to which the form goes: without what the browser was sent to on the page.
    here: String,
    skip: String,
}

/// A row of evidence.
pub(crate) struct RowView {
    /// Its number, from 1.
    pub(crate) number: usize,
    pub(crate) what: Text,
    /// Its kinds to choose from.
    pub(crate) kinds: Vec<Choice>,
    /// The id of the field of the kind.
    pub(crate) kind_id: String,
    /// What is wrong with the kind.
    pub(crate) kind_fault: Option<String>,
    /// When it was made or seen.
    pub(crate) date: Text,
    pub(crate) place: Text,
}

/// The page with what stands in the form.
pub(super) fn page(
    asking: &QuestionContext<'_>,
    form: &Form,
    faults: &Faults,
    unsaved: bool,
) -> HandlerResult {
    let assessment = &asking.opened.assessment;
    let criterion = asking.criterion;
    let last = last_time(asking.opened, &asking.participant, &criterion.id);
    let mut frame = asking
        .request
        .frame(criterion.question.as_str())
        .in_section(asking.domain.title.as_str())
        .of(asking.opened, "people")
        .back_to(asking.back());
    frame.error = !faults.none();
    let page = Question {
        frame: frame.saying(asking.notice().filter(|_| !unsaved)),
        summary: faults.summary(),
        unsaved,
        last_of_saved: asking.last_of_saved().filter(|_| !unsaved),
        last: last.clone(),
        place: place(asking.domain, asking.item),
        title: &criterion.title,
        why: &criterion.why,
        boundary_title: said::BOUNDARY,
        held_title: said::HELD_DOWN,
        boundary: criterion.boundary.as_deref().unwrap_or_default(),
        held_down: first_cap(assessment, criterion),
        held_by: said::holding_down(assessment, criterion),
        levels: levels(asking, form),
        silences: silences(asking, form),
        reason: criterion.not_applicable.as_ref().map(|audience| {
            Text::area("reason", said::REASON, &form.reason, faults).hint(said::meant_for(audience))
        }),
        no_reason: format!("{}.", said::APPLIES),
        answer_fault: faults.of("answer-0"),
        signs: signs(asking, form),
        sign_hint: said::warning_sign(&assessment.rubric).unwrap_or_default(),
        warning_note: Text::area("warning-note", WARNING_NOTE, &form.warning_note, faults),
        evidence_hint: evidence_sentence(assessment),
        examples: &criterion.evidence,
        rows: row_views(&form.rows, faults),
        more_rows: form.rows.len() < MOST_ROWS,
        note: Text::area("note", "Note", &form.note, faults).hint(said::NOTE),
        uneven: Text::area("uneven", "Where it is uneven", &form.uneven, faults).hint(said::UNEVEN),
        confidence: confidence(form),
        confidence_asks: said::CONFIDENCE,
        confidence_fault: faults.of(Explaining::Confidence.word()).map(str::to_owned),
        more_open: last.is_some()
            || !form.note.is_empty()
            || !form.uneven.is_empty()
            || !form.confidence.is_empty(),
        revision: &form.revision,
        changing: asking.changing,
        here: asking.here(),
        skip: asking.onward(),
    };
    Response::page(&page)
}

fn levels(asking: &QuestionContext<'_>, form: &Form) -> Vec<Choice> {
    let scale = asking.opened.assessment.rubric.scale();
    let choice = |level: crate::rubric::Level| Choice {
        value: level.to_string(),
        label: format!("{level} {}", scale.label(level)),
        text: asking.criterion.anchor(level).to_owned(),
        chosen: form.answer == level.to_string(),
    };
    scale.levels().map(choice).collect()
}

fn silences(asking: &QuestionContext<'_>, form: &Form) -> Vec<Choice> {
    let choice = |value: &str, label: &str, text: &str| Choice {
        value: value.to_owned(),
        label: label.to_owned(),
        text: capitalised(text),
        chosen: form.answer == value,
    };
    let unknown = choice("unknown", "Don’t know", said::UNKNOWN);
    let not_applicable = asking
        .criterion
        .not_applicable
        .as_ref()
        .map(|_| choice("not-applicable", "Not applicable", said::NOT_APPLICABLE));
    std::iter::once(unknown).chain(not_applicable).collect()
}

fn signs(asking: &QuestionContext<'_>, form: &Form) -> Vec<Choice> {
    sign_choices(asking.criterion, &form.signs)
}

/// Returns the warning signs to tick.
pub(crate) fn sign_choices(criterion: &Criterion, ticked: &[usize]) -> Vec<Choice> {
    let sign = |(place, sign): (usize, &String)| Choice {
        value: (place + 1).to_string(),
        label: sign.clone(),
        text: String::new(),
        chosen: ticked.contains(&(place + 1)),
    };
    criterion
        .warning_signs
        .iter()
        .enumerate()
        .map(sign)
        .collect()
}

fn confidence(form: &Form) -> Vec<Choice> {
    let choice = |confidence: Confidence| Choice {
        value: confidence.word().to_owned(),
        label: capitalised(confidence.word()),
        text: said::confidence(confidence).to_owned(),
        chosen: form.confidence == confidence.word(),
    };
    Confidence::ALL.into_iter().map(choice).collect()
}

/// Returns the rows of evidence with their fields.
pub(crate) fn row_views(rows: &[Row], faults: &Faults) -> Vec<RowView> {
    rows.iter()
        .enumerate()
        .map(|(row, typed)| row_view(row, typed, faults))
        .collect()
}

fn row_view(row: usize, typed: &Row, faults: &Faults) -> RowView {
    let field = |part: &str| row_field(row, part);
    let kind = |kind: Kind| Choice {
        value: kind.word().to_owned(),
        label: format!("{}: {}", capitalised(kind.word()), said::kind(kind)),
        text: String::new(),
        chosen: typed.kind == kind.word(),
    };
    RowView {
        number: row + 1,
        what: Text::line(field("what"), "What it is", &typed.what, faults),
        kinds: Kind::ALL.into_iter().map(kind).collect(),
        kind_id: field("kind"),
        kind_fault: faults.of(&field("kind")).map(str::to_owned),
        date: Text::line(field("date"), said::DATE, &typed.date, faults).hint(said::DATE_EXAMPLES),
        place: Text::line(field("place"), said::PLACE, &typed.place, faults),
    }
}
