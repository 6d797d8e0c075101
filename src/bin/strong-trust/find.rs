//! What the ids on the command line stand for; the nearest name where they stand for nothing.

use std::path::Path;

use strong_trust::assessment::{Action, Assessment, LeftOut, WhyLeftOut};
use strong_trust::questionnaire::{newcomer_note, not_a_respondent};
use strong_trust::report::left_out_words;
use strong_trust::rubric::{
    Builtin, Criterion, CriterionId, Domain, Indicator, IndicatorId, RespondentId, RoleId, Rubric,
    RubricText, Standard, builtins,
};
use strong_trust::text::{choice, did_you_mean, list, nearest};

use crate::error::Failure;

const RUBRIC_LISTS_THEM: &str = "`strong-trust rubric show` lists them.";

/// Finds the criterion of this id.
pub fn criterion<'r>(rubric: &'r Rubric, id: &str) -> Result<&'r Criterion, Failure> {
    let found = CriterionId::new(id)
        .ok()
        .and_then(|id| rubric.criterion(&id));
    found.ok_or_else(|| {
        let ids = rubric.criteria().map(|criterion| criterion.id.as_str());
        not_in_rubric("criterion", id).hint(did_you_mean(id, ids, RUBRIC_LISTS_THEM))
    })
}

/// Finds the domain of this id.
pub fn domain<'r>(rubric: &'r Rubric, id: &str) -> Result<&'r Domain, Failure> {
    rubric.domain(id).ok_or_else(|| {
        let ids = rubric.domains().iter().map(|domain| domain.id.as_str());
        let ids: Vec<&str> = ids.collect();
        not_in_rubric("domain", id).hint(format!("Its domains are {}.", list(&ids)))
    })
}

/// Finds the standard of this id.
pub fn standard<'r>(rubric: &'r Rubric, id: &str) -> Result<&'r Standard, Failure> {
    let found = rubric
        .standards()
        .find(|standard| standard.id.as_str() == id);
    found.ok_or_else(|| {
        let ids = rubric.standards().map(|standard| standard.id.as_str());
        not_in_rubric("standard", id).hint(did_you_mean(id, ids, RUBRIC_LISTS_THEM))
    })
}

/// Finds the indicator of this id.
pub fn indicator<'r>(rubric: &'r Rubric, id: &str) -> Result<&'r Indicator, Failure> {
    let found = IndicatorId::new(id)
        .ok()
        .and_then(|id| rubric.indicator(&id));
    found.ok_or_else(|| {
        let ids = rubric.indicators().map(|indicator| indicator.id.as_str());
        let ids: Vec<&str> = ids.collect();
        let none = if ids.is_empty() {
            "It has no indicators at all."
        } else {
            "`strong-trust indicator DIR` lists them."
        };
        not_in_rubric("indicator", id).hint(did_you_mean(id, ids, none))
    })
}

fn not_in_rubric(what: &str, id: &str) -> Failure {
    Failure::usage(format!("the rubric has no {what} \"{id}\"."))
}

/// Finds the action of this id, in capital or small letters.
pub fn action<'a>(assessment: &'a Assessment, id: &str) -> Result<&'a Action, Failure> {
    let plan = &assessment.plan;
    let found = plan.iter().find(|action| action.id == id).or_else(|| {
        plan.iter()
            .find(|action| action.id.eq_ignore_ascii_case(id))
    });
    found.ok_or_else(|| {
        let ids: Vec<&str> = plan.iter().map(|action| action.id.as_str()).collect();
        let none = match ids.len() {
            0 => "There is no action in it yet.".to_owned(),
            1..=12 => format!("It has {}.", list(&ids)),
            _ => "`strong-trust plan DIR` lists them.".to_owned(),
        };
        Failure::usage(format!("the plan has no action \"{id}\"."))
            .hint(did_you_mean(id, ids, none))
    })
}

