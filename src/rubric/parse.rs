//! The only maker of a [`Rubric`]: text in, a valid rubric or every problem out.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::rubric::file::{
    CapsTable, CriterionTable, DomainFile, IndicatorTable, LensTable, RoleTable, RubricFile, ScoringTable, SourceTable, StandardTable,
};
use crate::rubric::{
    Caps, Citation, Criterion, CriterionId, Domain, DomainId, Facet, FacetId, FacetRef, Fraction, IdError, Indicator, IndicatorId, Lens,
    LensId, Level, LevelWords, National, Reference, Role, RoleId, Rubric, RubricId, RubricText, Rules, Scale, SourceId, Standard,
    StandardId, fraction,
};
use crate::source::{At, Source, TomlDate, decode};
use crate::text::nearest;

/// The version of the rubric format that this program reads.
const FORMAT: i64 = 1;

/// Turns the text of a rubric into a rubric.
///
/// # Errors
/// Every problem of the rubric at once, in file order.
pub fn parse(text: &RubricText) -> Result<Rubric, Vec<Diagnostic>> {
    let mut parser = Parser::new(text);
    let rubric = parser.rubric();
    let failed = parser.problems.iter().any(|problem| problem.severity == Severity::Error);
    match rubric {
        Some(rubric) if !failed => Ok(rubric),
        _ => Err(parser.problems),
    }
}

/// The names that other parts of a rubric may refer to.
#[derive(Default)]
struct Names {
    criteria: BTreeSet<String>,
    indicators: BTreeSet<String>,
    sources: BTreeSet<String>,
    facets: BTreeSet<String>,
}

struct Parser<'t> {
    text: &'t RubricText,
    problems: Vec<Diagnostic>,
    names: Names,
    seen: HashSet<(&'static str, String)>,
}

impl<'t> Parser<'t> {
    fn new(text: &'t RubricText) -> Self {
        Self { text, problems: Vec::new(), names: Names::default(), seen: HashSet::new() }
    }

    fn rubric(&mut self) -> Option<Rubric> {
        let main = &self.text.main;
        let decoded = decode::<RubricFile>(main);
        self.problems.extend(decoded.problems);
        let files = self.domain_files(decoded.value.as_ref());
        let file = decoded.value?;
        self.collect_names(&file, &files);

        if file.format.value != FORMAT {
            self.problems.push(
                Diagnostic::error(Code::Format, format!("format {} is not one that this program reads", file.format.value))
                    .at(main, file.format.span.clone(), "this program reads format 1")
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
        let domains: Vec<Domain> = files.into_iter().filter_map(|(source, file)| self.domain(&source, file, &scale)).collect();
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
                self.problems.push(Diagnostic::error(Code::DuplicateId, format!("the domain \"{}\" is named twice", name.value)).at(
                    main,
                    name.span.clone(),
                    "the second time",
                ));
            } else if let Some(source) = self.text.domain(&name.value) {
                let decoded = decode::<DomainFile>(source);
                self.problems.extend(decoded.problems);
                self.names.criteria.extend(decoded.broken_ids.iter().cloned());
                self.names.indicators.extend(decoded.broken_ids);
                files.extend(decoded.value.map(|file| (source.clone(), file)));
            } else {
                let why = self.text.unread.iter().find(|(unread, _)| *unread == name.value).map_or_else(
                    || "a domain's name is made of small letters, digits and hyphens, and is the name of its file".to_owned(),
                    |(_, why)| why.clone(),
                );
                self.problems.push(
                    Diagnostic::error(Code::File, format!("the domain \"{}\" cannot be read", name.value))
                        .at(main, name.span.clone(), "named here")
                        .help(why),
                );
            }
        }
        files
    }

    fn collect_names(&mut self, file: &RubricFile, domains: &[(Source, DomainFile)]) {
        self.names.sources.extend(file.source.iter().map(|source| source.id.value.clone()));
        for lens in &file.lens {
            self.names.facets.extend(lens.facet.iter().map(|facet| format!("{}/{}", lens.id.value, facet.id.value)));
        }
        for (_, domain) in domains {
            self.names.criteria.extend(domain.criterion.iter().map(|criterion| criterion.value.id.value.clone()));
            self.names.indicators.extend(domain.indicator.iter().map(|indicator| indicator.id.value.clone()));
        }
    }

    fn version(&mut self, source: &Source, written: &At<String>) -> Option<semver::Version> {
        written
            .value
            .parse()
            .map_err(|_| {
                self.problems.push(
                    Diagnostic::error(Code::BadValue, format!("\"{}\" is not a version", written.value))
                        .at(source, written.span.clone(), "not a version")
                        .help("a version has three numbers, such as \"1.0.0\""),
                );
            })
            .ok()
    }

