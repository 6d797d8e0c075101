//! The boxes of a card, and the hidden names by which a reader finds them again.

use crate::rubric::Criterion;

/// One box (or row of boxes) of a question's card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The level, don't know, or not applicable.
    Answer,
    /// Why it is not applicable.
    Reason,
    /// The note.
    Note,
    /// Where it is lower, where it is higher.
    Uneven,
    /// How sure.
    Confidence,
    /// A warning sign, by its number from 1.
    Sign(usize),
    /// Why a warning sign does not tell against the level.
    SignsNote,
    /// An entry of evidence, by its row from 1.
    Evidence(usize),
}

/// The hidden name of a row that holds nothing to be answered.
pub const STATIC: &str = "-";

impl Field {
    /// Every box of a criterion's card, in order, with so many rows for evidence.
    pub fn of(criterion: &Criterion, evidence_rows: usize) -> Vec<Self> {
        let signs = criterion.warning_signs.len();
        let mut fields = vec![Self::Answer];
        fields.extend(criterion.not_applicable.as_ref().map(|_| Self::Reason));
        fields.extend([Self::Note, Self::Uneven, Self::Confidence]);
        fields.extend((1..=signs).map(Self::Sign));
        fields.extend((signs > 0).then_some(Self::SignsNote));
        fields.extend((1..=evidence_rows).map(Self::Evidence));
        fields
    }

    /// The hidden name of its row.
    pub fn name(self, criterion: &Criterion) -> String {
        let id = &criterion.id;
        match self {
            Self::Answer => format!("{id}/answer"),
            Self::Reason => format!("{id}/reason"),
            Self::Note => format!("{id}/note"),
            Self::Uneven => format!("{id}/uneven"),
            Self::Confidence => format!("{id}/confidence"),
            Self::Sign(number) => format!("{id}/sign-{number}"),
            Self::SignsNote => format!("{id}/signs-note"),
            Self::Evidence(row) => format!("{id}/evidence-{row}"),
        }
    }

    /// The criterion's id and the box that a hidden name stands for.
    pub fn named(name: &str) -> Option<(&str, Self)> {
        let (criterion, field) = name.split_once('/')?;
        let number = |start: &str| {
            field
                .strip_prefix(start)
                .and_then(|number| number.parse().ok())
                .filter(|number| *number > 0)
        };
        let field = match field {
            "answer" => Self::Answer,
            "reason" => Self::Reason,
            "note" => Self::Note,
            "uneven" => Self::Uneven,
            "confidence" => Self::Confidence,
            "signs-note" => Self::SignsNote,
            _ => number("sign-")
                .map(Self::Sign)
                .or_else(|| number("evidence-").map(Self::Evidence))?,
        };
        Some((criterion, field))
    }

    /// What stands beside the box.
    pub fn label(self) -> String {
        match self {
            Self::Answer => "Your answer".into(),
            Self::Reason => "Why it is not applicable".into(),
            Self::Note => "Note".into(),
            Self::Uneven => "Where it is uneven".into(),
            Self::Confidence => "How sure you are".into(),
            Self::Sign(number) => format!("Warning sign {number}"),
            Self::SignsNote => "About the warning signs".into(),
            Self::Evidence(row) => format!("Evidence {row}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::rubric;

    #[test]
    fn every_box_is_found_again_by_its_hidden_name() {
        let rubric = rubric();
        let criterion = rubric.criteria().next().unwrap();
        for field in Field::of(criterion, 4) {
            assert_eq!(
                Field::named(&field.name(criterion)),
                Some((criterion.id.as_str(), field))
            );
        }
        for name in [
            "",
            "-",
            "care-a",
            "care-a/",
            "care-a/sign-0",
            "care-a/sign-",
            "care-a/evidence-x",
            "care-a/other",
        ] {
            assert_eq!(Field::named(name), None, "{name}");
        }
    }
}
