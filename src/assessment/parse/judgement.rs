//! Answers and agreed judgements: the same choice of level, silence, signs and evidence.

use std::collections::HashSet;
use std::ops::Range;

use crate::assessment::file::{AgreedFile, AgreedTable, AnswerTable, EvidenceTable};
use crate::assessment::parse::Parser;
use crate::assessment::{Agreed, Answer, Evidence, Misfit, Orphan, Standing};
use crate::diagnostic::{Code, Diagnostic};
use crate::rubric::CriterionId;
use crate::source::{At, Source};
use crate::text::nearest;

impl Parser<'_> {
    /// The answers of one file, in rubric order.
    pub(super) fn answers(&mut self, source: &Source, tables: Vec<At<AnswerTable>>) -> Vec<Answer> {
        let mut seen = HashSet::new();
        let mut answers: Vec<Answer> = tables
            .into_iter()
            .filter_map(|table| self.answer(source, table, &mut seen))
            .collect();
        // Collecting reuses the room of the raw tables, which is more than twice what the answers need.
        answers.shrink_to_fit();
        answers.sort_by_cached_key(|answer| self.order[&answer.criterion]);
        answers
    }

    fn answer(
        &mut self,
        source: &Source,
        table: At<AnswerTable>,
        seen: &mut HashSet<String>,
    ) -> Option<Answer> {
        let At { value: table, span } = table;
        let choice = Choice {
            level: table.level,
            unknown: table.unknown,
            not_applicable: table.not_applicable,
            review: table.review,
        };
        let criterion = self.judged_criterion(source, &table.criterion, table.review, seen)?;
        let standing = self.standing(source, &criterion, choice, span);
        let warning_signs = self.warning_signs(source, &criterion, &table.warning_signs);
        let evidence = self.evidence(source, table.evidence);
        Some(Answer {
            criterion,
            standing: standing?,
            note: table.note,
            uneven: table.uneven,
            confidence: table.confidence,
            warning_signs,
            warning_note: table.warning_note,
            evidence,
            review: table.review,
        })
    }

    /// The agreed judgements, in rubric order.
    pub(super) fn judgements(&mut self, source: &Source, file: AgreedFile) -> Vec<Agreed> {
        let mut seen = HashSet::new();
        let mut agreed: Vec<Agreed> = file
            .agreed
            .into_iter()
            .filter_map(|table| self.judgement(source, table, &mut seen))
            .collect();
        agreed.sort_by_key(|agreed| self.order[&agreed.criterion]);
        agreed
    }

    fn judgement(
        &mut self,
        source: &Source,
        table: At<AgreedTable>,
        seen: &mut HashSet<String>,
    ) -> Option<Agreed> {
        let At { value: table, span } = table;
        let choice = Choice {
            level: table.level,
            unknown: table.unknown,
            not_applicable: table.not_applicable,
            review: table.review,
        };
        let criterion = self.judged_criterion(source, &table.criterion, table.review, seen)?;
        let standing = self.standing(source, &criterion, choice, span);
        let warning_signs = self.warning_signs(source, &criterion, &table.warning_signs);
        let evidence = self.evidence(source, table.evidence);
        let date = self.date(source, &table.date);
        if table.reason.trim().is_empty() {
            self.problems.push(
                Diagnostic::error(
                    Code::BadValue,
                    format!("the agreed judgement on \"{criterion}\" has no reason"),
                )
                .at(source, table.criterion.span.clone(), "`reason` is empty")
                .help("write in a sentence why this level was agreed"),
            );
        }
        Some(Agreed {
            criterion,
            standing: standing?,
            reason: table.reason,
            moderator: table.moderator,
            date: date?,
            dissent: table.dissent,
            uneven: table.uneven,
            warning_signs,
            warning_note: table.warning_note,
            evidence,
            review: table.review,
        })
    }

    /// The criterion of an answer. One that the rubric does not have is kept as an orphan, with a warning.
    fn judged_criterion(
        &mut self,
        source: &Source,
        name: &At<String>,
        review: bool,
        seen: &mut HashSet<String>,
    ) -> Option<CriterionId> {
        if !seen.insert(name.value.clone()) {
            self.problems.push(
                Diagnostic::error(
                    Code::DuplicateId,
                    format!("\"{}\" is answered twice in {}", name.value, source.name()),
                )
                .at(source, name.span.clone(), "the second time")
                .help("keep one of the two answers"),
            );
            return None;
        }
        let found = self
            .order
            .get_key_value(name.value.as_str())
            .map(|(id, _)| id.clone());
        if found.is_none() {
            let problem = if review {
                outlived(format!(
                    "\"{}\" was asked by an earlier version of the rubric",
                    name.value
                ))
            } else {
                let near = nearest(
                    &name.value,
                    self.rubric
                        .criteria()
                        .map(|criterion| criterion.id.as_str()),
                );
                let help = near.map_or_else(
                    || "it is kept, listed in the report, and counts for nothing".to_owned(),
                    |near| format!("did you mean \"{near}\"? Until it is put right it is kept, and counts for nothing"),
                );
                Diagnostic::warning(
                    Code::Orphan,
                    format!("the rubric has no criterion \"{}\"", name.value),
                )
                .help(help)
            };
            self.problems
                .push(problem.at(source, name.span.clone(), "not in this rubric"));
            self.orphan(source, &name.value, Misfit::Criterion);
        }
        found
    }

    fn orphan(&mut self, source: &Source, criterion: &str, misfit: Misfit) {
        self.orphans.push(Orphan {
            file: source.name().to_owned(),
            criterion: criterion.to_owned(),
            misfit,
        });
    }

    /// Exactly one of a level, unknown and not applicable.
    fn standing(
        &mut self,
        source: &Source,
        criterion: &CriterionId,
        choice: Choice,
        entry: Range<usize>,
    ) -> Option<Standing> {
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
                    format!("the entry for \"{criterion}\" gives no answer"),
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
                    format!("\"{criterion}\" has both `{first}` and `{second}`"),
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
            } => self.on_scale(source, &level).map(Standing::Level),
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
    ) -> Option<Standing> {
        if !unknown.value {
            self.problems.push(
                Diagnostic::error(
                    Code::NoAnswer,
                    format!("`unknown = false` does not answer \"{criterion}\""),
                )
                .at(source, unknown.span.clone(), "false")
                .help("write a level instead, or take the entry out"),
            );
        }
        unknown.value.then_some(Standing::Unknown)
    }

    pub(super) fn not_applicable(
        &mut self,
        source: &Source,
        criterion: &CriterionId,
        reason: At<String>,
    ) -> Option<Standing> {
        if !self.allows_not_applicable(criterion) {
            self.problems.push(
                Diagnostic::error(
                    Code::NotAllowed,
                    format!("the rubric does not allow \"{criterion}\" to be not applicable"),
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
                    format!("\"{criterion}\" is not applicable, and no reason is given"),
                )
                .at(source, reason.span, "empty")
                .help("write why it could not exist here"),
            );
            return None;
        }
        Some(Standing::NotApplicable(reason.value))
    }

    fn allows_not_applicable(&self, criterion: &CriterionId) -> bool {
        self.rubric
            .criterion(criterion)
            .is_some_and(|criterion| criterion.not_applicable.is_some())
    }

    fn warning_signs(
        &mut self,
        source: &Source,
        criterion: &CriterionId,
        written: &[At<i64>],
    ) -> Vec<usize> {
        let listed = self
            .rubric
            .criterion(criterion)
            .map_or(0, |criterion| criterion.warning_signs.len());
        let mut signs = Vec::new();
        for number in written {
            match usize::try_from(number.value)
                .ok()
                .filter(|number| (1..=listed).contains(number))
            {
                Some(sign) => signs.push(sign),
                None => self.problems.push(
                    Diagnostic::error(
                        Code::BadValue,
                        format!("\"{criterion}\" has no warning sign {}", number.value),
                    )
                    .at(
                        source,
                        number.span.clone(),
                        format!("it has {listed}, counted from 1"),
                    ),
                ),
            }
        }
        signs.sort_unstable();
        signs.dedup();
        signs
    }

    fn evidence(&mut self, source: &Source, tables: Vec<EvidenceTable>) -> Vec<Evidence> {
        tables
            .into_iter()
            .filter_map(|table| {
                let date = self.date(source, &table.date)?;
                if self.date.is_some_and(|assessed| date > assessed) {
                    self.problems.push(
                        Diagnostic::warning(Code::LaterDate, format!("this evidence is dated {date}, after the assessment"))
                            .at(source, table.date.span.clone(), "later than the assessment's date")
                            .help("it is kept and counts for nothing; put its date right, or the date in assessment.toml"),
                    );
                }
                Some(Evidence { what: table.what, kind: table.kind, date, place: table.place })
            })
            .collect()
    }
}

/// Something that an earlier version of the rubric had a place for: worth knowing, and no fault.
fn outlived(message: String) -> Diagnostic {
    Diagnostic::note(Code::Orphan, message)
        .help("it is kept, listed in the report, and counts for nothing")
}

/// The three keys of which exactly one must be there, and what stands beside them.
struct Choice {
    level: Option<At<i64>>,
    unknown: Option<At<bool>>,
    not_applicable: Option<At<String>>,
    /// Whether it was chosen for an earlier version of the rubric.
    review: bool,
}

fn first_line(source: &Source, span: Range<usize>) -> Range<usize> {
    let length = source
        .text()
        .get(span.clone())
        .and_then(|text| text.find('\n'))
        .unwrap_or(span.len());
    span.start..span.start + length
}
