//! Exactly one of a level, unknown and not applicable.

use std::ops::Range;

use crate::assessment::parse::Parser;
use crate::assessment::{Misfit, Rating};
use crate::diagnostic::{Code, Diagnostic, Words};
use crate::rubric::CriterionId;
use crate::source::{At, Source};

/// The three keys of which exactly one must be there, and what stands beside them.
pub(super) struct Choice {
    pub level: Option<At<i64>>,
    pub unknown: Option<At<bool>>,
    pub not_applicable: Option<At<String>>,
    /// Whether it was chosen for an earlier version of the rubric.
    pub review: bool,
}

impl Parser<'_> {
    /// Exactly one of a level, unknown and not applicable.
    pub(super) fn rating(
        &mut self,
        source: &Source,
        criterion: &CriterionId,
        choice: Choice,
        entry: Range<usize>,
    ) -> Option<Rating> {
        let given = [
            choice
                .level
                .as_ref()
                .map(|level| ("level", level.span.clone())),
            choice
                .unknown
                .as_ref()
                .map(|unknown| ("unknown", unknown.span.clone())),
            choice
                .not_applicable
                .as_ref()
                .map(|reason| ("not-applicable", reason.span.clone())),
        ];
        let mut given = given.into_iter().flatten();
        let Some((first, _)) = given.next() else {
            self.problems.push(
                Diagnostic::error(
                    Code::NoAnswer,
                    Words::ours(format!("the entry for \"{criterion}\" gives no answer")),
                )
                .at(source, first_line(source, entry), "no level")
                .help(
                    "add one line: `level = …`, `unknown = true` or `not-applicable = \"reason\"`",
                ),
            );
            return None;
        };
        if let Some((second, span)) = given.next() {
            self.problems.push(
                Diagnostic::error(
                    Code::TwoAnswers,
                    Words::ours(format!("\"{criterion}\" has both `{first}` and `{second}`")),
                )
                .at(source, span, "a second answer")
                .help("keep one of the two"),
            );
            return None;
        }
        match choice {
            Choice {
                level: Some(level),
                review: true,
                ..
            } if self.rubric.scale().level(level.value).is_none() => {
                let problem = outlived(format!(
                    "\"{criterion}\" was answered with level {}, which the scale no longer has",
                    level.value
                ));
                self.problems
                    .push(problem.at(source, level.span, "not on this scale"));
                self.orphan(source, criterion.as_str(), Misfit::Level(level.value));
                None
            }
            Choice {
                not_applicable: Some(reason),
                review: true,
                ..
            } if !self.allows_not_applicable(criterion) => {
                let problem = outlived(format!(
                    "\"{criterion}\" was answered with not applicable, and it applies to every trust now"
                ));
                self.problems
                    .push(problem.at(source, reason.span, "no longer an answer"));
                self.orphan(source, criterion.as_str(), Misfit::NotApplicable);
                None
            }
            Choice {
                level: Some(level), ..
            } => self.on_scale(source, &level).map(Rating::Level),
            Choice {
                unknown: Some(unknown),
                ..
            } => self.unknown(source, criterion, &unknown),
            Choice {
                not_applicable: Some(reason),
                ..
            } => self.not_applicable(source, criterion, reason),
            Choice {
                level: None,
                unknown: None,
                not_applicable: None,
                ..
            } => None,
        }
    }

    fn unknown(
        &mut self,
        source: &Source,
        criterion: &CriterionId,
        unknown: &At<bool>,
    ) -> Option<Rating> {
        if !unknown.value {
            self.problems.push(
                Diagnostic::error(
                    Code::NoAnswer,
                    Words::ours(format!("`unknown = false` does not answer \"{criterion}\"")),
                )
                .at(source, unknown.span.clone(), "false")
                .help("write a level instead, or take the entry out"),
            );
        }
        unknown.value.then_some(Rating::Unknown)
    }

    pub(super) fn not_applicable(
        &mut self,
        source: &Source,
        criterion: &CriterionId,
        reason: At<String>,
    ) -> Option<Rating> {
        if !self.allows_not_applicable(criterion) {
            self.problems.push(
                Diagnostic::error(
                    Code::NotAllowed,
                    Words::ours(format!(
                        "the rubric does not allow \"{criterion}\" to be not applicable"
                    )),
                )
                .at(source, reason.span, "applies to every trust")
                .help("choose a level, or `unknown = true`"),
            );
            return None;
        }
        if reason.value.trim().is_empty() {
            self.problems.push(
                Diagnostic::error(
                    Code::BadValue,
                    Words::ours(format!(
                        "\"{criterion}\" is not applicable, and no reason is given"
                    )),
                )
                .at(source, reason.span, "empty")
                .help("write why it could not exist here"),
            );
            return None;
        }
        Some(Rating::NotApplicable(reason.value))
    }

    fn allows_not_applicable(&self, criterion: &CriterionId) -> bool {
        self.rubric
            .criterion(criterion)
            .is_some_and(|criterion| criterion.not_applicable.is_some())
    }
}

/// Something that an earlier version of the rubric had a place for: worth knowing, and no fault.
pub(super) fn outlived(message: impl Into<Words>) -> Diagnostic {
    Diagnostic::note(Code::Orphan, message)
        .help("it is kept, listed in the report, and counts for nothing")
}

fn first_line(source: &Source, span: Range<usize>) -> Range<usize> {
    span.start..source.line(span.start).end.min(span.end).max(span.start)
}
