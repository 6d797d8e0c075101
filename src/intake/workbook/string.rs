//! The words of cells: shared by many, or in a cell itself.

use std::sync::Arc;

use roxmltree::Node;

use crate::intake::workbook::Unreadable;
use crate::intake::workbook::xml::{below, damaged, unescaped, words};
use crate::text::plain;

/// The longest text that a cell holds, in UTF-16 units.
const LONGEST: usize = 32_767;

/// The words that cells share, by number. How many a part claims to have is not believed.
///
/// # Errors
/// When one is longer than a cell holds.
pub fn shared_strings(root: Node<'_, '_>, part: &str) -> Result<Vec<Arc<str>>, Unreadable> {
    below(root, "si")
        .map(|node| rich_text(node, part))
        .collect()
}

/// The words of a shared or inline string, whatever their formats; without the reading aids of East Asian scripts.
///
/// # Errors
/// When they are longer than a cell holds.
pub fn rich_text(node: Node<'_, '_>, part: &str) -> Result<Arc<str>, Unreadable> {
    let mut text = String::new();
    for child in node.children().filter(Node::is_element) {
        match child.tag_name().name() {
            "t" => text.push_str(&words(child)),
            "r" => below(child, "t").for_each(|run| text.push_str(&words(run))),
            _ => {}
        }
    }
    cell_text(&text, part)
}

/// The words of a cell, read as every text is.
///
/// # Errors
/// When they are longer than a cell holds.
pub fn cell_text(text: &str, part: &str) -> Result<Arc<str>, Unreadable> {
    let text = unescaped(text);
    if text.len() > LONGEST && text.encode_utf16().count() > LONGEST {
        Err(damaged(part))
    } else {
        Ok(plain(&text).into())
    }
}
