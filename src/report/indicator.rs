//! Indicators: numbers for context beside national figures, never scored.

use crate::report::lookup::Lookup;
use crate::rubric::{Better, Domain, Indicator, National};

/// One indicator of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndicatorReport {
    /// Its id.
    pub id: String,
    /// What it counts.
    pub title: String,
    /// Its unit.
    pub unit: String,
    /// Its domain, by id.
    pub domain: String,
    /// The title of its domain.
    pub domain_title: String,
    /// Which way is better.
    pub better: Better,
    /// Where the trust finds its own number.
    pub source: String,
    /// How the number misleads.
    pub caution: String,
    /// National figures.
    pub national: Vec<National>,
    /// The trust's own numbers. Empty in the public edition.
    pub own: Vec<Figure>,
}

/// One number of the trust.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The number, as written.
    pub value: String,
    /// What time it speaks of.
    pub period: String,
    /// A note.
    pub note: Option<String>,
}

pub fn compose(lookup: &Lookup<'_>) -> Vec<IndicatorReport> {
    let rubric = lookup.rubric();
    rubric.domains().iter().flat_map(|domain| domain.indicators.iter().map(move |indicator| one(lookup, domain, indicator))).collect()
}

fn one(lookup: &Lookup<'_>, domain: &Domain, indicator: &Indicator) -> IndicatorReport {
    // A period and a value are written by hand, so the public edition leaves them to those who may read them.
    let figures = if lookup.shows_words() { lookup.figures(&indicator.id) } else { &[] };
    let own = figures
        .iter()
        .map(|figure| Figure { value: figure.value.clone(), period: figure.period.clone(), note: figure.note.clone() })
        .collect();
    IndicatorReport {
        id: indicator.id.to_string(),
        title: indicator.title.clone(),
        unit: indicator.unit.clone(),
        domain: domain.id.to_string(),
        domain_title: domain.title.clone(),
        better: indicator.better,
        source: indicator.source.clone(),
        caution: indicator.caution.clone(),
        national: indicator.national.clone(),
        own,
    }
}

impl IndicatorReport {
    /// Which way is better, as files and the JSON report write it.
    pub const fn better_word(&self) -> &'static str {
        match self.better {
            Better::Higher => "higher",
            Better::Lower => "lower",
            Better::Neither => "neither",
        }
    }
}
