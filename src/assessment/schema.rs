//! The JSON Schema of a rubric's cases, for editors that check while one types.

use schemars::generate::SchemaSettings;

use crate::assessment::file::CaseFile;

/// The schema of a case, `cases/*.toml`, as JSON text.
pub fn case_schema() -> String {
    let mut schema = SchemaSettings::draft2020_12()
        .into_generator()
        .into_root_schema_for::<CaseFile>();
    schema.insert(
        "title".into(),
        "A case of a strong-trust rubric: cases/*.toml".into(),
    );
    let mut text = serde_json::to_string_pretty(&schema).expect("a schema is plain JSON");
    text.push('\n');
    text
}
