//! A new assessment: six short questions, and a folder of its own beside the others.

use std::path::Path;

use askama::Template;
use jiff::civil::Date;

use crate::assessment::Depth;
use crate::questionnaire::{read_date, read_text, said};
use crate::rubric::{Builtin, builtins};
use crate::store::{Folder, NewAssessment, StoreError};
use crate::web::error::AppError;
use crate::web::form::{Faults, Fields, Summary};
use crate::web::frame::Frame;
use crate::web::page::part::{Choice, Text};
use crate::web::request::Request;
use crate::web::response::{HandlerResult, Response};
use crate::words::long_date;

pub(crate) const NO_CYCLE: &str = "Please give this cycle a name, such as the year.";

/// The longest name of a folder, in characters: short enough for every computer.
pub(crate) const LONGEST_FOLDER: usize = 60;

#[derive(Template)]
#[template(path = "web/new.html")]
struct New<'a> {
    frame: Frame,
    summary: Summary<'a>,
    words: &'static str,
    trust: Text,
    cycle: Text,
    date: Text,
    schools: Text,
    rubrics: Vec<Choice>,
    depths: Vec<Choice>,
    depth_fault: Option<&'a str>,
}

pub(crate) fn show(request: &Request) -> HandlerResult {
    several(request)?;
    let today = request.state.today();
    let first = [
        ("trust", String::new()),
        ("cycle", today.year().to_string()),
        ("date", long_date(today)),
        ("schools", String::new()),
    ];
    let fields = Fields::of(first.map(|(name, value)| (name.to_owned(), value)).to_vec());
    page(request, &fields, &Faults::default())
}

/// Makes the folder, and goes on to who answers.
pub(crate) fn make(request: &Request) -> HandlerResult {
    several(request)?;
    request.form.only(
        &|name| {
            matches!(
                name,
                "trust" | "cycle" | "date" | "schools" | "rubric" | "depth"
            )
        },
        &[],
    )?;
    let mut faults = Faults::default();
    let Some((new, rubric)) = read(&request.form, request.state.today(), &mut faults) else {
        return page(request, &request.form, &faults);
    };
    let key = free_name(
        request.state.assessments().root(),
        &format!("{} {}", new.trust, new.cycle),
    )?;
    match Folder::create(
        request.state.assessments().root().join(&key),
        &new,
        &rubric.text(),
    ) {
        Ok(_) => Response::redirect(&request.state.assessments().address(&key, "people")),
        Err(error @ StoreError::Unfit { .. }) => {
            faults.add("trust", crate::text::capitalised(&format!("{error}.")));
            page(request, &request.form, &faults)
        }
        Err(error) => {
            faults.add("", crate::text::capitalised(&format!("{error}.")));
            page(request, &request.form, &faults)
        }
    }
}

/// Only where assessments stand side by side is there room for another.
fn several(request: &Request) -> Result<(), AppError> {
    if request.state.assessments().is_single() {
        return Err(AppError::not_found(
            "This folder is one assessment. To start another, start strong-trust in the folder around it.",
        ));
    }
    Ok(())
}

fn read(
    form: &Fields,
    today: Date,
    faults: &mut Faults,
) -> Option<(NewAssessment, &'static Builtin)> {
    let text = |name: &str, missing: &str| {
        form.get(name)
            .ok_or_else(|| missing.to_owned())
            .and_then(|text| read_text(&text.replace('\n', " ")))
    };
    let trust = faults.or("trust", text("trust", said::NO_TRUST));
    let cycle = faults.or("cycle", text("cycle", NO_CYCLE));
    let date = faults.or(
        "date",
        form.get("date")
            .map_or(Ok(today), |date| read_date(date, today)),
    );
    let schools = match form.get("schools") {
        None => Some(None),
        Some(typed) => faults.or(
            "schools",
            typed
                .parse()
                .map(Some)
                .map_err(|_| said::NO_NUMBER.to_owned()),
        ),
    };
    let rubric = form
        .get("rubric")
        .map_or_else(|| builtins().first(), Builtin::find);
    if rubric.is_none() {
        faults.add("rubric", "Choose which questions.");
    }
    let depth = [Depth::Full, Depth::Quick]
        .into_iter()
        .find(|depth| form.get("depth") == Some(depth.word()));
    if depth.is_none() {
        faults.add("depth-full", "Choose how deep the assessment goes.");
    }
    Some((
        NewAssessment {
            trust: trust?,
            cycle: cycle?,
            date: date?,
            depth: depth?,
            schools: schools?,
        },
        rubric?,
    ))
}

/// Returns a name for the folder that is free: from the trust's name and the cycle's.
pub(crate) fn free_name(place: &Path, words: &str) -> Result<String, AppError> {
    let text = words.to_lowercase();
    let words: Vec<String> = text
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let mut name: String = words.join("-").chars().take(LONGEST_FOLDER).collect();
    // A name that Windows keeps for itself, or none at all, would be no folder there.
    if crate::rubric::RespondentId::new(name.as_str()).is_err() {
        let safe = format!("trust-{name}");
        safe.trim_end_matches('-').clone_into(&mut name);
    }
    let free = |name: &String| !place.join(name).exists();
    let numbered = (2..1_000).map(|number| format!("{name}-{number}"));
    std::iter::once(name.clone())
        .chain(numbered)
        .find(free)
        .ok_or_else(|| AppError::not_found("There is no free name for a folder of this trust."))
}

fn page(request: &Request, fields: &Fields, faults: &Faults) -> HandlerResult {
    let line = |name: &str, label: &str| {
        Text::line(name, label, fields.raw(name).unwrap_or_default(), faults)
    };
    let choice = |field: &str, value: &str, label: String| Choice {
        chosen: fields.get(field) == Some(value),
        value: value.to_owned(),
        label,
        text: String::new(),
    };
    let mut frame = request.frame("A new assessment").back_to(request.at("/"));
    frame.error = !faults.none();
    Response::page(&New {
        frame,
        summary: faults.summary(),
        words: said::NEW,
        trust: line("trust", said::TRUST),
        cycle: line("cycle", said::CYCLE),
        date: line("date", said::NEW_DATE).hint(said::DATE_EXAMPLES),
        schools: line("schools", said::SCHOOLS),
        rubrics: match builtins() {
            [_, _, ..] => builtins()
                .iter()
                .map(|builtin| choice("rubric", builtin.id, builtin.rubric().title().to_owned()))
                .collect(),
            [_] | [] => Vec::new(),
        },
        depths: [Depth::Full, Depth::Quick]
            .map(|depth| choice("depth", depth.word(), said::depth(depth).to_owned()))
            .to_vec(),
        depth_fault: faults.of("depth-full"),
    })
}
