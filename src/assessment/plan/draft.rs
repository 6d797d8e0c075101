//! An action in the making: what is known of it so far, and what is still missing.
//!
//! Flags, questions, a web page and a tracker from Excel all fill one of these,
//! so that all of them refuse the same things in the same words.

use jiff::civil::Date;

use crate::assessment::{Action, ActionField, ActionStatus, Course, Note};
use crate::rubric::Rubric;
use crate::text::did_you_mean;

/// What stands for what is to be done where the trust decided to do nothing and gave no other words.
const NOTHING: &str = "No action";

/// What is known of an action. Blank texts count as not given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ActionDraft {
    /// The criterion or standard it is for, by id.
    pub subject: Option<String>,
    /// What is to be done.
    pub what: Option<String>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// By when.
    pub due: Option<Date>,
    /// How one will know.
    pub measure: Option<String>,
    /// How far it is; not started, where nothing is said.
    pub status: Option<ActionStatus>,
    /// Why nothing will be done.
    pub no_action: Option<String>,
    /// A note.
    pub note: Option<String>,
    /// Whether a due date that has passed is meant so.
    pub past_due_ok: bool,
}

/// One thing that keeps a draft from being an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionFault {
    /// The field it is about.
    pub field: ActionField,
    /// What kind of fault it is.
    pub kind: FaultKind,
    /// The sentence that says what is wrong and what to do.
    pub words: String,
}

/// The kind of a fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FaultKind {
    /// The field is empty and must not be.
    Missing,
    /// It names something that the rubric does not have.
    Unknown,
    /// A due date that has passed.
    Past,
    /// Both somebody who will do it, and a reason why nobody will.
    Both,
}

impl ActionDraft {
    /// The draft that says all that an action says.
    pub fn of(action: &Action) -> Self {
        let mut draft = Self {
            subject: Some(action.subject.clone()),
            what: Some(action.what.clone()),
            note: action.note.clone().map(String::from),
            ..Self::default()
        };
        match &action.course {
            Course::Act {
                owner,
                due,
                measure,
                status,
            } => {
                draft.owner = Some(owner.clone());
                draft.due = Some(*due);
                draft.measure = Some(measure.clone());
                draft.status = Some(*status);
            }
            Course::NoAction { reason } => draft.no_action = Some(reason.clone()),
        }
        draft
    }

    /// What it says once somebody will do something after all: the reason for doing nothing, which an action had until
    /// now, goes into the note, so that what was decided before stays readable.
    pub fn taken_up(mut self, reason: &str) -> Self {
        let was = format!("Before, nothing was to be done: {}", reason.trim());
        self.no_action = None;
        self.note = Some(match given(self.note.as_ref()) {
            Some(note) => format!("{note}\n{was}"),
            None => was,
        });
        self
    }

    /// Whether it says that somebody will do something.
    fn acts(&self) -> bool {
        given(self.owner.as_ref()).is_some()
            || self.due.is_some()
            || given(self.measure.as_ref()).is_some()
            || self.status.is_some()
    }

    /// The action of this id. `before` is what the plan says of it now, `None` for a new one: a due date
    /// that has passed is only a fault where it was set just now.
    ///
    /// # Errors
    /// Every fault at once.
    pub fn action(
        &self,
        id: &str,
        rubric: &Rubric,
        today: Date,
        before: Option<&Action>,
    ) -> Result<Action, Vec<ActionFault>> {
        let mut faults = Vec::new();
        let subject = self
            .known_subject(rubric)
            .map_err(|fault| faults.push(fault))
            .ok();
        let reason = given(self.no_action.as_ref());
        let what =
            given(self.what.as_ref()).or_else(|| reason.is_some().then(|| NOTHING.to_owned()));
        if what.is_none() {
            faults.push(missing(ActionField::What, "Say what is to be done."));
        }
        let course = match reason {
            Some(_) if self.acts() => {
                faults.push(ActionFault {
                    field: ActionField::NoAction,
                    kind: FaultKind::Both,
                    words: "Either somebody will do something (with an owner, a due date and a measure), or nothing will be done and there is a reason: it cannot be both.".to_owned(),
                });
                None
            }
            Some(reason) => Some(Course::NoAction { reason }),
            None => self.act(today, before, &mut faults),
        };
        match (subject, what, course) {
            (Some(subject), Some(what), Some(course)) if faults.is_empty() => Ok(Action {
                id: id.to_owned(),
                subject,
                what,
                course,
                note: Note::of(self.note.as_ref()),
            }),
            _ => Err(faults),
        }
    }

