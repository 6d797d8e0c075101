//! The next cycle from this one, in a folder of its own beside the others.

use std::path::PathBuf;

use askama::Template;
use jiff::civil::Date;

use crate::questionnaire::{read_date, read_text, said};
use crate::report::next_begun;
use crate::rubric::RespondentId;
use crate::store::{LoadError, NextCycle, Started, StoreError};
use crate::text::capitalised;
use crate::web::assessments::OpenAssessment;
use crate::web::error::AppError;
use crate::web::form::{Faults, Fields, Summary};
use crate::web::frame::Frame;
use crate::web::page::new::NO_CYCLE;
use crate::web::page::new::{LONGEST_FOLDER, free_name};
use crate::web::page::part::Text;
use crate::web::request::Request;
use crate::web::response::{HandlerResult, Response};
use crate::words::long_date;

#[derive(Template)]
#[template(path = "web/next.html")]
struct NextPage<'a> {
    frame: Frame,
    summary: Summary<'a>,
    cycle: Text,
    date: Text,
    folder: Text,
    example: bool,
}

#[derive(Template)]
#[template(path = "web/begun.html")]
struct Begun {
    frame: Frame,
    lines: Vec<String>,
    overview: String,
    people: String,
}

pub(crate) fn show(request: &Request) -> HandlerResult {
    let opened = request.assessment()?;
    // Today, unless that is still in the cycle that is there.
    let (today, setup) = (request.state.today(), &opened.assessment.setup);
    let is_new = today > setup.date && today.year().to_string() != setup.cycle.trim();
    let date = if is_new {
        today
    } else {
        opened.assessment.next_review()
    };
    let first = [
        ("cycle", date.year().to_string()),
        ("date", long_date(date)),
        ("folder", String::new()),
    ];
    page(
        request,
        &opened,
        &Fields::of(first.map(|(name, value)| (name.to_owned(), value)).to_vec()),
        &Faults::default(),
    )
}

pub(crate) fn begin(request: &Request) -> HandlerResult {
    request
        .form
        .only(&|name| matches!(name, "cycle" | "date" | "folder"), &[])?;
    let opened = request.assessment()?;
    let folder = opened.folder()?;
    let place = place(request)?;
    let mut faults = Faults::default();
    let Some((next, named)) = read(&request.form, request.state.today(), &opened, &mut faults)
    else {
        return page(request, &opened, &request.form, &faults);
    };
    let key = match named {
        Some(name) => name,
        None => free_name(
            &place,
            &format!("{} {}", opened.assessment.setup.trust, next.cycle),
        )?,
    };
    match folder.next(place.join(&key), &next) {
        Ok(Started {
            carried,
            undecided,
            closed,
            indicators,
            remembers,
            ..
        }) => Response::page(&Begun {
            frame: request
                .frame(format!("{} has begun", next.cycle))
                .in_section(opened.assessment.setup.trust.clone())
                .back_to(request.at("/")),
            lines: next_begun(&carried, &undecided, closed, &indicators, remembers),
            overview: request.state.assessments().address(&key, ""),
            people: request.state.assessments().address(&key, "people"),
        }),
        Err(LoadError::Store(
            error @ (StoreError::NotEmpty { .. } | StoreError::AlreadyThere { .. }),
        )) => {
            faults.add(
                "folder",
                format!("{}. Nothing was changed.", capitalised(&error.to_string())),
            );
            page(request, &opened, &request.form, &faults)
        }
        Err(LoadError::Store(error)) => {
            let nothing = if error.has_changed_something() {
                ""
            } else {
                " Nothing was changed."
            };
            faults.add("", format!("{}.{nothing}", capitalised(&error.to_string())));
            page(request, &opened, &request.form, &faults)
        }
        Err(error @ LoadError::Invalid(_)) => Err(error.into()),
    }
}

/// Returns where its folder is put: beside this one.
fn place(request: &Request) -> Result<PathBuf, AppError> {
    request.state.assessments().parent().ok_or_else(|| {
        AppError::not_found("There is nothing around this folder in which another could stand.")
    })
}

/// Returns what was typed, with the name of the folder if there is one; or nothing, with every fault noted.
fn read(
    form: &Fields,
    today: Date,
    opened: &OpenAssessment,
    faults: &mut Faults,
) -> Option<(NextCycle, Option<String>)> {
    let cycle = form
        .get("cycle")
        .ok_or_else(|| NO_CYCLE.to_owned())
        .and_then(|text| read_text(&text.replace('\n', " ")));
    let cycle = faults.or("cycle", cycle);
    let date = faults.or(
        "date",
        form.get("date")
            .map_or(Ok(today), |date| read_date(date, today)),
    );
    let named = match form.get("folder") {
        None => Some(None),
        Some(name) => faults.or("folder", folder_name(name)).map(Some),
    };
    let next = NextCycle {
        cycle: cycle?,
        date: date?,
    };
    if let Some(why) = next.unfit_after(&opened.assessment) {
        let field = if next.date <= opened.assessment.setup.date {
            "date"
        } else {
            "cycle"
        };
        faults.add(field, format!("{}.", capitalised(&why)));
        return None;
    }
    named.map(|named| (next, named))
}

/// Returns a name that can be a folder's on every computer, and is no way to elsewhere.
fn folder_name(name: &str) -> Result<String, String> {
    let plain = |part: &str| RespondentId::new(part.replace([' ', '.'], "-")).is_ok();
    // Windows keeps some names for itself, whatever stands behind a full stop.
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let fit = name.chars().count() <= LONGEST_FOLDER
        && plain(stem)
        && plain(name)
        && !name.ends_with(['.', ' ']);
    fit.then(|| name.to_owned()).ok_or_else(|| {
        format!(
            "\"{name}\" cannot be the name of a folder here: use letters without accents, digits, hyphens and spaces, at most {LONGEST_FOLDER}."
        )
    })
}

fn page(
    request: &Request,
    opened: &OpenAssessment,
    fields: &Fields,
    faults: &Faults,
) -> HandlerResult {
    let line = |name: &str, label: &str| {
        Text::line(name, label, fields.raw(name).unwrap_or_default(), faults)
    };
    let mut frame = request
        .frame("The next cycle")
        .of(opened, "")
        .back_to(opened.at(""));
    frame.error = !faults.none();
    Response::page(&NextPage {
        frame,
        summary: faults.summary(),
        cycle: line("cycle", said::CYCLE),
        date: line("date", said::NEW_DATE).hint(said::DATE_EXAMPLES),
        folder: line("folder", "A name for its folder, beside this one")
            .hint("Left empty, it is made from the names of the trust and the cycle."),
        example: opened.is_example(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_has_a_name_that_every_computer_takes_and_that_leads_nowhere_else() {
        for good in ["2027", "Elm Trust 2027", "elm-trust.2027"] {
            assert_eq!(folder_name(good).as_deref(), Ok(good));
        }
        for bad in [
            "..",
            ".",
            "../x",
            "a/b",
            "a\\b",
            "C:",
            "con",
            "con.2027",
            "x.",
            "~example",
            ".x",
            "é",
            "a\nb",
            "\u{202E}x",
            &"x".repeat(61),
        ] {
            assert!(folder_name(bad).is_err(), "{bad}");
        }
    }
}
