//! The assessments of the folder that is served: which there are, and one of them opened.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::assessment::{Assessment, northmoor};
use crate::diagnostic::Diagnostic;
use crate::source::{Kind, entries_inside};
use crate::store::{Folder, Loaded, place_before};
use crate::text::capitalised;
use crate::web::error::{AppError, ErrorKind};

/// The key of the example in addresses. No folder that is served begins with a tilde.
const EXAMPLE: &str = "~example";

/// All but the characters that an address may have as they are.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// The folder that is served: one assessment, or several side by side.
pub(crate) struct Assessments {
    root: PathBuf,
    /// The prefix of all addresses.
    base: Arc<str>,
}

/// A folder that holds an assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Its key in addresses: the folder's name.
    pub(crate) key: String,
    pub(crate) path: PathBuf,
}

impl Entry {
    fn is_assessment(&self) -> bool {
        Folder::open(&self.path).is_ok()
    }
}

pub(crate) struct OpenAssessment {
    /// Its key in addresses.
    pub(crate) key: String,
    /// The address of its first page.
    address: String,
    folder: Option<Folder>,
    pub(crate) assessment: Assessment,
    /// Warnings about its files.
    pub(crate) warnings: Vec<Diagnostic>,
}

impl Assessments {
    pub(crate) fn new(root: PathBuf, base: Arc<str>) -> Self {
        Self { root, base }
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Returns the prefix of all addresses.
    pub(crate) fn base(&self) -> &Arc<str> {
        &self.base
    }

    /// Returns whether the folder is itself an assessment.
    pub(crate) fn is_single(&self) -> bool {
        Folder::open(&self.root).is_ok()
    }

    /// Returns the folder in which assessments are side by side, so that another can be put there. `None`: nothing is
    /// around the folder that is served.
    pub(crate) fn parent(&self) -> Option<PathBuf> {
        let root = dunce::canonicalize(&self.root).ok()?;
        if self.is_single() {
            root.parent().map(Path::to_owned)
        } else {
            Some(root)
        }
    }

    /// Returns the assessments by name: those directly in the folder; or the folder itself, if it is one, with its
    /// other cycles next to it.
    ///
    /// # Errors
    /// If the folder cannot be listed.
    pub(crate) fn all(&self) -> Result<Vec<Entry>, AppError> {
        if let Some(single) = self.single() {
            return Ok(cycles(single));
        }
        let mut entries = folders(&self.root)?;
        entries.retain(Entry::is_assessment);
        entries.sort_by(|one, other| one.key.cmp(&other.key));
        Ok(entries)
    }

    /// Opens the assessment of this key. A key is only ever compared with those that are there, so no key leads
    /// elsewhere.
    ///
    /// # Errors
    /// If there is no assessment of this key, or it cannot be read.
    pub(crate) fn find(&self, key: &str) -> Result<OpenAssessment, AppError> {
        if key == EXAMPLE {
            return Ok(self.example());
        }
        // The folder that is served is known without listing what is next to it.
        let entry = match self.single().filter(|entry| entry.key == key) {
            Some(entry) => Some(entry),
            None if self.is_single() => self.all()?.into_iter().find(|entry| entry.key == key),
            // Of many folders the one is opened, and no other.
            None => folders(&self.root)?
                .into_iter()
                .find(|entry| entry.key == key)
                .filter(Entry::is_assessment),
        };
        let missing = || AppError::not_found("There is no assessment of this name here.");
        self.open(entry.ok_or_else(missing)?)
    }

    /// Opens an assessment.
    ///
    /// # Errors
    /// If it cannot be read.
    pub(crate) fn open(&self, entry: Entry) -> Result<OpenAssessment, AppError> {
        let folder = Folder::open(entry.path)?;
        let Loaded {
            assessment,
            warnings,
        } = folder.load()?;
        Ok(OpenAssessment {
            address: self.address(&entry.key, ""),
            key: entry.key,
            folder: Some(folder),
            assessment,
            warnings,
        })
    }

    /// Returns the example inside the program.
    pub(crate) fn example(&self) -> OpenAssessment {
        OpenAssessment {
            address: self.example_address(),
            key: EXAMPLE.to_owned(),
            folder: None,
            assessment: northmoor(),
            warnings: Vec::new(),
        }
    }

    /// Returns the address of a page of an assessment. The page's own parts are ids, which need no encoding.
    pub(crate) fn address(&self, key: &str, page: &str) -> String {
        joined(&format!("{}/a/{}", self.base, encoded(key)), page)
    }

    pub(crate) fn example_address(&self) -> String {
        self.address(EXAMPLE, "")
    }

    /// Returns the folder that is served, if it is itself an assessment.
    fn single(&self) -> Option<Entry> {
        if !self.is_single() {
            return None;
        }
        let name = dunce::canonicalize(&self.root)
            .ok()
            .and_then(|path| Some(path.file_name()?.to_string_lossy().into_owned()));
        Some(Entry {
            key: name.unwrap_or_else(|| "assessment".to_owned()),
            path: self.root.clone(),
        })
    }
}

/// Returns an assessment with the cycles that lead to it and from it, as far as their folders are next to it and name
/// each other. Other folders there are neither served nor opened: nobody asked for them.
fn cycles(one: Entry) -> Vec<Entry> {
    let Some(one) = Cycle::of(one) else {
        return Vec::new();
    };
    // A parent folder that cannot be listed is as good as none.
    let siblings = one
        .path
        .parent()
        .and_then(|parent| folders(parent).ok())
        .unwrap_or_default();
    let mut apart: Vec<Cycle> = siblings
        .into_iter()
        .filter_map(Cycle::of)
        .filter(|other| other.path != one.path)
        .collect();
    let mut together = vec![one];
    while let Some(next) = apart.iter().position(|one| {
        together
            .iter()
            .any(|other| one.follows(other) || other.follows(one))
    }) {
        together.push(apart.remove(next));
    }
    together.sort_by(|one, other| one.entry.key.cmp(&other.entry.key));
    together
        .into_iter()
        .map(|cycle| cycle.entry)
        .filter(Entry::is_assessment)
        .collect()
}

/// An assessment as one of several cycles.
struct Cycle {
    entry: Entry,
    /// Its canonical path, by which it is known.
    path: PathBuf,
    /// The path of the cycle before.
    before: Option<PathBuf>,
}

impl Cycle {
    fn of(entry: Entry) -> Option<Self> {
        let path = dunce::canonicalize(&entry.path).ok()?;
        let before = place_before(&path).and_then(|before| dunce::canonicalize(before).ok());
        Some(Self {
            entry,
            path,
            before,
        })
    }

