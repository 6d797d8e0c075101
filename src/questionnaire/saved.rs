//! What was answered in a sitting: each record saved for good at once, and remembered.

use std::collections::HashMap;
use std::hash::Hash;

use crate::questionnaire::interviewer::Interviewer;
use crate::questionnaire::leaving::NoAnswer;
use crate::questionnaire::repository::{Repository, Saved, save};
use crate::questionnaire::said;

/// The records of one sitting by their ids, and where they are saved.
pub(super) struct SavedAnswers<'a, K, T> {
    repository: &'a mut dyn Repository<T>,
    records: HashMap<K, T>,
    /// How many times something was saved.
    pub(super) count: usize,
    /// What could not be saved, if the person leaves without it.
    pub(super) unsaved: Option<String>,
}

/// A record in words for the person.
pub(super) struct InWords<'t, T> {
    /// With all its details.
    pub(super) details: &'t dyn Fn(&T) -> String,
    /// In a few words.
    pub(super) summary: &'t dyn Fn(&T) -> String,
}

impl<'a, K: Eq + Hash + Clone, T: Clone + PartialEq> SavedAnswers<'a, K, T> {
    /// Begins with what was saved before.
    pub(super) fn new(repository: &'a mut dyn Repository<T>, records: HashMap<K, T>) -> Self {
        Self {
            repository,
            records,
            count: 0,
            unsaved: None,
        }
    }

    pub(super) fn get(&self, id: &K) -> Option<&T> {
        self.records.get(id)
    }

    pub(super) fn has(&self, id: &K) -> bool {
        self.records.contains_key(id)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// Saves a record in place of the one before, and returns whether it is now what was given.
    /// Otherwise a notice says what is there instead.
    pub(super) fn save(
        &mut self,
        interviewer: &mut dyn Interviewer,
        notices: &mut Vec<String>,
        id: &K,
        record: T,
        in_words: &InWords<'_, T>,
    ) -> Result<bool, NoAnswer> {
        if self.records.get(id) == Some(&record) {
            return Ok(true);
        }
        match save(self.repository, interviewer, &record, in_words.details) {
            Ok(Saved::Mine) => {
                self.count += 1;
                self.records.insert(id.clone(), record);
                Ok(true)
            }
            Ok(Saved::Theirs(theirs)) => {
                match theirs {
                    Some(theirs) => drop(self.records.insert(id.clone(), *theirs)),
                    None => drop(self.records.remove(id)),
                }
                notices.push(said::FILE_STAYS.to_owned());
                Ok(false)
            }
            Ok(Saved::Not) => {
                notices.push(format!("Not saved: {}.", (in_words.summary)(&record)));
                Ok(false)
            }
            Err(left) => {
                self.unsaved = Some((in_words.details)(&record));
                Err(left)
            }
        }
    }
}
