//! Everything in a folder that tells of one respondent.
//!
//! Their answers and copies of them are known by what they say, not by their
//! names: `head-2.toml` is the second head's, and no copy of `head.toml`. A
//! half-written file is known too, because its head comes first.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use toml::{Table, Value};

use crate::rubric::RespondentId;
use crate::source::read;
use crate::store::comment::comments;
use crate::store::durable::TEMPORARY;
use crate::store::folder::{AGREED, PLAN, RESPONSES, STANDARDS, toml_files};
use crate::store::save::response_name;
use crate::store::{Folder, StoreError};

/// The keys that hold who somebody is, by file and list: the only places where an id is put for another.
pub(super) const NAMING: [(&str, &str, &str); 3] = [
    (AGREED, "agreed", "moderator"),
    (PLAN, "action", "owner"),
    (STANDARDS, "standard", "by"),
];

/// Endings of documents that may have been made from the answers.
const DOCUMENTS: [&str; 11] = [
    "docx", "doc", "pdf", "xlsx", "xls", "html", "csv", "md", "txt", "json", "zip",
];

/// The shortest text of a person, in characters, that is looked for elsewhere: shorter ones are anybody's.
const SHORTEST: usize = 20;

/// How deep folders are looked into.
const DEPTH: usize = 4;

/// What a folder says of one respondent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Traces {
    /// The file of their answers, as a path in the folder.
    pub response: Option<String>,
    /// Other files that hold their answers: copies that a shared drive or a program made, and what a killed save left.
    pub copies: Vec<String>,
    /// Where the id stands as the one who led, owns or looked.
    pub named: Vec<Named>,
    /// Where the id, or something that they wrote, stands among other words.
    pub mentions: Vec<Mention>,
    /// Documents in the folder that may have been made from the answers.
    pub documents: Vec<String>,
    /// Files that could not be looked through.
    pub unread: Vec<String>,
}

/// An id that stands as the one who led, owns or looked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The file, as a path in the folder.
    pub file: String,
    /// The criterion, action or standard, by id.
    pub entry: String,
    /// The key: `moderator`, `owner` or `by`.
    pub key: &'static str,
}

/// Words that tell of somebody.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mention {
    /// The file, as a path in the folder.
    pub file: String,
    /// Where in it: an entry with its key, or a comment.
    pub place: String,
    /// Whether the place repeats what the respondent wrote, rather than naming the id.
    pub repeats: bool,
}

impl Traces {
    /// Whether there is anything that belongs to the respondent alone.
    pub fn has_answers(&self) -> bool {
        self.response.is_some() || !self.copies.is_empty()
    }
}

impl Folder {
    /// Everything in the folder that tells of this respondent. Files that are not valid are looked through as far as they can be.
    ///
    /// # Errors
    /// When a folder cannot be looked into.
    pub fn traces(&self, respondent: &RespondentId) -> Result<Traces, StoreError> {
        let mut traces = Traces::default();
        let own = response_name(respondent);
        let mut others = Vec::new();
        for name in files(self.path(), RESPONSES, DEPTH)? {
            match holder(&self.place(&name)) {
                Holder::Nobody => {}
                Holder::Unreadable => traces.unread.push(name),
                Holder::Respondent(id) if id == respondent.as_str() => {
                    if name == own {
                        traces.response = Some(name);
                    } else {
                        traces.copies.push(name);
                    }
                }
                Holder::Respondent(_) => {
                    if name == own {
                        traces.mentions.push(Mention {
                            file: name.clone(),
                            place: "its name".to_owned(),
                            repeats: false,
                        });
                    }
                    others.push(name);
                }
            }
        }
        others.extend(
            toml_files(self.path())?
                .into_iter()
                .map(|name| name.to_string_lossy().into_owned()),
        );
        let wrote = self.wrote(&traces);
        for name in others {
            self.look_through(&name, respondent, &wrote, &mut traces);
        }
        for name in files(self.path(), "", 2)? {
            let unfinished = name.starts_with(TEMPORARY);
            if unfinished
                && fs::read(self.place(&name)).is_ok_and(|bytes| {
                    mentions(&String::from_utf8_lossy(&bytes), respondent.as_str())
                })
            {
                traces.copies.push(name);
            } else if !unfinished && is_document(&name) {
                traces.documents.push(name);
            }
        }
        traces.mentions.sort();
        traces.mentions.dedup();
        Ok(traces)
    }

    /// The ids of all who have answers here, sorted, also where the assessment is not valid.
    ///
    /// # Errors
    /// When a folder cannot be looked into.
    pub fn respondents(&self) -> Result<Vec<String>, StoreError> {
        let mut ids: Vec<String> = files(self.path(), RESPONSES, DEPTH)?
            .iter()
            .filter_map(|name| match holder(&self.place(name)) {
                Holder::Respondent(id) => Some(id),
                Holder::Nobody | Holder::Unreadable => None,
            })
            .collect();
        ids.sort();
        ids.dedup();
        Ok(ids)
    }