    fn follows(&self, other: &Self) -> bool {
        self.before.as_ref() == Some(&other.path)
    }
}

/// Returns the folders directly in a folder, under names that can be served. The target of a link is elsewhere, so links
/// are not among them.
fn folders(root: &Path) -> Result<Vec<Entry>, AppError> {
    // Files are passed over by what the listing says of them, so that a folder full of letters costs next to nothing.
    let entries = entries_inside(root, "")
        .map_err(|error| AppError::not_found(format!("{}.", capitalised(&error.to_string()))))?;
    let folders = entries
        .into_iter()
        .filter(|entry| entry.kind == Kind::Folder)
        // A name that is not UTF-8 cannot be part of an address.
        .filter_map(|entry| entry.name.into_string().ok())
        .filter(|key| !key.starts_with(['.', '~']))
        .map(|key| Entry {
            path: root.join(&key),
            key,
        });
    Ok(folders.collect())
}

impl OpenAssessment {
    /// Returns its folder, to save in.
    ///
    /// # Errors
    /// [`ErrorKind::ReadOnly`] for the example.
    pub(crate) fn folder(&self) -> Result<&Folder, AppError> {
        Ok(self.folder.as_ref().ok_or(ErrorKind::ReadOnly)?)
    }

    /// Returns whether it is the example, which cannot be changed.
    pub(crate) fn is_example(&self) -> bool {
        self.folder.is_none()
    }

    /// Returns the address of a page of it: `at("report")`.
    pub(crate) fn at(&self, page: &str) -> String {
        joined(&self.address, page)
    }
}

/// Returns whether this is the key of the example.
pub(crate) fn is_example(key: &str) -> bool {
    key == EXAMPLE
}

fn joined(address: &str, page: &str) -> String {
    let slash = if page.is_empty() { "" } else { "/" };
    format!("{address}{slash}{page}")
}

/// Encodes a text as a part of an address.
pub(crate) fn encoded(text: &str) -> String {
    // A part that is only full stops would be taken for the folder above.
    if text.chars().all(|c| c == '.') {
        text.replace('.', "%2E")
    } else {
        utf8_percent_encode(text, PLAIN).to_string()
    }
}