    fn scale(&mut self, source: &Source, file: &RubricFile) -> Option<Scale> {
        let words = file.level.value.iter().map(|level| LevelWords { label: level.label.clone(), meaning: level.meaning.clone() });
        let scale = Scale::new(words.collect());
        if scale.is_none() {
            self.problems.push(
                Diagnostic::error(Code::Level, format!("a scale has 2 to 10 levels, and this one has {}", file.level.value.len()))
                    .at(source, file.level.span.clone(), "the levels")
                    .help("each [[level]] has a label and a meaning, the lowest first"),
            );
        }
        scale
    }

    fn rules(&mut self, source: &Source, table: &ScoringTable, scale: &Scale) -> Option<Rules> {
        let whole = Fraction::from_integer(1);
        let share = self.fraction(source, &table.share, |share| share > Fraction::from_integer(0) && share <= whole);
        let enough = self.fraction(source, &table.enough, |enough| enough <= whole);
        let limit = self.fraction(source, &table.not_applicable_limit, |limit| limit <= whole);
        let target = table.target.as_ref().and_then(|target| self.level(source, target, scale));
        let reach = u8::try_from(table.reach.value).ok().filter(|reach| *reach <= 10);
        if reach.is_none() {
            self.problems.push(
                Diagnostic::error(Code::BadValue, format!("`reach` is {}, and it counts levels, 0 to 10", table.reach.value)).at(
                    source,
                    table.reach.span.clone(),
                    "not 0 to 10",
                ),
            );
        }
        Some(Rules { share: share?, reach: reach?, enough: enough?, not_applicable_limit: limit?, target })
    }

    fn fraction(&mut self, source: &Source, written: &At<String>, fits: impl Fn(Fraction) -> bool) -> Option<Fraction> {
        let found = fraction(&written.value).filter(|found| fits(*found));
        if found.is_none() {
            self.problems.push(
                Diagnostic::error(Code::BadValue, format!("\"{}\" is not a share of a whole", written.value))
                    .at(source, written.span.clone(), "not a fraction between 0 and 1")
                    .help("write a fraction in quotation marks, such as \"3/4\""),
            );
        }
        found
    }

    /// A level on the scale. (Caps may lie above it: see [`Self::cap`].)
    fn level(&mut self, source: &Source, written: &At<i64>, scale: &Scale) -> Option<Level> {
        let level = scale.level(written.value);
        if level.is_none() {
            self.problems.push(outside_scale(source, written, scale));
        }
        level
    }

    fn caps(&mut self, source: &Source, table: &CapsTable) -> Caps {
        let mut cap = |written: &Option<At<i64>>| written.as_ref().and_then(|written| self.cap(source, written));
        let mut caps = Caps {
            must_not_met: cap(&table.must_not_met),
            must_partly: cap(&table.must_partly),
            must_unknown: cap(&table.must_unknown),
            should_not_met: cap(&table.should_not_met),
            warning_sign: cap(&table.warning_sign),
            evidence: None,
        };
        if let Some(evidence) = &table.evidence {
            let levels: Vec<Level> = evidence.value.iter().filter_map(|level| self.cap(source, level)).collect();
            caps.evidence = <[Level; 4]>::try_from(levels).ok();
            if evidence.value.len() != 4 {
                self.problems.push(
                    Diagnostic::error(Code::BadValue, format!("`evidence` has {} caps, and it needs four", evidence.value.len())).at(
                        source,
                        evidence.span.clone(),
                        "one each for S0, S1, S2 and S3",
                    ),
                );
            } else if caps.evidence.is_some_and(|caps| !caps.is_sorted()) {
                self.problems.push(
                    Diagnostic::error(Code::BadValue, "more evidence may not lower a cap")
                        .at(source, evidence.span.clone(), "must not go down from S0 to S3")
                        .help("write the four caps in rising order, such as [1, 2, 3, 4]"),
                );
            }
        }
        caps
    }

    /// A cap: 0 to 9. One above the top of the scale caps nothing, which the wording check mentions.
    fn cap(&mut self, source: &Source, written: &At<i64>) -> Option<Level> {
        let widest = Scale::new(vec![LevelWords { label: String::new(), meaning: String::new() }; 10])?;
        self.level(source, written, &widest)
    }

    fn roles(&mut self, source: &Source, tables: &[RoleTable]) -> Vec<Role> {
        tables
            .iter()
            .filter_map(|table| {
                let id = self.unique_id(source, "role", &table.id, RoleId::new)?;
                Some(Role { id, title: table.title.clone(), group: table.group })
            })
            .collect()
    }

    fn references(&mut self, source: &Source, tables: &[SourceTable]) -> Vec<Reference> {
        tables
            .iter()
            .filter_map(|table| {
                let id = self.unique_id(source, "source", &table.id, SourceId::new)?;
                Some(Reference {
                    id,
                    title: table.title.clone(),
                    author: table.author.clone(),
                    publisher: table.publisher.clone(),
                    year: table.year,
                    url: table.url.clone(),
                })
            })
            .collect()
    }

