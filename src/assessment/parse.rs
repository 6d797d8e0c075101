//! The only maker of an [`Assessment`] from files: text in, valid types or every problem out.

mod alone;
mod beside;
mod case;
mod judgement;
mod targets;

use std::collections::{HashMap, HashSet};
use std::num::NonZero;
use std::sync::Arc;
use std::thread;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;

pub use alone::{read_agreed, read_figures, read_plan, read_register, read_response, read_setup};
pub use case::parse_case;

use crate::assessment::file::{
    AgreedFile, IndicatorsFile, PlanFile, RegisterFile, ResponseFile, SetupFile, WeightTable,
};
use crate::assessment::{Assessment, Orphan, OwnWeight, Response, Setup};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::rubric::{
    CriterionId, RespondentId, Rubric, no_such_date, outside_scale, twice, unknown, weight,
};
use crate::source::{At, Source, TomlDate, decode};

/// From this many bytes of responses on, reading them is worth the start of more threads.
const WORTH_SHARING: usize = 1 << 20;

/// The version of the assessment formats that this program reads.
const FORMAT: i64 = 1;

/// The texts of an assessment's files, before anyone knows whether they are valid.
#[derive(Debug, Clone)]
pub struct AssessmentText {
    /// `assessment.toml`.
    pub setup: Source,
    /// The files in `responses/`.
    pub responses: Vec<Source>,
    /// `standards.toml`.
    pub standards: Option<Source>,
    /// `agreed.toml`.
    pub agreed: Option<Source>,
    /// `indicators.toml`.
    pub indicators: Option<Source>,
    /// `plan.toml`.
    pub plan: Option<Source>,
}

impl AssessmentText {
    /// An assessment of which there is only the heading yet.
    pub fn new(setup: Source) -> Self {
        Self {
            setup,
            responses: Vec::new(),
            standards: None,
            agreed: None,
            indicators: None,
            plan: None,
        }
    }
}

/// A valid assessment and what is worth a warning in it.
#[derive(Debug, Clone)]
pub struct Parsed {
    /// The assessment.
    pub assessment: Assessment,
    /// Warnings and notes: the assessment can be used with them.
    pub warnings: Vec<Diagnostic>,
}

/// Turns the texts of an assessment into an assessment.
///
/// # Errors
/// Every problem of every file at once.
pub fn parse(rubric: Arc<Rubric>, text: &AssessmentText) -> Result<Parsed, Vec<Diagnostic>> {
    let mut parser = Parser::new(&rubric);
    let setup = parser.setup(&text.setup);
    let responses = parser.responses(&text.responses);
    let agreed = parser.agreed(text.agreed.as_ref());
    let register = parser.register(text.standards.as_ref());
    let figures = parser.figures(text.indicators.as_ref());
    let crate::assessment::Plan {
        actions: plan,
        next_review,
        last_number: _,
    } = parser.plan(text.plan.as_ref());
    let Parser {
        problems, orphans, ..
    } = parser;
    let failed = problems
        .iter()
        .any(|problem| problem.severity == Severity::Error);
    match setup {
        Some(setup) if !failed => {
            let assessment = Assessment {
                rubric,
                setup,
                responses,
                register,
                agreed,
                figures,
                plan,
                next_review,
                orphans,
            };
            Ok(Parsed {
                assessment,
                warnings: problems,
            })
        }
        _ => Err(problems),
    }
}

struct Parser<'r> {
    rubric: &'r Rubric,
    /// Each criterion's place in the rubric.
    order: Arc<HashMap<CriterionId, usize>>,
    /// The assessment's date, once it is known.
    date: Option<Date>,
    problems: Vec<Diagnostic>,
    orphans: Vec<Orphan>,
}

impl<'r> Parser<'r> {
    fn new(rubric: &'r Rubric) -> Self {
        let order = Arc::new(
            rubric
                .criteria()
                .enumerate()
                .map(|(place, criterion)| (criterion.id.clone(), place))
                .collect(),
        );
        Self {
            rubric,
            order,
            date: None,
            problems: Vec::new(),
            orphans: Vec::new(),
        }
    }

    /// A parser of the same assessment that has found nothing yet.
    fn beside(&self) -> Self {
        Self {
            rubric: self.rubric,
            order: Arc::clone(&self.order),
            date: self.date,
            problems: Vec::new(),
            orphans: Vec::new(),
        }
    }
}

