//! Whether what stands in a file fits the shape that it should have; what does not is taken out.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use crate::diagnostic::{Problems, Severity};
use crate::source::Source;
use crate::source::misfit::{Fault, Misfit};
use crate::source::shape::{Field, Shape};
use crate::text::plain;

/// The walk through one file.
pub(super) struct Walk<'s> {
    source: &'s Source,
    /// What does not fit. It is put into words when all is found and sorted, and only as much of it as is told.
    misfits: Vec<Misfit<'s>>,
    broken_ids: BTreeSet<String>,
}

impl<'s> Walk<'s> {
    /// A walk that has found nothing yet.
    pub fn new(source: &'s Source) -> Self {
        Self {
            source,
            misfits: Vec::new(),
            broken_ids: BTreeSet::new(),
        }
    }

    /// Adds what was found, in the order of the file, and returns the ids of the entries that were taken out.
    pub fn told(mut self, problems: &mut Problems) -> BTreeSet<String> {
        self.misfits.sort_by_key(|misfit| misfit.span.start);
        for misfit in &self.misfits {
            problems.push_with(Severity::Error, misfit.code(), self.source, || {
                misfit.told(self.source)
            });
        }
        self.broken_ids
    }

    /// Whether the value fits the shape; takes out what does not, and keeps it to be told.
    pub fn fits(
        &mut self,
        value: &mut Spanned<DeValue<'_>>,
        shape: &'s Shape,
        path: &[&str],
    ) -> bool {
        let span = value.span();
        match (shape, value.get_mut()) {
            (Shape::Text, DeValue::String(text)) => {
                read_plainly(text, false);
                true
            }
            (Shape::Date | Shape::NumberOrText, DeValue::String(text)) => {
                read_plainly(text, true);
                true
            }
            (Shape::Whole, DeValue::Integer(_)) | (Shape::YesNo, DeValue::Boolean(_)) => true,
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
                read_plainly(text, true);
                let known = choices.iter().any(|choice| choice == text.as_ref());
                if !known {
                    let text = text.to_string();
                    self.keep(span, path, Fault::NotAChoice { text, choices });
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
                self.keep(span, path, Fault::WrongType { expected, found });
                false
            }
        }
    }

    fn table_fits(
        &mut self,
        table: &mut DeTable<'_>,
        fields: &'s [Field],
        span: Range<usize>,
        path: &[&str],
    ) -> bool {
        let is_unknown = |key: &str| !fields.iter().any(|field| field.name == key);
        let unknown: Vec<(String, Range<usize>)> = table
            .keys()
            .filter(|key| is_unknown(key.get_ref()))
            .map(|key| (key.get_ref().to_string(), key.span()))
            .collect();
        for (name, span) in unknown {
            table.remove(name.as_str());
            self.keep(span, path, Fault::UnknownKey { name, fields });
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
                    let id = id_of(table).map(str::to_owned);
                    let name = &field.name;
                    self.keep(span.clone(), path, Fault::MissingKey { name, id });
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

    fn keep(&mut self, span: Range<usize>, path: &[&str], fault: Fault<'s>) {
        self.misfits.push(Misfit {
            span,
            path: path.iter().map(|&key| key.to_owned()).collect(),
            fault,
        });
    }
}

/// Reads a text as every way into the program reads it.
fn read_plainly(text: &mut Cow<'_, str>, trimmed: bool) {
    if let Cow::Owned(read) = plain(text) {
        *text = read.into();
    }
    if trimmed && text.trim().len() < text.len() {
        *text = text.trim().to_owned().into();
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
