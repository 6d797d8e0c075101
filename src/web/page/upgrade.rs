//! A newer version of the questions: what taking an assessment over to it would do, and doing it.

use std::collections::BTreeMap;

use askama::Template;

use crate::assessment::Assessment;
use crate::export::html::fragment;
use crate::report::upgrade_page;
use crate::rubric::{Builtin, RoleId, Rubric};
use crate::store::{LoadError, StoreError, Upgrade};
use crate::text::{capitalised, count};
use crate::web::assessments::OpenAssessment;
use crate::web::error::AppError;
use crate::web::form::{Faults, Fields, Summary};
use crate::web::frame::Frame;
use crate::web::page::part::Choice;
use crate::web::request::Request;
use crate::web::response::{HandlerResult, Response};

/// What the names of the fields for roles begin with. Ids have no full stop.
const ROLE: &str = "role.";

#[derive(Template)]
#[template(path = "web/upgrade.html")]
struct UpgradePage<'a> {
    frame: Frame,
    summary: Summary<'a>,
    /// What there is to say instead, where there is nothing to do.
    instead: Option<String>,
    changed_meanwhile: bool,
    body: String,
    /// What has to be agreed to beside: answers that would count for nothing.
    aside: Option<String>,
    aside_fault: Option<&'a str>,
    /// Roles that are no more, each with those that there are.
    roles: Vec<Role>,
    revision: String,
    overview: String,
    example: bool,
}

/// A role that is no more.
struct Role {
    name: String,
    label: String,
    fault: Option<String>,
    choices: Vec<Choice>,
}

/// Returns the rubric inside the program that is a newer version of an assessment's own.
pub(crate) fn newer(assessment: &Assessment) -> Option<Rubric> {
    let rubric = Builtin::find(assessment.rubric.id().as_str())?.rubric();
    (rubric.version() > assessment.rubric.version()).then_some(rubric)
}

/// Shows what it would do; nothing is written.
pub(crate) fn show(request: &Request) -> HandlerResult {
    page(
        request,
        &request.assessment()?,
        &Fields::default(),
        false,
        Faults::default(),
    )
}

/// Does it, if what would come of it is what was shown.
pub(crate) fn make(request: &Request) -> HandlerResult {
    let opened = request.assessment()?;
    let folder = opened.folder()?;
    request.form.only(
        &|name| matches!(name, "revision" | "keep") || name.starts_with(ROLE),
        &[],
    )?;
    let mut faults = Faults::default();
    let prepared = match prepared(&opened, &request.form) {
        Ok(Some(prepared)) if !prepared.is_nothing() => prepared,
        Ok(_) | Err(LoadError::Store(_)) => {
            return page(request, &opened, &request.form, false, faults);
        }
        Err(error) => return Err(error.into()),
    };
    if request.form.get("revision") != Some(&revision(&prepared)) {
        // Roles were chosen just now, or somebody saved meanwhile.
        return page(
            request,
            &opened,
            &request.form,
            request.form.get("revision").is_some(),
            faults,
        );
    }
    if prepared.set_aside() > 0 && request.form.get("keep").is_none() {
        faults.add(
            "keep",
            "Say that you go on although these count for nothing.",
        );
        return page(request, &opened, &request.form, false, faults);
    }
    match folder.upgrade(&prepared) {
        Ok(()) => Response::redirect(&format!("{}?upgraded=1", opened.at(""))),
        Err(error) => {
            let nothing = if error.has_changed_something() {
                ""
            } else {
                " Nothing was changed."
            };
            faults.add("", format!("{}.{nothing}", capitalised(&error.to_string())));
            page(request, &opened, &request.form, false, faults)
        }
    }
}

/// Returns what would be done, with the roles that were chosen. Nothing: the program has no version of these questions.
fn prepared(opened: &OpenAssessment, form: &Fields) -> Result<Option<Upgrade>, LoadError> {
    let (Ok(folder), Some(builtin)) = (
        opened.folder(),
        Builtin::find(opened.assessment.rubric.id().as_str()),
    ) else {
        return Ok(None);
    };
    let chosen = |role: &RoleId| {
        form.get(&format!("{ROLE}{role}"))
            .and_then(|now| RoleId::new(now).ok())
    };
    let roles: BTreeMap<RoleId, RoleId> = opened
        .assessment
        .responses
        .iter()
        .filter_map(|response| Some((response.role.clone(), chosen(&response.role)?)))
        .collect();
    folder.prepare_upgrade(&builtin.text(), &roles).map(Some)
}

