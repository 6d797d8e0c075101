//! What one entry of a file should say: its keys in the order in which they are written.

use jiff::civil::Date;
use toml_edit::{Array, Datetime, Item, Value};

use crate::assessment::{Action, Agreed, Answer, Course, Entry, Evidence, Judgement, Rating};

/// Keys with their values, in the order of the format. `None`: the key is not to be there.
pub(super) type Fields = Vec<(&'static str, Option<Value>)>;

/// One entry.
#[derive(Debug)]
pub(super) struct Row {
    /// The keys of the entry itself.
    pub fields: Fields,
    /// Its evidence. `None`: entries of this kind have none.
    pub evidence: Option<Vec<Fields>>,
}

impl Row {
    /// What an answer is written as.
    pub fn of_answer(answer: &Answer) -> Self {
        let judgement = &answer.judgement;
        let mut fields = judged(answer.criterion.as_str(), &judgement.rating);
        fields.extend([
            ("note", text(answer.note.as_deref())),
            ("uneven", text(judgement.uneven.as_deref())),
            (
                "confidence",
                answer.confidence.map(|confidence| confidence.word().into()),
            ),
        ]);
        fields.extend(weighed(judgement));
        Self {
            fields,
            evidence: Some(evidence(&judgement.evidence)),
        }
    }

    /// What an entry of the register is written as.
    pub fn of_entry(entry: &Entry) -> Self {
        let fields = vec![
            ("id", Some(entry.standard.as_str().into())),
            ("status", Some(entry.status.word().into())),
            ("checked", entry.checked.map(date)),
            ("by", text(entry.by.as_deref())),
            ("proof", text(entry.proof.as_deref())),
            ("explanation", text(entry.explanation.as_deref())),
            // What is saved is said of the rubric as it is now.
            ("review", None),
        ];
        Self {
            fields,
            evidence: None,
        }
    }

    /// What an agreed judgement is written as.
    pub fn of_agreed(agreed: &Agreed) -> Self {
        let judgement = &agreed.judgement;
        let mut fields = judged(agreed.criterion.as_str(), &judgement.rating);
        fields.extend([
            ("reason", text(Some(&agreed.reason))),
            ("moderator", text(Some(&agreed.moderator))),
            ("date", Some(date(agreed.date))),
            ("dissent", text(agreed.dissent.as_deref())),
            ("uneven", text(judgement.uneven.as_deref())),
        ]);
        fields.extend(weighed(judgement));
        Self {
            fields,
            evidence: Some(evidence(&judgement.evidence)),
        }
    }

    /// What an action is written as.
    pub fn of_action(action: &Action) -> Self {
        let mut fields = vec![
            ("id", Some(action.id.as_str().into())),
            ("for", Some(action.subject.as_str().into())),
            ("what", text(Some(&action.what))),
        ];
        let (act, nothing) = match &action.course {
            Course::Act {
                owner,
                due,
                measure,
                status,
            } => (Some((owner, due, measure, status)), None),
            Course::NoAction { reason } => (None, Some(reason)),
        };
        fields.extend([
            ("owner", text(act.map(|(owner, ..)| owner.as_str()))),
            ("due", act.map(|(_, due, ..)| date(*due))),
            (
                "measure",
                text(act.map(|(_, _, measure, _)| measure.as_str())),
            ),
            ("status", act.map(|(.., status)| status.word().into())),
            ("no-action", text(nothing.map(String::as_str))),
            ("note", text(action.note.as_deref())),
        ]);
        Self {
            fields,
            evidence: None,
        }
    }
}

/// What tells for or against the level, apart from the evidence.
fn weighed(judgement: &Judgement) -> Fields {
    vec![
        ("warning-signs", signs(&judgement.warning_signs)),
        ("warning-note", text(judgement.warning_note.as_deref())),
        ("review", review(judgement.review)),
    ]
}

/// Whether the file already says this, in whatever way a person wrote it.
pub(super) fn says(item: &Item, wanted: &Value) -> bool {
    let written = |item: &Item| {
        item.as_str()
            .map(str::to_owned)
            .or_else(|| item.as_datetime().map(ToString::to_string))
    };
    match wanted {
        Value::String(text) => item.as_str() == Some(text.value()),
        Value::Integer(number) => item.as_integer() == Some(*number.value()),
        Value::Boolean(yes) => item.as_bool() == Some(*yes.value()),
        Value::Datetime(date) => written(item) == Some(date.value().to_string()),
        Value::Array(array) => {
            let numbers = |array: &Array| array.iter().map(Value::as_integer).collect::<Vec<_>>();
            item.as_array()
                .is_some_and(|there| numbers(there) == numbers(array))
        }
        Value::Float(_) | Value::InlineTable(_) => false,
    }
}

/// A date as TOML has it, without quotation marks. (A year that TOML cannot write stands in them.)
pub(super) fn date(date: Date) -> Value {
    date.to_string()
        .parse::<Datetime>()
        .map_or_else(|_| date.to_string().into(), Value::from)
}

/// The criterion, and exactly one of the three ways to answer.
fn judged(criterion: &str, standing: &Rating) -> Fields {
    let (level, unknown, not_applicable) = match standing {
        Rating::Level(level) => (Some(i64::from(level.number()).into()), None, None),
        Rating::Unknown => (None, Some(true.into()), None),
        Rating::NotApplicable(reason) => (None, None, text(Some(reason))),
    };
    vec![
        ("criterion", Some(criterion.into())),
        ("level", level),
        ("unknown", unknown),
        ("not-applicable", not_applicable),
    ]
}

fn evidence(entries: &[Evidence]) -> Vec<Fields> {
    let fields = |entry: &Evidence| {
        vec![
            ("what", text(Some(&entry.what))),
            ("kind", Some(entry.kind.word().into())),
            ("date", Some(date(entry.date))),
            ("where", text(entry.place.as_deref())),
        ]
    };
    entries.iter().map(fields).collect()
}

/// Only the mark itself is written; without it the key is not there.
fn review(review: bool) -> Option<Value> {
    review.then(|| true.into())
}

fn text(text: Option<&str>) -> Option<Value> {
    text.map(Value::from)
}

fn signs(signs: &[usize]) -> Option<Value> {
    // A number too large for the format is past every list of warning signs, and refused when it is read back.
    let numbers = signs
        .iter()
        .map(|sign| i64::try_from(*sign).unwrap_or(i64::MAX));
    (!signs.is_empty()).then(|| Value::Array(numbers.collect()))
}
