//! Reading what to suppose: pairs of an id and how it would stand.

use crate::assessment::{Assessment, Status};
use crate::report::evidence::asked_for;
use crate::rubric::{Criterion, CriterionId, Level, Rubric, Standard, StandardId};
use crate::scoring::{Strength, Supposition};
use crate::text::{capitalised, choice, nearest};

/// What can be written behind an id.
pub const CHANGE_WORDS: &str = "Behind a criterion: a level by its number, unknown, not-applicable, S0 to S3 (how strong its evidence is), or no-warning-signs. Behind a standard: met, partly, not-met, unknown or not-applicable.";

/// Reads pairs of an id and how it would stand: `governance-board 3 standard-members met`.
///
/// # Errors
/// A sentence for everything that cannot be read, all at once.
pub fn read_changes<S: AsRef<str>>(
    assessment: &Assessment,
    words: &[S],
) -> Result<Vec<Supposition>, Vec<String>> {
    let mut changes: Vec<Supposition> = Vec::new();
    let mut problems = Vec::new();
    if words.is_empty() {
        problems.push(format!(
            "Say what to suppose, such as: governance-board 3. {CHANGE_WORDS}"
        ));
    }
    for pair in words.chunks(2) {
        let [id, stands] = pair else {
            problems.push(format!(
                "“{}” has nothing behind it: after each id goes how it would stand. {CHANGE_WORDS}",
                pair[0].as_ref()
            ));
            continue;
        };
        match one(assessment, id.as_ref(), stands.as_ref()) {
            Ok(change) => match changes.iter().find(|other| collide(other, &change)) {
                Some(_) => problems.push(format!(
                    "“{}” is given twice, with two ways to stand: keep one of them.",
                    id.as_ref()
                )),
                None => changes.push(change),
            },
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() {
        Ok(changes)
    } else {
        Err(problems)
    }
}

/// One way in which something could stand otherwise: how it is written behind an id, and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// As [`read_changes`] takes it.
    pub word: String,
    /// For a person who chooses.
    pub label: String,
}

/// The ways in which a criterion can stand, the ways in which its evidence can, and those of a standard.
pub fn ways(rubric: &Rubric) -> [(&'static str, Vec<Way>); 3] {
    let way = |word: &str, label: String| Way {
        word: word.to_owned(),
        label,
    };
    let mut criterion: Vec<Way> = rubric
        .scale()
        .levels()
        .map(|level| {
            way(
                &level.to_string(),
                format!("{level} {}", rubric.scale().label(level)),
            )
        })
        .collect();
    criterion.push(way("unknown", "Not known".to_owned()));
    criterion.push(way("not-applicable", "Not applicable".to_owned()));
    criterion.push(way("no-warning-signs", "No warning sign".to_owned()));
    let evidence = Strength::ALL.iter().map(|strength| {
        way(
            strength.name(),
            format!("{}: {}", strength.name(), asked_for(*strength)),
        )
    });
    let standard = Status::ALL
        .iter()
        .map(|status| way(status.word(), capitalised(status.phrase())));
    [
        ("A criterion", criterion),
        ("The evidence for a criterion", evidence.collect()),
        ("A standard", standard.collect()),
    ]
}

fn one(assessment: &Assessment, id: &str, stands: &str) -> Result<Supposition, String> {
    let rubric = &assessment.rubric;
    if let Some(criterion) = CriterionId::new(id)
        .ok()
        .and_then(|id| rubric.criterion(&id))
    {
        return of_criterion(assessment, criterion, stands);
    }
    if let Some(standard) = StandardId::new(id).ok().and_then(|id| rubric.standard(&id)) {
        return of_standard(standard, stands);
    }
    if rubric.domain(id).is_some() {
        return Err(format!(
            "“{id}” is a domain: its position follows from its criteria, so name some of those."
        ));
    }
    let names = rubric
        .criteria()
        .map(|criterion| criterion.id.as_str())
        .chain(rubric.standards().map(|standard| standard.id.as_str()));
    let near = nearest(id, names).map_or_else(
        || "Use an id that the report names.".to_owned(),
        |near| format!("Did you mean “{near}”?"),
    );
    Err(format!(
        "The rubric has no criterion and no standard “{id}”. {near}"
    ))
}

fn of_criterion(
    assessment: &Assessment,
    criterion: &Criterion,
    stands: &str,
) -> Result<Supposition, String> {
    let id = criterion.id.clone();
    let scale = assessment.rubric.scale();
    let typed = stands.trim().to_lowercase();
    let by_number = || typed.parse().ok().and_then(|number| scale.level(number));
    let by_label = || {
        scale
            .levels()
            .find(|level: &Level| scale.label(*level).to_lowercase() == typed)
    };
    if let Some(level) = by_number().or_else(by_label) {
        return Ok(Supposition::Level(id, level));
    }
    if let Some(strength) = Strength::ALL
        .into_iter()
        .find(|strength| strength.name().to_lowercase() == typed)
    {
        return Ok(Supposition::Evidence(id, strength));
    }
    match typed.as_str() {
        "unknown" => Ok(Supposition::Unknown(id)),
        "no-warning-signs" => Ok(Supposition::NoWarningSigns(id)),
        "not-applicable" if criterion.not_applicable.is_some() => {
            Ok(Supposition::NotApplicable(id))
        }
        "not-applicable" => Err(format!(
            "The rubric does not allow “{id}” to be not applicable."
        )),
        _ => {
            let words = ["unknown", "not-applicable", "no-warning-signs"];
            let near = nearest(&typed, words)
                .map_or_else(String::new, |near| format!(" Did you mean {near}?"));
            let top = scale.top();
            Err(format!(
                "“{id}” cannot stand at “{stands}”: give a level from 0 to {top}, {}, or S0 to S3.{near}",
                words.join(", ")
            ))
        }
    }
}

fn of_standard(standard: &Standard, stands: &str) -> Result<Supposition, String> {
    let typed = stands.trim().to_lowercase();
    let found = Status::ALL
        .into_iter()
        .find(|status| status.word() == typed);
    found
        .map(|status| Supposition::Standard(standard.id.clone(), status))
        .ok_or_else(|| {
            let words = Status::ALL.map(Status::word);
            format!(
                "“{}” is a standard, and “{stands}” is not how one can stand: give {}.",
                standard.id,
                choice(&words)
            )
        })
}

/// Whether two changes speak of the same thing.
fn collide(one: &Supposition, other: &Supposition) -> bool {
    match (one, other) {
        (Supposition::Standard(one, _), Supposition::Standard(other, _)) => one == other,
        (Supposition::Evidence(one, _), Supposition::Evidence(other, _))
        | (Supposition::NoWarningSigns(one), Supposition::NoWarningSigns(other))
        | (
            Supposition::Level(one, _)
            | Supposition::Unknown(one)
            | Supposition::NotApplicable(one),
            Supposition::Level(other, _)
            | Supposition::Unknown(other)
            | Supposition::NotApplicable(other),
        ) => one == other,
        (
            Supposition::Level(..)
            | Supposition::Unknown(_)
            | Supposition::NotApplicable(_)
            | Supposition::Evidence(..)
            | Supposition::NoWarningSigns(_)
            | Supposition::Standard(..),
            _,
        ) => false,
    }
}
