//! What explained another judgement than the one that is chosen now: it stands on the page with a box to tick, and is
//! saved with it only if the box is ticked, or the text is another.

use crate::assessment::{Explained, Explaining, outlived};
use crate::questionnaire::said;
use crate::web::form::{Faults, Fields, STILL, still_box};

/// The fields of which somebody said that what is in them is still true.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Still(Vec<String>);

impl Still {
    /// The boxes that were ticked.
    pub fn read(fields: &Fields) -> Self {
        let names = fields.names().filter_map(|name| name.strip_suffix(STILL));
        Self(names.map(str::to_owned).collect())
    }

    /// Whether the box beside a field was ticked.
    pub fn is_ticked(&self, field: &str) -> bool {
        self.0.iter().any(|ticked| ticked == field)
    }

    /// The ticked boxes as fields of a form, to be sent once more.
    pub fn again(&self) -> impl Iterator<Item = (String, String)> + '_ {
        self.0
            .iter()
            .map(|field| (still_box(field), "1".to_owned()))
    }

    /// Finds fault with each text that explained what stood `before` (told in a few words), stands unchanged beside
    /// something else now, and is not said to be still true. `id` is the field's on the page.
    pub fn check<T: Explained>(
        &self,
        (before, told): (&T, &str),
        now: &T,
        id: &dyn Fn(Explaining) -> String,
        faults: &mut Faults,
    ) {
        for former in outlived(before, now) {
            let field = id(former.field);
            if !self.is_ticked(&field) {
                faults.still(field, said::still(told));
            }
        }
    }
}

/// Whether this is the name of the box beside one of these fields.
pub fn is_box(name: &str, fields: &[Explaining]) -> bool {
    name.strip_suffix(STILL)
        .is_some_and(|name| fields.iter().any(|field| field.word() == name))
}
