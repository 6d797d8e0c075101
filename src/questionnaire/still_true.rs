//! What explained another rating than the one that is given now: shown, and kept only if the person says so.

use crate::assessment::{Explained, Explaining, outlived};
use crate::questionnaire::interviewer::Interviewer;
use crate::questionnaire::leaving::NoAnswer;
use crate::questionnaire::page::Page;
use crate::text::capitalised;

/// Asks of each text that explained what was there `before` whether it is still true, and takes out what is not.
/// Fields that were just asked about are left alone.
pub(super) fn still_true<T: Explained>(
    interviewer: &mut dyn Interviewer,
    (before, rating): (&T, &str),
    now: &mut T,
    asked: &[Explaining],
) -> Result<(), NoAnswer> {
    for former in outlived(before, now) {
        if asked.contains(&former.field) {
            continue;
        }
        let mut page = Page::new("Is this still true?");
        page.paragraph(format!(
            "{}, as it was said when this stood at \"{rating}\":",
            capitalised(former.field.phrase())
        ));
        page.paragraph(&former.text);
        let options = [
            ("still true", "it stays", true),
            ("no longer", "it is left out", false),
        ];
        if !interviewer.decide(page, "1 or 2", "Is this still true?", &options)? {
            now.take_out(former.field);
        }
    }
    Ok(())
}
