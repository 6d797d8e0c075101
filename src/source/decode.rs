//! Text → the raw type of a file, with every problem of syntax and shape at once.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer};
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue, ValueDeserializer};

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Source;
use crate::source::shape::{Field, Shape};
use crate::text::nearest;

/// More problems of one file than this are counted, not told: nobody mends a hundred at a sitting.
const MOST_SYNTAX_ERRORS: usize = 20;

/// A value and where in the text it stands (a range of bytes).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Its bytes in the text.
    pub span: Range<usize>,
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for At<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = Spanned::<T>::deserialize(deserializer)?;
        let span = spanned.span();
        Ok(Self {
            value: spanned.into_inner(),
            span,
        })
    }
}

impl<T: JsonSchema> JsonSchema for At<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

/// What came of reading one file.
#[derive(Debug)]
pub struct Decoded<T> {
    /// The file as its raw type, without the parts that do not fit. `None` when nothing can be made of it.
    pub value: Option<T>,
    /// Every problem of syntax and shape.
    pub problems: Vec<Diagnostic>,
    /// The `id` of each entry that was taken out, so that no one complains of a name that is there.
    pub broken_ids: BTreeSet<String>,
}

/// Reads a source as the raw type `T`, whose schema says what keys there are.
pub fn decode<T: DeserializeOwned + JsonSchema>(source: &Source) -> Decoded<T> {
    let (table, errors) = DeTable::parse_recoverable(source.text());
    if !errors.is_empty() {
        return Decoded {
            value: None,
            problems: syntax_problems(source, &errors),
            broken_ids: BTreeSet::new(),
        };
    }
    let span = table.span();
    let mut root = Spanned::new(span, DeValue::Table(table.into_inner()));
    let mut walk = Walk {
        source,
        problems: Vec::new(),
        broken_ids: BTreeSet::new(),
    };
    let usable = walk.fits(&mut root, &Shape::of::<T>(), &[]);
    let Walk {
        mut problems,
        broken_ids,
        ..
    } = walk;
    problems.sort_by_key(Diagnostic::offset);
    let value = if usable {
        T::deserialize(ValueDeserializer::from(root))
            .map_err(|error| problems.push(one_syntax_problem(source, &error)))
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

fn syntax_problems(source: &Source, errors: &[toml::de::Error]) -> Vec<Diagnostic> {
    let mut problems: Vec<Diagnostic> = errors
        .iter()
        .take(MOST_SYNTAX_ERRORS)
        .map(|error| one_syntax_problem(source, error))
        .collect();
    if errors.len() > MOST_SYNTAX_ERRORS {
        let more = errors.len() - MOST_SYNTAX_ERRORS;
        problems.push(Diagnostic::error(
            Code::Syntax,
            format!("{more} more problems of this kind in {}", source.name()),
        ));
    }
    problems
}

fn one_syntax_problem(source: &Source, error: &toml::de::Error) -> Diagnostic {
    let span = error.span().unwrap_or(0..0);
    let said = error.message().lines().next().unwrap_or_default();
    let help = if said.contains("duplicate key") {
        "each key may stand once in a table: keep one of the two"
    } else if said.contains("recursion limit") {
        "this is nested deeper than any file of strong-trust: remove the extra brackets or dots"
    } else if source
        .text()
        .get(span.clone())
        .is_some_and(|text| text.starts_with(['“', '”', '‘', '’']))
    {
        "use plain quotation marks (\") and not curly ones, which some programs put in by themselves"
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

struct Walk<'s> {
    source: &'s Source,
    problems: Vec<Diagnostic>,
    broken_ids: BTreeSet<String>,
}

impl Walk<'_> {
    /// Whether the value fits the shape; takes out what does not, and reports it.
    fn fits(&mut self, value: &mut Spanned<DeValue<'_>>, shape: &Shape, path: &[&str]) -> bool {
        let span = value.span();
        match (shape, value.get_mut()) {
            (Shape::Text | Shape::Date | Shape::NumberOrText, DeValue::String(_))
            | (Shape::Whole, DeValue::Integer(_))
            | (Shape::YesNo, DeValue::Boolean(_)) => true,
            (Shape::Date, written) if written.is_datetime() => {
                let text = written
                    .as_datetime()
                    .map(ToString::to_string)
                    .unwrap_or_default();
                *written = DeValue::String(text.into());
                true
            }
            (Shape::NumberOrText, written) if written.is_integer() || written.is_float() => {
                let text = self.source.text().get(span).unwrap_or_default().to_owned();
                *written = DeValue::String(text.into());
                true
            }
            (Shape::Choice(choices), DeValue::String(text)) => {
                let known = choices.iter().any(|choice| choice == text.as_ref());
                if !known {
                    let text = text.to_string();
                    self.not_a_choice(&text, choices, span, path);
                }
                known
            }
            (Shape::List(inner), DeValue::Array(items)) => {
                // A broken entry is taken out, and the list as such goes on.
                let mut kept = DeArray::new();
                for mut item in std::mem::replace(items, DeArray::new()) {
                    if self.fits(&mut item, inner, path) {
                        kept.push(item);
                    }
                }
                *items = kept;
                true
            }
            (Shape::Map(inner), DeValue::Table(table)) => {
                let mut broken = Vec::new();
                for (key, item) in table.iter_mut() {
                    let name = key.get_ref().to_string();
                    if !self.fits(item, inner, &[path, &[name.as_str()]].concat()) {
                        broken.push(key.clone());
                    }
                }
                for key in broken {
                    table.remove(&key);
                }
                true
            }
            (Shape::Table(fields), DeValue::Table(table)) => {
                self.table_fits(table, fields, span, path)
            }
            (expected, found) => {
                let found = found.type_str();
                self.wrong_type(expected, found, span, path);
                false
            }
        }
    }

    fn table_fits(
        &mut self,
        table: &mut DeTable<'_>,
        fields: &[Field],
        span: Range<usize>,
        path: &[&str],
    ) -> bool {
        let is_unknown = |key: &str| !fields.iter().any(|field| field.name == key);
        if table.keys().any(|key| is_unknown(key.get_ref())) {
            self.report_unknown(table, fields, path);
            let unknown: Vec<String> = table
                .keys()
                .map(|key| key.get_ref().to_string())
                .filter(|key| is_unknown(key))
                .collect();
            for key in unknown {
                table.remove(key.as_str());
            }
        }
        let mut usable = true;
        for field in fields {
            match table.get_mut(field.name.as_str()).map(|value| {
                self.fits(
                    value,
                    &field.shape,
                    &[path, &[field.name.as_str()]].concat(),
                )
            }) {
                Some(false) => {
                    table.remove(field.name.as_str());
                    // An entry that is partly wrong would be judged twice; a file goes on without what is wrong in it.
                    usable &= path.is_empty() && (!field.required || stand_in(table, field));
                }
                None if field.required => {
                    self.missing(&field.name, id_of(table), span.clone(), path);
                    usable &= stand_in(table, field);
                }
                Some(true) | None => {}
            }
        }
        if !usable && let Some(id) = id_of(table) {
            self.broken_ids.insert(id.to_owned());
        }
        usable
    }

    fn report_unknown(&mut self, table: &DeTable<'_>, fields: &[Field], path: &[&str]) {
        let names: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
        for key in table
            .keys()
            .filter(|key| !names.contains(&key.get_ref().as_ref()))
        {
            let name = key.get_ref().as_ref();
            let help = match nearest(name, names.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!(
                    "the keys that may stand {} are {}",
                    place_of(path),
                    crate::text::list(&names)
                ),
            };
            self.problems.push(
                Diagnostic::error(
                    Code::UnknownKey,
                    format!(
                        "`{}` is not a key that may stand {}",
                        shortened(name),
                        place_of(path)
                    ),
                )
                .at(self.source, key.span(), "not known here")
                .help(help),
            );
        }
    }

    fn missing(&mut self, name: &str, id: Option<&str>, span: Range<usize>, path: &[&str]) {
        let whose = id.map_or_else(String::new, |id| format!(" of \"{}\"", shortened(id)));
        let message = if path.is_empty() {
            format!("`{name}` is missing from {}", self.source.name())
        } else {
            format!("`{name}`{whose} is missing {}", place_of(path))
        };
        self.problems.push(
            Diagnostic::error(Code::MissingKey, message)
                .at(
                    self.source,
                    first_line(self.source.text(), span),
                    "belongs here",
                )
                .help(format!("add a line `{name} = …`")),
        );
    }

    fn not_a_choice(&mut self, text: &str, choices: &[String], span: Range<usize>, path: &[&str]) {
        let near = nearest(text, choices.iter().map(String::as_str));
        let key = path.last().copied().unwrap_or_default();
        let help = match near {
            Some(near) => format!("did you mean \"{near}\"?"),
            None => format!("write {}", Shape::Choice(choices.to_vec()).described()),
        };
        self.problems.push(
            Diagnostic::error(
                Code::UnknownValue,
                format!(
                    "\"{}\" is not a value that `{key}` can have",
                    shortened(text)
                ),
            )
            .at(
                self.source,
                span,
                format!("not {}", Shape::Choice(choices.to_vec()).described()),
            )
            .help(help),
        );
    }

    fn wrong_type(&mut self, expected: &Shape, found: &str, span: Range<usize>, path: &[&str]) {
        let key = path.last().copied().unwrap_or("this file");
        let found = match found {
            "string" => "text in quotation marks",
            "integer" => "a whole number",
            "float" => "a number with a point",
            "boolean" => "true or false",
            "datetime" => "a date",
            "array" => "a list",
            _ => "a table",
        };
        self.problems.push(
            Diagnostic::error(
                Code::WrongType,
                format!(
                    "`{key}` should be {}, but this is {found}",
                    expected.described()
                ),
            )
            .at(
                self.source,
                first_line(self.source.text(), span),
                format!("this is {found}"),
            )
            .help(format!("write {}", expected.described())),
        );
    }
}

/// Free texts that nothing else is read from. Where one is missing, an empty one
/// stands in for it, so that what else is wrong is told at once too.
const FREE_TEXTS: [&str; 12] = [
    "title",
    "label",
    "question",
    "statement",
    "summary",
    "trust",
    "cycle",
    "reason",
    "moderator",
    "what",
    "period",
    "meaning",
];

/// Puts an empty text in place of a free text that is missing; whether that could be done.
fn stand_in(table: &mut DeTable<'_>, field: &Field) -> bool {
    let free = field.shape == Shape::Text && FREE_TEXTS.contains(&field.name.as_str());
    if free {
        table.insert(
            Spanned::new(0..0, field.name.clone().into()),
            Spanned::new(0..0, DeValue::String("".into())),
        );
    }
    free
}

fn id_of<'t>(table: &'t DeTable<'_>) -> Option<&'t str> {
    ["id", "criterion", "respondent"]
        .iter()
        .find_map(|name| table.get(*name)?.get_ref().as_str())
}

/// Where a key stands, in words: "in a [[criterion]]", "at the top of the file".
fn place_of(path: &[&str]) -> String {
    match path {
        [] => "at the top of the file".into(),
        path => format!("in [{}]", path.join(".")),
    }
}

/// The first line of a span: a caret under forty lines helps nobody.
fn first_line(text: &str, span: Range<usize>) -> Range<usize> {
    let length = text
        .get(span.clone())
        .and_then(|text| text.find('\n'))
        .unwrap_or(span.len());
    span.start..span.start + length
}

/// A name short enough for a sentence.
fn shortened(name: &str) -> Cow<'_, str> {
    match name.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &name[..at]).into(),
        None => name.into(),
    }
}
