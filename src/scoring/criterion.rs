//! Where one criterion stands: judged, capped, supported.

use crate::assessment::{Agreed, Answer, Assessment, Rating, Response};
use crate::rubric::{Criterion, CriterionId, Level, StandardId};
use crate::scoring::agreement::lower_median;
use crate::scoring::answers::Answers;
use crate::scoring::caps::{Cap, CapCause, caps};
use crate::scoring::groups::{GroupMedian, group_medians};
use crate::scoring::{Agreement, EvidenceStrength};

/// Where a criterion stands. The four silences stay apart: none is ever a zero in disguise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Settled {
    /// It has a level.
    Level(Level),
    /// Nobody who looked could tell.
    Unknown,
    /// It could not exist here.
    NotApplicable,
    /// Nobody has answered.
    Unanswered,
}

/// What a standing rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Basis {
    /// An agreed judgement.
    Agreed,
    /// One level answer.
    OneAnswer,
    /// The lower median of several level answers that nobody has yet agreed on.
    NotYetAgreed,
}

/// One criterion, scored.
#[derive(Debug, Clone, PartialEq)]
pub struct CriterionProfile {
    /// The criterion.
    pub criterion: CriterionId,
    /// Where it stands.
    pub settled: Settled,
    /// What that rests on. `None` for silences that nobody agreed.
    pub basis: Option<Basis>,
    /// The judged level.
    pub judged: Option<Level>,
    /// The judged level after caps.
    pub supported: Option<Level>,
    /// What the board aims for.
    pub target: Option<Level>,
    /// How much it counts.
    pub weight: u32,
    /// Every cap there is, whether or not it bites.
    pub all_caps: Vec<Cap>,
    /// What can be shown.
    pub evidence: EvidenceStrength,
    /// How far the answers agree, when two or more gave a level.
    pub agreement: Option<Agreement>,
    /// The medians of role groups that may be shown.
    pub groups: Vec<GroupMedian>,
}

impl CriterionProfile {
    /// The caps that bite: those below the judged level.
    pub fn biting(&self) -> impl Iterator<Item = &Cap> {
        self.all_caps
            .iter()
            .filter(|cap| self.judged.is_some_and(|judged| cap.level < judged))
    }

    /// The standards that cap it, each with the highest level that stands.
    pub fn standard_caps(&self) -> impl Iterator<Item = (&StandardId, Level)> {
        self.all_caps.iter().filter_map(|cap| match &cap.cause {
            CapCause::Standard { id, .. } => Some((id, cap.level)),
            CapCause::WarningSign { .. } | CapCause::Evidence { .. } => None,
        })
    }

    /// The highest level that its warning signs let stand, if any is ticked and unexplained.
    pub fn warning_cap(&self) -> Option<Level> {
        let of = |cap: &Cap| matches!(cap.cause, CapCause::WarningSign { .. }).then_some(cap.level);
        self.all_caps.iter().filter_map(of).min()
    }

    /// The highest level that its evidence lets stand, where evidence is tested.
    pub fn evidence_cap(&self) -> Option<Level> {
        self.all_caps
            .iter()
            .find_map(|cap| matches!(cap.cause, CapCause::Evidence { .. }).then_some(cap.level))
    }
}

/// Scores one criterion.
pub fn profile(
    assessment: &Assessment,
    criterion: &Criterion,
    answers: &Answers<'_>,
    weight: u32,
) -> CriterionProfile {
    let levels = answers.levels(&criterion.id);
    let agreed = answers.agreed(&criterion.id);
    let (settled, basis) = settle(agreed, answers.of(&criterion.id), &levels);
    let judged = match settled {
        Settled::Level(level) => Some(level),
        Settled::Unknown | Settled::NotApplicable | Settled::Unanswered => None,
    };
    let entries = answers
        .of(&criterion.id)
        .iter()
        .flat_map(|(_, answer)| &answer.judgement.evidence);
    let evidence = EvidenceStrength::of(
        entries.chain(agreed.iter().flat_map(|agreed| &agreed.judgement.evidence)),
        assessment.setup.date,
    );
    let all_caps = if judged.is_some() {
        caps(assessment, criterion, answers, &evidence)
    } else {
        Vec::new()
    };
    let supported = judged.map(|judged| {
        all_caps
            .iter()
            .map(|cap| cap.level)
            .fold(judged, Level::min)
    });
    let agreement = Agreement::of(&levels, assessment.rubric.scale().size());
    let groups = agreement.as_ref().map_or_else(Vec::new, |agreement| {
        group_medians(
            &assessment.rubric,
            answers.of(&criterion.id),
            &agreement.spread,
        )
    });
    CriterionProfile {
        criterion: criterion.id.clone(),
        settled,
        basis,
        judged,
        supported,
        target: assessment.target(&criterion.id),
        weight,
        all_caps,
        evidence,
        agreement,
        groups,
    }
}

fn settle(
    agreed: Option<&Agreed>,
    answers: &[(&Response, &Answer)],
    levels: &[Level],
) -> (Settled, Option<Basis>) {
    if let Some(agreed) = agreed {
        let settled = match &agreed.judgement.rating {
            Rating::Level(level) => Settled::Level(*level),
            Rating::Unknown => Settled::Unknown,
            Rating::NotApplicable(_) => Settled::NotApplicable,
        };
        return (settled, Some(Basis::Agreed));
    }
    if let Some(median) = lower_median(levels) {
        let basis = if levels.len() == 1 {
            Basis::OneAnswer
        } else {
            Basis::NotYetAgreed
        };
        return (Settled::Level(median), Some(basis));
    }
    let any = |wanted: fn(&Rating) -> bool| {
        answers
            .iter()
            .any(|(_, answer)| wanted(&answer.judgement.rating))
    };
    let silence = if any(|standing| matches!(standing, Rating::NotApplicable(_))) {
        Settled::NotApplicable
    } else if any(|standing| matches!(standing, Rating::Unknown)) {
        Settled::Unknown
    } else {
        Settled::Unanswered
    };
    (silence, None)
}
