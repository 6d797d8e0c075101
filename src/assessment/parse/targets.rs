//! Targets with their reasons.

use std::collections::BTreeMap;

use crate::assessment::Note;
use crate::assessment::parse::Parser;
use crate::diagnostic::{Code, Diagnostic};
use crate::rubric::{CriterionId, Level};
use crate::source::{At, Source};

/// The key of the target of every criterion without its own.
const DEFAULT: &str = "default";

/// What `[targets]` and `[target-reasons]` say.
#[derive(Default)]
pub(super) struct Targets {
    pub default: Option<Level>,
    pub own: BTreeMap<CriterionId, Level>,
    pub default_reason: Option<Note>,
    pub reasons: BTreeMap<CriterionId, Note>,
}

impl Parser<'_> {
    pub(super) fn targets(
        &mut self,
        source: &Source,
        written: &BTreeMap<String, At<i64>>,
        reasons: &BTreeMap<String, At<String>>,
    ) -> Targets {
        let mut targets = Targets::default();
        for (name, level) in written {
            let found = self.on_scale(source, level);
            if name == DEFAULT {
                targets.default = found;
            } else if let (Some(criterion), Some(level)) =
                (self.criterion(source, &named(name, level)), found)
            {
                targets.own.insert(criterion, level);
            }
        }
        for (name, reason) in reasons {
            if !written.contains_key(name) {
                self.reason_without_target(source, name, reason);
            }
            let text = Note::new(&reason.value);
            if name == DEFAULT {
                targets.default_reason = text;
            } else if let (Some(criterion), Some(text)) =
                (self.criterion(source, &named(name, reason)), text)
            {
                targets.reasons.insert(criterion, text);
            }
        }
        targets
    }

    fn reason_without_target(&mut self, source: &Source, name: &str, reason: &At<String>) {
        self.problems.push(
            Diagnostic::warning(
                Code::NoAnswer,
                format!("there is a reason for the target \"{name}\", and no such target"),
            )
            .at(source, reason.span.clone(), "a reason for nothing")
            .help(format!(
                "add a line `{name} = …` to [targets], or take this one out"
            )),
        );
    }
}

/// The key with the place of what stands behind it.
fn named<T>(name: &str, at: &At<T>) -> At<String> {
    At {
        value: name.to_owned(),
        span: at.span.clone(),
    }
}
