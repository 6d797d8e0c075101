//! What would change if something stood otherwise: a copy of the assessment, scored. Nothing is kept.

use std::collections::HashSet;

use crate::assessment::{
    Agreed, Assessment, Entry, Evidence, Judgement, Kind, Note, Rating, Status,
};
use crate::rubric::{CriterionId, Level, StandardId};
use crate::scoring::{Lever, Profile, Step, Strength, score};

/// One thing that is supposed to stand otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Supposition {
    /// A criterion is judged at this level.
    Level(CriterionId, Level),
    /// Nobody can tell how a criterion stands.
    Unknown(CriterionId),
    /// A criterion could not exist here.
    NotApplicable(CriterionId),
    /// So much evidence is recorded for a criterion, and no more.
    Evidence(CriterionId, Strength),
    /// The warning signs of a criterion are put right, or explained.
    NoWarningSigns(CriterionId),
    /// The register says this of a standard.
    Standard(StandardId, Status),
}

/// An assessment as it is and as it would be.
#[derive(Debug, Clone)]
pub struct WhatIf {
    /// What was supposed, in order.
    pub changes: Vec<Supposition>,
    /// The assessment with the changes in it. It says who decided what only for the sake of scoring.
    pub supposed: Assessment,
    /// The scores as they are.
    pub before: Profile,
    /// The scores as they would be.
    pub after: Profile,
}

/// Scores a copy of an assessment in which these things stand otherwise. Of two changes of the same thing the later stands.
///
/// Ids that the rubric does not have change nothing.
pub fn whatif(assessment: &Assessment, changes: &[Supposition]) -> WhatIf {
    let mut supposed = assessment.clone();
    // Evidence comes last, so that a criterion without an answer has the supposed one to prove.
    let (evidence, others): (Vec<&Supposition>, Vec<&Supposition>) = changes
        .iter()
        .partition(|change| matches!(change, Supposition::Evidence(..)));
    for change in others.into_iter().chain(evidence) {
        apply(&mut supposed, change);
    }
    WhatIf {
        changes: changes.to_vec(),
        before: score(assessment),
        after: score(&supposed),
        supposed,
    }
}

impl Supposition {
    /// What would have to be true for a step of a staircase to be taken: everything that stands between the
    /// criterion and the level of the step, put right.
    pub fn of_step(assessment: &Assessment, profile: &Profile, step: &Step) -> Vec<Self> {
        let Some(now) = profile
            .criteria()
            .find(|profile| profile.criterion == step.criterion)
        else {
            return Vec::new();
        };
        let id = &step.criterion;
        let mut changes = Vec::new();
        if now.judged.is_none_or(|judged| judged < step.to) {
            changes.push(Self::Level(id.clone(), step.to));
        }
        let standards = assessment
            .rubric
            .standards()
            .filter(|standard| standard.criterion == *id);
        let limits = |standard: &StandardId| {
            now.standard_caps()
                .any(|(cap, level)| cap == standard && level < step.to)
        };
        changes.extend(
            standards
                .filter(|one| limits(&one.id))
                .map(|one| Self::Standard(one.id.clone(), Status::Met)),
        );
        if now.warning_cap().is_some_and(|level| level < step.to) {
            changes.push(Self::NoWarningSigns(id.clone()));
        }
        if let Some(caps) = assessment
            .rubric
            .caps()
            .evidence
            .filter(|_| now.evidence_cap().is_some_and(|level| level < step.to))
        {
            let enough = Strength::ALL
                .into_iter()
                .find(|strength| caps[strength.index()] >= step.to);
            changes.push(Self::Evidence(id.clone(), enough.unwrap_or(Strength::S3)));
        }
        changes
    }

    /// The kind of thing that puts it right.
    pub const fn lever(&self) -> Lever {
        match self {
            Self::Level(..) | Self::Unknown(_) | Self::NotApplicable(_) => Lever::Improvement,
            Self::Evidence(..) => Lever::Evidence,
            Self::NoWarningSigns(_) => Lever::WarningSign,
            Self::Standard(..) => Lever::Standard,
        }
    }

    /// The criterion it speaks of, if it does not speak of a standard.
    pub const fn criterion(&self) -> Option<&CriterionId> {
        match self {
            Self::Level(id, _)
            | Self::Unknown(id)
            | Self::NotApplicable(id)
            | Self::Evidence(id, _)
            | Self::NoWarningSigns(id) => Some(id),
            Self::Standard(..) => None,
        }
    }
}

