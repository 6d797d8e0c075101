//! The rubrics that are compiled into the program.

use crate::rubric::{Rubric, RubricText, parse};
use crate::source::Source;

/// A rubric inside the program: its id and the text of its files.
#[derive(Debug, Clone, Copy)]
pub struct Builtin {
    /// The rubric's id.
    pub id: &'static str,
    /// File names and texts, `rubric.toml` first.
    pub files: &'static [(&'static str, &'static str)],
}

macro_rules! builtin {
    ($id:literal: $($file:literal),*) => {
        Builtin { id: $id, files: &[$(($file, include_str!(concat!("../../rubric/", $id, "/", $file)))),*] }
    };
}

const BUILTINS: &[Builtin] = &[
    builtin!("strong-trust": "rubric.toml", "governance.toml", "education.toml", "workforce.toml", "operations.toml", "civic.toml"),
    builtin!("joining-a-trust": "rubric.toml", "belonging.toml", "learning.toml", "running.toml", "answering.toml"),
    builtin!(
        "trust-based-system": "rubric.toml", "children.toml", "improvement.toml", "resilience.toml", "collaboration.toml",
        "growth.toml", "solidarity.toml", "anchoring.toml", "system.toml"
    ),
];

/// Every rubric inside the program.
pub fn builtins() -> &'static [Builtin] {
    BUILTINS
}

impl Builtin {
    /// The built-in rubric of this id.
    pub fn find(id: &str) -> Option<&'static Self> {
        BUILTINS.iter().find(|builtin| builtin.id == id)
    }

    /// Its texts.
    pub fn text(&self) -> RubricText {
        let source =
            |(name, text): &(&str, &str)| Source::new(format!("{}/{name}", self.id), *text);
        let mut files = self.files.iter().map(source);
        let main = files
            .next()
            .expect("a built-in rubric has its main file first");
        RubricText {
            main,
            domains: files.collect(),
            unread: Vec::new(),
        }
    }

    /// The rubric itself.
    ///
    /// # Panics
    /// Never: a test parses every built-in rubric.
    pub fn rubric(&self) -> Rubric {
        parse(&self.text()).expect("the built-in rubrics are valid, and a test parses them")
    }
}
