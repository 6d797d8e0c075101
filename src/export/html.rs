//! A document as one web page that needs nothing else: no script, no remote
//! address, its style inside and allowed by its hash alone.
//!
//! Phases: the document becomes a view of cleaned words, sections and pictures
//! (`view`); the template puts it into HTML and escapes every word.

mod style;
mod view;
mod words;

use std::io;

use askama::Template;

pub use style::sheet;

use crate::document::Document;
use crate::export::html::view::{Part, Section};
use crate::export::html::words::Words;

/// Why a document could not be written as a web page.
#[derive(Debug, thiserror::Error)]
#[error("the web page could not be put together: {0}")]
pub struct HtmlError(#[from] askama::Error);

#[derive(Template)]
#[template(path = "report.html")]
struct Page<'d> {
    title: Words<'d>,
    style: String,
    policy: String,
    contents: Vec<Entry<'d>>,
    sections: Vec<Section<'d>>,
}

/// A line of the table of contents.
struct Entry<'d> {
    id: String,
    heading: Words<'d>,
}

/// The document as a whole HTML file, ending in a line feed.
///
/// # Errors
/// When the template cannot be filled, which is a mistake in the program.
pub fn render(document: &Document) -> Result<String, HtmlError> {
    let mut text = page(document).render()?;
    text.push('\n');
    Ok(text)
}

/// The same, written piece by piece: the page of a large rubric is larger than all that it is made from.
///
/// # Errors
/// When `out` cannot be written to.
pub fn write(document: &Document, out: &mut dyn io::Write) -> io::Result<()> {
    page(document).write_into(out)?;
    out.write_all(b"\n")
}

fn page(document: &Document) -> Page<'_> {
    let style = style::sheet(document.scale());
    let sections = view::sections(document);
    let contents = sections
        .iter()
        .filter_map(|section| {
            Some(Entry {
                id: section.id.clone(),
                heading: section.heading.clone()?,
            })
        })
        .collect();
    let title = Words::of(&document.title);
    Page {
        title: if title.is_empty() {
            Words::of("Self-assessment")
        } else {
            title
        },
        policy: style::policy(&style),
        style,
        contents,
        sections,
    }
}

#[derive(Template)]
#[template(path = "fragment.html")]
struct Fragment<'d> {
    sections: Vec<Section<'d>>,
}

/// The document as a part of a page, without its title. Its sections are headed at this level (2 to 5), and their parts below.
///
/// # Errors
/// As [`render`].
pub fn fragment(document: &Document, level: u8) -> Result<String, HtmlError> {
    Ok(Fragment {
        sections: view::below(view::sections(document), level),
    }
    .render()?)
}

#[cfg(test)]
mod tests;
