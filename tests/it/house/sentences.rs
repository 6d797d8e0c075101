//! A sentence is written in one place: two places that say the same begin to say it differently.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use regex::Regex;

use super::imports::{code, rust_files};

/// The most words of a text that may be in two places.
const MOST: usize = 5;

/// What is still in two places, as [`sentences`] gives it.
const STILL_TWICE: &[&str] = &[
    "a note if there is one",
    "a number or enter to finish",
    "a question that you cannot judge may be answered with u{}don't know u{}",
    "a reason is needed for not applicable",
    "a weight of {} cannot be used",
    "enter keeps it and goes on",
    "enter leaves it as it is b goes back",
    "evidence is recorded and not tested",
    "format {} is not one that this program reads",
    "it is kept listed in the report and counts for nothing",
    "letters after it ask for more",
    "not the name of the file",
    "one of the two files was changed in the meantime",
    "please say how you will know that it has worked",
    "please say in a few words what is to be done",
    "please say who answers for it",
    "please say why nothing will be done",
    "s skip for now b back m why it is asked what it covers warning signs examples of evidence",
    "that is kept as it is and shown apart from level",
    "the evidence {} has no kind or date yet so it is not saved",
    "the rubric does not allow {} to be not applicable",
    "the rubric of this assessment has no such criterion",
    "the rubric of this assessment has no such domain",
    "they stay in their files and are listed in the report",
    "this is not toml that can be read",
    "this is {} characters long and {} is the most",
    "what is in the file stays",
    "what is rated here and what elsewhere",
    "what should a reader know of how it ended",
    "what the tracker changes in the plan",
    "where each domain stands and why down to the answers",
    "who has answered what and what is next",
    "why could it not exist here",
    "write format or get a newer strong trust",
    "you answered this before its wording changed",
    "{} is a decision to do nothing so there is nothing to close",
    "{} is a folder and a file is needed here",
    "{} is not a date that exists",
    "{} or type b to go back",
];

/// The sentences of a file's string literals in lower case, without numbers and marks; `{}` stands for what is filled in.
fn sentences(path: &Path) -> BTreeSet<String> {
    static COMMENT: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?m)^\s*//.*$").unwrap());
    static REASON: LazyLock<Regex> = LazyLock::new(|| Regex::new(r#"reason = "[^"]*""#).unwrap());
    static LITERAL: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r#"(?s)"((?:[^"\\]|\\.)*)""#).unwrap());
    static JOINED: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\\\n\s*").unwrap());
    static FILLED: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\{[^}]*\}").unwrap());
    static END: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[.!?:;]\s+").unwrap());
    static WORD: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[a-z{}’']+").unwrap());
    let code = code(path).replace("'\"'", "' '");
    let code = COMMENT.replace_all(&code, "");
    let code = REASON.replace_all(&code, "");
    let mut found = BTreeSet::new();
    for literal in LITERAL.captures_iter(&code) {
        let text = JOINED.replace_all(&literal[1], "").into_owned();
        for sentence in END.split(&text) {
            let sentence = FILLED.replace_all(sentence, "{}").to_lowercase();
            let words: Vec<&str> = WORD
                .find_iter(&sentence)
                .map(|word| word.as_str())
                .collect();
            if words.iter().filter(|word| **word != "{}").count() > MOST {
                found.insert(words.join(" "));
            }
        }
    }
    found
}

#[test]
fn no_sentence_is_written_in_two_places() {
    let mut places: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for path in rust_files(Path::new("src")) {
        for sentence in sentences(&path) {
            places.entry(sentence).or_default().push(path.clone());
        }
    }
    let twice: Vec<_> = places
        .iter()
        .filter(|(sentence, places)| places.len() > 1 && !STILL_TWICE.contains(&sentence.as_str()))
        .collect();
    assert!(twice.is_empty(), "{twice:#?}");
}
