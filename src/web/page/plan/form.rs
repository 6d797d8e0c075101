//! What is typed for an action, and the action that it makes.

use jiff::civil::Date;

use crate::assessment::{
    Action, ActionDraft, ActionFault, ActionField, ActionStatus, Course, Explaining, FaultKind,
};
use crate::questionnaire::{read_date, read_text};
use crate::rubric::Rubric;
use crate::store::Revision;
use crate::web::error::AppError;
use crate::web::form::{Faults, Fields};
use crate::web::page::still::Still;
use crate::words::long_date;

/// That somebody will do something.
pub(crate) const ACT: &str = "act";
/// That nothing will be done.
pub(crate) const NOTHING: &str = "nothing";

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

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ActionForm {
    pub(crate) subject: String,
    pub(crate) course: String,
    pub(crate) what: String,
    pub(crate) owner: String,
    pub(crate) due: String,
    pub(crate) measure: String,
    pub(crate) status: String,
    pub(crate) no_action: String,
    pub(crate) note: String,
    pub(crate) past_due_ok: bool,
    /// What is said to be still true.
    pub(crate) still: Still,
    /// The mark of the action that the form was made from; empty for a new one.
    pub(crate) revision: String,
}

impl ActionForm {
    /// For something that has no action yet.
    pub(crate) fn new(subject: &str) -> Self {
        Self {
            subject: subject.to_owned(),
            course: ACT.to_owned(),
            status: ActionStatus::NotStarted.word().to_owned(),
            ..Self::default()
        }
    }

    /// As an action stands in the plan.
    pub(crate) fn of(action: &Action) -> Self {
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
            due: action.due().map_or_else(String::new, long_date),
            measure: field(ActionField::Measure),
            status: action
                .status()
                .unwrap_or(ActionStatus::NotStarted)
                .word()
                .to_owned(),
            no_action: field(ActionField::NoAction),
            note: action.note.as_deref().unwrap_or_default().to_owned(),
            past_due_ok: false,
            still: Still::default(),
            revision: Revision::of([action]).to_string(),
        }
    }

    /// Returns what was sent.
    ///
    /// # Errors
    /// [`ErrorKind::BadForm`]: fields that the form does not have.
    pub(crate) fn read(fields: &Fields) -> Result<Self, AppError> {
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

    /// Returns the action, or nothing with every fault noted.
    pub(crate) fn action(
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

    /// Returns what was typed, as far as it can be read. What belongs to the course that was not chosen is left out.
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

/// Returns the text, or these words where there is none.
fn given_or(text: String, words: &str) -> String {
    if text.trim().is_empty() {
        words.to_owned()
    } else {
        text
    }
}

/// Returns the id of the field on the page.
pub(crate) const fn field_id(field: ActionField) -> &'static str {
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