    fn act(
        &self,
        today: Date,
        before: Option<&Action>,
        faults: &mut Vec<ActionFault>,
    ) -> Option<Course> {
        let (owner, measure) = (given(self.owner.as_ref()), given(self.measure.as_ref()));
        let status = self.status.unwrap_or(ActionStatus::NotStarted);
        if owner.is_none() {
            faults.push(missing(
                ActionField::Owner,
                "Say who answers for it: a post is enough.",
            ));
        }
        match self.due {
            None => faults.push(missing(ActionField::Due, "Say by when it is due.")),
            Some(due) => {
                let known =
                    before.is_some_and(|before| before.due() == Some(due) && before.is_open());
                if due < today && status.is_open() && !known && !self.past_due_ok {
                    faults.push(ActionFault {
                        field: ActionField::Due,
                        kind: FaultKind::Past,
                        words: format!(
                            "{} has passed already, and this is not done yet. Give a day to come, or say that it is meant so.",
                            due.strftime("%-d %B %Y")
                        ),
                    });
                }
            }
        }
        if measure.is_none() {
            faults.push(missing(
                ActionField::Measure,
                "Say how you will know that it has worked.",
            ));
        }
        Some(Course::Act {
            owner: owner?,
            due: self.due?,
            measure: measure?,
            status,
        })
    }

    fn known_subject(&self, rubric: &Rubric) -> Result<String, ActionFault> {
        let Some(subject) = given(self.subject.as_ref()) else {
            return Err(missing(
                ActionField::For,
                "Say which criterion or standard it is for.",
            ));
        };
        let ids = || {
            let standards = rubric.standards().map(|standard| standard.id.as_str());
            rubric
                .criteria()
                .map(|criterion| criterion.id.as_str())
                .chain(standards)
        };
        if ids().any(|id| id == subject) {
            return Ok(subject);
        }
        let hint = did_you_mean(&subject, ids(), "Give the id of one that it has.");
        Err(ActionFault {
            field: ActionField::For,
            kind: FaultKind::Unknown,
            words: format!("The rubric has no criterion or standard \"{subject}\". {hint}"),
        })
    }
}

fn missing(field: ActionField, words: &str) -> ActionFault {
    ActionFault {
        field,
        kind: FaultKind::Missing,
        words: words.to_owned(),
    }
}

