//! Saves actions in the folder.

use strong_trust::assessment::Action;
use strong_trust::questionnaire::{Repository, SaveError};
use strong_trust::rubric::Rubric;
use strong_trust::store::{Folder, PlanEdit, StoreError};

/// Saves actions in the folder, and notices what others changed.
pub struct FileStore<'f> {
    folder: &'f Folder,
    rubric: &'f Rubric,
    /// What the action said when it was last read or saved.
    known: Option<Action>,
}

impl<'f> FileStore<'f> {
    /// For a new action, or for one that is known.
    pub fn new(folder: &'f Folder, rubric: &'f Rubric, known: Option<&Action>) -> Self {
        Self {
            folder,
            rubric,
            known: known.cloned(),
        }
    }

    /// What was saved last.
    pub fn saved(&self) -> Option<&Action> {
        self.known.as_ref()
    }

    fn change(&mut self, action: &Action) -> Result<Action, StoreError> {
        match &self.known {
            Some(before) if !action.id.is_empty() => {
                let edit = PlanEdit::Change {
                    before: before.clone(),
                    after: action.clone(),
                };
                self.folder
                    .save_plan(self.rubric, &[edit])
                    .map(|_| action.clone())
            }
            Some(_) | None => self.folder.add_action(self.rubric, action),
        }
    }
}

impl Repository<Action> for FileStore<'_> {
    fn save(&mut self, action: &Action) -> Result<(), SaveError<Action>> {
        match self.change(action) {
            Ok(saved) => self.known = Some(saved),
            Err(StoreError::PlanChanged { mut changed, .. }) => {
                let theirs = changed.pop().and_then(|changed| changed.theirs);
                if let Some(theirs) = &theirs {
                    self.known = Some((**theirs).clone());
                }
                return Err(SaveError::Changed { theirs });
            }
            Err(error) => return Err(SaveError::Failed(error.to_string())),
        }
        Ok(())
    }

    fn save_over(&mut self, action: &Action) -> Result<(), SaveError<Action>> {
        self.folder
            .save_action(self.rubric, action)
            .map_err(|error| SaveError::Failed(error.to_string()))?;
        self.known = Some(action.clone());
        Ok(())
    }
}
