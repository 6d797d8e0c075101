//! What changed between two assessments: criterion by criterion and domain by domain, exact and without words.
//!
//! Like is compared with like. Where two assessments differ in depth, evidence was tested in one alone, so the judged
//! levels are compared and not the supported ones. What was reworded is a break in the series, never a rise or a fall.

mod movement;

use std::collections::HashMap;

use crate::assessment::Assessment;
use crate::rubric::{CriterionId, DomainId, Level, Revision};
use crate::scoring::caps::CapCause;
use crate::scoring::criterion::{Basis, CriterionProfile, Settled};
use crate::scoring::{DomainProfile, Profile};

pub use movement::{ChangeCause, Movement};

/// One side of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// The criterion, by the id that it has on this side.
    pub criterion: CriterionId,
    /// Where it stands.
    pub settled: Settled,
    /// The judged level.
    pub judged: Option<Level>,
    /// The supported level.
    pub supported: Option<Level>,
}

impl Side {
    /// The level that is compared.
    pub fn level(&self, compared: Compared) -> Option<Level> {
        match compared {
            Compared::Supported => self.supported,
            Compared::Judged => self.judged,
        }
    }
}

/// What became of one criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CriterionChange {
    /// How it stood. `None`: the older rubric has no criterion that it can be compared with.
    pub from: Option<Side>,
    /// How it stands. `None`: the newer rubric has no criterion that it can be compared with.
    pub to: Option<Side>,
    /// What happened.
    pub movement: Movement,
    /// Why, where it is one of the known causes.
    pub causes: Vec<ChangeCause>,
}

/// Why a domain's positions cannot be set side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DomainBreak {
    /// Criteria came, went, or were reworded.
    Criteria,
    /// The rubric's thresholds, caps or levels are others.
    Rules,
    /// The trust gave criteria other weights.
    Weights,
}

/// What became of one domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DomainChange {
    /// The domain.
    pub domain: DomainId,
    /// Its position then. `None`: there was none, or no such domain.
    pub from: Option<Level>,
    /// Its position now.
    pub to: Option<Level>,
    /// What happened.
    pub movement: Movement,
    /// Why the two positions cannot be set side by side, where they cannot.
    pub breaks: Vec<DomainBreak>,
    /// Its criteria: those of the newer rubric in order, then those that are gone.
    pub criteria: Vec<CriterionChange>,
}

impl DomainChange {
    /// How many of its criteria did this.
    pub fn count(&self, movement: Movement) -> usize {
        self.criteria
            .iter()
            .filter(|change| change.movement == movement)
            .count()
    }
}

/// Which levels were compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Compared {
    /// The supported levels.
    Supported,
    /// The judged levels, because the two assessments differ in depth.
    Judged,
}

/// What became of everything between two assessments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Which levels were compared.
    pub compared: Compared,
    /// The domains: those of the newer rubric in order, then those that are gone.
    pub domains: Vec<DomainChange>,
    /// How the two rubrics differ.
    pub revision: Revision,
}

impl Change {
    /// What became of every criterion, domain by domain.
    pub fn criteria(&self) -> impl Iterator<Item = &CriterionChange> {
        self.domains.iter().flat_map(|domain| &domain.criteria)
    }
}

impl Compared {
    /// Which levels of these assessments can be compared: the supported ones, unless evidence was tested in some alone.
    pub fn among<'a>(assessments: impl IntoIterator<Item = &'a Assessment>) -> Self {
        let mut depths = assessments
            .into_iter()
            .map(|assessment| assessment.setup.depth);
        let first = depths.next();
        if depths.all(|depth| Some(depth) == first) {
            Self::Supported
        } else {
            Self::Judged
        }
    }
}

/// Compares an earlier assessment with a later one, each with its profile.
pub fn change(before: (&Assessment, &Profile), after: (&Assessment, &Profile)) -> Change {
    change_in(Compared::among([before.0, after.0]), before, after)
}

