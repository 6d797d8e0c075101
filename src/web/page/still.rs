//! What explained another judgement than the one that is chosen now: it stands on the page with a box to tick, and is
//! saved with it only if the box is ticked, or the text is another.

use crate::assessment::{Explained, Explaining, outlived};
use crate::web::form::{Faults, Fields, STILL};

/// The fields of which somebody said that what is in them is still true.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Still(Vec<String>);

impl Still {
    /// Returns the boxes that were ticked.
    pub(crate) fn read(fields: &Fields) -> Self {
        let names = fields.names().filter_map(|name| name.strip_suffix(STILL));
        Self(names.map(str::to_owned).collect())
    }

    /// Returns whether the box beside a field was ticked.
    pub(crate) fn is_ticked(&self, field: &str) -> bool {
        self.0.iter().any(|ticked| ticked == field)
    }

    /// Finds fault with each text that explained what stood `before` (told in a few words), stands unchanged beside
    /// something else now, and is not said to be still true. `id` is the field's on the page.
    pub(crate) fn check<T: Explained>(
        &self,
        (before, told): (&T, &str),
        now: &T,
        id: &dyn Fn(Explaining) -> String,
        faults: &mut Faults,
    ) {
        for former in outlived(before, now) {
            let field = id(former.field);
            if !self.is_ticked(&field) {
                faults.still(field, still(told));
            }
        }
    }
}

/// Returns whether this is the name of the box beside one of these fields.
pub(crate) fn is_box(name: &str, fields: &[Explaining]) -> bool {
    name.strip_suffix(STILL)
        .is_some_and(|name| fields.iter().any(|field| field.word() == name))
}

/// Asked of a text that explained what stood before, which is told in a few words.
fn still(before: &str) -> String {
    format!(
        "This was written when it stood at “{before}”. Tick the box if it is still true; or change it, or take it out."
    )
}
