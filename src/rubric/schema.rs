//! The JSON Schema of the rubric files, for editors that check while one types.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;

use crate::rubric::file::{DomainFile, RubricFile};

/// The schema of `rubric.toml`, as JSON text.
pub fn rubric_schema() -> String {
    schema::<RubricFile>("A rubric of strong-trust: rubric.toml")
}

/// The schema of a domain file, as JSON text.
pub fn domain_schema() -> String {
    schema::<DomainFile>("A domain of a strong-trust rubric: <domain>.toml")
}

fn schema<T: JsonSchema>(title: &str) -> String {
    // Editors of TOML know the draft of 2019 and later by its meta-schema address.
    let mut schema = SchemaSettings::draft2020_12()
        .into_generator()
        .into_root_schema_for::<T>();
    schema.insert("title".into(), title.into());
    let mut text = serde_json::to_string_pretty(&schema).expect("a schema is plain JSON");
    text.push('\n');
    text
}