    /// When each respondent's file was last written, as the file system has it: a copying or syncing program may
    /// have put a later time there. Files whose time cannot be known are left out.
    ///
    /// # Errors
    /// When the folder of responses cannot be looked into.
    pub fn last_saved(&self) -> Result<BTreeMap<RespondentId, SystemTime>, StoreError> {
        let mut saved = BTreeMap::new();
        for file in self.response_files()? {
            let id = file
                .to_string_lossy()
                .strip_suffix(".toml")
                .and_then(|stem| RespondentId::new(stem).ok());
            let time = fs::metadata(self.path().join(RESPONSES).join(&file))
                .and_then(|facts| facts.modified());
            if let (Some(id), Ok(time)) = (id, time) {
                saved.insert(id, time);
            }
        }
        Ok(saved)
    }

    /// What the respondent wrote, as far as it is long enough to be theirs alone.
    fn wrote(&self, traces: &Traces) -> Vec<String> {
        let mut wrote = Vec::new();
        for name in traces.response.iter().chain(&traces.copies) {
            if let Some(Ok(table)) = self
                .find(name)
                .ok()
                .flatten()
                .map(|source| source.text().parse::<Table>())
            {
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
        }
        wrote
    }

    fn look_through(
        &self,
        name: &str,
        respondent: &RespondentId,
        wrote: &[String],
        traces: &mut Traces,
    ) {
        let Ok(Some(source)) = self.find(name) else {
            traces.unread.push(name.to_owned());
            return;
        };
        let Ok(table) = source.text().parse::<Table>() else {
            // Its lines may still be looked at, though not its places.
            if mentions(source.text(), respondent.as_str()) {
                traces.mentions.push(Mention {
                    file: name.to_owned(),
                    place: "somewhere; the file is not valid".to_owned(),
                    repeats: false,
                });
            }
            traces.unread.push(name.to_owned());
            return;
        };
        let naming = NAMING.iter().find(|(file, _, _)| *file == name);
        if let Some((_, list, key)) = naming {
            for entry in table
                .get(*list)
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
            {
                if entry.get(key).and_then(Value::as_str) == Some(respondent.as_str()) {
                    traces.named.push(Named {
                        file: name.to_owned(),
                        entry: label(entry),
                        key,
                    });
                }
            }
        }
        let mut mention = |place: &str, repeats: bool| {
            traces.mentions.push(Mention {
                file: name.to_owned(),
                place: place.to_owned(),
                repeats,
            });
        };
        strings(&Value::Table(table), "", &mut |place, text| {
            let is_naming = naming.is_some_and(|(_, _, key)| place.ends_with(&format!("`{key}`")))
                && text == respondent.as_str();
            if !is_naming && mentions(text, respondent.as_str()) && !is_an_id(place) {
                mention(place, false);
            }
            if wrote.iter().any(|wrote| text.contains(wrote.as_str())) {
                mention(place, true);
            }
        });
        if comments(source.text())
            .iter()
            .any(|comment| mentions(comment, respondent.as_str()))
        {
            mention("a comment", false);
        }
    }
}

/// Whose answers a file holds.
enum Holder {
    Respondent(String),
    /// It is no file of answers.
    Nobody,
    /// It is not a text that can be read.
    Unreadable,
}

fn holder(path: &Path) -> Holder {
    let Ok(source) = read(path, "") else {
        return Holder::Unreadable;
    };
    if let Ok(table) = source.text().parse::<Table>() {
        return table
            .get("respondent")
            .and_then(Value::as_str)
            .map_or(Holder::Nobody, |id| Holder::Respondent(id.to_owned()));
    }
    // Broken or half written: the first line that says whose it is decides.
    let said = source.text().lines().find_map(|line| {
        let value = line
            .trim_start()
            .strip_prefix("respondent")?
            .trim_start()
            .strip_prefix('=')?
            .trim();
        let value = value.split('#').next().unwrap_or_default().trim();
        Some(value.trim_matches(['"', '\'']).to_owned())
    });
    said.map_or(Holder::Nobody, Holder::Respondent)
}

/// The files below a folder, hidden ones too, as paths in the assessment with forward slashes. Links to folders are not followed.
fn files(root: &Path, inside: &str, depth: usize) -> Result<Vec<String>, StoreError> {
    let folder = inside
        .split('/')
        .filter(|part| !part.is_empty())
        .fold(root.to_owned(), |path, part| path.join(part));
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(StoreError::look(&folder)(error)),
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry.map_err(StoreError::look(&folder))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let name = if inside.is_empty() {
            name
        } else {
            format!("{inside}/{name}")
        };
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if !is_folder {
            found.push(name);
        } else if depth > 1
            && !(inside.is_empty() && (name == RESPONSES || name == crate::store::folder::RUBRIC))
        {
            found.extend(files(root, &name, depth - 1)?);
        }
    }
    found.sort();
    Ok(found)
}

fn is_document(name: &str) -> bool {
    name.rsplit_once('.')
        .is_some_and(|(_, ending)| DOCUMENTS.contains(&ending.to_lowercase().as_str()))
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

/// Whether a text says the id as a word of its own.
fn mentions(text: &str, id: &str) -> bool {
    let joins = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    text.match_indices(id)
        .any(|(at, _)| !text[..at].ends_with(joins) && !text[at + id.len()..].starts_with(joins))
}
