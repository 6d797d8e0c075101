//! An answer as a form shows it: texts without control codes and outer blanks, and nothing else lost.
//!
//! A form is compared with the folder in this shape, so that what a spreadsheet cannot hold, or a
//! resave trims, never counts as a change. A field that is shown the same keeps its exact words.

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::assessment::{Answer, Confidence, Evidence, Judgement, Kind, Note, Rating};
use crate::export::excel::fit::cell_text;
use crate::rubric::{CriterionId, Level};

/// What stands for an entry of evidence that nobody described.
const NOT_DESCRIBED: &str = "(not described)";
/// The digest of no answer.
pub const NO_ANSWER: &str = "none";

/// An answer as the boxes of a card show it. Empty texts are nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// What was answered; the reason is the text of its box.
    pub standing: ShownStanding,
    /// The note.
    pub note: String,
    /// Where it is uneven.
    pub uneven: String,
    /// How sure.
    pub confidence: Option<Confidence>,
    /// Warning signs that are true, by number from 1, in order.
    pub signs: Vec<usize>,
    /// Why a warning sign does not tell against the level.
    pub signs_note: String,
    /// What can be shown.
    pub evidence: Vec<ShownEvidence>,
}

/// What was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShownStanding {
    /// A level of the scale.
    Level(Level),
    /// Looked at, and not known.
    Unknown,
    /// Could not exist here, with the reason.
    NotApplicable(String),
}

/// An entry of evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownEvidence {
    /// What it is.
    pub what: String,
    /// Its kind.
    pub kind: Kind,
    /// When it was made or seen.
    pub date: Date,
    /// Where it can be found.
    pub place: String,
}

/// A text as a box holds it.
pub fn shown_text(text: &str) -> String {
    cell_text(text).trim().to_owned()
}

fn optional(text: Option<&str>) -> String {
    text.map_or_else(String::new, shown_text)
}

impl Shown {
    /// How a form shows this answer.
    pub fn of(answer: &Answer) -> Self {
        let mut signs = answer.judgement.warning_signs.clone();
        signs.sort_unstable();
        signs.dedup();
        Self {
            standing: match &answer.judgement.rating {
                Rating::Level(level) => ShownStanding::Level(*level),
                Rating::Unknown => ShownStanding::Unknown,
                Rating::NotApplicable(reason) => ShownStanding::NotApplicable(shown_text(reason)),
            },
            note: optional(answer.note.as_deref()),
            uneven: optional(answer.judgement.uneven.as_deref()),
            confidence: answer.confidence,
            signs,
            signs_note: optional(answer.judgement.warning_note.as_deref()),
            evidence: answer
                .judgement
                .evidence
                .iter()
                .map(ShownEvidence::of)
                .collect(),
        }
    }

    /// The answer that this shows. What is shown as in `before` is kept to the letter.
    pub fn answer(&self, criterion: &CriterionId, before: Option<&Answer>) -> Answer {
        let text = |shown: &str, before: Option<&Note>| match before {
            Some(text) if shown_text(text) == shown => Some(text.clone()),
            Some(_) | None => Note::new(shown),
        };
        let reason = |shown: &str| match before.map(|before| &before.judgement.rating) {
            Some(Rating::NotApplicable(reason)) if shown_text(reason) == shown => reason.clone(),
            Some(Rating::Level(_) | Rating::Unknown | Rating::NotApplicable(_)) | None => {
                shown.to_owned()
            }
        };
        Answer {
            judgement: Judgement {
                rating: match &self.standing {
                    ShownStanding::Level(level) => Rating::Level(*level),
                    ShownStanding::Unknown => Rating::Unknown,
                    ShownStanding::NotApplicable(shown) => Rating::NotApplicable(reason(shown)),
                },
                uneven: text(
                    &self.uneven,
                    before.and_then(|before| before.judgement.uneven.as_ref()),
                ),
                warning_signs: self.signs.clone(),
                warning_note: text(
                    &self.signs_note,
                    before.and_then(|before| before.judgement.warning_note.as_ref()),
                ),
                evidence: self.evidence(before.map_or(&[], |before| &before.judgement.evidence)),
                review: before.is_some_and(|before| before.judgement.review),
            },
            criterion: criterion.clone(),
            note: text(&self.note, before.and_then(|before| before.note.as_ref())),
            confidence: self.confidence,
        }
    }

    fn evidence(&self, before: &[Evidence]) -> Vec<Evidence> {
        let mut left: Vec<&Evidence> = before.iter().collect();
        let entry = |shown: &ShownEvidence| match left
            .iter()
            .position(|entry| ShownEvidence::of(entry) == *shown)
        {
            Some(place) => left.remove(place).clone(),
            None => Evidence {
                what: shown.what.clone(),
                kind: shown.kind,
                date: shown.date,
                place: (!shown.place.is_empty()).then(|| shown.place.clone()),
            },
        };
        self.evidence.iter().map(entry).collect()
    }

