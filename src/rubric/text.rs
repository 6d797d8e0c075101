//! The texts of a rubric: its main file and one for each domain.

use std::path::Path;

use crate::rubric::DomainId;
use crate::rubric::file::RubricFile;
use crate::source::{ReadError, Source, decode, read};

/// The name of a rubric's main file.
pub const MAIN_FILE: &str = "rubric.toml";

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
        let name = |file: &str| if label.is_empty() { file.to_owned() } else { format!("{label}/{file}") };
        let main = read(&folder.join(MAIN_FILE), &name(MAIN_FILE))?;
        let mut text = Self { main, domains: Vec::new(), unread: Vec::new() };
        for domain in text.domain_names() {
            let file = format!("{domain}.toml");
            match read(&folder.join(&file), &name(&file)) {
                Ok(source) => text.domains.push(source),
                Err(error) => text.unread.push((domain, error.to_string())),
            }
        }
        Ok(text)
    }

    /// The domain names of the main file that can be file names.
    fn domain_names(&self) -> Vec<String> {
        let Some(file) = decode::<RubricFile>(&self.main).value else { return Vec::new() };
        file.domains.value.into_iter().map(|name| name.value).filter(|name| DomainId::new(name.as_str()).is_ok()).collect()
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
