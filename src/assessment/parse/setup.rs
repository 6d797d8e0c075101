//! `assessment.toml` read: the heading, and the weights that the trust set itself.

use std::collections::HashSet;

use crate::assessment::file::{SetupFile, WeightTable};
use crate::assessment::parse::Parser;
use crate::assessment::{OwnWeight, Setup};
use crate::diagnostic::{Code, Diagnostic};
use crate::rubric::{twice, weight};
use crate::source::Source;

impl Parser<'_> {
    pub(super) fn setup(&mut self, source: &Source) -> Option<Setup> {
        let file = self.decoded::<SetupFile>(source)?;
        self.format(source, &file.format);
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

    pub(super) fn weights(&mut self, source: &Source, tables: &[WeightTable]) -> Vec<OwnWeight> {
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
}
