//! Bringing two files of one person together, answer by answer, as somebody chooses.
//!
//! The person's own file is saved whole first, and only then is the other moved out of the way, under a name that
//! nothing reads. Stopped in between, both are still there, and doing it again goes on.

use std::collections::{HashMap, HashSet};

use crate::assessment::{Answer, Orphan, Response, read_response};
use crate::rubric::{CriterionId, RespondentId, Rubric};
use crate::source::Source;
use crate::store::answers::{Responded, response_head};
use crate::store::edit::edited_all;
use crate::store::files::{CommitError, Expect, Write};
use crate::store::layout::RESPONSES;
use crate::store::revision::Revision;
use crate::store::row::Row;
use crate::store::save::{File, lf, response_name};
use crate::store::{Folder, Saved, StoreError, disk};

/// The end of the name of a file that was brought together with the person's own.
const MERGED: &str = ".merged";

/// Two files of one person, as they were read.
#[derive(Debug, Clone)]
pub struct Doubled {
    /// Whose answers they are.
    pub respondent: RespondentId,
    /// The person's own file, by its name in the folder.
    pub own: String,
    /// The other one.
    pub other: String,
    /// What the own file says. `None`: there is none.
    pub this: Option<Response>,
    /// What the other one says.
    pub that: Response,
    /// Answers in the other file that the rubric has no place for.
    pub orphans: Vec<Orphan>,
    other_text: String,
}

/// One criterion of which the two files say different things.
#[derive(Debug, Clone, Copy)]
pub struct Differing<'d> {
    /// What the own file says.
    pub this: &'d Answer,
    /// What the other one says.
    pub that: &'d Answer,
}

impl Doubled {
    /// The revision of the two files.
    pub fn revision(&self) -> Revision {
        let own = Revision::of(self.this.iter().flat_map(|own| &own.answers));
        Revision::of_texts([own.as_str(), &self.other_text])
    }

    /// Where the two differ, in the order of the other file.
    pub fn differing(&self) -> Vec<Differing<'_>> {
        self.that
            .answers
            .iter()
            .filter_map(|that| {
                let this = self.this.as_ref()?.answer(&that.criterion)?;
                (this != that).then_some(Differing { this, that })
            })
            .collect()
    }

    /// Answers that stand in the other file only: they are taken over.
    pub fn only_that(&self) -> impl Iterator<Item = &Answer> {
        self.that.answers.iter().filter(|that| {
            self.this
                .as_ref()
                .is_none_or(|this| this.answer(&that.criterion).is_none())
        })
    }

    /// The answers of the other file that are to be in the own one, where `that` is what was chosen of it.
    fn taken(&self, that: &HashSet<CriterionId>) -> Vec<Answer> {
        let chosen = self.differing().into_iter().map(|one| one.that);
        self.only_that()
            .chain(chosen.filter(|answer| that.contains(&answer.criterion)))
            .cloned()
            .collect()
    }

    /// How many answers stand in the own file only: they stay.
    pub fn only_this(&self) -> usize {
        let this = self.this.iter().flat_map(|this| &this.answers);
        this.filter(|this| self.that.answer(&this.criterion).is_none())
            .count()
    }

    /// How many answers are the same in both.
    pub fn same(&self) -> usize {
        self.that.answers.len() - self.differing().len() - self.only_that().count()
    }
}

