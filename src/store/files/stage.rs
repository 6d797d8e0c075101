//! What a change makes of each file, worked out before anything is written.

use std::fs;
use std::path::{Path, PathBuf};

use crate::source::{LARGEST_FILE, read_bytes};
use crate::store::StoreError;
use crate::store::disk::{self, Kind, folder_of};
use crate::store::files::Write;
use crate::store::files::name::{belongs, same_but_for_case};

/// What becomes of one file.
#[derive(Debug, Clone)]
pub struct Change {
    /// Its name from then on.
    pub name: String,
    /// The name that it has before, where that is another.
    pub from: Option<String>,
    /// What it holds before. `None`: it is not there.
    pub before: Option<Vec<u8>>,
    /// What it holds then. `None`: it is not there.
    pub after: Option<String>,
}

impl Change {
    /// The change that a write makes in this folder. `None`: it is so already.
    ///
    /// # Errors
    /// When the name is none that an assessment has, or a link or the like is in the way.
    pub fn of(root: &Path, write: &Write) -> Result<Option<Self>, StoreError> {
        let change = match write {
            Write::Put { name, text } => Self {
                name: name.clone(),
                from: None,
                before: held(root, name)?,
                after: Some(text.clone()),
            },
            Write::Remove { name } => Self {
                name: name.clone(),
                from: None,
                before: held(root, name)?,
                after: None,
            },
            Write::Move { from, to, text } => {
                match held(root, from)? {
                    Some(before) => Self {
                        name: to.clone(),
                        from: Some(from.clone()),
                        before: Some(before),
                        after: Some(text.clone()),
                    },
                    // It has the other name already.
                    None => return Self::of(root, &Write::put(to, text.as_str())),
                }
            }
        };
        if change
            .after
            .as_ref()
            .is_some_and(|text| text.len() as u64 > LARGEST_FILE)
        {
            return Err(StoreError::Unfit {
                path: root.join(&change.name),
                why: "the file would grow over the 64 MB that a file of an assessment can have"
                    .into(),
            });
        }
        let target = place(root, &change.name)?;
        let stands = change.from.as_deref().unwrap_or(&change.name);
        if change.before.is_some() {
            let there = place(root, stands)?;
            let readonly =
                fs::symlink_metadata(&there).is_ok_and(|facts| facts.permissions().readonly());
            if readonly && change.after.is_some() {
                // Whoever marked it so meant it.
                return Err(StoreError::write(&target)(
                    std::io::ErrorKind::PermissionDenied.into(),
                ));
            }
        }
        let says = change.before.as_deref() == change.after.as_ref().map(String::as_bytes);
        Ok((!says || change.from.is_some()).then_some(change))
    }
}

/// Where the file of this name is.
///
/// # Errors
/// When it is no name that an assessment has, or a folder on the way or the file itself is a link or no plain file.
pub fn place(root: &Path, name: &str) -> Result<PathBuf, StoreError> {
    let path = name
        .split('/')
        .fold(root.to_owned(), |path, part| path.join(part));
    if !belongs(name) {
        return Err(StoreError::Unfit {
            path,
            why: "an assessment has no file of this name".into(),
        });
    }
    let folder = folder_of(&path);
    let is = |path: &Path| disk::kind(path).map_err(StoreError::look(path));
    if folder != root && matches!(is(folder)?, Kind::Other | Kind::File) {
        return Err(StoreError::NotPlain {
            path: folder.to_owned(),
        });
    }
    match is(&path)? {
        Kind::Nothing | Kind::File => Ok(path),
        Kind::Folder | Kind::Other => Err(StoreError::NotPlain { path }),
    }
}

/// What the file of just this name holds, if it is there.
pub fn held(root: &Path, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
    let path = place(root, name)?;
    if stands_as(root, name)? {
        Ok(Some(read_bytes(&path)?))
    } else {
        Ok(None)
    }
}

/// Whether a file has just this name, letter by letter: on many computers a name in other letters finds it too.
pub fn stands_as(root: &Path, name: &str) -> Result<bool, StoreError> {
    Ok(namesakes(root, name)?.iter().any(|there| there == name))
}

/// The files that have this name, in whatever letters.
pub fn namesakes(root: &Path, name: &str) -> Result<Vec<String>, StoreError> {
    let (inside, folder) = match name.rsplit_once('/') {
        Some((inside, _)) => (format!("{inside}/"), root.join(inside)),
        None => (String::new(), root.to_owned()),
    };
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(StoreError::look(&folder)(error)),
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry.map_err(StoreError::look(&folder))?;
        let there = format!("{inside}{}", entry.file_name().to_string_lossy());
        if same_but_for_case(&there, name) {
            found.push(there);
        }
    }
    Ok(found)
}
