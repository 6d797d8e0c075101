//! A page of text as plain data, and its lines at a given width.
//!
//! Everything that goes into a page is cleaned here, so that no text from a
//! file can move the cursor of a terminal.

use std::fmt::Display;

use textwrap::{Options, WordSplitter};

use crate::text::{clean, clean_lines};

/// The narrowest width that text is wrapped to, in columns.
const NARROWEST: usize = 20;

/// One screen of text, without the prompt below it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// What the page is, such as "Question 3 of 7 in Expert governance".
    pub heading: String,
    /// What stands on it, in order.
    pub blocks: Vec<Block>,
    /// The page is to be read: a terminal waits for a key before something else takes its place.
    pub pause: bool,
}

/// One piece of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Something that has just happened or that matters now.
    Notice(String),
    /// A paragraph.
    Paragraph(String),
    /// A paragraph that is worth showing where there is room for it.
    WhereRoom(String),
    /// A line above what follows.
    Subheading(String),
    /// A numbered entry, such as the anchor of a level.
    Numbered {
        /// The number or letter to type.
        number: String,
        /// Its name.
        label: String,
        /// Its words; may be empty.
        text: String,
    },
    /// An entry of a list without numbers.
    Item(String),
}

/// How much room there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// Everything, with empty lines between.
    Plenty,
    /// Without what is only shown where there is room.
    Some,
    /// Without empty lines, too.
    Little,
}

impl Page {
    /// A page with a heading.
    pub fn new(heading: impl AsRef<str>) -> Self {
        Self {
            heading: clean(heading.as_ref()),
            ..Self::default()
        }
    }

    /// A page that is to be read before something else takes its place.
    pub fn to_read(heading: impl AsRef<str>) -> Self {
        Self {
            pause: true,
            ..Self::new(heading)
        }
    }

    /// Adds something that matters now.
    pub fn notice(&mut self, text: impl AsRef<str>) {
        self.blocks.push(Block::Notice(clean(text.as_ref())));
    }

    /// Adds a paragraph. Line feeds in it stay.
    pub fn paragraph(&mut self, text: impl AsRef<str>) {
        self.blocks
            .push(Block::Paragraph(clean_lines(text.as_ref())));
    }

    /// Adds a paragraph that is shown where there is room.
    pub fn where_room(&mut self, text: impl AsRef<str>) {
        self.blocks
            .push(Block::WhereRoom(clean_lines(text.as_ref())));
    }

    /// Adds a line above what follows.
    pub fn subheading(&mut self, text: impl AsRef<str>) {
        self.blocks.push(Block::Subheading(clean(text.as_ref())));
    }

    /// Adds a numbered entry.
    pub fn numbered(
        &mut self,
        number: impl Display + Copy,
        label: impl AsRef<str>,
        text: impl AsRef<str>,
    ) {
        self.blocks.push(Block::Numbered {
            number: number.to_string(),
            label: clean(label.as_ref()),
            text: clean(text.as_ref()),
        });
    }

    /// Adds an entry of a list.
    pub fn item(&mut self, text: impl AsRef<str>) {
        self.blocks.push(Block::Item(clean(text.as_ref())));
    }

    /// A subheading with its list, if the list has entries.
    pub fn list<S: AsRef<str>>(&mut self, title: &str, items: &[S]) {
        if !items.is_empty() {
            self.subheading(title);
            for item in items {
                self.item(item);
            }
        }
    }

    /// The lines of the page, none wider than the width (at least 20 columns).
    pub fn lines(&self, width: usize, room: Room) -> Vec<String> {
        let width = width.max(NARROWEST);
        let mut lines = Vec::new();
        if !self.heading.is_empty() {
            wrap(&self.heading, "", "", width, &mut lines);
        }
        let mut before = None;
        for block in self
            .blocks
            .iter()
            .filter(|block| room == Room::Plenty || !matches!(block, Block::WhereRoom(_)))
        {
            let kind = Kind::of(block);
            if room != Room::Little && apart(before, kind) {
                lines.push(String::new());
            }
            before = Some(kind);
            block_lines(block, width, &mut lines);
        }
        lines
    }

    /// Says what the keys do where a text is asked for.
    pub(super) fn explain_edit(&mut self, current: Option<&str>) {
        if let Some(text) = current {
            self.paragraph(format!("Now: {text}"));
            self.paragraph("Enter leaves it as it is, - takes it away, b goes back.");
        } else {
            self.paragraph("Enter leaves it out, b goes back.");
        }
    }
}

