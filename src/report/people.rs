//! Who took part, and how far they agree over the whole rubric.

use crate::report::Edition;
use crate::report::left_out::{self, LeftOutReport, left_out, left_out_count};
use crate::report::lookup::Lookup;
use crate::report::spread::six_places;
use crate::rubric::{CriterionId, Role};
use crate::text::list;
use crate::words::{counted, number, opened};

/// Who took part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct People {
    /// By id. Empty in the public edition.
    pub respondents: Vec<RespondentReport>,
    /// How many gave at least one answer.
    pub answered: usize,
    /// Those whose answers could not be read, by id. The public edition tells only that there are some, and why.
    pub left_out: Vec<LeftOutReport>,
    /// The sentence for page one.
    pub words: String,
    /// What must be said of it, if only one person or nobody answered.
    pub caution: Option<String>,
    /// Who is left out, in which file and why: a sentence for each. Empty in the public edition.
    pub missing: Vec<String>,
}

/// One respondent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RespondentReport {
    /// A post or a pseudonym.
    pub id: String,
    /// The id of the role.
    pub role: String,
    /// The title of the role.
    pub role_title: String,
    /// The word for the role's group.
    pub group: &'static str,
    /// How many answers were given.
    pub answered: usize,
}

/// Agreement over the whole rubric.
#[derive(Debug, Clone, PartialEq)]
pub struct WholeAgreement {
    /// Krippendorff's ordinal alpha, to six places. `None`: not computable.
    pub alpha: Option<f64>,
    /// How many people gave at least one answer.
    pub respondents: usize,
    /// How many criteria have level answers from two or more people.
    pub compared: usize,
    /// What it means, in plain words.
    pub words: Vec<String>,
}

/// What to do where people see the trust differently.
const TALK: &str = "talk the differences through before resting conclusions on these levels.";

pub fn compose(lookup: &Lookup<'_>) -> People {
    let responses = &lookup.assessment.responses;
    let role = |response: &crate::assessment::Response| lookup.rubric().role(&response.role);
    let answered = responses
        .iter()
        .filter(|response| !response.answers.is_empty())
        .count();
    let all: Vec<RespondentReport> = responses
        .iter()
        .map(|response| RespondentReport {
            id: response.respondent.to_string(),
            role: response.role.to_string(),
            role_title: role(response)
                .map_or_else(|| response.role.to_string(), |role| role.title.clone()),
            group: role(response).map_or("", |role| role.group.word()),
            answered: response.answers.len(),
        })
        .collect();
    let (mut words, caution) = words(lookup, answered);
    if let Some(count) = left_out_count(lookup.assessment) {
        words = format!("{words} {count}");
    }
    let respondents = if lookup.shows_words() {
        all
    } else {
        Vec::new()
    };
    let missing = if lookup.shows_words() {
        left_out(lookup.assessment)
    } else {
        Vec::new()
    };
    People {
        respondents,
        answered,
        left_out: left_out::compose(lookup.assessment, lookup.edition),
        words,
        caution,
        missing,
    }
}

fn words(lookup: &Lookup<'_>, answered: usize) -> (String, Option<String>) {
    let roles = match lookup.edition {
        Edition::Full | Edition::Board => format!(": {}", roles(lookup)),
        Edition::Public => String::new(),
    };
    match answered {
        0 if lookup.assessment.agreed.is_empty() => (
            "Nobody has answered yet.".to_owned(),
            Some("Nobody has answered yet, so this report has nothing to say about the trust.".to_owned()),
        ),
        0 => ("Nobody has answered alone; there are agreed judgements.".to_owned(), None),
        1 => (
            format!("One person has answered{roles}."),
            Some("Only one person has answered: this is one person's view of the trust, not the trust's.".to_owned()),
        ),
        2 => (
            format!("Two people have answered{roles}."),
            Some("Only two people have answered: each can tell from this report what the other answered.".to_owned()),
        ),
        _ => (format!("{} people have answered{roles}.", opened(&number(answered))), None),
    }
}

/// Roles with how many of each answered, in rubric order.
fn roles(lookup: &Lookup<'_>) -> String {
    let count = |role: &Role| {
        lookup
            .assessment
            .responses
            .iter()
            .filter(|response| response.role == role.id && !response.answers.is_empty())
            .count()
    };
    let roles: Vec<String> = lookup
        .rubric()
        .roles()
        .iter()
        .map(|role| (count(role), role))
        .filter(|(count, _)| *count > 0)
        .map(|(count, role)| {
            if count == 1 {
                role.title.clone()
            } else {
                format!("{} ({count})", role.title)
            }
        })
        .collect();
    list(&roles)
}

pub fn whole_agreement(lookup: &Lookup<'_>, people: &People) -> WholeAgreement {
    let compared: Vec<&CriterionId> = lookup
        .profile
        .criteria()
        .filter(|profile| profile.agreement.is_some())
        .map(|profile| &profile.criterion)
        .collect();
    let alpha = lookup.profile.alpha.map(six_places);
    WholeAgreement {
        alpha,
        respondents: lookup.assessment.responses.len(),
        compared: compared.len(),
        words: alpha_in_words(alpha, people.answered, compared.len()),
    }
}

fn alpha_in_words(alpha: Option<f64>, respondents: usize, compared: usize) -> Vec<String> {
    if compared == 0 {
        return vec![
            "How far people agree cannot be worked out: no criterion has a level from two or more people. That is neither good nor bad; it means only that there is nothing to compare.".to_owned(),
        ];
    }
    let over = counted(
        compared,
        "criterion that two or more people gave a level",
        "criteria that two or more people gave a level",
    );
    let Some(alpha) = alpha else {
        return vec![format!(
            "Over the {over}, every level given is the same one. Agreement cannot be measured where nothing differs; the measure says nothing here."
        )];
    };
    let reading = if alpha >= 0.8 {
        "People see the trust much alike.".to_owned()
    } else if alpha >= 0.667 {
        "People see the trust broadly alike, with differences worth talking through.".to_owned()
    } else if alpha > 0.0 {
        format!("People see the trust differently: {TALK}")
    } else {
        format!("People's answers agree no more than chance would make them: {TALK}")
    };
    let mut words = vec![
        format!("{reading} This is read from the {over}."),
        format!(
            "The measure is Krippendorff's alpha, {alpha:.2}: 1 would be full agreement, 0 what chance alone would give. From about 0.8 agreement is usually called close; below about 0.67, too little to rest on. It measures how alike people answer, not how good the trust is."
        ),
    ];
    if respondents < 3 || compared < 10 {
        words.push(format!(
            "With {} and {} to compare, it can change a great deal with a single answer: take it as a hint.",
            counted(respondents, "person", "people"),
            counted(compared, "criterion", "criteria")
        ));
    }
    words
}