impl Parser<'_> {
    fn setup(&mut self, source: &Source) -> Option<Setup> {
        let file = self.decoded::<SetupFile>(source)?;
        self.format(source, Some(&file.format));
        self.date = self.date(source, &file.date);
        let targets = self.targets(source, &file.targets, &file.target_reasons);
        let weights = self.weights(source, &file.weight);
        let schools = file.schools.as_ref().and_then(|schools| {
            let count = u32::try_from(schools.value).ok();
            if count.is_none() {
                self.problems.push(
                    Diagnostic::error(
                        Code::BadValue,
                        format!("a trust cannot have {} schools", schools.value),
                    )
                    .at(source, schools.span.clone(), "a whole number from 0"),
                );
            }
            count
        });
        Some(Setup {
            trust: file.trust,
            cycle: file.cycle,
            date: self.date?,
            depth: file.depth,
            schools,
            default_target: targets.default,
            targets: targets.own,
            default_target_reason: targets.default_reason,
            target_reasons: targets.reasons,
            weights,
            previous: file.previous.filter(|previous| !previous.trim().is_empty()),
        })
    }

    fn weights(&mut self, source: &Source, tables: &[WeightTable]) -> Vec<OwnWeight> {
        let mut seen = HashSet::new();
        let mut weights = Vec::new();
        for table in tables {
            if !seen.insert(table.criterion.value.clone()) {
                self.problems
                    .push(twice(source, "weight of", &table.criterion));
                continue;
            }
            let criterion = self.criterion(source, &table.criterion);
            let number = weight(table.weight.value);
            if number.is_none() {
                self.problems.push(
                    Diagnostic::error(
                        Code::BadValue,
                        format!("a weight of {} cannot be used", table.weight.value),
                    )
                    .at(
                        source,
                        table.weight.span.clone(),
                        "a whole number from 1",
                    ),
                );
            }
            if let (Some(criterion), Some(weight)) = (criterion, number) {
                weights.push(OwnWeight {
                    criterion,
                    weight,
                    reason: table.reason.clone(),
                });
            }
        }
        weights
    }

    /// The responses, by respondent, so that the order of files never matters.
    fn responses(&mut self, sources: &[Source]) -> Vec<Response> {
        let size: usize = sources.iter().map(|source| source.text().len()).sum();
        let mut responses: Vec<Response> = if size < WORTH_SHARING {
            sources
                .iter()
                .filter_map(|source| self.response(source))
                .collect()
        } else {
            self.responses_shared(sources)
        };
        responses.sort_by(|one, other| one.respondent.cmp(&other.respondent));
        responses
    }

    /// The responses, read by as many threads as the machine runs at once. What each file says, and the order of the
    /// problems, are as if one thread had read them all.
    fn responses_shared(&mut self, sources: &[Source]) -> Vec<Response> {
        let threads = thread::available_parallelism().map_or(1, NonZero::get);
        let share = sources.len().div_ceil(threads).max(1);
        let parts: Vec<(Vec<Response>, Self)> = thread::scope(|scope| {
            let mut begun = Vec::new();
            for part in sources.chunks(share) {
                let mut parser = self.beside();
                begun.push(scope.spawn(move || {
                    (
                        part.iter()
                            .filter_map(|source| parser.response(source))
                            .collect(),
                        parser,
                    )
                }));
            }
            begun
                .into_iter()
                .map(|part| part.join().expect("reading a file does not panic"))
                .collect()
        });
        let mut all = Vec::with_capacity(sources.len());
        for (responses, parser) in parts {
            all.extend(responses);
            self.problems.extend(parser.problems);
            self.orphans.extend(parser.orphans);
        }
        all
    }

    fn response(&mut self, source: &Source) -> Option<Response> {
        let file = self.decoded::<ResponseFile>(source)?;
        self.format(source, Some(&file.format));
        let respondent = RespondentId::new(file.respondent.value.as_str())
            .map_err(|error| {
                self.problems.push(
                    Diagnostic::error(
                        Code::BadId,
                        format!("\"{}\" cannot be a respondent's id", file.respondent.value),
                    )
                    .at(source, file.respondent.span.clone(), "not an id")
                    .help(error.to_string()),
                );
            })
            .ok();
        if file.respondent.value != source.stem() {
            self.problems.push(
                Diagnostic::error(
                    Code::File,
                    format!("{} holds the answers of \"{}\", and should have that name", source.name(), file.respondent.value),
                )
                .at(source, file.respondent.span.clone(), "not the name of the file")
                .help(
                    "it may be a copy that a shared drive made: compare the two, keep the right one, and move the other out of the folder",
                ),
            );
        }
        let role = self
            .rubric
            .roles()
            .iter()
            .find(|role| role.id.as_str() == file.role.value)
            .map(|role| role.id.clone());
        if role.is_none() {
            let roles = self.rubric.roles().iter().map(|role| role.id.as_str());
            self.problems
                .push(unknown(source, "role", &file.role, roles));
        }
        let answers = self.answers(source, file.answer);
        Some(Response {
            respondent: respondent?,
            role: role?,
            answers,
        })
    }

    /// A file as its raw type. Its problems are kept.
    fn decoded<T: DeserializeOwned + JsonSchema>(&mut self, source: &Source) -> Option<T> {
        let decoded = decode::<T>(source);
        self.problems.extend(decoded.problems);
        decoded.value
    }

    fn format(&mut self, source: &Source, format: Option<&At<i64>>) {
        if let Some(format) = format.filter(|format| format.value != FORMAT) {
            self.problems.push(
                Diagnostic::error(
                    Code::Format,
                    format!("format {} is not one that this program reads", format.value),
                )
                .at(source, format.span.clone(), "this program reads format 1")
                .help("write `format = 1`, or get a newer strong-trust"),
            );
        }
    }

    fn date(&mut self, source: &Source, written: &At<TomlDate>) -> Option<Date> {
        let date = written.value.date();
        if date.is_none() {
            self.problems.push(no_such_date(source, written));
        }
        date
    }

    fn on_scale(&mut self, source: &Source, written: &At<i64>) -> Option<crate::rubric::Level> {
        let level = self.rubric.scale().level(written.value);
        if level.is_none() {
            self.problems
                .push(outside_scale(source, written, self.rubric.scale()));
        }
        level
    }

    /// A criterion that must exist.
    fn criterion(&mut self, source: &Source, name: &At<String>) -> Option<CriterionId> {
        let found = CriterionId::new(name.value.as_str())
            .ok()
            .filter(|id| self.order.contains_key(id));
        if found.is_none() {
            let names = self
                .rubric
                .criteria()
                .map(|criterion| criterion.id.as_str());
            self.problems
                .push(unknown(source, "criterion", name, names));
        }
        found
    }

    fn register(&mut self, source: Option<&Source>) -> Vec<crate::assessment::Entry> {
        let Some((source, file)) = self.optional::<RegisterFile>(source) else {
            return Vec::new();
        };
        self.format(&source, file.format.as_ref());
        self.entries(&source, file)
    }

    fn agreed(&mut self, source: Option<&Source>) -> Vec<crate::assessment::Agreed> {
        let Some((source, file)) = self.optional::<AgreedFile>(source) else {
            return Vec::new();
        };
        self.format(&source, file.format.as_ref());
        self.judgements(&source, file)
    }

    fn figures(&mut self, source: Option<&Source>) -> Vec<crate::assessment::OwnFigure> {
        let Some((source, file)) = self.optional::<IndicatorsFile>(source) else {
            return Vec::new();
        };
        self.format(&source, file.format.as_ref());
        self.own_figures(&source, file)
    }

    fn plan(&mut self, source: Option<&Source>) -> crate::assessment::Plan {
        let Some((source, file)) = self.optional::<PlanFile>(source) else {
            return crate::assessment::Plan::default();
        };
        self.format(&source, file.format.as_ref());
        let next_review = file
            .next_review
            .as_ref()
            .and_then(|date| self.date(&source, date));
        let last_number = file
            .last_number
            .as_ref()
            .and_then(|number| self.last_number(&source, number));
        crate::assessment::Plan {
            next_review,
            last_number,
            actions: self.actions(&source, file),
        }
    }

    fn optional<T: DeserializeOwned + JsonSchema>(
        &mut self,
        source: Option<&Source>,
    ) -> Option<(Source, T)> {
        let source = source?;
        Some((source.clone(), self.decoded(source)?))
    }
}
