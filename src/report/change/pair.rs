//! Two assessments of one trust, the later compared with the earlier.

use crate::assessment::Assessment;
use crate::report::change::row::Row;
use crate::scoring::Change;

/// Two assessments with what changed between them.
pub(super) struct Pair<'a> {
    pub(super) row: &'a Row<'a>,
    pub(super) change: &'a Change,
    pub(super) before: &'a Assessment,
    pub(super) after: &'a Assessment,
}
