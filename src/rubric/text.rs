//! The texts of a rubric: its main file and one for each domain.

use std::path::Path;

use crate::diagnostic::{Code, Diagnostic};
use crate::rubric::DomainId;
use crate::rubric::file::RubricFile;
use crate::source::{ReadError, Source, decode, entries_inside, from_bytes, read_bytes_inside};
use crate::text::clean;

/// The name of a rubric's main file.
pub const MAIN_FILE: &str = "rubric.toml";

/// The folder of a rubric's cases: answered assessments with what should come of them.
pub const CASES: &str = "cases";

/// A rubric as it was read, before anyone knows whether it is valid.
#[derive(Debug, Clone)]
pub struct RubricText {
    /// `rubric.toml`.
    pub main: Source,
    /// The domain files that `rubric.toml` names and that could be read.
    pub domains: Vec<Source>,
    /// Domain files that could not be read: the name, and why.
    pub unread: Vec<(String, String)>,
}

impl RubricText {
    /// Reads the folder of a rubric that a person named. Names in messages begin with `label`.
    ///
    /// # Errors
    /// When `rubric.toml` cannot be read. A domain file that cannot be read is
    /// a problem of the rubric, told by [`crate::rubric::parse`].
    pub fn read(folder: &Path, label: &str) -> Result<Self, ReadError> {
        Self::read_at(folder, "", label)
    }

    /// Reads the rubric in the folder `inside` of an assessment. That folder may not be a link.
    ///
    /// # Errors
    /// As [`RubricText::read`].
    pub fn read_inside(root: &Path, inside: &str) -> Result<Self, ReadError> {
        Self::read_at(root, inside, inside)
    }

    fn read_at(root: &Path, inside: &str, label: &str) -> Result<Self, ReadError> {
        let read = |file: &str| {
            let name = below(inside, file);
            from_bytes(
                read_bytes_inside(root, &name)?,
                &root.join(&name),
                &below(label, file),
            )
        };
        Ok(Self::gathered(read(MAIN_FILE)?, read))
    }

    /// Gathers a rubric from its main file and whatever gives the domain files that it names.
    pub(crate) fn gathered(
        main: Source,
        mut find: impl FnMut(&str) -> Result<Source, ReadError>,
    ) -> Self {
        let mut text = Self {
            main,
            domains: Vec::new(),
            unread: Vec::new(),
        };
        for domain in text.domain_names() {
            match find(&format!("{domain}.toml")) {
                Ok(source) => text.domains.push(source),
                Err(error) => text.unread.push((domain, error.to_string())),
            }
        }
        text
    }

    /// Reads the cases of a rubric, `cases/*.toml`, by name; none where there is no such folder.
    /// Files that cannot be read are told of beside them.
    pub fn read_cases(folder: &Path, label: &str) -> (Vec<Source>, Vec<Diagnostic>) {
        let (mut cases, mut problems) = (Vec::new(), Vec::new());
        let unread = |error: ReadError| Diagnostic::error(Code::File, error.to_string());
        let entries = match entries_inside(folder, CASES) {
            Ok(entries) => entries,
            Err(ReadError::Missing { .. }) => return (cases, problems),
            Err(error) => return (cases, vec![unread(error)]),
        };
        for entry in entries {
            let name = entry.name.to_string_lossy();
            if !name.to_lowercase().ends_with(".toml") || name.starts_with(['.', '~']) {
                continue;
            }
            let path = Path::new(CASES).join(&entry.name);
            let label = below(label, &format!("{CASES}/{name}"));
            match read_bytes_inside(folder, &path)
                .and_then(|bytes| from_bytes(bytes, &folder.join(&path), &label))
            {
                Ok(source) => cases.push(source),
                Err(error) => problems.push(unread(error)),
            }
        }
        (cases, problems)
    }

    /// A warning for each TOML file in the folder of a rubric that its main file does not name.
    pub fn strays(&self, folder: &Path) -> Vec<Diagnostic> {
        let domains = self.domain_names();
        let names: Vec<String> = entries_inside(folder, "")
            .unwrap_or_default()
            .into_iter()
            .map(|entry| entry.name.to_string_lossy().into_owned())
            .collect();
        let stem = |name: &String| {
            name.strip_suffix(".toml")
                .filter(|_| !name.starts_with(['.', '~']))
                .map(str::to_owned)
        };
        let stray = |stem: &String| format!("{stem}.toml") != MAIN_FILE && !domains.contains(stem);
        names
            .iter()
            .filter_map(stem)
            .filter(stray)
            .map(|stem| {
                let stem = clean(&stem);
                Diagnostic::warning(
                    Code::File,
                    format!("{stem}.toml is in the folder, and `domains` does not name it, so nobody is asked its questions"),
                )
                .help(format!("add \"{stem}\" to `domains` in {MAIN_FILE}, or move the file out of the folder"))
            })
            .collect()
    }

    /// The domain names of the main file that can be file names.
    fn domain_names(&self) -> Vec<String> {
        let Some(file) = decode::<RubricFile>(&self.main).value else {
            return Vec::new();
        };
        file.domains
            .value
            .into_iter()
            .map(|name| name.value)
            .filter(|name| DomainId::new(name.as_str()).is_ok())
            .collect()
    }

    /// The domain file of this name, if it was read.
    pub fn domain(&self, name: &str) -> Option<&Source> {
        self.domains.iter().find(|source| source.stem() == name)
    }

    /// Every file of the rubric, the main one first.
    pub fn files(&self) -> impl Iterator<Item = &Source> {
        std::iter::once(&self.main).chain(&self.domains)
    }
}

/// The name of a file in a folder; the empty name is the folder at hand.
fn below(folder: &str, file: &str) -> String {
    if folder.is_empty() {
        file.to_owned()
    } else {
        format!("{folder}/{file}")
    }
}
