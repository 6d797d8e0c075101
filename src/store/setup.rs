//! Saving a target with its reason in `assessment.toml`.

use std::collections::HashMap;

use toml_edit::{DocumentMut, Item, Table, TomlError, value};

use crate::assessment::{Note, Setup, read_setup};
use crate::rubric::{CriterionId, Level, Rubric};
use crate::store::comment::lost;
use crate::store::layout::SETUP;
use crate::store::save::File;
use crate::store::{Folder, Saved, StoreError};

const TARGETS: &str = "targets";
const REASONS: &str = "target-reasons";
/// The key of the target of every criterion without its own.
const DEFAULT: &str = "default";

impl Folder {
    /// Saves the target of a criterion (`None`: of every criterion without its own) and the reason for it.
    /// Without a level, target and reason are taken out. An empty reason is none.
    ///
    /// # Errors
    /// When the file is not valid or cannot be written; it is then as it was.
    pub fn save_target(
        &self,
        rubric: &Rubric,
        criterion: Option<&CriterionId>,
        level: Option<Level>,
        reason: Option<&str>,
    ) -> Result<Saved, StoreError> {
        let path = self.place(SETUP);
        if !path.exists() {
            return Err(StoreError::NotAnAssessment {
                path: self.path().to_owned(),
            });
        }
        let reason = reason.and_then(Note::new).filter(|_| level.is_some());
        let reason = reason.as_ref();
        let key = criterion.map_or(DEFAULT, CriterionId::as_str);
        let order: HashMap<&str, usize> = std::iter::once(DEFAULT)
            .chain(rubric.criteria().map(|criterion| criterion.id.as_str()))
            .zip(0..)
            .collect();
        let number = level.map(|level| value(i64::from(level.number())));
        let change = |text: &str| changed(text, key, number.as_ref(), reason, &order);
        let file = File {
            name: SETUP,
            fresh: String::new(),
            change: &change,
        };
        let apply = |_: Option<&Setup>, setup: &mut Setup| {
            let before = setup.clone();
            apply(setup, criterion, level, reason);
            Ok(if *setup == before {
                Saved::Unchanged
            } else {
                Saved::Written
            })
        };
        self.save(rubric, &file, |source| read_setup(rubric, source), apply)
            .map(|(saved, _)| saved)
    }
}

fn apply(
    setup: &mut Setup,
    criterion: Option<&CriterionId>,
    level: Option<Level>,
    reason: Option<&Note>,
) {
    let Some(criterion) = criterion else {
        setup.default_target = level;
        setup.default_target_reason = reason.cloned();
        return;
    };
    match level {
        Some(level) => setup.targets.insert(criterion.clone(), level),
        None => setup.targets.remove(criterion),
    };
    match reason {
        Some(reason) => setup
            .target_reasons
            .insert(criterion.clone(), reason.clone()),
        None => setup.target_reasons.remove(criterion),
    };
}

fn changed(
    text: &str,
    key: &str,
    level: Option<&Item>,
    reason: Option<&Note>,
    order: &HashMap<&str, usize>,
) -> Result<String, TomlError> {
    let mut document: DocumentMut = text.parse()?;
    put(&mut document, TARGETS, key, level.cloned(), order);
    put(
        &mut document,
        REASONS,
        key,
        reason.map(|reason| value(&**reason)),
        order,
    );
    let rendered = rendered(&document);
    let homeless = lost(text, &rendered);
    if homeless.is_empty() {
        return Ok(rendered);
    }
    // A comment on a key that went away moves to the head of the targets, or else to the end of the file.
    let comments: String = homeless
        .iter()
        .flat_map(|comment| [*comment, "\n"])
        .collect();
    if let Some(table) = document
        .get_mut(TARGETS)
        .and_then(Item::as_table_mut)
        .filter(|table| !table.is_dotted())
    {
        let prefix = table
            .decor()
            .prefix()
            .and_then(|prefix| prefix.as_str())
            .unwrap_or("\n")
            .to_owned();
        table.decor_mut().set_prefix(format!("{prefix}{comments}"));
    } else {
        let trailing = document.trailing().as_str().unwrap_or_default().to_owned();
        document.set_trailing(format!("{trailing}{comments}"));
    }
    Ok(self::rendered(&document))
}

fn rendered(document: &DocumentMut) -> String {
    let mut text = document.to_string();
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

/// Sets or takes out one key of a table, which is made when it is needed and goes when it is empty.
fn put(
    document: &mut DocumentMut,
    name: &str,
    key: &str,
    wanted: Option<Item>,
    order: &HashMap<&str, usize>,
) {
    let Some(wanted) = wanted else {
        let table = document.get_mut(name).and_then(Item::as_table_like_mut);
        let empty = table.is_some_and(|table| table.remove(key).is_some() && table.is_empty());
        if empty {
            document.remove(name);
        }
        return;
    };
    if document.get(name).is_none() {
        insert_table(document, name);
    }
    let Some(item) = document.get_mut(name) else {
        return;
    };
    let Some(table) = item.as_table_like_mut() else {
        return;
    };
    let Some(there) = table.get_mut(key) else {
        table.insert(key, wanted);
        sort(item, order);
        return;
    };
    // What stands behind the value on its line stays there.
    let decor = there.as_value().map(|old| old.decor().clone());
    *there = wanted;
    if let (Some(new), Some(decor)) = (there.as_value_mut(), decor) {
        *new.decor_mut() = decor;
    }
}

/// A new table: the targets before the weights, the reasons right behind the targets.
fn insert_table(document: &mut DocumentMut, name: &str) {
    let mut table = Table::new();
    table.decor_mut().set_prefix("\n");
    // A table without a place of its own is written behind the one that stands before it in the document.
    let goes_after = |key: &&str| *key == "weight" || (name == TARGETS && *key == REASONS);
    let later: Vec<String> = document
        .iter()
        .map(|(key, _)| key)
        .filter(goes_after)
        .map(str::to_owned)
        .collect();
    let later: Vec<_> = later
        .iter()
        .filter_map(|key| document.remove_entry(key))
        .collect();
    document.insert(name, Item::Table(table));
    for (key, item) in later {
        document.insert_formatted(&key, item);
    }
}

/// The default first, then rubric order; what the rubric does not know stays behind. A table in braces stays as it is.
fn sort(item: &mut Item, order: &HashMap<&str, usize>) {
    let rank = |key: &str| order.get(key).copied().unwrap_or(usize::MAX);
    if let Some(table) = item.as_table_mut() {
        table.sort_values_by(|one, _, other, _| rank(one.get()).cmp(&rank(other.get())));
    }
}

#[cfg(test)]
mod tests;
