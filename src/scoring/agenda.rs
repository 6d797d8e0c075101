//! What a meeting should talk about, and in which order.
//!
//! Splits come first, then judgements above what can be shown, then the rest.
//! Who gave which answer plays no part, so other names give the same agenda.

use std::cmp::Reverse;

use num_rational::Ratio;

use crate::assessment::{Assessment, Rating};
use crate::rubric::{CriterionId, Level};
use crate::scoring::answers::{Answers, by_criterion};
use crate::scoring::{Agreement, CriterionProfile, Profile, Verdict};

/// Which part of the agenda a criterion belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Matter {
    /// Answers are two or more levels apart.
    Split,
    /// The judged level is above what is supported.
    Claim,
    /// Everything else.
    Rest,
}

impl Matter {
    /// Every part, in the order of a meeting.
    pub const ALL: [Self; 3] = [Self::Split, Self::Claim, Self::Rest];
}

/// Why a criterion is on the agenda.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Concern {
    /// Answers are this many levels apart, two or more.
    Split {
        /// From the lowest answer to the highest.
        levels: u8,
    },
    /// The judged level is above the supported one.
    Claim {
        /// What people judge.
        judged: Level,
        /// What can stand.
        supported: Level,
    },
    /// Some find that it does not apply, and others answered it.
    Applies {
        /// How many find that it does not apply.
        not_applicable: usize,
    },
    /// Some don't know.
    Unknown {
        /// How many don't know.
        unknown: usize,
        /// How many answered in any way.
        answers: usize,
    },
    /// The middle answers of groups that may be shown are this many levels apart.
    Groups {
        /// From the lowest to the highest of them.
        levels: u8,
    },
    /// Answers are one level apart.
    Close,
    /// Everybody who gave a level gave the same.
    Same,
    /// Only one person gave a level.
    OneAnswer,
    /// Nobody has answered.
    Unanswered,
}

/// One criterion of an agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaItem {
    /// The criterion.
    pub criterion: CriterionId,
    /// The part of the agenda.
    pub matter: Matter,
    /// Why it is there: at least one reason, the gravest first.
    pub concerns: Vec<Concern>,
}

/// What is to be talked about, and what is done.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Agenda {
    /// Criteria without an agreed judgement, in the order of the meeting.
    pub open: Vec<AgendaItem>,
    /// Criteria with an agreed judgement, in rubric order.
    pub done: Vec<AgendaItem>,
}

/// The agenda of an assessment: each criterion of the rubric once, open or done.
///
/// Splits: the widest range first, then the lowest agreement A, then the
/// largest share of don't know, then the widest gap between groups that may be
/// shown. Claims: the furthest above what is supported first, then likewise.
/// The rest likewise, what nobody has answered last. Rubric order decides what is equal.
pub fn agenda(assessment: &Assessment, profile: &Profile) -> Agenda {
    let answers = by_criterion(assessment);
    let mut open = Vec::new();
    let mut done = Vec::new();
    for (place, profile) in profile.criteria().enumerate() {
        let facts = Facts::of(profile, &answers);
        if answers.agreed(&profile.criterion).is_some() {
            done.push(facts.item(profile));
        } else {
            open.push((facts.rank(place), facts.item(profile)));
        }
    }
    open.sort_by_key(|(rank, _)| *rank);
    Agenda {
        open: open.into_iter().map(|(_, item)| item).collect(),
        done,
    }
}

/// What decides the place of a criterion.
struct Facts {
    matter: Matter,
    /// Levels between the lowest and the highest answer; nought below two.
    range: u8,
    /// Van der Eijk's A. `None`: fewer than two answers, or a scale of two levels.
    a: Option<Ratio<i128>>,
    /// How many answered in any way.
    answers: usize,
    /// How many don't know.
    unknown: usize,
    /// How many find that it does not apply.
    not_applicable: usize,
    /// Levels between the middle answers of groups that may be shown.
    gap: u8,
    /// Levels by which the judged level is above the supported one.
    above: u8,
}

/// Smaller comes earlier.
type Rank = (
    Matter,
    Reverse<u8>,
    Reverse<u8>,
    (bool, Ratio<i128>),
    Reverse<Ratio<usize>>,
    Reverse<u8>,
    bool,
    usize,
);

impl Facts {
    fn of(profile: &CriterionProfile, answers: &Answers<'_>) -> Self {
        let given = answers.of(&profile.criterion);
        let count = |wanted: fn(&Rating) -> bool| {
            given
                .iter()
                .filter(|(_, answer)| wanted(&answer.judgement.rating))
                .count()
        };
        let medians = || profile.groups.iter().map(|group| group.median.number());
        let above = match (profile.judged, profile.supported) {
            (Some(judged), Some(supported)) => judged.number().saturating_sub(supported.number()),
            (Some(_) | None, _) => 0,
        };
        let verdict = profile.agreement.as_ref().map(Agreement::verdict);
        let matter = match verdict {
            Some(Verdict::Split) => Matter::Split,
            Some(Verdict::Same | Verdict::Close) | None if above > 0 => Matter::Claim,
            Some(Verdict::Same | Verdict::Close) | None => Matter::Rest,
        };
        Self {
            matter,
            range: profile.agreement.as_ref().map_or(0, Agreement::range),
            a: profile.agreement.as_ref().and_then(|agreement| agreement.a),
            answers: given.len(),
            unknown: count(|standing| matches!(standing, Rating::Unknown)),
            not_applicable: count(|standing| matches!(standing, Rating::NotApplicable(_))),
            gap: medians().max().unwrap_or(0) - medians().min().unwrap_or(0),
            above,
        }
    }

    fn rank(&self, place: usize) -> Rank {
        // How far a claim reaches decides among claims alone.
        let claim = match self.matter {
            Matter::Claim => self.above,
            Matter::Split | Matter::Rest => 0,
        };
        let share = Ratio::new(self.unknown, self.answers.max(1));
        let a = (self.a.is_none(), self.a.unwrap_or_default());
        (
            self.matter,
            Reverse(claim),
            Reverse(self.range),
            a,
            Reverse(share),
            Reverse(self.gap),
            self.answers == 0,
            place,
        )
    }

    fn item(&self, profile: &CriterionProfile) -> AgendaItem {
        let mut concerns = Vec::new();
        if self.range >= 2 {
            concerns.push(Concern::Split { levels: self.range });
        }
        if let (Some(judged), Some(supported)) = (profile.judged, profile.supported)
            && judged > supported
        {
            concerns.push(Concern::Claim { judged, supported });
        }
        if self.not_applicable > 0 && self.not_applicable < self.answers {
            concerns.push(Concern::Applies {
                not_applicable: self.not_applicable,
            });
        }
        if self.unknown > 0 {
            concerns.push(Concern::Unknown {
                unknown: self.unknown,
                answers: self.answers,
            });
        }
        if self.gap > 0 {
            concerns.push(Concern::Groups { levels: self.gap });
        }
        let levels = self.answers - self.unknown - self.not_applicable;
        match (levels, self.range) {
            (0, _) if self.answers == 0 => concerns.push(Concern::Unanswered),
            (0, _) if concerns.is_empty() => concerns.push(Concern::Applies {
                not_applicable: self.not_applicable,
            }),
            (1, _) => concerns.push(Concern::OneAnswer),
            (2.., 0) => concerns.push(Concern::Same),
            (2.., 1) => concerns.push(Concern::Close),
            (0 | 2.., _) => {}
        }
        AgendaItem {
            criterion: profile.criterion.clone(),
            matter: self.matter,
            concerns,
        }
    }
}
