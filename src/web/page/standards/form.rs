//! What is typed for the standards of a page, and the entries that it makes.

use jiff::civil::Date;

use crate::assessment::{Entry, Explaining, Note, Status};
use crate::questionnaire::{Group, read_date, read_text};
use crate::rubric::Standard;
use crate::store::Revision;
use crate::web::error::AppError;
use crate::web::form::{Faults, Fields};
use crate::web::page::still::{Still, is_box};
use crate::words::long_date;

const NO_STATUS: &str = "Choose whether it is met, or that you don't know";

/// The fields that explain a status.
const EXPLAINING: [Explaining; 2] = [Explaining::Proof, Explaining::Explanation];

/// The fields of a standard.
const PARTS: [&str; 6] = [
    "status",
    "proof",
    "by",
    "checked",
    "explanation",
    "revision",
];

/// What is typed for one standard.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct StandardForm {
    pub(crate) status: String,
    pub(crate) proof: String,
    pub(crate) by: String,
    pub(crate) checked: String,
    pub(crate) explanation: String,
    /// What is said to be still true.
    pub(crate) still: Still,
    /// The mark of the entry that the page was made from.
    pub(crate) revision: String,
    /// What somebody else saved meanwhile.
    pub(crate) theirs: Option<String>,
}

impl StandardForm {
    /// As it is opened.
    pub(crate) fn of(entry: Option<&Entry>) -> Self {
        let revision = Revision::of(entry).to_string();
        let Some(entry) = entry else {
            return Self {
                revision,
                ..Self::default()
            };
        };
        let text = |text: &Option<Note>| text.as_deref().unwrap_or_default().to_owned();
        Self {
            status: entry.status.word().to_owned(),
            proof: text(&entry.proof),
            by: text(&entry.by),
            checked: entry.checked.map_or_else(String::new, long_date),
            explanation: text(&entry.explanation),
            still: Still::default(),
            revision,
            theirs: None,
        }
    }

    fn read(fields: &Fields, standard: &Standard) -> Self {
        let text = |part: &str| {
            fields
                .raw(&field(standard, part))
                .unwrap_or_default()
                .to_owned()
        };
        Self {
            status: text("status"),
            proof: text("proof"),
            by: text("by"),
            checked: text("checked"),
            explanation: text("explanation"),
            still: Still::read(fields),
            revision: text("revision"),
            theirs: None,
        }
    }

    /// Returns whether it says what the register says, or nothing at all where there is nothing.
    pub(crate) fn is_as_opened(&self, entry: Option<&Entry>) -> bool {
        let opened = Self::of(entry);
        [
            &self.status,
            &self.proof,
            &self.by,
            &self.checked,
            &self.explanation,
        ] == [
            &opened.status,
            &opened.proof,
            &opened.by,
            &opened.checked,
            &opened.explanation,
        ]
    }

    /// Returns the entry, or nothing with every fault noted.
    pub(crate) fn entry(
        &self,
        standard: &Standard,
        before: Option<&Entry>,
        today: Date,
        faults: &mut Faults,
    ) -> Option<Entry> {
        let status = Status::ALL
            .into_iter()
            .find(|status| status.word() == self.status);
        if status.is_none() {
            faults.add(
                field(standard, "met"),
                format!("{}: “{}”", NO_STATUS, standard.statement),
            );
        }
        let mut sound = true;
        let mut text = |part: &str, typed: &str, before: Option<&Note>| {
            // What stands in the file already, letter by letter, stays.
            if before.is_some_and(|before| *before == typed) {
                return before.cloned();
            }
            let typed = typed.trim();
            let read =
                (!typed.is_empty()).then(|| faults.or(&field(standard, part), read_text(typed)));
            sound &= !matches!(read, Some(None));
            read.flatten().as_deref().and_then(Note::new)
        };
        let old = |pick: fn(&Entry) -> Option<&Note>| before.and_then(pick);
        let proof = text("proof", &self.proof, old(|entry| entry.proof.as_ref()));
        let by = text("by", &self.by, old(|entry| entry.by.as_ref()));
        let explanation = text(
            "explanation",
            &self.explanation,
            old(|entry| entry.explanation.as_ref()),
        );
        let checked = match self.checked.trim() {
            "" => None,
            typed => {
                let read = faults.or(&field(standard, "checked"), read_date(typed, today));
                sound &= read.is_some();
                read
            }
        };
        let status = status.filter(|_| sound)?;
        let entry = Entry {
            standard: standard.id.clone(),
            status,
            checked,
            by,
            proof,
            explanation,
        };
        let Some(before) = before else {
            return Some(entry);
        };
        let mut outlived = Faults::default();
        let id = |part: Explaining| field(standard, part.word());
        let told = before.status.phrase();
        self.still.check((before, told), &entry, &id, &mut outlived);
        let sound = outlived.none();
        faults.extend(outlived);
        sound.then_some(entry)
    }
}

/// Returns the name of a field of a standard. Ids have no full stop.
pub(crate) fn field(standard: &Standard, part: &str) -> String {
    format!("{}.{part}", standard.id)
}

/// Returns what was sent for each standard of the page.
///
/// # Errors
/// [`ErrorKind::BadForm`]: fields that the page does not have.
pub(crate) fn read(fields: &Fields, group: &Group<'_>) -> Result<Vec<StandardForm>, AppError> {
    let known = |name: &str| {
        name == "do"
            || name.split_once('.').is_some_and(|(id, part)| {
                (PARTS.contains(&part) || is_box(part, &EXPLAINING))
                    && group
                        .standards
                        .iter()
                        .any(|standard| standard.id.as_str() == id)
            })
    };
    fields.only(&known, &[])?;
    Ok(group
        .standards
        .iter()
        .map(|standard| StandardForm::read(fields, standard))
        .collect())
}