    fn lenses(&mut self, source: &Source, tables: &[LensTable]) -> Vec<Lens> {
        tables
            .iter()
            .filter_map(|table| {
                let id = self.unique_id(source, "lens", &table.id, LensId::new)?;
                let mut known = HashSet::new();
                let mut facets = Vec::new();
                for facet in &table.facet {
                    if !known.insert(facet.id.value.as_str()) {
                        self.problems.push(twice(source, "facet", &facet.id));
                    } else if let Some(id) = self.id(source, &facet.id, FacetId::new) {
                        facets.push(Facet { id, title: facet.title.clone() });
                    }
                }
                Some(Lens { id, title: table.title.clone(), source: table.source.clone(), note: table.note.clone(), facets })
            })
            .collect()
    }

    fn domain(&mut self, source: &Source, file: DomainFile, scale: &Scale) -> Option<Domain> {
        let table = file.domain;
        if table.id.value != source.stem() {
            self.problems.push(
                Diagnostic::error(Code::BadId, format!("the domain's id is \"{}\", but its file is {}", table.id.value, source.name()))
                    .at(source, table.id.span.clone(), "not the name of the file")
                    .help(format!("write `id = \"{}\"`, or rename the file", source.stem())),
            );
        }
        let sources = self.citations(source, &table.sources);
        let prefix = table.id.value.clone();
        let criteria = file.criterion.into_iter().filter_map(|table| self.criterion(source, table.value, &prefix, scale)).collect();
        let standards = file.standard.into_iter().filter_map(|table| self.standard(source, table.value)).collect();
        let indicators = file.indicator.into_iter().filter_map(|table| self.indicator(source, table)).collect();
        Some(Domain {
            id: self.id(source, &table.id, DomainId::new)?,
            title: table.title,
            question: table.question,
            summary: table.summary,
            sources,
            criteria,
            standards,
            indicators,
        })
    }

    fn criterion(&mut self, source: &Source, table: CriterionTable, domain: &str, scale: &Scale) -> Option<Criterion> {
        let id = self.unique_id(source, "criterion", &table.id, CriterionId::new);
        if id.is_some() && !table.id.value.strip_prefix(domain).is_some_and(|rest| rest.starts_with('-')) {
            self.problems.push(
                Diagnostic::error(Code::BadId, format!("the criterion \"{}\" does not begin with its domain's id", table.id.value)).at(
                    source,
                    table.id.span.clone(),
                    format!("should begin with \"{domain}-\""),
                ),
            );
        }
        if table.anchors.value.len() != scale.size() {
            self.problems.push(
                Diagnostic::error(
                    Code::BadValue,
                    format!("\"{}\" has {} anchors, and the scale has {} levels", table.id.value, table.anchors.value.len(), scale.size()),
                )
                .at(source, first_bytes(&table.anchors.span), "one anchor for each level")
                .help("write one text for each level, the lowest first"),
            );
        }
        let weight = table.weight.as_ref().map_or(Some(1), |weight| self.weight(source, weight));
        let sources = self.citations(source, &table.sources);
        let facets = self.facets(source, &table.facets);
        let indicators = table
            .indicators
            .iter()
            .filter_map(|name| {
                let known = self.known(source, "indicator", name, |names| &names.indicators);
                known.then(|| IndicatorId::new(name.value.as_str()).ok()).flatten()
            })
            .collect();
        Some(Criterion {
            id: id?,
            title: table.title,
            question: table.question.value,
            why: table.why,
            anchors: table.anchors.value.into_iter().map(|anchor| anchor.value).collect(),
            warning_signs: table.warning_signs,
            evidence: table.evidence,
            sources,
            facets,
            not_applicable: table.not_applicable,
            boundary: table.boundary,
            weight: weight?,
            indicators,
        })
    }

    fn weight(&mut self, source: &Source, written: &At<i64>) -> Option<u32> {
        let weight = weight(written.value);
        if weight.is_none() {
            self.problems.push(Diagnostic::error(Code::BadValue, format!("a weight of {} cannot be used", written.value)).at(
                source,
                written.span.clone(),
                "a whole number from 1 to 1000000",
            ));
        }
        weight
    }

    fn standard(&mut self, source: &Source, table: StandardTable) -> Option<Standard> {
        let id = self.unique_id(source, "standard", &table.id, StandardId::new);
        let known = self.known(source, "criterion", &table.criterion, |names| &names.criteria);
        let checked = table.checked.as_ref().and_then(|date| self.date(source, date));
        let review_by = table.review_by.as_ref().and_then(|date| self.date(source, date));
        Some(Standard {
            id: id?,
            criterion: known.then(|| CriterionId::new(table.criterion.value).ok()).flatten()?,
            force: table.force,
            critical: table.critical,
            statement: table.statement,
            asks: table.asks,
            source: table.source,
            url: table.url,
            checked,
            review_by,
        })
    }

