//! The page of a group of standards.

use askama::Template;

use super::form::{StandardForm, field};
use crate::assessment::{Entry, Status};
use crate::questionnaire::{Group, explanation_asked, force, said, source, standard_recorded};
use crate::rubric::Standard;
use crate::text::capitalised;
use crate::web::assessments::OpenAssessment;
use crate::web::form::{Faults, Summary};
use crate::web::frame::Frame;
use crate::web::page::part::{Choice, Text};
use crate::web::request::Request;
use crate::web::response::{HandlerResult, Response};

#[derive(Template)]
#[template(path = "web/group.html")]
struct GroupPage<'a> {
    frame: Frame,
    summary: Summary<'a>,
    unsaved: bool,
    known_by: String,
    standards: Vec<One>,
    example: bool,
}

/// One standard with its fields.
struct One {
    statement: String,
    about: String,
    bears_on: String,
    name: String,
    fault: Option<String>,
    theirs: Option<String>,
    choices: Vec<Choice>,
    proof: Text,
    by: Text,
    checked: Text,
    explanation: Text,
    /// What is recorded beside the status, a line each.
    recorded: Vec<String>,
    open: bool,
    revision_name: String,
    revision: String,
}

/// Returns an entry in full, in a line.
pub(crate) fn in_full(entry: &Entry) -> String {
    let mut parts = vec![entry.status.phrase().to_owned()];
    parts.extend(standard_recorded(entry));
    parts.join("; ")
}

/// The page with what stands in the form.
pub(crate) fn page(
    request: &Request,
    opened: &OpenAssessment,
    group: &Group<'_>,
    typed: &[StandardForm],
    faults: &Faults,
    notice: Option<String>,
) -> HandlerResult {
    let standards = group
        .standards
        .iter()
        .zip(typed)
        .map(|(standard, typed)| one(opened, standard, typed, faults))
        .collect();
    let mut frame = request
        .frame(format!("Standards: {}", group.who))
        .of(opened, "standards")
        .back_to(opened.at("standards"))
        .saying(notice);
    frame.error = !faults.none();
    Response::page(&GroupPage {
        frame,
        summary: faults.summary(),
        unsaved: !faults.none(),
        known_by: said::STANDARD.to_owned(),
        standards,
        example: opened.is_example(),
    })
}

fn one(opened: &OpenAssessment, standard: &Standard, typed: &StandardForm, faults: &Faults) -> One {
    let name = |part: &str| field(standard, part);
    let choice = |status: Status| Choice {
        value: status.word().to_owned(),
        label: capitalised(status.phrase()),
        text: name(status.word()),
        chosen: typed.status == status.word(),
    };
    let status = Status::ALL
        .into_iter()
        .find(|status| status.word() == typed.status);
    let asks = explanation_asked(standard.force, status.unwrap_or(Status::Met));
    let criterion = opened.assessment.rubric.criterion(&standard.criterion);
    let text = |part: &str, label: &str, value: &str| Text::line(name(part), label, value, faults);
    let beside = ["proof", "by", "checked", "explanation"]
        .iter()
        .any(|part| faults.of(&name(part)).is_some());
    One {
        statement: standard.statement.clone(),
        about: format!("{} Source: {}.", force(standard), source(standard)),
        bears_on: criterion.map_or_else(String::new, said::bears_on),
        name: name("status"),
        fault: faults.of(&name("met")).map(str::to_owned),
        theirs: typed.theirs.clone(),
        choices: Status::ALL.into_iter().map(choice).collect(),
        proof: text("proof", said::PROOF, &typed.proof),
        by: text("by", said::BY, &typed.by),
        checked: text("checked", said::CHECKED, &typed.checked).hint(said::DATE_EXAMPLES),
        explanation: Text::area(name("explanation"), asks, &typed.explanation, faults),
        recorded: opened
            .assessment
            .entry(&standard.id)
            .map_or_else(Vec::new, standard_recorded),
        open: beside || *typed != StandardForm::of(opened.assessment.entry(&standard.id)),
        revision_name: name("revision"),
        revision: typed.revision.clone(),
    }
}
