//! Somebody else saved meanwhile: both are shown, and the person chooses.

use askama::Template;

use super::form::Form;
use super::row::row_field;
use super::{QuestionContext, revision};
use crate::assessment::Answer;
use crate::questionnaire::{recorded, said};
use crate::web::form::escaped;
use crate::web::frame::Frame;
use crate::web::response::{HandlerResult, Response};

#[derive(Template)]
#[template(path = "web/conflict.html")]
struct Conflict<'a> {
    frame: Frame,
    changed_by: &'static str,
    which_stays: &'static str,
    /// What it is about.
    about: &'a str,
    mine: Vec<String>,
    theirs: Vec<String>,
    /// What was typed, to be sent again: names and escaped values.
    typed: Vec<(String, String)>,
    keep: String,
}

/// Shows both. Nothing is saved before one is chosen.
pub fn page(
    asking: &QuestionContext<'_>,
    form: &Form,
    mine: &Answer,
    theirs: Option<&Answer>,
) -> HandlerResult {
    let rubric = &asking.opened.assessment.rubric;
    let lines = |answer: &Answer| recorded(rubric, asking.criterion, answer);
    let frame = asking
        .request
        .frame(said::CHANGED)
        .in_section(asking.domain.title.as_str())
        .of(asking.opened, "people")
        .with_error();
    Response::page(&Conflict {
        frame,
        changed_by: said::CHANGED_BY,
        which_stays: said::WHICH_STAYS,
        about: &asking.criterion.title,
        mine: lines(mine),
        theirs: theirs.map_or_else(|| vec![said::TAKEN_OUT.to_owned()], lines),
        typed: again(form, asking.changing, theirs),
        keep: asking.here(),
    })
}

/// The fields of the form once more, made now from what is in the file.
fn again(form: &Form, changing: bool, theirs: Option<&Answer>) -> Vec<(String, String)> {
    let mut fields = vec![
        ("answer".to_owned(), form.answer.clone()),
        ("reason".to_owned(), form.reason.clone()),
        ("note".to_owned(), form.note.clone()),
        ("uneven".to_owned(), form.uneven.clone()),
        ("confidence".to_owned(), form.confidence.clone()),
        ("warning-note".to_owned(), form.warning_note.clone()),
        ("rows".to_owned(), form.rows.len().to_string()),
        ("revision".to_owned(), revision(theirs)),
    ];
    fields.extend(
        form.signs
            .iter()
            .map(|sign| ("sign".to_owned(), sign.to_string())),
    );
    for (place, row) in form.rows.iter().enumerate() {
        for (part, value) in [
            ("what", &row.what),
            ("kind", &row.kind),
            ("date", &row.date),
            ("place", &row.place),
        ] {
            fields.push((row_field(place, part), value.clone()));
        }
    }
    fields.extend(form.still.again());
    fields.extend(changing.then(|| ("change".to_owned(), "1".to_owned())));
    fields
        .into_iter()
        .map(|(name, value)| (name, escaped(&value)))
        .collect()
}
