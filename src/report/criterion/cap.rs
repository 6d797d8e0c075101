//! What limits a judgement, with the sentence that says so.

use crate::report::evidence::shortfall;
use crate::report::lookup::Lookup;
use crate::report::standard::cap_sentence;
use crate::rubric::Criterion;
use crate::scoring::{Cap, CapCause, CriterionProfile};
use crate::text::capitalised;
use crate::words::{NamedLevel, quoted};

/// A cap that bites.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CapReport {
    /// Its kind.
    pub rule: CapRule,
    /// The standard's id, the number of the warning sign, or the name of the evidence strength.
    pub id: String,
    /// The highest level that stands.
    pub level: NamedLevel,
    /// The sentence.
    pub reason: String,
}

/// The kind of a cap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CapRule {
    /// A standard is not as it should be.
    Standard,
    /// A warning sign is true and unexplained.
    WarningSign,
    /// There is not enough evidence.
    Evidence,
}

impl CapRule {
    /// The word, as the JSON report writes it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::WarningSign => "warning-sign",
            Self::Evidence => "evidence",
        }
    }
}

pub fn cap_report(lookup: &Lookup<'_>, criterion: &Criterion, cap: &Cap) -> CapReport {
    let label = lookup.label(cap.level);
    let (rule, id, reason) = match &cap.cause {
        CapCause::Standard { id, status } => {
            let reason = lookup.standard(id).map_or_else(String::new, |standard| {
                cap_sentence(standard, *status, label)
            });
            (CapRule::Standard, id.to_string(), reason)
        }
        CapCause::WarningSign { number } => {
            let sign = criterion
                .warning_signs
                .get(number - 1)
                .map_or("", String::as_str);
            let reason = format!(
                "A warning sign was ticked and nobody has written why it does not tell against the level, so nothing above {label} is supported: {}",
                quoted(sign)
            );
            (CapRule::WarningSign, number.to_string(), reason)
        }
        CapCause::Evidence { strength } => {
            let reason = format!(
                "{}, so nothing above {label} is supported.",
                capitalised(shortfall(*strength))
            );
            (CapRule::Evidence, strength.name().to_owned(), reason)
        }
    };
    CapReport {
        rule,
        id,
        level: lookup.named(cap.level),
        reason,
    }
}

/// The cap that decides the supported level: the lowest that bites, standards before warning signs before evidence.
pub fn binding(profile: &CriterionProfile) -> Option<&Cap> {
    profile.biting().min_by_key(|cap| cap.level)
}
