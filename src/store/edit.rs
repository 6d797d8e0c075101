//! One entry of a file changed in its text; everything else stays, comments included.

mod fields;

use std::collections::HashMap;

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, TomlError};

use crate::store::comment::lost;
use crate::store::row::{Fields, Row};

pub(super) use fields::taken_out;
use fields::{new_table, write_fields, write_row};

/// An entry to be put into a file: `[[array]]` with `key = "id"`.
#[derive(Debug)]
pub(super) struct Edit<'a> {
    /// The name of the tables: `answer`, `standard`, `agreed`.
    pub array: &'static str,
    /// The key that tells one entry from another.
    pub key: &'static str,
    /// Its value for this entry.
    pub id: &'a str,
    /// What the entry should say.
    pub row: Row,
    /// Every id in rubric order: the order of the entries.
    pub order: Vec<&'a str>,
}

/// The text with the entry in it: changed where it stands, or new in its place of the order.
/// The text has LF line ends and is valid.
pub(super) fn edited(text: &str, edit: &Edit<'_>) -> Result<String, TomlError> {
    edited_where(text, edit, |table| id_of(table, edit.key) == Some(edit.id))
}

/// The same where more than the id tells which entry it is.
pub(super) fn edited_where(
    text: &str,
    edit: &Edit<'_>,
    is_it: impl Fn(&Table) -> bool,
) -> Result<String, TomlError> {
    let mut body = Body::of(text, edit.array, edit.key, &edit.order)?;
    let there = body.entries.iter().position(|entry| is_it(&entry.table));
    body.write(there, edit.id, &edit.row);
    Ok(body.written())
}

/// The same for several entries, each an id with what it should say, at the price of one.
pub(super) fn edited_all(
    text: &str,
    (array, key): (&'static str, &'static str),
    order: &[&str],
    rows: &[(&str, Row)],
) -> Result<String, TomlError> {
    if rows.is_empty() {
        return Ok(text.to_owned());
    }
    let mut body = Body::of(text, array, key, order)?;
    let mut places: HashMap<String, usize> = HashMap::new();
    for (place, entry) in body.entries.iter().enumerate() {
        if let Some(id) = id_of(&entry.table, key) {
            places.entry(id.to_owned()).or_insert(place);
        }
    }
    for (id, row) in rows {
        let at = body.write(places.get(*id).copied(), id, row);
        places.insert((*id).to_owned(), at);
    }
    Ok(body.written())
}

/// A text taken apart into its entries.
struct Body<'t> {
    text: &'t str,
    document: DocumentMut,
    array: &'static str,
    places: HashMap<&'t str, usize>,
    entries: Vec<Placed>,
}

/// An entry with its place in the order.
struct Placed {
    rank: Option<usize>,
    table: Table,
    change: Change,
}

/// What became of an entry.
enum Change {
    Stays,
    New,
    /// It said this before.
    Changed(Box<Table>),
}

