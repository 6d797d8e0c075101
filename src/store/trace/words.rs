//! Where in a text somebody is named, or their words are repeated.

use toml::{Table, Value};

use crate::rubric::RespondentId;
use crate::store::comment::comments;
use crate::store::trace::finding::{Mention, NAMING, Named};

/// The shortest text of a person, in characters, that is looked for elsewhere: shorter ones are anybody's.
const SHORTEST: usize = 20;

/// The words that are looked for.
pub(super) struct Wanted<'t> {
    pub(super) respondent: &'t RespondentId,
    /// What they wrote, as far as it is long enough to be theirs alone.
    pub(super) wrote: &'t [String],
}

/// What was found in one file.
#[derive(Default)]
pub(super) struct Found {
    pub(super) named: Vec<Named>,
    pub(super) mentions: Vec<Mention>,
}

/// Adds what somebody wrote in a file of their answers.
pub(super) fn add_wrote(text: &str, wrote: &mut Vec<String>) {
    let Ok(table) = text.parse::<Table>() else {
        return;
    };
    strings(&Value::Table(table), "", &mut |_, text| {
        let text = text.trim();
        if text.chars().count() >= SHORTEST
            && text.contains(char::is_whitespace)
            && !wrote.iter().any(|other| other == text)
        {
            wrote.push(text.to_owned());
        }
    });
}

impl Wanted<'_> {
    /// Looks through TOML, entry by entry. `None`: it is not valid.
    pub(super) fn in_toml(&self, name: &str, text: &str) -> Option<Found> {
        let table = text.parse::<Table>().ok()?;
        let mut found = Found::default();
        let naming = NAMING.iter().find(|(file, _, _)| *file == name);
        if let Some((_, list, key)) = naming {
            for entry in table
                .get(*list)
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
            {
                if entry.get(key).and_then(Value::as_str) == Some(self.respondent.as_str()) {
                    found.named.push(Named {
                        file: name.to_owned(),
                        entry: label(entry),
                        key,
                    });
                }
            }
        }
        let mentions = &mut found.mentions;
        let mut mention =
            |place: &str, repeats: bool| mentions.push(mention_in(name, place, repeats));
        strings(&Value::Table(table), "", &mut |place, text| {
            let is_naming = naming.is_some_and(|(_, _, key)| place.ends_with(&format!("`{key}`")))
                && text == self.respondent.as_str();
            if !is_naming && mentions_id(text, self.respondent) && !is_an_id(place) {
                mention(place, false);
            }
            if self.repeated_in(text) {
                mention(place, true);
            }
        });
        if comments(text)
            .iter()
            .any(|comment| mentions_id(comment, self.respondent))
        {
            mention("a comment", false);
        }
        Some(found)
    }

    /// Whether a text repeats what they wrote.
    pub(super) fn repeated_in(&self, text: &str) -> bool {
        self.wrote.iter().any(|wrote| text.contains(wrote.as_str()))
    }

    /// Whether a text says the id as a word of its own.
    pub(super) fn named_in(&self, text: &str) -> bool {
        mentions_id(text, self.respondent)
    }
}

/// A mention in a file.
pub(super) fn mention_in(file: &str, place: &str, repeats: bool) -> Mention {
    Mention {
        file: file.to_owned(),
        place: place.to_owned(),
        repeats,
    }
}

/// Calls with every string and where it stands: "governance-purpose `reason`".
fn strings(value: &Value, place: &str, told: &mut impl FnMut(&str, &str)) {
    match value {
        Value::String(text) => told(place, text),
        Value::Array(entries) => {
            for entry in entries {
                let label = label(entry);
                strings(entry, if label.is_empty() { place } else { &label }, told);
            }
        }
        Value::Table(table) => {
            for (key, value) in table {
                let here = match value {
                    Value::Table(_) | Value::Array(_) => place.to_owned(),
                    Value::String(_)
                    | Value::Integer(_)
                    | Value::Float(_)
                    | Value::Boolean(_)
                    | Value::Datetime(_) => format!("{place} `{key}`").trim_start().to_owned(),
                };
                strings(value, &here, told);
            }
        }
        Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => {}
    }
}

/// What an entry of a list is about.
fn label(entry: &Value) -> String {
    ["criterion", "id"]
        .iter()
        .find_map(|key| entry.get(key))
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

/// Whether the place holds an id of the rubric or of an action, which is nobody's name.
fn is_an_id(place: &str) -> bool {
    [
        "`criterion`",
        "`id`",
        "`for`",
        "`role`",
        "`respondent`",
        "`format`",
        "`status`",
        "`kind`",
    ]
    .iter()
    .any(|key| place.ends_with(key))
}

fn mentions_id(text: &str, id: &RespondentId) -> bool {
    let id = id.as_str();
    let joins = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    text.match_indices(id)
        .any(|(at, _)| !text[..at].ends_with(joins) && !text[at + id.len()..].starts_with(joins))
}