impl Folder {
    /// Reads a file in `responses/` that holds the answers of somebody whose own file has another name, and that own
    /// file, to be brought together. Nothing is written.
    ///
    /// # Errors
    /// When there is no such file in `responses/`, one of the two cannot be read or is not valid, they differ in the
    /// role, or the file is the person's own.
    pub fn doubled(&self, rubric: &Rubric, file: &str) -> Result<Doubled, StoreError> {
        let other = format!("{RESPONSES}/{file}");
        let path = self.place(&other);
        let is_there = self
            .response_files()?
            .iter()
            .any(|there| there.to_str() == Some(file));
        let source = if is_there { self.find(&other)? } else { None };
        let Some(source) = source else {
            return Err(StoreError::Gone { path });
        };
        let unfit = |why: String| StoreError::Unfit {
            path: path.clone(),
            why,
        };
        let respondent = owner(&source).ok_or_else(|| {
            unfit("it does not say whose answers it holds, or cannot be read".to_owned())
        })?;
        let own = response_name(&respondent);
        if own == other {
            return Err(unfit(format!(
                "it is the file of {respondent} itself; name the other one"
            )));
        }
        let (that, orphans) = self.responded(rubric, &own, source.text(), &other)?;
        let found = self.find(&own)?;
        let this = found
            .as_ref()
            .map(|found| self.responded(rubric, &own, found.text(), &own))
            .transpose()?
            .map(|(this, _)| this);
        if let Some(this) = this.as_ref().filter(|this| this.role != that.role) {
            return Err(StoreError::OtherRole {
                path: self.place(&own),
                respondent,
                holds: this.role.clone(),
                asked: that.role,
            });
        }
        Ok(Doubled {
            respondent,
            own,
            other,
            this,
            that,
            orphans,
            other_text: source.text().to_owned(),
        })
    }

    /// Brings two files together: answers that stand in the other file only are taken over, and where the two differ,
    /// those of `that` hold from the other file. The other file is then moved out of the way; its new name comes back.
    ///
    /// # Errors
    /// When one of the two has changed since it was read, or cannot be written. Both are then as they were, or the own
    /// file is saved and the other is still there.
    pub fn merge(
        &self,
        rubric: &Rubric,
        doubled: &Doubled,
        that: &HashSet<CriterionId>,
    ) -> Result<String, StoreError> {
        self.is_as_it_was(&doubled.other, Some(&doubled.other_text))?;
        match &doubled.this {
            None => self.make_own(doubled)?,
            Some(this) => self.take_over(rubric, doubled, this, &doubled.taken(that))?,
        }
        // Nobody saves in a file that has not its respondent's name, so it is what it was.
        let kept = self.free_name(&doubled.other);
        let (from, to) = (self.place(&doubled.other), self.place(&kept));
        disk::rename_to_new(&from, &to)
            .and_then(|()| disk::sync_folder(disk::folder_of(&to)))
            .map_err(StoreError::write(&from))?;
        Ok(kept)
    }

    fn is_as_it_was(&self, name: &str, before: Option<&str>) -> Result<(), StoreError> {
        if self.find(name)?.as_ref().map(Source::text) == before {
            Ok(())
        } else {
            Err(self.changed(name))
        }
    }

    fn changed(&self, name: &str) -> StoreError {
        StoreError::Unfit {
            path: self.place(name),
            why: "one of the two files was changed in the meantime; look at them again".to_owned(),
        }
    }

    /// The other file becomes the person's own, as it stands.
    fn make_own(&self, doubled: &Doubled) -> Result<(), StoreError> {
        self.no_twin_in_other_letters(&doubled.respondent, &self.place(&doubled.own))?;
        let expect = Expect::Absent(doubled.own.clone());
        let write = Write::put(&doubled.own, doubled.other_text.as_str());
        match self.files().commit(&[expect], &[write]) {
            Ok(()) => Ok(()),
            Err(CommitError::Moved) => Err(self.changed(&doubled.own)),
            Err(CommitError::Failed(error)) => Err(error),
        }
    }

