//! The register of standards: the list by who usually knows, and a page for each of these groups.

mod form;
mod view;

use askama::Template;

use crate::assessment::Entry;
use crate::questionnaire::{Group, groups, progress_of, said, standard_told};
use crate::rubric::{Rubric, StandardId};
use crate::store::{Entered, Revision};
use crate::web::assessments::OpenAssessment;
use crate::web::conflict::SAVE_ONCE_MORE;
use crate::web::error::AppError;
use crate::web::form::Faults;
use crate::web::frame::Frame;
use crate::web::page::standards::form::StandardForm;
use crate::web::request::Request;
use crate::web::response::{HandlerResult, Response};

/// The most standards on one page, so that all their fields fit into a form. A larger group has several pages.
const MOST: usize = 50;

#[derive(Template)]
#[template(path = "web/standards.html")]
struct Standards {
    frame: Frame,
    words: [&'static str; 2],
    lines: Vec<Line>,
}

/// A group in the list.
struct Line {
    address: String,
    who: String,
    state: String,
    done: bool,
}

/// Returns the pages of the register: each group, in pieces that fit on a page.
fn pages(rubric: &Rubric) -> Vec<Group<'_>> {
    let mut pages = Vec::new();
    for group in groups(rubric, None) {
        let pieces = group.standards.chunks(MOST);
        let several = pieces.len() > 1;
        for (place, standards) in pieces.enumerate() {
            let who = if several {
                format!("{} ({})", group.who, place + 1)
            } else {
                group.who.clone()
            };
            pages.push(Group {
                who,
                standards: standards.to_vec(),
            });
        }
    }
    pages
}

/// The groups with what is done in each.
pub(crate) fn list(request: &Request) -> HandlerResult {
    let opened = request.assessment()?;
    let assessment = &opened.assessment;
    let line = |(place, group): (usize, Group<'_>)| {
        let done = group
            .standards
            .iter()
            .filter(|standard| assessment.entry(&standard.id).is_some())
            .count();
        let total = group.standards.len();
        Line {
            address: opened.at(&format!("standards/{}", place + 1)),
            who: group.who,
            state: progress_of((done, total), ("standard", "standards")),
            done: done == total,
        }
    };
    Response::page(&Standards {
        frame: request
            .frame(said::STANDARDS)
            .of(&opened, "standards")
            .back_to(opened.at(""))
            .saying(saved(request, &opened)),
        words: [said::STANDARD, said::EXPLAINED],
        lines: pages(&assessment.rubric)
            .into_iter()
            .enumerate()
            .map(line)
            .collect(),
    })
}

/// Returns what was saved just before, as the register says it now.
fn saved(request: &Request, opened: &OpenAssessment) -> Option<String> {
    let assessment = &opened.assessment;
    let ids: Vec<&str> = request.query.get("saved")?.split(',').collect();
    let entries: Vec<(&crate::rubric::Standard, &Entry)> = ids
        .iter()
        .filter_map(|id| StandardId::new(*id).ok())
        .filter_map(|id| Some((assessment.rubric.standard(&id)?, assessment.entry(&id)?)))
        .collect();
    match entries.as_slice() {
        [] => None,
        [(standard, entry)] => Some(said::saved_standard(assessment, standard, entry)),
        several => {
            let told: Vec<String> = several
                .iter()
                .map(|(standard, entry)| format!("{} {}", standard.id, standard_told(entry)))
                .collect();
            Some(format!("Saved: {}.", told.join("; ")))
        }
    }
}

/// Returns the group that the address names.
fn page_of<'a>(request: &Request, rubric: &'a Rubric) -> Result<(usize, Group<'a>), AppError> {
    let gone =
        || AppError::not_found("The rubric of this assessment has no such group of standards.");
    let place = request
        .part("group")
        .parse::<usize>()
        .ok()
        .and_then(|number| number.checked_sub(1))
        .ok_or_else(gone)?;
    pages(rubric)
        .into_iter()
        .nth(place)
        .map(|group| (place, group))
        .ok_or_else(gone)
}

/// A group with its standards.
pub(crate) fn show(request: &Request) -> HandlerResult {
    let opened = request.assessment()?;
    let (_, group) = page_of(request, &opened.assessment.rubric)?;
    let typed = group
        .standards
        .iter()
        .map(|standard| StandardForm::of(opened.assessment.entry(&standard.id)))
        .collect::<Vec<_>>();
    view::page(
        request,
        &opened,
        &group,
        &typed,
        &Faults::default(),
        saved(request, &opened),
    )
}

/// Saves what was changed on the page, one standard after the other. One at fault keeps no other from being saved.
pub(crate) fn save(request: &Request) -> HandlerResult {
    let opened = request.assessment()?;
    let folder = opened.folder()?;
    let rubric = &opened.assessment.rubric;
    let (place, group) = page_of(request, rubric)?;
    let mut typed = form::read(&request.form, &group)?;
    let mut faults = Faults::default();
    let mut saved = Vec::new();
    for (standard, typed) in group.standards.iter().zip(&mut typed) {
        let before = opened.assessment.entry(&standard.id);
        // What was not touched is left alone, whoever changed it meanwhile.
        if typed.is_as_opened(before) {
            continue;
        }
        let Some(entry) = typed.entry(standard, before, request.state.today(), &mut faults) else {
            continue;
        };
        match folder.save_entry_if(rubric, &entry, |now| {
            Revision::of(now).as_str() == typed.revision
        }) {
            Ok(Entered::Saved(_)) => {
                typed.revision = Revision::of(Some(&entry)).to_string();
                saved.push(standard.id.as_str());
            }
            Ok(Entered::Changed(theirs)) => {
                // Seen now; the same once more is a decision.
                typed.revision = Revision::of(theirs.as_deref()).to_string();
                typed.theirs = Some(
                    theirs
                        .as_deref()
                        .map_or_else(|| said::TAKEN_OUT.to_owned(), view::in_full),
                );
                faults.add(
                    form::field(standard, "met"),
                    format!("{} {SAVE_ONCE_MORE}", said::CHANGED_BY),
                );
            }
            Err(error) => faults.add("", error.told()),
        }
    }
    if !faults.none() {
        let opened = request.assessment()?;
        return view::page(request, &opened, &group, &typed, &faults, None);
    }
    let next = if request.form.get("do") == Some("later") {
        None
    } else {
        Some(place + 2).filter(|next| *next <= pages(rubric).len())
    };
    let to = next.map_or_else(
        || opened.at("standards"),
        |next| opened.at(&format!("standards/{next}")),
    );
    if saved.is_empty() {
        Response::redirect(&to)
    } else {
        Response::redirect(&format!("{to}?saved={}", saved.join(",")))
    }
}
