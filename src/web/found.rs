//! The assessments of the folder that is served: which there are, and one of them opened.

use std::path::{Path, PathBuf};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::assessment::{Assessment, northmoor};
use crate::diagnostic::Diagnostic;
use crate::source::{Kind, entries_inside};
use crate::store::{Folder, Loaded, place_before};
use crate::text::capitalised;
use crate::web::house::House;
use crate::web::trouble::Trouble;

/// The name by which addresses call the example. No folder that is found begins with a tilde.
const EXAMPLE: &str = "~example";

/// All but what may stand in an address as it is.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// A folder that holds an assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The name by which addresses call it: the folder's own.
    pub key: String,
    /// Where it is.
    pub path: PathBuf,
}

impl Found {
    fn is_assessment(&self) -> bool {
        Folder::open(&self.path).is_ok()
    }

    /// The assessment in it, read.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn opened(self, house: &House) -> Result<Opened, Trouble> {
        let folder = Folder::open(self.path)?;
        let Loaded {
            assessment,
            warnings,
        } = folder.load()?;
        Ok(Opened {
            address: address(house, &self.key, ""),
            key: self.key,
            folder: Some(folder),
            assessment,
            warnings,
        })
    }
}

/// The assessments that are served, by name: those that stand directly in the folder; or the folder itself, if it is
/// one, with its other cycles that stand beside it.
///
/// # Errors
/// When the folder cannot be looked into.
pub fn assessments(house: &House) -> Result<Vec<Found>, Trouble> {
    match alone(house) {
        None => within(house.root()),
        Some(one) => Ok(cycles(one)),
    }
}

/// Where assessments stand side by side, and another cycle can be put. Nothing: there is nothing around the folder.
pub fn place(house: &House) -> Option<PathBuf> {
    let root = dunce::canonicalize(house.root()).ok()?;
    if is_one(house) {
        root.parent().map(Path::to_owned)
    } else {
        Some(root)
    }
}

/// The folder that is served, if it is itself an assessment.
fn alone(house: &House) -> Option<Found> {
    if !is_one(house) {
        return None;
    }
    let name = dunce::canonicalize(house.root())
        .ok()
        .and_then(|path| Some(path.file_name()?.to_string_lossy().into_owned()));
    Some(Found {
        key: name.unwrap_or_else(|| "assessment".to_owned()),
        path: house.root().to_owned(),
    })
}

/// An assessment with the cycles that lead to it and from it, as far as they stand beside it and name each other.
/// What else stands there is neither served nor opened: nobody asked for it.
fn cycles(one: Found) -> Vec<Found> {
    let Some(one) = Cycle::of(one) else {
        return Vec::new();
    };
    // A folder around it that cannot be looked into is as good as none.
    let beside = one
        .path
        .parent()
        .and_then(|around| folders(around).ok())
        .unwrap_or_default();
    let mut apart: Vec<Cycle> = beside
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
    together.sort_by(|one, other| one.found.key.cmp(&other.found.key));
    together
        .into_iter()
        .map(|cycle| cycle.found)
        .filter(Found::is_assessment)
        .collect()
}

/// An assessment as one of several cycles.
struct Cycle {
    found: Found,
    /// Its own place, by which it is known.
    path: PathBuf,
    /// The place of the cycle before.
    before: Option<PathBuf>,
}

impl Cycle {
    fn of(found: Found) -> Option<Self> {
        let path = dunce::canonicalize(&found.path).ok()?;
        let before = place_before(&path).and_then(|before| dunce::canonicalize(before).ok());
        Some(Self {
            found,
            path,
            before,
        })
    }

    fn follows(&self, other: &Self) -> bool {
        self.before.as_ref() == Some(&other.path)
    }
}

/// The assessments that stand directly in a folder, by name.
fn within(root: &Path) -> Result<Vec<Found>, Trouble> {
    let mut found = folders(root)?;
    found.retain(Found::is_assessment);
    found.sort_by(|one, other| one.key.cmp(&other.key));
    Ok(found)
}

