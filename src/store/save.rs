//! Saving answers, one entry of the register, or one agreed judgement.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use toml_edit::{DocumentMut, TomlError, value};

use crate::assessment::{
    Agreed, Answer, Entry, Orphan, Response, read_agreed, read_register, read_response,
};
use crate::diagnostic::Diagnostic;
use crate::rubric::{RespondentId, RoleId, Rubric};
use crate::source::{LARGEST_FILE, Source};
use crate::store::comment::lost;
use crate::store::edit::{Edit, edited, edited_all};
use crate::store::error::{first, not_toml};
use crate::store::folder::{AGREED, RESPONSES, STANDARDS};
use crate::store::lock::Lock;
use crate::store::row::Row;
use crate::store::upgrade::swap;
use crate::store::{Folder, StoreError, durable};

/// What a save did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// The file was written, and is on the disk.
    Written,
    /// The file said this already: not a byte was written.
    Unchanged,
}

/// What became of an entry of the register that was to be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entered {
    /// It is saved.
    Saved(Saved),
    /// It is not: the register says this of the standard now. `None`: nothing (any more).
    Changed(Option<Box<Entry>>),
}

/// What a response file says.
pub(super) type Responded = (Response, Vec<Orphan>);

impl Folder {
    /// Saves one answer of a respondent, in the place of an earlier one to the same criterion.
    /// The respondent's file is made if there is none.
    ///
    /// # Errors
    /// When the file is not valid, holds another role, or cannot be written; it is then as it was.
    pub fn save_answer(
        &self,
        rubric: &Rubric,
        respondent: &RespondentId,
        role: &RoleId,
        answer: &Answer,
    ) -> Result<Saved, StoreError> {
        self.save_answers(rubric, respondent, role, std::slice::from_ref(answer))
    }

    /// Saves several answers of a respondent at once: all of them are in the file, or none.
    /// The respondent's file is made if there is none and there is something to save.
    ///
    /// # Errors
    /// When the file is not valid, holds another role, or cannot be written; it is then as it was.
    pub fn save_answers(
        &self,
        rubric: &Rubric,
        respondent: &RespondentId,
        role: &RoleId,
        answers: &[Answer],
    ) -> Result<Saved, StoreError> {
        if answers.is_empty() {
            return Ok(Saved::Unchanged);
        }
        self.save_answers_if(rubric, respondent, role, answers, |_| Ok(()))
            .map(|(saved, _)| saved)
    }

