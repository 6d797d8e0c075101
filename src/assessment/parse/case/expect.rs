//! What should come of a case, as facts.

use std::ops::Range;

use crate::assessment::case::{About, Expected, Fact};
use crate::assessment::file::{
    CapExpectation, CriterionExpectation, DomainExpectation, ExpectTable,
};
use crate::assessment::parse::Parser;
use crate::diagnostic::{Code, Diagnostic};
use crate::rubric::{CriterionId, DomainId, Level, unknown};
use crate::source::{At, NumberText, Source};

/// What lifts a criterion, as the JSON report writes it.
const LEVERS: [&str; 4] = ["evidence", "standard", "warning-sign", "improvement"];

impl Parser<'_> {
    pub(super) fn expectations(&mut self, source: &Source, expect: ExpectTable) -> Vec<Expected> {
        let mut facts = Vec::new();
        for (name, table) in expect.domain {
            if let Some(domain) = self.domain(
                source,
                &At {
                    value: name,
                    span: table.span.clone(),
                },
            ) {
                self.of_domain(source, &domain, &table.value, &mut facts);
            }
        }
        for (name, table) in expect.criterion {
            if let Some(criterion) = self.criterion(
                source,
                &At {
                    value: name,
                    span: table.span.clone(),
                },
            ) {
                self.of_criterion(source, &criterion, &table.value, &mut facts);
            }
        }
        self.caps(source, &expect.cap, &mut facts);
        for table in expect.reason {
            if let Some(subject) = self.about(source, &table.of) {
                facts.push(Expected::at(
                    Fact::Says {
                        subject,
                        words: table.says.value.clone(),
                    },
                    &table.says,
                ));
            }
        }
        for table in expect.priority {
            let tier = u8::try_from(table.tier.value)
                .ok()
                .filter(|tier| *tier <= 5);
            if tier.is_none() {
                self.wrong(
                    source,
                    table.tier.span.clone(),
                    format!("{} is no tier", table.tier.value),
                    "tiers are 1 to 5; 0 stands for no priority",
                );
            }
            if let (Some(subject), Some(tier)) = (self.about(source, &table.id), tier) {
                facts.push(Expected::at(
                    Fact::Priority {
                        subject,
                        tier: Some(tier).filter(|tier| *tier > 0),
                    },
                    &table.tier,
                ));
            }
        }
        if facts.is_empty() && self.problems.is_empty() {
            let end = source.text().len();
            self.wrong(
                source,
                end..end,
                "this case expects nothing".to_owned(),
                "add what should come of it, such as [expect.domain.ID] with position = 2",
            );
        }
        facts.sort_by_key(|expected| expected.span.start);
        facts
    }

    fn of_domain(
        &mut self,
        source: &Source,
        domain: &DomainId,
        table: &DomainExpectation,
        facts: &mut Vec<Expected>,
    ) {
        let id = || domain.clone();
        for (written, fact) in [
            (
                &table.position,
                Fact::Position as fn(DomainId, Option<Level>) -> Fact,
            ),
            (&table.judged, Fact::Judged),
            (&table.equal_weights, Fact::EqualWeights),
        ] {
            if let Some(written) = written
                && let Some(level) = self.level_or_none(source, written)
            {
                facts.push(Expected::at(fact(id(), level), written));
            }
        }
        if let Some(written) = &table.provisional {
            facts.push(Expected::at(
                Fact::Provisional(id(), written.value),
                written,
            ));
        }
        if let Some(written) = &table.range {
            let levels: Vec<Option<Level>> = written
                .value
                .iter()
                .map(|level| self.on_scale(source, level))
                .collect();
            match levels.as_slice() {
                [] => facts.push(Expected::at(Fact::Range(id(), None), written)),
                [Some(low), Some(high)] => facts.push(Expected::at(
                    Fact::Range(id(), Some((*low, *high))),
                    written,
                )),
                [_, _] => {}
                _ => self.wrong(
                    source,
                    written.span.clone(),
                    "a range has two levels".to_owned(),
                    "write the lowest and the highest, or [] for none",
                ),
            }
        }
        if let Some(written) = &table.distribution {
            let counts: Vec<usize> = written
                .value
                .iter()
                .filter_map(|count| usize::try_from(count.value).ok())
                .collect();
            let size = self.rubric.scale().size();
            if counts.len() == size && written.value.len() == size {
                facts.push(Expected::at(Fact::Distribution(id(), counts), written));
            } else {
                self.wrong(
                    source,
                    written.span.clone(),
                    format!("a distribution has {size} counts"),
                    "write how many criteria stand at each level, the lowest first",
                );
            }
        }
        if let Some(written) = &table.staircase {
            let steps: Vec<_> = written
                .value
                .iter()
                .filter_map(|step| self.step(source, step))
                .collect();
            facts.push(Expected::at(Fact::Staircase(id(), steps), written));
        }
    }

    /// "governance-board 3 by evidence".
    fn step(
        &mut self,
        source: &Source,
        written: &At<String>,
    ) -> Option<(CriterionId, Level, String)> {
        let words: Vec<&str> = written.value.split_whitespace().collect();
        if let [criterion, level, "by", lever] = words.as_slice()
            && let Ok(number) = level.parse::<i64>()
            && LEVERS.contains(lever)
        {
            let criterion = self.criterion(
                source,
                &At {
                    value: (*criterion).to_owned(),
                    span: written.span.clone(),
                },
            );
            let level = self.on_scale(
                source,
                &At {
                    value: number,
                    span: written.span.clone(),
                },
            );
            return Some((criterion?, level?, (*lever).to_owned()));
        }
        self.wrong(
            source,
            written.span.clone(),
            format!("\"{}\" is not a step", written.value),
            "write \"CRITERION LEVEL by evidence\" (or standard, warning-sign, improvement)",
        );
        None
    }

    fn of_criterion(
        &mut self,
        source: &Source,
        criterion: &CriterionId,
        table: &CriterionExpectation,
        facts: &mut Vec<Expected>,
    ) {
        let id = || criterion.clone();
        if let Some(written) = &table.standing {
            facts.push(Expected::at(
                Fact::Rating(id(), written.value.word().to_owned()),
                written,
            ));
        }
        if let Some(written) = &table.basis {
            facts.push(Expected::at(
                Fact::Basis(id(), written.value.word().to_owned()),
                written,
            ));
        }
        for (written, fact) in [
            (
                &table.judged,
                Fact::JudgedLevel as fn(CriterionId, Option<Level>) -> Fact,
            ),
            (&table.supported, Fact::SupportedLevel),
        ] {
            if let Some(written) = written
                && let Some(level) = self.level_or_none(source, written)
            {
                facts.push(Expected::at(fact(id(), level), written));
            }
        }
        if let Some(written) = &table.evidence {
            facts.push(Expected::at(
                Fact::Evidence(id(), written.value.word().to_owned()),
                written,
            ));
        }
    }

    fn caps(&mut self, source: &Source, tables: &[CapExpectation], facts: &mut Vec<Expected>) {
        let mut named: Vec<CriterionId> = Vec::new();
        for table in tables {
            let criterion = self.criterion(source, &table.criterion);
            let level = self.on_scale(source, &table.level);
            let (Some(criterion), Some(level)) = (criterion, level) else {
                continue;
            };
            if !named.contains(&criterion) {
                named.push(criterion.clone());
                facts.push(Expected::at(
                    Fact::NoOtherCap(criterion.clone()),
                    &table.criterion,
                ));
            }
            let (rule, by) = (table.rule.word().to_owned(), table.by.0.clone());
            facts.push(Expected::at(
                Fact::Cap {
                    criterion,
                    rule,
                    by,
                    level,
                },
                &table.level,
            ));
        }
    }

    fn domain(&mut self, source: &Source, name: &At<String>) -> Option<DomainId> {
        let found = self
            .rubric
            .domain(&name.value)
            .map(|domain| domain.id.clone());
        if found.is_none() {
            let names = self
                .rubric
                .domains()
                .iter()
                .map(|domain| domain.id.as_str());
            self.problems.push(unknown(source, "domain", name, names));
        }
        found
    }

    fn about(&mut self, source: &Source, name: &At<String>) -> Option<About> {
        let rubric = self.rubric;
        let domain = rubric
            .domains()
            .iter()
            .find(|one| one.id.as_str() == name.value)
            .map(|one| About::Domain(one.id.clone()));
        let criterion = || {
            rubric
                .criteria()
                .find(|one| one.id.as_str() == name.value)
                .map(|one| About::Criterion(one.id.clone()))
        };
        let standard = || {
            rubric
                .standards()
                .find(|one| one.id.as_str() == name.value)
                .map(|one| About::Standard(one.id.clone()))
        };
        let found = domain.or_else(criterion).or_else(standard);
        if found.is_none() {
            let criteria = rubric.criteria().map(|one| one.id.as_str());
            let names = criteria
                .chain(rubric.standards().map(|one| one.id.as_str()))
                .chain(rubric.domains().iter().map(|one| one.id.as_str()));
            self.problems.push(unknown(
                source,
                "domain, criterion or standard",
                name,
                names,
            ));
        }
        found
    }

    /// A level, or "none" for no level. The outer nothing: a problem was told.
    #[expect(
        clippy::option_option,
        reason = "no level is an answer here, and no answer is a problem"
    )]
    fn level_or_none(
        &mut self,
        source: &Source,
        written: &At<NumberText>,
    ) -> Option<Option<Level>> {
        if written.value.0 == "none" {
            Some(None)
        } else {
            self.level_in(source, written).map(Some)
        }
    }

    fn wrong(&mut self, source: &Source, span: Range<usize>, message: String, help: &'static str) {
        self.problems.push(
            Diagnostic::error(Code::BadValue, message)
                .at(source, span, "here")
                .help(help),
        );
    }
}
