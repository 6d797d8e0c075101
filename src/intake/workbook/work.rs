//! How much work a workbook may make, over all its parts together: counted in their texts before any of them is parsed.
//!
//! The parser reserves memory by the number of marks in a text, compares each attribute with the others of its element,
//! and looks for the name space of each name among all that are declared around it. One pass over the text bounds all of
//! this, so a small file that takes minutes to parse is refused in the time that it takes to read it.

use crate::intake::workbook::Unreadable;

/// The most opening angle brackets, over all parts: ten times those of a filled form, which has two for each element.
const MOST_MARKS: usize = 600_000;
/// The most signs of equality, over all parts: no part has more attributes.
const MOST_EQUALS: usize = 600_000;
/// The most attributes of one element.
const MOST_OF_ONE: usize = 256;
/// The most elements inside each other.
const MOST_DEPTH: usize = 64;
/// The most declarations of name spaces, over all parts. Excel has about ten on a sheet.
const MOST_SPACES: usize = 4_000;
/// The most comparisons of names, over all parts: a good second at the very most.
const MOST_STEPS: usize = 40_000_000;
/// From this length on, in bytes, comparing a name counts as several.
const LONG_NAME: usize = 64;

/// What the parts of a workbook come to that were handed to the parser, and the one that was refused.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Work {
    /// The bytes of their texts.
    pub bytes: usize,
    /// Opening angle brackets.
    pub marks: usize,
    /// Signs of equality.
    pub equals: usize,
    /// Declarations of name spaces.
    pub spaces: usize,
    /// Comparisons of names.
    pub steps: usize,
}

/// A tag, as far as it makes work.
struct Tag {
    kind: Kind,
    attributes: usize,
    spaces: usize,
    /// Its bytes, without its last.
    length: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Opening,
    Closing,
    /// It opens and closes.
    Empty,
}

impl Work {
    /// Counts the text of one more part.
    ///
    /// # Errors
    /// When all parts together come to more than a workbook may. The text must not be parsed then.
    pub fn count(&mut self, text: &str) -> Result<(), Unreadable> {
        self.bytes += text.len();
        let signs = |sign: u8| text.bytes().filter(|byte| *byte == sign).count();
        self.marks += signs(b'<');
        within(
            self.marks,
            MOST_MARKS,
            "has over 600,000 cells, texts and marks",
        )?;
        self.equals += signs(b'=');
        within(
            self.equals,
            MOST_EQUALS,
            "has over 600,000 details of cells",
        )?;
        // How many name spaces are declared on each element that is open, and on all of them.
        let (mut open, mut around): (Vec<usize>, usize) = (Vec::new(), 0);
        let mut rest = text;
        while let Some(at) = rest.find('<') {
            rest = &rest[at..];
            match beside(rest) {
                Beside::Tag => {}
                Beside::Until(after) => {
                    rest = after;
                    continue;
                }
                // The parser goes no further.
                Beside::Endless => return Ok(()),
            }
            let tag = tag(rest.as_bytes());
            rest = &rest[tag.length..];
            if tag.kind == Kind::Closing {
                around -= open.pop().unwrap_or_default();
                continue;
            }
            within(
                tag.attributes,
                MOST_OF_ONE,
                "has over 256 details of one cell",
            )?;
            self.spaces += tag.spaces;
            within(self.spaces, MOST_SPACES, "has over 4,000 name spaces")?;
            let names = 1 + tag.attributes;
            let among = around + tag.spaces + names;
            self.steps += among * names * (1 + tag.length / LONG_NAME);
            within(
                self.steps,
                MOST_STEPS,
                "has over 40 million names to look up",
            )?;
            if tag.kind == Kind::Opening {
                open.push(tag.spaces);
                around += tag.spaces;
                within(
                    open.len(),
                    MOST_DEPTH,
                    "has over 64 levels inside each other",
                )?;
            }
        }
        Ok(())
    }
}

fn within(count: usize, most: usize, what: &str) -> Result<(), Unreadable> {
    if count > most {
        return Err(Unreadable::TooMuch { what: what.into() });
    }
    Ok(())
}

/// What stands at a `<`.
enum Beside<'t> {
    Tag,
    /// A comment, a text as it is, or an instruction, with what comes after it.
    Until(&'t str),
    /// One of these without an end; or a document type, which is refused wherever it stands.
    Endless,
}

fn beside(text: &str) -> Beside<'_> {
    let known = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")];
    for (begin, end) in known {
        if let Some(inside) = text.strip_prefix(begin) {
            return inside.find(end).map_or(Beside::Endless, |at| {
                Beside::Until(&inside[at + end.len()..])
            });
        }
    }
    if text.starts_with("<!") {
        Beside::Endless
    } else {
        Beside::Tag
    }
}

