//! What a tracker would change in the plan, or every reason why it cannot be read.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use crate::assessment::{Action, ActionDraft, ActionField, ActionStatus, Assessment};
use crate::questionnaire::read_date;
use crate::report::tracker::change::{TrackerChange, TrackerChanges, shown};
use crate::report::tracker::owner::of_another;
use crate::report::tracker::row::{Given, GivenCell, ReadRow, TrackerRead, is_cut, tidy};
use crate::report::tracker::{NEW_ACTION, TRACKER_ID, fields_of};
use crate::text::{capitalised, choice, nearest};
use crate::words::quoted;

/// The most rows that a tracker may have.
const MOST_ROWS: usize = 2_000;

/// Compares a tracker with the plan. A due date that has passed and is new is a fault unless `past_due_ok`.
///
/// # Errors
/// Every fault of the tracker, each a sentence that names sheet and cell. Nothing of it may be taken then.
pub fn compare_tracker(
    assessment: &Assessment,
    read: &TrackerRead,
    today: Date,
    past_due_ok: bool,
) -> Result<TrackerChanges, Vec<String>> {
    if let Some(fault) = of_another(assessment, read) {
        return Err(vec![fault]);
    }
    if read.rows.len() > MOST_ROWS {
        return Err(vec![format!(
            "The tracker has {} rows, and a plan can have {MOST_ROWS}: take out those that are no actions.",
            read.rows.len()
        )]);
    }
    let base = read
        .base
        .iter()
        .map(|(id, fields)| (id.as_str(), fields))
        .collect();
    let mut comparing = Comparing {
        assessment,
        base,
        today,
        past_due_ok,
        faults: Vec::new(),
        seen: HashMap::new(),
    };
    let named: HashSet<String> = read.rows.iter().filter_map(|row| row.id.text()).collect();
    let mut changes = TrackerChanges::default();
    for row in &read.rows {
        changes.changes.extend(comparing.row(row, &named));
    }
    for action in &assessment.plan {
        if !comparing.seen.contains_key(action.id.as_str()) {
            changes.notes.push(if tidy(&action.id).is_some_and(|id| comparing.base.contains_key(id.as_str())) {
                format!(
                    "{} ({}) has no row in the tracker any more. It stays in the plan as it is; to stop it, close it there.",
                    action.id,
                    quoted(&shown(&action.what))
                )
            } else {
                format!(
                    "{} ({}) came into the plan after the tracker was written. It stays as it is.",
                    action.id,
                    quoted(&shown(&action.what))
                )
            });
        }
    }
    if comparing.faults.is_empty() {
        Ok(changes)
    } else {
        Err(comparing.faults)
    }
}

struct Comparing<'a> {
    assessment: &'a Assessment,
    /// What each action said when the tracker was written.
    base: HashMap<&'a str, &'a [Option<String>; 8]>,
    today: Date,
    past_due_ok: bool,
    faults: Vec<String>,
    /// The actions that have a row, each with the place of its id.
    seen: HashMap<&'a str, String>,
}

impl<'a> Comparing<'a> {
    fn row(&mut self, row: &ReadRow, named: &HashSet<String>) -> Option<TrackerChange> {
        let plan = &self.assessment.plan;
        let Some(id) = row.id.text() else {
            return match self.twin(row, named) {
                Some(action) => self.changed(row, action, None),
                None => self.new_action(row),
            };
        };
        let Some(action) = plan
            .iter()
            .find(|action| tidy(&action.id).as_deref() == Some(id.as_str()))
        else {
            let gone = self.base.contains_key(id.as_str());
            let near = nearest(&id, plan.iter().map(|action| action.id.as_str()));
            let hint = match (gone, near) {
                (true, _) => "It was taken out of the plan after the tracker was written. Clear the cell to add it again as a new one, or take the row out.".to_owned(),
                (false, Some(near)) => format!("Did you mean {}? {NEW_ACTION}", quoted(near)),
                (false, None) => NEW_ACTION.to_owned(),
            };
            self.fault(
                &row.id,
                &format!("the plan has no action {}. {hint}", quoted(&shown(&id))),
            );
            return None;
        };
        if let Some(other) = self.seen.get(action.id.as_str()) {
            let words = format!(
                "{} stands a second time; the first is at {other}. If this row is a copy for a new action, clear the cell under {TRACKER_ID}.",
                quoted(&shown(&id))
            );
            self.fault(&row.id, &words);
            return None;
        }
        let base = self.base.get(id.as_str()).copied();
        self.seen.insert(&action.id, row.id.place.clone());
        self.changed(row, action, base)
    }

