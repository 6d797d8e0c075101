//! One respondent at the questionnaire: saves that notice what others changed.

use crate::assessment::{Answer, Response, read_response};
use crate::rubric::{RespondentId, RoleId, Rubric};
use crate::store::save::{lf, response_name};
use crate::store::{Folder, Saved, StoreError};

/// The answers of one respondent as they were read, and saves on top of them.
#[derive(Debug)]
pub struct Session<'a> {
    folder: &'a Folder,
    rubric: &'a Rubric,
    response: Response,
    /// Whether there was a file when it was last looked at.
    on_disk: bool,
}

impl Folder {
    /// Begins or goes on with a respondent's answers. Nothing is written before the first of them.
    ///
    /// # Errors
    /// When there is a file and it cannot be read, is not valid, or holds another role.
    pub fn respond<'a>(
        &'a self,
        rubric: &'a Rubric,
        respondent: &RespondentId,
        role: &RoleId,
    ) -> Result<Session<'a>, StoreError> {
        let name = response_name(respondent);
        let path = self.place(&name);
        let Some(source) = self.find(&name)? else {
            let response = Response {
                respondent: respondent.clone(),
                role: role.clone(),
                answers: Vec::new(),
            };
            return Ok(Session {
                folder: self,
                rubric,
                response,
                on_disk: false,
            });
        };
        let invalid = |problems| StoreError::Invalid {
            path: path.clone(),
            problems,
        };
        let (response, _) = read_response(rubric, &lf(source)).map_err(invalid)?;
        if response.role != *role {
            let (holds, asked) = (response.role, role.clone());
            return Err(StoreError::OtherRole {
                path,
                respondent: respondent.clone(),
                holds,
                asked,
            });
        }
        Ok(Session {
            folder: self,
            rubric,
            response,
            on_disk: true,
        })
    }
}

