//! The running text of a Word document: paragraphs, runs and fields, one after the other.

use crate::export::word::xml::{Xml, readable};

/// The text that is being written.
#[derive(Debug)]
pub struct Story {
    /// Where it is written to.
    pub xml: Xml,
    /// Whether the next paragraph begins a page.
    pub break_before: bool,
    /// How many tables have a number so far.
    tables: usize,
    /// How many figures have a number so far.
    figures: usize,
    /// How many bookmarks there are so far.
    bookmarks: usize,
}

/// What captions count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Tables.
    Table,
    /// Pictures.
    Figure,
}

impl Story {
    /// A text that goes into this part.
    pub fn new(xml: Xml) -> Self {
        Self {
            xml,
            break_before: false,
            tables: 0,
            figures: 0,
            bookmarks: 0,
        }
    }

    /// Opens a paragraph of this style; [`Self::end`] closes it.
    pub fn start(&mut self, style: &str) {
        self.start_in_list(style, None);
    }

    /// Opens an item of the list with this number.
    pub fn start_in_list(&mut self, style: &str, list: Option<usize>) {
        self.xml
            .open("w:p", &[])
            .open("w:pPr", &[])
            .empty("w:pStyle", &[("w:val", style)]);
        if std::mem::take(&mut self.break_before) {
            self.xml.empty("w:pageBreakBefore", &[]);
        }
        if let Some(list) = list {
            self.xml
                .open("w:numPr", &[])
                .empty("w:ilvl", &[("w:val", "0")])
                .empty("w:numId", &[("w:val", &list.to_string())])
                .close();
        }
        self.xml.close();
    }

    /// Closes the open paragraph.
    pub fn end(&mut self) {
        self.xml.close();
    }

    /// A whole paragraph.
    pub fn paragraph(&mut self, style: &str, text: &str) {
        self.start(style);
        self.run(text, None);
        self.end();
    }

    /// Words in the open paragraph, in a character style if one is named. A line feed begins a new line.
    pub fn run(&mut self, text: &str, style: Option<&str>) {
        for (index, line) in readable(text).split('\n').enumerate() {
            if index == 0 && line.is_empty() {
                continue;
            }
            self.open_run(style);
            if index > 0 {
                self.xml.empty("w:br", &[]);
            }
            if !line.is_empty() {
                self.xml.leaf("w:t", &[("xml:space", "preserve")], line);
            }
            self.xml.close();
        }
    }

    /// A tab in the open paragraph.
    pub fn tab(&mut self) {
        self.xml.open("w:r", &[]).empty("w:tab", &[]).close();
    }

    /// A field with the result that shows until somebody brings it up to date.
    pub fn field(&mut self, instruction: &str, result: &str) {
        self.xml.open("w:fldSimple", &[("w:instr", instruction)]);
        self.run(result, None);
        self.xml.close();
    }

    /// Begins a field whose result runs over several paragraphs; [`Self::field_end`] ends it.
    pub fn field_begin(&mut self, instruction: &str) {
        self.field_mark("begin");
        self.xml
            .open("w:r", &[])
            .leaf("w:instrText", &[("xml:space", "preserve")], instruction)
            .close();
        self.field_mark("separate");
    }

    /// Ends the field that was begun.
    pub fn field_end(&mut self) {
        self.field_mark("end");
    }

    /// Puts what `inside` writes between the two ends of a bookmark.
    pub fn bookmarked(&mut self, name: &str, inside: impl FnOnce(&mut Self)) {
        self.bookmarks += 1;
        let id = self.bookmarks.to_string();
        self.xml
            .empty("w:bookmarkStart", &[("w:id", &id), ("w:name", name)]);
        inside(self);
        self.xml.empty("w:bookmarkEnd", &[("w:id", &id)]);
    }

    /// A caption with its number, above what it names. Nothing, if it says nothing.
    pub fn caption(&mut self, counted: Counted, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        let (label, number, instruction) = match counted {
            Counted::Table => {
                self.tables += 1;
                ("Table ", self.tables, " SEQ Table \\* ARABIC ")
            }
            Counted::Figure => {
                self.figures += 1;
                ("Figure ", self.figures, " SEQ Figure \\* ARABIC ")
            }
        };
        self.start("Caption");
        self.run(label, None);
        self.field(instruction, &number.to_string());
        self.run(&format!(". {text}"), None);
        self.end();
    }

    fn open_run(&mut self, style: Option<&str>) {
        self.xml.open("w:r", &[]);
        if let Some(style) = style {
            self.xml
                .open("w:rPr", &[])
                .empty("w:rStyle", &[("w:val", style)])
                .close();
        }
    }

    fn field_mark(&mut self, kind: &str) {
        self.xml
            .open("w:r", &[])
            .empty("w:fldChar", &[("w:fldCharType", kind)])
            .close();
    }
}
