//! The texts of a rubric: its main file and one for each domain.

use std::fs;
use std::path::Path;

use crate::diagnostic::{Code, Diagnostic};
use crate::rubric::DomainId;
use crate::rubric::file::RubricFile;
use crate::source::{ReadError, Source, decode, read};
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
    /// Reads the folder of a rubric. Names in messages begin with `label`.
    ///
    /// # Errors
    /// When `rubric.toml` cannot be read. A domain file that cannot be read is
    /// a problem of the rubric, told by [`crate::rubric::parse`].
    pub fn read(folder: &Path, label: &str) -> Result<Self, ReadError> {
        let name = |file: &str| {
            if label.is_empty() {
                file.to_owned()
            } else {
                format!("{label}/{file}")
            }
        };
        let main = read(&folder.join(MAIN_FILE), &name(MAIN_FILE))?;
        let mut text = Self {
            main,
            domains: Vec::new(),
            unread: Vec::new(),
        };
        for domain in text.domain_names() {
            let file = format!("{domain}.toml");
            match read(&folder.join(&file), &name(&file)) {
                Ok(source) => text.domains.push(source),
                Err(error) => text.unread.push((domain, error.to_string())),
            }
        }
        Ok(text)
    }

    /// Reads the cases of a rubric, `cases/*.toml`, by name; none where there is no such folder.
    /// Files that cannot be read are told of beside them.
    pub fn read_cases(folder: &Path, label: &str) -> (Vec<Source>, Vec<Diagnostic>) {
        let (mut cases, mut problems) = (Vec::new(), Vec::new());
        let unread = |words: String| Diagnostic::error(Code::File, words);
        let entries = match fs::read_dir(folder.join(CASES)) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return (cases, problems),
            Err(error) => {
                return (
                    cases,
                    vec![unread(format!(
                        "the folder {CASES} of the rubric could not be looked into: {error}"
                    ))],
                );
            }
        };
        let mut names: Vec<String> = entries
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        names
            .retain(|name| name.to_lowercase().ends_with(".toml") && !name.starts_with(['.', '~']));
        names.sort();
        for name in names {
            let label = if label.is_empty() {
                format!("{CASES}/{name}")
            } else {
                format!("{label}/{CASES}/{name}")
            };
            match read(&folder.join(CASES).join(&name), &label) {
                Ok(source) => cases.push(source),
                Err(error) => problems.push(unread(error.to_string())),
            }
        }
        (cases, problems)
    }

    /// A warning for each TOML file in the folder of a rubric that its main file does not name.
    pub fn strays(&self, folder: &Path) -> Vec<Diagnostic> {
        let domains = self.domain_names();
        let Ok(entries) = fs::read_dir(folder) else {
            return Vec::new();
        };
        let mut names: Vec<String> = entries
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
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
