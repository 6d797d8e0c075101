//! Cleaning, measuring and wrapping text so that no line is wider than asked.

use textwrap::{Options, WordSplitter, WrapAlgorithm};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The columns that a text takes on a terminal, by the more careful of two counts:
/// terminals differ in whether joined signs take the place of one or of each.
pub fn width(text: &str) -> usize {
    text.chars()
        .map(|c| c.width().unwrap_or(0))
        .sum::<usize>()
        .max(text.width())
}

/// The text without control codes, line feeds, and the invisible sign that makes a character wider than it is.
pub fn tidy(text: &str) -> String {
    let clean = crate::text::clean(text);
    let joined: Vec<&str> = clean.split(' ').filter(|word| !word.is_empty()).collect();
    joined.join(" ").replace('\u{FE0F}', "")
}

/// A text in lines of at most `columns`, the first beginning with `first`, the others with `rest`.
/// A word that is longer than a line is broken.
pub fn wrapped(text: &str, columns: usize, first: &str, rest: &str) -> Vec<String> {
    let text = tidy(text);
    let options = Options::new(columns)
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit)
        .break_words(true);
    let lines: Vec<String> = textwrap::wrap(&text, options)
        .into_iter()
        .map(|line| line.trim_end().to_owned())
        .collect();
    if lines.is_empty() {
        vec![first.trim_end().to_owned()]
    } else {
        lines
    }
}
