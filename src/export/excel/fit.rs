//! Making words fit a cell: what a cell can hold, and how high its row must be.

use unicode_width::UnicodeWidthStr;

use crate::text::clean_lines;
use crate::words::CUT;

/// How much a cell holds, in UTF-16 units.
const CELL: usize = 32_767;
/// The tallest row there can be, in points.
const TALLEST: f64 = 409.0;
/// The space above and below the words of a row together, in points.
const PADDING: f64 = 3.0;

/// The text as a cell can hold it: without control codes, and cut visibly where it is too long.
pub fn cell_text(text: &str) -> String {
    let text = clean_lines(text);
    if text.encode_utf16().count() <= CELL {
        return text;
    }
    let room = CELL - CUT.encode_utf16().count();
    let mut used = 0;
    let mut kept: String = text
        .chars()
        .take_while(|c| {
            used += c.len_utf16();
            used <= room
        })
        .collect();
    kept.push_str(CUT);
    kept
}

/// A short text for the margin of a page, where `&` has a meaning of its own.
pub fn margin_text(text: &str, most: usize) -> String {
    let text = crate::text::clean(text);
    let mut short: String = text.chars().take(most).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short.replace('&', "&&")
}

/// How many lines a text takes in a column of `width` letters, wrapped at spaces.
///
/// The caller says with `width` how many letters stand in a line, rather too few than too many: a row
/// had better be a line too high than hide one.
pub fn lines(text: &str, width: f64) -> usize {
    let room = (width - 1.0).max(3.0);
    text.lines()
        .map(|line| wrapped(line, room))
        .sum::<usize>()
        .max(1)
}

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a cell's text is far below 2^52"
)]
fn wrapped(line: &str, room: f64) -> usize {
    let mut lines = 1;
    let mut used = 0.0;
    for word in line.split(' ') {
        let wide = word.width() as f64;
        let with_space = if used > 0.0 { wide + 1.0 } else { wide };
        if used + with_space <= room {
            used += with_space;
            continue;
        }
        if used > 0.0 {
            lines += 1;
        }
        // A word longer than the column is broken.
        let full = ((wide / room).ceil() as usize).saturating_sub(1);
        lines += full;
        used = wide - full as f64 * room;
    }
    lines
}

/// The height of a row, in points, whose fullest cell has so many lines of so many points.
#[expect(
    clippy::cast_precision_loss,
    reason = "a cell's lines are far below 2^52"
)]
pub fn height(lines: usize, line: f64) -> f64 {
    (lines as f64 * line + PADDING).min(TALLEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_too_long_is_cut_where_it_can_be_seen() {
        let long = "😀".repeat(20_000);
        let kept = cell_text(&long);
        assert!(kept.ends_with("holds no more."));
        assert!(kept.encode_utf16().count() <= CELL);
        let fits = "x".repeat(CELL);
        assert_eq!(cell_text(&fits), fits);
    }

    #[test]
    fn control_codes_do_not_reach_a_cell() {
        assert_eq!(
            cell_text("a\u{0}b\u{1b}\r\nc\u{FFFF}"),
            "a\u{FFFD}b\u{FFFD}\nc\u{FFFD}"
        );
    }

    #[test]
    fn lines_count_wrapping_line_ends_and_long_words() {
        assert_eq!(lines("", 10.0), 1);
        assert_eq!(lines("one two three", 9.0), 2);
        assert_eq!(lines("one\ntwo", 20.0), 2);
        assert_eq!(lines(&"x".repeat(10_000), 11.0), 1_000);
        assert!((height(1_000, 13.0) - TALLEST).abs() < f64::EPSILON);
    }

    #[test]
    fn the_margin_of_a_page_takes_no_orders() {
        assert_eq!(margin_text("A & B &[Page]", 40), "A && B &&[Page]");
        assert_eq!(margin_text("abcdef", 3), "abc…");
    }
}
