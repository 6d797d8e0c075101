//! What stands on the card of a question, line by line, in words. Nothing here knows a spreadsheet.

use crate::assessment::{Answer, Confidence};
use crate::intake::form::choice::{Given, answer_text, confidence_text};
use crate::intake::form::field::Field;
use crate::intake::form::shown::{Shown, ShownEvidence, ShownStanding};
use crate::questionnaire::said;
use crate::rubric::{Criterion, Rubric, Scale};

/// The fewest rows for evidence on a card.
const FEWEST_ROWS: usize = 3;

/// A line of a card.
#[derive(Debug, Clone, PartialEq)]
pub enum Line {
    /// The band above the card.
    Band(String),
    /// The question.
    Question(String),
    /// A name and its words.
    Words(String, String),
    /// Headings over the boxes below, from the second column on.
    Head([&'static str; 5]),
    /// A name, a hint below it, and a box for words or a choice.
    Box {
        /// Which box.
        field: Field,
        /// What explains it.
        hint: String,
        /// What stands in it.
        value: String,
    },
    /// A warning sign, and a box to tick.
    Sign {
        /// Its number, from 1.
        number: usize,
        /// Its words.
        text: String,
        /// Whether it is ticked.
        ticked: bool,
    },
    /// A row of boxes for an entry of evidence.
    Evidence {
        /// Its row, from 1.
        row: usize,
        /// What stands in it.
        entry: Option<ShownEvidence>,
    },
    /// Air.
    Gap,
}

/// How many rows for evidence a card has: two more than are filled.
pub fn evidence_rows(before: Option<&Answer>) -> usize {
    before
        .map_or(0, |answer| answer.judgement.evidence.len() + 2)
        .max(FEWEST_ROWS)
}

/// The card of a question: of its domain's so many, the one of this number from 1.
pub fn card(
    rubric: &Rubric,
    criterion: &Criterion,
    (number, of): (usize, usize),
    before: Option<&Answer>,
) -> Vec<Line> {
    let shown = before.map(Shown::of);
    let mut lines = vec![
        Line::Band(format!("Question {number} of {of}: {}", criterion.title)),
        Line::Question(criterion.question.clone()),
    ];
    let mut words = |name: &str, text: &str| {
        if !text.trim().is_empty() {
            lines.push(Line::Words(name.to_owned(), text.to_owned()));
        }
    };
    words("Why it is asked", &criterion.why);
    words(
        "What is rated here, and what elsewhere",
        criterion.boundary.as_deref().unwrap_or_default(),
    );
    for level in rubric.scale().levels() {
        words(
            &format!("{level} {}", rubric.scale().label(level)),
            criterion.anchor(level),
        );
    }
    lines.extend(
        Field::of(criterion, 0)
            .into_iter()
            .filter_map(|field| boxed(rubric.scale(), criterion, field, shown.as_ref())),
    );
    if !criterion.warning_signs.is_empty() {
        // The signs stand before the box that is about them.
        let about = lines
            .pop()
            .expect("the box about the signs is the last of a card that has signs");
        lines.push(Line::Head([
            "Warning signs",
            "Tick the ones that are true, whatever level you chose",
            "True?",
            "",
            "",
        ]));
        for (place, text) in criterion.warning_signs.iter().enumerate() {
            let ticked = shown
                .as_ref()
                .is_some_and(|shown| shown.signs.contains(&(place + 1)));
            lines.push(Line::Sign {
                number: place + 1,
                text: text.clone(),
                ticked,
            });
        }
        lines.push(about);
    }
    lines.push(Line::Head([
        "Evidence",
        "What can be shown",
        "Kind",
        "Date",
        "Where it can be found",
    ]));
    if !criterion.evidence.is_empty() {
        let examples: Vec<String> = criterion
            .evidence
            .iter()
            .map(|example| format!("•  {}", example.trim()))
            .collect();
        lines.push(Line::Words("For example".to_owned(), examples.join("\n")));
    }
    for row in 1..=evidence_rows(before) {
        let entry = shown
            .as_ref()
            .and_then(|shown| shown.evidence.get(row - 1))
            .cloned();
        lines.push(Line::Evidence { row, entry });
    }
    lines.push(Line::Gap);
    lines
}

/// A box with a name beside it. (Signs and evidence have lines of their own.)
fn boxed(
    scale: &Scale,
    criterion: &Criterion,
    field: Field,
    shown: Option<&Shown>,
) -> Option<Line> {
    let text =
        |text: fn(&Shown) -> &String| shown.map_or_else(String::new, |shown| text(shown).clone());
    let (hint, value) = match field {
        Field::Answer => {
            let given = shown.map(|shown| match shown.standing {
                ShownStanding::Level(level) => Given::Level(level),
                ShownStanding::Unknown => Given::Unknown,
                ShownStanding::NotApplicable(_) => Given::NotApplicable,
            });
            (
                "Choose from the list.".to_owned(),
                given.map_or_else(String::new, |given| answer_text(scale, given)),
            )
        }
        Field::Reason => {
            let reason = match shown.map(|shown| &shown.standing) {
                Some(ShownStanding::NotApplicable(reason)) => reason.clone(),
                Some(ShownStanding::Level(_) | ShownStanding::Unknown) | None => String::new(),
            };
            let whom = criterion
                .not_applicable
                .as_deref()
                .unwrap_or_default()
                .trim();
            (
                format!(
                    "Only with \u{201c}Not applicable\u{201d}. It is not applicable to: {whom}"
                ),
                reason,
            )
        }
        Field::Note => (said::NOTE.to_owned(), text(|shown| &shown.note)),
        Field::Uneven => (said::UNEVEN.to_owned(), text(|shown| &shown.uneven)),
        Field::Confidence => {
            let value = shown
                .and_then(|shown| shown.confidence)
                .map(confidence_text)
                .unwrap_or_default();
            (
                format!(
                    "{}.",
                    crate::text::capitalised(&crate::text::choice(
                        &Confidence::ALL.map(Confidence::word)
                    ))
                ),
                value,
            )
        }
        Field::SignsNote => (
            "Why one that is true does not tell against the level.".to_owned(),
            text(|shown| &shown.signs_note),
        ),
        Field::Sign(_) | Field::Evidence(_) => return None,
    };
    Some(Line::Box { field, hint, value })
}
