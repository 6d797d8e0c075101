//! What is remembered of a browser while the program runs: as whom it answers in each assessment, and a form that waits for a decision.
//!
//! Nothing of it is a lock. Whoever can open the folder can open its files;
//! this keeps people who answer honestly from seeing others' answers first.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::web::who::Whom;

/// One browser's seat.
#[derive(Debug, Default)]
pub struct Seat(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    /// By the name of the assessment.
    answers_as: HashMap<String, Whom>,
    /// One form at the most, and only until it is decided about or another one comes.
    form: Option<Waiting>,
}

/// A form that was sent, and of which somebody has to decide what is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The name of the assessment.
    pub assessment: String,
    /// What the file was called.
    pub name: String,
    /// The file.
    pub bytes: Vec<u8>,
}

impl Seat {
    /// As whom this browser answers in an assessment, as far as it has said so.
    pub fn answers_as(&self, assessment: &str) -> Option<Whom> {
        self.kept().answers_as.get(assessment).cloned()
    }

    /// It answers as this person now; `None`: as nobody.
    pub fn sit(&self, assessment: &str, whom: Option<Whom>) {
        let mut kept = self.kept();
        match whom {
            Some(whom) => kept.answers_as.insert(assessment.to_owned(), whom),
            None => kept.answers_as.remove(assessment),
        };
    }

    /// Keeps a form until it is decided about.
    pub fn keep(&self, form: Waiting) {
        self.kept().form = Some(form);
    }

    /// The form that waits in this assessment.
    pub fn waiting(&self, assessment: &str) -> Option<Waiting> {
        self.kept()
            .form
            .clone()
            .filter(|form| form.assessment == assessment)
    }

    /// No form waits any more.
    pub fn decided(&self) {
        self.kept().form = None;
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        // Each change is one insertion or removal, so what a panic left behind is whole.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rubric::{RespondentId, RoleId};

    fn whom(id: &str) -> Whom {
        Whom {
            respondent: RespondentId::new(id).unwrap(),
            role: RoleId::new("chair").unwrap(),
        }
    }

    #[test]
    fn a_seat_is_taken_in_each_assessment_apart_and_left_again() {
        let seat = Seat::default();
        seat.sit("one", Some(whom("chair")));
        seat.sit("other", Some(whom("head")));
        seat.sit("one", Some(whom("vice")));
        assert_eq!(
            (seat.answers_as("one"), seat.answers_as("other")),
            (Some(whom("vice")), Some(whom("head")))
        );
        seat.sit("one", None);
        assert_eq!(seat.answers_as("one"), None);
    }

    #[test]
    fn one_form_waits_for_the_assessment_that_it_was_sent_to() {
        let seat = Seat::default();
        let form = |name: &str| Waiting {
            assessment: "one".into(),
            name: name.into(),
            bytes: vec![1],
        };
        seat.keep(form("a.xlsx"));
        seat.keep(form("b.xlsx"));
        assert_eq!(
            (seat.waiting("one"), seat.waiting("other")),
            (Some(form("b.xlsx")), None)
        );
        seat.decided();
        assert_eq!(seat.waiting("one"), None);
    }
}
