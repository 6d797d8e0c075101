//! A case: an answered assessment with what should come of it. Rubrics are tested with these.

use std::ops::Range;

use crate::assessment::Assessment;
use crate::rubric::{CriterionId, DomainId, Level, StandardId};
use crate::source::{At, Source};

/// A valid case of a rubric.
#[derive(Debug, Clone)]
pub struct Case {
    /// The file it was read from: messages point into it.
    pub source: Source,
    /// What it is.
    pub title: String,
    /// The rule that it shows.
    pub shows: String,
    /// The assessment to score.
    pub assessment: Assessment,
    /// What should come of it, in file order.
    pub expected: Vec<Expected>,
}

/// One thing that should come of a case, with its place in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// What it is.
    pub fact: Fact,
    /// The bytes of the file that say so.
    pub span: Range<usize>,
}

/// A fact that a case expects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// The supported position of a domain; `None`: it has none.
    Position(DomainId, Option<Level>),
    /// The judged position of a domain.
    Judged(DomainId, Option<Level>),
    /// Whether a domain's position is provisional.
    Provisional(DomainId, bool),
    /// The lowest and highest that a position may turn out to be.
    Range(DomainId, Option<(Level, Level)>),
    /// The position if all weights were 1; `None`: the weights do not differ, or there is no position.
    EqualWeights(DomainId, Option<Level>),
    /// How many criteria are supported at each level.
    Distribution(DomainId, Vec<usize>),
    /// Every raise to the next position: criterion, level, and the word for by what.
    Staircase(DomainId, Vec<(CriterionId, Level, String)>),
    /// The word for a criterion's standing.
    Rating(CriterionId, String),
    /// The word for what a criterion's standing rests on.
    Basis(CriterionId, String),
    /// The judged level of a criterion.
    JudgedLevel(CriterionId, Option<Level>),
    /// The supported level of a criterion.
    SupportedLevel(CriterionId, Option<Level>),
    /// The name of a criterion's evidence strength.
    Evidence(CriterionId, String),
    /// A cap that bites: the word for its rule, its id, and the highest level that stands.
    Cap {
        /// The criterion.
        criterion: CriterionId,
        /// The word for the rule.
        rule: String,
        /// The standard, the number of the warning sign, or the evidence strength.
        by: String,
        /// The highest level that stands.
        level: Level,
    },
    /// No cap bites but those that the case lists.
    NoOtherCap(CriterionId),
    /// The reasons of a domain or criterion, or what is told of a standard, say this.
    Says {
        /// Whose reasons.
        subject: About,
        /// The words.
        words: String,
    },
    /// The tier of a priority, 1 to 5; `None`: it is no priority.
    Priority {
        /// What the priority is about.
        subject: About,
        /// Its tier.
        tier: Option<u8>,
    },
}

/// What a fact speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// A domain.
    Domain(DomainId),
    /// A criterion.
    Criterion(CriterionId),
    /// A standard.
    Standard(StandardId),
}

impl About {
    /// The id.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Domain(id) => id.as_str(),
            Self::Criterion(id) => id.as_str(),
            Self::Standard(id) => id.as_str(),
        }
    }
}

impl Expected {
    /// A fact at the place of what was written.
    pub(super) fn at<T>(fact: Fact, written: &At<T>) -> Self {
        Self {
            fact,
            span: written.span.clone(),
        }
    }
}
