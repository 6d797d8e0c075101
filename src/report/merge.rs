//! What is said where two files of one person are brought together.

use crate::store::Doubled;
use crate::text::{clean, count};
use crate::words::{counted, opened};

/// Before anything of the two files is shown: whose answers they are, how they differ, and what will happen.
pub fn before_merging(doubled: &Doubled) -> Vec<String> {
    let (own, other) = (clean(&doubled.own), clean(&doubled.other));
    let who = &doubled.respondent;
    let alone = format!(
        "What follows shows what {who} answered, with the notes. Go on only if you are {who}, or if {who} has asked you to."
    );
    if doubled.this.is_none() {
        return vec![
            alone,
            format!(
                "There is no {own}. {other} holds {} of {who}, and becomes {own} as it stands.",
                counted(doubled.that.answers.len(), "answer", "answers")
            ),
        ];
    }
    let differ = match doubled.differing().len() {
        0 => "The two contradict each other nowhere.".to_owned(),
        1 => "On one criterion the two differ: choose which answer holds.".to_owned(),
        many => format!("On {many} criteria the two differ: choose for each which answer holds."),
    };
    vec![
        alone,
        format!("{} {differ}", agreeing(doubled).join(" ")),
        "Nothing is changed before you have chosen everything. The other file is then kept under a name that nothing reads.".to_owned(),
    ]
}

/// What the two do not contradict each other on, a sentence each.
fn agreeing(doubled: &Doubled) -> Vec<String> {
    let (own, other) = (clean(&doubled.own), clean(&doubled.other));
    [
        (
            doubled.same(),
            "is",
            "are",
            format!("the same in {own} and {other}."),
        ),
        (
            doubled.only_this(),
            "stands",
            "stand",
            format!("in {own} alone and will stay."),
        ),
        (
            doubled.only_that().count(),
            "stands",
            "stand",
            format!("in {other} alone and will be taken over."),
        ),
    ]
    .into_iter()
    .filter(|(many, ..)| *many > 0)
    .map(|(many, is, are, what)| {
        let answers = counted(many, &format!("answer {is}"), &format!("answers {are}"));
        format!("{} {what}", opened(&answers))
    })
    .collect()
}

/// After it: what holds, and where the other file is. `taken` is how many answers of the other file were chosen.
pub fn merged(doubled: &Doubled, taken: usize, kept: &str) -> String {
    let (own, other) = (clean(&doubled.own), clean(&doubled.other));
    let who = &doubled.respondent;
    let differed = doubled.differing().len();
    let mut facts = Vec::new();
    if differed > 0 {
        facts.push(format!(
            "where the two differed, {} from {own} and {taken} from {other}",
            differed - taken
        ));
    }
    let only = doubled.only_that().count();
    if only > 0 {
        facts.push(format!(
            "{} only in {other}",
            count(only, "that stood", "that stood")
        ));
    }
    let facts = if facts.is_empty() {
        String::new()
    } else {
        format!(" ({})", facts.join("; "))
    };
    let orphans = if doubled.orphans.is_empty() {
        String::new()
    } else {
        format!(
            " {} of it, for which the rubric has no place, stay there.",
            opened(&counted(doubled.orphans.len(), "answer", "answers"))
        )
    };
    format!(
        "{who} counts again, with the answers in {own}{facts}. The other file is kept as {}, which nothing reads: delete it when you are sure.{orphans}",
        clean(kept)
    )
}
