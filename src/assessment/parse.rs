//! The only maker of an [`Assessment`] from files: text in, valid types or every problem out.

mod alone;
mod beside;
mod judgement;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;

pub use alone::{read_agreed, read_register, read_response};

use crate::assessment::file::{AgreedFile, IndicatorsFile, PlanFile, RegisterFile, ResponseFile, SetupFile};
use crate::assessment::{Assessment, Orphan, OwnWeight, Response, Setup};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::rubric::{CriterionId, RespondentId, Rubric, no_such_date, outside_scale, twice, unknown, weight};
use crate::source::{At, Source, TomlDate, decode};

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
        Self { setup, responses: Vec::new(), standards: None, agreed: None, indicators: None, plan: None }
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
    let plan = parser.plan(text.plan.as_ref());
    let Parser { problems, orphans, .. } = parser;
    let failed = problems.iter().any(|problem| problem.severity == Severity::Error);
    match setup {
        Some(setup) if !failed => {
            let assessment = Assessment { rubric, setup, responses, register, agreed, figures, plan, orphans };
            Ok(Parsed { assessment, warnings: problems })
        }
        _ => Err(problems),
    }
}

struct Parser<'r> {
    rubric: &'r Rubric,
    /// Each criterion's place in the rubric.
    order: HashMap<CriterionId, usize>,
    /// The assessment's date, once it is known.
    date: Option<Date>,
    problems: Vec<Diagnostic>,
    orphans: Vec<Orphan>,
}

impl<'r> Parser<'r> {
    fn new(rubric: &'r Rubric) -> Self {
        let order = rubric.criteria().enumerate().map(|(place, criterion)| (criterion.id.clone(), place)).collect();
        Self { rubric, order, date: None, problems: Vec::new(), orphans: Vec::new() }
    }
}

impl Parser<'_> {
    fn setup(&mut self, source: &Source) -> Option<Setup> {
        let file = self.decoded::<SetupFile>(source)?;
        self.format(source, Some(&file.format));
        self.date = self.date(source, &file.date);
        let default_target = file.targets.get("default").and_then(|level| self.on_scale(source, level));
        let targets = self.targets(source, &file.targets);
        let weights = self.weights(source, &file);
        let schools = file.schools.as_ref().and_then(|schools| {
            let count = u32::try_from(schools.value).ok();
            if count.is_none() {
                self.problems.push(Diagnostic::error(Code::BadValue, format!("a trust cannot have {} schools", schools.value)).at(
                    source,
                    schools.span.clone(),
                    "a whole number from 0",
                ));
            }
            count
        });
        let previous = file.previous.filter(|previous| !previous.trim().is_empty());
        let date = self.date?;
        Some(Setup { trust: file.trust, cycle: file.cycle, date, depth: file.depth, schools, default_target, targets, weights, previous })
    }

    fn targets(&mut self, source: &Source, written: &BTreeMap<String, At<i64>>) -> BTreeMap<CriterionId, crate::rubric::Level> {
        let mut targets = BTreeMap::new();
        for (name, level) in written.iter().filter(|(name, _)| *name != "default") {
            let name = At { value: name.clone(), span: level.span.clone() };
            let criterion = self.criterion(source, &name);
            if let (Some(criterion), Some(level)) = (criterion, self.on_scale(source, level)) {
                targets.insert(criterion, level);
            }
        }
        targets
    }

    fn weights(&mut self, source: &Source, file: &SetupFile) -> Vec<OwnWeight> {
        let mut seen = HashSet::new();
        let mut weights = Vec::new();
        for table in &file.weight {
            if !seen.insert(table.criterion.value.clone()) {
                self.problems.push(twice(source, "weight of", &table.criterion));
                continue;
            }
            let criterion = self.criterion(source, &table.criterion);
            let number = weight(table.weight.value);
            if number.is_none() {
                self.problems.push(Diagnostic::error(Code::BadValue, format!("a weight of {} cannot be used", table.weight.value)).at(
                    source,
                    table.weight.span.clone(),
                    "a whole number from 1",
                ));
            }
            if let (Some(criterion), Some(weight)) = (criterion, number) {
                weights.push(OwnWeight { criterion, weight, reason: table.reason.clone() });
            }
        }
        weights
    }

    /// The responses, by respondent, so that the order of files never matters.
    fn responses(&mut self, sources: &[Source]) -> Vec<Response> {
        let mut responses: Vec<Response> = sources.iter().filter_map(|source| self.response(source)).collect();
        responses.sort_by(|one, other| one.respondent.cmp(&other.respondent));
        responses
    }

    fn response(&mut self, source: &Source) -> Option<Response> {
        let file = self.decoded::<ResponseFile>(source)?;
        self.format(source, Some(&file.format));
        let respondent = RespondentId::new(file.respondent.value.as_str())
            .map_err(|error| {
                self.problems.push(
                    Diagnostic::error(Code::BadId, format!("\"{}\" cannot be a respondent's id", file.respondent.value))
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
        let role = self.rubric.roles().iter().find(|role| role.id.as_str() == file.role.value).map(|role| role.id.clone());
        if role.is_none() {
            let roles = self.rubric.roles().iter().map(|role| role.id.as_str());
            self.problems.push(unknown(source, "role", &file.role, roles));
        }
        let answers = self.answers(source, file.answer);
        Some(Response { respondent: respondent?, role: role?, answers })
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
                Diagnostic::error(Code::Format, format!("format {} is not one that this program reads", format.value))
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
            self.problems.push(outside_scale(source, written, self.rubric.scale()));
        }
        level
    }

    /// A criterion that must exist.
    fn criterion(&mut self, source: &Source, name: &At<String>) -> Option<CriterionId> {
        let found = CriterionId::new(name.value.as_str()).ok().filter(|id| self.order.contains_key(id));
        if found.is_none() {
            let names = self.rubric.criteria().map(|criterion| criterion.id.as_str());
            self.problems.push(unknown(source, "criterion", name, names));
        }
        found
    }

    fn register(&mut self, source: Option<&Source>) -> Vec<crate::assessment::Entry> {
        let Some((source, file)) = self.optional::<RegisterFile>(source) else { return Vec::new() };
        self.format(&source, file.format.as_ref());
        self.entries(&source, file)
    }

    fn agreed(&mut self, source: Option<&Source>) -> Vec<crate::assessment::Agreed> {
        let Some((source, file)) = self.optional::<AgreedFile>(source) else { return Vec::new() };
        self.format(&source, file.format.as_ref());
        self.judgements(&source, file)
    }

    fn figures(&mut self, source: Option<&Source>) -> Vec<crate::assessment::OwnFigure> {
        let Some((source, file)) = self.optional::<IndicatorsFile>(source) else { return Vec::new() };
        self.format(&source, file.format.as_ref());
        self.own_figures(&source, file)
    }

    fn plan(&mut self, source: Option<&Source>) -> Vec<crate::assessment::Action> {
        let Some((source, file)) = self.optional::<PlanFile>(source) else { return Vec::new() };
        self.format(&source, file.format.as_ref());
        self.actions(&source, file)
    }

    fn optional<T: DeserializeOwned + JsonSchema>(&mut self, source: Option<&Source>) -> Option<(Source, T)> {
        let source = source?;
        Some((source.clone(), self.decoded(source)?))
    }
}
