//! What is typed for an action, and the action that it makes.

use jiff::civil::Date;

use super::revision;
use crate::assessment::{
    Action, ActionDraft, ActionFault, ActionField, ActionStatus, Course, Explaining, FaultKind,
};
use crate::questionnaire::{read_date, read_text, spoken_date};
use crate::rubric::Rubric;
use crate::web::error::AppError;
use crate::web::form::{Faults, Fields};
use crate::web::page::still::Still;

/// That somebody will do something.
pub const ACT: &str = "act";
/// That nothing will be done.
pub const NOTHING: &str = "nothing";

/// The fields of the form.
const FIELDS: [&str; 13] = [
    "for",
    "course",
    "what",
    "owner",
    "due",
    "measure",
    "status",
    "no-action",
    "note",
    "note-still",
    "past-due-ok",
    "revision",
    "do",
];

/// What is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ActionForm {
    pub subject: String,
    pub course: String,
    pub what: String,
    pub owner: String,
    pub due: String,
    pub measure: String,
    pub status: String,
    pub no_action: String,
    pub note: String,
    pub past_due_ok: bool,
    /// What is said to be still true.
    pub still: Still,
    /// The mark of the action that the form was made from; empty for a new one.
    pub revision: String,
}

impl ActionForm {
    /// For something that has no action yet.
    pub fn new(subject: &str) -> Self {
        Self {
            subject: subject.to_owned(),
            course: ACT.to_owned(),
            status: ActionStatus::NotStarted.word().to_owned(),
            ..Self::default()
        }
    }

    /// As an action stands in the plan.
    pub fn of(action: &Action) -> Self {
        let field = |field: ActionField| action.field(field).unwrap_or_default();
        Self {
            subject: action.subject.clone(),
            course: if action.status().is_some() {
                ACT
            } else {
                NOTHING
            }
            .to_owned(),
            what: action.what.clone(),
            owner: field(ActionField::Owner),
            due: action.due().map_or_else(String::new, spoken_date),
            measure: field(ActionField::Measure),
            status: action
                .status()
                .unwrap_or(ActionStatus::NotStarted)
                .word()
                .to_owned(),
            no_action: field(ActionField::NoAction),
            note: action.note.clone().unwrap_or_default(),
            past_due_ok: false,
            still: Still::default(),
            revision: revision(action),
        }
    }

    /// What was sent.
    ///
    /// # Errors
    /// [`ErrorKind::BadForm`]: fields that the form does not have.
    pub fn read(fields: &Fields) -> Result<Self, AppError> {
        fields.only(&|name| FIELDS.contains(&name), &[])?;
        let text = |name: &str| fields.raw(name).unwrap_or_default().to_owned();
        Ok(Self {
            subject: text("for"),
            course: text("course"),
            what: text("what"),
            owner: text("owner"),
            due: text("due"),
            measure: text("measure"),
            status: text("status"),
            no_action: text("no-action"),
            note: text("note"),
            past_due_ok: fields.get("past-due-ok").is_some(),
            still: Still::read(fields),
            revision: text("revision"),
        })
    }

    /// The same once more, made now from what is in the file.
    pub fn again(&self, theirs: &Action) -> Vec<(String, String)> {
        let mut fields: Vec<(String, String)> = [
            ("for", &self.subject),
            ("course", &self.course),
            ("what", &self.what),
            ("owner", &self.owner),
            ("due", &self.due),
            ("measure", &self.measure),
            ("status", &self.status),
            ("no-action", &self.no_action),
            ("note", &self.note),
        ]
        .map(|(name, value)| (name.to_owned(), value.clone()))
        .to_vec();
        fields.push(("revision".to_owned(), revision(theirs)));
        fields.extend(self.still.again());
        fields.extend(
            self.past_due_ok
                .then(|| ("past-due-ok".to_owned(), "1".to_owned())),
        );
        fields
    }

    /// The action, or nothing with every fault noted.
    pub fn action(
        &self,
        rubric: &Rubric,
        before: Option<&Action>,
        today: Date,
        faults: &mut Faults,
    ) -> Option<Action> {
        let draft = self.draft(before, today, faults);
        let id = before.map_or("", |before| before.id.as_str());
        match draft.action(id, rubric, today, before) {
            Ok(action) => {
                if let Some(before) = before {
                    let told = before.status().map_or("", ActionStatus::phrase);
                    let id = |field: Explaining| field.word().to_owned();
                    self.still.check((before, told), &action, &id, faults);
                }
                faults.none().then_some(action)
            }
            Err(found) => {
                noted(&found, faults);
                None
            }
        }
    }

    /// What was typed, as far as it can be read. What belongs to the course that was not chosen is left out.
    fn draft(&self, before: Option<&Action>, today: Date, faults: &mut Faults) -> ActionDraft {
        let old = |field: ActionField| before.and_then(|before| before.field(field));
        let mut text = |field: ActionField, typed: &str| {
            // What stands in the file already, letter by letter, stays; empty fields are told of by the draft.
            if typed.trim().is_empty() || old(field).is_some_and(|old| old == typed) {
                return Some(typed.to_owned());
            }
            faults.or(field_id(field), read_text(typed.trim()))
        };
        let subject = Some(self.subject.clone());
        let (what, note) = (
            text(ActionField::What, &self.what),
            text(ActionField::Note, &self.note),
        );
        if self.course == NOTHING {
            // No words are a missing reason, and not an action without one.
            let no_action = text(ActionField::NoAction, &self.no_action);
            if self.no_action.trim().is_empty() {
                faults.add(
                    field_id(ActionField::NoAction),
                    "Please say why nothing will be done.",
                );
            }
            return ActionDraft {
                subject,
                what,
                note,
                no_action: no_action.map(|reason| given_or(reason, "?")),
                ..ActionDraft::default()
            };
        }
        let (owner, measure) = (
            text(ActionField::Owner, &self.owner),
            text(ActionField::Measure, &self.measure),
        );
        let due = match self.due.trim() {
            "" => None,
            typed => faults.or(field_id(ActionField::Due), read_date(typed, today)),
        };
        let status = ActionStatus::read(&self.status);
        let draft = ActionDraft {
            subject,
            what,
            owner,
            due,
            measure,
            status,
            no_action: None,
            note,
            past_due_ok: self.past_due_ok,
        };
        match before.map(|before| &before.course) {
            Some(Course::NoAction { reason }) => draft.taken_up(reason),
            Some(Course::Act { .. }) | None => draft,
        }
    }
}

/// The text, or these words where there is none.
fn given_or(text: String, words: &str) -> String {
    if text.trim().is_empty() {
        words.to_owned()
    } else {
        text
    }
}

/// The id of the field on the page.
pub const fn field_id(field: ActionField) -> &'static str {
    match field {
        ActionField::Status => "status-not-started",
        ActionField::For
        | ActionField::What
        | ActionField::Owner
        | ActionField::Due
        | ActionField::Measure
        | ActionField::NoAction
        | ActionField::Note => field.word(),
    }
}

/// Notes what keeps a draft from being an action, field by field. A field that could not be read is not also missing.
fn noted(found: &[ActionFault], faults: &mut Faults) {
    for fault in found {
        let id = field_id(fault.field);
        let told = fault.kind == FaultKind::Missing && faults.of(id).is_some();
        if !told {
            faults.add(id, fault.words.clone());
        }
    }
}
