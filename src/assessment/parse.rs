//! The only maker of an [`Assessment`] from files: text in, valid types or every problem out.

mod alone;
mod beside;
mod case;
mod judgement;
mod rating;
mod responses;
mod setup;
mod targets;
mod text;

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;

pub use alone::{read_agreed, read_figures, read_plan, read_register, read_response, read_setup};
pub use case::parse_case;
pub use text::AssessmentText;

use crate::assessment::file::{AgreedFile, IndicatorsFile, PlanFile, RegisterFile};
use crate::assessment::{Assessment, Orphan};
use crate::diagnostic::{Code, Diagnostic, Problems, Severity};
use crate::rubric::{CriterionId, Rubric, no_such_date, outside_scale, unknown};
use crate::source::{At, Source, TomlDate, decode};

/// The version of the assessment formats that this program reads.
const FORMAT: i64 = 1;

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
/// Every problem of every file that all have in common, at once. Whoever's own answers cannot be read is left out.
pub fn parse(rubric: Arc<Rubric>, text: &AssessmentText) -> Result<Parsed, Vec<Diagnostic>> {
    let mut parser = Parser::new(&rubric);
    let setup = parser.setup(&text.setup);
    let (responses, left_out) = parser.responses(text);
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
    let failed = problems.has_error();
    let problems = problems.into_vec();
    match setup {
        Some(setup) if !failed => {
            let assessment = Assessment {
                rubric,
                setup,
                responses,
                left_out,
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
    problems: Problems,
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
            problems: Problems::default(),
            orphans: Vec::new(),
        }
    }

    /// A parser of the same assessment that has found nothing yet.
    fn beside(&self) -> Self {
        Self {
            rubric: self.rubric,
            order: Arc::clone(&self.order),
            date: self.date,
            problems: Problems::default(),
            orphans: Vec::new(),
        }
    }
}

impl Parser<'_> {
    /// A file as its raw type. Its problems are kept.
    fn decoded<T: DeserializeOwned + JsonSchema>(&mut self, source: &Source) -> Option<T> {
        let decoded = decode::<T>(source);
        self.problems.append(decoded.problems);
        decoded.value
    }

    fn format(&mut self, source: &Source, format: &At<i64>) {
        if format.value != FORMAT {
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
                .push_with(Severity::Error, Code::UnknownId, source, || {
                    unknown(source, "criterion", name, names)
                });
        }
        found
    }

    fn register(&mut self, source: Option<&Source>) -> Vec<crate::assessment::Entry> {
        let Some((source, file)) = self.optional::<RegisterFile>(source) else {
            return Vec::new();
        };
        self.format(&source, &file.format);
        self.entries(&source, file.standard)
    }

    fn agreed(&mut self, source: Option<&Source>) -> Vec<crate::assessment::Agreed> {
        let Some((source, file)) = self.optional::<AgreedFile>(source) else {
            return Vec::new();
        };
        self.format(&source, &file.format);
        self.all_agreed(&source, file.agreed)
    }

    fn figures(&mut self, source: Option<&Source>) -> Vec<crate::assessment::OwnFigure> {
        let Some((source, file)) = self.optional::<IndicatorsFile>(source) else {
            return Vec::new();
        };
        self.format(&source, &file.format);
        self.own_figures(&source, file.indicator)
    }

    fn plan(&mut self, source: Option<&Source>) -> crate::assessment::Plan {
        let Some((source, file)) = self.optional::<PlanFile>(source) else {
            return crate::assessment::Plan::default();
        };
        self.format(&source, &file.format);
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
            actions: self.actions(&source, file.action),
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
