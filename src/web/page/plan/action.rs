//! An action: a new one, or one that changes.

use askama::Template;

use super::context::{action_of, address, conflict, list_of_saved};
use super::form::{ACT, ActionForm, NOTHING, field_id};
use crate::assessment::{Action, ActionField, ActionStatus, Course};
use crate::questionnaire::{COURSES, action_asks, action_told, read_date};
use crate::report::{WITHOUT, priorities_without};
use crate::scoring::score;
use crate::store::{PlanEdit, Revision, StoreError};
use crate::text::capitalised;
use crate::web::assessments::OpenAssessment;
use crate::web::form::{Faults, Summary};
use crate::web::frame::Frame;
use crate::web::page::part::{Choice, Text};
use crate::web::page::subject::{Options, by_domain, choice};
use crate::web::request::Request;
use crate::web::response::{HandlerResult, Response};

#[derive(Template)]
#[template(path = "web/plan/action.html")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "a template asks each of them by name"
)]
struct ActionPage<'a> {
    frame: Frame,
    summary: Summary<'a>,
    unsaved: bool,
    /// Where the form is sent.
    to: String,
    now: Option<String>,
    subject_asks: (&'static str, &'static str),
    subject_fault: Option<&'a str>,
    subjects: Vec<Options>,
    /// Whether it is a new one: what will not be done needs no words then but the reason.
    is_new: bool,
    /// The two courses; empty where it cannot change any more.
    courses: Vec<Choice>,
    course: &'a str,
    what: Text,
    owner: Text,
    due: Text,
    /// Whether a due date that has passed may be meant so: asked where there is one.
    past_due: bool,
    past_due_ok: bool,
    measure: Text,
    status_asks: &'static str,
    statuses: Vec<Choice>,
    no_action: Text,
    note: Text,
    revision: &'a str,
    close: Option<String>,
    example: bool,
}

/// Asks for a new one, for what the address names.
pub(crate) fn new(request: &Request) -> HandlerResult {
    let opened = request.assessment()?;
    page(
        request,
        &opened,
        None,
        &ActionForm::new(request.query.get("for").unwrap_or_default()),
        &Faults::default(),
    )
}

pub(crate) fn add(request: &Request) -> HandlerResult {
    let opened = request.assessment()?;
    let folder = opened.folder()?;
    let typed = ActionForm::read(&request.form)?;
    let mut faults = Faults::default();
    let rubric = &opened.assessment.rubric;
    let Some(action) = typed.action(rubric, None, request.state.today(), &mut faults) else {
        return page(request, &opened, None, &typed, &faults);
    };
    match folder.add_action(rubric, &action) {
        Ok(saved) => Response::redirect(&list_of_saved(&opened, &[saved])),
        Err(error) => {
            faults.add("", error.told());
            page(request, &opened, None, &typed, &faults)
        }
    }
}

/// Shows one, to be changed.
pub(crate) fn edit(request: &Request) -> HandlerResult {
    let opened = request.assessment()?;
    let action = action_of(request, &opened)?;
    page(
        request,
        &opened,
        Some(action),
        &ActionForm::of(action),
        &Faults::default(),
    )
}

pub(crate) fn change(request: &Request) -> HandlerResult {
    let opened = request.assessment()?;
    let folder = opened.folder()?;
    let typed = ActionForm::read(&request.form)?;
    let mut faults = Faults::default();
    let rubric = &opened.assessment.rubric;
    let Ok(before) = action_of(request, &opened) else {
        // What was typed is not lost with what it was about.
        faults.add("", "Somebody took this action out of the plan since you opened it. Save it once more to add it as a new one.");
        return page(request, &opened, None, &typed, &faults);
    };
    let Some(after) = typed.action(rubric, Some(before), request.state.today(), &mut faults) else {
        return page(request, &opened, Some(before), &typed, &faults);
    };
    let both = |theirs: &Action| conflict(request, &opened, &after, theirs);
    if Revision::of([before]).as_str() != typed.revision && *before != after {
        return both(before);
    }
    match folder.save_plan(
        rubric,
        &[PlanEdit::Change {
            before: before.clone(),
            after: after.clone(),
        }],
    ) {
        Ok((_, written)) => Response::redirect(&list_of_saved(&opened, &written)),
        Err(StoreError::PlanChanged { mut changed, .. }) => {
            match changed.pop().and_then(|changed| changed.theirs) {
                Some(theirs) => both(&theirs),
                None => change(request),
            }
        }
        Err(error) => {
            faults.add("", error.told());
            page(request, &opened, Some(before), &typed, &faults)
        }
    }
}

