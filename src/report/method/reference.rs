//! Sources, as the method section and the rubric's page name them.

use crate::rubric::{Reference, Rubric, SourceId};

/// A source as written, with the title of the document where it begins with the id of one.
pub fn cited(rubric: &Rubric, source: &str) -> String {
    let (id, section) = source.trim().split_once(' ').unwrap_or((source.trim(), ""));
    let title = SourceId::new(id)
        .ok()
        .and_then(|id| rubric.reference(&id))
        .map(|reference| reference.title.as_str());
    match title {
        Some(title) if section.is_empty() => title.to_owned(),
        Some(title) => format!("{title}, {section}"),
        None => source.trim().to_owned(),
    }
}

/// A source as a list shows it.
pub fn reference(reference: &Reference) -> String {
    let publisher = reference
        .publisher
        .clone()
        .filter(|publisher| reference.author.as_ref() != Some(publisher));
    let parts: Vec<String> = [
        reference.author.clone(),
        publisher,
        reference.year.map(|year| year.to_string()),
    ]
    .into_iter()
    .flatten()
    .collect();
    let mut words = reference.title.trim().to_owned();
    if !parts.is_empty() {
        words.push_str(&format!(" ({})", parts.join(", ")));
    }
    if let Some(url) = &reference.url {
        words.push_str(&format!(" {url}"));
    }
    words
}
