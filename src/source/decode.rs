//! Text → the raw type of a file, with every problem of syntax and shape at once.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use crate::diagnostic::{Code, Diagnostic, Problems, Severity};
use crate::source::Source;
use crate::source::fits::Walk;
use crate::source::shape::Shape;
use crate::text::{is_unseen, plain};

/// What came of reading one file.
#[derive(Debug)]
pub struct Decoded<T> {
    /// The file as its raw type, without the parts that do not fit. `None` when nothing can be made of it.
    pub value: Option<T>,
    /// Every problem of syntax and shape.
    pub problems: Problems,
    /// The `id` of each entry that was taken out, so that no one complains of a name that is there.
    pub broken_ids: BTreeSet<String>,
}

impl<T> Decoded<T> {
    /// A file of which nothing can be made.
    fn nothing(problems: Problems) -> Self {
        Self {
            value: None,
            problems,
            broken_ids: BTreeSet::new(),
        }
    }
}

/// Reads a source as the raw type `T`, whose schema says what keys there are.
///
/// A file without a word is a problem, and never a file that says nothing. Texts are read as [`plain`] reads them.
pub fn decode<T: DeserializeOwned + JsonSchema>(source: &Source) -> Decoded<T> {
    let mut problems = Problems::default();
    if let Some(problem) = emptiness(source) {
        problems.push(problem);
        return Decoded::nothing(problems);
    }
    let (table, errors) = DeTable::parse_recoverable(source.text());
    if !errors.is_empty() {
        for error in &errors {
            problems.push_with(Severity::Error, Code::Syntax, source, || {
                syntax_problem(source, error)
            });
        }
        return Decoded::nothing(problems);
    }
    let span = table.span();
    let mut root = Spanned::new(span, DeValue::Table(table.into_inner()));
    let shape = Shape::of::<T>();
    let mut walk = Walk::new(source);
    let usable = walk.fits(&mut root, &shape, &[]);
    let broken_ids = walk.told(&mut problems);
    let value = if usable {
        T::deserialize(ValueDeserializer::from(root))
            .map_err(|error| problems.push(syntax_problem(source, &error)))
            .ok()
    } else {
        None
    };
    Decoded {
        value,
        problems,
        broken_ids,
    }
}

/// The problem of a file without a word in it. Such a file never says "none".
pub fn emptiness(source: &Source) -> Option<Diagnostic> {
    let empty = plain(source.text()).trim().is_empty();
    empty.then(|| empty_file(source))
}

fn empty_file(source: &Source) -> Diagnostic {
    Diagnostic::error(
        Code::Empty,
        "the file is empty, which a shared drive leaves when it stops half-way",
    )
    .at(source, 0..0, "nothing stands here")
    .help("bring back an earlier version of it, which most drives keep; if nothing ever stood in it, take the file away")
}

fn syntax_problem(source: &Source, error: &toml::de::Error) -> Diagnostic {
    let span = error.span().unwrap_or(0..0);
    let said = error.message().lines().next().unwrap_or_default();
    let there = source.text().get(span.start..).unwrap_or_default();
    let before = source.text().get(..span.start).unwrap_or_default();
    let unseen = there.starts_with(is_unseen) || before.ends_with(is_unseen);
    let help = if said.contains("duplicate key") {
        "each key may stand once in a table: keep one of the two"
    } else if said.contains("recursion limit") {
        "this is nested deeper than any file of strong-trust: remove the extra brackets or dots"
    } else if there.starts_with(['“', '”', '‘', '’']) {
        "use plain quotation marks (\") and not curly ones, which some programs put in by themselves"
    } else if unseen {
        "a character that nobody sees stands here, which some programs put in by themselves: type the line anew"
    } else {
        "each line is `key = value`, text stands in quotation marks (\"…\"), and a list in square brackets"
    };
    Diagnostic::error(
        Code::Syntax,
        format!("this is not TOML that can be read: {said}"),
    )
    .at(source, span, "here")
    .help(help)
}
