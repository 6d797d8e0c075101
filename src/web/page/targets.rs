//! Targets: what the board aims for, and why; and the weights that the trust has given.

use askama::Template;

use crate::assessment::Note;
use crate::questionnaire::{read_text, said};
use crate::report::{
    Edition, Passage, compose, default_words, origin_word, own_targets, target_words,
};
use crate::rubric::{Criterion, CriterionId, Level};
use crate::scoring::score;
use crate::store::Revision;
use crate::web::assessments::OpenAssessment;
use crate::web::conflict::SAVE_ONCE_MORE;
use crate::web::error::AppError;
use crate::web::form::{Faults, Summary};
use crate::web::frame::Frame;
use crate::web::page::part::{Choice, Text};
use crate::web::request::Request;
use crate::web::response::{HandlerResult, Response};
use crate::words::NamedLevel;

const NO_TARGET_CHOSEN: &str = "Choose a level, or none of your own.";

const NO_OWN_TARGET: &str = "None of our own";

const TARGET_WHY: &str = "It stands in the report beside the target, and may be left out.";

const DEFAULT_TARGET: &str = "The default target";

/// The word in an address for the target of every criterion without its own. No criterion has it as its id.
const DEFAULT: &str = "default";

#[derive(Template)]
#[template(path = "web/targets.html")]
struct Targets {
    frame: Frame,
    default: String,
    change_default: String,
    own: Option<String>,
    domains: Vec<(String, Vec<Line>)>,
    weights: Option<Passage>,
    example: bool,
}

/// A criterion with its target.
struct Line {
    address: String,
    title: String,
    state: String,
}

pub(crate) fn list(request: &Request) -> HandlerResult {
    let opened = request.assessment()?;
    let assessment = &opened.assessment;
    let line = |criterion: &Criterion| Line {
        address: opened.at(&format!("targets/{}", criterion.id)),
        title: criterion.title.clone(),
        state: assessment.aim(&criterion.id).map_or_else(
            || "no target".to_owned(),
            |target| {
                format!(
                    "{}, {}",
                    NamedLevel::of(assessment.rubric.scale(), target.level).both(),
                    origin_word(target.origin)
                )
            },
        ),
    };
    // How weights count is told as the report tells it.
    let report = compose(assessment, &score(assessment), Edition::Full);
    Response::page(&Targets {
        frame: request
            .frame("Targets")
            .of(&opened, "targets")
            .back_to(opened.at(""))
            .saying(saved(request, &opened)),
        default: default_words(assessment),
        change_default: opened.at(&format!("targets/{DEFAULT}")),
        own: own_targets(assessment),
        domains: assessment
            .rubric
            .domains()
            .iter()
            .map(|domain| {
                (
                    domain.title.clone(),
                    domain.criteria.iter().map(line).collect(),
                )
            })
            .collect(),
        weights: report
            .method
            .into_iter()
            .find(|passage| passage.title == crate::report::WEIGHTS),
        example: opened.is_example(),
    })
}

/// Returns what was saved just before, as the file has it.
fn saved(request: &Request, opened: &OpenAssessment) -> Option<String> {
    let part = request.query.get("saved")?;
    let criterion = if part == DEFAULT {
        None
    } else {
        Some(CriterionId::new(part).ok()?)
    };
    let known = criterion
        .as_ref()
        .is_none_or(|id| opened.assessment.rubric.criterion(id).is_some());
    known.then(|| {
        format!(
            "Saved. {}",
            target_words(&opened.assessment, criterion.as_ref())
        )
    })
}

#[derive(Template)]
#[template(path = "web/target.html")]
struct Target<'a> {
    frame: Frame,
    summary: Summary<'a>,
    unsaved: bool,
    question: String,
    now: String,
    levels: Vec<Choice>,
    level_fault: Option<&'a str>,
    reason: Text,
    revision: String,
    targets: String,
    example: bool,
}

/// What the form says.
struct Form {
    level: String,
    reason: String,
    revision: String,
}

/// Returns the criterion that the address names; nothing for the default.
fn named<'a>(
    request: &Request,
    opened: &'a OpenAssessment,
) -> Result<Option<&'a Criterion>, AppError> {
    let part = request.part("target");
    if part == DEFAULT {
        return Ok(None);
    }
    let found = CriterionId::new(part)
        .ok()
        .and_then(|id| opened.assessment.rubric.criterion(&id));
    found
        .map(Some)
        .ok_or_else(|| AppError::not_found("The rubric of this assessment has no such criterion."))
}

/// Returns the trust's own target, with its reason.
fn own<'a>(
    opened: &'a OpenAssessment,
    criterion: Option<&Criterion>,
) -> (Option<Level>, Option<&'a Note>) {
    let setup = &opened.assessment.setup;
    match criterion {
        Some(criterion) => (
            setup.targets.get(&criterion.id).copied(),
            setup.target_reasons.get(&criterion.id),
        ),
        None => (setup.default_target, setup.default_target_reason.as_ref()),
    }
}

