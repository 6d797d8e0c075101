//! One question: its anchors as choices, and all that can stand beside an answer.

mod conflict;
pub mod form;
pub mod row;
pub mod view;

use crate::assessment::Answer;
use crate::questionnaire::{LastTime, said};
use crate::rubric::{Criterion, CriterionId, Domain};
use crate::store::StoreError;
use crate::web::asked::Asked;
use crate::web::found::Opened;
use crate::web::page::part::Faults;
use crate::web::page::question::form::{Act, Form};
use crate::web::reply::{Given, Reply};
use crate::web::secret::digest;
use crate::web::trouble::Trouble;
use crate::web::who::Whom;

/// A question of this assessment, asked of somebody.
struct Asking<'a> {
    asked: &'a Asked,
    opened: &'a Opened,
    whom: Whom,
    domain: &'a Domain,
    /// Its place in the domain, from 0.
    item: usize,
    criterion: &'a Criterion,
    /// Whether it was opened to change an answer from the page that checks them.
    changing: bool,
}

impl<'a> Asking<'a> {
    fn find(asked: &'a Asked, opened: &'a Opened) -> Result<Self, Trouble> {
        let rubric = &opened.assessment.rubric;
        let whom = Whom::find(asked, opened)?;
        let gone =
            || Trouble::Gone("The rubric of this assessment has no such question.".to_owned());
        let id = CriterionId::new(asked.part("criterion")).map_err(|_| gone())?;
        let domain = rubric.domain_of(&id).ok_or_else(gone)?;
        let item = domain
            .criteria
            .iter()
            .position(|criterion| criterion.id == id)
            .ok_or_else(gone)?;
        let changing = asked.query.get("change").is_some() || asked.form.get("change").is_some();
        Ok(Self {
            asked,
            opened,
            whom,
            domain,
            item,
            criterion: &domain.criteria[item],
            changing,
        })
    }

    /// The answer as the file says it.
    fn answer(&self) -> Option<&'a Answer> {
        self.whom
            .response(&self.opened.assessment)?
            .answer(&self.criterion.id)
    }

    /// The address of a question.
    fn question(&self, criterion: &CriterionId) -> String {
        self.whom.at(self.opened, &format!("question/{criterion}"))
    }

    /// The address of this question, as it was opened.
    fn here(&self) -> String {
        let change = if self.changing { "?change=1" } else { "" };
        format!("{}{change}", self.question(&self.criterion.id))
    }

    fn check(&self) -> String {
        self.whom
            .at(self.opened, &format!("check/{}", self.domain.id))
    }

    fn tasks(&self) -> String {
        self.whom.at(self.opened, "tasks")
    }

    /// Where it goes on from here.
    fn onward(&self) -> String {
        match self.domain.criteria.get(self.item + 1) {
            Some(next) if !self.changing => self.question(&next.id),
            Some(_) | None => self.check(),
        }
    }

    /// Where it goes back to.
    fn back(&self) -> String {
        match self.item.checked_sub(1) {
            _ if self.changing => self.check(),
            Some(before) => self.question(&self.domain.criteria[before].id),
            None => self.tasks(),
        }
    }

    /// What the page says that was saved just before, read from the file and not from the address.
    fn notice(&self) -> Option<String> {
        saved_notice(self.asked, self.opened, &self.whom)
    }

    /// What they wrote last time on the question whose answer was saved just before, and where a note can be added.
    fn last_of_saved(&self) -> Option<(String, String)> {
        let id = CriterionId::new(self.asked.query.get("saved")?).ok()?;
        Some((
            last_time(self.opened, &self.whom, &id)?,
            format!("{}?change=1", self.question(&id)),
        ))
    }
}

/// The sentence about the answer that the address says was just saved, as the file has it.
pub fn saved_notice(asked: &Asked, opened: &Opened, whom: &Whom) -> Option<String> {
    let id = CriterionId::new(asked.query.get("saved")?).ok()?;
    let criterion = opened.assessment.rubric.criterion(&id)?;
    let answer = whom.response(&opened.assessment)?.answer(&id)?;
    Some(said::saved(&opened.assessment, criterion, answer, ""))
}

/// What they wrote on a criterion in the cycle before; only where a new answer is given. A level is never among it.
pub fn last_time(opened: &Opened, whom: &Whom, criterion: &CriterionId) -> Option<String> {
    whom.response(&opened.assessment)?.answer(criterion)?;
    last_notes(opened, whom)?.told(criterion)
}

/// What they wrote in the cycle before, where this assessment names it and it can be read.
pub fn last_notes(opened: &Opened, whom: &Whom) -> Option<LastTime> {
    let previous = opened.folder().ok()?.previous(&opened.assessment)?;
    LastTime::of(&previous, &whom.respondent, &opened.assessment.rubric)
}

/// What the form of an answer was made from, to see later whether somebody changed it.
fn mark(answer: Option<&Answer>) -> String {
    digest(&format!("{answer:?}"))
}

/// Shows the question.
pub fn show(asked: &Asked) -> Given {
    let opened = asked.assessment()?;
    let asking = Asking::find(asked, &opened)?;
    let form = Form::of(asking.answer());
    view::page(&asking, &form, &Faults::default(), false)
}

/// Saves the answer, or takes a row of evidence in or out.
pub fn save(asked: &Asked) -> Given {
    let opened = asked.assessment()?;
    let asking = Asking::find(asked, &opened)?;
    let mut form = Form::read(&asked.form, asking.criterion)?;
    match form.act {
        Act::AddRow => form.add_row(),
        Act::RemoveRow(row) => form.remove_row(row),
        Act::Later if form.is_empty() && asking.answer().is_none() => {
            return Reply::go(&asking.tasks());
        }
        Act::Save | Act::Later => return keep(&asking, &form),
    }
    view::page(&asking, &form, &Faults::default(), true)
}

fn keep(asking: &Asking<'_>, form: &Form) -> Given {
    let Asking {
        opened,
        whom,
        criterion,
        ..
    } = asking;
    let rubric = &opened.assessment.rubric;
    let folder = opened.folder()?;
    let mut faults = Faults::default();
    let Some(mine) = form.answer(
        rubric,
        criterion,
        asking.answer(),
        asking.asked.house.today(),
        &mut faults,
    ) else {
        return view::page(asking, form, &faults, true);
    };
    // The file is read once more; between this and the save the session itself keeps watch.
    let mut session = folder.respond(rubric, &whom.respondent, &whom.role)?;
    let theirs = session.response().answer(&criterion.id).cloned();
    if mark(theirs.as_ref()) != form.seen && theirs.as_ref() != Some(&mine) {
        return conflict::page(asking, form, &mine, theirs.as_ref());
    }
    match session.save(&mine) {
        Ok(_) => {
            let to = match form.act {
                Act::Later => asking.tasks(),
                Act::Save | Act::AddRow | Act::RemoveRow(_) => asking.onward(),
            };
            Reply::go(&format!("{to}?saved={}", criterion.id))
        }
        Err(StoreError::Changed { theirs, .. }) => {
            conflict::page(asking, form, &mine, theirs.as_deref())
        }
        Err(StoreError::Gone { .. }) => conflict::page(asking, form, &mine, None),
        Err(error) => {
            // What was typed stays on the page; nothing is lost with a full disk.
            faults.add("", error.told());
            view::page(asking, form, &faults, true)
        }
    }
}