/// Returns what was shown: the files before and after.
fn revision(prepared: &Upgrade) -> String {
    prepared.revision().to_string()
}

fn page(
    request: &Request,
    opened: &OpenAssessment,
    form: &Fields,
    changed_meanwhile: bool,
    mut faults: Faults,
) -> HandlerResult {
    let rubric = &opened.assessment.rubric;
    let mut shown = UpgradePage {
        frame: request
            .frame("A newer version of the questions")
            .of(opened, "")
            .back_to(opened.at("")),
        summary: Faults::NONE.summary(),
        instead: None,
        changed_meanwhile,
        body: String::new(),
        aside: None,
        aside_fault: None,
        roles: Vec::new(),
        revision: String::new(),
        overview: opened.at(""),
        example: opened.is_example(),
    };
    match prepared(opened, form) {
        Ok(Some(prepared)) if !prepared.is_nothing() => {
            shown.body = html(&prepared)?;
            let aside = prepared.set_aside();
            shown.aside = (aside > 0).then(|| {
                format!(
                    "{} will count for nothing. They stay in their files and are listed in the report.",
                    count(aside, "answer or agreed judgement", "answers and agreed judgements")
                )
            });
            shown.revision = revision(&prepared);
            // What was chosen is sent again.
            shown.roles = gone(opened, form)
                .into_iter()
                .filter(|role| form.get(&role.name).is_some())
                .collect();
            shown.frame = shown.frame.wide();
        }
        Ok(Some(_)) => {
            shown.instead = Some(format!(
                "This assessment has version {} of the questions, which is the newest here.",
                rubric.version()
            ));
        }
        Ok(None) if opened.is_example() => {
            shown.instead = Some(format!(
                "The example has version {} of the questions, which is the newest here.",
                rubric.version()
            ));
        }
        Ok(None) => {
            shown.instead = Some(format!(
                "The questions of this assessment ({}) are not inside the program. Whoever made them can take it over to a newer version in a terminal, with `rubric upgrade`.",
                rubric.id()
            ));
        }
        Err(LoadError::Store(error @ StoreError::RolesGone { .. })) => {
            shown.roles = gone(opened, form);
            let first = shown
                .roles
                .first()
                .map_or_else(String::new, |role| role.name.clone());
            faults.add(
                first,
                format!(
                    "{}. Say what each is now. Nothing was changed.",
                    capitalised(&error.to_string())
                ),
            );
        }
        Err(LoadError::Store(
            error @ (StoreError::OtherRubric { .. } | StoreError::OlderRubric { .. }),
        )) => {
            shown.instead = Some(format!("{}.", capitalised(&error.to_string())));
        }
        Err(error) => return Err(error.into()),
    }
    shown.frame.error = !faults.none();
    shown.aside_fault = faults.of("keep");
    for role in &mut shown.roles {
        role.fault = faults.of(&role.name).map(str::to_owned);
    }
    shown.summary = faults.summary();
    Response::page(&shown)
}

fn html(prepared: &Upgrade) -> Result<String, AppError> {
    Ok(fragment(
        &upgrade_page(&prepared.before, &prepared.after),
        2,
    )?)
}

/// Returns the roles of respondents that the newer questions do not have.
fn gone(opened: &OpenAssessment, form: &Fields) -> Vec<Role> {
    let Some(newer) = Builtin::find(opened.assessment.rubric.id().as_str()).map(Builtin::rubric)
    else {
        return Vec::new();
    };
    let mut roles: Vec<&RoleId> = opened
        .assessment
        .responses
        .iter()
        .map(|response| &response.role)
        .collect();
    roles.retain(|role| newer.role(role).is_none());
    roles.sort_unstable();
    roles.dedup();
    let one = |role: &RoleId| {
        let name = format!("{ROLE}{role}");
        let title = opened
            .assessment
            .rubric
            .role(role)
            .map_or(role.as_str(), |role| &role.title);
        let choice = |now: &crate::rubric::Role| Choice {
            chosen: form.get(&name) == Some(now.id.as_str()),
            value: now.id.to_string(),
            label: now.title.clone(),
            text: String::new(),
        };
        Role {
            label: format!("What is {title} now?"),
            fault: None,
            choices: newer.roles().iter().map(choice).collect(),
            name,
        }
    };
    roles.into_iter().map(one).collect()
}
