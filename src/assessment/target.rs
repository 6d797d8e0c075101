//! A target: the level that the board aims for, where that comes from, and why.

use crate::assessment::Assessment;
use crate::rubric::{CriterionId, Level};

/// Where a target comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TargetOrigin {
    /// The trust set it for this criterion.
    Criterion,
    /// The trust set it for every criterion without its own.
    Assessment,
    /// The rubric suggests it.
    Rubric,
}

/// What the board aims for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target<'a> {
    /// The level.
    pub level: Level,
    /// Where it comes from.
    pub origin: TargetOrigin,
    /// Why, in the trust's words. The rubric's own target has none.
    pub reason: Option<&'a str>,
}

impl Assessment {
    /// The target of a criterion: its own, else the assessment's default, else the rubric's.
    pub fn aim(&self, criterion: &CriterionId) -> Option<Target<'_>> {
        let own = self.setup.targets.get(criterion).map(|level| Target {
            level: *level,
            origin: TargetOrigin::Criterion,
            reason: self.setup.target_reasons.get(criterion).map(|note| &**note),
        });
        own.or_else(|| self.default_aim())
    }

    /// The target of every criterion without its own: the assessment's, else the rubric's.
    pub fn default_aim(&self) -> Option<Target<'_>> {
        let reason = self.setup.default_target_reason.as_deref();
        let own = self.setup.default_target.map(|level| Target {
            level,
            origin: TargetOrigin::Assessment,
            reason,
        });
        own.or_else(|| {
            self.rubric.rules().target.map(|level| Target {
                level,
                origin: TargetOrigin::Rubric,
                reason: None,
            })
        })
    }
}