/// The text without space around it, if there is any.
fn given(text: Option<&String>) -> Option<String> {
    text.map(|text| text.trim())
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::rubric::{RubricText, parse};
    use crate::source::Source;

    const TODAY: Date = date(2026, 11, 22);

    fn rubric() -> Rubric {
        let main = "format = 1\nid = \"small\"\nversion = \"1.0.0\"\ntitle = \"Small\"\nsummary = \"s\"\nnotice = \"n\"\ndomains = [\"work\"]\nhow-to-answer = []\n[[level]]\nlabel = \"No\"\nmeaning = \"No.\"\n[[level]]\nlabel = \"Yes\"\nmeaning = \"Yes.\"\n[scoring]\nshare = \"3/4\"\nreach = 1\nenough = \"4/5\"\nnot-applicable-limit = \"1/4\"\n[caps]\n";
        let work = "[domain]\nid = \"work\"\ntitle = \"Work\"\nquestion = \"Is it?\"\nsummary = \"It.\"\nsources = []\n[[criterion]]\nid = \"work-load\"\ntitle = \"T\"\nquestion = \"Is it?\"\nwhy = \"So.\"\nanchors = [\"a\", \"b\"]\nwarning-signs = []\nevidence = []\nsources = []\nfacets = []\n[[standard]]\nid = \"law\"\ncriterion = \"work-load\"\nforce = \"must\"\nstatement = \"It is.\"\nasks = \"chair\"\nsource = \"ours\"\n";
        parse(&RubricText {
            main: Source::new("rubric.toml", main),
            domains: vec![Source::new("work.toml", work)],
            unread: Vec::new(),
        })
        .unwrap()
    }

    fn whole() -> ActionDraft {
        ActionDraft {
            subject: Some("work-load".into()),
            what: Some("Look".into()),
            owner: Some("chair".into()),
            due: Some(date(2027, 1, 31)),
            measure: Some("It is less".into()),
            ..ActionDraft::default()
        }
    }

    fn fields(draft: &ActionDraft) -> Vec<(ActionField, FaultKind)> {
        draft
            .action("a1", &rubric(), TODAY, None)
            .unwrap_err()
            .iter()
            .map(|fault| (fault.field, fault.kind))
            .collect()
    }

    #[test]
    fn everything_that_is_missing_is_said_at_once() {
        use ActionField::{Due, For, Measure, Owner, What};
        let wanted = [For, What, Owner, Due, Measure].map(|field| (field, FaultKind::Missing));
        assert_eq!(fields(&ActionDraft::default()), wanted);
        assert_eq!(
            fields(&ActionDraft {
                owner: Some("  ".into()),
                ..whole()
            }),
            [(Owner, FaultKind::Missing)]
        );
    }

    #[test]
    fn a_reason_is_enough_for_doing_nothing_and_goes_with_no_owner() {
        let nothing = ActionDraft {
            subject: Some("law".into()),
            no_action: Some(" Next year ".into()),
            ..ActionDraft::default()
        };
        let action = nothing.action("a1", &rubric(), TODAY, None).unwrap();
        assert_eq!(
            (action.what.as_str(), action.course),
            (
                "No action",
                Course::NoAction {
                    reason: "Next year".into()
                }
            )
        );
        assert_eq!(
            fields(&ActionDraft {
                no_action: Some("why".into()),
                ..whole()
            }),
            [(ActionField::NoAction, FaultKind::Both)]
        );
    }

    #[test]
    fn an_unknown_criterion_is_told_with_the_nearest_name() {
        let faults = ActionDraft {
            subject: Some("work-lode".into()),
            ..whole()
        }
        .action("a1", &rubric(), TODAY, None)
        .unwrap_err();
        assert_eq!(
            faults[0].words,
            "The rubric has no criterion or standard \"work-lode\". Did you mean \"work-load\"?"
        );
    }

    #[test]
    fn a_past_due_date_is_a_fault_only_where_it_is_new_and_the_action_open() {
        let past = ActionDraft {
            due: Some(date(2026, 11, 21)),
            ..whole()
        };
        assert_eq!(fields(&past), [(ActionField::Due, FaultKind::Past)]);
        let done = ActionDraft {
            status: Some(ActionStatus::Complete),
            ..past.clone()
        };
        assert!(done.action("a1", &rubric(), TODAY, None).is_ok());
        let meant = ActionDraft {
            past_due_ok: true,
            ..past.clone()
        };
        let before = meant.action("a1", &rubric(), TODAY, None).unwrap();
        assert!(past.action("a1", &rubric(), TODAY, Some(&before)).is_ok());
        assert!(
            ActionDraft {
                due: Some(TODAY),
                ..past
            }
            .action("a1", &rubric(), TODAY, None)
            .is_ok()
        );
    }

    #[test]
    fn a_draft_of_an_action_is_that_action() {
        let action = whole().action("a1", &rubric(), TODAY, None).unwrap();
        assert_eq!(
            ActionDraft::of(&action)
                .action("a1", &rubric(), TODAY, None)
                .as_ref(),
            Ok(&action)
        );
        let shown: Vec<Option<String>> = ActionField::ALL
            .into_iter()
            .map(|field| action.field(field))
            .collect();
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(
            shown,
            [
                text("work-load"),
                text("Look"),
                text("chair"),
                text("2027-01-31"),
                text("It is less"),
                text("Not started"),
                None,
                None
            ]
        );
    }
}
