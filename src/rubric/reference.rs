//! The documents that a rubric is informed by, and citations of them.

use crate::rubric::SourceId;

/// A document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// Its id.
    pub id: SourceId,
    /// Its title.
    pub title: String,
    /// Who wrote it.
    pub author: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When.
    pub year: Option<i64>,
    /// Where it can be found.
    pub url: Option<String>,
}

/// A place in a document: `source-id section`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Citation {
    /// The document.
    pub source: SourceId,
    /// The section, which may be empty.
    pub section: String,
}
