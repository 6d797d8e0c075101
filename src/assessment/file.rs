//! The files of an assessment as they are written. [`crate::assessment::parse`] turns them into valid types.
//!
//! `review = true` on an entry says that it was written for an earlier version of the rubric. An upgrade sets it, and
//! saving the entry again takes it away. What such an entry says that the rubric has no place for is kept, not refused.

mod case;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::assessment::{ActionStatus, Confidence, Depth, Kind, Status};
use crate::source::{At, NumberText, TomlDate};

pub use case::{CapExpectation, CaseFile, CriterionExpectation, DomainExpectation, ExpectTable};

/// `assessment.toml`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SetupFile {
    pub format: At<i64>,
    pub trust: String,
    pub cycle: String,
    pub date: At<TomlDate>,
    pub depth: Depth,
    pub schools: Option<At<i64>>,
    #[serde(default)]
    pub targets: BTreeMap<String, At<i64>>,
    #[serde(default)]
    pub target_reasons: BTreeMap<String, At<String>>,
    #[serde(default)]
    pub weight: Vec<WeightTable>,
    pub previous: Option<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct WeightTable {
    pub criterion: At<String>,
    pub weight: At<i64>,
    pub reason: String,
}

/// `responses/<id>.toml`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ResponseFile {
    pub format: At<i64>,
    pub respondent: At<String>,
    pub role: At<String>,
    #[serde(default)]
    pub answer: Vec<At<AnswerTable>>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct AnswerTable {
    pub criterion: At<String>,
    pub level: Option<At<i64>>,
    pub unknown: Option<At<bool>>,
    pub not_applicable: Option<At<String>>,
    pub note: Option<String>,
    pub uneven: Option<String>,
    pub confidence: Option<Confidence>,
    #[serde(default)]
    pub warning_signs: Vec<At<i64>>,
    pub warning_note: Option<String>,
    #[serde(default)]
    pub review: bool,
    #[serde(default)]
    pub evidence: Vec<EvidenceTable>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct EvidenceTable {
    pub what: String,
    pub kind: Kind,
    pub date: At<TomlDate>,
    #[serde(rename = "where")]
    pub place: Option<String>,
}

/// `standards.toml`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RegisterFile {
    pub format: At<i64>,
    #[serde(default)]
    pub standard: Vec<EntryTable>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct EntryTable {
    pub id: At<String>,
    pub status: Status,
    pub checked: Option<At<TomlDate>>,
    pub by: Option<String>,
    pub proof: Option<String>,
    pub explanation: Option<String>,
    #[serde(default)]
    pub review: bool,
}

/// `agreed.toml`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct AgreedFile {
    pub format: At<i64>,
    #[serde(default)]
    pub agreed: Vec<At<AgreedTable>>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct AgreedTable {
    pub criterion: At<String>,
    pub level: Option<At<i64>>,
    pub unknown: Option<At<bool>>,
    pub not_applicable: Option<At<String>>,
    pub reason: String,
    pub moderator: String,
    pub date: At<TomlDate>,
    pub dissent: Option<String>,
    pub uneven: Option<String>,
    #[serde(default)]
    pub warning_signs: Vec<At<i64>>,
    pub warning_note: Option<String>,
    #[serde(default)]
    pub review: bool,
    #[serde(default)]
    pub evidence: Vec<EvidenceTable>,
}

/// `indicators.toml`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct IndicatorsFile {
    pub format: At<i64>,
    #[serde(default)]
    pub indicator: Vec<FigureTable>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FigureTable {
    pub id: At<String>,
    pub value: NumberText,
    pub period: String,
    pub note: Option<String>,
    #[serde(default)]
    pub review: bool,
}

/// `plan.toml`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PlanFile {
    pub format: At<i64>,
    pub next_review: Option<At<TomlDate>>,
    pub last_number: Option<At<i64>>,
    #[serde(default)]
    pub action: Vec<At<ActionTable>>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ActionTable {
    pub id: At<String>,
    #[serde(rename = "for")]
    pub subject: At<String>,
    pub what: String,
    pub owner: Option<String>,
    pub due: Option<At<TomlDate>>,
    pub measure: Option<String>,
    pub status: Option<ActionStatus>,
    pub no_action: Option<At<String>>,
    pub note: Option<String>,
    #[serde(default)]
    pub review: bool,
}
