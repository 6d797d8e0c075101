//! Saving a respondent's answers.

use std::collections::HashMap;
use std::path::Path;

use toml_edit::{DocumentMut, value};

use crate::assessment::{Answer, Orphan, Response, read_response};
use crate::rubric::{RespondentId, RoleId, Rubric};
use crate::store::edit::edited_all;
use crate::store::row::Row;
use crate::store::save::{File, HEAD, in_order, put, response_name};
use crate::store::{Folder, Saved, StoreError};

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
        mut may: impl FnMut(Option<&Response>) -> Result<(), StoreError>,
    ) -> Result<(Saved, Responded), StoreError> {
        let name = response_name(respondent);
        let path = self.place(&name);
        let mut answers: Vec<Answer> = answers.iter().cloned().map(Answer::plainly).collect();
        for answer in &mut answers {
            // What is saved was looked at with the wording of today.
            answer.judgement.review = false;
            in_order(&mut answer.judgement.warning_signs);
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

    /// Refuses to make `Chair.toml` beside `chair.toml`.
    pub(super) fn no_twin_in_other_letters(
        &self,
        respondent: &RespondentId,
        path: &Path,
    ) -> Result<(), StoreError> {
        let wanted = response_name(respondent);
        let names = self.files().list()?;
        // The file itself may have been made a moment ago, by another program of the same person.
        let twin =
            |name: &&String| **name != wanted && name.to_lowercase() == wanted.to_lowercase();
        match names.iter().find(twin) {
            Some(there) => Err(StoreError::SameButForCase {
                path: path.to_owned(),
                there: there.rsplit('/').next().unwrap_or_default().to_owned(),
            }),
            None => Ok(()),
        }
    }
}

pub(super) fn response_head(respondent: &RespondentId, role: &RoleId) -> String {
    let mut head: DocumentMut = HEAD.parse().expect("the head of a file is TOML");
    head["respondent"] = value(respondent.as_str());
    head["role"] = value(role.as_str());
    head.to_string()
}