    /// Puts answers into the person's own file, if it still says what it said.
    fn take_over(
        &self,
        rubric: &Rubric,
        doubled: &Doubled,
        this: &Response,
        taken: &[Answer],
    ) -> Result<(), StoreError> {
        let order: Vec<&str> = rubric
            .criteria()
            .map(|criterion| criterion.id.as_str())
            .collect();
        let places: HashMap<&str, usize> = order.iter().copied().zip(0..).collect();
        let rows: Vec<(&str, Row)> = taken
            .iter()
            .map(|answer| (answer.criterion.as_str(), Row::of_answer(answer)))
            .collect();
        let change = |text: &str| edited_all(text, ("answer", "criterion"), &order, &rows);
        let file = File {
            name: &doubled.own,
            fresh: response_head(&doubled.respondent, &doubled.that.role),
            change: &change,
        };
        let apply = |found: Option<&Responded>, (response, orphans): &mut Responded| {
            if found.is_none_or(|(found, _)| found != this) {
                return Err(self.changed(&doubled.own));
            }
            if taken.is_empty() {
                return Ok(Saved::Unchanged);
            }
            for answer in taken {
                orphans.retain(|orphan| orphan.criterion != answer.criterion.as_str());
                response
                    .answers
                    .retain(|there| there.criterion != answer.criterion);
                response.answers.push(answer.clone());
            }
            response
                .answers
                .sort_by_key(|answer| places.get(answer.criterion.as_str()).copied());
            Ok(Saved::Written)
        };
        self.save(rubric, &file, |source| read_response(rubric, source), apply)
            .map(|_| ())
    }

    /// What a text says that is read as if it stood in the person's own file.
    fn responded(
        &self,
        rubric: &Rubric,
        own: &str,
        text: &str,
        stands_in: &str,
    ) -> Result<Responded, StoreError> {
        read_response(rubric, &lf(Source::new(own, text))).map_err(|problems| StoreError::Invalid {
            path: self.place(stands_in),
            problems,
        })
    }

    fn free_name(&self, file: &str) -> String {
        let numbered = |number: usize| match number {
            1 => format!("{file}{MERGED}"),
            _ => format!("{file}{MERGED}-{number}"),
        };
        (1..usize::MAX)
            .map(numbered)
            .find(|name| self.place(name).symlink_metadata().is_err())
            .expect("a folder has not all names there are")
    }
}

