//! What the program runs in: a terminal or a pipe, its width and colours. Decided once.

use std::env;
use std::io::{self, IsTerminal, Write};

use strong_trust::document::Document;
use strong_trust::export;
use strong_trust::text::clean_lines;

/// The width of output that goes to a file or a pipe.
const PIPED_WIDTH: usize = 80;

/// The narrowest and the widest text: below it no table fits, above it no eye follows a line.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=120;

/// How questions are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asking {
    /// On a screen that can be redrawn.
    Prompts,
    /// One line in, one line out.
    Plain,
    /// Not at all: nobody is there to answer.
    Never,
}

/// What the program runs in.
#[derive(Debug, Clone, Copy)]
pub struct Terminal {
    /// How questions are asked.
    pub asking: Asking,
    /// Whether standard output is a terminal that shows colour.
    pub colour: bool,
    /// Columns of text.
    pub width: usize,
    /// Rows of the screen, if there is one.
    pub rows: Option<usize>,
}

impl Terminal {
    /// Looks at what the program was started in. `plain` and `width` are what the person asked for.
    pub fn detect(plain: bool, width: Option<usize>) -> Self {
        let is_set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
        let somebody = io::stdin().is_terminal() && io::stderr().is_terminal();
        let asking = match (plain, somebody) {
            (true, _) => Asking::Plain,
            (false, true) if dumb || is_set("ACCESSIBLE") => Asking::Plain,
            (false, true) => Asking::Prompts,
            (false, false) => Asking::Never,
        };
        let on_screen = io::stdout().is_terminal();
        let columns = env::var("COLUMNS")
            .ok()
            .and_then(|columns| columns.parse().ok());
        let measured = if on_screen {
            columns_of_terminal()
        } else {
            columns.unwrap_or(PIPED_WIDTH)
        };
        let width = width
            .unwrap_or(measured)
            .clamp(*WIDTHS.start(), *WIDTHS.end());
        let rows = terminal_size::terminal_size()
            .map(|(_, rows)| usize::from(rows.0))
            .filter(|_| on_screen);
        Self {
            asking,
            colour: on_screen && !dumb && !is_set("NO_COLOR"),
            width,
            rows,
        }
    }

    /// Returns a document as text for this terminal.
    pub fn render(&self, page: &Document) -> String {
        export::terminal::render(page, self.width, self.colour)
    }

    /// Prints a document.
    pub fn show(&self, page: &Document) -> io::Result<()> {
        print(&self.render(page))
    }
}

/// Returns the columns of the terminal, or the width of a pipe.
fn columns_of_terminal() -> usize {
    terminal_size::terminal_size().map_or(PIPED_WIDTH, |(width, _)| usize::from(width.0))
}

/// Writes a result to standard output.
pub fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Writes a message to standard error, wrapped. Nothing can be done if that fails.
pub fn say(text: &str) {
    let width = columns_of_terminal().min(*WIDTHS.end());
    let text = clean_lines(text);
    // A path, an id or a command is typed again as it stands, so it is never broken at its hyphens.
    let options = textwrap::Options::new(width)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .break_words(false);
    let lines: Vec<String> = text
        .lines()
        .map(|line| textwrap::fill(line, &options))
        .collect();
    drop(writeln!(io::stderr(), "{}", lines.join("\n")));
}