fn revision(opened: &OpenAssessment, criterion: Option<&Criterion>) -> String {
    let (level, reason) = own(opened, criterion);
    Revision::of_texts([
        level.map_or_else(String::new, |level| level.to_string()),
        reason.map_or_else(String::new, |reason| format!("reason: {reason}")),
    ])
    .to_string()
}

pub(crate) fn show(request: &Request) -> HandlerResult {
    let opened = request.assessment()?;
    let criterion = named(request, &opened)?;
    let (level, reason) = own(&opened, criterion);
    let form = Form {
        level: level.map_or_else(|| "none".to_owned(), |level| level.to_string()),
        reason: reason.map(ToString::to_string).unwrap_or_default(),
        revision: revision(&opened, criterion),
    };
    page(request, &opened, criterion, &form, &Faults::default())
}

pub(crate) fn save(request: &Request) -> HandlerResult {
    request
        .form
        .only(&|name| matches!(name, "level" | "reason" | "revision"), &[])?;
    let opened = request.assessment()?;
    let folder = opened.folder()?;
    let criterion = named(request, &opened)?;
    let text = |name: &str| request.form.raw(name).unwrap_or_default().to_owned();
    let mut form = Form {
        level: text("level"),
        reason: text("reason"),
        revision: text("revision"),
    };
    let mut faults = Faults::default();
    let level = match form.level.as_str() {
        "none" => Some(None),
        level => level
            .parse()
            .ok()
            .and_then(|number| opened.assessment.rubric.scale().level(number))
            .map(Some),
    };
    if level.is_none() {
        faults.add("level-none", NO_TARGET_CHOSEN);
    }
    let before = own(&opened, criterion);
    let reason = match form.reason.trim() {
        "" => Some(None),
        // What stands in the file already, letter by letter, stays.
        typed if before.1.is_some_and(|reason| *reason == typed) => Some(before.1.cloned()),
        typed => faults
            .or("reason", read_text(typed))
            .map(|reason| Note::new(&reason)),
    };
    let (Some(level), Some(reason)) = (level, reason) else {
        return page(request, &opened, criterion, &form, &faults);
    };
    let now = revision(&opened, criterion);
    if now != form.revision && before != (level, reason.as_ref()) {
        // Seen now; the same once more is a decision.
        form.revision = now;
        faults.add("", format!("{} {}", said::CHANGED_BY, SAVE_ONCE_MORE));
        return page(request, &opened, criterion, &form, &faults);
    }
    let id = criterion.map(|criterion| &criterion.id);
    if let Err(error) = folder.save_target(&opened.assessment.rubric, id, level, reason.as_deref())
    {
        faults.add("", error.told());
        return page(request, &opened, criterion, &form, &faults);
    }
    Response::redirect(&format!(
        "{}?saved={}",
        opened.at("targets"),
        id.map_or(DEFAULT, CriterionId::as_str)
    ))
}

fn page(
    request: &Request,
    opened: &OpenAssessment,
    criterion: Option<&Criterion>,
    form: &Form,
    faults: &Faults,
) -> HandlerResult {
    let assessment = &opened.assessment;
    let scale = assessment.rubric.scale();
    let level = |level: Level| Choice {
        value: level.to_string(),
        label: NamedLevel::of(scale, level).both(),
        text: criterion.map_or_else(
            || scale.words(level).meaning.clone(),
            |criterion| criterion.anchor(level).to_owned(),
        ),
        chosen: form.level == level.to_string(),
    };
    let none = Choice {
        value: "none".to_owned(),
        label: NO_OWN_TARGET.to_owned(),
        text: String::new(),
        chosen: form.level == "none",
    };
    let title = criterion.map_or_else(
        || DEFAULT_TARGET.to_owned(),
        |criterion| format!("Target: {}", criterion.title),
    );
    let mut frame = request
        .frame(title)
        .of(opened, "targets")
        .back_to(opened.at("targets"));
    frame.error = !faults.none();
    Response::page(&Target {
        frame,
        summary: faults.summary(),
        unsaved: !faults.none(),
        question: criterion.map_or_else(String::new, |criterion| criterion.question.clone()),
        now: target_words(assessment, criterion.map(|criterion| &criterion.id)),
        levels: scale.levels().map(level).chain([none]).collect(),
        level_fault: faults.of("level-none"),
        reason: Text::area("reason", "Why", &form.reason, faults).hint(TARGET_WHY),
        revision: form.revision.clone(),
        targets: opened.at("targets"),
        example: opened.is_example(),
    })
}
