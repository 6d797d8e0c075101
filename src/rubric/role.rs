//! Roles and the groups they belong to.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::rubric::RoleId;

/// A group of roles: what a report may show when three or more have answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Group {
    /// Trustees and members.
    Board,
    /// The executive team and the board's officers.
    Executive,
    /// Heads, school leaders and local governors.
    Schools,
    /// Other staff.
    Staff,
    /// People from outside.
    External,
}

impl Group {
    /// Every group, in the order of reports.
    pub const ALL: [Self; 5] = [
        Self::Board,
        Self::Executive,
        Self::Schools,
        Self::Staff,
        Self::External,
    ];

    /// The word, as files and reports write it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Board => "board",
            Self::Executive => "executive",
            Self::Schools => "schools",
            Self::Staff => "staff",
            Self::External => "external",
        }
    }
}

/// What a respondent is to the trust.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// Its id.
    pub id: RoleId,
    /// Its title.
    pub title: String,
    /// The group it belongs to.
    pub group: Group,
}
