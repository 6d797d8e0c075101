//! Small helps with words: counting, listing, cleaning and guessing names.

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

/// The candidate that a mistyped name was most likely meant to be, if any is near.
///
/// Near means Damerau–Levenshtein distance of at most a third of the name's
/// length (at least one), or a candidate that holds the name or is held by it.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // A name of a million characters is no typing slip, and comparing it would take minutes.
    if name.len() > 200 {
        return None;
    }
    let wanted = name.to_lowercase();
    let reach = (wanted.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (distance(&wanted, candidate), candidate))
        .filter(|(distance, _)| *distance <= reach)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// A hint after a name that nothing has: "Did you mean …?" with the nearest that there is, else what else to do.
pub fn did_you_mean<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
    otherwise: impl Into<String>,
) -> String {
    nearest(name, candidates).map_or_else(
        || otherwise.into(),
        |near| format!("Did you mean \"{near}\"?"),
    )
}

fn distance(wanted: &str, candidate: &str) -> usize {
    let held = wanted.len() > 3 && (candidate.contains(wanted) || wanted.contains(candidate));
    if held {
        1
    } else {
        strsim::damerau_levenshtein(wanted, candidate)
    }
}

/// The text made safe to show on a terminal: control codes, and marks that
/// reverse the reading direction, become a visible sign (�). Line feeds and
/// tabs become a space; use [`clean_lines`] to keep line feeds.
pub fn clean(text: &str) -> String {
    text.chars()
        .map(|c| {
            if matches!(c, '\n' | '\t') {
                ' '
            } else {
                visible(c)
            }
        })
        .collect()
}

/// Like [`clean`], but line feeds stay.
pub fn clean_lines(text: &str) -> String {
    text.chars()
        .filter(|c| *c != '\r')
        .map(|c| match c {
            '\n' => '\n',
            '\t' => ' ',
            other => visible(other),
        })
        .collect()
}

fn visible(c: char) -> char {
    if c.is_control() || is_direction_mark(c) {
        '\u{FFFD}'
    } else {
        c
    }
}

/// Whether the character changes the reading direction without being seen.
pub fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
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
    fn the_nearest_name_is_found_and_a_far_one_is_not() {
        let names = [
            "governance-purpose",
            "governance-board",
            "civic-family-voice",
        ];
        assert_eq!(
            nearest("goverance-purpose", names),
            Some("governance-purpose")
        );
        assert_eq!(
            did_you_mean("goverance-purpose", names, "x"),
            "Did you mean \"governance-purpose\"?"
        );
        assert_eq!(did_you_mean("finance", names, "Look it up."), "Look it up.");
        assert_eq!(nearest("family-voice", names), Some("civic-family-voice"));
        assert_eq!(nearest("zebra", names), None);
        assert_eq!(nearest(&"x".repeat(1_000_000), names), None);
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
        assert_eq!(clean_lines("a\r\nb\u{202e}"), "a\nb\u{FFFD}");
    }
}