/// Compares an earlier assessment with a later one by these levels, for a row of more than two.
pub fn change_in(
    compared: Compared,
    (before, was): (&Assessment, &Profile),
    (after, is): (&Assessment, &Profile),
) -> Change {
    let revision = Revision::between(&before.rubric, &after.rubric);
    let pair = Pair {
        revision: &revision,
        compared,
        was: by_criterion(was),
        before,
        after,
    };
    let mut domains: Vec<DomainChange> = is
        .domains
        .iter()
        .map(|domain| pair.domain(was, domain))
        .collect();
    let gone = was
        .domains
        .iter()
        .filter(|earlier| after.rubric.domain(earlier.domain.as_str()).is_none());
    domains.extend(gone.map(|earlier| pair.gone_domain(earlier)));
    Change {
        compared,
        domains,
        revision,
    }
}

fn by_criterion(profile: &Profile) -> HashMap<&CriterionId, &CriterionProfile> {
    profile
        .criteria()
        .map(|profile| (&profile.criterion, profile))
        .collect()
}

struct Pair<'a> {
    revision: &'a Revision,
    compared: Compared,
    was: HashMap<&'a CriterionId, &'a CriterionProfile>,
    before: &'a Assessment,
    after: &'a Assessment,
}

impl Pair<'_> {
    fn domain(&self, was: &Profile, now: &DomainProfile) -> DomainChange {
        let earlier = was
            .domains
            .iter()
            .find(|earlier| earlier.domain == now.domain);
        let mut criteria: Vec<CriterionChange> = now
            .criteria
            .iter()
            .map(|profile| self.criterion(profile))
            .collect();
        let gone = earlier
            .into_iter()
            .flat_map(|earlier| &earlier.criteria)
            .filter(|profile| !self.lives_on(&profile.criterion));
        criteria.extend(gone.map(gone_from));
        let (from, to) = (
            earlier.and_then(|earlier| self.position(earlier)),
            self.position(now),
        );
        let breaks = if earlier.is_some() {
            self.breaks(&criteria)
        } else {
            Vec::new()
        };
        let movement = match earlier {
            None => Movement::New,
            Some(_) if !breaks.is_empty() => Movement::Break,
            Some(_) => moved(from, to),
        };
        DomainChange {
            domain: now.domain.clone(),
            from,
            to,
            movement,
            breaks,
            criteria,
        }
    }

    fn gone_domain(&self, earlier: &DomainProfile) -> DomainChange {
        // A criterion that moved to another domain stands there.
        let gone = earlier
            .criteria
            .iter()
            .filter(|profile| !self.lives_on(&profile.criterion));
        DomainChange {
            domain: earlier.domain.clone(),
            from: self.position(earlier),
            to: None,
            movement: Movement::Gone,
            breaks: Vec::new(),
            criteria: gone.map(gone_from).collect(),
        }
    }

    /// Whether a criterion of the newer rubric can be compared with this one of the older.
    fn lives_on(&self, earlier: &CriterionId) -> bool {
        self.revision
            .heirs(earlier)
            .iter()
            .any(|heir| self.revision.earlier(heir) == Some(earlier))
    }

    fn breaks(&self, criteria: &[CriterionChange]) -> Vec<DomainBreak> {
        let apart = |change: &CriterionChange| {
            change.movement == Movement::Break || change.from.is_none() || change.to.is_none()
        };
        let weighs = |change: &CriterionChange| match (&change.from, &change.to) {
            (Some(from), Some(to)) => {
                self.before.weight(&from.criterion) != self.after.weight(&to.criterion)
            }
            (Some(_) | None, _) => false,
        };
        let found = [
            (DomainBreak::Criteria, criteria.iter().any(apart)),
            (
                DomainBreak::Rules,
                self.revision.rules_changed || self.revision.sizes.0 != self.revision.sizes.1,
            ),
            (DomainBreak::Weights, criteria.iter().any(weighs)),
        ];
        found
            .into_iter()
            .filter(|(_, is)| *is)
            .map(|(found, _)| found)
            .collect()
    }

    fn position(&self, domain: &DomainProfile) -> Option<Level> {
        match self.compared {
            Compared::Supported => domain.supported.position,
            Compared::Judged => domain.judged.position,
        }
    }

    fn criterion(&self, now: &CriterionProfile) -> CriterionChange {
        let earlier = self
            .revision
            .earlier(&now.criterion)
            .and_then(|id| self.was.get(id))
            .copied();
        let reworded = self
            .revision
            .trace(&now.criterion)
            .is_some_and(|trace| !trace.reworded.is_empty());
        let movement = match earlier {
            None => Movement::New,
            Some(_) if reworded => Movement::Break,
            Some(earlier) => self.moved(earlier, now),
        };
        let causes = earlier.map_or_else(Vec::new, |earlier| self.causes(earlier, now, movement));
        CriterionChange {
            from: earlier.map(side),
            to: Some(side(now)),
            movement,
            causes,
        }
    }

    fn level(&self, profile: &CriterionProfile) -> Option<Level> {
        match self.compared {
            Compared::Supported => profile.supported,
            Compared::Judged => profile.judged,
        }
    }

    fn moved(&self, earlier: &CriterionProfile, now: &CriterionProfile) -> Movement {
        moved(self.level(earlier), self.level(now))
    }

    fn causes(
        &self,
        earlier: &CriterionProfile,
        now: &CriterionProfile,
        movement: Movement,
    ) -> Vec<ChangeCause> {
        let moved = match movement {
            Movement::Risen | Movement::Fallen | Movement::New | Movement::Gone => true,
            Movement::Same | Movement::Break => false,
        };
        let agreed = |profile: &CriterionProfile| profile.basis == Some(Basis::Agreed);
        let judged_moved = earlier.judged != now.judged;
        let gave_levels = |profile: &CriterionProfile| match &profile.agreement {
            Some(agreement) => agreement.answers,
            None => usize::from(profile.basis == Some(Basis::OneAnswer)),
        };
        let limited = now.biting().any(|cap| {
            matches!(cap.cause, CapCause::Evidence { .. }) && Some(cap.level) == now.supported
        });
        let found = [
            (ChangeCause::Reworded, movement == Movement::Break),
            (
                ChangeCause::MorePeople,
                moved && judged_moved && !agreed(now) && gave_levels(now) > gave_levels(earlier),
            ),
            (
                ChangeCause::EvidenceLapsed,
                movement == Movement::Fallen
                    && limited
                    && now.evidence.strength < earlier.evidence.strength
                    && self.compared == Compared::Supported,
            ),
            (
                ChangeCause::AgreedNow,
                moved && judged_moved && agreed(now) && !agreed(earlier),
            ),
        ];
        found
            .into_iter()
            .filter(|(_, is)| *is)
            .map(|(cause, _)| cause)
            .collect()
    }
}

/// A criterion that has nothing to be compared with any more.
fn gone_from(earlier: &CriterionProfile) -> CriterionChange {
    CriterionChange {
        from: Some(side(earlier)),
        to: None,
        movement: Movement::Gone,
        causes: Vec::new(),
    }
}

fn side(profile: &CriterionProfile) -> Side {
    Side {
        criterion: profile.criterion.clone(),
        settled: profile.settled,
        judged: profile.judged,
        supported: profile.supported,
    }
}

fn moved(from: Option<Level>, to: Option<Level>) -> Movement {
    match (from, to) {
        (Some(from), Some(to)) if from < to => Movement::Risen,
        (Some(from), Some(to)) if from > to => Movement::Fallen,
        (Some(_), Some(_)) | (None, None) => Movement::Same,
        (None, Some(_)) => Movement::New,
        (Some(_), None) => Movement::Gone,
    }
}
