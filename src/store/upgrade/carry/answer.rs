//! One answer as it would be given to the criterion that took its place, or several as one.

use crate::assessment::{Answer, Note, Rating, Response};
use crate::rubric::{CriterionId, Origin, Trace};

use super::Carrier;

impl Carrier<'_> {
    /// One answer of the newer version with those that it comes from. `None`: there were none.
    pub(super) fn answer<'r>(
        &self,
        trace: &Trace,
        response: &'r Response,
    ) -> Option<(CriterionId, Vec<&'r Answer>, Answer)> {
        let sources: &[CriterionId] = match &trace.origin {
            Origin::Same => std::slice::from_ref(&trace.id),
            Origin::Renamed(from) | Origin::SplitFrom(from) => std::slice::from_ref(from),
            Origin::MergedFrom(from) => from,
            Origin::New => &[],
        };
        let from: Vec<&Answer> = sources
            .iter()
            .filter_map(|id| response.answer(id))
            .collect();
        let first = self.adapted(trace, from.first()?);
        let answer = match &trace.origin {
            Origin::MergedFrom(_) => from
                .iter()
                .skip(1)
                .fold(self.told(first, from[0]), |sum, next| {
                    self.merged(sum, self.adapted(trace, next), next)
                }),
            Origin::Same | Origin::Renamed(_) | Origin::SplitFrom(_) | Origin::New => first,
        };
        Some((trace.id.clone(), from, answer))
    }

    /// An answer as it would be given to the criterion that took its place.
    fn adapted(&self, trace: &Trace, answer: &Answer) -> Answer {
        let (signs, gone) = self.signs(
            &answer.criterion,
            &trace.id,
            &answer.judgement.warning_signs,
        );
        let parted = match trace.origin {
            Origin::SplitFrom(_) | Origin::MergedFrom(_) => true,
            Origin::Same | Origin::Renamed(_) | Origin::New => false,
        };
        let mut new = answer.clone();
        new.criterion = trace.id.clone();
        new.judgement.warning_signs = signs;
        new.judgement.review |=
            parted || self.is_to_review(&trace.id, &answer.judgement.rating) || !gone.is_empty();
        for sign in gone {
            note(&mut new.note, &sign);
        }
        new
    }

    /// The first of several answers that become one, with a note of what it was.
    fn told(&self, mut answer: Answer, from: &Answer) -> Answer {
        let was = self.was(from);
        note(&mut answer.note, &was);
        answer
    }

    /// Two answers as one: the lower level, and everything that stood beside either.
    fn merged(&self, mut sum: Answer, mut next: Answer, from: &Answer) -> Answer {
        let was = self.was(from);
        sum.judgement.rating = lower(sum.judgement.rating, next.judgement.rating);
        if let Some(text) = next.note.take() {
            note(&mut sum.note, &text);
        }
        note(&mut sum.note, &was);
        if let Some(uneven) = next.judgement.uneven.take() {
            note(&mut sum.judgement.uneven, &uneven);
        }
        if let Some(told) = next.judgement.warning_note.take() {
            note(&mut sum.judgement.warning_note, &told);
        }
        sum.confidence = if sum.confidence == next.confidence {
            sum.confidence
        } else {
            None
        };
        sum.judgement
            .warning_signs
            .extend(next.judgement.warning_signs);
        sum.judgement.warning_signs.sort_unstable();
        sum.judgement.warning_signs.dedup();
        sum.judgement.evidence.extend(next.judgement.evidence);
        sum
    }

    /// What an answer to the older version was, in words.
    fn was(&self, answer: &Answer) -> String {
        let title = self
            .older
            .criterion(&answer.criterion)
            .map_or(answer.criterion.as_str(), |criterion| &criterion.title);
        let standing = match &answer.judgement.rating {
            Rating::Level(level) => format!("{level} {}", self.older.scale().label(*level)),
            Rating::Unknown => "don’t know".to_owned(),
            Rating::NotApplicable(reason) => format!("not applicable ({})", reason.trim()),
        };
        let confidence = answer
            .confidence
            .map_or_else(String::new, |confidence| format!(", {}", confidence.word()));
        format!(
            "[{} {}: “{title}” {standing}{confidence}.]",
            self.older.id(),
            self.older.version()
        )
    }
}

/// The lower of two answers: a level before a silence, because a silence says nothing against it.
fn lower(one: Rating, other: Rating) -> Rating {
    match (&one, &other) {
        (Rating::Level(first), Rating::Level(second)) => {
            if first <= second {
                one
            } else {
                other
            }
        }
        (Rating::Level(_) | Rating::Unknown, Rating::Unknown | Rating::NotApplicable(_)) => one,
        (Rating::Unknown | Rating::NotApplicable(_), Rating::Level(_))
        | (Rating::NotApplicable(_), Rating::Unknown) => other,
        (Rating::NotApplicable(first), Rating::NotApplicable(second)) => {
            if first == second {
                one
            } else {
                Rating::NotApplicable(format!("{} {}", first.trim(), second.trim()))
            }
        }
    }
}

/// Adds a text to one that may be there.
fn note(text: &mut Option<Note>, more: &str) {
    *text = match text {
        Some(there) => Note::new(&format!("{there} {more}")),
        None => Note::new(more),
    };
}