    /// The action that a row without id is about: one for the same, in the same words, that no other row names.
    /// (A row that was added in Excel has no id there, also when the tracker is read a second time.)
    fn twin(&mut self, row: &ReadRow, named: &HashSet<String>) -> Option<&'a Action> {
        let subject = self.subject(row.field(ActionField::For))?;
        let what = row
            .field(ActionField::What)
            .text()
            .unwrap_or_else(|| "No action".to_owned());
        let free = |action: &&&Action| {
            tidy(&action.id).is_none_or(|id| !named.contains(&id))
                && !self.seen.contains_key(action.id.as_str())
        };
        let same = |action: &&&Action| {
            action.subject == subject && tidy(&action.what).as_deref() == Some(what.as_str())
        };
        let plan: Vec<&'a Action> = self.assessment.plan.iter().collect();
        let twin = plan.iter().filter(free).find(same).copied()?;
        self.seen.insert(&twin.id, row.id.place.clone());
        Some(twin)
    }

    fn new_action(&mut self, row: &ReadRow) -> Option<TrackerChange> {
        let mut draft = ActionDraft {
            past_due_ok: self.past_due_ok,
            ..ActionDraft::default()
        };
        let before = self.faults.len();
        for field in ActionField::ALL {
            self.put(&mut draft, field, row.field(field));
        }
        if self.faults.len() > before {
            return None;
        }
        self.action(&draft, "", row, None).map(TrackerChange::New)
    }

    /// What a row changes in an action that is there.
    fn changed(
        &mut self,
        row: &ReadRow,
        now: &Action,
        base: Option<&[Option<String>; 8]>,
    ) -> Option<TrackerChange> {
        let mut draft = ActionDraft {
            past_due_ok: self.past_due_ok,
            ..ActionDraft::of(now)
        };
        let current = fields_of(now);
        let before = self.faults.len();
        for (place, field) in ActionField::ALL.into_iter().enumerate() {
            let given = row.field(field);
            let said = self.meaning(field, given);
            let is = current[place].as_deref().and_then(tidy);
            let was = base.map_or_else(|| is.clone(), |base| base[place].as_deref().and_then(tidy));
            // A row that was added in Excel leaves empty what it does not speak of.
            if said == was || said == is || (base.is_none() && said.is_none()) {
                continue;
            }
            if is != was {
                let words = |text: &Option<String>| {
                    text.as_ref()
                        .map_or_else(|| "nothing".to_owned(), |text| quoted(&shown(text)))
                };
                self.fault(
                    given,
                    &format!(
                        "both the tracker and the plan have changed {} of {}: it was {}, the tracker says {}, the plan now says {}. Write into the cell what is to stand, or change the plan first.",
                        field.title().to_lowercase(),
                        quoted(&shown(&now.id)),
                        words(&was),
                        words(&said),
                        words(&is)
                    ),
                );
                continue;
            }
            if is.as_deref().is_some_and(is_cut) {
                self.fault(given, "this text is longer than a cell holds, so it cannot be changed here. Change it in the plan itself.");
                continue;
            }
            let acts = row.field(ActionField::NoAction).text().is_none();
            if field == ActionField::Status && said.is_none() && acts {
                self.fault(
                    given,
                    &format!(
                        "the status of {} is empty. Choose one.",
                        quoted(&shown(&now.id))
                    ),
                );
                continue;
            }
            self.put(&mut draft, field, given);
        }
        if self.faults.len() > before
            || draft
                == (ActionDraft {
                    past_due_ok: self.past_due_ok,
                    ..ActionDraft::of(now)
                })
        {
            return None;
        }
        let after = self.action(&draft, &now.id, row, Some(now))?;
        (after != *now).then(|| TrackerChange::Changed {
            before: now.clone(),
            after,
        })
    }

    fn action(
        &mut self,
        draft: &ActionDraft,
        id: &str,
        row: &ReadRow,
        before: Option<&Action>,
    ) -> Option<Action> {
        match draft.action(id, &self.assessment.rubric, self.today, before) {
            Ok(action) => Some(action),
            Err(faults) => {
                for fault in faults {
                    self.fault(row.field(fault.field), &fault.words);
                }
                None
            }
        }
    }

    /// What a cell says, in the form in which the plan would say it; as it stands where that cannot be told.
    fn meaning(&self, field: ActionField, given: &Given) -> Option<String> {
        match field {
            ActionField::For => self.subject(given).or_else(|| given.text()),
            ActionField::Due => day(given, self.today)
                .ok()
                .flatten()
                .map(|day| day.to_string())
                .or_else(|| given.text()),
            ActionField::Status => {
                let text = given.text()?;
                Some(ActionStatus::read(&text).map_or(text, |status| capitalised(status.phrase())))
            }
            ActionField::What
            | ActionField::Owner
            | ActionField::Measure
            | ActionField::NoAction
            | ActionField::Note => given.text(),
        }
    }

    /// The id of the criterion or standard that a cell names, by its id or by its title.
    fn subject(&self, given: &Given) -> Option<String> {
        let text = given.text()?;
        let rubric = &self.assessment.rubric;
        let mut ids = rubric
            .criteria()
            .map(|criterion| criterion.id.as_str())
            .chain(rubric.standards().map(|standard| standard.id.as_str()));
        if ids.any(|id| id == text) {
            return Some(text);
        }
        let lower = text.to_lowercase();
        let mut titled = rubric.criteria().filter(|criterion| {
            criterion.title.to_lowercase() == lower || criterion.id.as_str() == lower
        });
        let found = titled.next()?;
        titled.next().is_none().then(|| found.id.to_string())
    }

    /// Puts what a cell says into a draft.
    fn put(&mut self, draft: &mut ActionDraft, field: ActionField, given: &Given) {
        if let GivenCell::Broken(what) = &given.cell {
            self.fault(
                given,
                &format!(
                    "the formula here has no result ({}). Write the words themselves.",
                    shown(what)
                ),
            );
            return;
        }
        let text = given.text();
        match field {
            ActionField::For => draft.subject = self.subject(given).or(text),
            ActionField::What => draft.what = text,
            ActionField::Owner => draft.owner = text,
            ActionField::Measure => draft.measure = text,
            ActionField::NoAction => draft.no_action = text,
            ActionField::Note => draft.note = text,
            ActionField::Due => match day(given, self.today) {
                Ok(day) => draft.due = day,
                Err(words) => self.fault(given, &words),
            },
            ActionField::Status => {
                draft.status = text.as_deref().and_then(ActionStatus::read);
                if let Some(text) = text.filter(|_| draft.status.is_none()) {
                    let words: Vec<String> = ActionStatus::ALL
                        .into_iter()
                        .map(|status| capitalised(status.phrase()))
                        .collect();
                    let near = nearest(
                        &text,
                        ActionStatus::ALL.iter().map(|status| status.phrase()),
                    );
                    let near = near.map_or_else(String::new, |near| {
                        format!(" Did you mean {}?", quoted(&capitalised(near)))
                    });
                    self.fault(
                        given,
                        &format!(
                            "{} is no status: choose {}.{near}",
                            quoted(&shown(&text)),
                            choice(&words)
                        ),
                    );
                }
            }
        }
    }

    fn fault(&mut self, given: &Given, words: &str) {
        self.faults
            .push(format!("{}: {}", capitalised(&given.place), words));
    }
}

/// The day that a cell names.
fn day(given: &Given, today: Date) -> Result<Option<Date>, String> {
    match &given.cell {
        GivenCell::Nothing => Ok(None),
        GivenCell::Day(day) => Ok(Some(*day)),
        GivenCell::Text(text) | GivenCell::Broken(text) => {
            tidy(text).map(|text| read_date(&text, today)).transpose()
        }
    }
}

#[cfg(test)]
mod tests;
