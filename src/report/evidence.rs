//! Evidence in words: how strong it is, and what there is.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::assessment::{Depth, Evidence, Kind};
use crate::report::lookup::Lookup;
use crate::rubric::Criterion;
use crate::scoring::{CriterionProfile, EvidenceStrength, Strength};
use crate::words::{counted, long_date, number, opened};

/// The evidence of one criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceReport {
    /// How much it shows.
    pub strength: Strength,
    /// How many entries count.
    pub entries: usize,
    /// The strength, with what it rests on.
    pub reason: String,
    /// The entries themselves, newest first. Empty in the public edition.
    pub listed: Vec<String>,
    /// The same entries in their parts.
    pub shown: Vec<EntryReport>,
}

/// One entry of evidence, in its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryReport {
    /// The word for its kind.
    pub kind: &'static str,
    /// When it was made or seen.
    pub date: Date,
    /// What it is.
    pub what: String,
    /// Where it can be found.
    pub place: Option<String>,
}

pub fn compose(
    lookup: &Lookup<'_>,
    criterion: &Criterion,
    profile: &CriterionProfile,
) -> EvidenceReport {
    let entries = lookup.evidence(&criterion.id);
    let reason = reason(lookup, &profile.evidence, &entries);
    let mut report = EvidenceReport {
        strength: profile.evidence.strength,
        entries: profile.evidence.entries,
        reason,
        listed: Vec::new(),
        shown: Vec::new(),
    };
    if lookup.shows_words() {
        report.listed = entries.iter().map(|entry| listed(entry)).collect();
        report.shown = entries.iter().map(|entry| in_parts(entry)).collect();
    }
    report
}

fn in_parts(entry: &Evidence) -> EntryReport {
    let place = entry
        .place
        .as_deref()
        .map(str::trim)
        .filter(|place| !place.is_empty());
    EntryReport {
        kind: entry.kind.word(),
        date: entry.date,
        what: entry.what.trim().to_owned(),
        place: place.map(str::to_owned),
    }
}

/// One entry: "document, 3 May 2026: board minutes (shared drive)".
pub fn listed(entry: &Evidence) -> String {
    let place = entry
        .place
        .as_deref()
        .filter(|place| !place.trim().is_empty());
    let place = place.map_or_else(String::new, |place| format!(" ({})", place.trim()));
    format!(
        "{}, {}: {}{place}",
        entry.kind.word(),
        long_date(entry.date),
        entry.what.trim()
    )
}

fn reason(lookup: &Lookup<'_>, evidence: &EvidenceStrength, entries: &[&Evidence]) -> String {
    let date = lookup.assessment.setup.date;
    let kinds: BTreeSet<Kind> = entries
        .iter()
        .filter(|entry| entry.date <= date)
        .map(|entry| entry.kind)
        .collect();
    let count = counted(evidence.entries, "entry", "entries");
    let mut reason = match evidence.strength {
        Strength::S0 => "Evidence S0: nothing that counts is recorded.".to_owned(),
        Strength::S1 if kinds.len() >= 2 => {
            format!(
                "Evidence S1: {count} of {} kinds, none of them from the last 12 months.",
                number(kinds.len())
            )
        }
        Strength::S1 if evidence.entries == 1 => {
            format!("Evidence S1: {count} ({}).", kinds_in_words(&kinds))
        }
        Strength::S1 => format!(
            "Evidence S1: {count}, all of one kind ({}).",
            kinds_in_words(&kinds)
        ),
        Strength::S2 => format!(
            "Evidence S2: {count} of {} kinds, with something from the last 12 months.",
            number(kinds.len())
        ),
        Strength::S3 => format!(
            "Evidence S3: {count}, with something from outside the trust in the last 24 months."
        ),
    };
    if let Some(newest) = evidence.newest.filter(|_| evidence.is_old(date)) {
        reason.push_str(&format!(
            " The newest is from {}, more than 12 months before the assessment.",
            long_date(newest)
        ));
    }
    if evidence.later > 0 {
        let (entries, count) = (
            counted(evidence.later, "entry", "entries"),
            if evidence.later == 1 {
                "counts"
            } else {
                "count"
            },
        );
        let are = if evidence.later == 1 { "is" } else { "are" };
        let entries = opened(&entries);
        reason.push_str(&format!(
            " {entries} {are} dated after the assessment ({}) and {count} for nothing.",
            long_date(date)
        ));
    }
    reason
}

fn kinds_in_words(kinds: &BTreeSet<Kind>) -> String {
    let words: Vec<&str> = kinds.iter().map(|kind| kind.word()).collect();
    crate::text::list(&words)
}

/// What keeps evidence of this strength from supporting more, for a sentence that says so.
pub fn shortfall(strength: Strength) -> &'static str {
    match strength {
        Strength::S0 => "no evidence is recorded yet",
        Strength::S1 => {
            "the evidence is of one kind only, or none of it is from the last 12 months"
        }
        Strength::S2 => "nobody from outside the trust has confirmed it in the last 24 months",
        Strength::S3 => "the rubric lets even independent evidence support no more",
    }
}

/// What there has to be for evidence of this strength, as the object of a sentence.
pub fn asked_for(strength: Strength) -> &'static str {
    match strength {
        Strength::S0 => "nothing recorded",
        Strength::S1 => "at least one entry",
        Strength::S2 => "at least two kinds of evidence, and an entry from the last 12 months",
        Strength::S3 => "something from outside the trust in the last 24 months",
    }
}

/// Whether evidence is tested: the assessment is full, and the rubric has caps for evidence.
pub fn is_tested(lookup: &Lookup<'_>) -> bool {
    lookup.assessment.setup.depth == Depth::Full && lookup.rubric().caps().evidence.is_some()
}
