//! Answers and agreed judgements: the same choice of level, silence, signs and evidence.

use std::collections::HashSet;
use std::ops::Range;

use crate::assessment::file::{AgreedTable, AnswerTable, EvidenceTable};
use crate::assessment::parse::Parser;
use crate::assessment::parse::rating::{Choice, outlived};
use crate::assessment::{Agreed, Answer, Evidence, Judgement, Misfit, Note, Orphan};
use crate::diagnostic::{Code, Diagnostic, Severity, Words};
use crate::rubric::CriterionId;
use crate::source::{At, Source};
use crate::text::nearest;

/// The part of a table that answers and agreed judgements share.
struct Judged {
    choice: Choice,
    uneven: Option<String>,
    warning_signs: Vec<At<i64>>,
    warning_note: Option<String>,
    evidence: Vec<EvidenceTable>,
}

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
        let criterion = self.judged_criterion(source, &table.criterion, table.review, seen)?;
        let judged = Judged {
            choice: Choice {
                level: table.level,
                unknown: table.unknown,
                not_applicable: table.not_applicable,
                review: table.review,
            },
            uneven: table.uneven,
            warning_signs: table.warning_signs,
            warning_note: table.warning_note,
            evidence: table.evidence,
        };
        Some(Answer {
            judgement: self.judgement(source, &criterion, judged, span)?,
            criterion,
            note: Note::of(table.note.as_ref()),
            confidence: table.confidence,
        })
    }

    /// The agreed judgements, in rubric order.
    pub(super) fn all_agreed(
        &mut self,
        source: &Source,
        tables: Vec<At<AgreedTable>>,
    ) -> Vec<Agreed> {
        let mut seen = HashSet::new();
        let mut agreed: Vec<Agreed> = tables
            .into_iter()
            .filter_map(|table| self.one_agreed(source, table, &mut seen))
            .collect();
        agreed.sort_by_key(|agreed| self.order[&agreed.criterion]);
        agreed
    }

    fn one_agreed(
        &mut self,
        source: &Source,
        table: At<AgreedTable>,
        seen: &mut HashSet<String>,
    ) -> Option<Agreed> {
        let At { value: table, span } = table;
        let criterion = self.judged_criterion(source, &table.criterion, table.review, seen)?;
        let judged = Judged {
            choice: Choice {
                level: table.level,
                unknown: table.unknown,
                not_applicable: table.not_applicable,
                review: table.review,
            },
            uneven: table.uneven,
            warning_signs: table.warning_signs,
            warning_note: table.warning_note,
            evidence: table.evidence,
        };
        let judgement = self.judgement(source, &criterion, judged, span);
        let date = self.date(source, &table.date);
        let reason = Note::new(&table.reason);
        if reason.is_none() {
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
            judgement: judgement?,
            reason: reason?,
            moderator: table.moderator,
            date: date?,
            dissent: Note::of(table.dissent.as_ref()),
        })
    }

    fn judgement(
        &mut self,
        source: &Source,
        criterion: &CriterionId,
        judged: Judged,
        span: Range<usize>,
    ) -> Option<Judgement> {
        let review = judged.choice.review;
        let rating = self.rating(source, criterion, judged.choice, span);
        let warning_signs = self.warning_signs(source, criterion, &judged.warning_signs);
        let evidence = self.evidence(source, judged.evidence);
        Some(Judgement {
            rating: rating?,
            uneven: Note::of(judged.uneven.as_ref()),
            warning_signs,
            warning_note: Note::of(judged.warning_note.as_ref()),
            evidence,
            review,
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
            let known = self.order.contains_key(name.value.as_str());
            self.problems
                .push_with(Severity::Error, Code::DuplicateId, source, || {
                    let message =
                        format!("\"{}\" is answered twice in {}", name.value, source.name());
                    let message = if known {
                        Words::ours(message)
                    } else {
                        message.into()
                    };
                    Diagnostic::error(Code::DuplicateId, message)
                        .at(source, name.span.clone(), "the second time")
                        .help("keep one of the two answers")
                });
            return None;
        }
        let found = self
            .order
            .get_key_value(name.value.as_str())
            .map(|(id, _)| id.clone());
        if found.is_none() {
            let severity = if review {
                Severity::Note
            } else {
                Severity::Warning
            };
            let rubric = self.rubric;
            self.problems
                .push_with(severity, Code::Orphan, source, || {
                    let id = &name.value;
                    let message = if review {
                        format!("\"{id}\" was asked by an earlier version of the rubric")
                    } else {
                        format!("the rubric has no criterion \"{id}\"")
                    };
                    // What can be an id was one of some rubric: reports list it too.
                    let message = if CriterionId::new(id.as_str()).is_ok() {
                        Words::ours(message)
                    } else {
                        message.into()
                    };
                    let problem = if review {
                        outlived(message)
                    } else {
                        Diagnostic::warning(Code::Orphan, message)
                    };
                    let problem = problem.at(source, name.span.clone(), "not in this rubric");
                    if review {
                        return problem;
                    }
                    let near = nearest(
                        &name.value,
                        rubric.criteria().map(|criterion| criterion.id.as_str()),
                    );
                    problem.help(near.map_or_else(
                        || "it is kept, listed in the report, and counts for nothing".into(),
                        |near| Words::ours(format!("did you mean \"{near}\"? Until it is put right it is kept, and counts for nothing")),
                    ))
                });
            self.orphan(source, &name.value, Misfit::Criterion);
        }
        found
    }

    pub(super) fn orphan(&mut self, source: &Source, criterion: &str, misfit: Misfit) {
        self.orphans.push(Orphan {
            file: source.name().to_owned(),
            criterion: criterion.to_owned(),
            misfit,
        });
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
                        Words::ours(format!(
                            "\"{criterion}\" has no warning sign of this number"
                        )),
                    )
                    .at(source, number.span.clone(), "not one of them")
                    .help(Words::ours(format!("it has {listed}, counted from 1"))),
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
