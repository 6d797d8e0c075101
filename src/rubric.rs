//! A rubric: the vocabulary that everything else speaks.
//!
//! [`parse`] is the only maker of a [`Rubric`]; whoever holds one may trust
//! that every id in it exists and every level is on its scale.

mod builtin;
mod criterion;
mod domain;
mod file;
mod id;
mod indicator;
mod lens;
mod lint;
mod parse;
mod reference;
mod revision;
mod role;
mod rules;
mod scale;
mod schema;
mod standard;
mod starter;
mod text;

use std::collections::HashMap;

use semver::Version;

pub use builtin::{Builtin, builtins};
pub use criterion::Criterion;
pub use domain::Domain;
pub use id::{
    CriterionId, DomainId, FacetId, IdError, IndicatorId, LONGEST_ID, LensId, RespondentId, RoleId,
    RubricId, SourceId, StandardId,
};
pub use indicator::{Better, Indicator, National};
pub use lens::{Facet, FacetRef, Lens};
pub use lint::lint;
pub use parse::parse;
pub(crate) use parse::{no_such_date, outside_scale, twice, unknown, weight};
pub use reference::{Citation, Reference};
pub use revision::{Origin, Parts, Revision, Rewording, Trace};
pub use role::{Group, Role};
pub use rules::{Caps, Fraction, Rules, fraction};
pub use scale::{Level, LevelWords, Scale};
pub use schema::{domain_schema, rubric_schema};
pub use standard::{Force, Standard};
pub use starter::starter;
pub use text::{MAIN_FILE, RubricText};

/// A valid rubric.
#[derive(Debug, Clone)]
pub struct Rubric {
    pub(in crate::rubric) id: RubricId,
    pub(in crate::rubric) version: Version,
    pub(in crate::rubric) title: String,
    pub(in crate::rubric) summary: String,
    pub(in crate::rubric) notice: String,
    pub(in crate::rubric) how_to_answer: Vec<String>,
    pub(in crate::rubric) scale: Scale,
    pub(in crate::rubric) rules: Rules,
    pub(in crate::rubric) caps: Caps,
    pub(in crate::rubric) roles: Vec<Role>,
    pub(in crate::rubric) references: Vec<Reference>,
    pub(in crate::rubric) lenses: Vec<Lens>,
    pub(in crate::rubric) domains: Vec<Domain>,
    /// Where each criterion stands: domain, then place in it.
    pub(in crate::rubric) places: HashMap<CriterionId, (usize, usize)>,
}

impl Rubric {
    /// The rubric's id, the name of its folder.
    pub fn id(&self) -> &RubricId {
        &self.id
    }

    /// Its version, by semantic versioning.
    pub fn version(&self) -> &Version {
        &self.version
    }

    /// Its title.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// What it is, in a few sentences.
    pub fn summary(&self) -> &str {
        &self.summary
    }

    /// What it is informed by, and by whom it is not endorsed.
    pub fn notice(&self) -> &str {
        &self.notice
    }

    /// Short rules for the people who answer.
    pub fn how_to_answer(&self) -> &[String] {
        &self.how_to_answer
    }

    /// The scale of levels.
    pub fn scale(&self) -> &Scale {
        &self.scale
    }

    /// The thresholds of the scoring rules.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// The caps on a judged level.
    pub fn caps(&self) -> &Caps {
        &self.caps
    }

    /// The roles that respondents may have.
    pub fn roles(&self) -> &[Role] {
        &self.roles
    }

    /// The role of this id.
    pub fn role(&self, id: &RoleId) -> Option<&Role> {
        self.roles.iter().find(|role| role.id == *id)
    }

    /// The documents that the rubric is informed by.
    pub fn references(&self) -> &[Reference] {
        &self.references
    }

    /// The document of this id.
    pub fn reference(&self, id: &SourceId) -> Option<&Reference> {
        self.references.iter().find(|reference| reference.id == *id)
    }

    /// The lenses: second readings of the same answers.
    pub fn lenses(&self) -> &[Lens] {
        &self.lenses
    }

    /// The domains, in order.
    pub fn domains(&self) -> &[Domain] {
        &self.domains
    }

    /// The domain of this id.
    pub fn domain(&self, id: &str) -> Option<&Domain> {
        self.domains.iter().find(|domain| domain.id.as_str() == id)
    }

    /// All criteria, in rubric order.
    pub fn criteria(&self) -> impl Iterator<Item = &Criterion> {
        self.domains.iter().flat_map(|domain| &domain.criteria)
    }

    /// The criterion of this id.
    pub fn criterion(&self, id: &CriterionId) -> Option<&Criterion> {
        let (domain, place) = self.places.get(id)?;
        Some(&self.domains[*domain].criteria[*place])
    }

    /// The domain that holds this criterion.
    pub fn domain_of(&self, id: &CriterionId) -> Option<&Domain> {
        self.places
            .get(id)
            .map(|(domain, _)| &self.domains[*domain])
    }

    /// All standards, in rubric order.
    pub fn standards(&self) -> impl Iterator<Item = &Standard> {
        self.domains.iter().flat_map(|domain| &domain.standards)
    }

    /// The standard of this id.
    pub fn standard(&self, id: &StandardId) -> Option<&Standard> {
        self.standards().find(|standard| standard.id == *id)
    }

    /// All indicators, in rubric order.
    pub fn indicators(&self) -> impl Iterator<Item = &Indicator> {
        self.domains.iter().flat_map(|domain| &domain.indicators)
    }

    /// The indicator of this id.
    pub fn indicator(&self, id: &IndicatorId) -> Option<&Indicator> {
        self.indicators().find(|indicator| indicator.id == *id)
    }
}
