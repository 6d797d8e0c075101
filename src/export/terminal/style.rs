//! Escape codes, put round text that is already wrapped, so that they never count as width.

use crate::report::level_shade;

/// Whether to write escape codes at all.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Whether colour and bold may be used.
    pub colour: bool,
}

impl Style {
    /// The text in bold.
    pub fn strong(self, text: &str) -> String {
        if self.colour && !text.is_empty() {
            format!("\u{1b}[1m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }

    /// The text on the colour of a level.
    pub fn on_level(self, text: &str, level: u8, size: usize) -> String {
        if !self.colour || text.is_empty() {
            return text.to_owned();
        }
        let shade = level_shade(level, size);
        let words = if shade.white_words { 231 } else { 16 };
        format!("\u{1b}[48;5;{};38;5;{words}m{text}\u{1b}[0m", shade.ansi)
    }

    /// Wrapped lines of which the first words are bold: as much of `lead` as each line holds.
    pub fn led(self, lines: Vec<String>, first: &str, rest: &str, lead: &str) -> Vec<String> {
        if !self.colour || lead.is_empty() {
            return lines;
        }
        let mut left = lead;
        let mut painted = Vec::with_capacity(lines.len());
        for (place, line) in lines.into_iter().enumerate() {
            let indent = if place == 0 { first } else { rest };
            let body = line.strip_prefix(indent).unwrap_or(&line);
            let shared = shared_start(body, left);
            if shared == 0 {
                left = "";
                painted.push(line);
                continue;
            }
            left = left[shared..].trim_start();
            let indent = &line[..line.len() - body.len()];
            painted.push(format!(
                "{indent}{}{}",
                self.strong(&body[..shared]),
                &body[shared..]
            ));
        }
        painted
    }

    /// Wrapped lines of which the first begins with `term`, which becomes bold.
    pub fn led_by(self, lines: Vec<String>, term: &str) -> Vec<String> {
        self.first(lines, term, Self::strong)
    }

    /// Wrapped lines of which the first holds the name of a level, which takes its colour.
    pub fn level(self, lines: Vec<String>, name: &str, level: u8, size: usize) -> Vec<String> {
        self.first(lines, name, |style, name| style.on_level(name, level, size))
    }

    fn first(
        self,
        mut lines: Vec<String>,
        words: &str,
        paint: impl Fn(Self, &str) -> String,
    ) -> Vec<String> {
        if let Some(first) = lines
            .first_mut()
            .filter(|_| self.colour && !words.is_empty())
        {
            *first = first.replacen(words, &paint(self, words), 1);
        }
        lines
    }
}

/// How many bytes two texts share at their beginning.
fn shared_start(one: &str, other: &str) -> usize {
    one.char_indices()
        .zip(other.chars())
        .find(|((_, a), b)| a != b)
        .map_or(one.len().min(other.len()), |((at, _), _)| at)
}
