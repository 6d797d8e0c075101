//! The only maker of a [`Rubric`]: text in, a valid rubric or every problem out.

mod domain_file;
mod main_file;
mod problems;
mod was;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::diagnostic::{Code, Diagnostic, Problems, Severity};
use crate::rubric::file::{DomainFile, RubricFile};
use crate::rubric::{CriterionId, Domain, IdError, Rubric, RubricId, RubricText};
use crate::source::{At, Source, decode};

pub(crate) use problems::{no_such_date, outside_scale, twice, unknown, weight};

/// The version of the rubric format that this program reads.
const FORMAT: i64 = 1;

/// Turns the text of a rubric into a rubric.
///
/// # Errors
/// Every problem of the rubric at once, in file order.
pub fn parse(text: &RubricText) -> Result<Rubric, Vec<Diagnostic>> {
    let mut parser = Parser::new(text);
    let rubric = parser.rubric();
    match rubric {
        Some(rubric) if !parser.problems.has_error() => Ok(rubric),
        _ => Err(parser.problems.into_vec()),
    }
}

/// The names that other parts of a rubric may refer to.
#[derive(Default)]
struct Names {
    criteria: BTreeSet<String>,
    indicators: BTreeSet<String>,
    sources: BTreeSet<String>,
    facets: BTreeSet<String>,
    /// What each criterion says that it was before.
    was: BTreeMap<String, Vec<String>>,
}

struct Parser<'t> {
    text: &'t RubricText,
    problems: Problems,
    names: Names,
    seen: HashSet<(&'static str, String)>,
}

impl<'t> Parser<'t> {
    fn new(text: &'t RubricText) -> Self {
        Self {
            text,
            problems: Problems::default(),
            names: Names::default(),
            seen: HashSet::new(),
        }
    }

    fn rubric(&mut self) -> Option<Rubric> {
        let main = &self.text.main;
        let decoded = decode::<RubricFile>(main);
        self.problems.append(decoded.problems);
        let files = self.domain_files(decoded.value.as_ref());
        let file = decoded.value?;
        self.collect_names(&file, &files);

        if file.format.value != FORMAT {
            self.problems.push(
                Diagnostic::error(
                    Code::Format,
                    format!(
                        "format {} is not one that this program reads",
                        file.format.value
                    ),
                )
                .at(
                    main,
                    file.format.span.clone(),
                    "this program reads format 1",
                )
                .help("write `format = 1`, or get a newer strong-trust"),
            );
        }
        let id = self.id(main, &file.id, RubricId::new);
        let version = self.version(main, &file.version);
        let scale = self.scale(main, &file);
        let roles = self.roles(main, &file.role);
        let references = self.references(main, &file.source);
        let lenses = self.lenses(main, &file.lens);
        let scale = scale?;
        let scoring = self.rules(main, &file.scoring, &scale);
        let caps = self.caps(main, &file.caps);
        let domains: Vec<Domain> = files
            .into_iter()
            .filter_map(|(source, file)| self.domain(&source, file, &scale))
            .collect();
        let places = places(&domains);
        Some(Rubric {
            id: id?,
            version: version?,
            title: file.title.value,
            summary: file.summary,
            notice: file.notice,
            how_to_answer: file.how_to_answer,
            scale,
            rules: scoring?,
            caps,
            roles,
            references,
            lenses,
            domains,
            places,
        })
    }

