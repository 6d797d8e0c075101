//! Small helps with words: counting, listing, cleaning and guessing names.

mod nearest;
mod unseen;

pub use nearest::{did_you_mean, nearest};
pub use unseen::{is_unseen, plain};

/// A number with its noun: `count(1, "school", "schools")` is "1 school".
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// Items joined as a sentence joins them: "a", "a and b", "a, b and c".
pub fn list<S: AsRef<str>>(items: &[S]) -> String {
    joined(items, "and")
}

/// Items joined as a choice: "a", "a or b", "a, b or c".
pub fn choice<S: AsRef<str>>(items: &[S]) -> String {
    joined(items, "or")
}

fn joined<S: AsRef<str>>(items: &[S], word: &str) -> String {
    match items {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [rest @ .., last] => {
            let rest: Vec<&str> = rest.iter().map(AsRef::as_ref).collect();
            format!("{} {word} {}", rest.join(", "), last.as_ref())
        }
    }
}

/// The text with its first letter in capitals.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// The text in one line, safe to show anywhere: read as [`plain`] reads it; control codes, and what Unicode keeps from
/// ever being a character, become a visible sign (�). Line breaks and tabs become a space; [`clean_lines`] keeps lines.
pub fn clean(text: &str) -> String {
    plain(text)
        .chars()
        .map(|c| if c == '\n' { ' ' } else { visible(c) })
        .collect()
}

/// Like [`clean`], but lines stay.
pub fn clean_lines(text: &str) -> String {
    plain(text)
        .chars()
        .map(|c| if c == '\n' { '\n' } else { visible(c) })
        .collect()
}

fn visible(c: char) -> char {
    match c {
        '\t' => ' ',
        c if c.is_control() || is_noncharacter(c) => '\u{FFFD}',
        c => c,
    }
}

/// Whether [`clean_lines`] would leave the text as it is.
pub fn is_clean(text: &str) -> bool {
    let seen = |c: char| c == '\n' || visible(c) == c;
    text.chars().all(seen) && matches!(plain(text), std::borrow::Cow::Borrowed(_))
}

/// Whether Unicode keeps this code from ever being a character: XML and HTML do not take it, even written as a number.
pub fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{FDD0}'..='\u{FDEF}') || u32::from(c) & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_as_sentences_do() {
        assert_eq!(list::<&str>(&[]), "");
        assert_eq!(list(&["a"]), "a");
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
        assert_eq!(choice(&["a", "b"]), "a or b");
        assert_eq!(count(1, "school", "schools"), "1 school");
        assert_eq!(count(0, "school", "schools"), "0 schools");
    }

    #[test]
    fn noncharacters_are_known_and_their_neighbours_are_characters() {
        assert!(
            ['\u{FFFE}', '\u{FFFF}', '\u{FDD0}', '\u{FDEF}', '\u{10FFFF}']
                .into_iter()
                .all(is_noncharacter)
        );
        assert!(
            !['a', '\u{FFFD}', '\u{FDCF}', '\u{FDF0}', '\u{1F392}']
                .into_iter()
                .any(is_noncharacter)
        );
    }

    #[test]
    fn control_codes_never_reach_a_terminal() {
        assert_eq!(clean("a\u{1b}[31mb\nc"), "a\u{FFFD}[31mb c");
        assert_eq!(clean_lines("a\r\nb\u{FFFF}\t"), "a\nb\u{FFFD} ");
    }

    #[test]
    fn what_word_puts_in_unseen_is_never_shown_as_a_fault() {
        assert_eq!(
            clean_lines("one\u{B}two\u{C}three\u{85}four"),
            "one\ntwo\nthree\nfour"
        );
        assert_eq!(
            clean("one\rtwo\u{200E}, \u{AD}three\u{FFFC}"),
            "one two, three"
        );
    }
}
