//! What is typed at a question, and the answer that it makes.

use jiff::civil::Date;

use crate::assessment::{Answer, Confidence, Explaining, Judgement, Note, Rating};
use crate::questionnaire::{said, standing_told};
use crate::rubric::{Criterion, Rubric};
use crate::store::Revision;
use crate::web::error::{AppError, ErrorKind};
use crate::web::form::{Faults, Fields};
use crate::web::page::question::row::{MOST_ROWS, Row, entries, is_row_field, noted, rows, text};
use crate::web::page::still::{Still, is_box};

const NOTHING_CHOSEN: &str = "Choose a level, or that you don't know.";

/// What the form says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Form {
    pub(crate) button: Button,
    /// A level's number, `unknown`, `not-applicable`, or nothing.
    pub(crate) answer: String,
    pub(crate) reason: String,
    pub(crate) note: String,
    pub(crate) uneven: String,
    pub(crate) confidence: String,
    pub(crate) signs: Vec<usize>,
    pub(crate) warning_note: String,
    pub(crate) rows: Vec<Row>,
    /// What is said to be still true.
    pub(crate) still: Still,
    /// The mark of the answer that the page was made from.
    pub(crate) revision: String,
}

/// Which button was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Button {
    /// Save and go on.
    Save,
    /// Save and come back later.
    Later,
    /// One more row of evidence.
    AddRow,
    /// Without this row of evidence, from 0.
    RemoveRow(usize),
}

impl Form {
    /// Returns the form as it is opened.
    pub(crate) fn of(answer: Option<&Answer>) -> Self {
        let revision = Revision::of(answer).to_string();
        let Some(answer) = answer else {
            return Self {
                button: Button::Save,
                answer: String::new(),
                reason: String::new(),
                note: String::new(),
                uneven: String::new(),
                confidence: String::new(),
                signs: Vec::new(),
                warning_note: String::new(),
                rows: Vec::new(),
                still: Still::default(),
                revision,
            };
        };
        let text = |text: &Option<Note>| text.as_deref().unwrap_or_default().to_owned();
        let (given, reason) = match &answer.judgement.rating {
            Rating::Level(level) => (level.to_string(), String::new()),
            Rating::Unknown => ("unknown".to_owned(), String::new()),
            Rating::NotApplicable(reason) => ("not-applicable".to_owned(), reason.clone()),
        };
        Self {
            button: Button::Save,
            answer: given,
            reason,
            note: text(&answer.note),
            uneven: text(&answer.judgement.uneven),
            confidence: answer
                .confidence
                .map_or_else(String::new, |confidence| confidence.word().to_owned()),
            signs: answer.judgement.warning_signs.clone(),
            warning_note: text(&answer.judgement.warning_note),
            rows: answer
                .judgement
                .evidence
                .iter()
                .take(MOST_ROWS)
                .map(Row::of)
                .collect(),
            still: Still::default(),
            revision,
        }
    }

    /// Returns the form as it was sent.
    ///
    /// # Errors
    /// [`ErrorKind::BadForm`]: fields, choices or buttons that the page does not have.
    pub(crate) fn read(fields: &Fields, criterion: &Criterion) -> Result<Self, AppError> {
        fields.only(&is_known, &["sign"])?;
        let text = |name: &str| fields.raw(name).unwrap_or_default().to_owned();
        let rows = rows(fields)?;
        Ok(Self {
            button: button(fields.raw("do").unwrap_or("save"), rows.len())
                .ok_or(ErrorKind::BadForm)?,
            answer: text("answer"),
            reason: text("reason"),
            note: text("note"),
            uneven: text("uneven"),
            confidence: text("confidence"),
            signs: signs(fields, criterion)?,
            warning_note: text("warning-note"),
            rows,
            still: Still::read(fields),
            revision: text("revision"),
        })
    }

    /// Returns whether nothing is typed or chosen.
    pub(crate) fn is_empty(&self) -> bool {
        let texts = [
            &self.answer,
            &self.reason,
            &self.note,
            &self.uneven,
            &self.confidence,
            &self.warning_note,
        ];
        texts.iter().all(|text| text.trim().is_empty())
            && self.signs.is_empty()
            && self.rows.iter().all(Row::is_empty)
    }

    /// One more row, as long as there is room.
    pub(crate) fn add_row(&mut self) {
        if self.rows.len() < MOST_ROWS {
            self.rows.push(Row::default());
        }
    }

    pub(crate) fn remove_row(&mut self, row: usize) {
        if row < self.rows.len() {
            self.rows.remove(row);
        }
    }

