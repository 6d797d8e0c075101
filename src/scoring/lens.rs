//! A lens: the same supported levels, sorted by facet.

use std::collections::HashMap;

use crate::assessment::Assessment;
use crate::rubric::{CriterionId, FacetId, FacetRef, LensId};
use crate::scoring::DomainProfile;
use crate::scoring::criterion::CriterionProfile;
use crate::scoring::position::Tally;

/// Below this many criteria a facet is thin.
const THIN: usize = 4;

/// One lens, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LensProfile {
    /// The lens.
    pub lens: LensId,
    /// Its facets, in order.
    pub facets: Vec<FacetProfile>,
}

/// One facet, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetProfile {
    /// The facet.
    pub facet: FacetId,
    /// How many of its criteria are supported at each level.
    pub distribution: Vec<usize>,
    /// How many criteria carry it.
    pub criteria: usize,
    /// Up to two of its criteria, lowest supported first, then in rubric order.
    pub weakest: Vec<CriterionId>,
    /// Whether fewer than four criteria carry it.
    pub thin: bool,
}

/// Every lens, read from the domains' profiles.
pub fn profiles(assessment: &Assessment, domains: &[DomainProfile]) -> Vec<LensProfile> {
    let profiles: HashMap<&CriterionId, &CriterionProfile> = domains
        .iter()
        .flat_map(|domain| &domain.criteria)
        .map(|profile| (&profile.criterion, profile))
        .collect();
    let mut carriers: HashMap<&FacetRef, Vec<&CriterionProfile>> = HashMap::new();
    for criterion in assessment.rubric.criteria() {
        for facet in &criterion.facets {
            let carrying = carriers.entry(facet).or_default();
            // A facet named twice by one criterion is carried once.
            if carrying
                .last()
                .is_none_or(|last| last.criterion != criterion.id)
            {
                carrying.extend(profiles.get(&criterion.id));
            }
        }
    }
    let size = assessment.rubric.scale().size();
    let read = |lens: &crate::rubric::Lens| LensProfile {
        lens: lens.id.clone(),
        facets: lens
            .facets
            .iter()
            .map(|facet| {
                let name = FacetRef {
                    lens: lens.id.clone(),
                    facet: facet.id.clone(),
                };
                facet_profile(
                    &facet.id,
                    carriers.get(&name).map_or(&[], Vec::as_slice),
                    size,
                )
            })
            .collect(),
    };
    assessment.rubric.lenses().iter().map(read).collect()
}

fn facet_profile(facet: &FacetId, criteria: &[&CriterionProfile], size: usize) -> FacetProfile {
    let mut levelled: Vec<_> = criteria
        .iter()
        .filter_map(|profile| Some((profile.supported?, profile)))
        .collect();
    let distribution = Tally::of(size, levelled.iter().map(|(level, _)| (*level, 1)))
        .counts()
        .to_vec();
    levelled.sort_by_key(|(level, _)| *level);
    FacetProfile {
        facet: facet.clone(),
        distribution,
        criteria: criteria.len(),
        weakest: levelled
            .iter()
            .take(2)
            .map(|(_, profile)| profile.criterion.clone())
            .collect(),
        thin: criteria.len() < THIN,
    }
}