    /// Saves answers if `may` agrees to what the file says now (`None`: there is no file).
    /// Returns what the file says after it.
    pub(super) fn save_answers_if(
        &self,
        rubric: &Rubric,
        respondent: &RespondentId,
        role: &RoleId,
        answers: &[Answer],
        may: impl FnOnce(Option<&Response>) -> Result<(), StoreError>,
    ) -> Result<(Saved, Responded), StoreError> {
        let name = response_name(respondent);
        let path = self.place(&name);
        let mut answers: Vec<Answer> = answers.iter().cloned().map(Answer::plainly).collect();
        for answer in &mut answers {
            // What is saved was looked at with the wording of today.
            answer.review = false;
            in_order(&mut answer.warning_signs);
        }
        let order: Vec<&str> = rubric
            .criteria()
            .map(|criterion| criterion.id.as_str())
            .collect();
        let places: HashMap<&str, usize> = order
            .iter()
            .enumerate()
            .map(|(place, id)| (*id, place))
            .collect();
        let rows: Vec<(&str, Row)> = answers
            .iter()
            .map(|answer| (answer.criterion.as_str(), Row::of_answer(answer)))
            .collect();
        let change = |text: &str| edited_all(text, ("answer", "criterion"), &order, &rows);
        let file = File {
            name: &name,
            fresh: response_head(respondent, role),
            change: &change,
        };
        self.save(
            rubric,
            &file,
            |source| read_response(rubric, source),
            |found, (response, orphans)| {
                if found.is_none() {
                    self.no_twin_in_other_letters(respondent, &path)?;
                }
                if response.role != *role {
                    let (holds, asked) = (response.role.clone(), role.clone());
                    return Err(StoreError::OtherRole {
                        path: path.clone(),
                        respondent: respondent.clone(),
                        holds,
                        asked,
                    });
                }
                may(found.map(|_| &*response))?;
                let said = |(response, _): &Responded| {
                    answers
                        .iter()
                        .all(|answer| response.answer(&answer.criterion) == Some(answer))
                };
                if found.is_some_and(said) {
                    return Ok(Saved::Unchanged);
                }
                // They take the place of those that the rubric had no place for.
                orphans.retain(|orphan| {
                    answers
                        .iter()
                        .all(|answer| orphan.criterion != answer.criterion.as_str())
                });
                // A file with Windows line ends says the same in other bytes, and only `response` has them put right.
                let mut saved = Saved::Unchanged;
                for answer in &answers {
                    if put(&mut response.answers, answer.clone(), |answer| {
                        places.get(answer.criterion.as_str()).copied()
                    }) == Saved::Written
                    {
                        saved = Saved::Written;
                    }
                }
                Ok(saved)
            },
        )
    }

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
        may: impl FnOnce(Option<&Entry>) -> bool,
    ) -> Result<Entered, StoreError> {
        let entry = &entry.clone().plainly();
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

    /// Saves one agreed judgement, in the place of an earlier one on the same criterion.
    ///
    /// # Errors
    /// When the file is not valid or cannot be written; it is then as it was.
    pub fn save_agreed(&self, rubric: &Rubric, agreed: &Agreed) -> Result<Saved, StoreError> {
        self.save_agreed_if(rubric, agreed, |_| Ok(()))
            .map(|(saved, _)| saved)
    }

    /// Saves one agreed judgement if `may` agrees to what the file says now (nothing, if there is no file).
    /// Returns what the file says after it.
    pub(super) fn save_agreed_if(
        &self,
        rubric: &Rubric,
        agreed: &Agreed,
        may: impl FnOnce(&[Agreed]) -> Result<(), StoreError>,
    ) -> Result<(Saved, Vec<Agreed>), StoreError> {
        let mut agreed = agreed.clone().plainly();
        agreed.review = false;
        in_order(&mut agreed.warning_signs);
        let edit = Edit {
            array: "agreed",
            key: "criterion",
            id: agreed.criterion.as_str(),
            row: Row::of_agreed(&agreed),
            order: rubric
                .criteria()
                .map(|criterion| criterion.id.as_str())
                .collect(),
        };
        let file = File {
            name: AGREED,
            fresh: HEAD.to_owned(),
            change: &|text| edited(text, &edit),
        };
        let apply = |found: Option<&(Vec<Agreed>, Vec<Orphan>)>,
                     (there, orphans): &mut (Vec<Agreed>, Vec<Orphan>)| {
            may(found.map_or(&[], |(there, _)| there))?;
            if found.is_some_and(|(there, _)| there.contains(&agreed)) {
                return Ok(Saved::Unchanged);
            }
            orphans.retain(|orphan| orphan.criterion != agreed.criterion.as_str());
            Ok(put(there, agreed.clone(), |agreed| {
                edit.place(agreed.criterion.as_str())
            }))
        };
        self.save(rubric, &file, |source| read_agreed(rubric, source), apply)
            .map(|(saved, (there, _))| (saved, there))
    }

    /// The whole way of a save: lock, read, change, read back, write. Refused where the folder has another version
    /// of the rubric by now: what was asked by the one is not saved by the other.
    ///
    /// `apply` is given what the file says (`None`: there is no file) and the
    /// same once more, to be changed into what it should say.
    pub(super) fn save<T: PartialEq + Clone>(
        &self,
        rubric: &Rubric,
        file: &File<'_>,
        read: impl Fn(&Source) -> Result<T, Vec<Diagnostic>>,
        apply: impl FnOnce(Option<&T>, &mut T) -> Result<Saved, StoreError>,
    ) -> Result<(Saved, T), StoreError> {
        let lock = self.lock()?;
        self.has_rubric(rubric)?;
        self.save_under(&lock, file, read, apply)
    }

    /// Takes the lock. An upgrade that was stopped halfway is finished first: what it has still to put in place would
    /// else go over what is saved now.
    pub(super) fn lock(&self) -> Result<Lock, StoreError> {
        let lock = Lock::take(self.path())?;
        swap::finish(self)?;
        Ok(lock)
    }

    /// The same for whoever holds the lock already, because several files are to change together.
    pub(super) fn save_under<T: PartialEq + Clone>(
        &self,
        _lock: &Lock,
        file: &File<'_>,
        read: impl Fn(&Source) -> Result<T, Vec<Diagnostic>>,
        apply: impl FnOnce(Option<&T>, &mut T) -> Result<Saved, StoreError>,
    ) -> Result<(Saved, T), StoreError> {
        let path = self.place(file.name);
        let unfit = |why: String| StoreError::Unfit {
            path: path.clone(),
            why,
        };
        let found = self.find(file.name)?;
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
            return Ok((Saved::Unchanged, wanted));
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
        if text.len() as u64 > LARGEST_FILE {
            return Err(unfit(
                "the file would grow over the 64 MB that a file of an assessment can have".into(),
            ));
        }
        if let Some(folder) = path.parent().filter(|folder| !folder.exists()) {
            // An empty folder does not travel with every copying program, so the responses' may be missing.
            fs::create_dir(folder).map_err(StoreError::write(folder))?;
        }
        durable::save(&path, text.as_bytes())?;
        Ok((Saved::Written, after))
    }

    /// Refuses to make `Chair.toml` beside `chair.toml`.
    pub(super) fn no_twin_in_other_letters(
        &self,
        respondent: &RespondentId,
        path: &Path,
    ) -> Result<(), StoreError> {
        let wanted = format!("{respondent}.toml").to_lowercase();
        match self
            .response_files()?
            .iter()
            .find(|file| file.to_string_lossy().to_lowercase() == wanted)
        {
            Some(there) => Err(StoreError::SameButForCase {
                path: path.to_owned(),
                there: there.to_string_lossy().into_owned(),
            }),
            None => Ok(()),
        }
    }
}

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
    fn place(&self, id: &str) -> Option<usize> {
        self.order.iter().position(|other| *other == id)
    }
}

/// How a file begins that holds nothing yet.
pub(super) const HEAD: &str = "format = 1\n";

/// The name of a respondent's file.
pub(super) fn response_name(respondent: &RespondentId) -> String {
    format!("{RESPONSES}/{respondent}.toml")
}

fn response_head(respondent: &RespondentId, role: &RoleId) -> String {
    let mut head: DocumentMut = HEAD.parse().expect("the head of a file is TOML");
    head["respondent"] = value(respondent.as_str());
    head["role"] = value(role.as_str());
    head.to_string()
}

/// The source with LF line ends, as files are written.
pub(super) fn lf(source: Source) -> Source {
    if source.text().contains("\r\n") {
        Source::new(source.name(), source.text().replace("\r\n", "\n"))
    } else {
        source
    }
}

fn in_order(signs: &mut Vec<usize>) {
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
