//! The shape that a file should have, read off the JSON Schema of its type.
//!
//! serde stops at the first thing that is wrong. A person wants to see all of
//! it, so each file is first walked against its schema; what does not fit is
//! reported and taken out, and serde then reads what is left.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;

/// What may stand at one place of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shape {
    Text,
    Choice(Vec<String>),
    Date,
    Whole,
    NumberOrText,
    YesNo,
    List(Box<Shape>),
    Map(Box<Shape>),
    Table(Vec<Field>),
}

/// One key of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Field {
    pub name: String,
    pub shape: Shape,
    pub required: bool,
}

impl Shape {
    /// The shape of a type's files.
    pub fn of<T: JsonSchema>() -> Self {
        let settings =
            SchemaSettings::draft2020_12().with(|settings| settings.inline_subschemas = true);
        Self::from_schema(
            settings
                .into_generator()
                .into_root_schema_for::<T>()
                .as_value(),
        )
    }

    fn from_schema(schema: &Value) -> Self {
        if let Some(choices) = choices(schema) {
            return Self::Choice(choices);
        }
        if let Some(some) = schema.get("anyOf").and_then(Value::as_array) {
            let real = some.iter().find(|option| option["type"] != "null");
            return Self::from_schema(real.expect("an option has a type beside null"));
        }
        if schema["format"] == "date" {
            return Self::Date;
        }
        match types(schema).as_slice() {
            ["string"] => Self::Text,
            ["integer"] => Self::Whole,
            ["boolean"] => Self::YesNo,
            ["number", "string"] => Self::NumberOrText,
            ["array"] => Self::List(Box::new(Self::from_schema(&schema["items"]))),
            ["object"] => Self::from_object(schema),
            other => {
                unreachable!("the types of the files use no such schema: {other:?} in {schema}")
            }
        }
    }

    fn from_object(schema: &Value) -> Self {
        let Some(properties) = schema["properties"].as_object() else {
            return Self::Map(Box::new(Self::from_schema(&schema["additionalProperties"])));
        };
        let required = |name: &str| {
            schema["required"]
                .as_array()
                .is_some_and(|names| names.iter().any(|n| n == name))
        };
        Self::Table(
            properties
                .iter()
                .map(|(name, schema)| Field {
                    name: name.clone(),
                    shape: Self::from_schema(schema),
                    required: required(name),
                })
                .collect(),
        )
    }

    /// What belongs here, for a sentence: "a whole number".
    pub fn described(&self) -> String {
        match self {
            Self::Text => "text in quotation marks".into(),
            Self::Choice(choices) => format!("one of {}", quoted(choices)),
            Self::Date => "a date such as 2026-11-22".into(),
            Self::Whole => "a whole number, without quotation marks".into(),
            Self::NumberOrText => "a number, or text in quotation marks".into(),
            Self::YesNo => "true or false, without quotation marks".into(),
            Self::List(inner) => match inner.as_ref() {
                Self::Table(_) => "a list of tables".into(),
                other => format!(
                    "a list in square brackets, each entry {}",
                    other.described()
                ),
            },
            Self::Map(_) | Self::Table(_) => "a table".into(),
        }
    }
}

fn quoted(choices: &[String]) -> String {
    let quoted: Vec<String> = choices
        .iter()
        .map(|choice| format!("\"{choice}\""))
        .collect();
    crate::text::choice(&quoted)
}

fn choices(schema: &Value) -> Option<Vec<String>> {
    let texts = |values: Vec<&Value>| -> Option<Vec<String>> {
        let texts: Vec<String> = values
            .into_iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect();
        (!texts.is_empty()).then_some(texts)
    };
    if let Some(values) = schema.get("enum").and_then(Value::as_array) {
        return texts(values.iter().collect());
    }
    let options = schema.get("oneOf").and_then(Value::as_array)?;
    texts(options.iter().map(|option| &option["const"]).collect())
}

fn types(schema: &Value) -> Vec<&str> {
    match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(several) => several
            .iter()
            .filter_map(Value::as_str)
            .filter(|name| *name != "null")
            .collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Deserialize, JsonSchema)]
    #[serde(deny_unknown_fields, rename_all = "kebab-case")]
    #[expect(dead_code, reason = "only its schema is looked at")]
    struct Sample {
        first_name: String,
        #[serde(default)]
        size: Option<Size>,
        parts: Option<Vec<u8>>,
    }

    #[derive(Deserialize, JsonSchema)]
    #[serde(rename_all = "kebab-case")]
    enum Size {
        /// Under ten.
        Small,
        /// Ten or more.
        Large,
    }

    #[test]
    fn a_schema_becomes_a_shape() {
        let Shape::Table(fields) = Shape::of::<Sample>() else {
            panic!("a struct is a table")
        };
        let field = |name: &str| fields.iter().find(|field| field.name == name).unwrap();
        assert!(field("first-name").required);
        assert_eq!(
            field("size").shape,
            Shape::Choice(vec!["small".into(), "large".into()])
        );
        assert!(!field("size").required);
        assert_eq!(field("parts").shape, Shape::List(Box::new(Shape::Whole)));
    }
}
