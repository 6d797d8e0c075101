//! A case of a rubric as it is written: `cases/*.toml`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::assessment::Depth;
use crate::assessment::file::{AgreedTable, AnswerTable, EntryTable, WeightTable};
use crate::source::{At, NumberText, TomlDate};

/// An answered assessment, and what should come of it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CaseFile {
    /// The version of this file format: 1.
    pub format: At<i64>,
    /// What the case is, as a sentence.
    pub title: String,
    /// The rule that it shows, in a few words.
    #[serde(default)]
    pub shows: String,
    /// The day to which the age of evidence is counted.
    pub date: At<TomlDate>,
    /// Whether evidence limits what is supported: full or quick.
    pub depth: Depth,
    /// Target levels: `default`, and by criterion id.
    #[serde(default)]
    pub targets: BTreeMap<String, At<i64>>,
    /// The trust's own weights.
    #[serde(default)]
    pub weight: Vec<WeightTable>,
    /// Answers in short: for each criterion one entry for each person, a level, "unknown" or "not-applicable".
    #[serde(default)]
    pub answers: BTreeMap<String, At<Vec<At<NumberText>>>>,
    /// Answers with all that can stand beside them, as in `responses/`; each is one more person's.
    #[serde(default)]
    pub answer: Vec<At<AnswerTable>>,
    /// What the register says, as in `standards.toml`.
    #[serde(default)]
    pub standard: Vec<EntryTable>,
    /// What meetings agreed, as in `agreed.toml`.
    #[serde(default)]
    pub agreed: Vec<At<AgreedTable>>,
    /// What should come of it.
    pub expect: ExpectTable,
}

/// What should come of a case.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ExpectTable {
    /// By domain id.
    #[serde(default)]
    pub domain: BTreeMap<String, At<DomainExpectation>>,
    /// By criterion id.
    #[serde(default)]
    pub criterion: BTreeMap<String, At<CriterionExpectation>>,
    /// Every cap that bites on the criteria named here.
    #[serde(default)]
    pub cap: Vec<CapExpectation>,
    /// Words that stand in the reasons.
    #[serde(default)]
    pub reason: Vec<ReasonExpectation>,
    /// Priorities with their tiers.
    #[serde(default)]
    pub priority: Vec<PriorityExpectation>,
}

/// What should come of a domain.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DomainExpectation {
    /// The supported position: a level, or "none".
    pub position: Option<At<NumberText>>,
    /// The judged position: a level, or "none".
    pub judged: Option<At<NumberText>>,
    /// Whether the position is provisional.
    pub provisional: Option<At<bool>>,
    /// The lowest and the highest that the position may turn out to be; an empty list: no range.
    pub range: Option<At<Vec<At<i64>>>>,
    /// The position if all weights were 1: a level, or "none".
    pub equal_weights: Option<At<NumberText>>,
    /// How many criteria are supported at each level.
    pub distribution: Option<At<Vec<At<i64>>>>,
    /// Every raise to the next position, in order: "CRITERION LEVEL by evidence|standard|warning-sign|improvement".
    pub staircase: Option<At<Vec<At<String>>>>,
}

/// What should come of a criterion.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CriterionExpectation {
    /// How it stands.
    pub standing: Option<At<StandingWord>>,
    /// What that rests on.
    pub basis: Option<At<BasisWord>>,
    /// The judged level: a level, or "none".
    pub judged: Option<At<NumberText>>,
    /// The supported level: a level, or "none".
    pub supported: Option<At<NumberText>>,
    /// The strength of its evidence.
    pub evidence: Option<At<StrengthWord>>,
}

/// How a criterion stands.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StandingWord {
    /// It has a level.
    Level,
    /// Nobody who looked could tell.
    Unknown,
    /// It could not exist here.
    NotApplicable,
    /// Nobody has answered.
    Unanswered,
}

/// What a standing rests on.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BasisWord {
    /// An agreed judgement.
    Agreed,
    /// One level answer.
    OneAnswer,
    /// Several level answers that nobody has yet agreed on.
    NotYetAgreed,
    /// Nothing: nobody gave a level, and nobody agreed.
    None,
}

/// How strong evidence is.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
pub enum StrengthWord {
    /// No entry.
    S0,
    /// At least one entry.
    S1,
    /// At least two kinds, and an entry within 12 months.
    S2,
    /// An independent entry within 24 months.
    S3,
}

/// The kind of a cap.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RuleWord {
    /// A standard is not as it should be.
    Standard,
    /// A warning sign is true and unexplained.
    WarningSign,
    /// There is not enough evidence.
    Evidence,
}

/// A cap that bites.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CapExpectation {
    /// The criterion.
    pub criterion: At<String>,
    /// The kind of cap.
    pub rule: RuleWord,
    /// The standard, the number of the warning sign, or the evidence strength.
    pub by: NumberText,
    /// The highest level that stands.
    pub level: At<i64>,
}

/// Words that stand in the reasons.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ReasonExpectation {
    /// The domain, criterion or standard whose reasons they are.
    pub of: At<String>,
    /// The words.
    pub says: At<String>,
}

/// A priority.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PriorityExpectation {
    /// The criterion or standard.
    pub id: At<String>,
    /// Its tier, 1 to 5; 0: it is no priority.
    pub tier: At<i64>,
}

impl StandingWord {
    /// The word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Level => "level",
            Self::Unknown => "unknown",
            Self::NotApplicable => "not-applicable",
            Self::Unanswered => "unanswered",
        }
    }
}

impl BasisWord {
    /// The word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Agreed => "agreed",
            Self::OneAnswer => "one-answer",
            Self::NotYetAgreed => "not-yet-agreed",
            Self::None => "none",
        }
    }
}

impl StrengthWord {
    /// The word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::S0 => "S0",
            Self::S1 => "S1",
            Self::S2 => "S2",
            Self::S3 => "S3",
        }
    }
}

impl RuleWord {
    /// The word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::WarningSign => "warning-sign",
            Self::Evidence => "evidence",
        }
    }
}
