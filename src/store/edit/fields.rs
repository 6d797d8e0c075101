//! The keys of one entry, made to say what they should; what they say already stays as a person wrote it.

use toml_edit::{ArrayOfTables, Item, Table};

use crate::store::row::{Fields, Row, says};

pub fn new_table() -> Table {
    let mut table = Table::new();
    table.decor_mut().set_prefix("\n");
    table
}

pub fn write_row(table: &mut Table, row: &Row) {
    write_fields(table, &row.fields);
    if let Some(evidence) = &row.evidence {
        write_evidence(table, evidence);
    }
}

/// Makes the table say these fields. What it says already stays as a person wrote it.
pub fn write_fields(table: &mut Table, fields: &Fields) {
    for (place, (key, wanted)) in fields.iter().enumerate() {
        match (table.get_mut(key), wanted) {
            (None, None) => {}
            (Some(_), None) => {
                table.remove(key);
            }
            (Some(item), Some(wanted)) if says(item, wanted) => {}
            (Some(item), Some(wanted)) => {
                let decor = item.as_value().map(|old| old.decor().clone());
                let mut value = wanted.clone();
                if let Some(decor) = decor {
                    *value.decor_mut() = decor;
                }
                *item = Item::Value(value);
            }
            (None, Some(wanted)) => {
                insert_after(table, &fields[..place], key, Item::Value(wanted.clone()));
            }
        }
    }
}

/// Puts a new key behind the last of those that come before it in the format.
fn insert_after(
    table: &mut Table,
    before: &[(&'static str, Option<toml_edit::Value>)],
    key: &str,
    item: Item,
) {
    let keys: Vec<String> = table.iter().map(|(key, _)| key.to_owned()).collect();
    let at = keys
        .iter()
        .rposition(|there| before.iter().any(|(name, _)| name == there))
        .map_or(0, |last| last + 1);
    let later: Vec<_> = keys[at..]
        .iter()
        .filter_map(|key| table.remove_entry(key))
        .collect();
    table.insert(key, item);
    for (key, item) in later {
        table.insert_formatted(&key, item);
    }
}

fn write_evidence(table: &mut Table, wanted: &[Fields]) {
    let mut there: Vec<Option<Table>> =
        taken_out(table, "evidence").into_iter().map(Some).collect();
    // An entry that says the same keeps its own lines; the rest are changed where they stand.
    let same: Vec<Option<Table>> = wanted
        .iter()
        .map(|fields| {
            there
                .iter_mut()
                .find(|table| table.as_ref().is_some_and(|table| agrees(table, fields)))
                .and_then(Option::take)
        })
        .collect();
    let mut spare = there.into_iter().flatten();
    let mut tables = ArrayOfTables::new();
    for (fields, same) in wanted.iter().zip(same) {
        let mut entry = same.or_else(|| spare.next()).unwrap_or_else(new_table);
        write_fields(&mut entry, fields);
        tables.push(entry);
    }
    if !tables.is_empty() {
        table.insert("evidence", Item::ArrayOfTables(tables));
    }
}

fn agrees(table: &Table, fields: &Fields) -> bool {
    fields
        .iter()
        .all(|(key, wanted)| match (table.get(key), wanted) {
            (Some(item), Some(wanted)) => says(item, wanted),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        })
}

/// Takes a list of tables out, written as `[[name]]` or as `name = [{ … }]`.
pub(in crate::store) fn taken_out(parent: &mut Table, name: &str) -> Vec<Table> {
    match parent.remove(name) {
        Some(Item::ArrayOfTables(tables)) => tables.into_iter().collect(),
        Some(other) => {
            let tables = other
                .into_array_of_tables()
                .map_or_else(|_| Vec::new(), |tables| tables.into_iter().collect());
            // What was between the brackets has no place between lines; comments are found again by the caller.
            let plain = |mut table: Table| {
                table.fmt();
                table.decor_mut().clear();
                table
            };
            tables.into_iter().map(plain).collect()
        }
        None => Vec::new(),
    }
}
