//! What explained another judgement than the one that is given now: shown, and kept only if the person says so.

use std::ops::ControlFlow;

use crate::assessment::{Explained, Explaining, outlived};
use crate::questionnaire::ask::pick;
use crate::questionnaire::{Interviewer, Leaving, Opt, Page};
use crate::text::capitalised;

/// Asks of each text that explained what stood `before` whether it is still true, and takes out what is not. Fields that
/// were just asked about are left alone. False when the person went back.
pub(super) fn still_true<T: Explained>(
    interviewer: &mut dyn Interviewer,
    (before, told): (&T, &str),
    now: &mut T,
    asked: &[Explaining],
) -> ControlFlow<Leaving, bool> {
    for former in outlived(before, now) {
        if asked.contains(&former.field) {
            continue;
        }
        let mut page = Page::new("Is this still true?");
        page.paragraph(format!(
            "{}, as it was said when this stood at \"{told}\":",
            capitalised(former.field.phrase())
        ));
        page.paragraph(&former.text);
        page.numbered(1, "Still true", "it stays");
        page.numbered(2, "No longer", "it is left out");
        let options = vec![Opt::new(1, "still true"), Opt::new(2, "no longer")];
        match pick(interviewer, &page, "1 or 2", "Is this still true?", options)? {
            Some(0) => {}
            Some(_) => now.take_out(former.field),
            None => return ControlFlow::Continue(false),
        }
    }
    ControlFlow::Continue(true)
}
