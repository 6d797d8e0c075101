//! The way of every save: worked out in memory, read back, and put in place whole.

use toml_edit::TomlError;

use crate::diagnostic::Diagnostic;
use crate::rubric::{RespondentId, Rubric};
use crate::source::Source;
use crate::store::comment::lost;
use crate::store::edit::Edit;
use crate::store::error::{first, not_toml};
use crate::store::files::{CommitError, Expect, Revision, Write};
use crate::store::layout::RESPONSES;
use crate::store::{Folder, StoreError};

/// What a save did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// The file was written, and is on the disk.
    Written,
    /// The file said this already: not a byte was written.
    Unchanged,
}

impl Folder {
    /// The whole way of a save: read, change, read back, put in place if nothing moved meanwhile, or else begin again.
    /// Refused where the folder has another version of the rubric by now: what was asked by the one is not saved by the
    /// other.
    ///
    /// `apply` is given what the file says (`None`: there is no file) and the same once more, to be changed into what
    /// it should say. It is called anew each time that somebody else saved in between.
    pub(super) fn save<T: PartialEq + Clone>(
        &self,
        rubric: &Rubric,
        file: &File<'_>,
        read: impl Fn(&Source) -> Result<T, Vec<Diagnostic>>,
        mut apply: impl FnMut(Option<&T>, &mut T) -> Result<Saved, StoreError>,
    ) -> Result<(Saved, T), StoreError> {
        for _ in 0..TRIES {
            let has_rubric = self.has_rubric(rubric)?;
            let rework = self.rework(file, &read, &mut apply)?;
            let Some(write) = rework.write else {
                return Ok((Saved::Unchanged, rework.says));
            };
            match self.files().commit(&[has_rubric, rework.expect], &[write]) {
                Ok(()) => return Ok((Saved::Written, rework.says)),
                Err(CommitError::Moved) => {}
                Err(CommitError::Failed(error)) => return Err(error),
            }
        }
        Err(self.busy())
    }

    /// Others save so often that nothing of ours comes between.
    pub(super) fn busy(&self) -> StoreError {
        StoreError::Busy {
            path: self.path().to_owned(),
        }
    }

    /// Works out what a file is to be. Nothing is written.
    pub(super) fn rework<T: PartialEq + Clone>(
        &self,
        file: &File<'_>,
        read: impl Fn(&Source) -> Result<T, Vec<Diagnostic>>,
        apply: impl FnOnce(Option<&T>, &mut T) -> Result<Saved, StoreError>,
    ) -> Result<Rework<T>, StoreError> {
        let path = self.place(file.name);
        let unfit = |why: String| StoreError::Unfit {
            path: path.clone(),
            why,
        };
        let found = self.find(file.name)?;
        let expect = match &found {
            Some(source) => Expect::Is(file.name.to_owned(), Revision::of(source.text())),
            None => Expect::Absent(file.name.to_owned()),
        };
        let invalid = |problems| StoreError::Invalid {
            path: path.clone(),
            problems,
        };
        let now = found.as_ref().map(&read).transpose().map_err(invalid)?;
        let as_read = found
            .as_ref()
            .is_some_and(|source| !source.text().contains("\r\n"));
        let before = lf(found.unwrap_or_else(|| Source::new(file.name, file.fresh.as_str())));
        // A fresh file can only be at fault through what was to be saved in it.
        let mut wanted = match &now {
            Some(now) if as_read => now.clone(),
            Some(_) | None => read(&before)
                .map_err(|problems| unfit(format!("it would not be valid{}", first(&problems))))?,
        };
        if apply(now.as_ref(), &mut wanted)? == Saved::Unchanged {
            return Ok(Rework {
                expect,
                write: None,
                says: wanted,
            });
        }
        let text = (file.change)(before.text()).map_err(|error| unfit(not_toml(error)))?;
        let after = read(&Source::new(file.name, text.as_str()))
            .map_err(|problems| unfit(format!("it would not be valid{}", first(&problems))))?;
        if after != wanted {
            return Err(unfit("it would not be read back as it was given".into()));
        }
        if !lost(before.text(), &text).is_empty() {
            return Err(unfit("a comment that stands in it would be lost".into()));
        }
        Ok(Rework {
            expect,
            write: Some(Write::put(file.name, text)),
            says: after,
        })
    }
}

/// What becomes of a file.
pub(super) struct Rework<T> {
    /// What it was when this was worked out.
    pub expect: Expect,
    /// `None`: it says so already.
    pub write: Option<Write>,
    /// What it says then.
    pub says: T,
}

/// How often a save is begun again because somebody else saved in between.
pub(super) const TRIES: usize = 64;

/// A file to save in.
pub(super) struct File<'a> {
    /// Its name in the folder, with forward slashes.
    pub name: &'a str,
    /// Its text if it is not there yet.
    pub fresh: String,
    /// Makes the new text from the one before. The text it is given has LF line ends and is valid.
    pub change: &'a dyn Fn(&str) -> Result<String, TomlError>,
}

impl Edit<'_> {
    /// The place of an id in the order.
    pub(super) fn place(&self, id: &str) -> Option<usize> {
        self.order.iter().position(|other| *other == id)
    }
}

/// How a file begins that holds nothing yet.
pub(super) const HEAD: &str = "format = 1\n";

/// The name of a respondent's file.
pub(super) fn response_name(respondent: &RespondentId) -> String {
    format!("{RESPONSES}/{respondent}.toml")
}

/// The source with LF line ends, as files are written.
pub(super) fn lf(source: Source) -> Source {
    if source.text().contains("\r\n") {
        Source::new(source.name(), source.text().replace("\r\n", "\n"))
    } else {
        source
    }
}

/// Puts the numbers of warning signs in order, each once.
pub(super) fn in_order(signs: &mut Vec<usize>) {
    signs.sort_unstable();
    signs.dedup();
}

/// Puts the entry in its place of the order, instead of one that has the same place. The entries stand in that order.
pub(super) fn put<E: PartialEq>(
    entries: &mut Vec<E>,
    entry: E,
    place: impl Fn(&E) -> Option<usize>,
) -> Saved {
    let at = place(&entry);
    // Finding a place looks through the whole order, so as few places as can be are asked for.
    let before = entries.partition_point(|other| place(other) < at);
    match entries.get_mut(before) {
        Some(there) if *there == entry => return Saved::Unchanged,
        Some(there) if place(there) == at => *there = entry,
        Some(_) | None => entries.insert(before, entry),
    }
    Saved::Written
}

#[cfg(test)]
mod tests;
