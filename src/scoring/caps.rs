//! Caps: what keeps a judged level from being supported.

use crate::assessment::{Assessment, Depth, Status};
use crate::rubric::{Criterion, Force, Level, Standard, StandardId};
use crate::scoring::criterion::Answers;
use crate::scoring::{EvidenceStrength, Strength};

/// Why a level is capped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CapCause {
    /// A standard of the criterion is not as it should be.
    Standard {
        /// The standard.
        id: StandardId,
        /// What the register says of it.
        status: Status,
    },
    /// A warning sign is true, and nobody has said why it does not tell against the level.
    WarningSign {
        /// Its number, from 1.
        number: usize,
    },
    /// There is not more evidence than this.
    Evidence {
        /// The strength there is.
        strength: Strength,
    },
}

/// A level above which a criterion is not supported, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cap {
    /// The highest level that stands.
    pub level: Level,
    /// The cause.
    pub cause: CapCause,
}

/// Every cap on a criterion, whether or not it bites: standards first, then warning signs, then evidence.
pub fn caps(
    assessment: &Assessment,
    criterion: &Criterion,
    answers: &Answers<'_>,
    evidence: &EvidenceStrength,
) -> Vec<Cap> {
    let mut caps: Vec<Cap> = answers
        .standards(&criterion.id)
        .iter()
        .filter_map(|standard| standard_cap(assessment, standard))
        .collect();
    if let Some(level) = assessment.rubric.caps().warning_sign {
        let signs = warning_signs(answers, criterion);
        caps.extend(signs.into_iter().map(|number| Cap {
            level,
            cause: CapCause::WarningSign { number },
        }));
    }
    if let (Depth::Full, Some(levels)) = (assessment.setup.depth, assessment.rubric.caps().evidence)
    {
        let strength = evidence.strength;
        caps.push(Cap {
            level: levels[strength.index()],
            cause: CapCause::Evidence { strength },
        });
    }
    caps
}

fn standard_cap(assessment: &Assessment, standard: &Standard) -> Option<Cap> {
    let entry = assessment.entry(&standard.id)?;
    let caps = assessment.rubric.caps();
    let level = match (standard.force, entry.status) {
        (Force::Must, Status::NotMet) => caps.must_not_met,
        (Force::Must, Status::Partly) => caps.must_partly,
        (Force::Must, Status::Unknown) => caps.must_unknown,
        (Force::Should, Status::NotMet) if !is_given(entry.explanation.as_deref()) => {
            caps.should_not_met
        }
        (Force::Must | Force::Should, Status::Met | Status::NotApplicable)
        | (Force::Should, Status::NotMet | Status::Partly | Status::Unknown) => None,
    }?;
    Some(Cap {
        level,
        cause: CapCause::Standard {
            id: standard.id.clone(),
            status: entry.status,
        },
    })
}

/// The signs that are ticked without a note: by the agreed judgement when there is one, else in any response.
fn warning_signs(answers: &Answers<'_>, criterion: &Criterion) -> Vec<usize> {
    let mut signs: Vec<usize> = match answers.agreed(&criterion.id) {
        Some(agreed) if is_given(agreed.judgement.warning_note.as_deref()) => Vec::new(),
        Some(agreed) => agreed.judgement.warning_signs.clone(),
        None => answers
            .of(&criterion.id)
            .iter()
            .filter(|(_, answer)| !is_given(answer.judgement.warning_note.as_deref()))
            .flat_map(|(_, answer)| answer.judgement.warning_signs.iter().copied())
            .collect(),
    };
    signs.sort_unstable();
    signs.dedup();
    signs
}

/// A note of blanks is no note.
fn is_given(text: Option<&str>) -> bool {
    text.is_some_and(|text| !text.trim().is_empty())
}
