//! A workbook that came back: whether it is a form, whose, and what it says.

use thiserror::Error;

use crate::assessment::{Assessment, Response};
use crate::diagnostic::{Code, Diagnostic};
use crate::intake::form::answers::Reader;
use crate::intake::form::compare::Reading;
use crate::intake::form::hidden;
use crate::intake::form::hidden::Hidden;
use crate::intake::form::identity::{Belongs, MARK};
use crate::intake::form::tables::{is_marked, tables};
use crate::intake::workbook;
use crate::intake::workbook::{Unreadable, Workbook};
use crate::rubric::RespondentId;

/// How many problems of a form are told, before the rest is only counted.
const TOLD: usize = 100;

/// A form that came back, not yet compared with anything.
#[derive(Debug)]
pub struct Form {
    book: Workbook,
    hidden: Hidden,
}

/// Why a workbook is no form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NotAForm {
    /// Nothing says that it ever was one.
    #[error(
        "it is a workbook, and not a form that strong-trust wrote. Take the form that was filled in, or write a new one"
    )]
    Never,
    /// It was one, and what says so is gone.
    #[error(
        "it was a form, and its hidden sheet is gone, which says whose it is. Read the workbook as it was filled in, not a copy of its sheets; or fill in a fresh form"
    )]
    NoLonger,
}

/// Why a file cannot be opened as a form.
#[derive(Debug, Error)]
pub enum OpenError {
    /// It cannot be read.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// It can be read, and is no form.
    #[error(transparent)]
    NotAForm(#[from] NotAForm),
}

impl Form {
    /// Opens the bytes of a workbook. Limits are held before anything in it is parsed.
    ///
    /// # Errors
    /// When it cannot be read, or is no form.
    pub fn open(bytes: &[u8]) -> Result<Self, OpenError> {
        let book = workbook::read(bytes)?;
        let was_one = book.properties.contains(MARK) || book.sheets.iter().any(is_marked);
        let not = if was_one {
            NotAForm::NoLonger
        } else {
            NotAForm::Never
        };
        let hidden = book.sheets.iter().find_map(hidden::read).ok_or(not)?;
        Ok(Self { book, hidden })
    }

    /// Whose answers it holds, if it is a form of this assessment (and of the respondent who is expected).
    ///
    /// # Errors
    /// Every reason why it is not.
    pub fn belongs(
        &self,
        assessment: &Assessment,
        expected: Option<&RespondentId>,
    ) -> Result<Belongs, Vec<Diagnostic>> {
        self.hidden.identity.belongs(assessment, expected)
    }

    /// What the form says, compared with what its respondent has in the folder now.
    /// It has to [belong](Self::belongs) to the assessment.
    ///
    /// # Errors
    /// The problems of the form at once, each with its sheet and cell; after the first hundred how many more there are.
    pub fn read(
        &self,
        assessment: &Assessment,
        now: &Response,
    ) -> Result<Reading, Vec<Diagnostic>> {
        let rubric = &assessment.rubric;
        let mut problems = Vec::new();
        let (tables, notes) = tables(&self.book, rubric, &self.hidden, &mut problems);
        let mut reading = Reading {
            notes,
            ..Reading::default()
        };
        for domain in rubric.domains() {
            let Some(table) = tables.get(domain.id.as_str()) else {
                continue;
            };
            for criterion in &domain.criteria {
                let before = now.answer(&criterion.id);
                let scale = rubric.scale();
                let mut reader = Reader {
                    table,
                    criterion,
                    scale,
                    before,
                    from_1904: self.book.from_1904,
                    problems: Vec::new(),
                };
                let shown = reader.shown();
                problems.append(&mut reader.problems);
                let was = self
                    .hidden
                    .answers
                    .get(criterion.id.as_str())
                    .map(|(digest, _)| digest.as_str());
                reading.compare(assessment, criterion, shown.as_ref(), was, before);
            }
        }
        if problems.is_empty() {
            return Ok(reading);
        }
        if let Some(more) = problems.len().checked_sub(TOLD).filter(|more| *more > 0) {
            problems.truncate(TOLD);
            let message = format!("{more} more problems of this form");
            let help = "put these right first, or fill in a fresh form";
            problems.push(Diagnostic::error(Code::File, message).help(help));
        }
        Err(problems)
    }
}
