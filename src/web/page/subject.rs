//! Criteria and standards to choose from, and groups of choices in general.

use crate::rubric::{Rubric, Standard};
use crate::web::page::part::Choice;

/// How many letters of a name are shown in a list to choose from.
const SHOWN: usize = 110;

/// Things to choose from, under a heading.
pub(crate) struct Options {
    pub(crate) heading: String,
    pub(crate) choices: Vec<Choice>,
}

/// Returns every criterion with its standards, by domain.
pub(crate) fn by_domain(rubric: &Rubric, chosen: &str) -> Vec<Options> {
    let group = |domain: &crate::rubric::Domain| {
        let mut choices = Vec::new();
        for criterion in &domain.criteria {
            choices.push(choice(criterion.id.as_str(), &criterion.title, chosen));
            let standards = domain
                .standards
                .iter()
                .filter(|standard| standard.criterion == criterion.id);
            choices.extend(
                standards.map(|standard| choice(standard.id.as_str(), &label(standard), chosen)),
            );
        }
        Options {
            heading: domain.title.clone(),
            choices,
        }
    };
    rubric.domains().iter().map(group).collect()
}

pub(crate) fn choice(id: &str, label: &str, chosen: &str) -> Choice {
    Choice {
        value: id.to_owned(),
        label: shortened(label),
        text: String::new(),
        chosen: id == chosen,
    }
}

fn label(standard: &Standard) -> String {
    format!("Standard: {}", standard.statement)
}

fn shortened(text: &str) -> String {
    let text = text.trim();
    if text.chars().count() <= SHOWN {
        text.to_owned()
    } else {
        text.chars().take(SHOWN - 1).chain(['…']).collect()
    }
}
