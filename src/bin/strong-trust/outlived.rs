//! What a command did not keep because it had explained what stood before, and how it is kept.

use strong_trust::assessment::{Explaining, Former};
use strong_trust::text::{capitalised, list};

use crate::terminal::say;

/// The fields of which flags said something.
pub fn said(flags: &[(Explaining, bool)]) -> Vec<Explaining> {
    flags
        .iter()
        .filter(|(_, given)| *given)
        .map(|(field, _)| *field)
        .collect()
}

/// Says what is not kept any more, each text with the flag that keeps it; nothing where all is kept.
pub fn tell(former: &[Former], before: &str) {
    if former.is_empty() {
        return;
    }
    let texts: Vec<String> = former
        .iter()
        .map(|former| format!("{} (\"{}\")", former.field.phrase(), former.text))
        .collect();
    let flags: Vec<String> = former
        .iter()
        .map(|former| format!("--{} \"…\"", former.field.word()))
        .collect();
    say(&format!(
        "{} belonged to \"{before}\" and {} not kept. If it is still true, say it again with {}.",
        capitalised(&list(&texts)),
        if former.len() == 1 { "is" } else { "are" },
        list(&flags)
    ));
}