    fn date(&mut self, source: &Source, written: &At<TomlDate>) -> Option<jiff::civil::Date> {
        let date = written.value.date();
        if date.is_none() {
            self.problems.push(no_such_date(source, written));
        }
        date
    }

    fn indicator(&mut self, source: &Source, table: IndicatorTable) -> Option<Indicator> {
        let id = self.unique_id(source, "indicator", &table.id, IndicatorId::new)?;
        let national =
            table.national.into_iter().map(|figure| National { value: figure.value.0, period: figure.period, source: figure.source });
        Some(Indicator {
            id,
            title: table.title,
            unit: table.unit,
            better: table.better,
            source: table.source,
            caution: table.caution,
            national: national.collect(),
        })
    }

    fn citations(&mut self, source: &Source, written: &[At<String>]) -> Vec<Citation> {
        written
            .iter()
            .filter_map(|citation| {
                let (name, section) = citation.value.split_once(char::is_whitespace).unwrap_or((&citation.value, ""));
                let name = At { value: name.to_owned(), span: citation.span.clone() };
                let known = self.known(source, "source", &name, |names| &names.sources);
                let source = known.then(|| SourceId::new(name.value).ok()).flatten()?;
                Some(Citation { source, section: section.trim().to_owned() })
            })
            .collect()
    }

    fn facets(&mut self, source: &Source, written: &[At<String>]) -> Vec<FacetRef> {
        written
            .iter()
            .filter_map(|name| {
                let known = self.known(source, "facet", name, |names| &names.facets);
                let (lens, facet) = known.then(|| name.value.split_once('/')).flatten()?;
                Some(FacetRef { lens: LensId::new(lens).ok()?, facet: FacetId::new(facet).ok()? })
            })
            .collect()
    }

    /// Whether a name that is referred to exists; reports it with the nearest one when not.
    fn known(&mut self, source: &Source, kind: &str, name: &At<String>, names: impl Fn(&Names) -> &BTreeSet<String>) -> bool {
        let names = names(&self.names);
        if names.contains(&name.value) {
            return true;
        }
        self.problems.push(unknown(source, kind, name, names.iter().map(String::as_str)));
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
            self.problems.push(twice(source, kind, written));
            return None;
        }
        self.id(source, written, make)
    }

    fn id<T>(&mut self, source: &Source, written: &At<String>, make: fn(String) -> Result<T, IdError>) -> Option<T> {
        make(written.value.clone())
            .map_err(|error| {
                self.problems.push(
                    Diagnostic::error(Code::BadId, format!("\"{}\" cannot be an id", written.value))
                        .at(source, written.span.clone(), "not an id")
                        .help(error.to_string()),
                );
            })
            .ok()
    }
}

/// A weight that a criterion can have: 1 to a million.
pub(crate) fn weight(written: i64) -> Option<u32> {
    u32::try_from(written).ok().filter(|weight| (1..=1_000_000).contains(weight))
}

/// A level that the scale does not have.
pub(crate) fn outside_scale(source: &Source, written: &At<i64>, scale: &Scale) -> Diagnostic {
    Diagnostic::error(Code::Level, format!("level {} is not on the scale", written.value)).at(
        source,
        written.span.clone(),
        format!("the scale goes from 0 to {}", scale.top()),
    )
}

/// A day that the calendar does not have.
pub(crate) fn no_such_date(source: &Source, written: &At<TomlDate>) -> Diagnostic {
    Diagnostic::error(Code::Date, format!("{} is not a date that exists", written.value.written()))
        .at(source, written.span.clone(), "no such day")
        .help("write year, month and day, such as 2026-11-22")
}

/// A name that nothing bears.
pub(crate) fn unknown<'a>(source: &Source, kind: &str, name: &At<String>, names: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    let problem = Diagnostic::error(Code::UnknownId, format!("there is no {kind} \"{}\" in the rubric", name.value)).at(
        source,
        name.span.clone(),
        "not known",
    );
    match nearest(&name.value, names) {
        Some(near) => problem.help(format!("did you mean \"{near}\"?")),
        None => problem.help(format!("use the id of a {kind} that is there")),
    }
}

/// An id that stands twice.
pub(crate) fn twice(source: &Source, kind: &str, id: &At<String>) -> Diagnostic {
    Diagnostic::error(Code::DuplicateId, format!("the {kind} \"{}\" stands here a second time", id.value))
        .at(source, id.span.clone(), "the second time")
        .help("keep one of the two, or give this one another id")
}

fn first_bytes(span: &std::ops::Range<usize>) -> std::ops::Range<usize> {
    span.start..(span.start + 1).min(span.end)
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
