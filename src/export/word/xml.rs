//! A small XML writer: what it writes is well-formed, whatever the texts hold.

use crate::text::clean_lines;

/// An XML part that is being written.
#[derive(Debug)]
pub struct Xml {
    out: String,
    open: Vec<&'static str>,
}

impl Xml {
    /// A new part with its declaration.
    pub fn part() -> Self {
        Self {
            out: "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned(),
            open: Vec::new(),
        }
    }

    /// Opens an element. Each `open` has its [`Self::close`].
    pub fn open(&mut self, name: &'static str, attributes: &[(&str, &str)]) -> &mut Self {
        self.tag(name, attributes);
        self.out.push('>');
        self.open.push(name);
        self
    }

    /// Closes the element that was opened last.
    pub fn close(&mut self) -> &mut Self {
        let name = self
            .open
            .pop()
            .expect("each close stands after its open in the code that writes a part");
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
        self
    }

    /// An element with nothing in it.
    pub fn empty(&mut self, name: &'static str, attributes: &[(&str, &str)]) -> &mut Self {
        self.tag(name, attributes);
        self.out.push_str("/>");
        self
    }

    /// An element with only this text in it.
    pub fn leaf(
        &mut self,
        name: &'static str,
        attributes: &[(&str, &str)],
        text: &str,
    ) -> &mut Self {
        self.open(name, attributes).text(text).close()
    }

    /// A text inside the open element.
    pub fn text(&mut self, text: &str) -> &mut Self {
        for c in readable(text).chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                other => self.out.push(other),
            }
        }
        self
    }

    /// The finished part.
    pub fn finish(self) -> String {
        assert!(
            self.open.is_empty(),
            "every element that the writer of a part opens is closed by it: {:?}",
            self.open
        );
        self.out
    }

    fn tag(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.out.push('<');
        self.out.push_str(name);
        for (key, value) in attributes {
            self.out.push(' ');
            self.out.push_str(key);
            self.out.push_str("=\"");
            for c in readable(value).chars() {
                match c {
                    '&' => self.out.push_str("&amp;"),
                    '<' => self.out.push_str("&lt;"),
                    '>' => self.out.push_str("&gt;"),
                    '"' => self.out.push_str("&quot;"),
                    // A reader of XML would make a space of it; the reference keeps it.
                    '\n' => self.out.push_str("&#10;"),
                    other => self.out.push(other),
                }
            }
            self.out.push('"');
        }
    }
}

/// The text without what XML cannot hold: control codes and code points that are
/// no characters become a visible sign (�). Line feeds stay.
pub fn readable(text: &str) -> String {
    clean_lines(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_comes_back_as_it_was_but_for_what_xml_cannot_hold() {
        let every: String = ('\0'..'\u{3000}')
            .chain([
                '\u{FFFD}',
                '\u{FFFE}',
                '\u{FFFF}',
                '\u{1F600}',
                '\u{10FFFF}',
            ])
            .collect();
        for hostile in [
            "<script>alert(\"1\")</script> & ]]> '",
            "a\u{0}b\u{1b}[31m",
            "line\r\nline",
            every.as_str(),
        ] {
            let mut xml = Xml::part();
            xml.open("a", &[("b", hostile)])
                .text(hostile)
                .leaf("c", &[], hostile)
                .close();
            let part = xml.finish();
            let read = roxmltree::Document::parse(&part).unwrap();
            assert_eq!(
                read.root_element().attribute("b"),
                Some(readable(hostile).as_str())
            );
            assert_eq!(
                read.root_element().first_child().unwrap().text(),
                Some(readable(hostile).as_str())
            );
        }
    }
}
