//! What stands around the program: a terminal or a pipe, its width, colour. Decided once.

use std::env;
use std::io::{self, IsTerminal, Write};

use strong_trust::diagnostic::{Diagnostic, render};
use strong_trust::text::clean_lines;

use crate::exit::Failure;

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

/// What stands around the program.
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
    /// Looks around. `plain` and `width` are what the person asked for.
    pub fn look(plain: bool, width: Option<usize>) -> Self {
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
            textwrap::termwidth()
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
}

/// Writes a result to standard output.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

/// Writes a message to standard error, wrapped. Nothing can be done if that fails.
pub fn say(text: &str) {
    let width = textwrap::termwidth().min(*WIDTHS.end());
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

/// Writes problems with their places to standard error.
pub fn show(problems: &[Diagnostic]) {
    let colour =
        io::stderr().is_terminal() && env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    for problem in problems {
        drop(writeln!(io::stderr(), "{}", render(problem, colour)));
    }
}