/// What a block is, to decide where an empty line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Notice,
    Prose,
    Title,
    Entry,
}

impl Kind {
    fn of(block: &Block) -> Self {
        match block {
            Block::Notice(_) => Self::Notice,
            Block::Paragraph(_) | Block::WhereRoom(_) => Self::Prose,
            Block::Subheading(_) => Self::Title,
            Block::Numbered { .. } | Block::Item(_) => Self::Entry,
        }
    }
}

/// Whether an empty line stands before a block: not between entries of one list, nor under their title.
fn apart(before: Option<Kind>, next: Kind) -> bool {
    match (before, next) {
        (Some(Kind::Entry | Kind::Title), Kind::Entry)
        | (Some(Kind::Notice), Kind::Notice)
        | (Some(Kind::Title), Kind::Prose) => false,
        (_, Kind::Notice | Kind::Prose | Kind::Title | Kind::Entry) => true,
    }
}

fn block_lines(block: &Block, width: usize, lines: &mut Vec<String>) {
    match block {
        Block::Notice(text) => wrap(text, "* ", "  ", width, lines),
        Block::Paragraph(text) | Block::WhereRoom(text) | Block::Subheading(text) => {
            wrap(text, "", "", width, lines);
        }
        Block::Numbered {
            number,
            label,
            text,
        } => {
            let first = format!("{number:>2}  ");
            let rest = " ".repeat(first.chars().count());
            let words = match (label.is_empty(), text.is_empty()) {
                (false, false) => format!("{label}: {text}"),
                (false | true, true) => label.clone(),
                (true, false) => text.clone(),
            };
            wrap(&words, &first, &rest, width, lines);
        }
        Block::Item(text) => wrap(text, "- ", "  ", width, lines),
    }
}

/// Wraps each line of a text between words.
pub fn wrap(text: &str, first: &str, rest: &str, width: usize, lines: &mut Vec<String>) {
    let mut indent = first;
    for line in text.split('\n') {
        // Words are never hyphenated: a screen reader would read the halves.
        let options = Options::new(width.max(NARROWEST))
            .initial_indent(indent)
            .subsequent_indent(rest)
            .word_splitter(WordSplitter::NoHyphenation);
        lines.extend(
            textwrap::wrap(line, options)
                .into_iter()
                .map(|line| line.trim_end().replace('\u{a0}', " ")),
        );
        indent = rest;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_width::UnicodeWidthStr;

    fn page() -> Page {
        let mut page = Page::new("Question 1 of 2 in People");
        page.notice("Saved: 2 Usual.");
        page.paragraph(
            "Does a newcomer have someone to turn to in the first weeks of their work here?",
        );
        page.numbered(
            0,
            "Not in place",
            "A newcomer finds out who to ask by asking whoever happens to be near.",
        );
        page.numbered(1, "Begun", "");
        page.where_room("Why it is asked.");
        page
    }

    #[test]
    fn no_line_is_wider_than_the_screen_and_no_word_is_cut() {
        for width in [20, 40, 60, 80, 120] {
            let lines = page().lines(width, Room::Plenty);
            assert!(lines.iter().all(|line| line.width() <= width), "{lines:#?}");
            let words = |text: &str| {
                text.split_whitespace()
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            };
            assert!(words(&lines.join(" ")).contains(&"newcomer".to_owned()));
        }
    }

    #[test]
    fn less_room_takes_extras_and_empty_lines_away() {
        let [plenty, some, little] =
            [Room::Plenty, Room::Some, Room::Little].map(|room| page().lines(80, room));
        assert!(plenty.iter().any(|line| line == "Why it is asked."));
        assert!(some.len() < plenty.len() && !some.iter().any(|line| line.contains("Why")));
        assert!(little.len() < some.len() && !little.iter().any(String::is_empty));
    }

    #[test]
    fn control_codes_do_not_get_through() {
        let mut page = Page::new("\u{1b}[2Jx");
        page.paragraph("a\u{7}b\u{202e}");
        page.numbered(0, "\u{1b}]0;x\u{7}", "\r\n");
        page.item("\u{9b}31m");
        let text = page.lines(80, Room::Plenty).join("\n");
        assert!(
            !text
                .chars()
                .any(|c| c != '\n' && (c.is_control() || c == '\u{202e}')),
            "{text:?}"
        );
    }
}
