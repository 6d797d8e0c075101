//! Saving the baseline register.

use crate::assessment::{Entry, read_register};
use crate::rubric::Rubric;
use crate::store::edit::{Edit, edited};
use crate::store::layout::STANDARDS;
use crate::store::row::Row;
use crate::store::save::{File, HEAD, put};
use crate::store::{Folder, Saved, StoreError};

/// What became of an entry of the register that was to be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entered {
    /// It is saved.
    Saved(Saved),
    /// It is not: the register says this of the standard now. `None`: nothing (any more).
    Changed(Option<Box<Entry>>),
}

impl Folder {
    /// Saves one entry of the baseline register, in the place of an earlier one for the same standard.
    ///
    /// # Errors
    /// When the file is not valid or cannot be written; it is then as it was.
    pub fn save_entry(&self, rubric: &Rubric, entry: &Entry) -> Result<Saved, StoreError> {
        match self.save_entry_if(rubric, entry, |_| true)? {
            Entered::Saved(saved) => Ok(saved),
            Entered::Changed(_) => Ok(Saved::Unchanged),
        }
    }

    /// Saves one entry if `may` agrees to what the register says of the standard now; else tells what that is.
    ///
    /// # Errors
    /// As [`save_entry`](Self::save_entry).
    pub fn save_entry_if(
        &self,
        rubric: &Rubric,
        entry: &Entry,
        mut may: impl FnMut(Option<&Entry>) -> bool,
    ) -> Result<Entered, StoreError> {
        let mut theirs = None;
        let edit = Edit {
            array: "standard",
            key: "id",
            id: entry.standard.as_str(),
            row: Row::of_entry(entry),
            order: rubric
                .standards()
                .map(|standard| standard.id.as_str())
                .collect(),
        };
        let file = File {
            name: STANDARDS,
            fresh: HEAD.to_owned(),
            change: &|text| edited(text, &edit),
        };
        let apply = |found: Option<&Vec<Entry>>, register: &mut Vec<Entry>| {
            let now = found.and_then(|register| {
                register
                    .iter()
                    .find(|there| there.standard == entry.standard)
            });
            theirs = None;
            if now == Some(entry) {
                return Ok(Saved::Unchanged);
            }
            if !may(now) {
                theirs = Some(now.cloned().map(Box::new));
                return Ok(Saved::Unchanged);
            }
            Ok(put(register, entry.clone(), |entry| {
                edit.place(entry.standard.as_str())
            }))
        };
        let (saved, _) = self.save(rubric, &file, |source| read_register(rubric, source), apply)?;
        Ok(theirs.map_or(Entered::Saved(saved), Entered::Changed))
    }
}
