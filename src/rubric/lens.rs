//! A lens: a second reading of the same answers.

use std::fmt;

use crate::rubric::{FacetId, LensId};

/// One entry of a lens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// Its id, unique in its lens.
    pub id: FacetId,
    /// Its title.
    pub title: String,
}

/// A second reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lens {
    /// Its id.
    pub id: LensId,
    /// Its title.
    pub title: String,
    /// Where it comes from.
    pub source: Option<String>,
    /// What a reader should know of it, such as an older wording.
    pub note: Option<String>,
    /// Its entries, in order.
    pub facets: Vec<Facet>,
}

/// A criterion's place in a lens: `lens-id/facet-id`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FacetRef {
    /// The lens.
    pub lens: LensId,
    /// The facet.
    pub facet: FacetId,
}

impl fmt::Display for FacetRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.lens, self.facet)
    }
}
