//! How wide words are, without a font at hand: the widths that Arial, Helvetica
//! and Liberation Sans share, and a careful guess for every other character.

use unicode_width::UnicodeWidthChar;

/// Widths of the characters from space to tilde, in thousandths of the letter size.
const WIDTHS: [u32; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// How letters are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Face {
    /// Their size in pixels.
    pub size: u32,
    /// Whether they are bold.
    pub bold: bool,
}

impl Face {
    /// Plain letters of this size.
    pub const fn plain(size: u32) -> Self {
        Self { size, bold: false }
    }

    /// Bold letters of this size.
    pub const fn bold(size: u32) -> Self {
        Self { size, bold: true }
    }

    /// From one line to the next, in pixels.
    pub const fn leading(self) -> u32 {
        self.size + self.size.div_ceil(4)
    }

    /// The width of a character, in thousandths of a pixel.
    fn advance(self, c: char) -> u32 {
        let place = u32::from(c)
            .checked_sub(32)
            .and_then(|place| usize::try_from(place).ok());
        let thousandths = match place.and_then(|place| WIDTHS.get(place)) {
            Some(width) => *width,
            None => match c.width() {
                Some(0) | None => 0,
                Some(1) => 700,
                // Emoji are wider than the square that they are counted as.
                Some(_) => 1_350,
            },
        };
        // Bold letters are up to a tenth wider; a substitute font may be a little wider than these.
        thousandths * self.size * if self.bold { 110 } else { 103 } / 100
    }

    /// The width of a text, in pixels, rounded up.
    pub fn width(self, text: &str) -> u32 {
        text.chars()
            .fold(0_u32, |sum, c| sum.saturating_add(self.advance(c)))
            .div_ceil(1_000)
    }

    /// Whether every word of the text fits into this width, so that none is broken.
    pub fn keeps_words(self, text: &str, width: u32) -> bool {
        text.split_whitespace()
            .all(|word| word.len() <= 400 && self.width(word) <= width)
    }

    /// The text in lines that are no wider than this many pixels. A word that
    /// is wider is broken; what does not fit into `most` lines is cut and ends in "…".
    pub fn wrap(self, text: &str, width: u32, most: usize) -> Vec<String> {
        let mut lines = Vec::new();
        let mut line = String::new();
        let mut words = text.split_whitespace();
        let mut rest: &str = "";
        loop {
            let word = if rest.is_empty() {
                match words.next() {
                    Some(word) => word,
                    None => break,
                }
            } else {
                rest
            };
            rest = "";
            let joined = if line.is_empty() {
                self.narrow(word, width)
            } else {
                self.fits_behind(&line, word, width)
            };
            if joined == word.len() {
                if !line.is_empty() {
                    line.push(' ');
                }
                line.push_str(word);
                continue;
            }
            if line.is_empty() {
                line.push_str(&word[..joined]);
                rest = &word[joined..];
            } else {
                rest = word;
            }
            lines.push(std::mem::take(&mut line));
            if lines.len() == most {
                let last = lines.pop().unwrap_or_default();
                lines.push(self.cut(&last, width));
                return lines;
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
        lines
    }

    /// How many bytes of the word stand in this width, at least one character.
    fn narrow(self, word: &str, width: u32) -> usize {
        let mut sum = 0;
        for (at, c) in word.char_indices() {
            sum += self.advance(c);
            // A mark without width belongs to the letter before it.
            if at > 0 && sum > width * 1_000 && c.width() != Some(0) {
                return at;
            }
        }
        word.len()
    }

    /// The whole length of the word if it fits behind the line, else nothing.
    fn fits_behind(self, line: &str, word: &str, width: u32) -> usize {
        // A word of ten thousand letters is not measured to its end.
        let fits =
            word.len() <= 400 && self.width(line) + self.width(" ") + self.width(word) <= width;
        if fits { word.len() } else { 0 }
    }

    /// The line with "…" at its end, no wider than this.
    fn cut(self, line: &str, width: u32) -> String {
        let room = width.saturating_sub(self.size);
        let kept = self.narrow(line, room);
        format!("{}…", line[..kept].trim_end())
    }
}
