//! Guessing which name a mistyped one was meant to be, and never its opposite.

/// Words that turn a sentence round.
const NEGATIONS: [&str; 22] = [
    "not", "no", "non", "never", "none", "nobody", "nothing", "neither", "nor", "nt", "cannot",
    "cant", "without", "isnt", "arent", "wasnt", "dont", "doesnt", "didnt", "hasnt", "havent",
    "wont",
];

/// Beginnings that turn a word round.
const TURNING: [&str; 12] = [
    "un", "in", "im", "il", "ir", "non", "no", "not", "dis", "mis", "de", "anti",
];

/// Endings that turn a word round.
const LACKING: [&str; 2] = ["less", "free"];

/// The candidate that a mistyped name was most likely meant to be, if any is near.
///
/// Near means Damerau–Levenshtein distance of at most a third of the name's length (at least one), or a candidate that
/// ends or begins with the whole name. What negates a candidate, and what has other numbers in it, is never near it.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // A name of a million characters is no typing slip, and comparing it would take minutes.
    if name.len() > 200 {
        return None;
    }
    let wanted = Name::of(name);
    let reach = wanted.reach();
    candidates
        .into_iter()
        .filter(|candidate| figures(&wanted.lower).eq(figures(candidate)))
        .filter_map(|candidate| {
            let other = Name::of(candidate);
            let distance = wanted.distance(&other, reach)?;
            (!wanted.opposes(&other)).then_some((distance, candidate))
        })
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

/// A name as it is compared.
struct Name {
    lower: String,
    letters: usize,
}

impl Name {
    fn of(name: &str) -> Self {
        let lower = name.to_lowercase();
        let letters = lower.chars().count();
        Self { lower, letters }
    }

    /// How many letters may differ.
    fn reach(&self) -> usize {
        (self.letters / 3).max(1)
    }

    /// How far the candidate is away, if it is within reach.
    fn distance(&self, candidate: &Self, reach: usize) -> Option<usize> {
        let part = self.letters > 3
            && (candidate.lower.starts_with(&self.lower) || candidate.lower.ends_with(&self.lower));
        if part {
            return Some(1);
        }
        // Each letter that one has more costs one: no need to look at the rest.
        if self.letters.abs_diff(candidate.letters) > reach {
            return None;
        }
        Some(strsim::damerau_levenshtein(&self.lower, &candidate.lower))
            .filter(|distance| *distance <= reach)
    }

    /// Whether one of the two says that the other is not so.
    fn opposes(&self, other: &Self) -> bool {
        let (mine, theirs) = (squeezed(&self.lower), squeezed(&other.lower));
        mine != theirs
            && (mine.ends_with(&theirs)
                || turned(&mine, &theirs)
                || turned(&theirs, &mine)
                || turns(&self.lower, &other.lower) != turns(&other.lower, &self.lower))
    }
}

/// The numbers in a name. `head-1` is no slip for `head-2`, nor for `head`.
fn figures(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_numeric())
        .filter(|figures| !figures.is_empty())
}

/// The letters and figures of a text, without what stands between them.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The words of a text. An apostrophe is part of its word and left out: "isn't" is "isnt".
fn words(text: &str) -> Vec<String> {
    text.replace(['\'', '’'], "")
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// How many words of a text negate something: by themselves, or a word of the other text.
fn turns(text: &str, other: &str) -> usize {
    let others = words(other);
    words(text)
        .iter()
        .filter(|word| {
            NEGATIONS.contains(&word.as_str()) || others.iter().any(|other| turned(word, other))
        })
        .count()
}

/// Whether a word is the other, perhaps mistyped, with a beginning or an ending that turns it round.
fn turned(word: &str, other: &str) -> bool {
    if word == other {
        return false;
    }
    let cut = TURNING
        .iter()
        .filter_map(|beginning| word.strip_prefix(beginning))
        .chain(
            LACKING
                .iter()
                .filter_map(|ending| word.strip_suffix(ending)),
        );
    let away = strsim::damerau_levenshtein(word, other);
    cut.filter(|rest| rest.chars().count() > 2).any(|rest| {
        // Nearer without what turns it round than with it: that is what was meant.
        let reach = (rest.chars().count() / 4).max(1);
        let without = strsim::damerau_levenshtein(rest, other);
        without <= reach && without < away
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::{ActionStatus, Confidence, Depth, Kind, Status};
    use crate::report::Edition;

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

    /// The closed sets that people type a value of, as files and as people write them.
    fn sets() -> Vec<Vec<&'static str>> {
        vec![
            Status::ALL.map(Status::word).to_vec(),
            Status::ALL.map(Status::phrase).to_vec(),
            ActionStatus::ALL.map(ActionStatus::word).to_vec(),
            ActionStatus::ALL.map(ActionStatus::phrase).to_vec(),
            Confidence::ALL.map(Confidence::word).to_vec(),
            Kind::ALL.map(Kind::word).to_vec(),
            [Depth::Full, Depth::Quick].map(Depth::word).to_vec(),
            Edition::ALL.map(Edition::word).to_vec(),
            vec!["must", "should"],
            vec!["yes", "no"],
            vec![
                "Not in place",
                "Begun",
                "In part",
                "Established",
                "Embedded",
                "Sustained",
            ],
        ]
    }

    #[test]
    fn the_negation_of_a_value_is_never_near_it_nor_the_value_near_its_negation() {
        for set in sets() {
            for value in &set {
                let value = value.to_lowercase();
                for negation in [
                    format!("not {value}"),
                    format!("not-{value}"),
                    format!("no {value}"),
                    format!("never {value}"),
                    format!("isn't {value}"),
                    format!("isn’t {value}"),
                    format!("non-{value}"),
                    format!("un{value}"),
                    format!("in{value}"),
                    format!("dis{value}"),
                    format!("n{value}"),
                    format!("{value} not"),
                ] {
                    assert_eq!(nearest(&negation, [value.as_str()]), None, "{negation}");
                    let near = nearest(&value, [negation.as_str()]);
                    assert!(
                        near.is_none() || negation == format!("n{value}"),
                        "{value}: {near:?}"
                    );
                }
            }
        }
        for (typed, names) in [
            ("not met", ["met", "partly"]),
            ("incomplete", ["complete", "stopped"]),
            ("uncomplet", ["complete", "stopped"]),
            ("not sure", ["sure", "guess"]),
            ("unsure", ["sure", "guess"]),
            ("known", ["unknown", "met"]),
            ("applicable", ["not-applicable", "met"]),
        ] {
            assert_eq!(nearest(typed, names), None, "{typed}");
        }
    }

    #[test]
    fn a_slip_in_a_value_is_still_put_right_also_in_one_that_negates() {
        for (typed, meant) in [
            ("partley", "partly"),
            ("not-meet", "not-met"),
            ("not met", "not-met"),
            ("unkown", "unknown"),
            ("not-aplicable", "not-applicable"),
        ] {
            let words = Status::ALL.map(Status::word);
            assert_eq!(nearest(typed, words), Some(meant), "{typed}");
        }
        let words = ActionStatus::ALL.map(ActionStatus::word);
        assert_eq!(nearest("in-progres", words), Some("in-progress"));
        assert_eq!(nearest("not-startd", words), Some("not-started"));
    }

    #[test]
    fn a_number_is_never_guessed() {
        assert_eq!(nearest("head-3", ["head-1", "head-2"]), None);
        assert_eq!(nearest("head", ["head-1"]), None);
        assert_eq!(nearest("haed-1", ["head-1", "head-2"]), Some("head-1"));
        assert_eq!(nearest("a12", ["a1", "a2", "a21"]), None);
    }
}