    /// Its texts.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let reason = match &self.standing {
            ShownStanding::NotApplicable(reason) => Some(reason),
            ShownStanding::Level(_) | ShownStanding::Unknown => None,
        };
        let evidence = self
            .evidence
            .iter()
            .flat_map(|entry| [&entry.what, &entry.place]);
        reason
            .into_iter()
            .chain([&self.note, &self.uneven, &self.signs_note])
            .chain(evidence)
            .map(String::as_str)
    }

    /// A digest of what is shown: the same for the same, in every version of this program.
    pub fn digest(&self) -> String {
        let mut hash = Sha256::new();
        // The length before each part keeps "ab" and "c" apart from "a" and "bc".
        let mut add = |part: &str| {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        };
        match &self.standing {
            ShownStanding::Level(level) => add(&format!("level {level}")),
            ShownStanding::Unknown => add("unknown"),
            ShownStanding::NotApplicable(reason) => {
                add("not-applicable");
                add(reason);
            }
        }
        add(&self.note);
        add(&self.uneven);
        add(self.confidence.map_or("", Confidence::word));
        add(&self
            .signs
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(" "));
        add(&self.signs_note);
        for entry in &self.evidence {
            [
                &entry.what,
                entry.kind.word(),
                &entry.date.to_string(),
                &entry.place,
            ]
            .into_iter()
            .for_each(&mut add);
        }
        short_hex(&hash.finalize())
    }
}

impl ShownEvidence {
    /// How a form shows this entry.
    pub fn of(entry: &Evidence) -> Self {
        let what = shown_text(&entry.what);
        Self {
            what: if what.is_empty() {
                NOT_DESCRIBED.to_owned()
            } else {
                what
            },
            kind: entry.kind,
            date: entry.date,
            place: optional(entry.place.as_deref()),
        }
    }
}

/// The digest of an answer, or of none.
pub fn digest_of(answer: Option<&Answer>) -> String {
    answer.map_or_else(|| NO_ANSWER.to_owned(), |answer| Shown::of(answer).digest())
}

/// The first half of a hash, as text: enough to see a change, and nobody gains by forging one.
pub fn short_hex(hash: &[u8]) -> String {
    hash.iter()
        .take(16)
        .fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(note: &str, what: &str) -> Answer {
        let criterion = CriterionId::new("care-a").unwrap();
        let entry = Evidence {
            what: what.into(),
            kind: Kind::Data,
            date: jiff::civil::date(2026, 3, 1),
            place: Some(" there\u{1b} ".into()),
        };
        Answer {
            judgement: Judgement {
                evidence: vec![entry],
                ..Judgement::new(Rating::NotApplicable(" so\u{202e}\r\nit is ".into()))
            },
            note: Note::new(note),
            criterion,
            confidence: None,
        }
    }

    #[test]
    fn what_is_shown_the_same_keeps_its_exact_words() {
        for (note, what) in [
            (" two\r\nlines\u{7} ", "a list"),
            ("  ", "  "),
            ("x", "\u{200e}"),
        ] {
            let before = answer(note, what);
            let shown = Shown::of(&before);
            assert_eq!(shown.answer(&before.criterion, Some(&before)), before);
            let mut other = shown.clone();
            other.uneven = "new".into();
            let after = other.answer(&before.criterion, Some(&before));
            assert_eq!(
                Answer {
                    judgement: Judgement {
                        uneven: None,
                        ..after.judgement.clone()
                    },
                    ..after
                },
                before
            );
        }
    }

    #[test]
    fn a_digest_changes_with_every_field_and_with_nothing_else() {
        let one = Shown::of(&answer("a", "b"));
        assert_eq!(one.digest(), Shown::of(&answer(" a ", "b")).digest());
        assert_eq!(one.digest().len(), 32);
        let mut seen = vec![one.digest()];
        let changes: [fn(&mut Shown); 8] = [
            |shown| shown.standing = ShownStanding::Unknown,
            |shown| shown.note = "ab".into(),
            |shown| shown.uneven = "a".into(),
            |shown| shown.confidence = Some(Confidence::Guess),
            |shown| shown.signs = vec![1],
            |shown| shown.signs_note = "a".into(),
            |shown| shown.evidence[0].kind = Kind::Voice,
            |shown| shown.evidence[0].place = String::new(),
        ];
        for change in changes {
            let mut shown = one.clone();
            change(&mut shown);
            assert!(!seen.contains(&shown.digest()), "{shown:?}");
            seen.push(shown.digest());
        }
        assert_eq!(digest_of(None), NO_ANSWER);
    }
}
