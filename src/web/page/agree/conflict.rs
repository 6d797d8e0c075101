//! Somebody else saved a judgement meanwhile: both are shown, and the meeting chooses.

use askama::Template;

use super::form::Form;
use super::{Item, revision};
use crate::assessment::Agreed;
use crate::questionnaire::{agreed_recorded, said};
use crate::web::form::escaped;
use crate::web::frame::Frame;
use crate::web::page::question::row::row_field;
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
pub fn page(item: &Item<'_>, form: &Form, mine: &Agreed, theirs: Option<&Agreed>) -> HandlerResult {
    let lines =
        |agreed: &Agreed| agreed_recorded(&item.opened.assessment.rubric, item.criterion, agreed);
    let frame = item
        .request
        .frame(said::CHANGED)
        .in_section(format!("Agree, {}", item.report.domain))
        .of(item.opened, "agree")
        .large(item.large)
        .with_error();
    Response::page(&Conflict {
        frame,
        changed_by: said::CHANGED_BY,
        which_stays: said::WHICH_STAYS,
        about: &item.criterion.title,
        mine: lines(mine),
        theirs: theirs.map_or_else(|| vec![said::TAKEN_OUT.to_owned()], lines),
        typed: again(form, item.large, theirs),
        keep: item.record(),
    })
}

/// The fields of the form once more, made now from what is in the file.
fn again(form: &Form, large: bool, theirs: Option<&Agreed>) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = [
        ("answer", &form.answer),
        ("reason", &form.reason),
        ("outside", &form.outside),
        ("moderator", &form.moderator),
        ("date", &form.date),
        ("dissent", &form.dissent),
        ("uneven", &form.uneven),
        ("warning-note", &form.warning_note),
        ("rows", &form.rows.len().to_string()),
        ("revision", &revision(theirs)),
    ]
    .map(|(name, value)| (name.to_owned(), value.clone()))
    .to_vec();
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
    fields.extend(large.then(|| ("view".to_owned(), "large".to_owned())));
    fields
        .into_iter()
        .map(|(name, value)| (name, escaped(&value)))
        .collect()
}
