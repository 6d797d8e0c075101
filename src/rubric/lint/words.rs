//! Signs of weak wording that a program can find in a sentence.

use std::ops::Range;

/// Words that make a difference nobody can check.
const HEDGES: [&str; 27] = [
    "robust",
    "robustly",
    "fully",
    "effective",
    "effectively",
    "regularly",
    "appropriate",
    "appropriately",
    "strong",
    "strongly",
    "excellent",
    "outstanding",
    "sufficient",
    "sufficiently",
    "adequate",
    "adequately",
    "comprehensive",
    "comprehensively",
    "significant",
    "significantly",
    "consistently",
    "proactive",
    "proactively",
    "various",
    "timely",
    "systematic",
    "systematically",
];

/// Words with which a sentence opens before its first comma: "In most schools, heads and staff …" lists two things, not three.
const OPENERS: [&str; 27] = [
    "in", "from", "for", "with", "within", "when", "where", "if", "over", "asked", "because",
    "once", "after", "each", "nearly", "most", "some", "at", "every", "by", "on", "looking", "as",
    "this", "among", "across", "of",
];

/// Words that begin a clause, and so no entry of a list.
const CLAUSES: [&str; 22] = [
    "with", "which", "who", "whose", "and", "or", "but", "as", "so", "not", "then", "at", "by",
    "in", "of", "to", "where", "when", "while", "whether", "naming", "for",
];

/// Anchors at or above this share of equal words are near-duplicates.
const TWIN_SHARE: (usize, usize) = (4, 5);

/// A bundle of facts: what shows it, and where.
pub struct Bundle {
    pub how: &'static str,
    pub place: Range<usize>,
}

/// The words of a text with their places.
pub fn words(text: &str) -> Vec<(&str, Range<usize>)> {
    let part = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-');
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, part(c)) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                found.push((&text[from..at], from..at));
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// The hedges in a text.
pub fn hedges(text: &str) -> Vec<(String, Range<usize>)> {
    words(text)
        .into_iter()
        .map(|(word, place)| (word.to_lowercase(), place))
        .filter(|(word, _)| HEDGES.contains(&word.as_str()))
        .collect()
}

/// Whether two anchors differ by one word or share four fifths of their words in order.
pub fn twins(one: &str, other: &str) -> bool {
    let lower = |text: &str| -> Vec<String> {
        words(text)
            .into_iter()
            .map(|(word, _)| word.to_lowercase())
            .collect()
    };
    let (one, other) = (lower(one), lower(other));
    let longest = one.len().max(other.len());
    let distance = strsim::generic_levenshtein(&Slice(&one), &Slice(&other));
    distance <= 1 || (longest - distance) * TWIN_SHARE.1 >= longest * TWIN_SHARE.0
}

/// Lets the distance function walk over words.
struct Slice<'w>(&'w [String]);

impl<'s> IntoIterator for &'s Slice<'_> {
    type Item = &'s String;
    type IntoIter = std::slice::Iter<'s, String>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

/// Where a question joins two things with "and".
pub fn double_question(question: &str) -> Option<Range<usize>> {
    words(question)
        .into_iter()
        .find(|(word, _)| word.eq_ignore_ascii_case("and"))
        .map(|(_, place)| place)
}

/// The sign that an anchor bundles facts, if it bears one.
pub fn bundle(text: &str) -> Option<Bundle> {
    if let Some(at) = text.find(';') {
        return Some(Bundle {
            how: "a semicolon",
            place: at..at + 1,
        });
    }
    if let Some((_, place)) = words(text)
        .into_iter()
        .filter(|(word, _)| word.eq_ignore_ascii_case("and"))
        .nth(1)
    {
        return Some(Bundle {
            how: "more than one \"and\"",
            place,
        });
    }
    sentences(text)
        .find_map(|(start, sentence)| {
            list_of_three(sentence).map(|place| start + place.start..start + place.end)
        })
        .map(|place| Bundle {
            how: "a list of three",
            place,
        })
}

fn sentences(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    text.split_inclusive(['.', '!', '?']).map(move |sentence| {
        let at = start;
        start += sentence.len();
        (at, sentence)
    })
}

/// "a, b and c", each one or two words long, is a list; ", who stay and help" is not.
fn list_of_three(sentence: &str) -> Option<Range<usize>> {
    let opens = words(sentence)
        .first()
        .is_some_and(|(word, _)| OPENERS.contains(&word.to_lowercase().as_str()));
    let skipped = if opens {
        sentence.find(',').map_or(0, |at| at + 1)
    } else {
        0
    };
    let rest = &sentence[skipped..];
    for (comma, _) in rest.match_indices(',') {
        let after = &rest[comma + 1..];
        let following = words(after);
        let first = following
            .first()
            .map(|(word, _)| word.to_lowercase())
            .unwrap_or_default();
        if CLAUSES.contains(&first.as_str()) {
            continue;
        }
        for length in 1..=2 {
            let joined = following
                .get(length)
                .is_some_and(|(word, _)| *word == "and" || *word == "or");
            let gap = following
                .get(length)
                .map_or("", |(_, place)| &after[..place.start]);
            let unbroken = !gap.trim_end_matches([',', ' ']).contains([',', ':', '.']);
            if joined && unbroken && following.len() > length + 1 {
                let end = following[length].1.end;
                return Some(skipped + comma..skipped + comma + 1 + end);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_as_a_reader_counts_them() {
        assert_eq!(words("Someone's half-day, at 3 o'clock.").len(), 5);
    }

    #[test]
    fn bundles_are_found_and_openings_are_not_lists() {
        for bad in [
            "Heads check; staff learn.",
            "Heads plan and teach and check.",
            "Standards, backups and training are assessed.",
            "Decisions turn on cost, staff time or luck.",
        ] {
            assert!(bundle(bad).is_some(), "{bad}");
        }
        for good in [
            "In most schools, heads and staff can name one.",
            "Most struggling schools have named helpers, who stay and teach.",
            "Most buildings are checked, and any that fails is named.",
            "What the trust knows is what its head reports, until results say otherwise.",
        ] {
            assert!(bundle(good).is_none(), "{good}");
        }
    }

    #[test]
    fn twins_differ_by_a_word_or_hardly_more() {
        assert!(twins(
            "Some heads check the register.",
            "Most heads check the register."
        ));
        assert!(!twins(
            "Some heads check the register.",
            "Most heads have changed a rule because a check showed a fault."
        ));
    }

    #[test]
    fn hedges_and_double_questions_are_found() {
        assert_eq!(hedges("A robust plan, fully used.").len(), 2);
        assert!(hedges("A plan that people use.").is_empty());
        assert!(double_question("Do heads plan and check?").is_some());
        assert!(double_question("Do heads understand?").is_none());
    }
}
