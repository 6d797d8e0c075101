//! Caps: what keeps a judged level from being supported.

use crate::assessment::{Assessment, Status};
use crate::rubric::{Criterion, Level, Standard, StandardId};
use crate::scoring::answers::Answers;
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
    if let Some(levels) = assessment.evidence_caps() {
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
    let level = assessment.standard_cap(standard, entry)?;
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
        Some(agreed) => agreed.judgement.signs_against().to_vec(),
        None => answers
            .of(&criterion.id)
            .iter()
            .flat_map(|(_, answer)| answer.judgement.signs_against().iter().copied())
            .collect(),
    };
    signs.sort_unstable();
    signs.dedup();
    signs
}
