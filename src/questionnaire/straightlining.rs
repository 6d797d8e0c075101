//! The straightlining check: a kind word where answers look alike or bare. It never drops, marks or changes an answer.

use crate::assessment::{Answer, Depth};
use crate::rubric::{Level, Rubric};
use crate::words::NamedLevel;

/// How many answers it takes before their sameness is worth a word.
const ENOUGH_TO_COMPARE: usize = 4;

/// What a respondent may want to look at once more, in the answers to one domain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Straightlining {
    /// Every answer is the same level, and nothing stands beside any of them.
    SameLevel {
        /// How many answers there are.
        answers: usize,
        /// The level of them all.
        level: Level,
        /// Whether evidence is asked for at all.
        evidence: bool,
    },
    /// The levels differ, and no answer has a note or any evidence, though evidence is asked for.
    NothingBeside {
        /// How many answers there are.
        answers: usize,
    },
}

/// What is worth a second look in one respondent's answers to one domain, if anything is.
///
/// Below four answers nothing is said. Where evidence is not tested (a quick
/// assessment), its absence says nothing, and answers of different levels need
/// nothing beside them.
pub fn straightlining<'a>(
    depth: Depth,
    answers: impl IntoIterator<Item = &'a Answer>,
) -> Option<Straightlining> {
    let answers: Vec<&Answer> = answers.into_iter().collect();
    let evidence = match depth {
        Depth::Full => true,
        Depth::Quick => false,
    };
    let bare = |answer: &&Answer| {
        let words = [
            &answer.note,
            &answer.judgement.uneven,
            &answer.judgement.warning_note,
        ];
        !words.into_iter().any(Option::is_some)
            && (!evidence || answer.judgement.evidence.is_empty())
    };
    if answers.len() < ENOUGH_TO_COMPARE || !answers.iter().all(bare) {
        return None;
    }
    let first = answers
        .first()
        .and_then(|answer| answer.judgement.rating.level());
    match first.filter(|level| {
        answers
            .iter()
            .all(|answer| answer.judgement.rating.level() == Some(*level))
    }) {
        Some(level) => Some(Straightlining::SameLevel {
            answers: answers.len(),
            level,
            evidence,
        }),
        None => evidence.then_some(Straightlining::NothingBeside {
            answers: answers.len(),
        }),
    }
}

impl Straightlining {
    /// The sentences for the respondent.
    pub fn words(self, rubric: &Rubric) -> String {
        match self {
            Self::SameLevel {
                answers,
                level,
                evidence,
            } => format!(
                "All {answers} answers here are {}, without a note{}. That may well be right, and it stays as you gave it. If one of them was harder to place, a second look or a note would help your colleagues.",
                NamedLevel::of(rubric.scale(), level).both(),
                if evidence { " or evidence" } else { "" },
            ),
            Self::NothingBeside { answers } => format!(
                "None of the {answers} answers here has a note or evidence yet. That may be all there is to say, and they stay as you gave them. A line beside the one you were least sure of would help your colleagues most."
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    use crate::assessment::{Evidence, Kind, Note, Rating};
    use crate::questionnaire::script::rubric;
    use crate::rubric::CriterionId;

    fn answers(levels: &[u8]) -> Vec<Answer> {
        let rubric = rubric();
        let standing = |level: &u8| {
            rubric
                .scale()
                .level(i64::from(*level))
                .map_or(Rating::Unknown, Rating::Level)
        };
        levels
            .iter()
            .map(|level| Answer::new(CriterionId::new("people-pay").unwrap(), standing(level)))
            .collect()
    }

    fn said(depth: Depth, answers: &[Answer]) -> String {
        straightlining(depth, answers)
            .map(|alike| alike.words(&rubric()))
            .unwrap_or_default()
    }

    #[test]
    fn four_equal_answers_with_nothing_beside_them_are_worth_a_kind_word() {
        let full = said(Depth::Full, &answers(&[2, 2, 2, 2]));
        assert!(
            full.starts_with(
                "All 4 answers here are 2 Usual, without a note or evidence. That may well be right"
            ),
            "{full}"
        );
        assert!(
            said(Depth::Quick, &answers(&[2, 2, 2, 2])).contains("without a note. That"),
            "a quick pass asks for no evidence"
        );
        assert_eq!(
            said(Depth::Full, &answers(&[2, 2, 2])),
            "",
            "three may be alike by chance"
        );
    }

    #[test]
    fn different_levels_with_nothing_beside_them_are_worth_one_only_where_evidence_is_asked_for() {
        assert!(
            said(Depth::Full, &answers(&[2, 1, 2, 3]))
                .starts_with("None of the 4 answers here has a note or evidence yet.")
        );
        assert_eq!(said(Depth::Quick, &answers(&[2, 1, 2, 3])), "");
        assert!(
            said(Depth::Full, &answers(&[2, 2, 2, 9])).starts_with("None of"),
            "a don't know is no level"
        );
        assert_eq!(
            said(Depth::Quick, &answers(&[9, 9, 9, 9])),
            "",
            "all don't know is an honest answer"
        );
    }

    #[test]
    fn one_note_or_one_piece_of_evidence_is_enough_for_silence() {
        let mut noted = answers(&[2, 2, 2, 2]);
        noted[1].note = Note::new("Seen in May.");
        assert_eq!(said(Depth::Full, &noted), "");
        noted[1].note = Note::new("  ");
        assert_ne!(said(Depth::Full, &noted), "", "blanks are no note");
        let mut shown = answers(&[2, 2, 2, 2]);
        shown[3].judgement.evidence.push(Evidence {
            what: "a list".into(),
            kind: Kind::Data,
            date: jiff::civil::date(2026, 1, 1),
            place: None,
        });
        assert_eq!(said(Depth::Full, &shown), "");
    }

    proptest! {
        #[test]
        fn the_order_of_answers_changes_nothing(levels in prop::collection::vec(0u8..5, 0..9)) {
            let mut other = levels.clone();
            other.reverse();
            for depth in [Depth::Full, Depth::Quick] {
                prop_assert_eq!(straightlining(depth, &answers(&levels)), straightlining(depth, &answers(&other)));
            }
        }
    }
}
