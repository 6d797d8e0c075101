//! `rubric.toml`: the scale, the rules, roles, documents and lenses.

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::rubric::file::{CapsTable, LensTable, RoleTable, RubricFile, ScoringTable, SourceTable};
use crate::rubric::parse::Parser;
use crate::rubric::parse::problems::{outside_scale, twice};
use crate::rubric::{
    Caps, Facet, FacetId, Fraction, Lens, LensId, Level, LevelWords, Reference, Role, RoleId,
    Rules, Scale, SourceId, fraction,
};
use crate::source::{At, Source};

impl Parser<'_> {
    pub(super) fn scale(&mut self, source: &Source, file: &RubricFile) -> Option<Scale> {
        let words = file.level.value.iter().map(|level| LevelWords {
            label: level.label.clone(),
            meaning: level.meaning.clone(),
        });
        let scale = Scale::new(words.collect());
        if scale.is_none() {
            self.problems.push(
                Diagnostic::error(
                    Code::Level,
                    format!(
                        "a scale has 2 to 10 levels, and this one has {}",
                        file.level.value.len()
                    ),
                )
                .at(source, file.level.span.clone(), "the levels")
                .help("each [[level]] has a label and a meaning, the lowest first"),
            );
        }
        scale
    }

    pub(super) fn rules(
        &mut self,
        source: &Source,
        table: &ScoringTable,
        scale: &Scale,
    ) -> Option<Rules> {
        let whole = Fraction::from_integer(1);
        let share = self.fraction(source, &table.share, |share| {
            share > Fraction::from_integer(0) && share <= whole
        });
        let enough = self.fraction(source, &table.enough, |enough| enough <= whole);
        let limit = self.fraction(source, &table.not_applicable_limit, |limit| limit <= whole);
        let target = table
            .target
            .as_ref()
            .and_then(|target| self.level(source, target, scale));
        let reach = u8::try_from(table.reach.value)
            .ok()
            .filter(|reach| *reach <= 10);
        if reach.is_none() {
            self.problems.push(
                Diagnostic::error(
                    Code::BadValue,
                    format!(
                        "`reach` is {}, and it counts levels, 0 to 10",
                        table.reach.value
                    ),
                )
                .at(source, table.reach.span.clone(), "not 0 to 10"),
            );
        }
        Some(Rules {
            share: share?,
            reach: reach?,
            enough: enough?,
            not_applicable_limit: limit?,
            target,
        })
    }

    fn fraction(
        &mut self,
        source: &Source,
        written: &At<String>,
        fits: impl Fn(Fraction) -> bool,
    ) -> Option<Fraction> {
        let found = fraction(&written.value).filter(|found| fits(*found));
        if found.is_none() {
            self.problems.push(
                Diagnostic::error(
                    Code::BadValue,
                    format!("\"{}\" is not a share of a whole", written.value),
                )
                .at(
                    source,
                    written.span.clone(),
                    "not a fraction between 0 and 1",
                )
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

    pub(super) fn caps(&mut self, source: &Source, table: &CapsTable) -> Caps {
        let mut cap = |written: &Option<At<i64>>| {
            written
                .as_ref()
                .and_then(|written| self.cap(source, written))
        };
        let mut caps = Caps {
            must_not_met: cap(&table.must_not_met),
            must_partly: cap(&table.must_partly),
            must_unknown: cap(&table.must_unknown),
            should_not_met: cap(&table.should_not_met),
            warning_sign: cap(&table.warning_sign),
            evidence: None,
        };
        if let Some(evidence) = &table.evidence {
            let levels: Vec<Level> = evidence
                .value
                .iter()
                .filter_map(|level| self.cap(source, level))
                .collect();
            caps.evidence = <[Level; 4]>::try_from(levels).ok();
            if evidence.value.len() != 4 {
                self.problems.push(
                    Diagnostic::error(
                        Code::BadValue,
                        format!(
                            "`evidence` has {} caps, and it needs four",
                            evidence.value.len()
                        ),
                    )
                    .at(
                        source,
                        evidence.span.clone(),
                        "one each for S0, S1, S2 and S3",
                    ),
                );
            } else if caps.evidence.is_some_and(|caps| !caps.is_sorted()) {
                self.problems.push(
                    Diagnostic::error(Code::BadValue, "more evidence may not lower a cap")
                        .at(
                            source,
                            evidence.span.clone(),
                            "must not go down from S0 to S3",
                        )
                        .help("write the four caps in rising order, such as [1, 2, 3, 4]"),
                );
            }
        }
        caps
    }

    /// A cap: 0 to 9. One above the top of the scale caps nothing, which the wording check mentions.
    fn cap(&mut self, source: &Source, written: &At<i64>) -> Option<Level> {
        let widest = Scale::new(vec![
            LevelWords {
                label: String::new(),
                meaning: String::new()
            };
            10
        ])?;
        self.level(source, written, &widest)
    }

    pub(super) fn roles(&mut self, source: &Source, tables: &[RoleTable]) -> Vec<Role> {
        tables
            .iter()
            .filter_map(|table| {
                let id = self.unique_id(source, "role", &table.id, RoleId::new)?;
                Some(Role {
                    id,
                    title: table.title.clone(),
                    group: table.group,
                })
            })
            .collect()
    }

    pub(super) fn references(&mut self, source: &Source, tables: &[SourceTable]) -> Vec<Reference> {
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

    pub(super) fn lenses(&mut self, source: &Source, tables: &[LensTable]) -> Vec<Lens> {
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
                        facets.push(Facet {
                            id,
                            title: facet.title.clone(),
                        });
                    }
                }
                Some(Lens {
                    id,
                    title: table.title.clone(),
                    source: table.source.clone(),
                    note: table.note.clone(),
                    facets,
                })
            })
            .collect()
    }
}
