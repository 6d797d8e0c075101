//! What was answered in a sitting: each thing kept for good at once, and remembered.

use std::collections::HashMap;
use std::hash::Hash;
use std::ops::ControlFlow;

use crate::questionnaire::keeper::{Kept, keep};
use crate::questionnaire::{Interviewer, Keeper, Leaving, said};

/// The things of one sitting by their ids, and their keeper.
pub(super) struct Ledger<'a, K, T> {
    keeper: &'a mut dyn Keeper<T>,
    things: HashMap<K, T>,
    /// How many times something was kept.
    pub(super) kept: usize,
    /// What could not be kept, if the person leaves without it.
    pub(super) unsaved: Option<String>,
}

/// How a thing is told to the person.
pub(super) struct Told<'t, T> {
    /// With all that stands beside it.
    pub(super) in_full: &'t dyn Fn(&T) -> String,
    /// In a few words.
    pub(super) shortly: &'t dyn Fn(&T) -> String,
}

impl<'a, K: Eq + Hash + Clone, T: Clone + PartialEq> Ledger<'a, K, T> {
    /// A ledger with what was kept before.
    pub(super) fn new(keeper: &'a mut dyn Keeper<T>, things: HashMap<K, T>) -> Self {
        Self {
            keeper,
            things,
            kept: 0,
            unsaved: None,
        }
    }

    /// What is kept under an id.
    pub(super) fn get(&self, id: &K) -> Option<&T> {
        self.things.get(id)
    }

    /// Whether something is kept under an id.
    pub(super) fn has(&self, id: &K) -> bool {
        self.things.contains_key(id)
    }

    /// Whether nothing is kept yet.
    pub(super) fn is_empty(&self) -> bool {
        self.things.is_empty()
    }

    /// Keeps a thing in place of the one before; whether it is now what was given.
    /// Otherwise a notice says what stands instead.
    pub(super) fn keep(
        &mut self,
        interviewer: &mut dyn Interviewer,
        notices: &mut Vec<String>,
        id: &K,
        thing: T,
        told: &Told<'_, T>,
    ) -> ControlFlow<Leaving, bool> {
        if self.things.get(id) == Some(&thing) {
            return ControlFlow::Continue(true);
        }
        match keep(self.keeper, interviewer, &thing, told.in_full) {
            ControlFlow::Continue(Kept::Mine) => {
                self.kept += 1;
                self.things.insert(id.clone(), thing);
                ControlFlow::Continue(true)
            }
            ControlFlow::Continue(Kept::Theirs(theirs)) => {
                match theirs {
                    Some(theirs) => drop(self.things.insert(id.clone(), *theirs)),
                    None => drop(self.things.remove(id)),
                }
                notices.push(said::FILE_STAYS.to_owned());
                ControlFlow::Continue(false)
            }
            ControlFlow::Continue(Kept::Not) => {
                notices.push(format!("Not saved: {}.", (told.shortly)(&thing)));
                ControlFlow::Continue(false)
            }
            ControlFlow::Break(leaving) => {
                self.unsaved = Some((told.in_full)(&thing));
                ControlFlow::Break(leaving)
            }
        }
    }
}
