//! The page of a group of standards.

use askama::Template;

use super::form::{Typed, field};
use crate::assessment::{Entry, Status};
use crate::questionnaire::{Group, explanation_asked, force, said, source, standard_recorded};
use crate::rubric::Standard;
use crate::text::capitalised;
use crate::web::asked::Asked;
use crate::web::found::Opened;
use crate::web::frame::Frame;
use crate::web::page::part::{Choice, Faults, Summary, Text};
use crate::web::reply::{Given, Reply};

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
    seen_name: String,
    seen: String,
}

/// An entry in full, in a line.
pub fn in_full(entry: &Entry) -> String {
    let mut parts = vec![entry.status.phrase().to_owned()];
    parts.extend(standard_recorded(entry));
    parts.join("; ")
}

/// The page with what stands in the form.
pub fn page(
    asked: &Asked,
    opened: &Opened,
    group: &Group<'_>,
    typed: &[Typed],
    faults: &Faults,
    unsaved: bool,
) -> Given {
    let standards = group
        .standards
        .iter()
        .zip(typed)
        .map(|(standard, typed)| one(opened, standard, typed, faults))
        .collect();
    let mut frame = Frame::new(format!("Standards: {}", group.who), asked.visit.as_ref())
        .of(opened, "standards")
        .back_to(opened.at("standards"))
        .saying(super::saved(asked, opened).filter(|_| !unsaved));
    frame.error = !faults.none();
    Reply::page(&GroupPage {
        frame,
        summary: faults.summary(),
        unsaved,
        known_by: said::STANDARD.to_owned(),
        standards,
        example: opened.is_example(),
    })
}

fn one(opened: &Opened, standard: &Standard, typed: &Typed, faults: &Faults) -> One {
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
        open: beside || *typed != Typed::of(opened.assessment.entry(&standard.id)),
        seen_name: name("seen"),
        seen: typed.seen.clone(),
    }
}