/// The tag at the start of a text.
fn tag(text: &[u8]) -> Tag {
    let (mut attributes, mut spaces) = (0, 0);
    let mut quote = None;
    let mut length = text.len();
    for (at, byte) in text.iter().enumerate().skip(1) {
        match (quote, byte) {
            (None, b'>') => {
                length = at;
                break;
            }
            (None, b'=') => attributes += 1,
            (None, b'"' | b'\'') => quote = Some(*byte),
            (None, b'x') if text[at..].starts_with(b"xmlns") => spaces += 1,
            (Some(open), byte) if open == *byte => quote = None,
            (None | Some(_), _) => {}
        }
    }
    let kind = match text.get(1) {
        Some(b'/') => Kind::Closing,
        Some(_) | None if text[..length].ends_with(b"/") => Kind::Empty,
        Some(_) | None => Kind::Opening,
    };
    Tag {
        kind,
        attributes,
        spaces,
        length,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(text: &str) -> Option<Work> {
        let mut work = Work::default();
        work.count(text).ok().map(|()| work)
    }

    fn with_attributes(count: usize) -> String {
        let attributes: String = (0..count).fold(String::new(), |text, number| {
            text + &format!(" b{number}=\"=>\"")
        });
        format!("<a{attributes}/>")
    }

    #[test]
    fn an_element_has_so_many_attributes_and_no_more() {
        assert!(counted(&with_attributes(MOST_OF_ONE)).is_some());
        assert!(counted(&with_attributes(MOST_OF_ONE + 1)).is_none());
    }

    #[test]
    fn nothing_that_opens_a_quotation_mark_outside_a_tag_hides_what_comes_after() {
        for before in [
            "<!-- ' > -->",
            "<!--> ' -->",
            "<![CDATA[ \" ]]>",
            "<![CDATA[>']]>",
            "<?x '?>",
            "<?>'?>",
            "it's",
            "<c d='>'/>",
        ] {
            let text = format!("{before}{}", with_attributes(MOST_OF_ONE + 1));
            assert!(counted(&text).is_none(), "{before}");
        }
    }

    #[test]
    fn what_is_no_whole_document_is_left_to_the_parser() {
        for odd in [
            "", "<", "<a", "<a b='", "<!--", "<?", "<é='", ">", "</a></a>", "</",
        ] {
            assert!(counted(odd).is_some(), "{odd}");
        }
        assert!(counted(&"a = b = c ".repeat(1_000)).is_some());
    }

    #[test]
    fn name_spaces_are_counted_where_they_hold_and_no_longer() {
        let around = |outside: &str, inside: &str| {
            let text = format!("<a {outside}>{}</a>", inside.repeat(10));
            counted(&text).unwrap().steps
        };
        let none = around("", "<b/>");
        let two = around("xmlns:c='1' xmlns:d='2'", "<b/>");
        assert!(two >= none + 20, "{none} {two}");
        // Those of an element that was closed are around nothing.
        let (closed, alone) = (
            around("", "<b xmlns:c='1'><c/></b>"),
            around("", "<b xmlns:c='1'/>"),
        );
        assert!(closed < 2 * alone, "{closed} {alone}");
    }

    #[test]
    fn more_than_a_workbook_has_is_refused_wherever_it_is_more() {
        let deep = |depth: usize| format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth));
        assert!(counted(&deep(MOST_DEPTH)).is_some() && counted(&deep(MOST_DEPTH + 1)).is_none());
        assert!(counted(&"<x xmlns:y='z'/>".repeat(MOST_SPACES + 1)).is_none());
        // Memory is reserved by the marks, also where they are words.
        assert!(counted(&format!("<!--{}-->", "<".repeat(MOST_MARKS))).is_none());
        assert!(counted(&format!("<a>{}</a>", "=".repeat(MOST_EQUALS + 1))).is_none());
        // Long names that differ at their ends are long to compare.
        let name = "n".repeat(30_000);
        let spaces: String = (0..100).fold(String::new(), |text, number| {
            text + &format!(" xmlns:{name}{number}=''")
        });
        let text = format!("<a{spaces}>{}</a>", format!("<{name}99:b/>").repeat(1_000));
        assert!(counted(&text).is_none());
    }

    #[test]
    fn what_parts_come_to_is_added_up() {
        let mut work = Work::default();
        let part = "<a/>".repeat(MOST_MARKS / 10);
        let fit = (0..11).take_while(|_| work.count(&part).is_ok()).count();
        assert_eq!(fit, 10);
    }
}
