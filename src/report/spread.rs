//! How answers to one criterion spread, in words and numbers.

use crate::report::Edition;
use crate::report::lookup::Lookup;
use crate::scoring::{Agreement, CriterionProfile, Verdict};
use crate::text::list;
use crate::words::{NamedLevel, levels, number, opened};

/// The agreement of two or more level answers.
#[derive(Debug, Clone, PartialEq)]
pub struct SpreadReport {
    /// How many gave a level.
    pub answers: usize,
    /// How many levels lie between the lowest and the highest.
    pub range: u8,
    /// The lower median.
    pub median: NamedLevel,
    /// Van der Eijk's A, as a decimal of at most six places. `None` on a scale of two.
    pub a: Option<f64>,
    /// In a word.
    pub verdict: Verdict,
    /// How many gave each level, lowest first.
    pub counts: Vec<usize>,
    /// The sentence.
    pub words: String,
    /// The medians of groups that may be shown. Empty in the public edition.
    pub groups: Vec<GroupReport>,
}

/// The median of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupReport {
    /// The group's word.
    pub group: &'static str,
    /// How many of it gave a level.
    pub answers: usize,
    /// Their lower median.
    pub median: NamedLevel,
}

pub fn compose(lookup: &Lookup<'_>, profile: &CriterionProfile) -> Option<SpreadReport> {
    let agreement = profile.agreement.as_ref()?;
    let groups = match lookup.edition {
        Edition::Full | Edition::Board => profile
            .groups
            .iter()
            .map(|group| GroupReport {
                group: group.group.word(),
                answers: group.answers,
                median: lookup.named(group.median),
            })
            .collect(),
        Edition::Public => Vec::new(),
    };
    #[expect(
        clippy::cast_precision_loss,
        reason = "a measure between -1 and 1 for people; its parts are small"
    )]
    let a = agreement
        .a
        .map(|a| six_places(*a.numer() as f64 / *a.denom() as f64));
    Some(SpreadReport {
        answers: agreement.answers,
        range: agreement.range(),
        median: lookup.named(agreement.median),
        a,
        verdict: agreement.verdict(),
        counts: agreement.spread.clone(),
        words: in_words(lookup, agreement),
        groups,
    })
}

/// The agreement as a sentence.
pub fn in_words(lookup: &Lookup<'_>, agreement: &Agreement) -> String {
    let people = opened(&number(agreement.answers));
    let (low, high) = (
        lookup.label(agreement.lowest),
        lookup.label(agreement.highest),
    );
    match agreement.verdict() {
        Verdict::Same => format!("{people} people gave a level, and all chose {low}."),
        Verdict::Close => {
            format!("{people} people gave a level; their answers are close, {low} or {high}.")
        }
        Verdict::Split => {
            format!(
                "{people} people gave a level and are split: from {low} to {high}, {} apart.",
                levels(agreement.range())
            )
        }
    }
}

impl SpreadReport {
    /// The groups' medians as a sentence; empty when there are none.
    pub fn groups_in_words(&self) -> String {
        let groups: Vec<String> = self
            .groups
            .iter()
            .map(|group| {
                format!(
                    "{} {} ({} answers)",
                    group.group, group.median.label, group.answers
                )
            })
            .collect();
        if groups.is_empty() {
            String::new()
        } else {
            format!(
                "The middle answer by group, not yet agreed: {}.",
                list(&groups)
            )
        }
    }
}

/// A decimal rounded to six places, and never a negative nought.
pub fn six_places(decimal: f64) -> f64 {
    let rounded = (decimal * 1e6).round() / 1e6;
    if rounded == 0.0 { 0.0 } else { rounded }
}
