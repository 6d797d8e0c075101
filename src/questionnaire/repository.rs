//! Where answers are saved, and what is asked when that fails.

use crate::questionnaire::choice::Menu;
use crate::questionnaire::interviewer::Interviewer;
use crate::questionnaire::leaving::NoAnswer;
use crate::questionnaire::page::Page;
use crate::questionnaire::said;

/// Saves records (answers, entries of the register) for good, one at a time.
pub trait Repository<T> {
    /// Saves a record in place of the one before. When this returns, the record is safe.
    ///
    /// # Errors
    /// [`SaveError`] says why it is not saved. After [`SaveError::Changed`] the
    /// repository counts what it found as read: the next record is compared with that.
    fn save(&mut self, record: &T) -> Result<(), SaveError<T>>;

    /// Saves a record although somebody else changed it meanwhile.
    ///
    /// # Errors
    /// As [`save`](Self::save).
    fn save_over(&mut self, record: &T) -> Result<(), SaveError<T>> {
        self.save(record)
    }
}

/// Why a record was not saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveError<T> {
    /// Somebody else changed it meanwhile.
    Changed {
        /// The record as it is now, or `None` if it is gone.
        theirs: Option<Box<T>>,
    },
    /// It could not be written; the words say why and what to do.
    Failed(String),
}

/// What became of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Saved<T> {
    /// It is saved.
    Mine,
    /// The person chose what somebody else wrote.
    Theirs(Option<Box<T>>),
    /// It is not saved, and the person goes on without it.
    Not,
}

/// Saves a record, and asks what to do while that fails.
///
/// # Errors
/// When the person leaves without it.
pub(super) fn save<T>(
    repository: &mut dyn Repository<T>,
    interviewer: &mut dyn Interviewer,
    record: &T,
    in_words: &dyn Fn(&T) -> String,
) -> Result<Saved<T>, NoAnswer> {
    let mut outcome = repository.save(record);
    loop {
        match outcome {
            Ok(()) => return Ok(Saved::Mine),
            Err(SaveError::Failed(why)) => {
                interviewer.refuse(&why)?;
                if !try_again(interviewer, &why, &in_words(record))? {
                    return Ok(Saved::Not);
                }
                outcome = repository.save(record);
            }
            Err(SaveError::Changed { theirs }) => {
                interviewer.refuse(said::CHANGED_BY)?;
                let in_file = theirs.as_deref().map(in_words);
                if !keep_mine(interviewer, &in_words(record), in_file.as_deref())? {
                    return Ok(Saved::Theirs(theirs));
                }
                outcome = repository.save_over(record);
            }
        }
    }
}

fn try_again(interviewer: &mut dyn Interviewer, why: &str, mine: &str) -> Result<bool, NoAnswer> {
    let mut page = Page::new("Not saved");
    page.notice(why);
    page.paragraph(format!("Not saved yet: {mine}"));
    page.paragraph(
        "Everything you answered before this is safe. You can put the cause right and try again.",
    );
    interviewer.show(&page);
    let mut menu = Menu::new("Try again?", "This is not saved yet.");
    menu.option("t", "try again", true);
    let menu = menu.back("back to the question, without saving");
    let menu = menu.leave("leave without it").first_on_enter();
    or_back(interviewer.select(&menu), false)
}

fn keep_mine(
    interviewer: &mut dyn Interviewer,
    mine: &str,
    theirs: Option<&str>,
) -> Result<bool, NoAnswer> {
    let mut page = Page::new(said::CHANGED);
    page.notice(said::CHANGED_BY);
    page.numbered(1, "Yours", mine);
    page.numbered(2, "In the file now", theirs.unwrap_or(said::TAKEN_OUT));
    interviewer.show(&page);
    let mut menu = Menu::new("Which is to stay, 1 or 2?", said::WHICH_STAYS);
    menu.option(1, "yours", true);
    menu.option(2, "what is in the file now", false);
    let menu = menu.leave("leave; what is in the file stays");
    or_back(interviewer.select(&menu), false)
}

/// Going back is an answer of its own here.
fn or_back(answer: Result<bool, NoAnswer>, back: bool) -> Result<bool, NoAnswer> {
    match answer {
        Err(NoAnswer::Back) => Ok(back),
        answer => answer,
    }
}