/// Reads a respondent's id.
pub fn respondent(id: &str) -> Result<RespondentId, Failure> {
    RespondentId::new(id).map_err(|error| Failure::usage(not_a_respondent(id, &error)))
}

/// Returns the note for a person whose id, given for the first time, looks like a personal name.
pub fn name_note(who: &RespondentId, assessment: &Assessment) -> Option<String> {
    newcomer_note(who, assessment).map(|note| format!("{note} (`strong-trust respondent rename`)"))
}

/// Returns what to do so that somebody's answers count again.
pub fn remedy(left_out: &LeftOut) -> &'static str {
    match left_out.why {
        WhyLeftOut::Doubled => {
            "`strong-trust respondent merge` brings them together, answer by answer."
        }
        WhyLeftOut::Broken | WhyLeftOut::Misnamed => "`strong-trust check` tells what is wrong.",
    }
}

/// Returns the role of a person who has answered before, or the one that was named.
pub fn known_role(
    assessment: &Assessment,
    respondent: &RespondentId,
    named: Option<&str>,
) -> Result<Option<RoleId>, Failure> {
    if let Some(left_out) = assessment.left_out(respondent) {
        return Err(Failure::invalid_file(format!(
            "{respondent} cannot answer now. {}",
            left_out_words(left_out)
        ))
        .hint(remedy(left_out)));
    }
    let before = assessment
        .response(respondent)
        .map(|response| response.role.clone());
    let Some(named) = named else {
        return Ok(before);
    };
    let ids = role_ids(&assessment.rubric);
    let roles = assessment.rubric.roles();
    let Some(role) = roles.iter().find(|role| role.id.as_str() == named) else {
        let hint = did_you_mean(
            named,
            ids.iter().copied(),
            format!("The roles are {}.", list(&ids)),
        );
        return Err(not_in_rubric("role", named).hint(hint));
    };
    match before {
        Some(before) if before != role.id => Err(Failure::usage(format!(
            "{respondent} has answered as {before} before."
        ))
        .hint("Leave out --role, or choose another id with --as.")),
        Some(_) | None => Ok(Some(role.id.clone())),
    }
}

/// Returns the role for a command that does not ask.
pub fn role(
    assessment: &Assessment,
    respondent: &RespondentId,
    named: Option<&str>,
) -> Result<RoleId, Failure> {
    known_role(assessment, respondent, named)?.ok_or_else(|| {
        let ids = role_ids(&assessment.rubric);
        Failure::usage(format!(
            "{respondent} answers for the first time: add --role with one of {}.",
            choice(&ids)
        ))
    })
}

fn role_ids(rubric: &Rubric) -> Vec<&str> {
    let roles = rubric.roles().iter();
    roles.map(|role| role.id.as_str()).collect()
}

/// Finds the rubric of this id inside the program, or the one in the folder of this name.
pub fn rubric(name: &str) -> Result<RubricText, Failure> {
    if let Some(builtin) = Builtin::find(name) {
        return Ok(builtin.text());
    }
    let path = Path::new(name);
    if path.exists() {
        return rubric_in(path);
    }
    let ids: Vec<&str> = builtins().iter().map(|builtin| builtin.id).collect();
    let hint = match nearest(name, ids.iter().copied()) {
        Some(near) => format!("Did you mean {near}?"),
        None => format!(
            "Inside the program: {}. Or name the folder of a rubric.",
            choice(&ids)
        ),
    };
    Err(Failure::usage(format!("there is no rubric and no folder \"{name}\".")).hint(hint))
}

/// Reads the rubric in a folder.
pub fn rubric_in(path: &Path) -> Result<RubricText, Failure> {
    if !path.is_dir() {
        let what = if path.exists() {
            "is a file, and a rubric is a folder"
        } else {
            "is not there"
        };
        return Err(Failure::io(format!("{} {what}", path.display())));
    }
    Ok(RubricText::read(path, &named(path))?)
}

/// Returns a folder's name for messages: the path as the person gave it.
pub fn named(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