/// The folders that stand directly in a folder, under names that can be served. What a link leads to stands elsewhere,
/// and is not among them.
fn folders(root: &Path) -> Result<Vec<Found>, Trouble> {
    // Files are passed over by what the listing says of them, so that a folder full of letters costs next to nothing.
    let entries = entries_inside(root, "")
        .map_err(|error| Trouble::Gone(format!("{}.", capitalised(&error.to_string()))))?;
    let found = entries
        .into_iter()
        .filter(|entry| entry.kind == Kind::Folder)
        // A name that is no text cannot stand in an address.
        .filter_map(|entry| entry.name.into_string().ok())
        .filter(|key| !key.starts_with(['.', '~']))
        .map(|key| Found {
            path: root.join(&key),
            key,
        });
    Ok(found.collect())
}

/// Whether the folder that is served is itself an assessment.
pub fn is_one(house: &House) -> bool {
    Folder::open(house.root()).is_ok()
}

/// An assessment, read.
pub struct Opened {
    /// The name by which addresses call it.
    pub key: String,
    /// The address of its first page.
    address: String,
    folder: Option<Folder>,
    /// What is in it.
    pub assessment: Assessment,
    /// Warnings about its files.
    pub warnings: Vec<Diagnostic>,
}

impl Opened {
    /// The assessment of this name. A name is only ever compared with those that are there, so no name leads elsewhere.
    ///
    /// # Errors
    /// When there is none of this name, or it cannot be read.
    pub fn find(house: &House, key: &str) -> Result<Self, Trouble> {
        if key == EXAMPLE {
            return Ok(Self::example(house));
        }
        // The folder that is served is at hand without looking at what stands beside it.
        let found = match alone(house).filter(|found| found.key == key) {
            Some(found) => Some(found),
            None if is_one(house) => assessments(house)?
                .into_iter()
                .find(|found| found.key == key),
            // Of many folders the one is opened, and no other.
            None => folders(house.root())?
                .into_iter()
                .find(|found| found.key == key)
                .filter(Found::is_assessment),
        };
        found
            .ok_or_else(|| Trouble::Gone("There is no assessment of this name here.".to_owned()))?
            .opened(house)
    }

    /// The example inside the program.
    pub fn example(house: &House) -> Self {
        Self {
            address: example_address(house),
            key: EXAMPLE.to_owned(),
            folder: None,
            assessment: northmoor(),
            warnings: Vec::new(),
        }
    }

    /// Its folder, to save in.
    ///
    /// # Errors
    /// [`Trouble::ReadOnly`] for the example.
    pub fn folder(&self) -> Result<&Folder, Trouble> {
        self.folder.as_ref().ok_or(Trouble::ReadOnly)
    }

    /// Whether things can be changed in it.
    pub fn is_example(&self) -> bool {
        self.folder.is_none()
    }

    /// The address of a page of it: `at("report")`.
    pub fn at(&self, page: &str) -> String {
        joined(&self.address, page)
    }
}

/// The address of a page of an assessment. The page's own parts are ids, which need no care.
pub fn address(house: &House, key: &str, page: &str) -> String {
    joined(&format!("{}/a/{}", house.base(), encoded(key)), page)
}

fn joined(address: &str, page: &str) -> String {
    let slash = if page.is_empty() { "" } else { "/" };
    format!("{address}{slash}{page}")
}

/// A text as a part of an address.
pub fn encoded(text: &str) -> String {
    // A part that is only full stops would be taken for the folder above.
    if text.chars().all(|c| c == '.') {
        text.replace('.', "%2E")
    } else {
        utf8_percent_encode(text, PLAIN).to_string()
    }
}

/// Whether this is the name of the example.
pub fn is_example(key: &str) -> bool {
    key == EXAMPLE
}

/// The address of the example.
pub fn example_address(house: &House) -> String {
    address(house, EXAMPLE, "")
}
