//! The parts of a workbook as XML, within limits.

use roxmltree::{Document, Node, ParsingOptions};

use crate::export::workbook::Unreadable;
use crate::export::workbook::package::Package;

/// The most nodes of one part: thirty times those of a sheet of a form or a plan.
const MOST_NODES: u32 = 600_000;
/// The most attributes of one part.
const MOST_ATTRIBUTES: usize = 1_000_000;
/// The most attributes of one element. The parser compares each with all of its element.
const MOST_OF_ONE: usize = 256;
/// The most declarations of name spaces. The parser keeps, with each, those around it.
const MOST_SPACES: usize = 2_000;

/// Reads a part as XML and hands it on. `None` when there is no such part.
pub fn part<T>(
    package: &mut Package<'_>,
    name: &str,
    read: impl FnOnce(&Document<'_>) -> Result<T, Unreadable>,
) -> Result<Option<T>, Unreadable> {
    let Some(text) = package.text(name)? else {
        return Ok(None);
    };
    if !is_modest(&text) {
        return Err(Unreadable::TooMuch {
            what: "has more marks in a part".into(),
        });
    }
    // No document type: nothing in a part can stand for more than it is.
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: MOST_NODES,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(&text, options).map_err(|error| match error {
        roxmltree::Error::NodesLimitReached => Unreadable::TooMuch {
            what: "has more cells on a sheet".into(),
        },
        _ => damaged(name),
    })?;
    read(&document).map(Some)
}

/// Whether a text has no more attributes and name spaces than a part of a workbook does.
fn is_modest(text: &str) -> bool {
    if text.matches("xmlns").nth(MOST_SPACES).is_some() {
        return false;
    }
    let mut all = 0;
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        let end = ["!--", "![CDATA[", "?"]
            .iter()
            .zip(["-->", "]]>", "?>"])
            .find(|(begin, _)| rest[1..].starts_with(**begin));
        if let Some((_, end)) = end {
            let Some(at) = rest.find(end) else {
                return true;
            };
            rest = &rest[at..];
            continue;
        }
        let (attributes, length) = tag(rest.as_bytes());
        all += attributes;
        if attributes > MOST_OF_ONE || all > MOST_ATTRIBUTES {
            return false;
        }
        rest = &rest[length..];
    }
    true
}

/// How many attributes the tag at the start of a text has, and how long it is. Its last byte is a plain one.
fn tag(text: &[u8]) -> (usize, usize) {
    let mut attributes = 0;
    let mut quote = None;
    for (at, byte) in text.iter().enumerate().skip(1) {
        match (quote, byte) {
            (None, b'>') => return (attributes, at),
            (None, b'=') => attributes += 1,
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(open), byte) if open == *byte => quote = None,
            (None | Some(_), _) => {}
        }
    }
    (attributes, text.len())
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
    fn a_text_with_too_many_marks_is_not_parsed() {
        let fits = |count: usize| {
            format!(
                "<a{}/>",
                (0..count).fold(String::new(), |text, number| text
                    + &format!(" b{number}=\"=>\""))
            )
        };
        assert!(is_modest(&fits(MOST_OF_ONE)) && !is_modest(&fits(MOST_OF_ONE + 1)));
        // Nothing that opens a quotation mark outside a tag hides what comes after.
        for before in [
            "<!-- ' > -->",
            "<![CDATA[ \" ]]>",
            "<?x '?>",
            "it's",
            "<c d='>'/>",
        ] {
            assert!(
                !is_modest(&format!("{before}{}", fits(MOST_OF_ONE + 1))),
                "{before}"
            );
        }
        assert!(is_modest("a = b = c ".repeat(1_000).as_str()));
        assert!(!is_modest(&"<x xmlns:y='z'>".repeat(MOST_SPACES + 1)));
        for odd in ["", "<", "<a", "<a b='", "<!--", "<?", "<é='", ">"] {
            assert!(is_modest(odd));
        }
    }

    #[test]
    fn what_xml_cannot_write_is_read_back() {
        assert_eq!(unescaped("a_x000D_b_x005F_x0041_"), "a\rb_x0041_");
        for same in ["", "_x", "_x00", "_x00é1_", "_x004", "_xzzzz_", "a_b"] {
            assert_eq!(unescaped(same), same);
        }
        assert_eq!(unescaped("_xD83D_"), "\u{FFFD}");
    }
}
