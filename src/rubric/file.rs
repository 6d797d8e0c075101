//! The files of a rubric as they are written. [`crate::rubric::parse`] turns them into a valid rubric.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::rubric::{Better, Force, Group};
use crate::source::{At, NumberText, TomlDate};

/// `rubric.toml`: the scale, the rules and the lenses of a rubric.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RubricFile {
    /// The version of this file format: 1.
    pub format: At<i64>,
    /// The rubric's id, in kebab-case; the name of its folder.
    pub id: At<String>,
    /// The rubric's version, such as 1.0.0.
    pub version: At<String>,
    /// The rubric's title.
    pub title: At<String>,
    /// What the rubric is, in a few sentences.
    #[serde(default)]
    pub summary: String,
    /// What the rubric is informed by, and by whom it is not endorsed.
    #[serde(default)]
    pub notice: String,
    /// The domain files in order, without ".toml".
    pub domains: At<Vec<At<String>>>,
    /// Short rules for the people who answer.
    #[serde(default)]
    pub how_to_answer: Vec<String>,
    /// The levels, lowest first; 2 to 10 of them.
    pub level: At<Vec<LevelTable>>,
    /// The thresholds of the scoring rules.
    pub scoring: ScoringTable,
    /// The caps on a judged level. A missing key: that cap does not exist.
    #[serde(default)]
    pub caps: CapsTable,
    /// The roles that respondents may have.
    #[serde(default)]
    pub role: Vec<RoleTable>,
    /// The documents that the rubric is informed by.
    #[serde(default)]
    pub source: Vec<SourceTable>,
    /// Second readings of the same answers.
    #[serde(default)]
    pub lens: Vec<LensTable>,
}

/// One level of the scale.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LevelTable {
    /// One to three words.
    pub label: String,
    /// What the level means, as a sentence.
    #[serde(default)]
    pub meaning: String,
}

/// The thresholds of the scoring rules.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ScoringTable {
    /// The share of the criteria that must be at a level or above, such as "3/4".
    pub share: At<String>,
    /// How many levels below the position a criterion may be.
    pub reach: At<i64>,
    /// The coverage below which a position is provisional, such as "4/5".
    pub enough: At<String>,
    /// The share of not-applicable criteria above which there is no position, such as "1/4".
    pub not_applicable_limit: At<String>,
    /// The target level of every criterion that has none of its own.
    pub target: Option<At<i64>>,
}

/// The caps on a judged level.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CapsTable {
    /// The cap when a must standard is not met.
    pub must_not_met: Option<At<i64>>,
    /// The cap when a must standard is partly met.
    pub must_partly: Option<At<i64>>,
    /// The cap when nobody knows whether a must standard is met.
    pub must_unknown: Option<At<i64>>,
    /// The cap when a should standard is not met and nobody has explained why.
    pub should_not_met: Option<At<i64>>,
    /// The cap when a warning sign is ticked without a note.
    pub warning_sign: Option<At<i64>>,
    /// The caps of evidence strength S0, S1, S2 and S3.
    pub evidence: Option<At<Vec<At<i64>>>>,
}

/// What a respondent is to the trust.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RoleTable {
    /// The role's id.
    pub id: At<String>,
    /// The role's title.
    pub title: String,
    /// The group it belongs to.
    pub group: Group,
}

/// A document that the rubric is informed by.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SourceTable {
    /// The document's id.
    pub id: At<String>,
    /// Its title.
    pub title: String,
    /// Who wrote it.
    pub author: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// The year it was published.
    pub year: Option<i64>,
    /// Where it can be found.
    pub url: Option<String>,
}

/// A second reading of the same answers.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LensTable {
    /// The lens's id.
    pub id: At<String>,
    /// Its title.
    pub title: String,
    /// Where it comes from.
    pub source: Option<String>,
    /// What a reader should know of it, such as an older wording.
    pub note: Option<String>,
    /// Its entries, in order.
    #[serde(default)]
    pub facet: Vec<FacetTable>,
}

