//! Saving the plan: one action, or several all together or not at all.
//!
//! The program gives each new action the next number, `a1`, `a2` and so on, under
//! the lock. It takes no action out, and writes down the highest number, so that
//! a number never names two actions, even where a person takes one out by hand.

use std::cell::RefCell;

use jiff::civil::Date;

use crate::assessment::{Action, Plan, read_plan};
use crate::rubric::Rubric;
use crate::store::edit::{edited_all, headed};
use crate::store::layout::PLAN;
use crate::store::row::{Fields, Row, date};
use crate::store::save::{File, HEAD, put};
use crate::store::{Folder, Saved, StoreError};

/// One change to the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanEdit {
    /// A new action. Its id is not looked at; it gets one.
    Add(Action),
    /// An action that is there says something else from now on.
    Change {
        /// What it said when it was last read.
        before: Action,
        /// What it is to say. The id is the same.
        after: Action,
    },
}

/// An action that somebody else changed meanwhile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedAction {
    /// Its id.
    pub id: String,
    /// What it says now. `None`: it was taken out.
    pub theirs: Option<Box<Action>>,
}

impl Folder {
    /// Saves one action, in the place of the one with its id, or as the last.
    ///
    /// # Errors
    /// When the file is not valid or cannot be written; it is then as it was.
    pub fn save_action(&self, rubric: &Rubric, action: &Action) -> Result<Saved, StoreError> {
        self.change_plan(rubric, |_| Ok(vec![action.clone()]))
            .map(|(saved, _)| saved)
    }

    /// Adds an action with an id of its own, and gives it back with the id.
    ///
    /// # Errors
    /// As [`save_action`](Self::save_action).
    pub fn add_action(&self, rubric: &Rubric, action: &Action) -> Result<Action, StoreError> {
        let (_, mut written) = self.save_plan(rubric, &[PlanEdit::Add(action.clone())])?;
        Ok(written
            .pop()
            .expect("what was to be added comes back with its id"))
    }

    /// Makes all of these changes, or none. The actions come back as they are now, in the order of the changes.
    ///
    /// # Errors
    /// [`StoreError::PlanChanged`] when an action says neither what it said before nor what it is to say:
    /// nothing is written then. Else as [`save_action`](Self::save_action).
    pub fn save_plan(
        &self,
        rubric: &Rubric,
        edits: &[PlanEdit],
    ) -> Result<(Saved, Vec<Action>), StoreError> {
        let path = self.place(PLAN);
        let mut written = Vec::new();
        let (saved, _) = self.change_plan(rubric, |plan| {
            written.clear();
            let mut number = plan.next_number();
            let mut changed = Vec::new();
            for edit in edits {
                match edit {
                    PlanEdit::Add(action) => {
                        written.push(Action {
                            id: format!("a{number}"),
                            ..action.clone().plainly()
                        });
                        number = number.saturating_add(1);
                    }
                    PlanEdit::Change { before, after } => {
                        let after = after.clone().plainly();
                        let now = plan.actions.iter().find(|action| action.id == after.id);
                        if now != Some(before) && now != Some(&after) {
                            changed.push(ChangedAction {
                                id: after.id.clone(),
                                theirs: now.cloned().map(Box::new),
                            });
                        }
                        written.push(after);
                    }
                }
            }
            if changed.is_empty() {
                Ok(written.clone())
            } else {
                Err(StoreError::PlanChanged {
                    path: path.clone(),
                    changed,
                })
            }
        })?;
        Ok((saved, written))
    }

    /// Saves the day on which the trust means to assess itself again.
    ///
    /// # Errors
    /// As [`save_action`](Self::save_action).
    pub fn save_next_review(&self, rubric: &Rubric, day: Date) -> Result<Saved, StoreError> {
        let fields: Fields = vec![("format", Some(1.into())), ("next-review", Some(date(day)))];
        let file = File {
            name: PLAN,
            fresh: HEAD.to_owned(),
            change: &|text| headed(text, &fields),
        };
        let apply = |_: Option<&Plan>, plan: &mut Plan| {
            if plan.next_review == Some(day) {
                return Ok(Saved::Unchanged);
            }
            plan.next_review = Some(day);
            Ok(Saved::Written)
        };
        self.save(rubric, &file, |source| read_plan(rubric, source), apply)
            .map(|(saved, _)| saved)
    }

    /// Puts actions into the plan: `decide` is given the plan as it is, under the lock, and says which.
    fn change_plan(
        &self,
        rubric: &Rubric,
        mut decide: impl FnMut(&Plan) -> Result<Vec<Action>, StoreError>,
    ) -> Result<(Saved, Plan), StoreError> {
        // What is decided under the lock, and is then written into the text.
        let decided: RefCell<(Vec<Action>, Plan)> = RefCell::default();
        let change = |text: &str| {
            let decided = decided.borrow();
            let (actions, plan) = &*decided;
            let order: Vec<&str> = plan
                .actions
                .iter()
                .map(|action| action.id.as_str())
                .collect();
            let rows: Vec<(&str, Row)> = actions
                .iter()
                .map(|action| (action.id.as_str(), Row::of_action(action)))
                .collect();
            let text = edited_all(text, ("action", "id"), &order, &rows)?;
            match plan.last_number {
                Some(number) => headed(
                    &text,
                    &vec![
                        ("format", Some(1.into())),
                        ("last-number", Some(i64::from(number).into())),
                    ],
                ),
                None => Ok(text),
            }
        };
        let file = File {
            name: PLAN,
            fresh: HEAD.to_owned(),
            change: &change,
        };
        self.save(
            rubric,
            &file,
            |source| read_plan(rubric, source),
            |_, plan| {
                let first_new = plan.next_number();
                let actions: Vec<Action> = decide(plan)?.into_iter().map(Action::plainly).collect();
                let mut saved = Saved::Unchanged;
                for action in &actions {
                    let there = plan
                        .actions
                        .iter()
                        .position(|other| other.id == action.id)
                        .unwrap_or(plan.actions.len());
                    let ids: Vec<String> = plan
                        .actions
                        .iter()
                        .map(|action| action.id.clone())
                        .collect();
                    let place = |other: &Action| {
                        ids.iter()
                            .position(|id| *id == other.id)
                            .or((other.id == action.id).then_some(there))
                    };
                    if put(&mut plan.actions, action.clone(), place) == Saved::Written {
                        saved = Saved::Written;
                    }
                }
                let highest = plan.next_number() - 1;
                if highest >= first_new {
                    plan.last_number = Some(highest);
                }
                decided.replace((actions, plan.clone()));
                Ok(saved)
            },
        )
    }
}

#[cfg(test)]
mod tests;
