//! How much room there is on a sheet: widths of columns, heights of lines, and of a page.

use crate::export::excel::fit::{height, lines};
use crate::export::excel::style::{BODY_LINE, BODY_ROOM};
use crate::intake::form::layout::Line;

/// The widths of the columns that can be seen, in digits of the standard font.
pub const WIDTHS: [f64; 5] = [26.0, 46.0, 13.0, 13.0, 22.0];
/// How much of a page is left for cards, in points as the screen counts them.
pub const PAGE: f64 = 800.0;
/// The height of a line that has no height of its own, in points.
const LINE: f64 = 17.0;

/// The height of a row of words, with their name beside them.
pub fn words_height(name: &str, text: &str) -> f64 {
    let words = lines(text, WIDTHS[1..].iter().sum::<f64>() * BODY_ROOM);
    // Bold letters are a little wider.
    height(
        words.max(lines(name, WIDTHS[0] * BODY_ROOM * 0.93)),
        BODY_LINE,
    )
}

/// About how high a line of a card will be, in points.
pub fn estimate(line: &Line) -> f64 {
    let boxed = |text: &str| lines(text, WIDTHS[1] * BODY_ROOM);
    match line {
        Line::Band(_) => 20.0,
        Line::Question(text) => {
            height(
                lines(text, WIDTHS.iter().sum::<f64>() * BODY_ROOM / 1.25),
                15.8,
            ) + 2.0
        }
        Line::Words(name, text) => words_height(name, text),
        Line::Head(_) | Line::Gap => LINE,
        Line::Box { hint, value, .. } => height(
            boxed(value).max(1 + lines(hint, WIDTHS[0] * BODY_ROOM)),
            BODY_LINE,
        )
        .max(LINE),
        Line::Sign { text, .. } => height(boxed(text), BODY_LINE).max(LINE),
        Line::Evidence { entry, .. } => entry.as_ref().map_or(LINE, |entry| {
            let most = boxed(&entry.what).max(lines(&entry.place, WIDTHS[4] * BODY_ROOM));
            height(most, BODY_LINE).max(LINE)
        }),
    }
}
