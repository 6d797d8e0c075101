//! Texts made fit for the page: no sign that the fonts lack, no word wider than its place.

use unicode_width::UnicodeWidthChar;

use crate::export::pdf::fonts::{Fonts, Shown};
use crate::text::plain;

/// What is shown for a character that the fonts lack.
pub const SIGN: char = '□';

/// A place where a long word may be broken. The template takes it out again.
const BREAK: char = '\u{200B}';

/// Counts the characters that could not be shown.
#[derive(Debug, Default)]
pub struct Legible {
    lacking: usize,
}

impl Legible {
    /// How many characters could not be shown so far.
    pub const fn lacking(&self) -> usize {
        self.lacking
    }

    /// The text with what can be shown, in letters of `size`, its words fit for a column `room` wide. Both in points.
    pub fn text(&mut self, text: &str, size: f64, room: f64) -> String {
        fitting(&self.shown(text), size, room)
    }

    /// The text with [`SIGN`] for each character that the fonts lack, and without what is never seen.
    pub fn shown(&mut self, text: &str) -> String {
        let fonts = Fonts::get();
        let sign = fonts.show(SIGN);
        let mut shown = String::with_capacity(text.len());
        // Which families can show the letter that is being built, or `None` where it became a sign.
        let mut letter: Option<Shown> = None;
        for c in plain(text).chars() {
            let c = match c {
                '\t' => ' ',
                space
                    if space.is_whitespace()
                        && !fonts.show(space).anywhere()
                        && space != '\r'
                        && space != '\n' =>
                {
                    ' '
                }
                other => other,
            };
            if c == '\n' || c == ' ' || c.is_ascii_graphic() {
                shown.push(c);
                letter = Some(fonts.show(c));
                continue;
            }
            if is_never_seen(c) {
                continue;
            }
            let continues = c.width() == Some(0) || is_skin_tone(c);
            let faces = match (continues, letter) {
                // Part of a character that is shown as a sign already.
                (true, None) if shown.ends_with(SIGN) => continue,
                (true, Some(before)) => before.together(fonts.show(c)),
                (true | false, None) | (false, Some(_)) => fonts.show(c),
            };
            if faces.anywhere() && !is_private(c) {
                shown.push(c);
                letter = Some(faces);
            } else if continues && is_joiner(c) {
                // Joins letters; alone it shows nothing.
            } else {
                debug_assert!(sign.anywhere(), "the sign itself can be shown");
                shown.push(SIGN);
                self.lacking += 1;
                letter = None;
            }
        }
        shown
    }
}

/// The text with places to break each word that is wider than its column.
pub fn fitting(text: &str, size: f64, room: f64) -> String {
    let fonts = Fonts::get();
    // No letter is wider than one em by much, so that a short text fits without being measured.
    let longest = text.split_whitespace().map(str::len).max().unwrap_or(0);
    if f64::from(u32::try_from(longest).unwrap_or(u32::MAX)) * size * 1.1 <= room {
        return text.to_owned();
    }
    let every = if room >= 5.0 * size { 4 } else { 1 };
    let mut fit = String::with_capacity(text.len());
    for word in text.split_inclusive(char::is_whitespace) {
        if fonts.width(word.trim_end(), size) <= room {
            fit.push_str(word);
            continue;
        }
        // An address is broken after its own marks, where they are near enough.
        for part in word.split_inclusive(['/', '-', '_', '.', '?', '&', '=']) {
            if fonts.width(part.trim_end(), size) <= room {
                fit.push_str(part);
            } else {
                push_broken(&mut fit, part, every);
            }
            if part.len() > 1 && !part.ends_with(char::is_whitespace) {
                fit.push(BREAK);
            }
        }
    }
    fit
}

/// A word with a place to break after every few letters, none before a mark that belongs to its letter.
fn push_broken(fit: &mut String, word: &str, every: usize) {
    let mut since = 0;
    for c in word.chars() {
        if since >= every && c.width() != Some(0) && !c.is_whitespace() {
            fit.push(BREAK);
            since = 0;
        }
        fit.push(c);
        since += 1;
    }
}

/// Characters that carry no meaning of their own on paper, or that could mislead a reader.
fn is_never_seen(c: char) -> bool {
    c.is_control()
        || matches!(
            u32::from(c),
            0xAD | 0x34F | 0x115F | 0x1160 | 0x17B4 | 0x17B5 | 0x180B..=0x180F | 0x200B | 0x2060..=0x206F | 0x3164
                | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0 | 0xFFF0..=0xFFFB | 0xFFFE | 0xFFFF | 0x1BCA0..=0x1BCA3 | 0x1D173..=0x1D17A | 0xE_0000..=0xE_0FFF
        )
}

/// The characters to which Unicode gives no meaning, and the one that stands for something that is no text.
/// An archive file must not hold them.
const fn is_private(c: char) -> bool {
    matches!(c as u32, 0xFFFC | 0xE000..=0xF8FF | 0xF_0000..=0x10_FFFF)
}

const fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}')
}

const fn is_skin_tone(c: char) -> bool {
    matches!(c, '\u{1F3FB}'..='\u{1F3FF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> (String, usize) {
        let mut legible = Legible::default();
        let shown = legible.shown(text);
        (shown, legible.lacking())
    }

    #[test]
    fn what_the_fonts_have_stays_as_it_is() {
        for text in [
            "“Trust’s” – £5 é è ñ",
            "Ελληνικά",
            "Русский",
            "سَلام",
            "שלום",
            "a\u{301}",
            "✓ ≥ → 😀",
            "one\ntwo",
        ] {
            assert_eq!(shown(text), (text.to_owned(), 0));
        }
    }

    #[test]
    fn what_they_lack_becomes_a_counted_sign() {
        assert_eq!(shown("学校 ok"), ("□□ ok".to_owned(), 2));
        assert_eq!(shown("\u{E000}"), ("□".to_owned(), 1));
        // A family of three, joined, and a hand with a skin tone.
        assert_eq!(shown("👨\u{200D}👩\u{200D}👧"), ("□□□".to_owned(), 3));
        assert_eq!(shown("👍🏽!"), ("□!".to_owned(), 1));
    }

    #[test]
    fn what_is_never_seen_goes_and_does_not_count() {
        assert_eq!(
            shown("a\u{0}\u{1b}b\u{202e}c\u{feff}d\te\r\nf"),
            ("abcd e\nf".to_owned(), 0)
        );
    }

    #[test]
    fn a_letter_and_a_mark_that_no_one_font_has_together_are_parted() {
        // Cantillation is only in the text family, the Arabic letter only in the other.
        assert_eq!(shown("ا\u{591}"), ("ا□".to_owned(), 1));
    }

    #[test]
    fn only_a_word_that_is_too_wide_gets_places_to_break() {
        assert_eq!(fitting("a few words", 10.0, 100.0), "a few words");
        let long = "x".repeat(100);
        let fit = fitting(&format!("a {long} b"), 10.0, 100.0);
        assert!(
            fit.starts_with("a xxxx\u{200B}xxxx\u{200B}") && fit.ends_with("xxxx b"),
            "{fit}"
        );
        assert_eq!(fit.replace(BREAK, ""), format!("a {long} b"));
        let address = fitting("https://example.org/a-folder/and-a-file.pdf", 10.0, 100.0);
        assert_eq!(
            address.split(BREAK).collect::<Vec<_>>(),
            [
                "https:/",
                "/example.",
                "org/",
                "a-",
                "folder/",
                "and-",
                "a-",
                "file.",
                "pdf",
                ""
            ]
        );
    }
}