fn page(
    request: &Request,
    opened: &OpenAssessment,
    action: Option<&Action>,
    typed: &ActionForm,
    faults: &Faults,
) -> HandlerResult {
    let title = action.map_or_else(
        || "A new action".to_owned(),
        |action| format!("Change {}", action.id),
    );
    let mut frame = request
        .frame(title)
        .in_section("The plan")
        .of(opened, "plan")
        .back_to(opened.at("plan"));
    frame.error = !faults.none();
    let text = |field: ActionField, value: &str| {
        let (asks, helps) = action_asks(field);
        match field {
            ActionField::Owner | ActionField::Due => {
                Text::line(field_id(field), asks, value, faults)
            }
            ActionField::For
            | ActionField::What
            | ActionField::Measure
            | ActionField::Status
            | ActionField::NoAction
            | ActionField::Note => Text::area(field_id(field), asks, value, faults),
        }
        .hint(helps)
    };
    // Who owns what by when would be lost with a change to nothing.
    let decided = action.is_none_or(|action| matches!(action.course, Course::NoAction { .. }));
    let today = request.state.today();
    let past = read_date(&typed.due, today).is_ok_and(|day| day < today)
        && faults.of(field_id(ActionField::Due)).is_some();
    Response::page(&ActionPage {
        frame,
        summary: faults.summary(),
        unsaved: !faults.none(),
        to: action.map_or_else(
            || opened.at("plan/new"),
            |action| address(opened, &action.id, ""),
        ),
        now: action.map(action_told),
        subject_asks: action_asks(ActionField::For),
        subject_fault: faults.of(field_id(ActionField::For)),
        subjects: subjects(opened, action, &typed.subject),
        is_new: action.is_none(),
        courses: if decided {
            courses(&typed.course)
        } else {
            Vec::new()
        },
        course: if decided { "" } else { ACT },
        what: text(ActionField::What, &typed.what),
        owner: text(ActionField::Owner, &typed.owner),
        due: text(ActionField::Due, &typed.due),
        past_due: past || typed.past_due_ok,
        past_due_ok: typed.past_due_ok,
        measure: text(ActionField::Measure, &typed.measure),
        status_asks: action_asks(ActionField::Status).0,
        statuses: statuses(&ActionStatus::ALL, &typed.status),
        no_action: text(ActionField::NoAction, &typed.no_action),
        note: text(ActionField::Note, &typed.note),
        revision: &typed.revision,
        close: action
            .filter(|action| action.is_open())
            .map(|action| address(opened, &action.id, "/close")),
        example: opened.is_example(),
    })
}

fn courses(chosen: &str) -> Vec<Choice> {
    let choice = |value: &str, (label, text): (&str, &str)| Choice {
        value: value.to_owned(),
        label: label.to_owned(),
        text: text.to_owned(),
        chosen: chosen == value,
    };
    vec![choice(ACT, COURSES[0]), choice(NOTHING, COURSES[1])]
}

/// Returns how far an action may be.
pub(crate) fn statuses(all: &[ActionStatus], chosen: &str) -> Vec<Choice> {
    let choice = |status: &ActionStatus| Choice {
        value: status.word().to_owned(),
        label: capitalised(status.phrase()),
        text: String::new(),
        chosen: chosen == status.word(),
    };
    all.iter().map(choice).collect()
}

/// Returns what an action can be for: first what has none, then everything by domain.
fn subjects(opened: &OpenAssessment, action: Option<&Action>, chosen: &str) -> Vec<Options> {
    let assessment = &opened.assessment;
    let rubric = &assessment.rubric;
    let mut all = Vec::new();
    // What the rubric does not have any more stays chosen until somebody chooses otherwise.
    let has = |id: &str| {
        rubric
            .criteria()
            .any(|criterion| criterion.id.as_str() == id)
            || rubric
                .standards()
                .any(|standard| standard.id.as_str() == id)
    };
    if let Some(action) = action.filter(|action| action.subject == chosen && !has(chosen)) {
        all.push(Options {
            heading: "As it is".to_owned(),
            choices: vec![choice(&action.subject, &action.subject, chosen)],
        });
    }
    let without = priorities_without(assessment, &score(assessment));
    let label = |id: &str, lead: &str| {
        // Several standards belong to one criterion, so what a standard says stands behind what to do.
        let standard = rubric
            .standards()
            .find(|standard| standard.id.as_str() == id);
        standard.map_or_else(
            || lead.to_owned(),
            |standard| format!("{lead} {}", standard.statement),
        )
    };
    let first: Vec<Choice> = without
        .iter()
        .map(|one| choice(&one.id, &label(&one.id, &one.lead()), chosen))
        .collect();
    // A name that stands twice is chosen once, where it comes first.
    let left = if first.iter().any(|choice| choice.chosen) {
        ""
    } else {
        chosen
    };
    if !first.is_empty() {
        all.push(Options {
            heading: WITHOUT.to_owned(),
            choices: first,
        });
    }
    all.extend(by_domain(rubric, left));
    all
}
