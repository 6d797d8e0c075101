//! The trust's own numbers, for context.

use crate::assessment::note::Note;
use crate::rubric::IndicatorId;

/// One number of the trust.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnFigure {
    /// The indicator.
    pub indicator: IndicatorId,
    /// The number, as written.
    pub value: String,
    /// What time it speaks of.
    pub period: String,
    /// A note.
    pub note: Option<Note>,
}
