//! A meeting that agrees judgements: saves that notice what others changed.

use crate::assessment::{Agreed, Orphan, read_agreed};
use crate::rubric::{CriterionId, Rubric};
use crate::store::edit::{Edit, edited};
use crate::store::layout::AGREED;
use crate::store::row::Row;
use crate::store::save::{File, HEAD, in_order, lf, put};
use crate::store::{Folder, Saved, StoreError};

/// The agreed judgements as they were read, and saves on top of them.
#[derive(Debug)]
pub struct Agreeing<'a> {
    folder: &'a Folder,
    rubric: &'a Rubric,
    agreed: Vec<Agreed>,
}

impl Folder {
    /// Begins or goes on with the agreed judgements. Nothing is written before the first of them.
    ///
    /// # Errors
    /// When there is a file and it cannot be read or is not valid.
    pub fn agree<'a>(&'a self, rubric: &'a Rubric) -> Result<Agreeing<'a>, StoreError> {
        let found = self
            .find(AGREED)?
            .map(|source| read_agreed(rubric, &lf(source)))
            .transpose();
        let (agreed, _) = found
            .map_err(|problems| StoreError::Invalid {
                path: self.place(AGREED),
                problems,
            })?
            .unwrap_or_default();
        Ok(Agreeing {
            folder: self,
            rubric,
            agreed,
        })
    }
}

impl Folder {
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
    fn save_agreed_if(
        &self,
        rubric: &Rubric,
        agreed: &Agreed,
        mut may: impl FnMut(&[Agreed]) -> Result<(), StoreError>,
    ) -> Result<(Saved, Vec<Agreed>), StoreError> {
        let mut agreed = agreed.clone().plainly();
        agreed.judgement.review = false;
        in_order(&mut agreed.judgement.warning_signs);
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
}

impl Agreeing<'_> {
    /// Every judgement, as last read or saved.
    pub fn agreed(&self) -> &[Agreed] {
        &self.agreed
    }

    /// Saves one judgement. Judgements on other criteria that were changed meanwhile are taken over.
    ///
    /// # Errors
    /// [`StoreError::AgreedMeanwhile`] when the judgement on this very criterion was changed or taken
    /// away meanwhile: nothing is written, what is there is now known here, and the same save again
    /// goes over it. Else whatever keeps a file from being saved.
    pub fn save(&mut self, agreed: &Agreed) -> Result<Saved, StoreError> {
        let on = |list: &[Agreed], id: &CriterionId| {
            list.iter().find(|one| one.criterion == *id).cloned()
        };
        let known = on(&self.agreed, &agreed.criterion);
        let mut now = None;
        let saved = self.folder.save_agreed_if(self.rubric, agreed, |found| {
            let theirs = on(found, &agreed.criterion);
            now = None;
            if theirs == known || theirs.as_ref() == Some(agreed) {
                return Ok(());
            }
            now = Some(found.to_vec());
            let path = self.folder.place(AGREED);
            Err(StoreError::AgreedMeanwhile {
                path,
                criterion: agreed.criterion.clone(),
                theirs: theirs.map(Box::new),
            })
        });
        if let Some(now) = now {
            self.agreed = now;
        }
        let (saved, agreed) = saved?;
        self.agreed = agreed;
        Ok(saved)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::assessment::{Judgement, Note, Rating};
    use crate::store::trial::{assessment, criterion};

    fn judgement(number: usize, reason: &str) -> Agreed {
        Agreed {
            judgement: Judgement {
                rating: Rating::Unknown,
                uneven: None,
                warning_signs: Vec::new(),
                warning_note: None,
                evidence: Vec::new(),
                review: false,
            },
            criterion: criterion(number),
            reason: Note::new(reason).unwrap(),
            moderator: "Chair".into(),
            date: jiff::civil::date(2026, 11, 12),
            dissent: None,
        }
    }

    #[test]
    fn a_judgement_that_changed_meanwhile_is_told_and_the_second_save_goes_over_it() {
        let (_temporary, folder, rubric) = assessment(3);
        let (mut mine, mut theirs) = (
            folder.agree(&rubric).unwrap(),
            folder.agree(&rubric).unwrap(),
        );
        theirs.save(&judgement(0, "theirs")).unwrap();
        let told = mine.save(&judgement(0, "mine")).unwrap_err();
        let StoreError::AgreedMeanwhile {
            theirs: Some(there),
            ..
        } = &told
        else {
            panic!("{told}")
        };
        assert_eq!(there.reason, "theirs");
        assert!(!told.is_invalid_file());
        assert_eq!(
            folder.load().unwrap().assessment.agreed,
            [judgement(0, "theirs")],
            "nothing was saved over it"
        );
        assert_eq!(mine.save(&judgement(0, "mine")).unwrap(), Saved::Written);
        assert_eq!(
            folder.load().unwrap().assessment.agreed,
            [judgement(0, "mine")]
        );
    }

    #[test]
    fn judgements_on_other_criteria_are_taken_over() {
        let (_temporary, folder, rubric) = assessment(3);
        let (mut mine, mut theirs) = (
            folder.agree(&rubric).unwrap(),
            folder.agree(&rubric).unwrap(),
        );
        theirs.save(&judgement(2, "theirs")).unwrap();
        mine.save(&judgement(0, "mine")).unwrap();
        assert_eq!(
            mine.agreed(),
            [judgement(0, "mine"), judgement(2, "theirs")]
        );
        assert_eq!(
            mine.save(&judgement(2, "theirs")).unwrap(),
            Saved::Unchanged
        );
    }

    #[test]
    fn a_judgement_that_was_taken_away_meanwhile_is_told() {
        let (_temporary, folder, rubric) = assessment(1);
        let mut mine = folder.agree(&rubric).unwrap();
        mine.save(&judgement(0, "first")).unwrap();
        fs::remove_file(folder.path().join("agreed.toml")).unwrap();
        assert!(matches!(
            mine.save(&judgement(0, "second")),
            Err(StoreError::AgreedMeanwhile { theirs: None, .. })
        ));
        assert!(!folder.path().join("agreed.toml").exists());
        assert_eq!(mine.save(&judgement(0, "second")).unwrap(), Saved::Written);
    }
}
