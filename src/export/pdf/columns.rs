//! How wide the columns of a table are, from what stands in them.

use crate::export::pdf::fonts::Fonts;

/// What a column asks for, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Wish {
    /// The longest word, so that no word is broken.
    least: f64,
    /// The longest cell on one line.
    most: f64,
}

/// What stands in a column.
#[derive(Debug, Clone, Default)]
pub struct Texts<'t> {
    /// Its heading.
    pub title: &'t str,
    /// Texts that may take several lines.
    pub flowing: Vec<&'t str>,
    /// Texts that should stand on one line.
    pub whole: Vec<&'t str>,
    /// The room that stays free left and right, in points.
    pub inset: f64,
}

/// The widths of columns that together are `width` points wide, for letters of `size` points.
pub fn widths(columns: &[Texts<'_>], size: f64, width: f64) -> Vec<f64> {
    let count = f64::from(u32::try_from(columns.len().max(1)).unwrap_or(u32::MAX));
    let wishes: Vec<Wish> = columns
        .iter()
        .map(|texts| wish(texts, size, width))
        .collect();
    let least: f64 = wishes.iter().map(|wish| wish.least).sum();
    let most: f64 = wishes.iter().map(|wish| wish.most).sum();
    if least >= width {
        // Words must be broken: wide columns give, narrow ones keep what they need.
        let fair = width / count;
        let needy: f64 = wishes.iter().map(|wish| (wish.least - fair).max(0.0)).sum();
        let over = least - width;
        return wishes
            .iter()
            .map(|wish| {
                wish.least - over * (wish.least - fair).max(0.0) / needy.max(f64::MIN_POSITIVE)
            })
            .collect();
    }
    if most <= width {
        return wishes
            .iter()
            .map(|wish| wish.most + (width - most) * wish.most / most.max(f64::MIN_POSITIVE))
            .collect();
    }
    // What is left goes to the columns with long texts, damped so that one very long text leaves room for the others.
    let mut widths: Vec<f64> = wishes.iter().map(|wish| wish.least).collect();
    let mut left = width - least;
    for _ in 0..columns.len() {
        let hungers: Vec<f64> = wishes
            .iter()
            .zip(&widths)
            .map(|(wish, given)| (wish.most - given).max(0.0).sqrt())
            .collect();
        let hunger: f64 = hungers.iter().sum();
        if left < 0.01 || hunger <= 0.0 {
            break;
        }
        let share = left / hunger;
        for ((given, wish), hunger) in widths.iter_mut().zip(&wishes).zip(hungers) {
            let more = (hunger * share).min(wish.most - *given).max(0.0);
            *given += more;
            left -= more;
        }
    }
    widths
}

/// About how many lines a text takes in a column.
pub fn lines(text: &str, size: f64, room: f64) -> f64 {
    text.split('\n')
        .map(|line| {
            (Fonts::get().width(line, size) / room.max(1.0))
                .ceil()
                .max(1.0)
        })
        .sum()
}

fn wish(column: &Texts<'_>, size: f64, width: f64) -> Wish {
    let wide = |text: &str| Fonts::get().width(text, size) + 2.0 * column.inset + 1.0;
    // A word that would take more than a quarter of the page is broken rather than obeyed.
    let word = |text: &str| wide(text).min(width / 4.0);
    let mut wish = Wish {
        least: 2.0 * column.inset,
        most: 2.0 * column.inset,
    };
    for text in std::iter::once(&column.title).chain(&column.flowing) {
        wish.least = text.split_whitespace().map(word).fold(wish.least, f64::max);
        wish.most = text.split('\n').map(wide).fold(wish.most, f64::max);
    }
    wish.least = column
        .whole
        .iter()
        .map(|text| word(text))
        .fold(wish.least, f64::max);
    wish.most = wish.most.max(wish.least);
    wish
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(widths: &[f64]) -> f64 {
        widths.iter().sum()
    }

    fn columns<'t>(texts: &[&'t str]) -> Vec<Texts<'t>> {
        texts
            .iter()
            .map(|text| Texts {
                title: text,
                inset: 5.0,
                ..Texts::default()
            })
            .collect()
    }

    #[test]
    fn short_texts_share_the_page_and_long_ones_get_more() {
        let short = widths(&columns(&["One", "Two"]), 9.0, 480.0);
        assert!((sum(&short) - 480.0).abs() < 0.1, "{short:?}");
        let long = "a long text ".repeat(40);
        let mixed = widths(&columns(&["Governance", &long, "3 Secure"]), 9.0, 480.0);
        assert!((sum(&mixed) - 480.0).abs() < 0.1, "{mixed:?}");
        assert!(mixed[1] > 250.0 && mixed[0] > 60.0, "{mixed:?}");
    }

    #[test]
    fn what_should_stand_on_one_line_does() {
        let long = "a long text ".repeat(400);
        let mut columns = columns(&[&long, "Target"]);
        columns[1].whole = vec!["3 Well established"];
        let widths = widths(&columns, 9.0, 480.0);
        assert!(
            lines("3 Well established", 9.0, widths[1] - 10.0) < 1.5,
            "{widths:?}"
        );
    }

    #[test]
    fn a_word_without_end_and_many_columns_stay_on_the_page() {
        let word = "x".repeat(10_000);
        assert!(sum(&widths(&columns(&[&word, "a", &word]), 9.0, 480.0)) < 480.1);
        let widths = widths(&columns(&["Governance"; 30]), 9.0, 480.0);
        assert!(
            sum(&widths) < 480.1 && widths.iter().all(|width| *width > 1.0),
            "{widths:?}"
        );
    }

    #[test]
    fn lines_are_guessed_from_the_width() {
        assert!((lines("a\nb", 9.0, 100.0) - 2.0).abs() < f64::EPSILON);
        assert!(lines(&"word ".repeat(100), 9.0, 100.0) > 20.0);
    }
}
