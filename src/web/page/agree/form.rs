//! What is typed at an item, and the judgement that it makes.

use jiff::civil::Date;

use super::context::Item;
use crate::assessment::{Agreed, Assessment, Explaining, Judgement, Note, Rating};
use crate::questionnaire::{outside, read_date, said, standing_told};
use crate::rubric::Criterion;
use crate::store::Revision;
use crate::web::error::{AppError, ErrorKind};
use crate::web::form::{Faults, Fields};
use crate::web::page::question::form::{Button, button, signs};
use crate::web::page::question::row::{MOST_ROWS, Row, entries, is_row_field, noted, rows, text};
use crate::web::page::still::{Still, is_box};
use crate::words::long_date;

const NOTHING_AGREED: &str = "Choose the level that is agreed, or that nobody can tell.";

/// What the form says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Form {
    pub(crate) button: Button,
    /// A level's number, `unknown`, `not-applicable`, or nothing.
    pub(crate) answer: String,
    pub(crate) reason: String,
    /// Why the level is above or below every answer.
    pub(crate) outside: String,
    pub(crate) moderator: String,
    pub(crate) date: String,
    pub(crate) dissent: String,
    pub(crate) uneven: String,
    pub(crate) signs: Vec<usize>,
    pub(crate) warning_note: String,
    pub(crate) rows: Vec<Row>,
    /// What is said to be still true.
    pub(crate) still: Still,
    /// The mark of the judgement that the page was made from.
    pub(crate) revision: String,
}

