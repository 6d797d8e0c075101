//! Lenses in words: the same levels, sorted another way.

use crate::report::lookup::Lookup;
use crate::report::method::cited;
use crate::rubric::Lens;
use crate::scoring::{FacetProfile, LensProfile};
use crate::text::list;
use crate::words::{counted, distribution};

/// The heading over the lenses.
pub const LENSES: &str = "The same answers through other lenses";
/// How lenses are read.
pub const HOW_LENSES_READ: &str = "A lens sorts the supported levels another way. A criterion may stand in several places, so the counts must not be added up.";

/// One lens of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LensReport {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Where it comes from.
    pub source: Option<String>,
    /// What a reader should know of it.
    pub note: Option<String>,
    /// Its facets, in order.
    pub facets: Vec<FacetReport>,
}

/// One facet of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetReport {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How many of its criteria are supported at each level.
    pub distribution: Vec<usize>,
    /// How many criteria carry it.
    pub criteria: usize,
    /// Up to two of them, the lowest first, by id.
    pub weakest: Vec<String>,
    /// Whether too few carry it to say much.
    pub thin: bool,
    /// What it says, in words.
    pub words: String,
}

pub fn compose(lookup: &Lookup<'_>) -> Vec<LensReport> {
    lookup
        .rubric()
        .lenses()
        .iter()
        .zip(&lookup.profile.lenses)
        .map(|(lens, profile)| one(lookup, lens, profile))
        .collect()
}

fn one(lookup: &Lookup<'_>, lens: &Lens, profile: &LensProfile) -> LensReport {
    let facets = lens
        .facets
        .iter()
        .zip(&profile.facets)
        .map(|(facet, profile)| FacetReport {
            id: facet.id.to_string(),
            title: facet.title.clone(),
            distribution: profile.distribution.clone(),
            criteria: profile.criteria,
            weakest: profile.weakest.iter().map(ToString::to_string).collect(),
            thin: profile.thin,
            words: words(lookup, profile),
        })
        .collect();
    LensReport {
        id: lens.id.to_string(),
        title: lens.title.clone(),
        source: lens
            .source
            .as_deref()
            .map(|source| cited(lookup.rubric(), source)),
        note: lens.note.clone(),
        facets,
    }
}

fn words(lookup: &Lookup<'_>, facet: &FacetProfile) -> String {
    let criteria = counted(facet.criteria, "criterion", "criteria");
    let levelled: usize = facet.distribution.iter().sum();
    let mut words = match (facet.criteria, levelled) {
        (0, _) => return "No criterion of this rubric speaks of it.".to_owned(),
        (1, 1) => format!(
            "One criterion, at {}.",
            distribution(lookup.scale(), &facet.distribution).trim_start_matches("1 at ")
        ),
        (1, 0) => "Its one criterion has no level yet.".to_owned(),
        (_, 0) => format!("None of its {criteria} has a level yet."),
        (all, some) if some < all => {
            format!(
                "Of {criteria}: {}; {} without a level.",
                distribution(lookup.scale(), &facet.distribution),
                all - some
            )
        }
        (_, _) => format!(
            "Of {criteria}: {}.",
            distribution(lookup.scale(), &facet.distribution)
        ),
    };
    let levels_used = facet
        .distribution
        .iter()
        .filter(|count| **count > 0)
        .count();
    if levels_used > 1 {
        words.push_str(&format!(
            " Lowest: {}.",
            list(&lookup.titles(&facet.weakest))
        ));
    }
    if facet.thin {
        words.push_str(" Thin: too few criteria to lean on.");
    }
    words
}
