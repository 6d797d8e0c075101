//! The entries of a file that get another name, are marked, or go into others. Their comments stay.

use std::collections::BTreeMap;

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, TomlError, value};

use crate::rubric::CriterionId;
use crate::store::comment::lost;
use crate::store::edit::taken_out;

/// Which entries get another criterion, which go into others, and which stay behind, marked.
#[derive(Default)]
pub struct Moves {
    renamed: BTreeMap<String, String>,
    absorbed: Vec<String>,
    left: Vec<String>,
}

impl Moves {
    /// The first of the entries that nobody took yet becomes this one; the rest go into it.
    pub fn take<'i>(&mut self, id: &CriterionId, from: impl Iterator<Item = &'i CriterionId>) {
        let mut is_taken = false;
        for old in from {
            if self.renamed.contains_key(old.as_str())
                || self.absorbed.iter().any(|other| other == old.as_str())
            {
                continue;
            }
            if is_taken {
                self.absorbed.push(old.to_string());
            } else {
                self.renamed.insert(old.to_string(), id.to_string());
                is_taken = true;
            }
        }
    }

    pub fn leave<'i>(&mut self, ids: impl Iterator<Item = &'i CriterionId>) {
        self.left.extend(ids.map(ToString::to_string));
    }

    pub fn apply(&self, text: &str, array: &'static str) -> Result<String, TomlError> {
        let mut absorbed = self.absorbed.clone();
        changed_or_gone(text, array, |table| {
            let Some(id) = text_of(table, "criterion").map(str::to_owned) else {
                return Fate::Same;
            };
            if let Some(place) = absorbed.iter().position(|other| *other == id) {
                absorbed.swap_remove(place);
                return Fate::Gone;
            }
            if let Some(new) = self.renamed.get(&id).filter(|new| **new != id) {
                set(table, "criterion", value(new.as_str()));
                return Fate::Changed;
            }
            if self.left.contains(&id) && mark(table) {
                Fate::Changed
            } else {
                Fate::Same
            }
        })
    }
}

pub fn text_of<'t>(table: &'t Table, key: &str) -> Option<&'t str> {
    table.get(key).and_then(Item::as_str)
}

/// Sets a key; a comment beside it stays.
pub fn set(table: &mut Table, key: &str, mut item: Item) {
    let decor = table
        .get(key)
        .and_then(Item::as_value)
        .map(|old| old.decor().clone());
    if let (Some(decor), Some(value)) = (decor, item.as_value_mut()) {
        *value.decor_mut() = decor;
    }
    table[key] = item;
}

/// Marks an entry as written for an earlier version; whether that changed it.
pub fn mark(table: &mut Table) -> bool {
    if table.get("review").and_then(Item::as_bool) == Some(true) {
        return false;
    }
    set(table, "review", value(true));
    true
}

pub fn marked(
    text: &str,
    array: &'static str,
    is_gone: impl Fn(&Table) -> bool,
) -> Result<String, TomlError> {
    changed(text, array, |table| is_gone(table) && mark(table))
}

pub fn changed(
    text: &str,
    array: &'static str,
    mut change: impl FnMut(&mut Table) -> bool,
) -> Result<String, TomlError> {
    changed_or_gone(text, array, |table| {
        if change(table) {
            Fate::Changed
        } else {
            Fate::Same
        }
    })
}

/// What became of an entry.
enum Fate {
    Same,
    Changed,
    Gone,
}

/// The text with entries changed or taken out; the very same text if there were none.
fn changed_or_gone(
    text: &str,
    array: &'static str,
    mut change: impl FnMut(&mut Table) -> Fate,
) -> Result<String, TomlError> {
    let mut document: DocumentMut = text.parse()?;
    let mut kept = ArrayOfTables::new();
    let mut is_changed = false;
    let mut position = 0;
    for mut table in taken_out(document.as_table_mut(), array) {
        match change(&mut table) {
            Fate::Same => {}
            Fate::Changed => is_changed = true,
            Fate::Gone => {
                is_changed = true;
                continue;
            }
        }
        position += 1;
        table.set_position(Some(position));
        for entry in table
            .get_mut("evidence")
            .and_then(Item::as_array_of_tables_mut)
            .into_iter()
            .flat_map(ArrayOfTables::iter_mut)
        {
            position += 1;
            entry.set_position(Some(position));
        }
        kept.push(table);
    }
    if !is_changed {
        return Ok(text.to_owned());
    }
    if !kept.is_empty() {
        document.insert(array, Item::ArrayOfTables(kept));
    }
    Ok(with_comments(text, document.to_string()))
}

/// The text with every comment that went away with an entry, at its end.
pub fn with_comments(before: &str, mut after: String) -> String {
    let homeless: Vec<String> = lost(before, &after)
        .into_iter()
        .map(str::to_owned)
        .collect();
    if homeless.is_empty() {
        return after;
    }
    if !after.ends_with('\n') {
        after.push('\n');
    }
    after.push_str(&format!("\n{}\n", homeless.join("\n")));
    after
}
