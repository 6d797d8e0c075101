//! A short name for what an entry says as it is stored, to see later whether somebody has changed it.

use std::fmt;

use sha2::{Digest, Sha256};

use crate::assessment::{Action, Agreed, Answer, Entry, OwnFigure};
use crate::store::figures;
use crate::store::row::Row;

/// 128 bits of SHA-256 over what is stored, in hexadecimal.
///
/// It is the same for entries that are written the same, and does not depend on how a type is laid out in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision(String);

/// An entry that a file of an assessment holds.
pub trait Stored {
    /// Every key with its value as text, in the order of the file.
    fn stored(&self) -> Vec<String>;
}

impl Revision {
    /// The revision of some entries, in this order. No entry at all has one, too.
    pub fn of<'a, T: Stored + 'a>(entries: impl IntoIterator<Item = &'a T>) -> Self {
        Self::of_texts(entries.into_iter().flat_map(Stored::stored))
    }

    /// The revision of texts that are not an entry of their own, such as a target and its reason.
    pub fn of_texts<S: AsRef<str>>(texts: impl IntoIterator<Item = S>) -> Self {
        let mut hash = Sha256::new();
        for text in texts {
            let text = text.as_ref();
            // The length before each text keeps "ab" and "c" apart from "a" and "bc".
            hash.update((text.len() as u64).to_be_bytes());
            hash.update(text);
        }
        let hex = |text: String, byte: &u8| text + &format!("{byte:02x}");
        Self(hash.finalize()[..16].iter().fold(String::new(), hex))
    }

    /// The revision as a form sends it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn texts(row: Row) -> Vec<String> {
    let entries = [row.fields]
        .into_iter()
        .chain(row.evidence.unwrap_or_default());
    let written = |(key, value): (&str, Option<toml_edit::Value>)| {
        value.map(|value| format!("{key} = {}", value.decorated("", "")))
    };
    entries
        .flat_map(|fields| {
            fields
                .into_iter()
                .filter_map(written)
                .chain([String::new()])
        })
        .collect()
}

impl Stored for Answer {
    fn stored(&self) -> Vec<String> {
        texts(Row::of_answer(self))
    }
}

impl Stored for Agreed {
    fn stored(&self) -> Vec<String> {
        texts(Row::of_agreed(self))
    }
}

impl Stored for Entry {
    fn stored(&self) -> Vec<String> {
        texts(Row::of_entry(self))
    }
}

impl Stored for Action {
    fn stored(&self) -> Vec<String> {
        texts(Row::of_action(self))
    }
}

impl Stored for OwnFigure {
    fn stored(&self) -> Vec<String> {
        texts(Row {
            fields: figures::fields(self),
            evidence: None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::{Evidence, Kind, Note, Rating};
    use crate::rubric::CriterionId;
    use jiff::civil::date;

    fn answer(rating: Rating) -> Answer {
        Answer::new(CriterionId::new("people-pay").unwrap(), rating)
    }

    #[test]
    fn a_revision_is_that_of_the_stored_text_and_of_nothing_else() {
        let plain = answer(Rating::Unknown);
        let texts = ["criterion = \"people-pay\"", "unknown = true", ""];
        assert_eq!(Revision::of([&plain]), Revision::of_texts(texts));
        assert_eq!(Revision::of([&plain]).as_str().len(), 32);
    }

    #[test]
    fn every_part_of_an_answer_that_is_stored_changes_its_revision() {
        let plain = answer(Rating::Unknown);
        let minutes = Evidence {
            what: "Minutes".into(),
            kind: Kind::Document,
            date: date(2026, 5, 1),
            place: None,
        };
        let mut evidenced = plain.clone();
        evidenced.judgement.evidence.push(minutes.clone());
        let mut placed = evidenced.clone();
        placed.judgement.evidence[0].place = Some("The safe".into());
        let mut noted = plain.clone();
        noted.note = Note::new("A note");
        let mut uneven = plain.clone();
        uneven.judgement.uneven = Note::new("A note");
        let mut signed = plain.clone();
        signed.judgement.warning_signs.push(1);
        let reason = answer(Rating::NotApplicable("A note".into()));
        let all = [plain, evidenced, placed, noted, uneven, signed, reason];
        for (place, one) in all.iter().enumerate() {
            for other in &all[..place] {
                assert_ne!(Revision::of([one]), Revision::of([other]));
            }
        }
    }
}
