//! Targets and weights in `assessment.toml`, taken over to a newer version of the rubric.

use std::collections::BTreeMap;

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, TableLike, TomlError, value};

use crate::rubric::CriterionId;
use crate::store::edit::taken_out;
use crate::store::upgrade::carry::Carrier;
use crate::text::clean;

/// The heading as it would be. A target or weight that has no place any more becomes a comment at the end.
pub fn carried(carrier: &Carrier<'_>, text: &str) -> Result<String, TomlError> {
    let mut setup: DocumentMut = text.parse()?;
    let mut aside = Vec::new();
    if let Some(targets) = setup.get_mut("targets").and_then(Item::as_table_like_mut) {
        carry_targets(carrier, targets, &mut aside);
    }
    let weights = taken_out(setup.as_table_mut(), "weight");
    let before = weights.clone();
    let weights = carry_weights(carrier, weights, &mut aside);
    if !before.is_empty() && same(&before, &weights) && aside.is_empty() {
        // Nothing was said of a weight: the list stays as a person wrote it.
        let untouched: DocumentMut = text.parse()?;
        setup["weight"] = untouched["weight"].clone();
    } else if !weights.is_empty() {
        let mut all = ArrayOfTables::new();
        for table in weights {
            all.push(table);
        }
        setup.insert("weight", Item::ArrayOfTables(all));
    }
    let mut text = setup.to_string();
    if !aside.is_empty() {
        if !text.ends_with('\n') {
            text.push('\n');
        }
        text.push_str(&format!(
            "\n# From {} {}, without a place in {}:\n",
            carrier.older.id(),
            carrier.older.version(),
            carrier.newer.version()
        ));
        text.extend(aside.iter().map(|line| format!("# {}\n", clean(line))));
    }
    Ok(text)
}

fn same(one: &[Table], other: &[Table]) -> bool {
    one.len() == other.len()
        && one
            .iter()
            .zip(other)
            .all(|(one, other)| one.to_string() == other.to_string())
}

fn carry_targets(carrier: &Carrier<'_>, targets: &mut dyn TableLike, aside: &mut Vec<String>) {
    let written: Vec<(String, i64)> = targets
        .iter()
        .filter_map(|(key, item)| Some((key.to_owned(), item.as_integer()?)))
        .collect();
    let top = i64::from(carrier.newer.scale().top().number());
    // Several that were merged may each have had a target; the highest stays.
    let mut moved: BTreeMap<String, i64> = BTreeMap::new();
    for (key, level) in written {
        let heirs: Vec<String> = match CriterionId::new(key.as_str()) {
            Ok(id) if key != "default" => carrier
                .revision
                .heirs(&id)
                .iter()
                .map(ToString::to_string)
                .collect(),
            Ok(_) | Err(_) => vec![key.clone()],
        };
        if level > top || heirs.is_empty() {
            aside.push(format!("target {key} = {level}"));
            targets.remove(&key);
            continue;
        }
        if heirs != [key.clone()] {
            targets.remove(&key);
            for heir in heirs {
                let highest = moved
                    .get(&heir)
                    .copied()
                    .map_or(level, |other| other.max(level));
                moved.insert(heir, highest);
            }
        }
    }
    for (key, level) in moved {
        let there = targets.get(&key).and_then(Item::as_integer);
        targets.insert(&key, value(there.map_or(level, |there| there.max(level))));
    }
}

fn carry_weights(
    carrier: &Carrier<'_>,
    weights: Vec<Table>,
    aside: &mut Vec<String>,
) -> Vec<Table> {
    let mut kept: Vec<Table> = Vec::new();
    let text = |table: &Table, key: &str| {
        table
            .get(key)
            .and_then(Item::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    for table in weights {
        let criterion = text(&table, "criterion");
        let weight = table.get("weight").and_then(Item::as_integer).unwrap_or(1);
        let heirs = CriterionId::new(criterion.as_str())
            .map_or_else(|_| Vec::new(), |id| carrier.revision.heirs(&id).to_vec());
        if heirs.is_empty() {
            aside.push(format!(
                "weight of {criterion}: {weight}, because: {}",
                text(&table, "reason")
            ));
        }
        for heir in heirs {
            // Several that were merged may each have had a weight: the largest stays, with every reason.
            if let Some(there) = kept
                .iter_mut()
                .find(|there| text(there, "criterion") == heir.as_str())
            {
                let larger = there
                    .get("weight")
                    .and_then(Item::as_integer)
                    .unwrap_or(1)
                    .max(weight);
                let reasons = format!("{} {}", text(there, "reason"), text(&table, "reason"));
                there["weight"] = value(larger);
                there["reason"] = value(reasons);
                continue;
            }
            let mut table = table.clone();
            if heir.as_str() != criterion {
                table["criterion"] = value(heir.as_str());
            }
            kept.push(table);
        }
    }
    kept
}
