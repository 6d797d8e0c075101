//! Priorities in words.

use crate::report::lookup::Lookup;
use crate::report::standard::{kind, nobody_knows};
use crate::rubric::{CriterionId, Level};
use crate::scoring::{Priority, Reason, Subject, Tier};
use crate::words::{levels, long_date, quoted, sentence};

/// How many priorities a board reads.
pub const BOARD_PRIORITIES: usize = 5;

/// One priority of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriorityReport {
    /// Its tier.
    pub tier: Tier,
    /// What its id names.
    pub kind: SubjectKind,
    /// The criterion or standard.
    pub id: String,
    /// The domain it belongs to, by id.
    pub domain: String,
    /// The title of its criterion.
    pub title: String,
    /// Whether a critical standard is concerned.
    pub critical: bool,
    /// Why it is a priority.
    pub reason: String,
    /// The same in few words, where the standard it speaks of is told beside it, or the levels are.
    pub brief: String,
}

/// What the id of a priority names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SubjectKind {
    /// A criterion.
    Criterion,
    /// A standard.
    Standard,
}

impl SubjectKind {
    /// The word, as the JSON report writes it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Criterion => "criterion",
            Self::Standard => "standard",
        }
    }
}

impl PriorityReport {
    /// The words it begins with: "Put right: Safe recruitment".
    pub fn lead(&self) -> String {
        format!(
            "{}: {}.",
            crate::text::capitalised(self.tier.name()),
            self.title
        )
    }

    /// Why, as briefly as can be where levels stand near by, and what `told` says is told already.
    pub fn shortly(&self, told: bool) -> &str {
        match self.kind {
            SubjectKind::Criterion => &self.brief,
            SubjectKind::Standard if told => &self.brief,
            SubjectKind::Standard => &self.reason,
        }
    }
}

pub fn compose(lookup: &Lookup<'_>) -> Vec<PriorityReport> {
    lookup
        .profile
        .priorities
        .iter()
        .map(|priority| one(lookup, priority))
        .collect()
}

fn one(lookup: &Lookup<'_>, priority: &Priority) -> PriorityReport {
    let (kind, id, criterion, statement) = match &priority.subject {
        Subject::Criterion(id) => (SubjectKind::Criterion, id.to_string(), Some(id), None),
        Subject::Standard(id) => {
            let standard = lookup.standard(id);
            (
                SubjectKind::Standard,
                id.to_string(),
                standard.map(|standard| &standard.criterion),
                standard,
            )
        }
    };
    let domain = criterion.and_then(|id| lookup.rubric().domain_of(id));
    let brief = match &priority.reason {
        Reason::MustNotMet => Some("A requirement is not met.".to_owned()),
        Reason::CriticalUnknown => {
            Some("Nobody knows if a critical requirement is met.".to_owned())
        }
        // Where a standard or a warning sign keeps it down, the reason says so and is told in full.
        Reason::BelowTarget { reached, target } if is_judged(lookup, criterion, *reached) => {
            Some(format!(
                "Now {}; the target is {}.",
                lookup.label(*reached),
                lookup.label(*target)
            ))
        }
        Reason::BelowTarget { .. }
        | Reason::HoldsDomain
        | Reason::EvidenceShort { .. }
        | Reason::EvidenceOld
        | Reason::Split { .. }
        | Reason::NearTop => None,
    };
    let reason = match (&priority.reason, statement) {
        (Reason::MustNotMet, Some(standard)) => {
            format!(
                "This {} is not met: {}",
                self::kind(standard.force, standard.critical),
                quoted(&sentence(&standard.statement))
            )
        }
        (Reason::CriticalUnknown, Some(standard)) => {
            format!(
                "{}: {}",
                nobody_knows(self::kind(standard.force, standard.critical)),
                quoted(&sentence(&standard.statement))
            )
        }
        (reason, _) => {
            criterion.map_or_else(String::new, |id| criterion_reason(lookup, *reason, id))
        }
    };
    PriorityReport {
        tier: priority.tier,
        kind,
        id,
        domain: domain.map_or_else(String::new, |domain| domain.id.to_string()),
        title: criterion.map_or_else(String::new, |id| lookup.title(id).to_owned()),
        critical: priority.critical,
        brief: brief.unwrap_or_else(|| reason.clone()),
        reason,
    }
}

fn is_judged(lookup: &Lookup<'_>, criterion: Option<&CriterionId>, level: Level) -> bool {
    criterion
        .and_then(|id| lookup.standing(id))
        .is_some_and(|(_, profile)| profile.judged == Some(level))
}

fn criterion_reason(lookup: &Lookup<'_>, reason: Reason, id: &CriterionId) -> String {
    let Some((domain, profile)) = lookup.standing(id) else {
        return String::new();
    };
    match reason {
        Reason::MustNotMet => "A requirement is not met.".to_owned(),
        Reason::CriticalUnknown => "Nobody knows whether a critical requirement is met.".to_owned(),
        Reason::BelowTarget { reached, target } => {
            let (reached_label, target_label) = (lookup.label(reached), lookup.label(target));
            let gap = levels(target.number() - reached.number());
            if profile.judged == Some(reached) {
                format!("It is judged {reached_label}; the target is {target_label}, {gap} higher.")
            } else {
                format!(
                    "A standard or a warning sign keeps it at {reached_label}; the target is {target_label}, {gap} higher."
                )
            }
        }
        Reason::HoldsDomain => {
            let title = lookup
                .rubric()
                .domain(domain.domain.as_str())
                .map_or("its domain", |domain| &domain.title);
            let here = domain
                .supported
                .position
                .map_or("where it is", |position| lookup.label(position));
            format!("It alone holds {title} at {here}: raising it would lift the domain.")
        }
        Reason::EvidenceShort { judged, supported } => {
            format!(
                "It is judged {}; evidence supports {}. Record what can be shown.",
                lookup.label(judged),
                lookup.label(supported)
            )
        }
        Reason::EvidenceOld => profile.evidence.newest.map_or_else(
            || "Its newest evidence is more than 12 months old.".to_owned(),
            |newest| {
                format!(
                    "Its newest evidence is from {}, more than 12 months before the assessment.",
                    long_date(newest)
                )
            },
        ),
        Reason::Split { range } => format!(
            "People's answers are {} apart, and nothing is agreed yet. Talk it through.",
            levels(range)
        ),
        Reason::NearTop => {
            let target = profile
                .target
                .map_or("the top", |target| lookup.label(target));
            format!("It is one level below {target}, which is the target.")
        }
    }
}
