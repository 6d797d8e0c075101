//! The parts of a workbook as XML, within limits.

use roxmltree::{Document, Node, ParsingOptions};

use crate::intake::workbook::Unreadable;
use crate::intake::workbook::package::Package;

/// The most nodes of one part. Their marks are counted before, so this only guards against a mistake in that.
const MOST_NODES: u32 = 1_000_000;

/// Reads a part as XML and hands it on. `None` when there is no such part.
pub fn part<T>(
    package: &mut Package<'_>,
    name: &str,
    read: impl FnOnce(&Document<'_>) -> Result<T, Unreadable>,
) -> Result<Option<T>, Unreadable> {
    let Some(text) = package.text(name)? else {
        return Ok(None);
    };
    package.work.count(&text)?;
    // No document type: nothing in a part can stand for more than it is.
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: MOST_NODES,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(&text, options).map_err(|_| damaged(name))?;
    read(&document).map(Some)
}

/// The part cannot be read.
pub fn damaged(name: &str) -> Unreadable {
    Unreadable::Damaged {
        part: Some(name.to_owned()),
    }
}

/// The elements below a node that have this name, in whatever name space: there are two for workbooks.
pub fn below<'a, 'input: 'a>(
    node: Node<'a, 'input>,
    name: &'a str,
) -> impl Iterator<Item = Node<'a, 'input>> {
    node.children()
        .filter(move |child| child.is_element() && child.tag_name().name() == name)
}

/// The value of an attribute of this name, in whatever name space.
pub fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes()
        .find(|attribute| attribute.name() == name)
        .map(|attribute| attribute.value())
}

/// The words directly in a node.
pub fn words(node: Node<'_, '_>) -> String {
    node.children()
        .filter(Node::is_text)
        .filter_map(|text| text.text())
        .collect()
}

/// Undoes the way in which workbooks write what XML cannot: `_x000D_` is a carriage return.
pub fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let code = rest.get(2..6).filter(|code| {
            code.bytes().all(|byte| byte.is_ascii_hexdigit()) && rest[6..].starts_with('_')
        });
        if let Some(code) = code.and_then(|code| u32::from_str_radix(code, 16).ok()) {
            out.push(char::from_u32(code).unwrap_or('\u{FFFD}'));
            rest = &rest[7..];
        } else {
            out.push_str("_x");
            rest = &rest[2..];
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_write_is_read_back() {
        assert_eq!(unescaped("a_x000D_b_x005F_x0041_"), "a\rb_x0041_");
        for same in ["", "_x", "_x00", "_x00é1_", "_x004", "_xzzzz_", "a_b"] {
            assert_eq!(unescaped(same), same);
        }
        assert_eq!(unescaped("_xD83D_"), "\u{FFFD}");
    }
}