    /// Returns the answer, or nothing with every fault noted. What stands unchanged from before is never found fault with.
    pub(crate) fn answer(
        &self,
        rubric: &Rubric,
        criterion: &Criterion,
        before: Option<&Answer>,
        today: Date,
        faults: &mut Faults,
    ) -> Option<Answer> {
        let standing = self.standing(rubric, criterion, before, faults);
        let old = |pick: fn(&Answer) -> Option<&Note>| before.and_then(pick);
        let note = noted(
            "note",
            &self.note,
            old(|answer| answer.note.as_ref()),
            faults,
        );
        let uneven = noted(
            "uneven",
            &self.uneven,
            old(|answer| answer.judgement.uneven.as_ref()),
            faults,
        );
        let warning_note = noted(
            "warning-note",
            &self.warning_note,
            old(|answer| answer.judgement.warning_note.as_ref()),
            faults,
        );
        let listed = before.map_or(&[][..], |before| before.judgement.evidence.as_slice());
        let evidence = entries(&self.rows, listed, today, faults);
        let confidence = Confidence::ALL
            .into_iter()
            .find(|confidence| confidence.word() == self.confidence);
        if !self.confidence.is_empty() && confidence.is_none() {
            faults.add("confidence-sure", said::CONFIDENCE);
        }
        let answer = Answer {
            judgement: Judgement {
                rating: standing?,
                uneven,
                warning_signs: self.signs.clone(),
                warning_note,
                evidence,
                review: false,
            },
            criterion: criterion.id.clone(),
            note,
            confidence,
        };
        if let Some(before) = before {
            let told = standing_told(rubric, &before.judgement.rating);
            let id = |field: Explaining| field.word().to_owned();
            self.still
                .check((before, told.as_str()), &answer, &id, faults);
        }
        faults.none().then_some(answer)
    }

    fn standing(
        &self,
        rubric: &Rubric,
        criterion: &Criterion,
        before: Option<&Answer>,
        faults: &mut Faults,
    ) -> Option<Rating> {
        match self.answer.as_str() {
            "unknown" => Some(Rating::Unknown),
            "not-applicable" if criterion.not_applicable.is_some() => {
                let old = match before.map(|before| &before.judgement.rating) {
                    Some(Rating::NotApplicable(reason)) => Some(reason.as_str()),
                    Some(Rating::Level(_) | Rating::Unknown) | None => None,
                };
                let reason = text("reason", &self.reason, old, faults);
                if reason.is_none() && faults.of("reason").is_none() {
                    faults.add("reason", format!("{}.", said::NO_REASON));
                }
                reason.map(Rating::NotApplicable)
            }
            level => {
                let level = level
                    .parse()
                    .ok()
                    .and_then(|number| rubric.scale().level(number));
                if level.is_none() {
                    faults.add("answer-0", NOTHING_CHOSEN);
                }
                level.map(Rating::Level)
            }
        }
    }
}

/// Returns the warning signs that were ticked, by number from 1, in order.
///
/// # Errors
/// [`ErrorKind::BadForm`]: one that is not listed.
pub(crate) fn signs(fields: &Fields, criterion: &Criterion) -> Result<Vec<usize>, AppError> {
    let mut signs = Vec::new();
    for sign in fields.all("sign") {
        let listed = 1..=criterion.warning_signs.len();
        signs.push(
            sign.parse()
                .ok()
                .filter(|sign| listed.contains(sign))
                .ok_or(ErrorKind::BadForm)?,
        );
    }
    signs.sort_unstable();
    signs.dedup();
    Ok(signs)
}

/// Returns which button it was, of a form with so many rows.
pub(crate) fn button(word: &str, rows: usize) -> Option<Button> {
    match word {
        "save" => Some(Button::Save),
        "later" => Some(Button::Later),
        "add" => Some(Button::AddRow),
        _ => word
            .strip_prefix("remove-")?
            .parse::<usize>()
            .ok()?
            .checked_sub(1)
            .filter(|row| *row < rows)
            .map(Button::RemoveRow),
    }
}

fn is_known(name: &str) -> bool {
    const NAMES: [&str; 10] = [
        "do",
        "answer",
        "reason",
        "note",
        "uneven",
        "confidence",
        "warning-note",
        "rows",
        "revision",
        "change",
    ];
    NAMES.contains(&name) || is_row_field(name) || is_box(name, &EXPLAINING)
}
/// The fields that explain an answer.
const EXPLAINING: [Explaining; 2] = [Explaining::Confidence, Explaining::WarningNote];
