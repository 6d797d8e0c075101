//! What stands beside the answers: the register, the trust's own numbers, the plan.

use std::collections::{HashMap, HashSet};

use crate::assessment::file::{ActionTable, EntryTable, FigureTable};
use crate::assessment::parse::Parser;
use crate::assessment::{Action, ActionStatus, Course, Entry, Fit, Note, OwnFigure, fit};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::rubric::{Indicator, StandardId, twice, unknown};
use crate::source::{At, Source};

impl Parser<'_> {
    /// The register, in rubric order.
    pub(super) fn entries(&mut self, source: &Source, tables: Vec<EntryTable>) -> Vec<Entry> {
        let rubric = self.rubric;
        let places: HashMap<&str, (usize, &StandardId)> = rubric
            .standards()
            .enumerate()
            .map(|(place, standard)| (standard.id.as_str(), (place, &standard.id)))
            .collect();
        let mut seen = HashSet::new();
        let mut entries = Vec::new();
        for table in tables {
            if !seen.insert(table.id.value.clone()) {
                self.twice(source, "standard", &table.id);
                continue;
            }
            let Some(&(place, id)) = places.get(table.id.value.as_str()) else {
                let names = rubric.standards().map(|standard| standard.id.as_str());
                self.nowhere(source, "standard", &table.id, table.review, names);
                continue;
            };
            let checked = table
                .checked
                .as_ref()
                .and_then(|date| self.date(source, date));
            let entry = Entry {
                standard: id.clone(),
                status: table.status,
                checked,
                by: Note::of(table.by.as_ref()),
                proof: Note::of(table.proof.as_ref()),
                explanation: Note::of(table.explanation.as_ref()),
            };
            entries.push((place, entry));
        }
        entries.sort_by_key(|(place, _)| *place);
        entries.into_iter().map(|(_, entry)| entry).collect()
    }

    /// The trust's own numbers, in file order; several periods of one indicator may stand side by side.
    pub(super) fn own_figures(
        &mut self,
        source: &Source,
        tables: Vec<FigureTable>,
    ) -> Vec<OwnFigure> {
        let rubric = self.rubric;
        let indicators: HashMap<&str, &Indicator> = rubric
            .indicators()
            .map(|indicator| (indicator.id.as_str(), indicator))
            .collect();
        let mut figures = Vec::new();
        for table in tables {
            let Some(&indicator) = indicators.get(table.id.value.as_str()) else {
                let names = rubric.indicators().map(|indicator| indicator.id.as_str());
                self.nowhere(source, "indicator", &table.id, table.review, names);
                continue;
            };
            self.fits(source, indicator, &table);
            figures.push(OwnFigure {
                indicator: indicator.id.clone(),
                value: table.value.0,
                period: table.period,
                note: Note::of(table.note.as_ref()),
            });
        }
        figures
    }

    /// Says where a number does not go with its unit. It is kept and shown as it was written.
    fn fits(&mut self, source: &Source, indicator: &Indicator, table: &FigureTable) {
        let id = &table.id.value;
        let problem = match fit(indicator, &table.value.0) {
            Fit::Fits => return,
            Fit::Unfit(why) => Diagnostic::warning(
                Code::BadValue,
                format!("the number of \"{id}\" does not go with its unit"),
            )
            .help(why),
            Fit::Doubtful(why) => Diagnostic::note(
                Code::BadValue,
                format!("the number of \"{id}\" is unlikely"),
            )
            .help(why),
        };
        self.problems
            .push(problem.at(source, table.id.span.clone(), "shown as it is written"));
    }

    /// The highest number that an action's id ever had.
    pub(super) fn last_number(&mut self, source: &Source, written: &At<i64>) -> Option<u32> {
        let number = u32::try_from(written.value).ok();
        if number.is_none() {
            self.problems.push(
                Diagnostic::error(Code::BadValue, format!("`last-number = {}` cannot be used", written.value))
                    .at(source, written.span.clone(), "a whole number from 0")
                    .help("it is the highest number that an action's id ever had, such as 7 for \"a7\"; or take the line out"),
            );
        }
        number
    }

    /// The actions, in file order.
    pub(super) fn actions(&mut self, source: &Source, tables: Vec<At<ActionTable>>) -> Vec<Action> {
        let rubric = self.rubric;
        let standards = rubric.standards().map(|standard| standard.id.as_str());
        let subjects: HashSet<&str> = rubric
            .criteria()
            .map(|criterion| criterion.id.as_str())
            .chain(standards)
            .collect();
        let mut seen = HashSet::new();
        let mut actions = Vec::new();
        for At { value: table, .. } in tables {
            if !seen.insert(table.id.value.clone()) {
                self.twice(source, "action", &table.id);
                continue;
            }
            if !subjects.contains(table.subject.value.as_str()) {
                let names = rubric
                    .criteria()
                    .map(|criterion| criterion.id.as_str())
                    .chain(rubric.standards().map(|standard| standard.id.as_str()));
                let kind = "criterion or standard";
                self.nowhere(source, kind, &table.subject, table.review, names);
            }
            actions.extend(self.action(source, table));
        }
        actions
    }

    /// A name that nothing bears: a fault, or a note where it was written for an earlier version of the rubric.
    fn nowhere<'n>(
        &mut self,
        source: &Source,
        kind: &'static str,
        name: &At<String>,
        review: bool,
        names: impl Iterator<Item = &'n str>,
    ) {
        let (severity, code) = if review {
            (Severity::Note, Code::Orphan)
        } else {
            (Severity::Error, Code::UnknownId)
        };
        self.problems.push_with(severity, code, source, || {
            if review {
                outlived(source, kind, name)
            } else {
                unknown(source, kind, name, names)
            }
        });
    }

    fn twice(&mut self, source: &Source, kind: &str, id: &At<String>) {
        self.problems
            .push_with(Severity::Error, Code::DuplicateId, source, || {
                twice(source, kind, id)
            });
    }

    fn action(&mut self, source: &Source, table: ActionTable) -> Option<Action> {
        let due = table.due.as_ref().and_then(|date| self.date(source, date));
        let started = [
            table.owner.is_some(),
            table.due.is_some(),
            table.measure.is_some(),
            table.status.is_some(),
        ];
        let course = match (table.no_action, table.owner, due, table.measure) {
            (Some(reason), ..) if started.contains(&true) => {
                self.problems.push(
                    Diagnostic::error(
                        Code::TwoAnswers,
                        format!(
                            "the action \"{}\" has both an owner and a reason for none",
                            table.id.value
                        ),
                    )
                    .at(source, reason.span, "a reason for no action")
                    .help("keep either `no-action`, or `owner`, `due`, `measure` and `status`"),
                );
                None
            }
            (Some(reason), ..) => Some(Course::NoAction {
                reason: reason.value,
            }),
            (None, Some(owner), Some(due), Some(measure)) => Some(Course::Act {
                owner,
                due,
                measure,
                status: table.status.unwrap_or(ActionStatus::NotStarted),
            }),
            (None, ..) => {
                self.problems.push(
                    Diagnostic::error(
                        Code::NoAnswer,
                        format!("the action \"{}\" is not complete", table.id.value),
                    )
                    .at(
                        source,
                        table.id.span.clone(),
                        "needs an owner, a due date and a measure",
                    )
                    .help("add `owner`, `due` and `measure`, or `no-action = \"reason\"`"),
                );
                None
            }
        };
        Some(Action {
            id: table.id.value,
            subject: table.subject.value,
            what: table.what,
            course: course?,
            note: Note::of(table.note.as_ref()),
        })
    }
}

/// Something that an earlier version of the rubric had: it is kept in the file, and counts for nothing.
fn outlived(source: &Source, kind: &str, name: &At<String>) -> Diagnostic {
    Diagnostic::note(
        Code::Orphan,
        format!(
            "the {kind} \"{}\" stood in an earlier version of the rubric",
            name.value
        ),
    )
    .at(source, name.span.clone(), "not in this rubric")
    .help("what is written here is kept, and counts for nothing")
}
