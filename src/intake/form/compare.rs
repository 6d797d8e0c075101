//! What a form changes: its answers beside those in the folder, and beside those that it was written with.
//!
//! Three things are compared: what the form says, what it said when it was written, and what the folder
//! says now. Only what somebody changed in the form is taken from it. Where the folder changed as well,
//! nobody but the person can decide.

use crate::assessment::{Answer, Assessment};
use crate::intake::form::shown::{Shown, digest_of};
use crate::questionnaire::recorded;
use crate::rubric::{Criterion, Rubric};
use crate::text::{clean, count, list};
use crate::words::long_date;

/// What came of reading a form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// Answers that are new or changed, and nobody contradicts: to be saved.
    pub changed: Vec<Answer>,
    /// Answers that were changed in the form and, since it was written, in the folder too.
    pub conflicts: Vec<Conflict>,
    /// How many answers of the form stand in the folder already.
    pub unchanged: usize,
    /// How many questions the form leaves open.
    pub open: usize,
    /// Titles of questions that the form leaves open and that stay answered in the folder.
    pub kept: Vec<String>,
    /// Titles of questions that were answered anew in the folder, and not in the form: they stay so.
    pub newer: Vec<String>,
    /// What else is worth saying, as sentences.
    pub notes: Vec<String>,
}

/// An answer that was changed on both sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The title of the question.
    pub title: String,
    /// The answer in the form.
    pub answer: Answer,
    /// What the form says, in words.
    pub form: String,
    /// What the folder says now, in words.
    pub folder: String,
}

impl Reading {
    /// Adds what a form says of a criterion: what it says now, the digest of what it said when written, and what the folder says.
    pub(super) fn compare(
        &mut self,
        assessment: &Assessment,
        criterion: &Criterion,
        form: Option<&Shown>,
        was: Option<&str>,
        folder: Option<&Answer>,
    ) {
        let title = || clean(&criterion.title);
        let Some(shown) = form else {
            self.open += 1;
            self.kept.extend(folder.map(|_| title()));
            return;
        };
        if folder.map(Shown::of).as_ref() == Some(shown) {
            self.unchanged += 1;
            return;
        }
        // A form without a digest for the question says nothing of what it was: then everything in it counts as changed.
        let untouched = was == Some(shown.digest().as_str());
        let same_folder =
            was.is_some_and(|was| was == digest_of(folder)) || (was.is_none() && folder.is_none());
        if untouched && folder.is_some() {
            self.newer.push(title());
            return;
        }
        let answer = shown.answer(&criterion.id, folder);
        self.tell_later(assessment, criterion, &answer);
        if same_folder {
            self.changed.push(answer);
            return;
        }
        let words = |answer: &Answer| told(&assessment.rubric, criterion, answer);
        let taken_out = || "nothing; it was taken out".to_owned();
        let conflict = Conflict {
            title: title(),
            form: words(&answer),
            folder: folder.map_or_else(taken_out, words),
            answer,
        };
        self.conflicts.push(conflict);
    }

    fn tell_later(&mut self, assessment: &Assessment, criterion: &Criterion, answer: &Answer) {
        let date = assessment.setup.date;
        for entry in answer
            .judgement
            .evidence
            .iter()
            .filter(|entry| entry.date > date)
        {
            self.notes.push(format!(
                "Evidence for \u{201c}{}\u{201d} is dated {}, later than the assessment ({}): it is kept, and counts for nothing yet.",
                clean(&criterion.title),
                long_date(entry.date),
                long_date(date)
            ));
        }
    }

    /// The answers to be saved; with those of the conflicts, if the form is to win.
    pub fn answers(&self, over: bool) -> Vec<Answer> {
        let conflicts = self
            .conflicts
            .iter()
            .filter(|_| over)
            .map(|conflict| conflict.answer.clone());
        self.changed.iter().cloned().chain(conflicts).collect()
    }

    /// What was read, in sentences: without the conflicts, which are told apart.
    pub fn lines(&self) -> Vec<String> {
        let answers = self.changed.len() + self.conflicts.len() + self.unchanged + self.newer.len();
        let mut lines = vec![format!(
            "The form has {}: {} new or changed, {} as in the folder. {} left open.",
            count(answers, "answer", "answers"),
            self.changed.len(),
            self.unchanged,
            count(self.open, "question is", "questions are"),
        )];
        if !self.kept.is_empty() {
            lines.push(format!(
                "Open in the form, and answered in the folder, where the answer stays: {}.",
                list(&self.kept)
            ));
        }
        if !self.newer.is_empty() {
            lines.push(format!(
                "Answered anew in the folder since the form was written, and kept so: {}.",
                list(&self.newer)
            ));
        }
        lines.extend(self.notes.iter().cloned());
        lines
    }

    /// The answers that changed on both sides, in sentences; none where there are none.
    pub fn conflict_lines(&self) -> Vec<String> {
        let Some(first) = self.conflicts.len().checked_sub(1) else {
            return Vec::new();
        };
        let head = if first == 0 {
            "One answer was changed in the folder since the form was written, and differs from the form:".to_owned()
        } else {
            format!(
                "{} answers were changed in the folder since the form was written, and differ from the form:",
                self.conflicts.len()
            )
        };
        let told = self.conflicts.iter().map(|one| {
            format!(
                "- {}\n  In the form: {}\n  In the folder: {}",
                one.title, one.form, one.folder
            )
        });
        std::iter::once(head).chain(told).collect()
    }
}

fn told(rubric: &Rubric, criterion: &Criterion, answer: &Answer) -> String {
    recorded(rubric, criterion, answer)
        .iter()
        .map(|line| clean(line))
        .collect::<Vec<_>>()
        .join("; ")
}
