//! A report as JSON: `strong-trust/report/1`. Keys are stable; new ones may be added.

pub mod status;
mod v1;

use crate::report::Report;

/// The report as indented JSON, ending in a line feed.
pub fn render(report: &Report) -> String {
    let mut text = serde_json::to_string_pretty(&v1::Report::of(report))
        .expect("a report holds only texts, numbers, lists and keys that are texts");
    text.push('\n');
    text
}

#[cfg(test)]
mod tests;