impl WhatIf {
    /// The criteria that the changes speak of, and those of the standards, each once, in rubric order.
    pub fn criteria(&self) -> Vec<CriterionId> {
        let rubric = &self.supposed.rubric;
        let named: HashSet<&CriterionId> = self
            .changes
            .iter()
            .filter_map(|change| match change {
                Supposition::Standard(id, _) => {
                    rubric.standard(id).map(|standard| &standard.criterion)
                }
                Supposition::Level(..)
                | Supposition::Unknown(_)
                | Supposition::NotApplicable(_)
                | Supposition::Evidence(..)
                | Supposition::NoWarningSigns(_) => change.criterion(),
            })
            .collect();
        rubric
            .criteria()
            .map(|criterion| &criterion.id)
            .filter(|id| named.contains(id))
            .cloned()
            .collect()
    }
}

fn apply(assessment: &mut Assessment, change: &Supposition) {
    match change {
        Supposition::Level(id, level) => judge(assessment, id, Rating::Level(*level)),
        Supposition::Unknown(id) => judge(assessment, id, Rating::Unknown),
        Supposition::NotApplicable(id) => {
            judge(assessment, id, Rating::NotApplicable(String::new()));
        }
        Supposition::Evidence(id, strength) => record(assessment, id, *strength),
        Supposition::NoWarningSigns(id) => {
            for answer in assessment
                .responses
                .iter_mut()
                .flat_map(|response| &mut response.answers)
                .filter(|one| one.criterion == *id)
            {
                answer.judgement.warning_signs.clear();
            }
            for agreed in assessment
                .agreed
                .iter_mut()
                .filter(|agreed| agreed.criterion == *id)
            {
                agreed.judgement.warning_signs.clear();
            }
        }
        Supposition::Standard(id, status) => register(assessment, id, *status),
    }
}

/// Judges a criterion as if a meeting had agreed it. Warning signs that limit it now go on limiting it.
fn judge(assessment: &mut Assessment, id: &CriterionId, standing: Rating) {
    if let Some(agreed) = assessment
        .agreed
        .iter_mut()
        .find(|agreed| agreed.criterion == *id)
    {
        agreed.judgement.rating = standing;
        return;
    }
    let answers = assessment
        .responses
        .iter()
        .flat_map(|response| &response.answers)
        .filter(|answer| answer.criterion == *id);
    let mut warning_signs: Vec<usize> = answers
        .flat_map(|answer| answer.judgement.signs_against().to_vec())
        .collect();
    warning_signs.sort_unstable();
    warning_signs.dedup();
    assessment.agreed.push(Agreed {
        judgement: Judgement {
            warning_signs,
            ..Judgement::new(standing)
        },
        criterion: id.clone(),
        reason: Note::new("supposed").expect("a word is not blank"),
        moderator: String::new(),
        date: assessment.setup.date,
        dissent: None,
    });
}

/// Puts evidence of this strength in the place of what there is. Where nobody answered there is nothing to prove.
fn record(assessment: &mut Assessment, id: &CriterionId, strength: Strength) {
    let date = assessment.setup.date;
    let entry = |kind| Evidence {
        what: String::new(),
        kind,
        date,
        place: None,
    };
    let entries = match strength {
        Strength::S0 => Vec::new(),
        Strength::S1 => vec![entry(Kind::Document)],
        Strength::S2 => vec![entry(Kind::Document), entry(Kind::Data)],
        Strength::S3 => vec![entry(Kind::Independent)],
    };
    let given = assessment
        .responses
        .iter_mut()
        .flat_map(|response| &mut response.answers)
        .filter(|answer| answer.criterion == *id);
    let agreed = assessment
        .agreed
        .iter_mut()
        .filter(|agreed| agreed.criterion == *id);
    let mut places: Vec<&mut Vec<Evidence>> = given
        .map(|answer| &mut answer.judgement.evidence)
        .chain(agreed.map(|agreed| &mut agreed.judgement.evidence))
        .collect();
    for place in &mut places {
        place.clear();
    }
    if let Some(first) = places.first_mut() {
        **first = entries;
    }
}

fn register(assessment: &mut Assessment, id: &StandardId, status: Status) {
    match assessment
        .register
        .iter_mut()
        .find(|entry| entry.standard == *id)
    {
        Some(entry) => entry.status = status,
        None => assessment.register.push(Entry {
            standard: id.clone(),
            status,
            checked: None,
            by: None,
            proof: None,
            explanation: None,
        }),
    }
}
