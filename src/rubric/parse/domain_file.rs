//! A domain file: its criteria, standards and indicators.

use crate::diagnostic::{Code, Diagnostic};
use crate::rubric::file::{CriterionTable, DomainFile, IndicatorTable, StandardTable};
use crate::rubric::parse::Parser;
use crate::rubric::parse::problems::{no_such_date, weight};
use crate::rubric::{
    Citation, Criterion, CriterionId, Domain, DomainId, FacetId, FacetRef, Indicator, IndicatorId,
    LensId, National, Scale, SourceId, Standard, StandardId,
};
use crate::source::{At, Source, TomlDate};

impl Parser<'_> {
    pub(super) fn domain(
        &mut self,
        source: &Source,
        file: DomainFile,
        scale: &Scale,
    ) -> Option<Domain> {
        let table = file.domain;
        if table.id.value != source.stem() {
            self.problems.push(
                Diagnostic::error(
                    Code::BadId,
                    format!(
                        "the domain's id is \"{}\", but its file is {}",
                        table.id.value,
                        source.name()
                    ),
                )
                .at(source, table.id.span.clone(), "not the name of the file")
                .help(format!(
                    "write `id = \"{}\"`, or rename the file",
                    source.stem()
                )),
            );
        }
        let sources = self.citations(source, &table.sources);
        let prefix = table.id.value.clone();
        let criteria = file
            .criterion
            .into_iter()
            .filter_map(|table| self.criterion(source, table.value, &prefix, scale))
            .collect();
        let standards = file
            .standard
            .into_iter()
            .filter_map(|table| self.standard(source, table.value))
            .collect();
        let indicators = file
            .indicator
            .into_iter()
            .filter_map(|table| self.indicator(source, table))
            .collect();
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

    fn criterion(
        &mut self,
        source: &Source,
        table: CriterionTable,
        domain: &str,
        scale: &Scale,
    ) -> Option<Criterion> {
        let id = self.unique_id(source, "criterion", &table.id, CriterionId::new);
        if id.is_some()
            && !table
                .id
                .value
                .strip_prefix(domain)
                .is_some_and(|rest| rest.starts_with('-'))
        {
            self.problems.push(
                Diagnostic::error(
                    Code::BadId,
                    format!(
                        "the criterion \"{}\" does not begin with its domain's id",
                        table.id.value
                    ),
                )
                .at(
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
                    format!(
                        "\"{}\" has {} anchors, and the scale has {} levels",
                        table.id.value,
                        table.anchors.value.len(),
                        scale.size()
                    ),
                )
                .at(
                    source,
                    first_bytes(&table.anchors.span),
                    "one anchor for each level",
                )
                .help("write one text for each level, the lowest first"),
            );
        }
        let weight = table
            .weight
            .as_ref()
            .map_or(Some(1), |weight| self.weight(source, weight));
        let sources = self.citations(source, &table.sources);
        let facets = self.facets(source, &table.facets);
        let indicators = table
            .indicators
            .iter()
            .filter_map(|name| {
                let known = self.known(source, "indicator", name, |names| &names.indicators);
                known
                    .then(|| IndicatorId::new(name.value.as_str()).ok())
                    .flatten()
            })
            .collect();
        let was = self.was(source, &table.id.value, &table.was);
        Some(Criterion {
            id: id?,
            title: table.title,
            question: table.question.value,
            why: table.why,
            anchors: table
                .anchors
                .value
                .into_iter()
                .map(|anchor| anchor.value)
                .collect(),
            warning_signs: table.warning_signs,
            evidence: table.evidence,
            sources,
            facets,
            not_applicable: table.not_applicable,
            boundary: table.boundary,
            weight: weight?,
            indicators,
            was,
        })
    }

    fn weight(&mut self, source: &Source, written: &At<i64>) -> Option<u32> {
        let weight = weight(written.value);
        if weight.is_none() {
            self.problems.push(
                Diagnostic::error(
                    Code::BadValue,
                    format!("a weight of {} cannot be used", written.value),
                )
                .at(
                    source,
                    written.span.clone(),
                    "a whole number from 1 to 1000000",
                ),
            );
        }
        weight
    }

    fn standard(&mut self, source: &Source, table: StandardTable) -> Option<Standard> {
        let id = self.unique_id(source, "standard", &table.id, StandardId::new);
        let known = self.known(source, "criterion", &table.criterion, |names| {
            &names.criteria
        });
        let checked = table
            .checked
            .as_ref()
            .and_then(|date| self.date(source, date));
        let review_by = table
            .review_by
            .as_ref()
            .and_then(|date| self.date(source, date));
        Some(Standard {
            id: id?,
            criterion: known
                .then(|| CriterionId::new(table.criterion.value).ok())
                .flatten()?,
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
        let national = table.national.into_iter().map(|figure| National {
            value: figure.value.0,
            period: figure.period,
            source: figure.source,
        });
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
                let (name, section) = citation
                    .value
                    .split_once(char::is_whitespace)
                    .unwrap_or((&citation.value, ""));
                let name = At {
                    value: name.to_owned(),
                    span: citation.span.clone(),
                };
                let known = self.known(source, "source", &name, |names| &names.sources);
                let source = known.then(|| SourceId::new(name.value).ok()).flatten()?;
                Some(Citation {
                    source,
                    section: section.trim().to_owned(),
                })
            })
            .collect()
    }

    fn facets(&mut self, source: &Source, written: &[At<String>]) -> Vec<FacetRef> {
        written
            .iter()
            .filter_map(|name| {
                let known = self.known(source, "facet", name, |names| &names.facets);
                let (lens, facet) = known.then(|| name.value.split_once('/')).flatten()?;
                Some(FacetRef {
                    lens: LensId::new(lens).ok()?,
                    facet: FacetId::new(facet).ok()?,
                })
            })
            .collect()
    }
}

fn first_bytes(span: &std::ops::Range<usize>) -> std::ops::Range<usize> {
    span.start..(span.start + 1).min(span.end)
}
