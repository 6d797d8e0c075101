//! One thing in a file that does not fit the shape that it should have, and its words.

use std::borrow::Cow;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Words};
use crate::source::Source;
use crate::source::shape::{Field, Shape};
use crate::text::nearest;

/// Something that does not fit.
pub(super) struct Misfit<'s> {
    /// Its bytes in the text.
    pub span: Range<usize>,
    /// The keys that lead to it.
    pub path: Vec<String>,
    /// What is wrong with it.
    pub fault: Fault<'s>,
}

/// What is wrong.
pub(super) enum Fault<'s> {
    /// A key that the format does not have.
    UnknownKey { name: String, fields: &'s [Field] },
    /// A key that the format needs, and the id of the entry that lacks it.
    MissingKey { name: &'s str, id: Option<String> },
    /// A word outside a closed list.
    NotAChoice { text: String, choices: &'s [String] },
    /// Text where a number should be, and the like.
    WrongType {
        expected: &'s Shape,
        found: &'static str,
    },
}

impl Misfit<'_> {
    /// The kind of problem it is.
    pub fn code(&self) -> Code {
        match self.fault {
            Fault::UnknownKey { .. } => Code::UnknownKey,
            Fault::MissingKey { .. } => Code::MissingKey,
            Fault::NotAChoice { .. } => Code::UnknownValue,
            Fault::WrongType { .. } => Code::WrongType,
        }
    }

    /// The problem in words.
    pub fn told(&self, source: &Source) -> Diagnostic {
        let span = self.span.clone();
        match &self.fault {
            Fault::UnknownKey { name, fields } => self.unknown_key(source, name, fields),
            Fault::MissingKey { name, id } => self.missing_key(source, name, id.as_deref()),
            Fault::NotAChoice { text, choices } => {
                let near = nearest(text, choices.iter().map(String::as_str));
                let described = described(choices);
                let help = match near {
                    Some(near) => format!("did you mean \"{near}\"?"),
                    None => format!("write {described}"),
                };
                let key = self.path.last().map_or("", String::as_str);
                let message = if source.is_private() {
                    Words::ours(format!("this is not a value that `{key}` can have"))
                } else {
                    format!(
                        "\"{}\" is not a value that `{key}` can have",
                        shortened(text)
                    )
                    .into()
                };
                Diagnostic::error(self.code(), message)
                    .at(source, span, Words::ours(format!("not {described}")))
                    .help(Words::ours(help))
            }
            Fault::WrongType { expected, found } => {
                let key = self.path.last().map_or("this file", String::as_str);
                let (found, expected) = (kind(found), expected.described());
                Diagnostic::error(
                    self.code(),
                    Words::ours(format!("`{key}` should be {expected}, but this is {found}")),
                )
                .at(
                    source,
                    first_line(source, span),
                    Words::ours(format!("this is {found}")),
                )
                .help(Words::ours(format!("write {expected}")))
            }
        }
    }

    fn unknown_key(&self, source: &Source, name: &str, fields: &[Field]) -> Diagnostic {
        let names: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
        let place = self.place();
        let help = match nearest(name, names.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!(
                "the keys that may stand {place} are {}",
                crate::text::list(&names)
            ),
        };
        Diagnostic::error(
            self.code(),
            format!("`{}` is not a key that may stand {place}", shortened(name)),
        )
        .at(source, self.span.clone(), "not known here")
        .help(Words::ours(help))
    }

    fn missing_key(&self, source: &Source, name: &str, id: Option<&str>) -> Diagnostic {
        let id = id.filter(|_| !source.is_private());
        let whose = id.map_or_else(String::new, |id| format!(" of \"{}\"", shortened(id)));
        let message = if self.path.is_empty() {
            format!("`{name}` is missing from {}", source.name())
        } else {
            format!("`{name}`{whose} is missing {}", self.place())
        };
        Diagnostic::error(self.code(), Words::ours(message))
            .at(
                source,
                first_line(source, self.span.clone()),
                "belongs here",
            )
            .help(Words::ours(format!("add a line `{name} = …`")))
    }

    /// Where it stands, in words: "in [criterion]", "at the top of the file".
    fn place(&self) -> String {
        if self.path.is_empty() {
            "at the top of the file".to_owned()
        } else {
            format!("in [{}]", self.path.join("."))
        }
    }
}

fn described(choices: &[String]) -> String {
    Shape::Choice(choices.to_vec()).described()
}

/// A type of TOML, in words.
fn kind(found: &str) -> &'static str {
    match found {
        "string" => "text in quotation marks",
        "integer" => "a whole number",
        "float" => "a number with a point",
        "boolean" => "true or false",
        "datetime" => "a date",
        "array" => "a list",
        _ => "a table",
    }
}

/// The first line of a span: a caret under forty lines helps nobody.
fn first_line(source: &Source, span: Range<usize>) -> Range<usize> {
    let end = source
        .line(span.start)
        .end
        .clamp(span.start, span.end.max(span.start));
    span.start..end
}

/// A name short enough for a sentence.
fn shortened(name: &str) -> Cow<'_, str> {
    match name.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &name[..at]).into(),
        None => name.into(),
    }
}
