//! The comments of a TOML text, so that a save can see whether it would lose one.

/// Every comment, from `#` to the end of its line, in order.
pub(super) fn comments(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['#', '"', '\'']) {
        rest = &rest[at..];
        if rest.starts_with('#') {
            let end = rest.find('\n').unwrap_or(rest.len());
            found.push(rest[..end].trim_end());
            rest = &rest[end..];
        } else {
            rest = &rest[string_length(rest)..];
        }
    }
    found
}

/// The comments of `before` that `after` no longer has. One that stood twice must stand twice.
pub(super) fn lost<'t>(before: &'t str, after: &str) -> Vec<&'t str> {
    // Nearly every file has none, and each save asks.
    if !before.contains('#') {
        return Vec::new();
    }
    let mut left = comments(after);
    let mut lost = comments(before);
    lost.retain(
        |comment| match left.iter().position(|other| other == comment) {
            Some(place) => {
                left.swap_remove(place);
                false
            }
            None => true,
        },
    );
    lost
}

/// The bytes of the string at the start of a text, its quotation marks included.
fn string_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let quote = bytes[0];
    let many = bytes.len() > 2 && bytes[1] == quote && bytes[2] == quote;
    let width = if many { 3 } else { 1 };
    let mut at = width;
    while at < bytes.len() {
        if bytes[at] == b'\\' && quote == b'"' {
            at += 2;
        } else if bytes[at..].len() >= width
            && bytes[at..at + width].iter().all(|byte| *byte == quote)
        {
            at += width;
            // One or two quotation marks may stand right before the closing three.
            while many && bytes.get(at) == Some(&quote) {
                at += 1;
            }
            return at.min(bytes.len());
        } else {
            at += 1;
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_found_outside_strings_only() {
        let text = "# one\na = \"no # \\\" #\" # two\nb = '#\\' # three\nc = \"\"\"\n# no \"\" \\\"\"\" #\"\"\"\" # four  \nd = '''#'' #''' # five\ne = \"\" # six\né = 1 # sieben ü";
        assert_eq!(
            comments(text),
            [
                "# one",
                "# two",
                "# three",
                "# four",
                "# five",
                "# six",
                "# sieben ü"
            ]
        );
    }

    #[test]
    fn a_lost_comment_is_seen_also_when_its_twin_stays() {
        assert_eq!(lost("# a\n# a\n# b", "# b\nx = 1 # a"), ["# a"]);
        assert!(lost("x = 1", "").is_empty());
    }

    proptest::proptest! {
        #[test]
        fn no_text_breaks_it(text in "[#\"'\\\\a\né]{0,40}") {
            let _ = comments(&text);
        }
    }
}