    /// The domain files in order. Names that are wrong, missing or unreadable are reported.
    fn domain_files(&mut self, file: Option<&RubricFile>) -> Vec<(Source, DomainFile)> {
        let Some(file) = file else { return Vec::new() };
        let main = &self.text.main;
        let mut files = Vec::new();
        if file.domains.value.is_empty() {
            self.problems.push(
                Diagnostic::error(Code::BadValue, "a rubric needs at least one domain")
                    .at(main, file.domains.span.clone(), "no domain")
                    .help("name the domain files here, without \".toml\""),
            );
        }
        let mut known = HashSet::new();
        for name in &file.domains.value {
            if !known.insert(name.value.as_str()) {
                self.problems.push(
                    Diagnostic::error(
                        Code::DuplicateId,
                        format!("the domain \"{}\" is named twice", name.value),
                    )
                    .at(main, name.span.clone(), "the second time"),
                );
            } else if let Some(source) = self.text.domain(&name.value) {
                let decoded = decode::<DomainFile>(source);
                self.problems.append(decoded.problems);
                self.names
                    .criteria
                    .extend(decoded.broken_ids.iter().cloned());
                self.names.indicators.extend(decoded.broken_ids);
                files.extend(decoded.value.map(|file| (source.clone(), file)));
            } else {
                let why = self.text.unread.iter().find(|(unread, _)| *unread == name.value).map_or_else(
                    || "a domain's name is made of small letters, digits and hyphens, and is the name of its file".to_owned(),
                    |(_, why)| why.clone(),
                );
                self.problems.push(
                    Diagnostic::error(
                        Code::File,
                        format!("the domain \"{}\" cannot be read", name.value),
                    )
                    .at(main, name.span.clone(), "named here")
                    .help(why),
                );
            }
        }
        files
    }

    fn collect_names(&mut self, file: &RubricFile, domains: &[(Source, DomainFile)]) {
        self.names
            .sources
            .extend(file.source.iter().map(|source| source.id.value.clone()));
        for lens in &file.lens {
            self.names.facets.extend(
                lens.facet
                    .iter()
                    .map(|facet| format!("{}/{}", lens.id.value, facet.id.value)),
            );
        }
        for (_, domain) in domains {
            self.names.criteria.extend(
                domain
                    .criterion
                    .iter()
                    .map(|criterion| criterion.value.id.value.clone()),
            );
            self.names.was.extend(
                domain
                    .criterion
                    .iter()
                    .filter(|criterion| !criterion.value.was.is_empty())
                    .map(|criterion| {
                        let was = criterion
                            .value
                            .was
                            .iter()
                            .map(|id| id.value.clone())
                            .collect();
                        (criterion.value.id.value.clone(), was)
                    }),
            );
            self.names.indicators.extend(
                domain
                    .indicator
                    .iter()
                    .map(|indicator| indicator.id.value.clone()),
            );
        }
    }

    fn version(&mut self, source: &Source, written: &At<String>) -> Option<semver::Version> {
        written
            .value
            .parse()
            .map_err(|_| {
                self.problems.push(
                    Diagnostic::error(
                        Code::BadValue,
                        format!("\"{}\" is not a version", written.value),
                    )
                    .at(source, written.span.clone(), "not a version")
                    .help("a version has three numbers, such as \"1.0.0\""),
                );
            })
            .ok()
    }

    /// Whether a name that is referred to exists; reports it with the nearest one when not.
    fn known(
        &mut self,
        source: &Source,
        kind: &str,
        name: &At<String>,
        names: impl Fn(&Names) -> &BTreeSet<String>,
    ) -> bool {
        let names = names(&self.names);
        if names.contains(&name.value) {
            return true;
        }
        self.problems
            .push_with(Severity::Error, Code::UnknownId, source, || {
                unknown(source, kind, name, names.iter().map(String::as_str))
            });
        false
    }

    fn unique_id<T>(
        &mut self,
        source: &Source,
        kind: &'static str,
        written: &At<String>,
        make: fn(String) -> Result<T, IdError>,
    ) -> Option<T> {
        if !self.seen.insert((kind, written.value.clone())) {
            self.problems
                .push_with(Severity::Error, Code::DuplicateId, source, || {
                    twice(source, kind, written)
                });
            return None;
        }
        self.id(source, written, make)
    }

    fn id<T>(
        &mut self,
        source: &Source,
        written: &At<String>,
        make: fn(String) -> Result<T, IdError>,
    ) -> Option<T> {
        make(written.value.clone())
            .map_err(|error| {
                self.problems.push(
                    Diagnostic::error(
                        Code::BadId,
                        format!("\"{}\" cannot be an id", written.value),
                    )
                    .at(source, written.span.clone(), "not an id")
                    .help(error.to_string()),
                );
            })
            .ok()
    }
}

fn places(domains: &[Domain]) -> HashMap<CriterionId, (usize, usize)> {
    let mut places = HashMap::new();
    for (number, domain) in domains.iter().enumerate() {
        for (place, criterion) in domain.criteria.iter().enumerate() {
            places.insert(criterion.id.clone(), (number, place));
        }
    }
    places
}
