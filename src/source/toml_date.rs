//! A civil date as it was written in a file.

use std::borrow::Cow;

use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;

/// A date written bare (`2026-11-22`) or in quotation marks (`"2026-11-22"`).
///
/// Kept as text until the parser that knows the place turns it into a real
/// date, so that "30 February" is reported where it stands. (The decoder turns
/// a bare TOML date into text before it gets here.)
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct TomlDate(String);

impl TomlDate {
    /// The date, if the calendar has it.
    pub fn date(&self) -> Option<Date> {
        self.0.parse().ok()
    }

    /// The date as it was written.
    pub fn written(&self) -> &str {
        &self.0
    }
}

impl JsonSchema for TomlDate {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date" })
    }
}

/// A value that may be written as a number or as text (`6.4` or `"6.4"`), kept as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct NumberText(pub String);

impl JsonSchema for NumberText {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "NumberOrText".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["number", "string"] })
    }
}