impl Form {
    /// Returns the form as it is opened: with the judgement, or with nothing chosen, and the meeting of today where there was one.
    pub(crate) fn of(agreed: Option<&Agreed>, assessment: &Assessment, today: Date) -> Self {
        let revision = Revision::of(agreed).to_string();
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        // Who led is asked once in a meeting: it is the same day, so it is the same meeting.
        let meeting = || assessment.agreed.iter().find(|agreed| agreed.date == today);
        let answer = agreed.map_or_else(String::new, |agreed| match &agreed.judgement.rating {
            Rating::Level(level) => level.to_string(),
            Rating::Unknown => "unknown".to_owned(),
            Rating::NotApplicable(_) => "not-applicable".to_owned(),
        });
        Self {
            button: Button::Save,
            answer,
            reason: text(agreed.map(|agreed| &*agreed.reason)),
            outside: String::new(),
            moderator: text(
                agreed
                    .or_else(meeting)
                    .map(|agreed| agreed.moderator.as_str()),
            ),
            date: long_date(agreed.map_or(today, |agreed| agreed.date)),
            dissent: text(agreed.and_then(|agreed| agreed.dissent.as_deref())),
            uneven: text(agreed.and_then(|agreed| agreed.judgement.uneven.as_deref())),
            signs: agreed.map_or_else(Vec::new, |agreed| agreed.judgement.warning_signs.clone()),
            warning_note: text(agreed.and_then(|agreed| agreed.judgement.warning_note.as_deref())),
            rows: agreed.map_or_else(Vec::new, |agreed| {
                agreed
                    .judgement
                    .evidence
                    .iter()
                    .take(MOST_ROWS)
                    .map(Row::of)
                    .collect()
            }),
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
            outside: text("outside"),
            moderator: text("moderator"),
            date: text("date"),
            dissent: text("dissent"),
            uneven: text("uneven"),
            signs: signs(fields, criterion)?,
            warning_note: text("warning-note"),
            rows,
            still: Still::read(fields),
            revision: text("revision"),
        })
    }

    /// One more row of evidence, as long as there is room.
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

    /// Returns the judgement, or nothing with every fault noted. What stands unchanged from before is never found fault with.
    pub(crate) fn agreed(&self, item: &Item<'_>, faults: &mut Faults) -> Option<Agreed> {
        let today = item.request.state.today();
        let before = item.agreed();
        let old = |pick: fn(&Agreed) -> Option<&Note>| before.and_then(pick);
        let reason = text(
            "reason",
            &self.reason,
            before.map(|agreed| &*agreed.reason),
            faults,
        );
        if reason.is_none() && faults.of("reason").is_none() {
            faults.add("reason", said::AGREED_NO_REASON);
        }
        let standing = self.standing(item, reason.as_ref(), faults);
        let why = text("outside", &self.outside, None, faults);
        let reason = reason.and_then(|reason| {
            let beyond = standing
                .as_ref()
                .and_then(|standing| outside(standing, item.report.given));
            match (beyond.filter(|beyond| !beyond.is_told_in(&reason)), why) {
                (None, _) => Some(reason),
                (Some(beyond), Some(why)) => Some(beyond.told_with(&reason, &why)),
                (Some(beyond), None) => {
                    if faults.of("outside").is_none() {
                        faults.add(
                            "outside",
                            format!("{}. {}.", beyond.words(), said::AGREED_NO_OUTSIDE),
                        );
                    }
                    None
                }
            }
        });
        let moderator = text(
            "moderator",
            &self.moderator.replace('\n', " "),
            before.map(|agreed| agreed.moderator.as_str()),
            faults,
        );
        if moderator.is_none() && faults.of("moderator").is_none() {
            faults.add("moderator", format!("{}.", said::NO_LEADER));
        }
        let date = if self.date.trim().is_empty() {
            Ok(today)
        } else {
            read_date(&self.date, today)
        };
        let date = faults.or("date", date);
        let dissent = noted(
            "dissent",
            &self.dissent,
            old(|agreed| agreed.dissent.as_ref()),
            faults,
        );
        let uneven = noted(
            "uneven",
            &self.uneven,
            old(|agreed| agreed.judgement.uneven.as_ref()),
            faults,
        );
        let warning_note = noted(
            "warning-note",
            &self.warning_note,
            old(|agreed| agreed.judgement.warning_note.as_ref()),
            faults,
        );
        let listed = before.map_or(&[][..], |before| before.judgement.evidence.as_slice());
        let evidence = entries(&self.rows, listed, today, faults);
        let reason = reason.as_deref().and_then(Note::new);
        let (standing, reason, moderator, date) = (standing?, reason?, moderator?, date?);
        // Why it does not apply is the reason.
        let standing = match standing {
            Rating::NotApplicable(_) => Rating::NotApplicable(reason.to_string()),
            Rating::Level(_) | Rating::Unknown => standing,
        };
        let agreed = Agreed {
            judgement: Judgement {
                rating: standing,
                uneven,
                warning_signs: self.signs.clone(),
                warning_note,
                evidence,
                review: false,
            },
            criterion: item.criterion.id.clone(),
            reason,
            moderator,
            date,
            dissent,
        };
        if let Some(before) = before {
            let told = standing_told(&item.opened.assessment.rubric, &before.judgement.rating);
            let id = |field: Explaining| field.word().to_owned();
            self.still
                .check((before, told.as_str()), &agreed, &id, faults);
        }
        faults.none().then_some(agreed)
    }

    fn standing(
        &self,
        item: &Item<'_>,
        reason: Option<&String>,
        faults: &mut Faults,
    ) -> Option<Rating> {
        match self.answer.as_str() {
            "unknown" => Some(Rating::Unknown),
            "not-applicable" if item.criterion.not_applicable.is_some() => {
                reason.cloned().map(Rating::NotApplicable)
            }
            level => {
                let level = level
                    .parse()
                    .ok()
                    .and_then(|number| item.opened.assessment.rubric.scale().level(number));
                if level.is_none() {
                    faults.add("answer-0", NOTHING_AGREED);
                }
                level.map(Rating::Level)
            }
        }
    }
}

fn is_known(name: &str) -> bool {
    const NAMES: [&str; 12] = [
        "do",
        "answer",
        "reason",
        "outside",
        "moderator",
        "date",
        "dissent",
        "uneven",
        "warning-note",
        "rows",
        "revision",
        "view",
    ];
    NAMES.contains(&name) || is_row_field(name) || is_box(name, &EXPLAINING)
}

/// The fields that explain a judgement.
const EXPLAINING: [Explaining; 3] = [
    Explaining::Reason,
    Explaining::Dissent,
    Explaining::WarningNote,
];