impl Session<'_> {
    /// All that the respondent answered, as last read or saved.
    pub fn response(&self) -> &Response {
        &self.response
    }

    /// Saves one answer. Answers to other criteria that were changed meanwhile are taken over.
    ///
    /// # Errors
    /// [`StoreError::Changed`] when the answer to this very criterion was changed meanwhile, and
    /// [`StoreError::Gone`] when the file was taken away: nothing is written, the session now knows
    /// what is there, and the same save again goes over it. Else whatever keeps a file from being saved.
    pub fn save(&mut self, answer: &Answer) -> Result<Saved, StoreError> {
        self.save_all(std::slice::from_ref(answer))
    }

    /// Saves several answers at once: all of them are in the file, or none.
    ///
    /// # Errors
    /// As [`save`](Self::save), for the first of the answers that was changed meanwhile.
    pub fn save_all(&mut self, answers: &[Answer]) -> Result<Saved, StoreError> {
        if answers.is_empty() {
            return Ok(Saved::Unchanged);
        }
        let answers: Vec<Answer> = answers.iter().cloned().map(Answer::plainly).collect();
        let (respondent, role) = (self.response.respondent.clone(), self.response.role.clone());
        let path = self.folder.place(&response_name(&respondent));
        let known = &self.response;
        let was_there = self.on_disk;
        let mut now = None;
        let saved =
            self.folder
                .save_answers_if(self.rubric, &respondent, &role, &answers, |found| {
                    now = None;
                    if found.is_none() && was_there {
                        now = Some(None);
                        return Err(StoreError::Gone { path: path.clone() });
                    }
                    for answer in &answers {
                        let theirs = found.and_then(|response| response.answer(&answer.criterion));
                        if theirs != known.answer(&answer.criterion) && theirs != Some(answer) {
                            now = Some(found.cloned());
                            let theirs = theirs.map(|answer| Box::new(answer.clone()));
                            return Err(StoreError::Changed {
                                path: path.clone(),
                                criterion: answer.criterion.clone(),
                                theirs,
                            });
                        }
                    }
                    Ok(())
                });
        if let Some(now) = now {
            self.on_disk = now.is_some();
            self.response = now.unwrap_or(Response {
                respondent,
                role,
                answers: Vec::new(),
            });
        }
        let (saved, (response, _)) = saved?;
        self.response = response;
        self.on_disk = true;
        Ok(saved)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::assessment::Rating;
    use crate::store::trial::{assessment, criterion, noted, respondent, role};

    #[test]
    fn a_session_goes_on_where_the_last_one_stopped_and_writes_nothing_before_the_first_answer() {
        let (_temporary, folder, rubric) = assessment(3);
        let begin = || {
            folder
                .respond(&rubric, &respondent("chair"), &role("chair"))
                .unwrap()
        };
        let mut session = begin();
        assert!(!folder.path().join("responses/chair.toml").exists());
        assert_eq!(session.save(&noted(1, "first")).unwrap(), Saved::Written);
        assert_eq!(session.save(&noted(1, "first")).unwrap(), Saved::Unchanged);
        let session = begin();
        assert_eq!(
            session.response().answer(&criterion(1)),
            Some(&noted(1, "first"))
        );
        let error = folder
            .respond(&rubric, &respondent("chair"), &role("head"))
            .unwrap_err();
        assert!(
            matches!(error, StoreError::OtherRole { .. })
                && error.to_string().contains("as chair, not as head"),
            "{error}"
        );
    }

    #[test]
    fn an_answer_that_somebody_changed_meanwhile_is_not_saved_over_before_it_is_told() {
        let (_temporary, folder, rubric) = assessment(3);
        let mut one = folder
            .respond(&rubric, &respondent("chair"), &role("chair"))
            .unwrap();
        let mut other = folder
            .respond(&rubric, &respondent("chair"), &role("chair"))
            .unwrap();
        one.save(&noted(0, "mine")).unwrap();
        one.save(&noted(1, "also mine")).unwrap();
        let bytes = fs::read(folder.path().join("responses/chair.toml")).unwrap();
        match other.save(&noted(0, "yours")) {
            Err(StoreError::Changed {
                theirs: Some(theirs),
                criterion: changed,
                ..
            }) => {
                assert_eq!((*theirs, changed), (noted(0, "mine"), criterion(0)));
            }
            otherwise => panic!("{otherwise:?}"),
        }
        assert_eq!(
            fs::read(folder.path().join("responses/chair.toml")).unwrap(),
            bytes
        );
        // Now it is known what is there; saving again is a decision, and the other answers were taken over.
        assert_eq!(other.response().answers.len(), 2);
        assert_eq!(other.save(&noted(0, "yours")).unwrap(), Saved::Written);
        assert_eq!(other.save(&noted(2, "new")).unwrap(), Saved::Written);
        // Who says the same as is there has nothing to be told.
        assert_eq!(one.save(&noted(0, "yours")).unwrap(), Saved::Unchanged);
        assert_eq!(one.response().answers.len(), 3);
    }

    #[test]
    fn an_answer_taken_out_meanwhile_and_a_file_taken_away_are_told_too() {
        let (_temporary, folder, rubric) = assessment(3);
        let path = folder.path().join("responses/chair.toml");
        let mut session = folder
            .respond(&rubric, &respondent("chair"), &role("chair"))
            .unwrap();
        session.save(&noted(0, "a")).unwrap();
        fs::write(
            &path,
            "format = 1\nrespondent = \"chair\"\nrole = \"chair\"\n",
        )
        .unwrap();
        assert!(matches!(
            session.save(&noted(0, "b")),
            Err(StoreError::Changed { theirs: None, .. })
        ));
        session.save(&noted(0, "b")).unwrap();
        fs::remove_file(&path).unwrap();
        assert!(matches!(
            session.save(&noted(1, "c")),
            Err(StoreError::Gone { .. })
        ));
        assert!(session.response().answers.is_empty() && !path.exists());
        session.save(&noted(1, "c")).unwrap();
        assert_eq!(
            folder.load().unwrap().assessment.responses[0].answers,
            [noted(1, "c")]
        );
    }

    #[test]
    fn a_windows_file_rewritten_meanwhile_is_not_taken_for_a_changed_answer() {
        let (_temporary, folder, rubric) = assessment(3);
        let path = folder.path().join("responses/chair.toml");
        folder
            .save_answer(
                &rubric,
                &respondent("chair"),
                &role("chair"),
                &noted(0, "two\nlines"),
            )
            .unwrap();
        fs::write(
            &path,
            fs::read_to_string(&path).unwrap().replace('\n', "\r\n"),
        )
        .unwrap();
        let mut session = folder
            .respond(&rubric, &respondent("chair"), &role("chair"))
            .unwrap();
        assert_eq!(
            session.save(&noted(0, "two\nlines")).unwrap(),
            Saved::Unchanged
        );
        folder
            .save_answer(
                &rubric,
                &respondent("chair"),
                &role("chair"),
                &noted(1, "x"),
            )
            .unwrap();
        let mut changed = noted(0, "two\nlines");
        changed.judgement.rating = Rating::Level(rubric.scale().top());
        assert_eq!(session.save(&changed).unwrap(), Saved::Written);
    }

    #[test]
    fn of_several_answers_none_is_saved_where_one_was_changed_meanwhile() {
        let (_temporary, folder, rubric) = assessment(3);
        let begin = || {
            folder
                .respond(&rubric, &respondent("chair"), &role("chair"))
                .unwrap()
        };
        let mut session = begin();
        assert_eq!(session.save_all(&[]).unwrap(), Saved::Unchanged);
        assert_eq!(
            session.save_all(&[noted(0, "a"), noted(1, "b")]).unwrap(),
            Saved::Written
        );
        begin().save(&noted(1, "other window")).unwrap();
        let bytes = fs::read(folder.path().join("responses/chair.toml")).unwrap();
        let refused = session
            .save_all(&[noted(0, "c"), noted(1, "d"), noted(2, "e")])
            .unwrap_err();
        assert!(
            matches!(refused, StoreError::Changed { criterion: changed, .. } if changed == criterion(1))
        );
        assert_eq!(
            fs::read(folder.path().join("responses/chair.toml")).unwrap(),
            bytes
        );
        assert_eq!(
            session
                .save_all(&[noted(0, "c"), noted(1, "d"), noted(2, "e")])
                .unwrap(),
            Saved::Written
        );
        assert_eq!(session.response().answers.len(), 3);
    }
}
