//! Characters that nobody sees: which of them break a line, and which only stand there.
//!
//! Word, web pages and phones put them in unasked. Every way into the program reads a text through [`plain`], so that
//! a paste means the same wherever it is pasted.

use std::borrow::Cow;

/// Returns the text with a line feed for every kind of line break, and without marks that nobody sees.
///
/// A tab and other control codes stay, for whoever reads the text to refuse or replace. Joiners stay where they join:
/// in emoji, and in scripts whose letters change shape.
pub fn plain(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        let before = plain.chars().next_back();
        if is_line_break(c) {
            // Windows ends a line with two characters, and means one.
            if c == '\r' && letters.peek() == Some(&'\n') {
                continue;
            }
            plain.push('\n');
        } else if is_joiner(c) {
            let after = letters.peek().copied();
            if before.is_some_and(can_be_joined) && after.is_some_and(can_be_joined) {
                plain.push(c);
            }
        } else if is_tag(c) {
            // The flag of England is a black flag, followed by letters that nobody sees.
            if before.is_some_and(|before| before == '\u{1F3F4}' || is_tag(before)) {
                plain.push(c);
            }
        } else if !is_mark(c) {
            plain.push(c);
        }
    }
    Cow::Owned(plain)
}

/// Whether the character stays as it is wherever it stands.
fn is_plain(c: char) -> bool {
    c == '\n' || !(is_line_break(c) || is_joiner(c) || is_tag(c) || is_mark(c))
}

/// Whether a line ends here, in Word (a vertical tab), in an old file or in Unicode's own way.
fn is_line_break(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Whether the character only stands there: a soft hyphen, a mark of direction or of order, a space without width, a
/// place for a picture.
fn is_mark(c: char) -> bool {
    matches!(
        c,
        '\u{AD}'
            | '\u{61C}'
            | '\u{180E}'
            | '\u{200B}'
            | '\u{200E}'
            | '\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFC}'
            | '\u{1D173}'..='\u{1D17A}'
    )
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}')
}

fn is_tag(c: char) -> bool {
    matches!(c, '\u{E0001}'..='\u{E007F}')
}

/// Whether a joiner beside this character can mean something: never beside Latin letters, figures and spaces.
fn can_be_joined(c: char) -> bool {
    c > '\u{2FF}' && !(c.is_whitespace() || is_joiner(c) || is_tag(c) || is_mark(c))
}

/// Whether somebody who reads the text would miss this character or be misled by it.
pub fn is_unseen(c: char) -> bool {
    is_mark(c) || is_tag(c) || (is_line_break(c) && c != '\n')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_kind_of_line_break_is_a_line_break() {
        for between in [
            "\n", "\r\n", "\r", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}",
        ] {
            assert_eq!(
                plain(&format!("one{between}two")),
                "one\ntwo",
                "{between:?}"
            );
        }
        assert_eq!(plain("a\r\r\n\nb"), "a\n\n\nb");
    }

    #[test]
    fn marks_go_and_what_is_seen_stays() {
        let marks = "\u{FEFF}\u{200E}s\u{AD}oft\u{200B}\u{2060} \u{202E}x\u{202C}\u{FFFC}\u{2066}y\u{2069}\u{61C}";
        assert_eq!(plain(marks), "soft xy");
        for whole in [
            "naïve — “so”",
            "a\tb",
            "\u{A0}",
            "学校",
            "مدرسة",
            "❤\u{FE0F}",
        ] {
            assert!(matches!(plain(whole), Cow::Borrowed(_)), "{whole}");
        }
    }

    #[test]
    fn joiners_stay_where_they_join_and_flags_stay_flags() {
        for whole in [
            "👩\u{200D}🏫",
            "👩🏽\u{200D}🏫",
            "می\u{200C}خواهم",
            "क्\u{200D}ष",
            "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
        ] {
            assert_eq!(plain(whole), whole);
        }
        assert_eq!(plain("a\u{200D}b\u{200C}c \u{200D}学"), "abc 学");
        assert_eq!(plain("x\u{E0041}y"), "xy");
    }

    proptest! {
        #[test]
        fn what_is_plain_stays_as_it_is(text in "(\\r|\\n|[\u{B}\u{C}\u{85}\u{2028}\u{200B}\u{200C}\u{200D}\u{200E}\u{202E}\u{AD}\u{FEFF}\u{E0041}aé م👩🏴🏫])*") {
            let once = plain(&text).into_owned();
            prop_assert_eq!(&plain(&once), &once);
            prop_assert!(!once.chars().any(|c| is_mark(c) || (is_line_break(c) && c != '\n')));
        }

        #[test]
        fn nothing_that_is_seen_goes(text in any::<String>()) {
            let seen = |text: &str| -> String {
                text.chars().filter(|c| is_plain(*c) && *c != '\n').collect()
            };
            prop_assert_eq!(seen(&plain(&text)), seen(&text));
        }
    }
}