/// The respondent whom a file names.
fn owner(source: &Source) -> Option<RespondentId> {
    let table: toml::Table = source.text().parse().ok()?;
    RespondentId::new(table.get("respondent")?.as_str()?).ok()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::assessment::WhyLeftOut;
    use crate::store::trial::{assessment, criterion, noted, respondent, role};

    /// The chair's file and a copy of it: one answer the same, one different, one in each alone.
    fn doubled() -> (tempfile::TempDir, Folder, Rubric) {
        let (temporary, folder, rubric) = assessment(4);
        let save = |answers: &[Answer]| {
            folder
                .save_answers(&rubric, &respondent("chair"), &role("chair"), answers)
                .unwrap();
        };
        let responses = folder.path().join("responses");
        save(&[noted(0, "same"), noted(1, "there"), noted(3, "only there")]);
        fs::rename(
            responses.join("chair.toml"),
            responses.join("chair (1).toml"),
        )
        .unwrap();
        save(&[noted(0, "same"), noted(1, "here"), noted(2, "only here")]);
        folder
            .save_answers(
                &rubric,
                &respondent("head"),
                &role("head"),
                &[noted(0, "x")],
            )
            .unwrap();
        (temporary, folder, rubric)
    }

    fn read(folder: &Folder, name: &str) -> String {
        fs::read_to_string(folder.path().join("responses").join(name)).unwrap()
    }

    #[test]
    fn a_doubled_person_is_left_out_until_the_two_are_brought_together_as_chosen() {
        for take_that in [false, true] {
            let (_temporary, folder, rubric) = doubled();
            let loaded = folder.load().unwrap().assessment;
            assert_eq!(loaded.responses.len(), 1);
            let left_out = loaded.left_out(&respondent("chair")).unwrap();
            assert_eq!(left_out.why, WhyLeftOut::Doubled);
            assert_eq!(
                left_out.files,
                ["responses/chair.toml", "responses/chair (1).toml"]
            );
            let two = folder.doubled(&rubric, "chair (1).toml").unwrap();
            let differing: Vec<_> = two
                .differing()
                .iter()
                .map(|one| one.this.criterion.clone())
                .collect();
            assert_eq!(differing, [criterion(1)]);
            assert_eq!(
                (two.same(), two.only_this(), two.only_that().count()),
                (1, 1, 1)
            );
            let chosen: HashSet<_> = differing.into_iter().filter(|_| take_that).collect();
            let copy = read(&folder, "chair (1).toml");
            let kept = folder.merge(&rubric, &two, &chosen).unwrap();
            assert_eq!(kept, "responses/chair (1).toml.merged");
            assert_eq!(read(&folder, "chair (1).toml.merged"), copy);
            let loaded = folder.load().unwrap().assessment;
            assert!(loaded.left_out.is_empty());
            let chair = loaded.response(&respondent("chair")).unwrap();
            let middle = if take_that { "there" } else { "here" };
            assert_eq!(
                chair.answers,
                [
                    noted(0, "same"),
                    noted(1, middle),
                    noted(2, "only here"),
                    noted(3, "only there")
                ]
            );
            // Whoever is taken out goes with what was moved out of the way.
            let traces = folder.traces(&respondent("chair")).unwrap();
            assert!(traces.copies.contains(&kept), "{traces:?}");
        }
    }

    #[test]
    fn nothing_is_changed_where_either_file_was_changed_meanwhile_or_is_not_one_of_two() {
        let (_temporary, folder, rubric) = doubled();
        let two = folder.doubled(&rubric, "chair (1).toml").unwrap();
        for name in ["chair.toml", "chair (1).toml"] {
            let before = read(&folder, name);
            let path = folder.path().join("responses").join(name);
            fs::write(&path, before.replace("\"same\"", "\"later\"")).unwrap();
            let error = folder.merge(&rubric, &two, &HashSet::new()).unwrap_err();
            assert!(
                error.to_string().contains("changed in the meantime"),
                "{error}"
            );
            fs::write(&path, before).unwrap();
        }
        for file in ["chair.toml", "none.toml", "../assessment.toml", "head.toml"] {
            assert!(folder.doubled(&rubric, file).is_err(), "{file}");
        }
    }

    #[test]
    fn a_file_under_another_name_becomes_the_person_s_own_byte_for_byte() {
        let (_temporary, folder, rubric) = doubled();
        let responses = folder.path().join("responses");
        fs::remove_file(responses.join("chair.toml")).unwrap();
        let text = format!("# mine\n{}", read(&folder, "chair (1).toml"));
        fs::write(responses.join("chair (1).toml"), &text).unwrap();
        let loaded = folder.load().unwrap().assessment;
        assert_eq!(loaded.left_out[0].why, WhyLeftOut::Misnamed);
        let two = folder.doubled(&rubric, "chair (1).toml").unwrap();
        folder.merge(&rubric, &two, &HashSet::new()).unwrap();
        assert_eq!(read(&folder, "chair.toml"), text);
        assert_eq!(folder.load().unwrap().assessment.responses.len(), 2);
    }

    #[test]
    fn stopped_after_the_save_both_files_are_there_and_doing_it_again_ends_it() {
        let (_temporary, folder, rubric) = doubled();
        let copy = read(&folder, "chair (1).toml");
        let two = folder.doubled(&rubric, "chair (1).toml").unwrap();
        folder.merge(&rubric, &two, &HashSet::new()).unwrap();
        // As if the program had been killed before the other file was moved.
        fs::write(folder.path().join("responses/chair (1).toml"), copy).unwrap();
        let two = folder.doubled(&rubric, "chair (1).toml").unwrap();
        assert_eq!(two.only_that().count(), 0);
        let kept = folder.merge(&rubric, &two, &HashSet::new()).unwrap();
        assert_eq!(kept, "responses/chair (1).toml.merged-2");
        assert!(folder.load().unwrap().assessment.left_out.is_empty());
    }
}
