//! Drafts: paragraphs for the trust's own documents, made of what a meeting agreed and of the plan, and of nothing else.

use std::cmp::Reverse;

use crate::assessment::{ActionStatus, Agreed, Course, Rating};
use crate::report::Edition;
use crate::report::lookup::Lookup;
use crate::report::people::People;
use crate::rubric::{Criterion, Domain, Level};
use crate::text::list;
use crate::words::{counted, long_date, number, opened, quoted, sentence};

/// The standard on the governance statement. A rubric without it gets no such draft.
const GOVERNANCE_STATEMENT: &str = "standard-governance-statement";
/// How the ids of standards on public benefit begin. A rubric without one gets no such draft.
const PUBLIC_BENEFIT: &str = "standard-public-benefit";

/// A paragraph or two to begin a text of the trust's own with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its heading, which says that it is a draft.
    pub title: String,
    /// What must be known before it is used.
    pub caution: String,
    /// Its paragraphs. Words in square brackets are for the trust to fill in. Empty where nothing is agreed.
    pub paragraphs: Vec<String>,
}

/// What a draft is for.
#[derive(Clone, Copy)]
enum Purpose {
    GovernanceStatement,
    PublicBenefit,
}

impl Purpose {
    const fn title(self) -> &'static str {
        match self {
            Self::GovernanceStatement => {
                "Draft for the governance statement: this year's review of the board's work"
            }
            Self::PublicBenefit => "Draft for the trustees' report: public benefit",
        }
    }
}

pub fn compose(lookup: &Lookup<'_>, people: &People) -> Vec<Draft> {
    match lookup.edition {
        Edition::Full => [Purpose::GovernanceStatement, Purpose::PublicBenefit]
            .into_iter()
            .filter_map(|purpose| Some(one(lookup, people, purpose, feeding(lookup, purpose)?)))
            .collect(),
        // Drafts are for those who write the documents. They rest on people's own words, which the public edition leaves out.
        Edition::Board | Edition::Public => Vec::new(),
    }
}

/// The domain that holds the standard on the document: whatever a rubric calls the domain, that is where its findings are.
fn feeding<'a>(lookup: &Lookup<'a>, purpose: Purpose) -> Option<&'a Domain> {
    let speaks_of_it = |id: &str| match purpose {
        Purpose::GovernanceStatement => id == GOVERNANCE_STATEMENT,
        Purpose::PublicBenefit => id.starts_with(PUBLIC_BENEFIT),
    };
    let standard = lookup
        .rubric()
        .standards()
        .find(|standard| speaks_of_it(standard.id.as_str()))?;
    lookup.rubric().domain_of(&standard.criterion)
}

fn one(lookup: &Lookup<'_>, people: &People, purpose: Purpose, domain: &Domain) -> Draft {
    let agreed: Vec<(&Criterion, &Agreed)> = domain
        .criteria
        .iter()
        .filter_map(|criterion| Some((criterion, lookup.agreed(&criterion.id)?)))
        .collect();
    let title = purpose.title().to_owned();
    if agreed.is_empty() {
        let caution = format!(
            "No draft yet: a draft is made only of agreed judgements, and none is agreed in {} so far.",
            domain.title
        );
        return Draft {
            title,
            caution,
            paragraphs: Vec::new(),
        };
    }
    let caution = "Draft, to be checked and edited before use. It is made of agreed judgements and of the plan alone, and nobody has approved it. What stands in square brackets is for the trust to fill in or confirm.".to_owned();
    let paragraphs = match purpose {
        Purpose::GovernanceStatement => vec![
            format!("{} {}", reviewed(lookup, people, domain), found(lookup, domain, &agreed)),
            format!("{} {}", done(lookup, domain), next_review(lookup)),
        ],
        Purpose::PublicBenefit => vec![
            "[For the trustees to confirm or strike out: In planning the trust's work, the trustees have had regard to the Charity Commission's guidance on public benefit.]".to_owned(),
            format!("{} {}", looked(lookup, domain), found(lookup, domain, &agreed)),
            done(lookup, domain),
        ],
    };
    Draft {
        title,
        caution,
        paragraphs,
    }
}

/// What was reviewed, when, and by how many.
fn reviewed(lookup: &Lookup<'_>, people: &People, domain: &Domain) -> String {
    let took_part = match people.answered {
        0 => String::new(),
        answered => format!(
            " {} answered for themselves first.",
            opened(&counted(answered, "person", "people"))
        ),
    };
    format!(
        "This year the board reviewed its own work through a self-assessment of the trust dated {}, with {} on {}.{took_part}",
        long_date(lookup.assessment.setup.date),
        counted(domain.criteria.len(), "question", "questions"),
        mid_sentence(&domain.title),
    )
}

