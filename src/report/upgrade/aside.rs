//! What an upgrade has no place for any more: it is kept, and told.

use crate::assessment::{Assessment, Misfit, Orphan};
use crate::document::{Document, Phrase, Tone};
use crate::rubric::{CriterionId, Rubric};
use crate::words::{counted, number, opened, quoted};

/// Answers and judgements that will count for nothing: what a person has to know before anything else.
pub fn set_aside(document: &mut Document, before: &Assessment, after: &Assessment) {
    let is_new = |orphan: &&Orphan| !before.orphans.contains(orphan);
    let new: Vec<&Orphan> = after.orphans.iter().filter(is_new).collect();
    if new.is_empty() {
        return;
    }
    let what = counted(
        new.len(),
        "answer or agreed judgement has",
        "answers and agreed judgements have",
    );
    document.callout(
        Tone::Warning,
        Phrase::led(
            format!("{} no place in the newer version.", opened(&what)),
            "Nothing is deleted: each stays in its file, is listed in the report, and counts for nothing.",
        ),
    );
    let mut told: Vec<String> = new
        .iter()
        .map(|orphan| aside(orphan, before, after))
        .collect();
    told.sort_unstable();
    let told = told
        .chunk_by(|one, other| one == other)
        .map(|same| match same.len() {
            1 => same[0].clone(),
            times => format!("{} ({} times)", same[0], number(times)),
        });
    document.bullets(told);
}

fn aside(orphan: &Orphan, before: &Assessment, after: &Assessment) -> String {
    let title = |rubric: &Rubric| {
        let criterion = CriterionId::new(orphan.criterion.as_str())
            .ok()
            .and_then(|id| {
                rubric
                    .criterion(&id)
                    .map(|criterion| criterion.title.clone())
            });
        criterion.unwrap_or_else(|| orphan.criterion.clone())
    };
    match orphan.misfit {
        Misfit::Criterion => format!(
            "{} ({}): no longer asked as it was",
            quoted(&title(&before.rubric)),
            orphan.criterion
        ),
        Misfit::Level(level) => {
            format!(
                "{} ({}): level {level}, which the scale no longer has",
                quoted(&title(&after.rubric)),
                orphan.criterion
            )
        }
        Misfit::NotApplicable => {
            format!(
                "{} ({}): not applicable, and it applies to every trust now",
                quoted(&title(&after.rubric)),
                orphan.criterion
            )
        }
    }
}