/// One entry of a lens.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FacetTable {
    /// The facet's id, unique in its lens.
    pub id: At<String>,
    /// Its title.
    pub title: String,
}

/// `<domain>.toml`: one domain with its criteria, standards and indicators.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DomainFile {
    /// The domain itself.
    pub domain: DomainTable,
    /// What is judged, in order.
    #[serde(default)]
    pub criterion: Vec<At<CriterionTable>>,
    /// Baselines that are met or not.
    #[serde(default)]
    pub standard: Vec<At<StandardTable>>,
    /// Context numbers.
    #[serde(default)]
    pub indicator: Vec<IndicatorTable>,
}

/// The domain itself.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DomainTable {
    /// The domain's id, the same as the file's name.
    pub id: At<String>,
    /// Its title.
    pub title: String,
    /// Its core question.
    #[serde(default)]
    pub question: String,
    /// What it is about.
    #[serde(default)]
    pub summary: String,
    /// What it is informed by: "source-id section".
    #[serde(default)]
    pub sources: Vec<At<String>>,
}

/// One thing that is judged.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CriterionTable {
    /// The criterion's id; it begins with the domain's id.
    pub id: At<String>,
    /// A short title.
    pub title: String,
    /// The question, which asks one thing.
    pub question: At<String>,
    /// Why it is asked.
    #[serde(default)]
    pub why: String,
    /// The words for each level, lowest first: one fact each, at most 35 words.
    pub anchors: At<Vec<At<String>>>,
    /// What would worry a sceptic; the hollow version first.
    #[serde(default)]
    pub warning_signs: Vec<String>,
    /// Examples of evidence.
    #[serde(default)]
    pub evidence: Vec<String>,
    /// What it is informed by: "source-id section".
    #[serde(default)]
    pub sources: Vec<At<String>>,
    /// Its place in each lens: "lens-id/facet-id".
    #[serde(default)]
    pub facets: Vec<At<String>>,
    /// To whom it does not apply; present means that the answer is allowed.
    pub not_applicable: Option<String>,
    /// What is rated here, and what elsewhere.
    pub boundary: Option<String>,
    /// How much it counts, a whole number of at least 1.
    pub weight: Option<At<i64>>,
    /// Context numbers to show beside it, by id.
    #[serde(default)]
    pub indicators: Vec<At<String>>,
    /// The ids that it had, or that the criteria had from which it was made, in earlier versions of the rubric.
    #[serde(default)]
    pub was: Vec<At<String>>,
}

/// A baseline that is met or not.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct StandardTable {
    /// The standard's id.
    pub id: At<String>,
    /// The criterion that it caps.
    pub criterion: At<String>,
    /// How binding it is.
    pub force: Force,
    /// Whether failing it comes before everything else.
    #[serde(default)]
    pub critical: bool,
    /// What must be true, as a sentence.
    pub statement: String,
    /// The role that usually knows.
    pub asks: Option<String>,
    /// Where it comes from.
    #[serde(default)]
    pub source: String,
    /// Where its source can be read.
    pub url: Option<String>,
    /// When the source itself was last read; leave out if nobody has.
    pub checked: Option<At<TomlDate>>,
    /// When its text should be read again.
    pub review_by: Option<At<TomlDate>>,
}

/// A context number, never scored.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct IndicatorTable {
    /// The indicator's id.
    pub id: At<String>,
    /// What it counts.
    pub title: String,
    /// Its unit.
    #[serde(default)]
    pub unit: String,
    /// Which way is better.
    pub better: Better,
    /// Where the trust finds its own number.
    #[serde(default)]
    pub source: String,
    /// How the number misleads.
    #[serde(default)]
    pub caution: String,
    /// National figures to set beside it.
    #[serde(default)]
    pub national: Vec<NationalTable>,
}

/// A national figure with its date.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct NationalTable {
    /// The figure, as published.
    pub value: NumberText,
    /// What time it speaks of.
    pub period: String,
    /// Who published it.
    #[serde(default)]
    pub source: String,
}
