//! Who answers: a post or a pseudonym. A personal name is not needed anywhere, and the program says so.

use std::collections::HashSet;

use crate::assessment::Assessment;
use crate::rubric::{IdError, RespondentId, Rubric};
use crate::text::clean;

/// Said wherever somebody is asked who they are.
pub const WHO_YOU_ARE: &str =
    "Use your post or a pseudonym. A personal name is not needed anywhere.";

/// Words of posts and pseudonyms that a rubric's roles may not have.
const POSTS: [&str; 66] = [
    "acting",
    "admin",
    "adviser",
    "advisor",
    "anon",
    "anonymous",
    "area",
    "assistant",
    "associate",
    "audit",
    "board",
    "bursar",
    "ceo",
    "cfo",
    "chair",
    "clerk",
    "committee",
    "coo",
    "deputy",
    "director",
    "east",
    "education",
    "executive",
    "external",
    "finance",
    "governor",
    "group",
    "head",
    "headteacher",
    "hr",
    "hub",
    "inclusion",
    "infant",
    "interim",
    "it",
    "junior",
    "lead",
    "leader",
    "manager",
    "member",
    "new",
    "north",
    "nursery",
    "officer",
    "old",
    "parent",
    "people",
    "person",
    "primary",
    "principal",
    "pupil",
    "regional",
    "respondent",
    "risk",
    "school",
    "secondary",
    "senco",
    "send",
    "south",
    "special",
    "staff",
    "teacher",
    "team",
    "trust",
    "user",
    "vice",
];

/// Why a text cannot be a respondent's id, and what to use instead.
pub fn not_a_respondent(text: &str, error: &IdError) -> String {
    let text = clean(text);
    if text.contains('@') {
        return format!(
            "\"{text}\" looks like an e-mail address. That cannot be a respondent's id, and is not needed: use a post or a pseudonym, such as chair or head-3."
        );
    }
    format!("\"{text}\" cannot be a respondent's id: {error}.")
}

/// What to say when an id that is given for the first time looks like a personal name. It is a note, never a refusal.
pub fn name_note(respondent: &RespondentId, rubric: &Rubric) -> Option<String> {
    looks_like_a_name(respondent.as_str(), rubric).then(|| {
        format!(
            "\"{respondent}\" looks like a personal name. No name is needed: a post or a pseudonym does, such as chair or head-3. If it is nobody's name, all is well; if it is, the id can be changed at any time."
        )
    })
}

/// The same for somebody who has not answered here yet: it is said once.
pub fn newcomer_note(respondent: &RespondentId, assessment: &Assessment) -> Option<String> {
    name_note(respondent, &assessment.rubric).filter(|_| assessment.response(respondent).is_none())
}

/// Two or three words of letters, none of which belongs to a post.
fn looks_like_a_name(id: &str, rubric: &Rubric) -> bool {
    let words = words(id);
    let letters = |word: &String| word.chars().all(char::is_alphabetic);
    if !(2..=3).contains(&words.len())
        || !words.iter().all(letters)
        || words.iter().all(|word| word.len() == 1)
    {
        return false;
    }
    let mut posts: HashSet<String> = POSTS.iter().map(|word| (*word).to_owned()).collect();
    for role in rubric.roles() {
        posts.extend(self::words(role.id.as_str()));
        posts.extend(
            role.title
                .split(|c: char| !c.is_alphanumeric())
                .map(str::to_lowercase),
        );
    }
    // A word in the plural belongs to a post as it does alone.
    words
        .iter()
        .all(|word| !posts.contains(word) && !posts.contains(word.trim_end_matches('s')))
}

/// The words of an id, small: of `anna-smith`, `Anna_Smith2` and `AnnaSmith` the same two. Numbers at an end are no words.
fn words(id: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before = '-';
    for c in id.chars() {
        let begins = matches!(c, '-' | '_') || (c.is_uppercase() && before.is_lowercase());
        if begins {
            words.push(String::new());
        }
        if !matches!(c, '-' | '_') {
            words
                .last_mut()
                .expect("there is always a word")
                .extend(c.to_lowercase());
        }
        before = c;
    }
    let plain = |word: &String| {
        word.trim_end_matches(|c: char| c.is_ascii_digit())
            .to_owned()
    };
    words
        .iter()
        .map(plain)
        .filter(|word| !word.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rubric::builtins;

    fn noted(id: &str) -> bool {
        name_note(&RespondentId::new(id).unwrap(), &builtins()[0].rubric()).is_some()
    }

    #[test]
    fn an_id_that_looks_like_a_personal_name_is_noted() {
        for id in [
            "anna-smith",
            "Anna_Smith",
            "AnnaSmith",
            "a-smith",
            "anna-maria-smith",
            "anna-smith-2",
            "smith2-anna",
        ] {
            assert!(noted(id), "{id}");
        }
    }

    #[test]
    fn posts_and_pseudonyms_of_the_examples_are_not() {
        let posts = [
            "chair",
            "head-3",
            "vice_chair",
            "trustee-education",
            "headteacher-secondary",
            "governance-professional",
            "R1",
            "wren-chair",
            "school-a",
            "chief-executive",
            "local-governor-2",
            "quay-head",
            "x",
            "a-b",
            "finance-director",
            "heads-north",
            "respondent-4",
            "one-two-three-four",
            "support-staff",
        ];
        for id in posts {
            assert!(!noted(id), "{id}");
        }
    }

    #[test]
    fn an_e_mail_address_is_told_what_to_use_instead() {
        let said = |text: &str| not_a_respondent(text, &RespondentId::new(text).unwrap_err());
        assert!(said("anna@elm.example\u{1b}[2J").contains("looks like an e-mail address"));
        assert!(!said("anna@elm.example\u{1b}[2J").contains('\u{1b}'));
        assert!(
            said("../x")
                .contains("cannot be a respondent's id: a respondent's id becomes a file name")
        );
    }
}
