//! Every file below a folder, whatever its name, however deep; and what could not be looked into, with the reason.

use std::path::Path;

use toml::{Table, Value};

use crate::source::{Entry, Kind, ReadError, entries_inside, read_inside};
use crate::store::StoreError;
use crate::store::layout::SETUP;
use crate::store::trace::finding::{Unread, Why};

/// How deep folders are looked into.
const DEPTH: usize = 32;

/// How many files are looked through.
const MOST_FILES: usize = 20_000;

/// Folders in which a version control program keeps earlier states, packed.
const HISTORIES: [&str; 4] = [".git", ".hg", ".svn", ".bzr"];

/// What was found below a folder.
#[derive(Debug, Default)]
pub(super) struct Walk {
    /// The ordinary files, by name.
    pub(super) files: Vec<Seen>,
    /// What was not looked into: links, devices, folders too deep or too full.
    pub(super) unread: Vec<Unread>,
}

/// A file that was found.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Seen {
    /// Its path in the assessment, with forward slashes.
    pub(super) name: String,
    /// Whether it belongs to another assessment, which stands somewhere below this one.
    pub(super) apart: bool,
}

/// A folder that is still to be looked into.
struct Waiting {
    name: String,
    depth: usize,
    apart: bool,
}

/// Looks through the folder `inside` of an assessment, hidden files too. Nothing but folders is gone into. A folder that
/// is not there holds nothing.
///
/// # Errors
/// When `inside` itself cannot be looked into. A folder below it that cannot be is told of in [`Walk::unread`].
pub(super) fn walk(root: &Path, inside: &str) -> Result<Walk, StoreError> {
    let mut walk = Walk::default();
    let own = Identity::of(root, SETUP);
    let mut waiting = vec![Waiting {
        name: inside.to_owned(),
        depth: 1,
        apart: false,
    }];
    while let Some(folder) = waiting.pop() {
        let entries = match entries_inside(root, &folder.name) {
            Ok(entries) => entries,
            Err(ReadError::Missing { .. }) => continue,
            Err(error) if folder.name == inside => return Err(error.into()),
            Err(error) => {
                walk.leave(folder.name, Why::of(&error));
                continue;
            }
        };
        let apart = folder.apart
            || folder.name != inside
                && holds_setup(&entries)
                && !Identity::same(own.as_ref(), root, &below(&folder.name, SETUP));
        for entry in entries {
            let name = below(&folder.name, &entry.name.to_string_lossy());
            match (entry.kind, entry.name.to_str()) {
                (_, None) => walk.leave(name, Why::Name),
                (Kind::Link, Some(_)) => walk.leave(name, Why::Link),
                (Kind::Other, Some(_)) => walk.leave(name, Why::NotAFile),
                (Kind::Folder, Some(own)) if HISTORIES.contains(&own) => {
                    walk.leave(name, Why::History);
                }
                (Kind::Folder, Some(_)) if folder.depth == DEPTH => walk.leave(name, Why::TooDeep),
                (Kind::Folder, Some(_)) => waiting.push(Waiting {
                    name,
                    depth: folder.depth + 1,
                    apart,
                }),
                (Kind::File, Some(_)) if walk.files.len() == MOST_FILES => {
                    let shown = if folder.name.is_empty() {
                        ".".to_owned()
                    } else {
                        folder.name.clone()
                    };
                    walk.leave(shown, Why::TooMany);
                    break;
                }
                (Kind::File, Some(_)) => walk.files.push(Seen { name, apart }),
            }
        }
    }
    walk.files.sort();
    walk.unread.sort();
    Ok(walk)
}

impl Walk {
    fn leave(&mut self, file: String, why: Why) {
        self.unread.push(Unread { file, why });
    }
}

fn below(folder: &str, name: &str) -> String {
    if folder.is_empty() {
        name.to_owned()
    } else {
        format!("{folder}/{name}")
    }
}

fn holds_setup(entries: &[Entry]) -> bool {
    entries
        .iter()
        .any(|entry| entry.kind == Kind::File && entry.name.eq_ignore_ascii_case(SETUP))
}

/// What tells one assessment from another: a copy of a folder has the same.
#[derive(PartialEq, Eq)]
struct Identity {
    trust: String,
    cycle: String,
}

impl Identity {
    fn of(root: &Path, name: &str) -> Option<Self> {
        let setup: Table = read_inside(root, name).ok()?.text().parse().ok()?;
        let text = |key| {
            setup
                .get(key)
                .and_then(Value::as_str)
                .map(|text| text.trim().to_owned())
        };
        Some(Self {
            trust: text("trust")?,
            cycle: text("cycle")?,
        })
    }

    /// Whether another folder is a copy of this one. What cannot be told is none.
    fn same(own: Option<&Self>, root: &Path, name: &str) -> bool {
        own.is_some() && Self::of(root, name).as_ref() == own
    }
}