impl<'t> Body<'t> {
    fn of(
        text: &'t str,
        array: &'static str,
        key: &str,
        order: &[&'t str],
    ) -> Result<Self, TomlError> {
        let mut document: DocumentMut = text.parse()?;
        let places: HashMap<&str, usize> = order
            .iter()
            .enumerate()
            .map(|(place, id)| (*id, place))
            .collect();
        let mut tables = taken_out(document.as_table_mut(), array);
        let entry = |(rank, table)| Placed {
            rank,
            table,
            change: Change::Stays,
        };
        let entries = ranked(&mut tables, key, &places)
            .into_iter()
            .map(entry)
            .collect();
        Ok(Self {
            text,
            document,
            array,
            places,
            entries,
        })
    }

    /// Writes an entry where it stands, or behind all others; says where that is.
    fn write(&mut self, there: Option<usize>, id: &str, row: &Row) -> usize {
        let at = there.unwrap_or_else(|| {
            self.entries.push(Placed {
                rank: self.places.get(id).copied(),
                table: new_table(),
                change: Change::New,
            });
            self.entries.len() - 1
        });
        let entry = &mut self.entries[at];
        if matches!(entry.change, Change::Stays) {
            entry.change = Change::Changed(Box::new(entry.table.clone()));
        }
        write_row(&mut entry.table, row);
        at
    }

    /// The text, with every entry in its place and every comment somewhere.
    fn written(mut self) -> String {
        self.entries.sort_by_key(|entry| entry.rank);
        let is_new = |entry: &Placed| {
            !matches!(entry.change, Change::Stays) && entry.table.position().is_none()
        };
        let new_at_the_end = self
            .entries
            .iter()
            .rposition(|entry| !is_new(entry))
            .map_or(0, |last| last + 1);
        if let Some(entry) = self.entries.get_mut(new_at_the_end) {
            // What stood at the end of the file stays behind the entry that it stood behind.
            let trailing = self
                .document
                .trailing()
                .as_str()
                .unwrap_or_default()
                .to_owned();
            if !trailing.trim().is_empty() {
                entry
                    .table
                    .decor_mut()
                    .set_prefix(format!("{}\n\n", trailing.trim_end()));
                self.document.set_trailing("");
            }
        }
        // A comment on a key that went away moves above its entry, rather than away with it.
        let mut rendered = self.rendered();
        if lost(self.text, &rendered).is_empty() {
            return rendered;
        }
        let changed: Vec<usize> = (0..self.entries.len())
            .filter(|at| !matches!(self.entries[*at].change, Change::Stays))
            .collect();
        if changed.len() > 1 {
            for at in &changed {
                self.entries[*at].keep_comments(self.array);
            }
            rendered = self.rendered();
        }
        // What stood between entries is nobody's own.
        let homeless = lost(self.text, &rendered);
        let Some(first) = changed.first().filter(|_| !homeless.is_empty()) else {
            return rendered;
        };
        put_above(&mut self.entries[*first].table, &homeless);
        self.rendered()
    }

    fn rendered(&mut self) -> String {
        let tables: Vec<&Table> = self.entries.iter().map(|entry| &entry.table).collect();
        render(&mut self.document, self.array, &tables)
    }
}

impl Placed {
    /// Puts the comments that this entry lost above it.
    fn keep_comments(&mut self, array: &str) {
        let Change::Changed(before) = &self.change else {
            return;
        };
        let alone = |table: &Table| render(&mut DocumentMut::new(), array, &[table]);
        let (before, after) = (alone(before), alone(&self.table));
        put_above(&mut self.table, &lost(&before, &after));
    }
}

/// Puts comments above an entry, behind those that stand there.
fn put_above(table: &mut Table, comments: &[&str]) {
    if comments.is_empty() {
        return;
    }
    let decor = table.decor_mut();
    let mut prefix = decor
        .prefix()
        .and_then(|prefix| prefix.as_str())
        .unwrap_or("\n")
        .to_owned();
    if !prefix.is_empty() && !prefix.ends_with('\n') {
        prefix.push('\n');
    }
    for comment in comments {
        prefix.push_str(comment);
        prefix.push('\n');
    }
    decor.set_prefix(prefix);
}

/// The text without the entries that are to go. Their comments stay: before the next entry, or else at the end.
pub(super) fn without(
    text: &str,
    array: &str,
    goes: impl Fn(&Table) -> bool,
) -> Result<String, TomlError> {
    let mut document: DocumentMut = text.parse()?;
    let mut tables = taken_out(document.as_table_mut(), array);
    let next = tables.iter().position(&goes);
    tables.retain(|table| !goes(table));
    let rendered = render(&mut document, array, &tables.iter().collect::<Vec<_>>());
    let homeless: String = lost(text, &rendered)
        .iter()
        .flat_map(|comment| [*comment, "\n"])
        .collect();
    if homeless.is_empty() {
        return Ok(rendered);
    }
    if let Some(table) = next.and_then(|next| tables.get_mut(next)) {
        let prefix = table
            .decor()
            .prefix()
            .and_then(|prefix| prefix.as_str())
            .unwrap_or_default();
        let prefix = format!("\n{homeless}{}", prefix.trim_start_matches('\n'));
        table.decor_mut().set_prefix(prefix);
    } else {
        let trailing = document.trailing().as_str().unwrap_or_default().to_owned();
        document.set_trailing(format!("{trailing}{homeless}"));
    }
    Ok(render(
        &mut document,
        array,
        &tables.iter().collect::<Vec<_>>(),
    ))
}

/// The text with these keys at its head, above every table. The text has LF line ends and is valid.
pub(super) fn headed(text: &str, fields: &Fields) -> Result<String, TomlError> {
    let mut document: DocumentMut = text.parse()?;
    write_fields(document.as_table_mut(), fields);
    Ok(document.to_string())
}

fn render(document: &mut DocumentMut, array: &str, tables: &[&Table]) -> String {
    let mut all = ArrayOfTables::new();
    for table in tables {
        all.push((*table).clone());
    }
    number(&mut all);
    document.insert(array, Item::ArrayOfTables(all));
    let mut text = document.to_string();
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

/// Positions decide where a table is written, so that each entry's evidence follows it.
fn number(tables: &mut ArrayOfTables) {
    let mut position = 0;
    for table in tables.iter_mut() {
        position += 1;
        table.set_position(Some(position));
        let evidence = table
            .get_mut("evidence")
            .and_then(Item::as_array_of_tables_mut);
        for entry in evidence.into_iter().flat_map(ArrayOfTables::iter_mut) {
            position += 1;
            entry.set_position(Some(position));
        }
    }
}

/// Each table with its place in the order. One that the order does not know goes with its neighbour before it.
fn ranked(
    tables: &mut Vec<Table>,
    key: &str,
    places: &HashMap<&str, usize>,
) -> Vec<(Option<usize>, Table)> {
    let mut neighbour = None;
    let rank = |table: Table| {
        neighbour = id_of(&table, key)
            .and_then(|id| places.get(id).copied())
            .or(neighbour);
        (neighbour, table)
    };
    tables.drain(..).map(rank).collect()
}

fn id_of<'t>(table: &'t Table, key: &str) -> Option<&'t str> {
    table.get(key).and_then(Item::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::{Answer, Rating};
    use crate::rubric::CriterionId;

    fn put(text: &str, id: &str, change: impl FnOnce(&mut Answer)) -> String {
        let mut answer = Answer::new(CriterionId::new(id).unwrap(), Rating::Unknown);
        change(&mut answer);
        let edit = Edit {
            array: "answer",
            key: "criterion",
            id,
            row: Row::of_answer(&answer),
            order: vec!["a", "b", "c", "d"],
        };
        edited(text, &edit).unwrap()
    }

    const FILE: &str = "# mine\nformat = 1 # one\n\n# about a\n[[answer]]\ncriterion = \"a\"\nunknown = true # really\n\n[[answer.evidence]]\nwhat = \"x\" # paper\nkind = \"data\"\ndate = 2026-01-01\n\n# about c\n[[answer]]\ncriterion = \"c\"\nunknown = true\n# the end\n";

    #[test]
    fn a_new_entry_takes_its_place_in_rubric_order_and_nothing_else_moves() {
        let text = put(FILE, "b", |_| {});
        assert_eq!(
            text,
            FILE.replace(
                "\n# about c",
                "\n[[answer]]\ncriterion = \"b\"\nunknown = true\n\n# about c"
            )
        );
        let text = put(FILE, "d", |_| {});
        assert_eq!(
            text,
            format!("{FILE}\n[[answer]]\ncriterion = \"d\"\nunknown = true\n")
        );
    }

    #[test]
    fn a_changed_key_keeps_its_comment_and_a_removed_one_leaves_it_above_the_entry() {
        let text = put(FILE, "a", |answer| {
            answer.judgement.rating = Rating::NotApplicable("no".into());
        });
        let expected = "# about a\n# really\n# paper\n[[answer]]\ncriterion = \"a\"\nnot-applicable = \"no\"\n\n# about c";
        assert!(text.contains(expected), "{text}");
        let text = put(&text, "a", |answer| {
            answer.judgement.rating = Rating::NotApplicable("never".into());
        });
        assert!(
            text.contains("# paper\n[[answer]]\ncriterion = \"a\"\nnot-applicable = \"never\"\n"),
            "{text}"
        );
    }

    #[test]
    fn an_entry_that_the_rubric_does_not_have_stays_behind_its_neighbour() {
        let text = "[[answer]]\ncriterion = \"d\"\nunknown = true\n\n[[answer]]\ncriterion = \"old\"\nlevel = 9\n\n[[answer]]\ncriterion = \"a\"\nunknown = true\n";
        let text = put(text, "b", |_| {});
        let order: Vec<&str> = text
            .lines()
            .filter_map(|line| line.strip_prefix("criterion = "))
            .collect();
        assert_eq!(order, ["\"a\"", "\"b\"", "\"d\"", "\"old\""]);
    }

    #[test]
    fn a_list_in_brackets_becomes_tables_and_keeps_its_comments() {
        let text = "answer = [ # both\n  { criterion = \"c\", unknown = true }, # sure\n]\n";
        let text = put(text, "a", |_| {});
        let expected = "[[answer]]\ncriterion = \"a\"\nunknown = true\n\n[[answer]]\ncriterion = \"c\"\nunknown = true\n";
        assert_eq!(text, format!("\n# both\n# sure\n{expected}"));
    }

    /// Several answers, put one after another and all at once.
    fn put_all(text: &str, answers: &[(&str, Rating)]) -> String {
        let rows: Vec<(&str, Row)> = answers
            .iter()
            .map(|(id, standing)| {
                (
                    *id,
                    Row::of_answer(&Answer::new(
                        CriterionId::new(*id).unwrap(),
                        standing.clone(),
                    )),
                )
            })
            .collect();
        edited_all(text, ("answer", "criterion"), &["a", "b", "c", "d"], &rows).unwrap()
    }

    #[test]
    fn several_entries_at_once_are_written_as_one_after_another() {
        let texts = [
            FILE,
            "",
            "format = 1\n# the end\n",
            "answer = [ # both\n  { criterion = \"c\", unknown = true }, # sure\n]\n",
            "[[answer]]\ncriterion = \"old\"\nlevel = 9\n# one\n[[answer]]\ncriterion = \"a\" # two\nunknown = true # three\n",
        ];
        let no = || Rating::NotApplicable("no".into());
        for text in texts {
            for ids in [
                &["b"][..],
                &["a", "b", "c", "d"],
                &["a", "c"],
                &["d", "d"],
                &[],
            ] {
                let answers: Vec<(&str, Rating)> = ids.iter().map(|id| (*id, no())).collect();
                let each = ids.iter().fold(text.to_owned(), |text, id| {
                    put(&text, id, |answer| answer.judgement.rating = no())
                });
                assert_eq!(put_all(text, &answers), each, "{ids:?} into {text}");
            }
        }
    }

    #[test]
    fn of_several_entries_each_keeps_its_own_comments_above_it() {
        let text = "[[answer]]\ncriterion = \"a\"\nunknown = true # of a\n\n[[answer]]\ncriterion = \"b\"\nunknown = true # of b\n";
        let no = || Rating::NotApplicable("no".into());
        let text = put_all(text, &[("b", no()), ("a", no())]);
        let entry = |id: &str| {
            format!("# of {id}\n[[answer]]\ncriterion = \"{id}\"\nnot-applicable = \"no\"\n")
        };
        assert!(
            text.contains(&entry("a")) && text.contains(&entry("b")),
            "{text}"
        );
    }
}