fn looked(lookup: &Lookup<'_>, domain: &Domain) -> String {
    format!(
        "This year the trust looked at what it does for the public in a self-assessment dated {}, with {} on {}.",
        long_date(lookup.assessment.setup.date),
        counted(domain.criteria.len(), "question", "questions"),
        mid_sentence(&domain.title),
    )
}

/// What was agreed, the highest level first, each with its reason; then what is still open.
fn found(lookup: &Lookup<'_>, domain: &Domain, agreed: &[(&Criterion, &Agreed)]) -> String {
    let scale = lookup.scale();
    let mut sentences = vec![format!(
        "A judgement was agreed on {} of them, on a scale from {} to {}.",
        if agreed.len() == domain.criteria.len() {
            "all".to_owned()
        } else {
            number(agreed.len())
        },
        scale.label(Level::LOWEST),
        scale.label(scale.top())
    )];
    let mut ordered = agreed.to_vec();
    // The sort is stable, so that equal levels stay in rubric order; what has no level comes last.
    ordered.sort_by_key(|(_, agreed)| Reverse(agreed.judgement.rating.level()));
    for (criterion, agreed) in ordered {
        let title = quoted(&criterion.title);
        let reason = sentence(&agreed.reason);
        sentences.push(match &agreed.judgement.rating {
            Rating::Level(level) => {
                let supported = lookup
                    .standing(&criterion.id)
                    .and_then(|(_, profile)| profile.supported);
                let less = supported.filter(|supported| supported < level);
                let less = less
                    .map(|supported| {
                        format!(" (what is recorded supports {})", lookup.label(supported))
                    })
                    .unwrap_or_default();
                format!(
                    "{title} was judged {}{less}: {reason}",
                    lookup.label(*level)
                )
            }
            Rating::Unknown => format!("{title} could not be judged yet: {reason}"),
            Rating::NotApplicable(_) => format!("{title} does not apply to the trust: {reason}"),
        });
    }
    let open = domain.criteria.len() - agreed.len();
    if open > 0 {
        sentences.push(format!(
            "{} still to be agreed.",
            opened(&counted(open, "judgement is", "judgements are"))
        ));
    }
    sentences.join(" ")
}

/// What was done about the domain's criteria and standards, and what is to be done, as the plan says.
fn done(lookup: &Lookup<'_>, domain: &Domain) -> String {
    let concerns = |subject: &str| {
        domain
            .criteria
            .iter()
            .any(|criterion| criterion.id.as_str() == subject)
            || domain
                .standards
                .iter()
                .any(|standard| standard.id.as_str() == subject)
    };
    let (mut taken, mut to_come) = (Vec::new(), Vec::new());
    for action in lookup
        .assessment
        .plan
        .iter()
        .filter(|action| concerns(&action.subject))
    {
        // A full stop inside quotation marks would end the sentence that the action stands in.
        let what = quoted(action.what.trim().trim_end_matches('.'));
        match &action.course {
            Course::Act { due, status, .. } => {
                let late = if action.is_overdue(lookup.assessment.setup.date) {
                    "was due by"
                } else {
                    "due by"
                };
                match status {
                    ActionStatus::NotStarted => to_come.push(format!(
                        "{what} ({late} {}, not started yet)",
                        long_date(*due)
                    )),
                    ActionStatus::InProgress => {
                        to_come.push(format!("{what} (under way, {late} {})", long_date(*due)));
                    }
                    ActionStatus::Complete => taken.push(what),
                    ActionStatus::Stopped => {}
                }
            }
            Course::NoAction { .. } => {}
        }
    }
    let taken = match taken.as_slice() {
        [] => None,
        [only] => Some(format!("One action has been taken: {only}.")),
        many => Some(format!(
            "{} have been taken: {}.",
            opened(&counted(many.len(), "action", "actions")),
            list(many)
        )),
    };
    let to_come = match to_come.as_slice() {
        [] if taken.is_some() => None,
        [] => Some("[The plan has no action on this yet: say what is being done.]".to_owned()),
        [only] => Some(format!("One action is still to be done: {only}.")),
        many => Some(format!(
            "{} are still to be done: {}.",
            opened(&counted(many.len(), "action", "actions")),
            list(many)
        )),
    };
    [taken, to_come]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}

/// When the board looks again. A day that nobody has set is for the trust to confirm.
fn next_review(lookup: &Lookup<'_>) -> String {
    let day = long_date(lookup.assessment.next_review());
    match lookup.assessment.next_review {
        Some(_) => format!("The board will next review its work on {day}."),
        None => format!(
            "The board will next review its work by {day} [a year after this review: put in the day that the board has set]."
        ),
    }
}

/// A title inside a sentence: "expert governance". A word of capitals, such as "SEND", stays as it is.
fn mid_sentence(title: &str) -> String {
    let mut letters = title.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => title.to_owned(),
    }
}

#[cfg(test)]
mod tests;
